import HeatDeath
import RealModule
import TerminalDrawing

/// How often a share lies where, among equal parts of a range.
///
/// Shares of k samples are multiples of 1/k. Where a part would hold few of them, all hold equally
/// many, or a smooth law would look like a comb.
struct ShareHistogram {
  let low: Double
  let high: Double
  private(set) var runs: [Int]

  /// From so many multiples of 1/k on, one more or less in a part is not seen.
  private static let manyMultiples = 20.0

  /// - Parameter bins: the most parts.
  init(_ figures: CrowdFigures, of category: Int, bins: Int, from low: Double, to high: Double) {
    let size = Double(figures.size)
    let multiples = (high - low) * size
    var bins = max(1, bins)
    var (start, end) = (low, high)
    if multiples < Self.manyMultiples * Double(bins) {
      let step = max(1, ((multiples + 1) / Double(bins)).rounded(.up))
      bins = Int(((multiples + 1) / step).rounded(.up))
      // Multiples lie inside the parts, never between two.
      start = ((low * size).rounded(.up) - 0.5) / size
      end = start + Double(bins) * step / size
    }
    var runs = [Int](repeating: 0, count: bins)
    (self.low, self.high) = (start, end)
    let scale = Double(bins) / (end - start)
    figures.eachRun { counts in
      let place = (Double(counts[counts.startIndex + category]) / size - start) * scale
      if place >= 0, place <= Double(bins) { runs[min(bins - 1, Int(place))] += 1 }
    }
    self.runs = runs
  }

  /// How many runs lie in the part that has a share; 0 outside.
  func runs(at share: Double) -> Int {
    let place = (share - low) / (high - low) * Double(runs.count)
    return place >= 0 && place < Double(runs.count) ? runs[Int(place)] : 0
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
        .linear, from: histogram.middle(0), to: histogram.middle(histogram.runs.count - 1),
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
    for column in 0..<plot.width {
      let runs = histogram.runs(at: (Double(column) + 0.5) / Double(plot.width))
      guard runs > 0 else { continue }
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
