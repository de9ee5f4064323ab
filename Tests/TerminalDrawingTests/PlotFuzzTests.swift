import TestSupport
import Testing

@testable import TerminalDrawing

/// Everything that draws, with whatever values at whatever size.
@Suite struct PlotFuzzTests {
  private static let sizes = [0, 1, 2, 3, 5, 8, 13, 24, 60, 100_000]
  private static let words = ["", "λ", "largest share", "日本語", "\u{202E}x", "k\u{301}", "a\tb"]
  private static let sentinel = Cell("·", Style(foreground: .indexed(200)))

  @Test("Nothing traps, and nothing is drawn outside its rectangle", arguments: 0..<8)
  func anything(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<120 {
      var buffer = CellBuffer(
        width: random.next(70), height: random.next(30), fill: Self.sentinel)
      let area = Rect(
        x: random.next(30) - 8, y: random.next(14) - 4, width: random.pick(Self.sizes),
        height: random.pick(Self.sizes))
      let before = buffer
      draw(into: &buffer, in: area, &random)
      for y in 0..<buffer.height {
        for x in 0..<buffer.width where !area.contains(x, y) {
          #expect(buffer[x, y] == before[x, y], "\(x), \(y) is outside \(area)")
        }
      }
    }
  }

  @Test("At no size at all, one column, one row and one cell", arguments: GlyphSet.allCases)
  func smallest(glyphs: GlyphSet) {
    var random = SeededRandom(seed: 1)
    for (width, height) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      for _ in 0..<40 {
        var buffer = CellBuffer(width: width, height: height)
        draw(into: &buffer, in: buffer.bounds, &random)
        #expect(buffer.rows.allSatisfy { $0.terminalColumns == width })
      }
    }
  }

  private func draw(into buffer: inout CellBuffer, in area: Rect, _ random: inout SeededRandom) {
    let palette = Palette(
      theme: random.pick(Theme.allCases), depth: random.pick(ColorDepth.allCases))
    let symbols = Symbols(random.pick(GlyphSet.allCases))
    let values = (0..<random.next(40)).map { _ in
      random.next(6) == 0 ? nil : anyNumber(&random)
    }
    switch random.next(5) {
    case 0:
      let series = (0..<random.next(4)).map { _ in
        LineChart.Series(
          name: random.pick(Self.words),
          points: values.map { .init(x: anyNumber(&random), y: $0) },
          ink: Ink(palette.category(random.next(8))),
          stroke: random.pick(LineChart.Stroke.allCases),
          namePlaces: [
            .left(of: .init(x: anyNumber(&random), y: values.first ?? nil)),
            .right(of: .init(x: anyNumber(&random), y: values.last ?? nil)), .end,
          ].shuffled(using: &random))
      }
      var chart = LineChart(x: axis(&random), y: axis(&random), series: series)
      chart.marks = values.prefix(3).map { y in
        LineChart.Mark(Cell(symbols.head), at: .init(x: anyNumber(&random), y: y))
      }
      chart.draw(into: &buffer, in: area, palette: palette, symbols: symbols)
    case 1:
      let map = HeatMap(
        values: values, columns: random.next(12) - 1, scale: axis(&random),
        x: random.next(3) == 0 ? nil : axis(&random), y: random.next(3) == 0 ? nil : axis(&random))
      map.draw(into: &buffer, in: area, palette: palette, symbols: symbols)
    case 2:
      let swatches = values.map { value in
        value.map { _ in palette.swatch(ofHeat: 0.5, symbols: symbols) }
      }
      let map = SwatchMap(
        swatches: swatches, columns: random.next(12) - 1,
        x: random.next(3) == 0 ? nil : axis(&random), y: random.next(3) == 0 ? nil : axis(&random))
      let plot = map.draw(into: &buffer, in: area, palette: palette, symbols: symbols)
      #expect(plot == map.frame.inner(of: area.intersection(buffer.bounds)))
      for row in 0..<map.rows {
        for column in 0..<map.columns where !plot.isEmpty {
          let cell = map.cell(column, row, in: plot)
          #expect(plot.contains(cell.x, cell.y))
          // Where each place has a cell, the cell at its middle leads back to it.
          guard map.columns <= plot.width, map.rows <= plot.height else { continue }
          let place = map.place(x: cell.x, y: cell.y, in: plot)
          #expect(place?.column == column && place?.row == row)
        }
      }
    case 3:
      RampLegend(scale: axis(&random)).draw(
        into: &buffer, in: area, palette: palette, symbols: symbols)
    default:
      let text = shortest(anyNumber(&random)) + random.pick(Self.words)
      LargeDigits(text, symbols: symbols).draw(
        into: &buffer, in: area, style: palette.style(.strong), symbols: symbols)
    }
  }

  private func axis(_ random: inout SeededRandom) -> Axis {
    let isOneWord = random.next(4) == 0
    return Axis(
      random.pick(Axis.Scale.allCases), from: anyNumber(&random), to: anyNumber(&random),
      title: random.pick(Self.words)
    ) { isOneWord ? "日本" : shortest($0) }
  }
}
