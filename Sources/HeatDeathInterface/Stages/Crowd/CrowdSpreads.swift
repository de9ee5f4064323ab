import HeatDeath
import RealModule
import TerminalDrawing

/// Mean and spread of each share, beside what is predicted and Theorem 1's bound.
struct CrowdSpreads: ScreenPart {
  let context: CrowdContext

  /// A column of figures: its head, and what stands in the row of a category.
  private struct Column {
    let head: String
    let role: Role
    let text: (Int) -> String
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let inner = Panel(
      titles: ["shares: mean and spread", "mean and spread"], remarks: [""],
      width: area.width
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 20, inner.height >= 2 else { return }
    let end = inner.y + context.shownCount + (inner.height > context.shownCount + 2 ? 2 : 1)
    let line = end < inner.maxY ? Rect(x: inner.x, y: end, width: inner.width, height: 1) : nil
    let shown = context.shown
    let tags = shown.map { context.run.tag($0).terminalColumns }
    let nameWidth = min(tags.max() ?? 3, max(3, inner.width / 4))
    // What does not fit goes from the right.
    let width = 8
    let room = (inner.width - 2 - nameWidth) / (width + 1)
    for (index, column) in columns.prefix(max(1, room)).enumerated() {
      let end = inner.x + 1 + nameWidth + (index + 1) * (width + 1)
      buffer.write(
        column.head, x: end - column.head.terminalColumns, y: inner.y, style: context.style(.muted))
      for (index, category) in shown.enumerated() where inner.y + 1 + index < inner.maxY {
        let text = column.text(category)
        buffer.write(
          text, x: end - text.terminalColumns, y: inner.y + 1 + index,
          style: context.style(column.role))
      }
    }
    for (index, category) in shown.enumerated() where inner.y + 1 + index < inner.maxY {
      let tag = context.run.tag(category).truncated(
        toColumns: nameWidth, mark: context.symbols.ellipsis)
      buffer.write(
        tag, x: inner.x + 1, y: inner.y + 1 + index,
        style: context.run.categoryStyle(category))
    }
    if let line {
      buffer.write(
        remark(columns: line.width - 1),
        x: line.x + 1, y: line.y, style: context.style(.muted))
    }
  }

  private var columns: [Column] {
    let (summary, format) = (context.summary, context.format)
    let prediction = context.report.prediction
    var columns = [
      Column(head: "mean", role: .text) { "\(format.fixed(100 * summary.means[$0], digits: 2)) %" },
      Column(head: "spread", role: .text) { context.spread(summary.standardDeviations[$0]) },
    ]
    if let moments = prediction.moments {
      columns.append(
        Column(head: "expected", role: .muted) { context.spread(moments.standardDeviations[$0]) })
    }
    if let bounds = prediction.varianceBounds {
      columns.append(
        Column(head: "bound", role: .muted) { context.spread(Double.sqrt(bounds[$0])) })
    }
    if let moments = prediction.moments, prediction.varianceBounds == nil {
      columns.append(
        Column(head: "its mean", role: .muted) {
          "\(format.fixed(100 * moments.means[$0], digits: 2)) %"
        })
    }
    return columns
  }

  /// What the figures are held against.
  private func remark(columns: Int) -> String {
    let prediction = context.report.prediction
    let format = context.format
    if let fit = prediction.fit {
      let off = format.fixed(fit.distance, digits: 3)
      let most = format.fixed(fit.critical, digits: 3)
      let forms = [
        "off the exact law by \(off), by chance up to \(most)",
        "off the law by \(off), chance \(most)",
      ]
      return forms.first { $0.terminalColumns <= columns }
        ?? forms[1].truncated(toColumns: columns, mark: context.symbols.ellipsis)
    }
    let words =
      prediction.moments.map {
        $0.isExact ? "expected: by the exact law" : "expected: by small deviations"
      } ?? "no expected spread is known here"
    return words.truncated(toColumns: columns, mark: context.symbols.ellipsis)
  }
}
