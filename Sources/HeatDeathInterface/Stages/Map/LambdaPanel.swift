import TerminalDrawing

/// The λ diagram in its frame, below what it says in words; the words alone where there is no room for
/// a chart.
struct LambdaPanel: ScreenPart {
  let chart: LambdaChart
  let lines: [String]

  private static let leastChart = (width: 16, height: 4)

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let look = chart.look
    var inner = area
    if area.width >= 40, area.height >= 8 {
      inner = Panel(
        titles: ["where it ends, by the share of fresh data", "where it ends"],
        remarks: ["solid: stable, dashed: not", ""], width: area.width
      ).draw(into: &buffer, in: area, palette: look.palette, symbols: look.symbols)
    }
    let hasChart = inner.width >= Self.leastChart.width && inner.height > Self.leastChart.height
    let columns = inner.width - 2
    for (index, line) in lines.enumerated() {
      // Every line has a row at least; without a chart the first ones have all they need.
      let left = lines.count - 1 - index
      let rows =
        hasChart ? (inner.height > Self.leastChart.height + 2 ? 2 : 1) : inner.height - left
      let texts = line.wrapped(columns: columns, rows: rows, mark: look.symbols.ellipsis)
      for text in texts {
        guard inner.height > 0 else { return }
        let row = inner.takeTop(1)
        buffer.write(text, x: row.x + 1, y: row.y, style: look.style(.text))
      }
    }
    guard hasChart, inner.height >= Self.leastChart.height else { return }
    chart.draw(into: &buffer, in: inner)
  }
}
