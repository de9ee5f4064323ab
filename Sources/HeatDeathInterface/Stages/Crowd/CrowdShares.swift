import HeatDeath
import RealModule
import TerminalDrawing

/// What the picture does not show of the shares: each by itself where it is a density, and how much
/// the leader has where it shows each by itself.
struct CrowdShares: ScreenPart {
  let context: CrowdContext

  /// Rows that it needs.
  static func rows(categoryCount: Int) -> Int {
    isOfEach(categoryCount) ? 2 * categoryCount + 4 : 9
  }

  private static func isOfEach(_ categoryCount: Int) -> Bool { (3...4).contains(categoryCount) }

  func appearance(in area: Rect) -> Appearance? { context.appearance(of: Self.self) }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let isOfEach = Self.isOfEach(context.categoryCount)
    let inner = Panel(
      titles: isOfEach
        ? ["each share from run to run, root of the runs", "each share"]
        : ["the leader's share", "leader"],
      remarks: (isOfEach || context.categoryCount == 2 ? context.lawName.map { [$0] } ?? [] : [])
        + [""],
      width: area.width
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 4, inner.height >= 3 else { return }
    if isOfEach {
      let range = context.range(of: 0...(context.categoryCount - 1))
      // What has half of the axis is wide enough, and runs at one point have no range of their own.
      let hasSpread = (context.summary.standardDeviations.max() ?? 0) > 0
      let isWide = range.high - range.low > 0.5 || !hasSpread
      CrowdMargins(context: context, range: isWide ? (0, 1) : range).draw(into: &buffer, in: inner)
    } else {
      drawLeader(into: &buffer, in: inner)
    }
  }

  /// How many runs have a leader with which share, from all alike to all for one.
  private func drawLeader(into buffer: inout CellBuffer, in area: Rect) {
    let (format, count) = (context.format, context.categoryCount)
    let least = 1 / Double(count)
    let histogram = ShareHistogram(
      ofLeadersIn: context.report.figures, bins: max(2, min(100, area.width - 8)), from: least)
    var expected: [Double]?
    if count == 2, let law = context.report.prediction.law(of: 1) {
      expected = histogram.expected(ofTheLargerOfTwo: law, runs: context.summary.runCount)
    }
    let most = max(Double(histogram.runs.max() ?? 1), expected?.max() ?? 0)
    LineChart(
      x: Axis(
        .linear, from: histogram.middle(0), to: histogram.middle(histogram.runs.count - 1),
        title: "its share", format: context.ticks(from: least, to: 1)),
      y: Axis(.linear, from: 0, to: max(1, most), title: "runs") { format.count(Int64($0)) },
      series: [
        .init(
          points: histogram.runs.indices.map {
            .init(x: histogram.middle($0), y: Double(histogram.runs[$0]))
          }, ink: Ink(context.palette.color(.neutral)), stroke: .bars)
      ] + context.curve(expected, over: histogram)
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
  }
}
