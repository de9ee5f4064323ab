import TerminalDrawing

/// Frames as an asciicast, which asciinema plays.
///
/// - Source: asciicast v2: a line with a JSON object, then a line for each event, a JSON array of
///   seconds, kind and data.
package struct CastDocument: CustomStringConvertible {
  package private(set) var description: String
  private let encoder: ANSIEncoder
  private let height: Int
  /// The rows that the player shows.
  private var rows: [String] = []

  /// - Parameter title: what the player calls it.
  package init(width: Int, height: Int, colors: ColorDepth, title: String) {
    encoder = ANSIEncoder(depth: colors)
    self.height = height
    let header = JSONValue.object([
      ("version", .integer(2)), ("width", .integer(Int64(width))),
      ("height", .integer(Int64(height))), ("title", .text(title)),
      ("env", .object([("TERM", .text("xterm-256color"))])),
    ])
    description = "\(header)\n"
  }

  /// Shows a frame, of which the rows that changed are written; nothing where none did.
  ///
  /// - Parameter seconds: since the beginning, no earlier than the last one.
  package mutating func show(_ frame: CellBuffer, at seconds: Double) {
    let next = encoder.rows(of: frame)
    // Without a cursor, and without going on to the next row behind the last column.
    var data = rows.isEmpty ? "\u{1B}[?25l\u{1B}[?7l\u{1B}[m\u{1B}[2J" : ""
    for (y, row) in next.enumerated() where !rows.indices.contains(y) || rows[y] != row {
      data += "\u{1B}[\(y + 1);1H\u{1B}[2K" + row
    }
    rows = next
    if !data.isEmpty { append(data, at: seconds) }
  }

  /// Leaves the last frame, with the cursor below it; in a terminal of just that height on its last
  /// row, since a new line would push the first one out.
  package mutating func end(at seconds: Double) {
    append("\u{1B}[\(height + 1);1H\u{1B}[?7h\u{1B}[?25h", at: seconds)
  }

  private mutating func append(_ data: String, at seconds: Double) {
    let milliseconds = (seconds * 1000).rounded()
    description += "\(JSONValue.list([.number(milliseconds / 1000), .text("o"), .text(data)]))\n"
  }
}
