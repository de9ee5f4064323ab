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
  /// Whether curves are thick, for a lecture room.
  var isThick = false

  private func ink(_ role: Role, isBold: Bool = false) -> Ink {
    Ink(look.palette.color(role), attributes: isBold ? .bold : [])
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let format = look.format
    let title = "\(look.symbols.lambda), share of fresh data"
    let gap = diagram.gap
    let series = series(gap)
    let (range, most) = window(series, gap)
    let x = Axis(
      .linear, from: range.lowerBound, to: range.upperBound,
      title: isNamed ? title : look.symbols.lambda,
      shorter: isNamed ? ["\(look.symbols.lambda), fresh data", look.symbols.lambda] : []
    ) { format.fraction($0, isTight: true) }
    let y = Axis(
      .linear, from: 0, to: most, title: isNamed ? "largest share" : "",
      shorter: isNamed ? ["share"] : []
    ) { share in
      format.fraction(share, isTight: true)
    }
    var lines = LineChart(x: x, y: y, series: series)
    lines.isThick = isThick
    if let run {
      let point = LineChart.Point(x: run.fraction, y: run.share)
      lines.marks = [.init(Cell(look.symbols.head, look.style(.strong)), at: point)]
    }
    let plot = lines.draw(into: &buffer, in: area, palette: look.palette, symbols: look.symbols)
    guard !plot.isEmpty else { return }
    if let cursor {
      let column = cell(x.position(of: cursor) ?? 0, of: plot.width) + plot.x
      for row in plot.y..<plot.maxY
      where buffer[column, row].glyph == " " && !isBetweenWords(column, row, buffer) {
        buffer[column, row] = Cell(look.symbols.vertical, look.style(.muted))
      }
      let isFree = (column...(column + 5)).allSatisfy { !isInName($0, plot.y, buffer) }
      if isNamed, isFree, column + 4 < plot.maxX {
        buffer.write("here", x: column + 1, y: plot.y, style: look.style(.strong))
      }
    }
  }

  /// Whether a curve's name has a letter or an arrow there.
  private func isInName(_ x: Int, _ y: Int, _ buffer: CellBuffer) -> Bool {
    let glyph = buffer[x, y].glyph
    return Character(glyph).isLetter || glyph == look.symbols.left || glyph == look.symbols.right
  }

  /// Whether a blank stands between two words of a curve's name.
  private func isBetweenWords(_ x: Int, _ y: Int, _ buffer: CellBuffer) -> Bool {
    isInName(x - 1, y, buffer) && isInName(x + 1, y, buffer)
  }

  /// The cell that a value from 0 to 1 stands in.
  private func cell(_ value: Double, of cells: Int) -> Int {
    Int(0.5 + max(0, min(1, value)) * Double(cells - 1))
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
        points: branch.points.map { LineChart.Point(x: $0.fraction, y: $0.share) },
        ink: branch.isStable
          ? ink(.strong) : isDividing ? ink(.neutral, isBold: true) : ink(.muted),
        stroke: branch.isStable ? .solid : isDividing ? .dividing : .dashed)
    }
    if let gap {
      let names =
        isNamed
        ? [
          "\(look.symbols.lambda) rising \(look.symbols.right)",
          "\(look.symbols.left) \(look.symbols.lambda) falling",
        ] : ["", ""]
      series.append(way(gap.up, names[0], .expanding))
      series.append(way(gap.down, names[1], .contracting))
    }
    return series
  }

  private func way(
    _ points: [LambdaDiagram.Branch.Point], _ name: String, _ role: Role
  ) -> LineChart.Series {
    LineChart.Series(
      name: name, points: points.map { LineChart.Point(x: $0.fraction, y: $0.share) },
      ink: ink(role, isBold: true), isNamedAtStart: true)
  }
}
