import TerminalDrawing

/// The line that says what just happened.
struct NarrationView {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var text = StyledText()
    text.append(context.symbols.glyphs == .ascii ? "* " : "» ", context.style(.accent))
    text.append(context.state.narrator.line, context.style(.text))
    text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 2,
      ellipsis: context.symbols.ellipsis)
  }
}

/// The last row: the keys that count now. What does not fit is left out from the end.
struct FooterView {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var x = area.x + 1
    for binding in Keymap.bindings(in: context.state.mode) {
      guard let word = binding.footer, binding.isUseful(context.snapshot.categoryCount) else {
        continue
      }
      let isPause = binding.keys.contains { $0.action == .togglePause }
      let shown = isPause && !context.state.isRunning ? "go on" : word
      let columns = binding.label.terminalColumns + 1 + shown.terminalColumns
      guard x + columns <= area.maxX else { break }
      x = buffer.write(binding.label, x: x, y: area.y, style: context.style(.accent)) + 1
      x = buffer.write(shown, x: x, y: area.y, style: context.style(.muted)) + 2
    }
  }
}
