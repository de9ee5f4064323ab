import HeatDeath
import RealModule
import TerminalDrawing

/// Two categories: how many runs have which share of the second one, along the segment.
struct CrowdHistogram {
  let context: CrowdContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let format = context.format
    // All of the segment or, magnified, as much as nearly all runs take.
    let (low, high) = context.magnification > 1 ? context.range(of: 1...1) : (0, 1)
    let bins = max(2, min(100, area.width - 8))
    let histogram = ShareHistogram(
      context.report.figures, of: 1, bins: bins, from: low, to: high)
    let expected = context.report.prediction.law(of: 1).map {
      histogram.expected($0, runs: context.summary.runCount)
    }
    let most = max(Double(histogram.runs.max() ?? 1), expected?.max() ?? 0)
    let color = context.palette.category(1)
    let chart = LineChart(
      x: Axis(
        .linear, from: histogram.middle(0), to: histogram.middle(histogram.runs.count - 1),
        title: "share of \(context.run.tag(1))", format: context.ticks(from: low, to: high)),
      y: Axis(.linear, from: 0, to: max(1, most), title: "runs") { format.count(Int64($0)) },
      series: [
        .init(
          points: histogram.runs.indices.map {
            .init(x: histogram.middle($0), y: Double(histogram.runs[$0]))
          }, ink: Ink(color), stroke: .bars)
      ] + context.curve(expected, over: histogram))
    let plot = chart.draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    let snapshot = context.run.snapshot
    guard plot.width > 0, plot.height > 0, snapshot.categoryCount == 2, high > low else { return }
    let place = (snapshot.theta[1] - low) / (high - low)
    guard (0...1).contains(place) else { return }
    let x = plot.x + min(plot.width - 1, Int(place * Double(plot.width)))
    buffer[x, plot.y] = Cell(context.symbols.head, context.run.headStyle)
  }
}
