/// What a reading decided by itself and what it left out, to be said once on standard error.
struct InputNotes: Hashable, Sendable {
  /// One sentence each, without the line's end: `counts.csv: separated by semicolons, 10 rows`.
  private(set) var lines: [String] = []

  mutating func add(_ line: String) { lines.append(line) }

  /// Says that a source was not UTF-8.
  mutating func add(_ encoding: TextEncoding?, of source: String) {
    guard let encoding, encoding != .utf8 else { return }
    add("\(source): read as \(encoding.name)")
  }
}
