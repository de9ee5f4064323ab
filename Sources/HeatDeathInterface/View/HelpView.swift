import TerminalDrawing

/// The list of keys, generated from the key table.
struct HelpView {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let bindings = bindings
    let label = bindings.map { $0.label.terminalColumns }.max() ?? 0
    let widest = bindings.map { $0.help.terminalColumns }.max() ?? 0
    let width = min(area.width, label + widest + 8)
    let height = height(in: area)
    let frame = Rect(
      x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
      height: height)
    buffer.fill(frame, with: Cell(" ", context.style(.text)))
    let hidden = hiddenLines(in: area)
    let first = min(hidden, context.state.helpOffset)
    let inner = Panel(
      title: "keys", remark: hidden > 0 ? "Up Down for \(hidden) more" : "? Esc back"
    ).draw(into: &buffer, in: frame, palette: context.palette, symbols: context.symbols)
    let top = inner.height > bindings.count ? inner.y + 1 : inner.y
    for (row, binding) in bindings.dropFirst(first).enumerated() {
      let y = top + row
      guard y < inner.maxY else { break }
      buffer.write(
        binding.label, x: inner.x + 2, y: y, style: context.style(.accent), limit: inner.width - 2)
      let x = inner.x + 2 + label + 2
      buffer.write(
        binding.help.truncated(toColumns: inner.maxX - x, mark: context.symbols.ellipsis), x: x,
        y: y, style: context.style(.text))
    }
  }

  /// How many lines the window has no room for.
  func hiddenLines(in area: Rect) -> Int { max(0, bindings.count - (height(in: area) - 2)) }

  private var bindings: [Binding] {
    Keymap.bindings(in: .explore).filter { $0.isUseful(context.snapshot.categoryCount) }
  }

  private func height(in area: Rect) -> Int { min(area.height, bindings.count + 4) }
}
