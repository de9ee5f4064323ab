import HeatDeath
import TerminalDrawing

/// The first row: which log is watched and what loop it is of on the left, where it stands on the right.
struct WatchHeader: ScreenPart {
  let context: WatchContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var left = StyledText()
    if area.width >= 70 { left.append("heatdeath  ", context.style(.accent)) }
    left.append("watch  ", context.style(.strong))
    let name = context.feed.name.truncated(
      toColumns: max(8, area.width / 4), mark: context.symbols.ellipsis)
    left.append(name, context.style(.text))
    if area.width >= 116, let estimate = context.feed.estimate {
      left.append("  \(LoopWords(estimate, context.format).shortValue)", context.style(.strong))
      if let regime = estimate.regime {
        left.append("  \(regime.words)", context.style(context.role(of: regime)))
      }
    }
    let end = left.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)
    let state = context.state
    // The least telling goes first.
    var facts: [(text: String, role: Role, rank: Int)] = [
      (context.place, .text, 0), (state.text, state.role, 1),
    ]
    if let step = context.step { facts.insert((step, .muted, 2), at: 1) }
    func columns() -> Int {
      facts.reduce(0) { $0 + $1.text.terminalColumns } + 2 * (facts.count - 1)
    }
    while !facts.isEmpty, end + 2 + columns() > area.maxX - 1 {
      facts.remove(at: facts.indices.max { facts[$0].rank < facts[$1].rank } ?? 0)
    }
    var x = area.maxX - 1 - columns()
    for fact in facts {
      x = buffer.write(fact.text, x: x, y: area.y, style: context.style(fact.role)) + 2
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .header }
}
