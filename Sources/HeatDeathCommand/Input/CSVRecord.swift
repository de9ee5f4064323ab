/// One record of a CSV file: its fields with their places.
struct CSVRecord: Hashable, Sendable {
  var fields: [CSVField]
  /// The line that the record starts on.
  var line: Int
}

/// One field of a CSV record.
struct CSVField: Hashable, Sendable {
  /// The value, without the quotes around it and with doubled quotes made single.
  var value: String
  var wasQuoted: Bool
  /// The line that the field starts on, from 1.
  var line: Int
  /// The character of that line that the field starts at, from 1.
  var column: Int
  /// Where it stands in the whole text, quotes included, as a range of its scalars.
  var range = 0..<0
}

extension CSVField {
  /// A value as it is written between commas, in quotes where ``CSVReader`` would otherwise read
  /// something else: the one rule for everything that is written.
  static func written(_ value: String) -> String {
    // By scalars: a quote with a combining mark is one character, but a quote all the same.
    let scalars = value.unicodeScalars
    let needsQuotes =
      scalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
      || [scalars.first, scalars.last].contains { $0 == .some(" ") || $0 == .some("\t") }
    guard needsQuotes else { return value }
    var result = "\""
    for scalar in scalars {
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    result.unicodeScalars.append("\"")
    return result
  }
}
