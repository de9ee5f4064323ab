import HeatDeath
import TerminalDrawing

/// The first row: how many runs at which settings on the left, where they stand on the right.
struct CrowdHeader: ScreenPart {
  let context: CrowdContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let (report, format) = (context.report, context.format)
    var left = StyledText()
    if area.width >= 60 { left.append("heatdeath  ", context.style(.accent)) }
    left.append("crowd  ", context.style(.strong))
    let arrived = context.summary.runCount
    let runs = arrived < report.runs ? "\(arrived) of \(report.runs)" : "\(report.runs)"
    left.append("\(runs) runs  ", context.style(.text))
    let settings = report.settings
    left.append(
      settings, context.run.look, asked: context.wanted.temperature,
      askedFraction: context.wanted.externalData.fraction)
    let end = left.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)

    let isMoving = report.activity == .running || report.activity == .flying
    let clock = report.figures.clock
    let k = "k \(isMoving ? format.count(clock) : format.restingCount(clock))"
    var facts = [k]
    if area.width >= 76 { facts.append(pace) }
    if area.width >= 100 { facts.append("seed \(settings.seed)") }
    if context.run.isExpert, report.isApproximate { facts.append("approximate") }
    while !facts.isEmpty {
      let text = facts.joined(separator: "  ")
      let x = area.maxX - 1 - text.terminalColumns
      if x >= end {
        buffer.write(text, x: x, y: area.y, style: context.style(.text))
        return
      }
      facts.removeLast()
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .header }

  private var pace: String {
    let (report, symbols) = (context.report, context.symbols)
    switch report.activity {
    case .full: return "at the end"
    case .flying: return "\(symbols.running) on the way"
    case .paused, .seeking: return "\(symbols.paused) paused"
    case .running:
      let words = context.pace.words(context.format)
      return report.isCapped
        ? "\(symbols.running) as fast as it goes" : "\(symbols.running) \(words)"
    }
  }
}
