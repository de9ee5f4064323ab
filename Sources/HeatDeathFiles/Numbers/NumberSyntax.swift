/// A decimal number as written: `-1_000.5e3`, taken apart without rounding.
///
///     [+-] digits [. digits] [e [+-] digits]
///
/// There is at least one digit before the exponent; underscores may stand between digits. The
/// decimal sign is a point in every locale.
struct NumberSyntax: Hashable, Sendable {
  let isNegative: Bool

  /// The significant digits, 0…9 each, without leading or trailing zeros; empty for zero.
  let digits: [UInt8]

  /// The value is ±0.d₁d₂… × 10^pointPosition: where the decimal point stands among the digits.
  /// Saturates at ±10¹⁵, far beyond any number type.
  let pointPosition: Int

  /// The text without underscores.
  let plain: String

  /// - Returns: `nil` when the text is no number.
  /// - Complexity: O(length).
  init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    var plain: [UInt8] = []
    plain.reserveCapacity(rest.count)

    /// Takes an optional sign.
    func takeSign() -> Bool {
      guard let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else {
        return false
      }
      plain.append(rest.removeFirst())
      return sign == UInt8(ascii: "-")
    }

    /// Takes digits with underscores between them; `nil` for a misplaced underscore.
    func takeDigits() -> [UInt8]? {
      var digits: [UInt8] = []
      var previousIsDigit = false
      while let byte = rest.first {
        if byte == UInt8(ascii: "_") {
          guard previousIsDigit else { return nil }
          previousIsDigit = false
        } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
          plain.append(byte)
          digits.append(byte - UInt8(ascii: "0"))
          previousIsDigit = true
        } else {
          break
        }
        rest.removeFirst()
      }
      return digits.isEmpty || previousIsDigit ? digits : nil
    }

    let isNegative = takeSign()
    guard let whole = takeDigits() else { return nil }
    var fraction: [UInt8] = []
    if rest.first == UInt8(ascii: ".") {
      plain.append(rest.removeFirst())
      guard let found = takeDigits() else { return nil }
      fraction = found
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    var exponent = 0
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      plain.append(rest.removeFirst())
      let isNegativeExponent = takeSign()
      guard let found = takeDigits(), !found.isEmpty else { return nil }
      for digit in found { exponent = min(exponent * 10 + Int(digit), 1_000_000_000_000_000) }
      if isNegativeExponent { exponent = -exponent }
    }
    guard rest.isEmpty else { return nil }

    let all = whole + fraction
    let leadingZeros = all.prefix { $0 == 0 }.count
    var significant = all.dropFirst(leadingZeros)
    while significant.last == 0 { significant.removeLast() }
    self.isNegative = isNegative
    digits = Array(significant)
    pointPosition = digits.isEmpty ? 0 : whole.count - leadingZeros + exponent
    self.plain = String(decoding: plain, as: UTF8.self)
  }
}

/// What stands between groups of three digits in a number such as `1,234` or `1'234'567`.
///
/// Such a number is not read: in half of the world `1,234` is one and a bit.
struct ThousandsSeparator: Hashable, Sendable {
  /// The number as it is accepted: `1_234`.
  let accepted: String

  /// - Returns: `nil` where the text is no number in groups of three. One point alone counts as a
  ///   decimal point.
  init?(in text: some StringProtocol) {
    let separators: Set<Character> = [",", ".", " ", "'", "’", "\u{A0}", "\u{2009}", "\u{202F}"]
    guard let separator = text.first(where: separators.contains) else { return nil }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.count > 1,
      separator != "." || groups.count > 2,
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.joined().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      first.first != "0"
    else { return nil }
    accepted = groups.joined(separator: "_")
  }
}
