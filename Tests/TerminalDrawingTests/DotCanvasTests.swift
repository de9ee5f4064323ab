import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct DotCanvasTests {
  /// Dot numbers of the Unicode standard (section 21.1): dot n is bit n − 1 of the code point;
  /// 1 2 3 7 run down the left column, 4 5 6 8 down the right one.
  @Test("Each Braille dot sets the bit that the Unicode standard numbers it by")
  func brailleBits() {
    let numbers = [[1, 4], [2, 5], [3, 6], [7, 8]]
    for row in 0..<4 {
      for column in 0..<2 {
        var canvas = DotCanvas(width: 1, height: 1, glyphs: .braille)
        let spot = (x: (Double(column) + 0.5) / 2, y: (Double(row) + 0.5) / 4)
        canvas.line(from: spot, to: spot, color: .terminal, layer: 0)
        let expected = Unicode.Scalar(0x2800 + (1 << UInt32(numbers[row][column] - 1)))
        #expect(picture(canvas)[0].unicodeScalars.first == expected)
      }
    }
  }

  @Test("Half blocks and ASCII show the same line as coarser dots")
  func coarseGlyphs() {
    func diagonal(_ glyphs: GlyphSet, layer: UInt8) -> [String] {
      var canvas = DotCanvas(width: 4, height: 2, glyphs: glyphs)
      canvas.line(from: (0, 0), to: (3.99, 1.99), color: .terminal, layer: layer)
      return picture(canvas)
    }
    #expect(diagonal(.braille, layer: 0) == ["⠑⢄  ", "  ⠑⢄"])
    #expect(diagonal(.blocks, layer: 0) == ["▀▄  ", "  ▀▄"])
    #expect(diagonal(.ascii, layer: 1) == ["..  ", "  .."])
    #expect(diagonal(.ascii, layer: 2) == ["**  ", "  **"])
    var full = DotCanvas(width: 1, height: 1, glyphs: .blocks)
    full.line(from: (0.5, 0), to: (0.5, 1), color: .terminal, layer: 0)
    #expect(picture(full) == ["█"])
  }

  @Test("Cells without dots stay as they were, and dots keep the background")
  func blanks() {
    var buffer = CellBuffer(width: 3, height: 1)
    buffer.write("abc", x: 0, y: 0, style: Style(background: .indexed(7), attributes: .bold))
    var canvas = DotCanvas(width: 3, height: 1, glyphs: .braille)
    canvas.line(from: (1, 0), to: (1, 0), color: .indexed(3), layer: 0)
    canvas.draw(into: &buffer, x: 0, y: 0)
    #expect(buffer.rows == ["a⠁c"])
    #expect(buffer[1, 0].style == Style(foreground: .indexed(3), background: .indexed(7)))
    canvas.draw(into: &buffer, x: -1, y: 5)
    #expect(buffer.rows == ["a⠁c"])
  }

  @Test("The highest layer colours a cell, the latest line within a layer")
  func layers() {
    func color(_ lines: [(UInt8, UInt8)]) -> Color {
      var canvas = DotCanvas(width: 1, height: 1, glyphs: .braille)
      for (layer, color) in lines {
        canvas.line(from: (0, 0), to: (0.9, 0.9), color: .indexed(color), layer: layer)
      }
      var buffer = CellBuffer(width: 1, height: 1)
      canvas.draw(into: &buffer, x: 0, y: 0)
      return buffer[0, 0].style.foreground
    }
    #expect(color([(0, 1), (2, 2), (1, 3)]) == .indexed(2))
    #expect(color([(1, 1), (1, 2)]) == .indexed(2))
    #expect(color([(2, 1), (0, 2)]) == .indexed(1))
  }

  @Test("A solid line has one dot for each step of its longer axis, each touching the next")
  func connected() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<300 {
      let a = (x: random.real(0...9.99), y: random.real(0...5.99))
      let b = (x: random.real(0...9.99), y: random.real(0...5.99))
      let dots = dots(from: a, to: b, width: 10, height: 6)
      let (ax, ay) = (Int(a.x * 2), Int(a.y * 4))
      let (bx, by) = (Int(b.x * 2), Int(b.y * 4))
      let steps = max(abs(bx - ax), abs(by - ay))
      #expect(dots.count == steps + 1)
      #expect(dots.contains(Dot(x: ax, y: ay)) && dots.contains(Dot(x: bx, y: by)))
      // Never more than half a dot off the ideal line through the dots of its ends, measured along
      // the shorter axis.
      for dot in dots where steps > 0 {
        let isSteep = abs(by - ay) > abs(bx - ax)
        let along = Double(isSteep ? dot.y - ay : dot.x - ax)
        let length = Double(isSteep ? by - ay : bx - ax)
        let across = isSteep ? dot.x - ax : dot.y - ay
        let rise = Double(isSteep ? bx - ax : by - ay)
        #expect(abs(Double(across) - along / length * rise) <= 0.5)
      }
    }
  }

  @Test("Drawn backwards, a line moves by at most a dot where it passes between two")
  func symmetric() {
    var random = SeededRandom(seed: 6)
    for _ in 0..<200 {
      let a = (x: random.real(0...9.99), y: random.real(0...5.99))
      let b = (x: random.real(0...9.99), y: random.real(0...5.99))
      let there = dots(from: a, to: b, width: 10, height: 6)
      let back = dots(from: b, to: a, width: 10, height: 6)
      #expect(isWithinOneDot(there, of: back) && isWithinOneDot(back, of: there))
    }
  }

  @Test("Clipping shows the part of the whole line that lies inside, within a dot")
  func clipping() {
    var random = SeededRandom(seed: 7)
    let (margin, width, height) = (12, 9, 5)
    for _ in 0..<400 {
      let a = (x: random.real(-12...21), y: random.real(-12...17))
      let b = (x: random.real(-12...21), y: random.real(-12...17))
      let clipped = dots(from: a, to: b, width: width, height: height)
      let shift = Double(margin)
      let whole = dots(
        from: (a.x + shift, a.y + shift), to: (b.x + shift, b.y + shift),
        width: width + 2 * margin + 1, height: height + 2 * margin + 1
      ).map { Dot(x: $0.x - 2 * margin, y: $0.y - 4 * margin) }
      let inside = Set(
        whole.filter { (0..<(2 * width)).contains($0.x) && (0..<(4 * height)).contains($0.y) })
      // A line that only grazes the canvas may show its corner dot in one and not the other.
      let core = inside.filter {
        (1..<(2 * width - 1)).contains($0.x) && (1..<(4 * height - 1)).contains($0.y)
      }
      #expect(isWithinOneDot(clipped, of: Set(whole)))
      #expect(isWithinOneDot(core, of: clipped))
    }
  }

  @Test("Ends far away are clipped like near ones, and take no longer")
  func farAway() {
    for scale in [1e3, 1e6, 1e9, 1e12, 1e15] {
      let dots = dots(
        from: (5 - scale, 3 - scale / 2), to: (5 + scale, 3 + scale / 2), width: 10, height: 6)
      // Through the middle with a slope of one dot a dot: 20 columns.
      #expect(dots.count >= 19 && dots.count <= 24, "\(scale)")
    }
    for end in [1e18, 1e100, 1e300, -1e300, Double.greatestFiniteMagnitude] {
      _ = dots(from: (5, 3), to: (end, end / 3), width: 10, height: 6)
      _ = dots(from: (-end, end), to: (5, 3), width: 10, height: 6)
      _ = dots(from: (-end, -end), to: (end, end), width: 10, height: 6)
      #expect(dots(from: (end, 1), to: (end, 2), width: 10, height: 6).isEmpty)
    }
    #expect(dots(from: (5, 3), to: (1e100, 3), width: 10, height: 6).count == 10)
    #expect(dots(from: (-1e100, 3), to: (5, 3), width: 10, height: 6).count == 11)
  }

  @Test("Ends that are no numbers draw nothing")
  func notNumbers() {
    for bad in [Double.nan, .infinity, -.infinity, .signalingNaN] {
      #expect(dots(from: (bad, 1), to: (2, 2), width: 4, height: 4).isEmpty)
      #expect(dots(from: (1, 1), to: (2, bad), width: 4, height: 4).isEmpty)
      #expect(dots(from: (bad, bad), to: (bad, bad), width: 4, height: 4).isEmpty)
    }
  }

  @Test("A point on the far border belongs to the last dot, beyond it to none")
  func borders() {
    #expect(dots(from: (4, 4), to: (4, 4), width: 4, height: 4) == [Dot(x: 7, y: 15)])
    #expect(dots(from: (4.01, 4), to: (4.01, 4), width: 4, height: 4).isEmpty)
    #expect(dots(from: (-0.01, 0), to: (-0.01, 0), width: 4, height: 4).isEmpty)
  }

  @Test("A period thins the line, and none below one stops it", arguments: [-1, 0, 1, 2, 3, 7])
  func period(period: Int) {
    var canvas = DotCanvas(width: 10, height: 1, glyphs: .braille)
    canvas.line(from: (0, 0), to: (9.9, 0), color: .terminal, layer: 0, period: period)
    let step = max(1, period)
    #expect(dots(of: canvas) == Set(stride(from: 0, to: 20, by: step).map { Dot(x: $0, y: 0) }))
  }

  @Test(
    "A canvas without room takes lines and draws nothing",
    arguments: [(0, 0), (0, 1), (1, 0), (-2, 3)])
  func noRoom(width: Int, height: Int) {
    for glyphs in GlyphSet.allCases {
      var canvas = DotCanvas(width: width, height: height, glyphs: glyphs)
      canvas.line(from: (-5, -5), to: (5, 5), color: .terminal, layer: 0)
      var buffer = CellBuffer(width: 2, height: 2)
      canvas.draw(into: &buffer, x: 0, y: 0)
      #expect(buffer.rows == ["  ", "  "])
    }
  }

  // MARK: Reading dots back

  private struct Dot: Hashable {
    var x: Int
    var y: Int
  }

  private func picture(_ canvas: DotCanvas) -> [String] {
    var buffer = CellBuffer(width: canvas.width, height: canvas.height)
    canvas.draw(into: &buffer, x: 0, y: 0)
    return buffer.rows
  }

  /// The dots set, read back from the Braille characters.
  private func dots(of canvas: DotCanvas) -> Set<Dot> {
    let numbers = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    var dots = Set<Dot>()
    for (row, line) in picture(canvas).enumerated() {
      for (column, scalar) in line.unicodeScalars.enumerated() where scalar != " " {
        for (bit, place) in numbers.enumerated() where (scalar.value >> UInt32(bit)) & 1 == 1 {
          dots.insert(Dot(x: 2 * column + place.0, y: 4 * row + place.1))
        }
      }
    }
    return dots
  }

  private func dots(
    from a: (x: Double, y: Double), to b: (x: Double, y: Double), width: Int, height: Int
  ) -> Set<Dot> {
    var canvas = DotCanvas(width: width, height: height, glyphs: .braille)
    canvas.line(from: a, to: b, color: .terminal, layer: 0)
    return dots(of: canvas)
  }

  private func isWithinOneDot(_ dots: Set<Dot>, of others: Set<Dot>) -> Bool {
    dots.allSatisfy { dot in
      (-1...1).contains { dx in
        (-1...1).contains { dy in others.contains(Dot(x: dot.x + dx, y: dot.y + dy)) }
      }
    }
  }
}
