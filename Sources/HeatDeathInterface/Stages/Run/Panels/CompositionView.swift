import HeatDeath
import RealModule
import TerminalDrawing

/// Five categories or more: how the shares stacked up over the clock ln k, from ℓ on the left
/// towards a round power of ten.
///
/// A share too thin for half a cell is not drawn and not named: ``undrawn(in:)``.
struct CompositionView {
  let context: DrawingContext

  /// As expensive as figures, and as little followed by the eye.
  private var snapshot: Snapshot { context.figures }

  private var clock: ClockAxis { context.clock(of: snapshot, leap: 2) }

  private var bands: ShareBands { ShareBands(context: context) }

  private func frame(_ clock: ClockAxis) -> PlotFrame {
    let format = context.format
    return PlotFrame(
      x: clock.axis(
        title: context.clockTitle, shorter: context.shorterClockTitles, format: format),
      y: Axis(.linear, from: 0, to: 1, title: "share, stacked", shorter: ["share"]) {
        format.fixed($0, digits: 1)
      },
      columns: .edges, rows: .edges)
  }

  /// Categories alive whose share is too thin for the picture.
  func undrawn(in area: Rect) -> [Int] {
    let plot = frame(clock).inner(of: bands.layout(area).plot)
    return bands.undrawn(of: snapshot.theta.shares, rows: plot.height)
  }

  /// What came after a past moment is dim.
  private static let ghostShade = 0.35

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let clock = clock
    let (outer, names) = bands.layout(area)
    let plot = frame(clock).draw(
      into: &buffer, in: outer, palette: context.palette, symbols: context.symbols)
    guard !plot.isEmpty else { return }
    let points = clock.points(of: snapshot, columns: plot.width)
    if let places = context.report.future?.places {
      let future = clock.points(of: places, columns: plot.width)
      for (column, counts) in future.enumerated().dropFirst(points.count) {
        bands.stack(counts, into: &buffer, x: plot.x + column, in: plot, shade: Self.ghostShade)
      }
    }
    bands.draw(points, into: &buffer, in: plot, limit: names > 0 ? area.maxX : nil)
  }
}
