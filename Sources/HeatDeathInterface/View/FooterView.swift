import TerminalDrawing

/// The line that says what just happened.
struct NarrationView {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var text = StyledText()
    text.append(context.symbols.glyphs == .ascii ? "* " : "» ", context.style(.accent))
    text.append(pointed ?? context.state.narrator.line, context.style(.text))
    text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 2,
      ellipsis: context.symbols.ellipsis)
  }

  /// The shares at the pointer, while it reads the simplex.
  private var pointed: String? {
    guard !context.state.isRunning, let point = context.state.pointer,
      point.dimension == context.snapshot.categoryCount
    else { return nil }
    let labels = context.snapshot.scenario.labels
    let shares = zip(labels, point.coordinates).map {
      "\($0) \(context.format.fixed($1, digits: 3))"
    }
    return "at the pointer: \(shares.joined(separator: ", "))"
  }
}

/// The last row: the keys that count now. What does not fit is left out from the end.
struct FooterView {
  let context: DrawingContext

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
        entry.label, x: entry.columns.lowerBound, y: area.y, style: context.style(.accent))
      buffer.write(entry.word, x: x + 1, y: area.y, style: context.style(.muted))
    }
  }

  /// The entries that fit, left to right.
  func entries(in area: Rect) -> [Entry] {
    let categories = context.snapshot.categoryCount
    var x = area.x + 1
    var entries: [Entry] = []
    for binding in Keymap.bindings(in: context.state.mode) {
      guard let word = binding.footer, binding.isUseful(categories) else { continue }
      let isPause = binding.keys.contains { $0.action == .togglePause }
      let shown = isPause && !context.state.isRunning ? "go on" : word
      let label = binding.label(categoryCount: categories)
      let end = x + label.terminalColumns + 1 + shown.terminalColumns
      guard end <= area.maxX else { break }
      entries.append(Entry(binding: binding, label: label, word: shown, columns: x..<end))
      x = end + 2
    }
    return entries
  }
}
