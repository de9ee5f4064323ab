/// Numbers as the names of samplers and learners write them: a decimal point in every locale, the
/// shortest digits that give the same double, no point where none is needed.
enum DecimalNotation {
  /// `2`, `0.1`, `1e-30`, `inf`.
  static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The double nearest to a decimal number such as `-0.5`, `2` or `1e-3`; `nil` for anything else,
  /// `nan`, `inf` and hexadecimal numbers included.
  static func number(_ text: some StringProtocol) -> Double? {
    guard text.utf8.allSatisfy(isDecimalCharacter), let value = Double(String(text)),
      value.isFinite
    else { return nil }
    return value
  }

  private static func isDecimalCharacter(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
