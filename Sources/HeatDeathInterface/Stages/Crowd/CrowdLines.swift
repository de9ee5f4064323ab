import HeatDeath
import TerminalDrawing

/// A line a category, where there is no room for pictures.
struct CrowdLines: ScreenPart {
  let context: CrowdContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height > 0 else { return }
    let categories = context.shown
    let mark = context.symbols.ellipsis
    for (index, category) in categories.prefix(area.height).enumerated() {
      var text = StyledText()
      let isLast =
        index == min(area.height, categories.count) - 1 && index < context.categoryCount - 1
      text.append(
        "\(context.run.tag(category).truncated(toColumns: max(3, area.width / 4), mark: mark)) ",
        context.run.categoryStyle(category))
      text.append(context.share(ledBy: category), context.style(.text))
      if let odds = context.odds, area.width >= 30 {
        text.append("  wins \(context.percent(odds.odds[category]))", context.style(.muted))
      }
      // What is left out is said.
      if isLast { text.append("  \(mark)", context.style(.muted)) }
      text.write(
        into: &buffer, x: area.x + 1, y: area.y + index, limit: area.width - 1, ellipsis: mark)
    }
    guard area.height > categories.count else { return }
    let spread = context.summary.standardDeviations.max() ?? 0
    buffer.write(
      "spread \(context.spread(spread))".truncated(toColumns: area.width - 1, mark: mark),
      x: area.x + 1, y: area.y + categories.count, style: context.style(.muted))
  }
}
