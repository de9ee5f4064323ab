import HeatDeath
import TerminalDrawing

/// The λ diagram as a chart: λ to the right, the largest share up.
struct LambdaChart: ScreenPart {
  let diagram: LambdaDiagram
  let look: Look
  /// Where the run stands, if its temperature is the diagram's.
  var run: (fraction: Double, share: Double)?
  /// The λ looked at.
  var cursor: Double?
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
    let x = Axis(.linear, from: 0, to: 1, title: isNamed ? title : look.symbols.lambda) {
      format.tick($0)
    }
    let y = Axis(.linear, from: 0, to: 1, title: isNamed ? "largest share" : "") {
      format.tick($0)
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
      let column = cell(cursor, of: plot.width) + plot.x
      for row in plot.y..<plot.maxY
      where buffer[column, row].glyph == " " && !isInName(column, row, buffer) {
        buffer[column, row] = Cell(look.symbols.vertical, look.style(.accent))
      }
      if isNamed, column + 4 < plot.maxX {
        buffer.write("here", x: column + 1, y: plot.y, style: look.style(.accent))
      }
    }
  }

  /// Whether a blank stands between two words of a curve's name.
  private func isInName(_ x: Int, _ y: Int, _ buffer: CellBuffer) -> Bool {
    [x - 1, x + 1].allSatisfy { Character(buffer[$0, y].glyph).isLetter }
  }

  /// The cell that a value from 0 to 1 stands in.
  private func cell(_ value: Double, of cells: Int) -> Int {
    Int(0.5 + max(0, min(1, value)) * Double(cells - 1))
  }

  private var series: [LineChart.Series] {
    var series = diagram.branches.map { branch in
      LineChart.Series(
        points: branch.points.map { LineChart.Point(x: $0.fraction, y: $0.share) },
        ink: ink(branch.isStable ? .strong : .muted), stroke: branch.isStable ? .solid : .dashed)
    }
    if let gap = diagram.gap {
      let names =
        isNamed ? ["\(look.symbols.lambda) rising", "\(look.symbols.lambda) falling"] : ["", ""]
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
      ink: ink(role, isBold: true))
  }
}
