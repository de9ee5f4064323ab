/// Input data that cannot be used: names the source, the place, the value and what is accepted.
package struct DataError: Error, Hashable, CustomStringConvertible {
  /// Where in the source: lines, columns and bytes count from 1.
  enum Place: Hashable, Sendable {
    case whole
    /// A column counts characters.
    case column(Int, line: Int)
    /// A byte counts from the start of the source.
    case byte(Int, line: Int)
  }

  /// The file's path as given, or "standard input".
  let source: String

  /// How errors call a path; `-` is standard input.
  package static func sourceName(of path: String) -> String {
    path == "-" ? "standard input" : path
  }

  let place: Place
  let message: String

  init(source: String, place: Place = .whole, _ message: String) {
    self.source = source
    self.place = place
    self.message = message
  }

  package var description: String {
    switch place {
    case .whole: "\(source): \(message)"
    case .column(let column, let line): "\(source): line \(line), column \(column): \(message)"
    case .byte(let byte, let line): "\(source): line \(line), byte \(byte): \(message)"
    }
  }
}

/// Options that do not make sense, discovered after parsing.
package struct UsageError: Error, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
