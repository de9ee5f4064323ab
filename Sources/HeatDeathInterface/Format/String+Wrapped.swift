import TerminalDrawing

extension String {
  /// The text in rows that break between words; the last one is cut where there are not enough.
  ///
  /// A number and its `%` stay together, and so do a name of one letter or in quotation marks and its number, and a quantity and
  /// what it is equal to, as far as they fit into a row: `A 60.0 %`, `k = 53`.
  func wrapped(columns: Int, rows: Int, mark: Unicode.Scalar) -> [String] {
    guard rows > 0, columns > 0 else { return [] }
    var lines: [String] = [""]
    for unit in units(columns: columns) {
      let longer = lines[lines.count - 1] + (lines[lines.count - 1].isEmpty ? "" : " ") + unit
      if longer.terminalColumns <= columns || lines.count == rows || lines == [""] {
        lines[lines.count - 1] = longer
      } else {
        lines.append(unit)
      }
    }
    return lines.map { $0.truncated(toColumns: columns, mark: mark) }
  }

  /// Words, those that belong together as one.
  private func units(columns: Int) -> [String] {
    var units: [String] = []
    var last: String?
    for word in split(separator: " ").map(String.init) {
      if let last, Self.belongTogether(last, word), let unit = units.last,
        unit.terminalColumns + 1 + word.terminalColumns <= columns
      {
        units[units.count - 1] = "\(unit) \(word)"
      } else {
        units.append(word)
      }
      last = word
    }
    return units
  }

  private static func belongTogether(_ word: String, _ next: String) -> Bool {
    let isNumber = next.first.map { $0.isNumber || "<>≥≤+−-±".contains($0) } ?? false
    if next.hasPrefix("%") { return word.last?.isNumber ?? false }
    if next == "=" || word == "=" { return true }
    // An article is no name.
    let isName =
      word.hasSuffix("\"") || word.count == 1 && word.allSatisfy(\.isLetter) && word != "a"
    return isNumber && isName
  }
}
