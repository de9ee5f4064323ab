import TerminalDrawing

/// The line that says what just happened.
struct NarrationView: ScreenPart {
  let look: Look
  let text: String

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var line = StyledText()
    line.append(look.symbols.glyphs == .ascii ? "* " : "» ", look.style(.accent))
    line.append(text, look.style(.text))
    line.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 2,
      ellipsis: look.symbols.ellipsis)
  }
}

/// The last row: the keys that count now. What does not fit is left out from the end.
struct FooterView: ScreenPart {
  let look: Look
  let shell: Shell

  /// One key or pair of keys and its word.
  struct Entry {
    let binding: Binding
    let label: String
    let word: String
    let columns: Range<Int>
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    for entry in entries(in: area) {
      let x = buffer.write(
        entry.label, x: entry.columns.lowerBound, y: area.y, style: look.style(.accent))
      buffer.write(entry.word, x: x + 1, y: area.y, style: look.style(.muted))
    }
  }

  /// The entries that fit, left to right.
  func entries(in area: Rect) -> [Entry] {
    var x = area.x + 1
    var entries: [Entry] = []
    for binding in shell.top.keys(in: shell) {
      guard let word = binding.footer(shell), binding.isUseful(shell) else { continue }
      let end = x + binding.label.terminalColumns + 1 + word.terminalColumns
      guard end <= area.maxX else { break }
      entries.append(Entry(binding: binding, label: binding.label, word: word, columns: x..<end))
      x = end + 2
    }
    return entries
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    guard let entry = entries(in: area).first(where: { $0.columns.contains(x) }) else {
      return .elsewhere
    }
    let keys = entry.binding.keys
    // Of two keys in one entry, as in `t T`, the one that was hit.
    let second = entry.label.split(separator: " ").first.map { entry.columns.lowerBound + $0.count }
    let isSecond =
      entry.label.contains(" ") && keys.count > 1 && x > second ?? .max
      && x < entry.columns.lowerBound + entry.label.terminalColumns
    return .key(keys[isSecond ? 1 : 0].key)
  }
}
