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

  /// What is drawn, in cells: how far the bar reaches, in which cell the mark is, and from where to where.
  private struct Reading {
    var filled = 0.0
    var column: Int?
    var mark = 0.0...0.0
  }

  private func read(_ buffer: CellBuffer, hasColours: Bool = true) -> Reading {
    let bars = Array(" ▏▎▍▌▋▊▉█".unicodeScalars)
    var reading = Reading()
    for column in 0..<buffer.width {
      let (cell, left) = (buffer[column, 0], Double(column))
      // A mark is bold; without colours bars are, and what is at an edge is none.
      let isMark =
        hasColours ? cell.style.attributes == .bold : "│|".unicodeScalars.contains(cell.glyph)
      let eighths = bars.firstIndex(of: cell.glyph) ?? (cell.glyph == "-" ? 4 : 8)
      if isMark {
        reading.column = column
        switch cell.glyph {
        case "│", "|": reading.mark = (left + 0.5)...(left + 0.5)
        case "▕": reading.mark = (left + 0.875)...(left + 1)
        default: reading.mark = left...(left + Double(eighths) / 8)
        }
        if cell.style.background == fill { reading.filled = left + 1 }
      } else if eighths > 0 {
        reading.filled = left + Double(eighths) / 8
      }
    }
    return reading
  }

  @Test(
    "A bar is filled to the eighth of a cell below, and all of it fills the track",
    arguments: [
      (0.0, "          "), (1.0, "██████████"), (0.5, "█████     "), (0.25, "██▌       "),
      (0.0126, "▏         "), (0.0624, "▌         "), (0.9876, "█████████▉"),
      (0.0124, "          "),
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
          #expect(filled <= share * Double(width), "\(share) of \(width)")
          // What is not seen of a bar is less than a step, or below the mark.
          #expect(filled > share * Double(width) - 1.5)
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

  @Test("What is equal has no mark: a bar and its number alone, on tracks of any length")
  func equal() {
    var random = SeededRandom(seed: 12)
    for _ in 0..<3000 {
      let width = Meter.leastMarked + random.next(40)
      let share = random.real(0...1)
      // Equal, or less than an eighth of a cell apart.
      let mark = max(
        0, min(1, share + random.pick([0, 0, 1]) * random.real(-0.12...0.12) / Double(width)))
      for glyphs in [GlyphSet.braille, .blocks] {
        #expect(
          draw(share, mark: mark, width: width, glyphs: glyphs)
            == draw(share, width: width, glyphs: glyphs), "\(share) of \(width)")
      }
      // What is further apart has one, on its side.
      let further = share + random.pick([-1, 1]) * random.real(0.13...3) / Double(width)
      guard (0...1).contains(further) else { continue }
      let reading = read(draw(share, mark: further, width: width))
      guard reading.column != nil else {
        #expect(further < share && share * Double(width) < 2, "only a bar of a cell has none")
        continue
      }
      #expect(
        further < share
          ? reading.mark.upperBound <= reading.filled : reading.mark.lowerBound >= reading.filled)
    }
    #expect(draw(0.71, mark: 0.71).rows == ["███████   "])
    #expect(draw(1, mark: 1).rows == ["██████████"])
    // Characters that are no areas have it behind their end.
    #expect(draw(0.77, mark: 0.77, glyphs: .ascii).rows == ["=======|  "])
    #expect(draw(1, mark: 1, glyphs: .ascii).rows == ["=========|"])
    #expect(draw(0.7, mark: 0.7, depth: .monochrome).rows == ["███████│  "])
    // A track on which a cell is half of all has no place for one.
    #expect(draw(0.2, mark: 0.7, width: 2).rows == draw(0.2, width: 2).rows)
  }

  @Test("Whether any of the bar can be seen is told")
  func told() {
    for glyphs in GlyphSet.allCases {
      for eighths in 0...9 {
        var buffer = CellBuffer(width: 10, height: 1)
        let isSeen = Meter(fraction: (Double(eighths) + 0.5) / 80).draw(
          into: &buffer, x: 0, y: 0, width: 10, color: fill,
          palette: Palette(theme: .dark, depth: .indexed), symbols: Symbols(glyphs))
        #expect(isSeen == (buffer.rows[0] != String(repeating: " ", count: 10)))
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
    #expect(draw(0, mark: 0).rows == ["          "], "nothing of either")
    #expect(draw(0, mark: 0.05).rows == ["│         "])
    #expect(draw(0, mark: 0.34).rows == ["   │      "])
    #expect(draw(0, mark: 0.98).rows == ["         ▕"])
    #expect(draw(0, mark: 1).rows == ["         ▕"])
    #expect(draw(0.97, mark: 1).rows == ["█████████▕"])
    #expect(draw(0.2, mark: 0.71).rows == ["██     ▏  "])
    #expect(draw(0.8, mark: 0.35).rows == ["███│████  "])
    #expect(draw(0.8, mark: 0.31).rows == ["███▏████  "])
    #expect(draw(0.05, mark: 0.02).rows == ["▌         "], "it would hide all there is")
    // In the cell where the bar ends: at the edge beyond, or without the bar's last part, by what is less.
    #expect(draw(0.21, mark: 0.28).rows == ["██▕       "])
    #expect(draw(0.26, mark: 0.28).rows == ["██▌▏      "])
    #expect(draw(0.21, mark: 0.25).rows == ["██│       "])
    #expect(draw(0.28, mark: 0.26).rows == ["█▕▊       "])
    // Characters that know halves alone keep a cell for it.
    #expect(draw(0.26, mark: 0.28, glyphs: .blocks).rows == ["██▌│      "])
    #expect(draw(0.26, mark: 0.28, glyphs: .ascii).rows == ["==-|      "])
    #expect(draw(0.97, mark: 1, glyphs: .blocks).rows == ["█████████│"])
    #expect(draw(0.97, mark: 1, glyphs: .ascii).rows == ["=========|"])
  }

  @Test(
    "A mark beyond the end of a bar is off by half a cell at most, and one inside by less than one")
  func markErrors() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<3000 {
      let width = Meter.leastMarked + random.next(40)
      let (fraction, mark) = (random.real(0...1), random.real(0...1))
      let reading = read(draw(fraction, mark: mark, width: width))
      let cells = Double(width)
      #expect(reading.filled > fraction * cells - 1, "\(fraction) \(mark) \(width)")
      guard reading.column != nil else { continue }
      let error = max(
        reading.mark.lowerBound - mark * cells, mark * cells - reading.mark.upperBound)
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
      for (fraction, mark) in [(0.8, 0.35), (0.1, 0.35), (0, 0.05), (3e-15, 0.9), (0.51, 0.53)] {
        let buffer = draw(fraction, mark: mark, depth: depth)
        let column = read(buffer, hasColours: depth != .monochrome).column ?? -1
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
      let width = Meter.leastMarked + random.next(20)
      let scale = random.next(2) == 0 ? 1.0 : 0.1
      let (fraction, mark) = (random.real(0...1) * scale, random.real(0...1) * scale)
      let glyphs = random.pick(GlyphSet.allCases)
      let reading = read(draw(fraction, mark: mark, width: width, glyphs: glyphs))
      let isEqual = abs(mark - fraction) * Double(width) <= 0.125
      guard let column = reading.column else {
        #expect(reading.filled <= 1 || isEqual, "only a bar of a cell has none")
        continue
      }
      #expect(abs(Double(column) - mark * Double(width)) <= 2.5)
      guard reading.filled > 0, !isEqual else { continue }
      #expect(
        mark < fraction
          ? reading.mark.upperBound <= reading.filled
          : reading.mark.lowerBound >= reading.filled)
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
