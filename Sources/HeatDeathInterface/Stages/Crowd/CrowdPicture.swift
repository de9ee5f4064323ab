import HeatDeath
import RealModule
import TerminalDrawing

/// The main picture of a crowd: a density on the triangle or the tetrahedron, a histogram along the
/// segment, or one of each share.
struct CrowdPicture: ScreenPart {
  let context: CrowdContext

  func appearance(in area: Rect) -> Appearance? { context.appearance(of: Self.self) }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let inner = Panel(titles: titles, remarks: remarks, width: area.width).draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 4, inner.height >= 3 else { return }
    let count = context.categoryCount
    switch count {
    case 2: CrowdHistogram(context: context).draw(into: &buffer, in: inner)
    case 3, 4: CrowdDensity(context: context).draw(into: &buffer, in: inner)
    default:
      let range = context.magnification > 1 ? context.range(of: 0...(count - 1)) : (0, 1)
      CrowdMargins(context: context, range: range).draw(into: &buffer, in: inner)
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .picture(nil) }

  private var titles: [String] {
    switch context.categoryCount {
    case 2: ["where the runs are", "runs"]
    case 3, 4: ["where the runs are", "runs"]
    default: ["each share from run to run", "shares"]
    }
  }

  private var remarks: [String] {
    let head = "\(context.symbols.head) the run"
    let clock = context.run.figures.clock
    let isElsewhere = clock != context.summary.clock
    let heads =
      (isElsewhere ? ["\(head) at k = \(context.format.restingCount(clock))"] : []) + [head]
    let hasLine = !(3...4).contains(context.categoryCount)
    let law = hasLine ? context.lawName : nil
    let line = law.map { name in heads.map { "\(name)  \($0)" } } ?? []
    // From five categories on the axis of shares says itself what is shown.
    guard context.magnification > 1, context.categoryCount <= 4 else { return line + heads + [""] }
    let power = "\(context.symbols.times)\(context.format.tick(context.magnification))"
    return line.map { "\($0)  \(power)" } + ["\(head)  \(power) about the mean", power]
  }
}
