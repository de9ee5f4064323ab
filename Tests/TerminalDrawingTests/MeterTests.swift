import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct MeterTests {
  private let fill = Color.indexed(74)

  private func draw(
    _ fraction: Double, mark: Double? = nil, width: Int = 11, glyphs: GlyphSet = .braille,
    depth: ColorDepth = .indexed
  ) -> CellBuffer {
    var buffer = CellBuffer(width: max(0, width), height: 1)
    Meter(fraction: fraction, mark: mark).draw(
      into: &buffer, x: 0, y: 0, width: width, color: fill,
      palette: Palette(theme: .dark, depth: depth), symbols: Symbols(glyphs))
    return buffer
  }

  /// How many cells are filled, as they look, in which cell the mark stands, and where in cells.
  private func read(
    _ buffer: CellBuffer, hasColours: Bool = true
  ) -> (filled: Double, mark: Int?, place: Double) {
    let bars = Array(" ▏▎▍▌▋▊▉█".unicodeScalars)
    var (filled, mark, place) = (0.0, Int?.none, 0.0)
    for column in 0..<buffer.width {
      let cell = buffer[column, 0]
      // A mark at the left edge is told from an eighth of a bar by its weight; without colours none is there.
      let isMark = hasColours && cell.style.attributes == .bold
      switch cell.glyph {
      case let glyph where "│|▕".unicodeScalars.contains(glyph) || glyph == "▏" && isMark:
        mark = column
        place = Double(column) + (cell.glyph == "▏" ? 0 : cell.glyph == "▕" ? 1 : 0.5)
        if cell.style.background == fill { filled = Double(column) + 1 }
      case "-": filled = Double(column) + 0.5
      case "=": filled = Double(column) + 1
      case let glyph:
        let eighths = bars.firstIndex(of: glyph) ?? -1
        #expect(eighths >= 0, "\(glyph) is no bar")
        if eighths > 0 { filled = Double(column) + Double(eighths) / 8 }
      }
    }
    return (filled, mark, place)
  }

  @Test(
    "A bar is filled to the eighth of a cell below, and its last cell is left to the mark",
    arguments: [
      (0.0, "           "), (1.0, "██████████ "), (0.5, "█████      "), (0.25, "██▌        "),
      (0.0126, "▏          "), (0.0624, "▌          "), (0.9876, "█████████▉ "),
      (0.0124, "           "),
    ])
  func fills(fraction: Double, expected: String) {
    #expect(draw(fraction).rows == [expected])
  }

  @Test("A bar is never longer than its share, by any characters: no cell is coloured for 3e-15")
  func neverLonger() {
    var random = SeededRandom(seed: 5)
    for glyphs in GlyphSet.allCases {
      for depth in ColorDepth.allCases {
        for _ in 0..<300 {
          let width = 1 + random.next(40)
          let share = random.pick([1, 0.1, 1e-3, 1e-15]) * random.real(0...1)
          let mark = random.next(2) == 0 ? share * random.real(0...1) : random.real(0...1)
          let buffer = draw(share, mark: mark, width: width, glyphs: glyphs, depth: depth)
          let filled = read(buffer, hasColours: depth != .monochrome).filled
          #expect(filled <= share * Double(width - 1), "\(share) of \(width)")
          // What is not seen of a bar is less than a step, or below the mark.
          #expect(filled > share * Double(width - 1) - 1.5)
          for column in 0..<width where depth >= .indexed {
            let isColoured = buffer[column, 0].style.background == fill
            #expect(!isColoured || Double(column + 1) <= filled, "\(share) of \(width)")
          }
        }
        let tiny = draw(3e-15, mark: 1e-18, glyphs: glyphs, depth: depth)
        #expect(read(tiny, hasColours: depth != .monochrome).filled == 0)
      }
    }
  }

  @Test("What is not all does not fill the bar", arguments: [0.999, 1 - 1e-9, Double(1).nextDown])
  func open(fraction: Double) {
    for width in 2...30 {
      for glyphs in GlyphSet.allCases {
        #expect(
          draw(fraction, width: width, glyphs: glyphs) != draw(1, width: width, glyphs: glyphs))
      }
    }
  }

  @Test("Whether any of the bar can be seen is told")
  func told() {
    for glyphs in GlyphSet.allCases {
      for eighths in 0...9 {
        var buffer = CellBuffer(width: 11, height: 1)
        let isSeen = Meter(fraction: (Double(eighths) + 0.5) / 80).draw(
          into: &buffer, x: 0, y: 0, width: 11, color: fill,
          palette: Palette(theme: .dark, depth: .indexed), symbols: Symbols(glyphs))
        #expect(isSeen == (buffer.rows[0] != String(repeating: " ", count: 11)))
        #expect(isSeen == (eighths >= Symbols(glyphs).horizontalBarStep))
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

  @Test("The mark stands in the third of a cell of its fraction")
  func markPlaces() {
    #expect(draw(0, mark: 0).rows == ["│          "])
    #expect(draw(0, mark: 0.34).rows == ["   │       "])
    #expect(draw(0, mark: 0.98).rows == ["         ▕ "])
    #expect(draw(0, mark: 1).rows == ["          ▏"])
    #expect(draw(1, mark: 1).rows == ["██████████▏"])
    #expect(draw(0.2, mark: 0.71).rows == ["██     ▏   "])
    #expect(draw(0.8, mark: 0.35).rows == ["███│████   "])
    #expect(draw(0.8, mark: 0.31).rows == ["███▏████   "])
    #expect(draw(0.05, mark: 0.04).rows == ["▌          "], "it would hide all there is")
    // In the cell where the bar ends: at the edge beyond, or without the bar's last part, by what is less.
    #expect(draw(0.21, mark: 0.28).rows == ["██▕        "])
    #expect(draw(0.26, mark: 0.27).rows == ["██▌▏       "])
    #expect(draw(0.23, mark: 0.25).rows == ["██│        "])
    #expect(draw(0.28, mark: 0.26).rows == ["█▕▊        "])
    // Characters that know halves alone keep a cell for it.
    #expect(draw(0.26, mark: 0.27, glyphs: .blocks).rows == ["██▌│       "])
    #expect(draw(0.26, mark: 0.27, glyphs: .ascii).rows == ["==-|       "])
  }

  @Test(
    "A mark beyond the end of a bar is off by half a cell at most, and one inside by less than one")
  func markErrors() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<3000 {
      let width = 2 + random.next(40)
      let (fraction, mark) = (random.real(0...1), random.real(0...1))
      let (filled, column, place) = read(draw(fraction, mark: mark, width: width))
      let cells = Double(width - 1)
      #expect(filled > fraction * cells - 0.76, "\(fraction) \(mark) \(width)")
      guard column != nil else { continue }
      let error = abs(place - mark * cells)
      #expect(error < (mark >= fraction && fraction * cells >= 1 ? 0.501 : 1))
    }
  }

  @Test("Marks that are no fraction are left out", arguments: [-0.1, 1.1, .nan, .infinity])
  func noMark(mark: Double) {
    #expect(draw(0.5, mark: mark) == draw(0.5))
  }

  @Test("The mark has the bar behind it where it stands inside, else the track")
  func markColours() {
    for depth in ColorDepth.allCases {
      let palette = Palette(theme: .dark, depth: depth)
      for (fraction, mark) in [(0.8, 0.35), (0.1, 0.35), (0, 0), (3e-15, 0), (0.51, 0.52)] {
        let buffer = draw(fraction, mark: mark, depth: depth)
        let column = read(buffer, hasColours: depth != .monochrome).mark ?? -1
        let style = buffer[column, 0].style
        #expect(style.attributes == .bold)
        if mark < fraction, mark > 0, depth != .monochrome {
          #expect(style.background == fill && style.foreground == palette.background)
        } else {
          #expect(style.background == palette.color(.tint, at: 0.35))
          #expect(style.foreground == palette.color(.strong) && style.foreground != fill)
        }
      }
    }
  }

  @Test("Bar and mark keep their order")
  func order() {
    var random = SeededRandom(seed: 8)
    for _ in 0..<3000 {
      let width = 2 + random.next(20)
      let scale = random.next(2) == 0 ? 1.0 : 0.1
      let (fraction, mark) = (random.real(0...1) * scale, random.real(0...1) * scale)
      let glyphs = random.pick(GlyphSet.allCases)
      let (filled, column, place) = read(draw(fraction, mark: mark, width: width, glyphs: glyphs))
      guard let column else {
        #expect(mark < fraction && filled <= 1, "only a bar of a cell has none")
        continue
      }
      #expect(abs(Double(column) - mark * Double(width - 1)) <= 2.5)
      if filled > 0 { #expect(mark < fraction ? place <= filled : place >= filled) }
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
        if glyphs == .ascii { #expect(buffer.rows[1] == ".===- |    .") }
      }
    }
  }
}
