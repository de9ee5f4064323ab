/// A frame as characters alone: for files, mail and the eyes of a screen reader.
public struct PlainTextEncoder: Hashable, Sendable {
  public init() {}

  /// The rows, each without its trailing blanks and ended by a line feed.
  public func encode(_ buffer: CellBuffer) -> String {
    var text = String.UnicodeScalarView()
    for y in 0..<buffer.height {
      let row = buffer.runs(ofRow: y).flatMap { $0.characters.map(\.glyph) }
      let end = row.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
      text.append(contentsOf: row[..<end])
      text.append("\n")
    }
    return String(text)
  }
}
