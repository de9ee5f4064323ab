import HeatDeath

/// Reads what was typed where a number stands.
enum TypedNumber {
  /// A finite decimal number, `2`, `0.1`, `-1e-3`; `nil` for anything else.
  static func decimal(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ Self.characters.contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    return value
  }

  /// A whole number of at least one, in digits or as `2e6`; `nil` for anything else.
  static func count(_ text: String) -> Int64? {
    guard let value = Int64(text) ?? decimal(text).flatMap({ Int64(exactly: $0) }), value >= 1
    else { return nil }
    return value
  }

  /// A temperature, `inf` among them; `nil` for anything else.
  static func temperature(_ text: String) -> Temperature? {
    let value = ["inf", "∞"].contains(text) ? Double.infinity : decimal(text)
    return value.flatMap { try? Temperature($0) }
  }

  static let acceptedTemperature = "a number above 0, or inf"

  /// A number from 0 to 1, or as many parts of a hundred, `30%`, where they are whole and above 1 without
  /// the sign as well, `30`; `nil` for anything else.
  static func fraction(_ text: String) -> Double? {
    guard text.last == "%" else {
      guard let value = decimal(text) else { return nil }
      if (0...1).contains(value) { return value }
      return (2...100).contains(value) && value == value.rounded() ? value / 100 : nil
    }
    return decimal(text.dropLast().filter { $0 != " " })
      .flatMap { (0...100).contains($0) ? $0 / 100 : nil }
  }

  static let acceptedFraction = "a number from 0 to 1, or per cent, as in 30 or 12.5%"

  static let acceptedSeed = "a whole number from 0 to \(UInt64.max)"

  private static let characters = Set("0123456789.eE+-".utf8)
}
