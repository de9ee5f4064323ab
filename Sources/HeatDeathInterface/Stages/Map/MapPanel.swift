import TerminalDrawing

/// A map in its frame, below what is said of it; the words alone where there is no room for a chart.
struct MapPanel: ScreenPart {
  let chart: any ScreenPart
  var lines: [String]
  /// From the longest to the shortest.
  let titles: [String]
  let remarks: [String]
  let look: Look
  /// Whether it has a row for its title in place of a frame: in a lecture room every row counts.
  var isBare = false

  private static let leastChart = (width: 16, height: 4)

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    if hasTitle(area) {
      let panel = Panel(titles: titles, remarks: remarks, width: area.width)
      if isBare {
        drawTitle(panel, into: &buffer, in: area)
      } else {
        panel.draw(into: &buffer, in: area, palette: look.palette, symbols: look.symbols)
      }
    }
    let (rows, rest) = layout(area)
    let start = inner(area)
    for (row, text) in rows.enumerated() {
      buffer.write(text, x: start.x + 1, y: start.y + row, style: look.style(.text))
    }
    if let rest { chart.draw(into: &buffer, in: rest) }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    guard let rest = layout(area).chart, rest.contains(x, y) else { return .elsewhere }
    return chart.target(x: x, y: y, in: rest)
  }

  private func drawTitle(_ panel: Panel, into buffer: inout CellBuffer, in area: Rect) {
    let end = buffer.write(panel.title, x: area.x + 1, y: area.y, style: look.style(.strong))
    let start = area.maxX - 1 - panel.remark.terminalColumns
    if end + 2 <= start {
      buffer.write(panel.remark, x: start, y: area.y, style: look.style(.muted))
    }
  }

  private func hasTitle(_ area: Rect) -> Bool { area.width >= 40 && area.height >= 8 }

  /// What the title and the frame leave.
  private func inner(_ area: Rect) -> Rect {
    guard hasTitle(area) else { return area }
    guard isBare else { return area.inset(1) }
    var rest = area
    _ = rest.takeTop(1)
    return rest
  }

  /// The rows of words, and where the chart goes below them.
  private func layout(_ area: Rect) -> (rows: [String], chart: Rect?) {
    var inner = inner(area)
    let hasChart = inner.width >= Self.leastChart.width && inner.height > Self.leastChart.height
    var rows: [String] = []
    for (index, line) in lines.enumerated() {
      // Every line has a row at least; without a chart the first ones have all they need.
      let left = lines.count - 1 - index
      let most =
        hasChart ? (inner.height > Self.leastChart.height + 2 ? 2 : 1) : inner.height - left
      let texts = line.wrapped(
        columns: inner.width - 2, rows: min(most, inner.height), mark: look.symbols.ellipsis)
      rows += texts
      _ = inner.takeTop(texts.count)
    }
    return (rows, hasChart && inner.height >= Self.leastChart.height ? inner : nil)
  }
}
