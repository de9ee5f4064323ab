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
}
