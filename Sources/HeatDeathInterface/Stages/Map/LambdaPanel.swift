import TerminalDrawing

/// The λ diagram in its frame, with what it says in words above it; the words alone where there is no
/// room for a chart.
struct LambdaPanel: ScreenPart {
  let chart: LambdaChart
  let lines: [String]

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let look = chart.look
    var inner = area
    if area.width >= 40, area.height >= 8 {
      inner = Panel(
        titles: ["where it ends, by the share of fresh data", "where it ends"],
        remarks: ["solid: stable, dashed: not", ""], width: area.width
      ).draw(into: &buffer, in: area, palette: look.palette, symbols: look.symbols)
    }
    for text in lines {
      guard inner.height > 0 else { return }
      let row = inner.takeTop(1)
      buffer.write(
        text.truncated(toColumns: row.width - 2, mark: look.symbols.ellipsis), x: row.x + 1,
        y: row.y, style: look.style(.text))
    }
    guard inner.width >= 16, inner.height >= 4 else { return }
    chart.draw(into: &buffer, in: inner)
  }
}
