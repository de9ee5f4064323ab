import HeatDeath
import TerminalDrawing

/// The λ diagram as a chart: λ to the right, the largest share up. Where two ways part, it covers these
/// with some room on both sides, and what is looked at; else all λ and shares.
struct LambdaChart: ScreenPart {
  let diagram: LambdaDiagram
  let look: Look
  /// Where the run stands, if its temperature is the diagram's.
  var run: (fraction: Double, share: Double)?
  /// The λ looked at.
  var cursor: Double?
  /// Whether rest points are drawn that no run ends at, and that part no ends.
  var showsAll = false
  /// Whether curves have names.
  var isNamed = true
  /// Whether a title above the chart says what is drawn upwards.
  var isTitled = false
  /// Whether curves are thick where they have room for it, for a lecture room.
  var isThick = false

  /// From so many rows on the axis below has a row for its title, and a thick curve leaves room for others.
  private static let leastForTitle = 10
  private static let leastForThick = 12

  private func ink(_ role: Role, isBold: Bool = false) -> Ink {
    Ink(look.palette.color(role), attributes: isBold ? .bold : [])
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let format = look.format
    let title = "\(look.symbols.lambda), share of fresh data"
    let gap = diagram.gap
    let series = series(gap)
    let (range, most) = window(series, gap)
    // Without the axis below, and the title of the one at the left.
    let isHeaded = isNamed && !isTitled
    let rows = area.height - 2 - (isHeaded ? 1 : 0)
    let isLong = isNamed && !isThick && rows > Self.leastForTitle
    let x = Axis(
      .linear, from: range.lowerBound, to: range.upperBound,
      title: isLong ? title : look.symbols.lambda,
      shorter: isLong ? ["\(look.symbols.lambda), fresh data", look.symbols.lambda] : []
    ) { format.fraction($0, isTight: true) }
    let y = Axis(
      .linear, from: 0, to: most, title: isHeaded ? "largest share" : "",
      shorter: isHeaded ? ["share"] : []
    ) { share in
      format.fraction(share, isTight: true)
    }
    var lines = LineChart(x: x, y: y, series: series)
    lines.isThick = isThick && rows >= Self.leastForThick
    if let run {
      let point = LineChart.Point(x: run.fraction, y: run.share)
      lines.marks = [.init(Cell(look.symbols.head, look.style(.strong)), at: point)]
      if isNamed, let cursor, cursor != run.fraction {
        // Where another λ is looked at.
        lines.series.append(
          .init(
            name: "the run", points: [point], ink: ink(.strong, isBold: true),
            namePlaces: [.right(of: point), .left(of: point)]))
      }
    }
    if let cursor {
      lines.rules = [
        .init(
          at: cursor, style: look.style(.muted), name: isNamed ? "here" : "",
          nameStyle: look.style(.strong))
      ]
    }
    lines.draw(into: &buffer, in: area, palette: look.palette, symbols: look.symbols)
  }

  /// The λ and the shares that the axes cover.
  private func window(_ series: [LineChart.Series], _ gap: LambdaDiagram.Gap?) -> (
    fractions: ClosedRange<Double>, most: Double
  ) {
    let ends = isNamed && !showsAll ? gap.map { ($0.up + $0.down).map(\.fraction) } : nil
    guard let first = ends?.min(), let last = ends?.max(), first < last else { return (0...1, 1) }
    let width = last - first
    let seen = [first - width, last + width] + [cursor, run?.fraction].compactMap(\.self)
    let step = [0.1, 0.05, 0.02].first { $0 <= width / 2 } ?? 0.01
    let low = max(0, ((seen.min() ?? 0) / step + 1e-9).rounded(.down) * step)
    let high = min(1, ((seen.max() ?? 1) / step - 1e-9).rounded(.up) * step)
    let shares = series.flatMap(\.points).filter { (low...high).contains($0.x) }.compactMap(\.y)
    let most = max(shares.max() ?? 1, run?.share ?? 0)
    return (low...high, min(1, (most * 10).rounded(.up) / 10))
  }

  private func series(_ gap: LambdaDiagram.Gap?) -> [LineChart.Series] {
    let branches = showsAll ? diagram.branches : diagram.decidingBranches
    // Of several lines the longest has the name.
    let dividing = branches.indices.filter { !branches[$0].isStable }
      .max { branches[$0].points.count < branches[$1].points.count }
    var series = branches.enumerated().map { index, branch in
      let isDividing = !branch.isStable && !showsAll
      return LineChart.Series(
        name: isNamed && isDividing && index == dividing ? "parts them" : "",
        points: points(of: branch),
        ink: branch.isStable
          ? ink(.strong) : isDividing ? ink(.neutral, isBold: true) : ink(.muted),
        stroke: branch.isStable ? .solid : isDividing ? .dividing : .dashed,
        namePlaces: Self.placesOfDividing(branch))
    }
    if let gap {
      let (rising, falling) = (Self.jump(of: gap.up), Self.jump(of: gap.down))
      let lambda = look.symbols.lambda
      // Spelled it has no room beside the jumps.
      let (rises, falls) =
        lambda.count == 1 ? ("as \(lambda) rises", "as \(lambda) falls") : ("rising", "falling")
      series.append(
        way(
          gap.up, "drops \(rises)", .expanding,
          [.right(of: rising), .left(of: rising)]))
      series.append(
        way(
          gap.down, "jumps up \(falls)", .contracting,
          [.left(of: falling), .right(of: falling)]))
    }
    return series
  }

  /// At T = 1 and λ = 0 every point rests, and the curve begins so far to the right that this is seen.
  private func points(of branch: LambdaDiagram.Branch) -> [LineChart.Point] {
    let least = diagram.temperature == .one ? 0.01 : 0
    return branch.points.filter { $0.fraction >= least }.map {
      LineChart.Point(x: $0.fraction, y: $0.share)
    }
  }

  /// Above it, between the two ends: near where it meets the upper one, or as near to that as there is room.
  private static func placesOfDividing(
    _ branch: LambdaDiagram.Branch
  ) -> [LineChart.NamePlace] {
    guard let first = branch.points.first, let last = branch.points.last else { return [] }
    let points = stride(from: 0.9, to: 0, by: -0.05).map { part in
      let limit = first.fraction + part * (last.fraction - first.fraction)
      let point = branch.points.first { $0.fraction >= limit } ?? last
      return LineChart.Point(x: point.fraction, y: point.share)
    }
    return points.map { .above($0) }
  }

  /// The middle of a way's jump, which is its last stretch.
  private static func jump(of way: [LambdaDiagram.Branch.Point]) -> LineChart.Point {
    let ends = way.suffix(2)
    let count = Double(max(1, ends.count))
    return LineChart.Point(
      x: ends.reduce(0) { $0 + $1.fraction } / count, y: ends.reduce(0) { $0 + $1.share } / count)
  }

  private func way(
    _ points: [LambdaDiagram.Branch.Point], _ name: String, _ role: Role,
    _ places: [LineChart.NamePlace]
  ) -> LineChart.Series {
    LineChart.Series(
      name: isNamed ? name : "",
      points: points.map { LineChart.Point(x: $0.fraction, y: $0.share) },
      ink: ink(role, isBold: true), namePlaces: places)
  }
}
