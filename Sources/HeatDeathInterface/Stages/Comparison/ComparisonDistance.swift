import HeatDeath
import TerminalDrawing

/// How far runs are from one of them at the same number of samples: the total variation distance
/// ½·Σ|Θ_i − Θ′_i|, the share of what the two models would have to exchange to agree.
struct ComparisonDistance: ScreenPart {
  let contexts: [DrawingContext]
  let reference: Int

  /// Where the vertical axis may end.
  private static let tops = [0.1, 0.2, 0.5]

  func appearance(in area: Rect) -> Appearance? {
    contexts.first?.appearance(
      of: Self.self, [AnyHashable(reference)] + contexts.map { AnyHashable($0.feed.standing) })
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard contexts.indices.contains(reference) else { return }
    let context = contexts[reference]
    let inner = Panel(
      titles: ["how far apart they are", "distance"],
      remarks: [
        "share of each model that differs from \(name(of: context))",
        "from \(name(of: context))",
      ], width: area.width
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard inner.width >= 24, inner.height >= 3 else { return }
    let longest = contexts.map { ClockAxis($0.figures).end }.max() ?? 0
    let clock = ClockAxis(context.figures).reaching(longest)
    let format = context.format
    let series = contexts.indices.filter { $0 != reference }.map { index in
      LineChart.Series(
        name: name(of: contexts[index]),
        points: points(of: contexts[index], on: clock, columns: inner.width),
        ink: Ink(context.palette.category(index)))
    }
    let largest = series.flatMap(\.points).compactMap(\.y).max() ?? 0
    let top = Self.tops.first { $0 >= largest } ?? 1
    LineChart(
      x: clock.axis(title: "samples", format: format),
      y: Axis(.linear, from: 0, to: top, title: "differs") { format.fixed($0, digits: 2) },
      series: series
    ).draw(into: &buffer, in: inner, palette: context.palette, symbols: context.symbols)
  }

  private func name(of context: DrawingContext) -> String {
    Differences(contexts.map(\.snapshot)).name(of: context.snapshot, context.format)
  }

  /// The distance at the ends of columns, as far as both runs have come.
  private func points(
    of other: DrawingContext, on clock: ClockAxis, columns: Int
  ) -> [LineChart.Point] {
    let (one, two) = (contexts[reference].figures, other.figures)
    guard one.categoryCount == two.categoryCount else { return [] }
    let here = Self.axis(clock, one).points(of: one, columns: columns)
    let there = Self.axis(clock, two).points(of: two, columns: columns)
    return zip(here, there).enumerated().map { column, laws in
      let position = Double(column + 1) / Double(columns)
      let exponent = clock.start + (Double(clock.end) - clock.start) * position
      return LineChart.Point(
        x: .pow(10, exponent), y: Self.distance(laws.0, laws.1))
    }
  }

  /// The axis with the present moment of a run on it.
  private static func axis(_ clock: ClockAxis, _ snapshot: Snapshot) -> ClockAxis {
    ClockAxis(snapshot).reaching(clock.end)
  }

  /// Of laws in proportion to integers.
  static func distance(_ one: ArraySlice<Int64>, _ two: ArraySlice<Int64>) -> Double {
    SimplexPoint(counts: Array(one)).totalVariation(from: SimplexPoint(counts: Array(two)))
  }
}
