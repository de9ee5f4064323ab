/// Reads the records of a table whose fields stand between separators.
///
/// LF, CR LF and CR end a line, the last one need not be ended. A field in double quotes may hold
/// separators, line ends and doubled quotes. Spaces and tabs around a field that is not quoted, or
/// around the quotes, do not belong to it. Blank lines count for nothing; they are counted. A byte
/// order mark at the start is skipped.
///
/// Between blanks, a quote that no other closes before the next blank is a character like any other:
/// `uniq -c` quotes nothing.
///
/// - Source: RFC 4180; spaces, other separators and the rest are more lenient.
struct CSVReader {
  /// How many lines were blank, and how many were comments.
  private(set) var blankLineCount = 0
  private(set) var commentLineCount = 0
  /// Whether a CR alone ended a line.
  private(set) var hasLoneCR = false

  private let scalars: [Unicode.Scalar]
  private let separator: FieldSeparator
  private let skipsComments: Bool
  private var index = 0
  private var line = 1
  /// A place on the present line and its column.
  private var columnIndex = 0
  private var lastColumn = 1

  /// - Parameter skipsComments: whether lines that ``isComment(_:)`` describes are passed over.
  /// - Complexity: O(length).
  init(_ text: String, separator: FieldSeparator = .comma, skipsComments: Bool = false) {
    self.init(Array(text.unicodeScalars), separator: separator, skipsComments: skipsComments)
  }

  init(_ scalars: [Unicode.Scalar], separator: FieldSeparator, skipsComments: Bool) {
    self.scalars = scalars
    self.separator = separator
    self.skipsComments = skipsComments
    if scalars.first == "\u{FEFF}" {
      index = 1
      columnIndex = 1
    }
  }

  /// The next record that is not blank, `nil` after the last one.
  ///
  /// - Throws: ``CSVError`` for a quoted field that is not closed or goes on after its quotes.
  mutating func next() throws(CSVError) -> CSVRecord? {
    while index < scalars.count {
      let record = try readRecord()
      if let record { return record }
    }
    return nil
  }

  private mutating func readRecord() throws(CSVError) -> CSVRecord? {
    var record = CSVRecord(fields: [], line: line)
    skipSpaces()
    if skipsComments, index < scalars.count, scalars[index] == "#", isComment() {
      while index < scalars.count, !isAtLineEnd { index += 1 }
      endLine()
      commentLineCount += 1
      return nil
    }
    while true {
      record.fields.append(try readField())
      guard index < scalars.count, !isAtLineEnd else { break }
      if separator != .blanks { index += 1 }
    }
    endLine()
    let isBlank =
      record.fields.count == 1 && record.fields[0].value.isEmpty && !record.fields[0].wasQuoted
    if isBlank { blankLineCount += 1 }
    return isBlank ? nil : record
  }

  /// Whether the line that starts with # here is a comment: it goes on with a blank, # or !, ends, or
  /// has no digit after its last separator. `#love,500` is a row.
  private func isComment() -> Bool {
    let rest = scalars[(index + 1)...].prefix { $0 != "\n" && $0 != "\r" }
    guard let next = rest.first, ![" ", "\t", "#", "!"].contains(next) else { return true }
    guard let last = rest.lastIndex(where: { separator.ends(at: $0) }) else { return true }
    return !rest[last...].contains { ("0"..."9").contains($0) }
  }

  private mutating func readField() throws(CSVError) -> CSVField {
    skipSpaces()
    let start = index
    var field = try readField(line: line, column: column())
    field.range = start..<max(start, lastContent)
    if separator == .blanks { skipSpaces() }
    return field
  }

  /// The end of the text read so far without the blanks before it.
  private var lastContent: Int {
    var end = index
    while end > 0, scalars[end - 1] == " " || scalars[end - 1] == "\t" { end -= 1 }
    return end
  }

  private mutating func readField(
    line startLine: Int, column startColumn: Int
  ) throws(CSVError) -> CSVField {
    if index < scalars.count, scalars[index] == "\"",
      separator != .blanks || isClosedBeforeBlank()
    {
      return try readQuoted(line: startLine, column: startColumn)
    }
    var value = String.UnicodeScalarView()
    while index < scalars.count, !separator.ends(at: scalars[index]), !isAtLineEnd {
      value.append(scalars[index])
      index += 1
    }
    while let last = value.last, last == " " || last == "\t" { value.removeLast() }
    return CSVField(value: String(value), wasQuoted: false, line: startLine, column: startColumn)
  }

  private mutating func readQuoted(
    line startLine: Int, column startColumn: Int
  ) throws(CSVError) -> CSVField {
    index += 1
    var value = String.UnicodeScalarView()
    while true {
      guard index < scalars.count else {
        throw CSVError(problem: .unclosedQuote, line: startLine, column: startColumn)
      }
      let scalar = scalars[index]
      index += 1
      if scalar == "\"" {
        guard index < scalars.count, scalars[index] == "\"" else { break }
        index += 1
      } else if scalar == "\n"
        || scalar == "\r" && (index == scalars.count || scalars[index] != "\n")
      {
        beginLine()
      }
      value.append(scalar)
    }
    skipSpaces()
    guard
      index == scalars.count || separator == .blanks || separator.ends(at: scalars[index])
        || isAtLineEnd
    else {
      throw CSVError(
        problem: .textAfterQuote(String(scalars[index])), line: line, column: column())
    }
    return CSVField(value: String(value), wasQuoted: true, line: startLine, column: startColumn)
  }

  /// Whether the quote here has another on its line that a blank or the line's end follows.
  private func isClosedBeforeBlank() -> Bool {
    var place = index + 1
    while place < scalars.count, scalars[place] != "\n", scalars[place] != "\r" {
      if scalars[place] == "\"" {
        guard place + 1 < scalars.count, scalars[place + 1] == "\"" else { break }
        place += 1
      }
      place += 1
    }
    guard place < scalars.count, scalars[place] == "\"" else { return false }
    return place + 1 == scalars.count || [" ", "\t", "\n", "\r"].contains(scalars[place + 1])
  }

  private var isAtLineEnd: Bool { scalars[index] == "\n" || scalars[index] == "\r" }

  private mutating func skipSpaces() {
    while index < scalars.count, separator.skips(scalars[index]) { index += 1 }
  }

  private mutating func endLine() {
    guard index < scalars.count else { return }
    if scalars[index] == "\r" {
      index += 1
      if index < scalars.count, scalars[index] == "\n" { index += 1 } else { hasLoneCR = true }
    } else {
      index += 1
    }
    beginLine()
  }

  /// The column of the next character: characters, not bytes, from 1.
  ///
  /// Counts on from the last place asked for, so that long lines cost no more than short ones.
  private mutating func column() -> Int {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[columnIndex..<index])
    columnIndex = index
    lastColumn += String(text).count
    return lastColumn
  }

  private mutating func beginLine() {
    line += 1
    columnIndex = index
    lastColumn = 1
  }
}

/// Text that is no table.
struct CSVError: Error, Hashable, Sendable {
  enum Problem: Hashable, Sendable {
    /// A field that starts with a quote has no other to end it.
    case unclosedQuote
    /// Something other than a separator or the end of the line follows a closing quote.
    case textAfterQuote(String)
  }

  let problem: Problem
  let line: Int
  let column: Int

  var message: String {
    switch problem {
    case .unclosedQuote:
      "this quoted field never ends; accepted: a closing \" (a quote inside is written \"\")"
    case .textAfterQuote(let found):
      "\(quoted(found)) after a closing quote; accepted: a separator or the end of the line"
    }
  }
}

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

extension CSVRecord {
  /// Values as they are written on one line, each in quotes where ``CSVReader`` would otherwise read
  /// something else: the one rule for everything that is written.
  static func written(_ values: [String]) -> String {
    values.map(writtenField).joined(separator: ",")
  }

  private static func writtenField(_ value: String) -> String {
    // By scalars: a quote with a combining mark is one character, but a quote all the same.
    let scalars = value.unicodeScalars
    let special: [Unicode.Scalar] = [",", "\"", "\n", "\r"]
    let blanks: [Unicode.Scalar] = [" ", "\t"]
    let hasBlankEnd = [scalars.first, scalars.last].contains { end in
      end.map(blanks.contains) ?? false
    }
    guard hasBlankEnd || scalars.contains(where: special.contains) else { return value }
    var result = "\""
    for scalar in scalars {
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    result.unicodeScalars.append("\"")
    return result
  }
}
