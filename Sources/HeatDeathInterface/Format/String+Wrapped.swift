import TerminalDrawing

extension String {
  /// The text in rows that break between words; the last one is cut where there are not enough.
  func wrapped(columns: Int, rows: Int, mark: Unicode.Scalar) -> [String] {
    guard rows > 0, columns > 0 else { return [] }
    var lines: [String] = [""]
    for word in split(separator: " ") {
      let longer = lines[lines.count - 1] + (lines[lines.count - 1].isEmpty ? "" : " ") + word
      if longer.terminalColumns <= columns || lines.count == rows || lines == [""] {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { $0.truncated(toColumns: columns, mark: mark) }
  }
}
