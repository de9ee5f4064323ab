import HeatDeath
import RealModule
import TerminalDrawing

/// A layer along the segment of two categories, below the rows of its legend.
struct SegmentLayer {
  let context: DrawingContext
  let plot: Rect
  private let area: Rect
  private let ground: LayerGround?
  private let marks: [LayerMark]

  /// As many as the longest legend has lines.
  private static let legendRows = 4

  init(context: DrawingContext, plot: Rect) {
    self.context = context
    self.plot = plot
    var area = plot
    let isShown = context.layerObstacle == nil
    if plot.height >= 3 * Self.legendRows, context.controls.layers.index > 0 {
      _ = area.takeTop(Self.legendRows)
    }
    self.area = area
    ground =
      isShown
      ? context.layer.ground(
        of: SimplexGrid(segment: area.width, height: area.height), in: context) : nil
    marks = isShown ? context.layer.marks(in: context) : []
  }

  func drawGround(into buffer: inout CellBuffer) { ground?.draw(into: &buffer, in: area) }

  /// Draws the lines over the clock: ln k goes on from now as the flow's time does.
  ///
  /// - Parameter place: where the second category's share and log₁₀ k stand.
  func drawLines(
    on canvas: inout DotCanvas, _ place: (Double, Double) -> (x: Double, y: Double)
  ) {
    guard context.layerObstacle == nil, context.settings.loop.policy.grows else { return }
    let now = Double.log10(Double(context.figures.clock))
    let last = Double(context.clockOfGhosts.end)
    for line in context.layer.lines(in: context) {
      var exponents = line.places.map { now + $0.time / Double.log(10) }
      var shares = line.places.map { $0.point[1] }
      // From the end on it stays.
      if let end = shares.last, let exponent = exponents.last, exponent < last {
        exponents.append(last)
        shares.append(end)
      }
      let inside = zip(shares, exponents).filter { $0.1 <= last }.map { place($0.0, $0.1) }
      canvas.polyline(inside, ink: line.ink, layer: 1, dash: line.dash)
    }
  }

  func drawMarks(into buffer: inout CellBuffer) {
    for mark in marks {
      let x = area.x + min(area.width - 1, Int(mark.point[1] * Double(area.width)))
      var cell = Cell(mark.glyph, mark.style)
      cell.style.background = buffer[x, area.y].style.background
      buffer[x, area.y] = cell
    }
  }

  func drawLegend(into buffer: inout CellBuffer) {
    guard area.y > plot.y else { return }
    let rows = Rect(x: plot.x, y: plot.y, width: plot.width, height: Self.legendRows)
    var legend = context.legend(of: marks)
    legend.lines += context.legend(ground).lines
    // The path comes up on the side of the present point.
    legend.side = context.snapshot.theta[1] < 0.5 ? .right : .left
    legend.draw(into: &buffer, in: rows)
  }
}
