import HeatDeath
import RealModule
import TerminalDrawing

/// V_I of some index sets over the clock ln k, on one log scale.
struct LyapunovHistory {
  let clock: ClockAxis
  /// How many decades below 1 the scale reaches, 1 to 18; panels side by side have the most that one
  /// of them needs.
  var decades: Int
  /// The sizes at which the curves have their points: ℓ, then the end of each column up to now.
  private let sizes: [Double]
  private let curves: [[Double?]]

  /// How wide the chart is.
  private let columns: Int
  private static let leastForLongName = 44

  /// A tenth of what the first of them began with; `nil` where it is not marked.
  private let tenth: Double?

  /// - Parameter marksTenth: whether the scale reaches a tenth of what the first set began with.
  init(
    _ snapshot: Snapshot, sets: ArraySlice<CategorySet>, clock: ClockAxis, columns: Int,
    marksTenth: Bool = false
  ) {
    self.clock = clock
    self.columns = columns
    let points = clock.points(of: snapshot, columns: columns)
    let width = (Double(clock.end) - clock.start) / Double(max(1, columns))
    sizes = (0...points.count).map {
      .pow(10, $0 == points.count ? clock.now : clock.start + width * Double($0))
    }
    let laws = [snapshot.trajectory.counts(at: 0)] + points
    curves = sets.map { set in laws.map { Lyapunov.value(of: set, counts: $0) } }
    tenth = marksTenth ? curves.first?.first.flatMap { $0.map { $0 / 10 } } : nil
    let smallest = curves.joined().lazy.compactMap(\.self).filter { $0 > 0 }.min() ?? 1
    let least = min(smallest, tenth.flatMap { $0 > 0 ? $0 : nil } ?? 1)
    let needed = max(1, min(18, Int((-Double.log10(least)).rounded(.up))))
    // Each new scale draws every curve anew: coarser steps further down.
    decades = needed <= 3 ? needed : needed <= 6 ? 6 : (needed + 2) / 3 * 3
  }

  /// The scale of V_I.
  func axis(_ format: NumberFormat) -> Axis {
    Axis(.logarithmic, from: .pow(10, Double(-decades)), to: 1, format: format.tick)
  }

  /// A curve of a chart. V_I = 0 has no place on a log scale: a gap.
  func series(_ index: Int, ink: Ink) -> LineChart.Series {
    .init(points: zip(sizes, curves[index]).map { .init(x: $0, y: $1) }, ink: ink)
  }

  /// What came after the moment shown.
  func series(
    _ set: CategorySet, along future: [(law: ArraySlice<Int64>, size: Int64)], ink: Ink
  ) -> LineChart.Series {
    .init(
      points: future.map {
        .init(x: Double($0.size), y: Lyapunov.value(of: set, counts: $0.law))
      }, ink: ink)
  }

  /// A ruled line at a tenth of what the first set began with.
  func ruledLine(ink: Ink) -> LineChart.Series? {
    guard let tenth, tenth > 0 else { return nil }
    func point(at part: Double) -> LineChart.Point {
      .init(x: .pow(10, clock.start + part * (Double(clock.end) - clock.start)), y: tenth)
    }
    // Its own line, or it would be read as the number beside another.
    return LineChart.Series(
      name: columns >= Self.leastForLongName ? "1/10 of start" : "1/10",
      points: [point(at: 0), point(at: 1)], ink: ink,
      namePlaces: stride(from: 0.85, to: 0.1, by: -0.05).map { .above(point(at: $0)) })
  }

  /// Where a line of a chart goes, up to the end of the clock or of the line.
  func series(_ line: LyapunovRate.Line, ink: Ink) -> LineChart.Series {
    let end = min(line.end, .pow(10, Double(clock.end)))
    let points = [line.size, max(line.size, end)].map {
      LineChart.Point(x: $0, y: line.value(atSize: $0))
    }
    return .init(points: points, ink: ink, stroke: .dashed)
  }

  /// The heights of a small curve, one a column.
  ///
  /// The top eighth of a cell stays free, or curves one above the other would run together.
  func heights(_ index: Int, on axis: Axis, rows: Int) -> [Double?] {
    let top = 1 - 0.125 / Double(max(1, rows))
    return curves[index].dropFirst().map { $0.flatMap(axis.position(of:)).map { max(0, $0) * top } }
  }
}
