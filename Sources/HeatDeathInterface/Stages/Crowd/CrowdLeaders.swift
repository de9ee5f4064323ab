import HeatDeath
import TerminalDrawing

/// In how many runs each category leads, with standard errors, beside the chance that it wins.
struct CrowdLeaders: ScreenPart {
  let context: CrowdContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    let remarks =
      context.odds == nil
      ? [""] : ["\(symbols.vertical) wins in the end", "\(symbols.vertical) wins"]
    var inner = Panel(
      titles: titles, remarks: remarks, width: area.width
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: symbols)
    guard inner.width >= 12, inner.height >= 1 else { return }
    let settled = inner.height > context.shownCount ? inner.takeBottom(1) : nil
    let spacing = inner.height >= 2 * context.shownCount ? 2 : 1
    for (index, category) in context.shown.enumerated() {
      let y = inner.y + index * spacing
      guard y < inner.maxY else { break }
      row(category, into: &buffer, x: inner.x + 1, y: y, width: inner.width - 2)
    }
    if let settled { drawSettled(into: &buffer, in: settled) }
  }

  /// Of many categories, which ones there are rows for.
  private var titles: [String] {
    guard context.shownCount < context.categoryCount else {
      return ["who leads, share of the runs", "who leads"]
    }
    return ["who leads: \(context.shownCount) of \(context.categoryCount)", "who leads"]
  }

  /// As wide as `0.36 ±0.06 %`.
  private static let shareWidth = 12

  private func row(
    _ category: Int, into buffer: inout CellBuffer, x: Int, y: Int, width: Int
  ) {
    let tags = context.shown.map { context.run.tag($0).terminalColumns }
    let nameWidth = min(tags.max() ?? 3, max(3, width / 4))
    let share = context.share(ledBy: category)
    let odds = context.odds.map { context.percent($0.odds[category]) }
    let oddsWidth = odds == nil ? 0 : NumberFormat.percentColumns
    let bar = width - nameWidth - Self.shareWidth - oddsWidth - (odds == nil ? 2 : 3)
    buffer.write(
      context.run.tag(category).truncated(toColumns: nameWidth, mark: context.symbols.ellipsis),
      x: x, y: y, style: context.run.categoryStyle(category))
    var column = x + nameWidth + 1
    if bar >= 3 {
      Meter(
        fraction: context.summary.share(ledBy: category), mark: context.odds?.odds[category]
      ).draw(
        into: &buffer, x: column, y: y, width: bar, color: context.palette.category(category),
        palette: context.palette, symbols: context.symbols)
      column += bar + 1
    }
    let end = column + Self.shareWidth
    buffer.write(share, x: end - share.terminalColumns, y: y, style: context.style(.text))
    guard let odds, end + 1 + oddsWidth <= x + width else { return }
    buffer.write(
      odds, x: end + 1 + oddsWidth - odds.terminalColumns, y: y, style: context.style(.muted))
  }

  private func drawSettled(into buffer: inout CellBuffer, in area: Rect) {
    let summary = context.summary
    // Once nearly all have settled it is whether they are as the odds say that is open.
    if let fit = context.report.winnersFit {
      let words = fit.words(context.format).first { $0.terminalColumns <= area.width - 2 } ?? ""
      let isByChance = fit.verdict != .unlikely
      buffer.write(
        words, x: area.x + 1, y: area.y, style: context.style(isByChance ? .muted : .warning))
      return
    }
    let settled = context.format.percent(
      Int64(summary.settled.reduce(0, +)), of: Int64(max(1, summary.runCount)))
    var text = StyledText()
    // Where none takes all there is nothing to settle.
    if context.odds != nil {
      text.append("settled ", context.style(.muted))
      text.append("\(settled)  ", context.style(.text))
    }
    if summary.tiedCount > 0 {
      let tied = context.format.percent(Int64(summary.tiedCount), of: Int64(summary.runCount))
      text.append("without a leader ", context.style(.muted))
      text.append(tied, context.style(.text))
    }
    text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)
  }
}
