import HeatDeath
import RealModule
import TerminalDrawing

/// How often a share lies where, among equal parts of a range.
struct ShareHistogram {
  let low: Double
  let high: Double
  private(set) var runs: [Int]

  init(_ figures: CrowdFigures, of category: Int, bins: Int, from low: Double, to high: Double) {
    (self.low, self.high) = (low, high)
    var runs = [Int](repeating: 0, count: max(1, bins))
    let scale = Double(runs.count) / (high - low)
    figures.eachRun { counts in
      var size: Int64 = 0
      for count in counts { size += count }
      let share = Double(counts[counts.startIndex + category]) / Double(size)
      guard share >= low, share <= high else { return }
      runs[min(runs.count - 1, Int((share - low) * scale))] += 1
    }
    self.runs = runs
  }

  /// The middle of a part.
  func middle(_ bin: Int) -> Double {
    low + (high - low) * (Double(bin) + 0.5) / Double(runs.count)
  }
}

/// Two categories: how many runs have which share of the second one, along the segment.
struct CrowdHistogram {
  let context: CrowdContext

  /// All of the segment or, magnified, as much as nearly all runs take.
  private var range: (low: Double, high: Double) {
    guard context.magnification > 1 else { return (0, 1) }
    let (mean, spread) = (context.summary.means[1], context.summary.standardDeviations[1])
    return (max(0, mean - 4 * spread), min(1, mean + 4 * spread))
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let format = context.format
    let (low, high) = range
    let bins = max(2, min(100, area.width - 8))
    let histogram = ShareHistogram(
      context.report.figures, of: 1, bins: bins, from: low, to: high)
    let most = Double(histogram.runs.max() ?? 1)
    let digits = Int(Double.log10(context.magnification).rounded(.up)) + 2
    let color = context.palette.category(1)
    let chart = LineChart(
      x: Axis(
        .linear, from: histogram.middle(0), to: histogram.middle(bins - 1),
        title: "share of \(context.run.tag(1))"
      ) { format.fixed($0, digits: digits) },
      y: Axis(.linear, from: 0, to: max(1, most), title: "runs") { format.count(Int64($0)) },
      series: [
        .init(
          points: histogram.runs.indices.map {
            .init(x: histogram.middle($0), y: Double(histogram.runs[$0]))
          }, ink: Ink(color), stroke: .bars)
      ])
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

/// Five categories and more: how many runs have which share, one strip a category, on one scale.
struct CrowdMargins {
  let context: CrowdContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    let categories = 0..<context.categoryCount
    let names = categories.map {
      context.run.tag($0).truncated(toColumns: max(3, area.width / 5), mark: symbols.ellipsis)
    }
    let gutter = (names.map(\.terminalColumns).max() ?? 0) + 1
    let plot = Rect(
      x: area.x + gutter, y: area.y, width: area.width - gutter - 1, height: area.height - 2)
    guard plot.width >= 8, plot.height >= categories.count else {
      return CrowdLines(context: context).draw(into: &buffer, in: area)
    }
    let rows = plot.height / categories.count
    let histograms = categories.map {
      ShareHistogram(context.report.figures, of: $0, bins: plot.width, from: 0, to: 1)
    }
    // One scale for all strips.
    let most = Double(histograms.flatMap(\.runs).max() ?? 1)
    for category in categories {
      let foot = plot.y + (category + 1) * rows - 1
      buffer.write(
        names[category], x: area.x, y: foot, style: context.run.categoryStyle(category))
      strip(
        histograms[category], most, rows: rows > 1 ? rows - 1 : 1, foot: foot, category,
        into: &buffer, in: plot)
    }
    let format = context.format
    _ = PlotFrame(
      x: Axis(.linear, from: 0, to: 1, title: "share") { format.fixed($0, digits: 2) }, y: nil,
      columns: .edges
    ).draw(
      into: &buffer, in: Rect(x: plot.x, y: area.maxY - 5, width: plot.width, height: 5),
      palette: context.palette, symbols: symbols)
  }

  private func strip(
    _ histogram: ShareHistogram, _ most: Double, rows: Int, foot: Int, _ category: Int,
    into buffer: inout CellBuffer, in plot: Rect
  ) {
    let style = Style(
      foreground: context.palette.category(category), background: context.palette.background)
    for (column, runs) in histogram.runs.enumerated() where runs > 0 {
      // By the root, so that few are seen beside many; one run is at least an eighth.
      let height = Double.sqrt(Double(runs) / most) * Double(rows * 8)
      let eighths = max(1, Int(height))
      for row in 0..<rows {
        let filled = max(0, min(8, eighths - row * 8))
        guard filled > 0 else { break }
        buffer[plot.x + column, foot - row] = Cell(
          context.symbols.verticalBar(eighths: filled), style)
      }
    }
    let snapshot = context.run.snapshot
    guard snapshot.categoryCount == context.categoryCount else { return }
    let column = min(plot.width - 1, Int(snapshot.theta[category] * Double(plot.width)))
    buffer[plot.x + column, foot] = Cell(context.symbols.head, context.run.headStyle)
  }
}
