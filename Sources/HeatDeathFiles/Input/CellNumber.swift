/// What a cell of a table looks like, as a number.
enum CellNumber {
  /// Whether a cell is meant as a number, however it is written: `1234`, `-2`, `12.5%`, `0,5`,
  /// `1 234`, or for a missing one, as `NA`. Whether it is one that is accepted is another question.
  static func isMeant(_ text: String) -> Bool {
    if missing.contains(text.lowercased()) { return true }
    return isNumber(text)
  }

  private static let missing: Set<String> = ["na", "nan", "n/a", "null", "inf", "-inf", "-"]

  private static func isNumber(_ text: String) -> Bool {
    NumberSyntax(text) != nil || weightText(text) != nil || ThousandsSeparator(in: text) != nil
  }

  /// A share, percentage or weight from 0; a comma may stand for the point.
  static func weight(_ text: String) throws(NumberError) -> Double {
    let accepted = "shares, percentages or weights from 0"
    let value = try DecimalNumber.parse(weightText(text) ?? text, accepted: accepted)
    guard value >= 0 else { throw NumberError(text, .negative, accepted: accepted) }
    return value
  }

  /// The number without a percent sign and with a point, where the text is such a number.
  private static func weightText(_ text: String) -> String? {
    var plain = text[...]
    if plain.last == "%" { plain = plain.dropLast().trimmingSuffix { $0 == " " || $0 == "\u{A0}" } }
    if DecimalNumber.isDecimalComma(plain) {
      return String(plain.map { $0 == "," ? "." : $0 })
    }
    return NumberSyntax(plain) == nil ? nil : String(plain)
  }
}
