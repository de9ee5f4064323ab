import TerminalDrawing

/// A table in plain text: the first column to the left, the others to the right of their width. Format
/// controls in its cells are written out.
struct TextTable: CustomStringConvertible {
  private let rows: [[String]]

  /// What is longer is cut.
  private static let widestCell = 32

  /// - Parameter rows: the first one is the heading; all have as many cells.
  init(_ rows: [[String]]) {
    self.rows = rows.map { row in
      row.map { $0.withFormatsWrittenOut.truncated(toColumns: Self.widestCell, mark: "~") }
    }
  }

  /// A line a row, two blanks before each but the last line's end.
  var description: String {
    var widths = [Int](repeating: 0, count: rows.first?.count ?? 0)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], cell.terminalColumns)
      }
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.terminalColumns)
        line += column == 0 ? cell + padding : "  " + padding + cell
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
