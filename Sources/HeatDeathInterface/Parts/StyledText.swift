import TerminalDrawing

/// Text in several styles on one line.
struct StyledText {
  private(set) var parts: [(text: String, style: Style)] = []

  mutating func append(_ text: String, _ style: Style) { parts.append((text, style)) }

  var columns: Int { parts.reduce(0) { $0 + $1.text.terminalColumns } }

  /// Writes the parts one after the other, the whole cut to `limit` columns.
  @discardableResult
  func write(
    into buffer: inout CellBuffer, x: Int, y: Int, limit: Int, ellipsis: Unicode.Scalar
  ) -> Int {
    var column = x
    let end = x + max(0, limit)
    for (index, part) in parts.enumerated() {
      let room = end - column
      guard room > 0 else { break }
      // What follows may not vanish without a mark either.
      let isFollowed = parts[(index + 1)...].contains { !$0.text.isEmpty }
      let isCut = part.text.terminalColumns >= room && isFollowed
      let text = isCut ? part.text + " " : part.text
      column = buffer.write(
        text.truncated(toColumns: room, mark: ellipsis), x: column, y: y, style: part.style)
    }
    return column
  }
}
