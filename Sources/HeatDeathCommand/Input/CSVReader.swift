/// Reads comma-separated values.
///
/// Fields stand between commas, records on lines; LF and CR LF end a line, the last one need not
/// be ended. A field in double quotes may hold commas, line ends and doubled quotes. Spaces and tabs
/// around a field that is not quoted, or around the quotes, do not belong to it. Blank lines count
/// for nothing. A byte order mark at the start is skipped.
///
/// - Source: RFC 4180; spaces and the last two rules are more lenient.
struct CSVReader {
  private var scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var lineStart = 0

  /// - Complexity: O(length).
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" {
      index = 1
      lineStart = 1
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
    while true {
      record.fields.append(try readField())
      guard index < scalars.count, scalars[index] == "," else { break }
      index += 1
    }
    endLine()
    let isBlank =
      record.fields.count == 1 && record.fields[0].value.isEmpty && !record.fields[0].wasQuoted
    return isBlank ? nil : record
  }

  private mutating func readField() throws(CSVError) -> CSVField {
    skipSpaces()
    let startLine = line
    let startColumn = column
    guard index < scalars.count, scalars[index] == "\"" else {
      var value = String.UnicodeScalarView()
      while index < scalars.count, scalars[index] != ",", !isAtLineEnd {
        value.append(scalars[index])
        index += 1
      }
      while let last = value.last, last == " " || last == "\t" { value.removeLast() }
      return CSVField(
        value: String(value), wasQuoted: false, line: startLine, column: startColumn)
    }
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
      } else if scalar == "\n" {
        line += 1
        lineStart = index
      }
      value.append(scalar)
    }
    skipSpaces()
    guard index == scalars.count || scalars[index] == "," || isAtLineEnd else {
      throw CSVError(
        problem: .textAfterQuote(String(scalars[index])), line: line, column: column)
    }
    return CSVField(value: String(value), wasQuoted: true, line: startLine, column: startColumn)
  }

  private var isAtLineEnd: Bool {
    scalars[index] == "\n"
      || scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      || scalars[index] == "\r" && index + 1 == scalars.count
  }

  private mutating func skipSpaces() {
    while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
  }

  private mutating func endLine() {
    guard index < scalars.count else { return }
    if scalars[index] == "\r" { index += 1 }
    if index < scalars.count, scalars[index] == "\n" { index += 1 }
    line += 1
    lineStart = index
  }

  /// The column of the next character: characters, not bytes, from 1.
  private var column: Int {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[lineStart..<index])
    return String(text).count + 1
  }
}

/// Text that is not CSV.
struct CSVError: Error, Hashable, Sendable {
  enum Problem: Hashable, Sendable {
    /// A field that starts with a quote has no other to end it.
    case unclosedQuote
    /// Something other than a comma or the end of the line follows a closing quote.
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
      "\(quoted(found)) after a closing quote; accepted: a comma or the end of the line"
    }
  }
}
