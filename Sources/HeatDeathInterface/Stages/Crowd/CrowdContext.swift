import HeatDeath
import RealModule
import TerminalDrawing

/// What the parts of a crowd's screen draw.
struct CrowdContext {
  /// The run below, with the names and signs of everything.
  let run: DrawingContext
  let report: CrowdReport
  /// The settings in force, or asked for and not yet in force.
  let wanted: Settings
  let pace: Pace
  let isMagnified: Bool

  var palette: Palette { run.palette }
  var symbols: Symbols { run.symbols }
  var format: NumberFormat { run.format }
  var summary: CrowdSummary { report.summary }
  var categoryCount: Int { report.scenario.initialData.categoryCount }

  /// The categories that panels have rows for: of many those with the largest mean shares.
  var shown: [Int] {
    let most = Shell.categoryCountsByKey.upperBound
    guard categoryCount > most else { return Array(0..<categoryCount) }
    let means = summary.means
    return Array(
      means.indices.sorted { means[$0] != means[$1] ? means[$0] > means[$1] : $0 < $1 }
        .prefix(most))
  }

  /// How many they are.
  var shownCount: Int { min(categoryCount, Shell.categoryCountsByKey.upperBound) }

  func style(_ role: Role) -> Style { run.style(role) }

  /// How a picture of the runs looks: to go through all of them for every frame would take time from
  /// carrying them.
  func appearance(of kind: (some ScreenPart).Type) -> Appearance {
    Appearance(
      kind,
      Standing(
        summary: summary, settings: report.settings, moments: report.prediction.moments,
        gap: report.prediction.fit?.distance, isMagnified: isMagnified,
        view: [run.yaw, run.pitch], theta: run.snapshot.theta,
        labels: run.snapshot.scenario.labels, look: run.look.traits))
  }

  private struct Standing: Hashable {
    let summary: CrowdSummary
    let settings: Settings
    let moments: CrowdPrediction.Moments?
    let gap: Double?
    let isMagnified: Bool
    let view: [Double]
    let theta: SimplexPoint
    let labels: [String]
    let look: Look.Traits
  }

  /// The odds that each category wins, where they are known and one does.
  var odds: WinnerOdds? {
    guard case .winner(let odds)? = report.prediction.forecast?.end else { return nil }
    return odds
  }

  /// How many times the picture is magnified: 1, 2, 5, 10 and so on, as far as nearly all runs fit,
  /// where that is asked for.
  var magnification: Double {
    let spread = summary.standardDeviations.max() ?? 0
    guard isMagnified, spread > 0 else { return 1 }
    let most = min(1e15, 0.12 / spread)
    let decade = Double.pow(10, Double.log10(most).rounded(.down))
    return max(1, (most >= 5 * decade ? 5 : most >= 2 * decade ? 2 : 1) * decade)
  }

  /// The shares of some categories that nearly all runs have.
  func range(of categories: ClosedRange<Int>) -> (low: Double, high: Double) {
    let deviations = summary.standardDeviations
    let low = categories.map { summary.means[$0] - 4 * deviations[$0] }.min() ?? 0
    let high = categories.map { summary.means[$0] + 4 * deviations[$0] }.max() ?? 1
    return low < high ? (max(0, low), min(1, high)) : (0, 1)
  }

  /// How shares are written that stand beside an axis: as many digits as tell those of a range apart.
  func ticks(from low: Double, to high: Double) -> (Double) -> String {
    let digits = max(0, -Int(Double.log10(high - low).rounded(.down)))
    return { [format] in "\(format.fixed(100 * $0, digits: digits)) %" }
  }

  /// What is expected where it is half a run or more: a line along the foot would say nothing, and
  /// hide single runs.
  static func seen(_ expected: Double?) -> Double? { expected.flatMap { $0 >= 0.5 ? $0 : nil } }

  /// What a law makes of a histogram, as a line over it.
  func curve(_ expected: [Double]?, over histogram: ShareHistogram) -> [LineChart.Series] {
    guard let expected else { return [] }
    let points = expected.indices.map {
      LineChart.Point(x: histogram.middle($0), y: Self.seen(expected[$0]))
    }
    return [.init(points: points, ink: Ink(palette.color(.strong)))]
  }

  /// What a law's line is called; `nil` where there is none.
  var lawName: String? {
    guard let moments = report.prediction.moments else { return nil }
    return "line: \(moments.isExact ? "exact law" : "expected")"
  }

  /// A standard deviation of shares in few characters, in per cent as these are: `0.54 %`, `8×10⁻⁴ %`;
  /// at most ``NumberFormat/percentColumns`` wide.
  static func spread(_ value: Double, _ format: NumberFormat) -> String {
    guard value > 0, value < 0.001 else { return "\(format.fixed(100 * value, digits: 2)) %" }
    return format.fitted("\(format.compact(100 * value)) %")
  }

  func spread(_ value: Double) -> String { Self.spread(value, format) }

  /// A share of the runs with its standard error: `78.5 ±0.4 %`.
  func share(ledBy category: Int) -> String {
    let error = summary.error(ofShareLedBy: category)
    let digits = error >= 0.001 ? 1 : 2
    let sign = symbols.plusMinus
    let share = format.fixed(100 * summary.share(ledBy: category), digits: digits)
    // A share that is none of them is not rounded to none.
    let isNone = summary.leaders[category] == 0
    return "\(isNone ? "0" : share) \(sign)\(format.fixed(100 * error, digits: digits)) %"
  }

  /// Odds in per cent as in the column of ends.
  func percent(_ odds: Double) -> String { format.odds(odds, complement: 1 - odds) }
}
