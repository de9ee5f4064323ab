import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct HeatMapTests {
  private let map = HeatMap(
    values: (0..<24).map { $0 == 23 ? nil : Double($0) }, columns: 6,
    scale: Axis(.linear, from: 0, to: 23, title: "runs", format: shortest),
    x: Axis(.linear, from: 0, to: 5, title: "i", format: shortest),
    y: Axis(.linear, from: 0, to: 3, title: "j", format: shortest))

  private func draw(
    _ width: Int, _ height: Int, _ glyphs: GlyphSet, _ depth: ColorDepth
  ) -> CellBuffer {
    var buffer = CellBuffer(width: width, height: height)
    map.draw(
      into: &buffer, in: buffer.bounds, palette: Palette(theme: .dark, depth: depth),
      symbols: Symbols(glyphs))
    return buffer
  }

  @Test("Without colours more ink is more, the lowest row is below, and no value is blank")
  func ink() {
    #expect(
      draw(26, 8, .ascii, .monochrome).rows == [
        "j                         ",
        " |########@@@@@@@@@@@@    ",
        "2+%%%%%%%%%%%%%%%%########",
        " |%%%%%%%%%%%%%%%%########",
        " |::::::::++++++++++++++++",
        "0+................::::::::",
        " +--+---+---+---+---+ i +-",
        "    0   1   2   3   4   5 ",
      ])
    #expect(draw(26, 8, .braille, .eight).rows[5] == "0┤░░░░░░░░░░░░░░░░░░░░░░░░")
  }

  @Test("From 256 colours up each half of a cell has the colour of its value")
  func halves() {
    for depth in [ColorDepth.indexed, .direct] {
      let palette = Palette(theme: .dark, depth: depth)
      func color(_ value: Int) -> Color { palette.color(.heat, at: Double(value) / 23) }
      let buffer = draw(8, 4, .blocks, depth)
      // Two columns of label and axis, one cell a value across, half a cell a value upwards.
      #expect(buffer[2, 0].style == Style(foreground: color(18), background: color(18)))
      #expect(buffer[7, 0].style.background == palette.background || buffer[7, 0].glyph == " ")
      let bare = HeatMap(values: map.values, columns: 6, scale: map.scale)
      var cells = CellBuffer(width: 6, height: 2)
      bare.draw(into: &cells, in: cells.bounds, palette: palette, symbols: Symbols(.braille))
      #expect(
        cells[0, 0] == Cell("▀", Style(foreground: color(18), background: color(12))))
      #expect(
        cells[5, 0] == Cell("▄", Style(foreground: color(17), background: palette.background)))
      #expect(cells[5, 1].style.background == color(5))
    }
  }

  @Test("The numbers of a legend stand below their colours, or at its ends in one row")
  func legend() {
    func legend(_ width: Int, _ height: Int, _ glyphs: GlyphSet) -> [String] {
      var buffer = CellBuffer(width: width, height: height)
      RampLegend(scale: Axis(.linear, from: 0, to: 100, title: "runs", format: shortest)).draw(
        into: &buffer, in: buffer.bounds, palette: Palette(theme: .dark, depth: .monochrome),
        symbols: Symbols(glyphs))
      return buffer.rows
    }
    #expect(
      legend(30, 2, .braille) == [
        "runs ░░░░░░▒▒▒▒▒▒▓▓▓▓▓▓███████", "     0   20   40  60   80  100",
      ])
    #expect(legend(30, 1, .ascii) == ["runs 0 ...:::+++%%%###@@@@ 100"])
    #expect(legend(12, 1, .ascii) == ["            "])
  }

  /// The share of the cell that is inked in DejaVu Sans Mono at 64 pixels; of shades by definition.
  private static let ink: [Unicode.Scalar: Double] = [
    ".": 0.027, ":": 0.055, "+": 0.108, "%": 0.181, "#": 0.244, "@": 0.267, "░": 0.25, "▒": 0.5,
    "▓": 0.75, "█": 1,
  ]

  @Test("Shades are in the order of their ink, all different and none blank")
  func shades() throws {
    for glyphs in GlyphSet.allCases {
      let shades = Symbols(glyphs).shades
      let ink = try shades.map { try #require(Self.ink[$0]) }
      #expect(ink == ink.sorted() && Set(shades).count == shades.count)
      let symbols = Symbols(glyphs)
      #expect(symbols.shade(at: 0) == shades.first && symbols.shade(at: 1) == shades.last)
      #expect(symbols.shade(at: .nan) == shades.first)
      #expect(symbols.shade(at: -.infinity) == shades.first)
      #expect(symbols.shade(at: .infinity) == shades.last)
    }
  }
}
