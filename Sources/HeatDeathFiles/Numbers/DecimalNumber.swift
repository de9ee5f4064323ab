import HeatDeath

/// Real numbers as people write them, with a decimal point in every locale.
enum DecimalNumber {
  /// The double nearest to the number that `text` writes.
  ///
  /// - Parameter accepted: what the caller takes, for messages.
  /// - Throws: ``NumberError`` when the text is no number, or one that is finite but rounds to
  ///   infinity, or not zero but rounds to zero.
  static func parse(
    _ text: some StringProtocol, accepted: String
  ) throws(NumberError) -> Double {
    guard !text.isEmpty else { throw NumberError(text, .empty, accepted: accepted) }
    guard let syntax = NumberSyntax(text), let value = Double(syntax.plain) else {
      throw NumberError(notANumber: text, accepted: accepted)
    }
    guard value.isFinite else {
      throw NumberError(text, syntax.isNegative ? .tooSmall : .tooLarge, accepted: accepted)
    }
    if value == 0, !syntax.digits.isEmpty {
      throw NumberError(text, .tooSmall, accepted: accepted)
    }
    return value
  }

  /// A softmax temperature: a number above 0, or `inf`.
  static func temperature(_ text: some StringProtocol) throws(NumberError) -> Temperature {
    let accepted = "a number above 0, or inf"
    if text.lowercased() == "inf" || text.lowercased() == "+inf" { return .infinite }
    let value = try parse(text, accepted: accepted)
    do {
      return try Temperature(value)
    } catch {
      throw NumberError(text, value < 0 ? .negative : .tooSmall, accepted: accepted)
    }
  }

  /// A fraction in [0, 1].
  static func fraction(_ text: some StringProtocol) throws(NumberError) -> Double {
    let accepted = "a number from 0 to 1"
    let value = try parse(text, accepted: accepted)
    guard value >= 0 else { throw NumberError(text, .negative, accepted: accepted) }
    guard value <= 1 else { throw NumberError(text, .tooLarge, accepted: accepted) }
    return value
  }

  /// Whether the text would be a number with a point in place of its one comma.
  static func isDecimalComma(_ text: some StringProtocol) -> Bool {
    guard text.utf8.count(where: { $0 == UInt8(ascii: ",") }) == 1,
      !text.utf8.contains(UInt8(ascii: "."))
    else {
      return false
    }
    return NumberSyntax(String(text.map { $0 == "," ? "." : $0 })) != nil
  }
}
