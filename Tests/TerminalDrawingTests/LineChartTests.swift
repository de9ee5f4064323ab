import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct LineChartTests {
  private let palette = Palette(theme: .dark, depth: .indexed)
  private static var unit: Axis { Axis(.linear, from: 0, to: 1, title: "x", format: shortest) }
  private static var share: Axis { Axis(.linear, from: 0, to: 1, title: "share", format: shortest) }

  /// A line upwards, and a dashed one with a gap.
  private let two = LineChart(
    x: Self.unit, y: Self.share,
    series: [
      .init(
        name: "up", points: (0...4).map { .init(x: Double($0) / 4, y: Double($0) / 4) },
        ink: Ink(.indexed(3))),
      .init(
        name: "flat",
        points: [
          .init(x: 0, y: 0.25), .init(x: 0.5, y: 0.25), .init(x: 0.6, y: nil),
          .init(x: 0.8, y: 0.25), .init(x: 0.9, y: 0.25),
        ], ink: Ink(.indexed(4)), stroke: .dashed),
    ])

  private func draw(
    _ chart: LineChart, _ width: Int, _ height: Int, _ glyphs: GlyphSet = .braille,
    depth: ColorDepth = .indexed
  ) -> CellBuffer {
    var buffer = CellBuffer(width: width, height: height)
    chart.draw(
      into: &buffer, in: buffer.bounds, palette: Palette(theme: .dark, depth: depth),
      symbols: Symbols(glyphs))
    return buffer
  }

  @Test("Curves over axes: a gap where there is no value, dashes, names at the ends")
  func curves() {
    #expect(
      draw(two, 40, 10).rows == [
        "share                                   ",
        "  1┤                             ⣀⠤ up  ",
        "   │                        ⣀⠤⠔⠊⠉       ",
        "   │                   ⣀⠤⠔⠊⠉            ",
        "0.5┤              ⣀⠤⠔⠊⠉                 ",
        "   │         ⣀⠤⠔⠊⠉                      ",
        "   │⠈⠉⠁ ⣈⠭⠕⠊⠉⠉⠁ ⠈⠉⠁          ⠈⠉⠁ flat   ",
        "  0┤⠠⠔⠊⠉                                ",
        "   ╰┴─────┴─────┴─────┴─────┴── x ┴     ",
        "    0    0.2   0.4   0.6   0.8    1     ",
      ])
    #expect(
      draw(two, 40, 10, .ascii).rows == [
        "share                                   ",
        "  1+                             ** up  ",
        "   |                         ****       ",
        "   |                    *****           ",
        "0.5+              ******                ",
        "   |          ****                      ",
        "   |..  .*****  ..           ..  flat   ",
        "  0+*****                               ",
        "   ++-----+-----+-----+-----+-- x +     ",
        "    0    0.2   0.4   0.6   0.8    1     ",
      ])
    #expect(draw(two, 40, 10)[37, 1].style.foreground == .indexed(3))
  }

  @Test("Short of room the axis below goes, then the title, and names stand inside")
  func shortOfRoom() {
    #expect(
      draw(two, 24, 6, .blocks).rows == [
        "1┤                   ▄▄▄", " │             ▄▄▀▀▀▀ up", " │▄▄  ▄▄▄▄▄█▀▀▀     ▄▄  ",
        "0┤▄▄▀▀              flat", " └┴──────────┴────── x ┴", "  0         0.5        1",
      ])
    #expect(draw(two, 12, 4).rows[0] == "1┤        ⢀⡠")
    // Nothing is free beside the end: no name elsewhere.
    #expect(!draw(two, 12, 4).rows.joined().contains("up"))
    #expect(draw(two, 8, 1).rows.joined().contains("share") == false)
  }

  @Test("A name stands beside a point where that is free, else in its next place, or nowhere")
  func namePlaces() {
    var chart = two
    chart.series[1].name = ""
    let middle = LineChart.Point(x: 0.5, y: 0.5)
    chart.series[0].namePlaces = [.left(of: middle), .end]
    #expect(draw(chart, 40, 10).rows[3].contains("up "))
    chart.series[0].namePlaces = [.right(of: middle)]
    #expect(draw(chart, 40, 10).rows.filter { $0.contains(" up") }.count == 1)
    // Neither on a line nor beside it.
    let (below, above) = (LineChart.Point(x: 0.75, y: 0), LineChart.Point(x: 0.25, y: 1))
    chart.series[0].namePlaces = [.right(of: below), .left(of: above)]
    #expect(draw(chart, 40, 10).rows[7].contains(" up"))
    chart.rules = [.init(at: 0.8, style: .init(), name: "here", nameStyle: .init())]
    let ruled = draw(chart, 40, 10).rows
    #expect(!ruled[7].contains("up") && ruled[1].contains("up") && ruled[1].contains("here"))
    chart.series[0].namePlaces = [.left(of: .init(x: 0, y: 1))]
    #expect(!draw(chart, 40, 10).rows.joined().contains("up"))
    chart.rules[0].x = 7
    #expect(!draw(chart, 40, 10).rows.joined().contains("here"))
  }

  @Test("A dividing line is broken, one dot wide, and hidden in the cells of a solid curve")
  func dividing() {
    func line(_ y: Double, _ stroke: LineChart.Stroke, _ color: UInt8) -> LineChart.Series {
      .init(
        points: [.init(x: 0, y: y), .init(x: 1, y: y)], ink: Ink(.indexed(color)), stroke: stroke)
    }
    for isThick in [false, true] {
      var chart = LineChart(
        x: Self.unit, y: Self.unit, series: [line(0.5, .solid, 3), line(0.5, .dividing, 4)])
      chart.isThick = isThick
      let alone = LineChart(x: Self.unit, y: Self.unit, series: [line(0.5, .dividing, 4)])
      let (both, dividing) = (draw(chart, 12, 3), draw(alone, 12, 3))
      #expect((0..<12).allSatisfy { both[$0, 1].style.foreground != .indexed(4) })
      // Four dots and two left out, half a cell from the edge.
      #expect(dividing.rows[1].contains("⠠⠤⠄⠠⠤⠄"), "\(dividing.rows)")
      chart.series = [line(0.5, .dividing, 4)]
      #expect(draw(chart, 12, 3).rows == dividing.rows)
      // Above dashes.
      chart.series = [line(0.5, .dividing, 4), line(0.5, .dashed, 5)]
      let ink = draw(chart, 12, 3)
      #expect((0..<12).contains { ink[$0, 1].style.foreground == .indexed(4) })
    }
  }

  @Test("A title too long for the line of the axis has a row of its own")
  func longTitle() {
    var chart = two
    chart.x = Axis(.linear, from: 0, to: 1, title: "fresh data", format: shortest)
    let rows = draw(chart, 40, 10).rows
    #expect(rows[7] == "   ╰┴─────┴─────┴─────┴─────┴─────┴     ")
    #expect(rows[9] == "                         fresh data     ")
  }

  @Test(
    "Bars reach half the way to their neighbours, from the foot, and are no higher than their values"
  )
  func bars() {
    let counts = [0, 1, 9, 5, 0.1].enumerated().map {
      LineChart.Point(x: Double($0.offset), y: $0.element)
    }
    let chart = LineChart(
      x: Axis(.linear, from: 0, to: 4, title: "count", format: shortest),
      y: Axis(.linear, from: 0, to: 10, format: shortest),
      series: [.init(points: counts, ink: Ink(.indexed(3)), stroke: .bars)])
    #expect(
      draw(chart, 30, 9).rows == [
        "10┤          ▃▃▃▃▃▃▃          ",
        "  │          ███████          ",
        " 5┤          ███████          ",
        "  │          █████████████    ",
        "  │          █████████████    ",
        " 0┤    ▄▄▄▄▄▄█████████████    ",
        "  ╰┴──────┴─────┴──────┴─────┴",
        "   0      1     2      3     4",
        "                         count",
      ])
    var many = chart
    many.series[0].points = (0...1_000).map { .init(x: Double($0) / 250, y: $0 == 500 ? 10 : 0) }
    #expect(draw(many, 30, 9).rows[1].filter { $0 == "█" }.count == 1)
  }

  @Test("A curve in front of a bar leaves its colour behind it")
  func curveOverBar() {
    let chart = LineChart(
      x: Self.unit, y: Self.unit,
      series: [
        .init(points: [.init(x: 0.5, y: 1)], ink: Ink(.indexed(74)), stroke: .bars),
        .init(points: [.init(x: 0, y: 0.5), .init(x: 1, y: 0.5)], ink: Ink(.indexed(178))),
      ])
    let buffer = draw(chart, 9, 3)
    let middle = buffer[4, 1].style
    #expect(buffer[4, 0].glyph == "█" && buffer[4, 2].style.foreground == .indexed(74))
    #expect(middle.background == .indexed(74))
    // It shows on the bar.
    #expect(middle.foreground == .indexed(16) && buffer[3, 1].style.foreground == .indexed(178))
    #expect(buffer[3, 1].style.background == .terminal)
  }

  @Test("Dashes go on from segment to segment, and a lone point is a dot")
  func dashes() {
    var whole = DotCanvas(width: 12, height: 1, glyphs: .braille)
    whole.polyline([(0, 0), (12, 0)], ink: Ink(.terminal), layer: 0, dash: 4)
    var pieces = DotCanvas(width: 12, height: 1, glyphs: .braille)
    pieces.polyline(
      (0...96).map { (Double($0) / 8, 0) }, ink: Ink(.terminal), layer: 0, dash: 4)
    func row(_ canvas: DotCanvas) -> String {
      var buffer = CellBuffer(width: 12, height: 1)
      canvas.draw(into: &buffer, x: 0, y: 0)
      return buffer.rows[0]
    }
    #expect(row(whole) == "⠉⠉  ⠉⠉  ⠉⠉  ")
    #expect(row(pieces) == row(whole))
    var dot = DotCanvas(width: 12, height: 1, glyphs: .braille)
    dot.polyline([nil, (3, 0), nil], ink: Ink(.terminal), layer: 0)
    #expect(row(dot) == "   ⠁        ")
  }
}

/// What stands around a plot.
@Suite struct PlotFrameTests {
  private let palette = Palette(theme: .dark, depth: .indexed)
  private let symbols = Symbols(.braille)

  private func rows(_ frame: PlotFrame, _ width: Int, _ height: Int) -> [String] {
    var buffer = CellBuffer(width: width, height: height)
    frame.draw(into: &buffer, in: buffer.bounds, palette: palette, symbols: symbols)
    return buffer.rows
  }

  @Test("Of a title's wordings the longest that fits is written, and none is cut while one fits")
  func titles() {
    let x = Axis(
      .logarithmic, from: 10, to: 1e12, title: "samples in all, k", shorter: ["samples, k", "k"]
    ) { "\(Int($0.exponent))" }
    let y = Axis(.linear, from: 0, to: 1, title: "share, stacked", shorter: ["share"]) {
      "\((10 * $0).rounded() / 10)"
    }
    var seen: Set<String> = []
    for width in 14...60 {
      let text = rows(PlotFrame(x: x, y: y), width, 14).joined(separator: "\n")
      #expect(!text.contains("…"), "\(width): \(text)")
      if text.contains("samples in all, k") {
        seen.insert("long")
      } else if text.contains("samples, k") {
        seen.insert("short")
      }
    }
    #expect(seen == ["long", "short"])
    // A name that somebody gave has no shorter form.
    let named = Axis(.linear, from: 0, to: 1, title: "a very long name of a column") { "\($0)" }
    #expect(rows(PlotFrame(x: named, y: nil), 14, 9).joined().contains("…"))
  }

  @Test("An axis without a title has its line whole")
  func untitled() throws {
    let bare = Axis(.linear, from: 0, to: 1) { "\($0)" }
    for height in [5, 9, 14] {
      let rows = rows(PlotFrame(x: bare, y: nil), 60, height)
      let line = try #require(rows.first { $0.contains("─") })
      #expect(!line.trimmingPrefix(" ").contains("─ "), "\(line)")
    }
  }

  @Test("The labels at the left are evenly apart, and a curve's cell is that of its number")
  func evenLabels() {
    let x = Axis(.linear, from: 0, to: 1) { "\($0)" }
    let y = Axis(.linear, from: 0, to: 1, title: "largest share") {
      "\(Int((100 * $0).rounded()))%"
    }
    for height in 12...50 {
      let chart = LineChart(
        x: x, y: y,
        series: [.init(points: [.init(x: 0, y: 0.5), .init(x: 1, y: 0.5)], ink: Ink(.indexed(3)))])
      var buffer = CellBuffer(width: 60, height: height)
      let plot = chart.draw(into: &buffer, in: buffer.bounds, palette: palette, symbols: symbols)
      let marked = (plot.y..<plot.maxY).filter { buffer[plot.x - 1, $0].glyph == symbols.axisTick }
      let distances = Set(zip(marked, marked.dropFirst()).map { $1 - $0 })
      #expect(distances.count <= 1, "\(height): \(marked)")
      #expect(buffer.rows[max(0, plot.y - 1)].contains("largest share"))
      guard let row = marked.first(where: { buffer.rows[$0].hasPrefix(" 50%") }) else { continue }
      #expect(buffer[plot.x + 20, row].glyph != " ", "\(height)")
    }
  }
}
