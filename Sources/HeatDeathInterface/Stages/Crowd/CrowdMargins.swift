import HeatDeath
import RealModule
import TerminalDrawing

/// How many runs have which share, one strip a category, on one scale, with the law of the share as a
/// line where it is known.
struct CrowdMargins {
  let context: CrowdContext
  /// What is shown of the shares.
  let range: (low: Double, high: Double)

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    let categories = context.shown
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
    let strips = categories.map { category in
      let histogram = ShareHistogram(
        context.report.figures, of: category, bins: plot.width, from: range.low, to: range.high)
      let expected = context.report.prediction.law(of: category).map {
        histogram.expected($0, runs: context.summary.runCount)
      }
      return Strip(category: category, histogram: histogram, expected: expected)
    }
    // One scale for all strips.
    let most = max(1, strips.map(\.most).max() ?? 1)
    for (index, strip) in strips.enumerated() {
      let foot = plot.maxY - 1 - (strips.count - 1 - index) * rows
      buffer.write(
        names[index], x: area.x, y: foot, style: context.run.categoryStyle(strip.category))
      let height = rows > 1 ? rows - 1 : 1
      let place = Rect(x: plot.x, y: foot - height + 1, width: plot.width, height: height)
      draw(strip, most, into: &buffer, in: place)
    }
    _ = PlotFrame(
      x: Axis(
        .linear, from: range.low, to: range.high, title: "share",
        format: context.ticks(from: range.low, to: range.high)), y: nil,
      columns: .edges
    ).draw(
      into: &buffer, in: Rect(x: plot.x, y: area.maxY - 5, width: plot.width, height: 5),
      palette: context.palette, symbols: symbols)
  }

  private struct Strip {
    let category: Int
    let histogram: ShareHistogram
    /// How many runs the law would have in each part.
    let expected: [Double]?

    var most: Double { max(Double(histogram.runs.max() ?? 0), expected?.max() ?? 0) }
  }

  private func height(_ runs: Double, _ most: Double) -> Double { runs / most }

  private func draw(
    _ strip: Strip, _ most: Double, into buffer: inout CellBuffer, in area: Rect
  ) {
    let style = Style(
      foreground: context.palette.category(strip.category), background: context.palette.background)
    var line: [(x: Double, y: Double)?] = []
    var bars = [Int](repeating: 0, count: area.width)
    for column in 0..<area.width {
      let part = (Double(column) + 0.5) / Double(area.width)
      let bin = strip.histogram.bin(of: range.low + (range.high - range.low) * part)
      line.append(
        bin.flatMap { CrowdContext.seen(strip.expected?[$0]) }.map {
          (Double(column) + 0.5, (1 - height($0, most)) * Double(area.height))
        })
      guard let bin, strip.histogram.runs[bin] > 0 else { continue }
      // One run is at least an eighth.
      let eighths = max(
        1, Int(height(Double(strip.histogram.runs[bin]), most) * Double(area.height * 8)))
      bars[column] = eighths
      for row in 0..<area.height {
        let filled = max(0, min(8, eighths - row * 8))
        guard filled > 0 else { break }
        buffer[area.x + column, area.maxY - 1 - row] = Cell(
          context.symbols.verticalBar(eighths: filled), style)
      }
    }
    if strip.expected != nil { draw(line, over: bars, style.foreground, into: &buffer, in: area) }
    let snapshot = context.run.snapshot
    guard snapshot.categoryCount == context.categoryCount else { return }
    let place = (snapshot.theta[strip.category] - range.low) / (range.high - range.low)
    guard (0...1).contains(place) else { return }
    let column = min(area.width - 1, Int(place * Double(area.width)))
    buffer[area.x + column, area.maxY - 1] = Cell(context.symbols.head, context.run.headStyle)
  }

  /// Draws the law's line over the bars: their colour stays behind it, from half a cell on.
  private func draw(
    _ line: [(x: Double, y: Double)?], over bars: [Int], _ color: Color,
    into buffer: inout CellBuffer, in area: Rect
  ) {
    var canvas = DotCanvas(
      width: area.width, height: area.height, glyphs: context.symbols.glyphs)
    canvas.polyline(line, ink: Ink(context.palette.color(.strong)), layer: 2)
    var dots = CellBuffer(
      width: area.width, height: area.height, fill: Cell(" ", context.style(.text)))
    canvas.draw(into: &dots, x: 0, y: 0)
    for y in 0..<area.height {
      for x in 0..<area.width where dots[x, y].glyph != " " {
        let (column, row) = (area.x + x, area.y + y)
        guard bars[x] - 8 * (area.height - 1 - y) >= 4 else {
          buffer[column, row] = dots[x, y]
          continue
        }
        // Without colours to tell them apart the bar counts.
        guard context.palette.depth >= .indexed else { continue }
        buffer[column, row] = Cell(
          dots[x, y].glyph, Style(foreground: context.palette.color(on: color), background: color))
      }
    }
  }
}
