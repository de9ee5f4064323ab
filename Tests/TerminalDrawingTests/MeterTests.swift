import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct MeterTests {
  private let fill = Color.indexed(74)

  private func draw(
    _ fraction: Double, mark: Double? = nil, width: Int = 10, glyphs: GlyphSet = .braille,
    depth: ColorDepth = .indexed
  ) -> CellBuffer {
    var buffer = CellBuffer(width: max(0, width), height: 1)
    Meter(fraction: fraction, mark: mark).draw(
      into: &buffer, x: 0, y: 0, width: width, color: fill,
      palette: Palette(theme: .dark, depth: depth), symbols: Symbols(glyphs))
    return buffer
  }

  @Test(
    "A bar is filled to an eighth of a cell",
    arguments: [
      (0.0, "          "), (1.0, "██████████"), (0.5, "█████     "), (0.25, "██▌       "),
      (0.0125, "▏         "), (0.0624, "▋         "), (0.9875, "█████████▉"),
    ])
  func fills(fraction: Double, expected: String) {
    #expect(draw(fraction).rows == [expected])
  }

  @Test(
    "A live probability never looks dead, an open one never total",
    arguments: [1e-300, 1e-9, 0.001, 0.999, 1 - 1e-9, Double(1).nextDown])
  func liveAndOpen(fraction: Double) {
    for width in 1...30 {
      for glyphs in GlyphSet.allCases {
        let row = draw(fraction, width: width, glyphs: glyphs).rows[0]
        #expect(row != draw(0, width: width, glyphs: glyphs).rows[0])
        #expect(row != draw(1, width: width, glyphs: glyphs).rows[0])
      }
    }
  }

  @Test("Fractions that are none draw an empty or a full bar")
  func strange() {
    #expect(draw(.nan).rows == draw(0).rows)
    #expect(draw(-3).rows == draw(0).rows)
    #expect(draw(3).rows == draw(1).rows)
    #expect(draw(.infinity).rows == draw(1).rows)
    #expect(draw(0.5, width: 0).rows == [""])
    #expect(draw(0.5, width: -4).rows == [""])
  }

  @Test("The mark stands where its fraction is, to a third of a cell")
  func markPlaces() {
    #expect(draw(0, mark: 0).rows == ["▏         "])
    #expect(draw(0, mark: 0.34).rows == ["   │      "])
    #expect(draw(0, mark: 0.35).rows == ["   │      "])
    #expect(draw(0, mark: 0.98).rows == ["         ▕"])
    #expect(draw(0, mark: 1).rows == ["         ▕"])
    #expect(draw(0.2, mark: 0.7).rows == ["██     ▏  "])
    #expect(draw(0.8, mark: 0.35).rows == ["███│████  "])
  }

  @Test("Marks that are no fraction are left out", arguments: [-0.1, 1.1, .nan, .infinity])
  func noMark(mark: Double) {
    #expect(draw(0.5, mark: mark) == draw(0.5))
  }

  @Test("A covered mark is cut out of the bar, an open one is drawn on the track")
  func covered() {
    let palette = Palette(theme: .dark, depth: .indexed)
    let covered = draw(0.8, mark: 0.35)[3, 0].style
    #expect(covered.background == fill && covered.foreground == palette.background)
    let open = draw(0.1, mark: 0.35)[3, 0].style
    #expect(open.background != fill && open.foreground == palette.color(.strong))
    let plain = draw(0.8, mark: 0.35, depth: .monochrome)[3, 0].style
    #expect(plain.attributes == .reverse)
  }

  @Test("A dead category's mark does not fill its cell")
  func deadMark() {
    #expect(draw(0, mark: 0)[0, 0].style.background != fill)
    #expect(draw(0, mark: 0.005)[0, 0].style.background != fill)
  }

  @Test("Bar and mark keep their order, neither hides the other, and both stay within a cell")
  func order() throws {
    var random = SeededRandom(seed: 8)
    for _ in 0..<3000 {
      let width = 2 + random.next(20)
      let scale = random.next(2) == 0 ? 1.0 : 0.1
      let (fraction, mark) = (random.real(0...1) * scale, random.real(0...1) * scale)
      let buffer = draw(fraction, mark: mark, width: width)
      let bars = Array("▏▎▍▌▋▊▉█".unicodeScalars)
      var filled = 0.0
      var place: Double?
      for column in 0..<width {
        let cell = buffer[column, 0]
        if let offset: Double = ["▏": 0.0, "│": 0.5, "▕": 1.0][cell.glyph],
          cell.style.attributes == .bold
        {
          place = Double(column) + offset
          if cell.style.background == fill { filled = Double(column) + 1 }
        } else if let eighths = bars.firstIndex(of: cell.glyph) {
          filled = Double(column) + Double(eighths + 1) / 8
        }
      }
      let shown = try #require(place)
      #expect(abs(filled - fraction * Double(width)) <= (filled == 1 ? 1 : 0.75))
      #expect(abs(shown - mark * Double(width)) <= 1)
      if fraction > 0 { #expect(filled > 0) }
      if mark - fraction > 0.25 / Double(width) { #expect(shown >= filled.rounded(.down)) }
    }
  }

  @Test("Every depth and glyph set draws, and nothing outside the bar")
  func everywhere() {
    for depth in ColorDepth.allCases {
      for glyphs in GlyphSet.allCases {
        var buffer = CellBuffer(width: 12, height: 3, fill: Cell("."))
        Meter(fraction: 0.4, mark: 0.6).draw(
          into: &buffer, x: 1, y: 1, width: 10, color: .indexed(2),
          palette: Palette(theme: .light, depth: depth), symbols: Symbols(glyphs))
        #expect(buffer.rows[0] == "............" && buffer.rows[2] == "............")
        #expect(buffer.rows[1].hasPrefix(".") && buffer.rows[1].hasSuffix("."))
        if glyphs == .ascii { #expect(buffer.rows[1] == ".====  |   .") }
      }
    }
  }
}
