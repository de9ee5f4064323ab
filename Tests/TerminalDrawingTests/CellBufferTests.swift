import TestSupport
import Testing

@testable import TerminalDrawing

@Suite struct CellBufferTests {
  @Test(
    "Buffers without room take every write and stay empty",
    arguments: [(0, 0), (0, 1), (1, 0), (-3, 5), (5, -3), (-1, -1)])
  func noRoom(width: Int, height: Int) {
    var buffer = CellBuffer(width: width, height: height)
    buffer.write("text 日本", x: 0, y: 0)
    buffer[0, 0] = Cell("x")
    buffer.fill(Rect(x: -5, y: -5, width: 20, height: 20), with: Cell("#"))
    buffer.restyle(Rect(x: -5, y: -5, width: 20, height: 20)) { $0.attributes = .bold }
    buffer.transliterateToASCII()
    #expect(buffer.cells.isEmpty)
    #expect(buffer.width == max(0, width))
    #expect(buffer.height == max(0, height))
    #expect(buffer.rows == Array(repeating: "", count: max(0, height)))
    #expect(buffer[0, 0] == .blank)
  }

  @Test("A rectangle of cells is copied cell by cell, and no character is left halved")
  func copying() {
    var random = SeededRandom(seed: 4)
    func scribble() -> CellBuffer {
      var buffer = CellBuffer(width: 1 + random.next(12), height: 1 + random.next(5))
      for _ in 0..<12 {
        buffer.write(
          random.pick(["a", "本", "é本b", "日本"]), x: random.next(14) - 1, y: random.next(6))
      }
      return buffer
    }
    /// The character of a cell, unless its other half is elsewhere.
    func glyph(_ buffer: CellBuffer, _ x: Int, _ y: Int, in area: Rect) -> Unicode.Scalar {
      let glyph = buffer[x, y].glyph
      let other = glyph == Cell.continuation ? x - 1 : glyph.terminalColumns == 2 ? x + 1 : x
      return area.contains(other, y) ? glyph : " "
    }
    for _ in 0..<300 {
      let source = scribble()
      let area = Rect(
        x: random.next(16) - 3, y: random.next(8) - 2, width: random.next(14),
        height: random.next(6))
      let part = source.cells(in: area)
      expectPairs(part)
      #expect(part.width == area.width && part.height == area.height)
      for y in 0..<part.height {
        for x in 0..<part.width {
          let (column, row) = (area.x + x, area.y + y)
          #expect(part[x, y].glyph == glyph(source, column, row, in: area))
        }
      }
      let before = scribble()
      var target = before
      let (x, y) = (random.next(16) - 4, random.next(8) - 2)
      target.write(part, x: x, y: y)
      expectPairs(target)
      let place = Rect(x: x, y: y, width: part.width, height: part.height)
        .intersection(target.bounds)
      for row in 0..<target.height {
        for column in 0..<target.width where place.contains(column, row) {
          let inPart = place.moved(right: -x, down: -y)
          #expect(target[column, row].glyph == glyph(part, column - x, row - y, in: inPart))
        }
        for column in 0..<target.width
        where !place.contains(column, row) && !place.contains(column - 1, row)
          && !place.contains(column + 1, row)
        {
          #expect(target[column, row] == before[column, row])
        }
      }
    }
  }

  @Test("Text is clipped at both sides, and rows outside take nothing")
  func clipping() {
    var buffer = CellBuffer(width: 4, height: 2)
    #expect(buffer.write("abcdef", x: -2, y: 0) == 4)
    #expect(buffer.write("abcdef", x: 2, y: 1) == 4)
    buffer.write("never", x: 0, y: 2)
    buffer.write("never", x: 0, y: -1)
    buffer.write("never", x: 9, y: 0)
    #expect(buffer.rows == ["cdef", "  ab"])
  }

  @Test("Extreme columns and limits neither trap nor draw")
  func extremes() {
    var buffer = CellBuffer(width: 3, height: 1)
    for x in [Int.min, Int.min + 1, -1000, 1000, Int.max - 20] {
      for limit in [Int.min, -1, 0, 1, Int.max] { buffer.write("ab", x: x, y: 0, limit: limit) }
    }
    buffer.write("ab", x: 0, y: 0, limit: 0)
    buffer.write("ab", x: 0, y: 0, limit: -7)
    #expect(buffer.rows == ["   "])
  }

  @Test("A limit counts columns from where the text starts, even left of the buffer")
  func limit() {
    var buffer = CellBuffer(width: 6, height: 2)
    #expect(buffer.write("abcdef", x: 1, y: 0, limit: 3) == 4)
    buffer.write("abcdef", x: -2, y: 1, limit: 3)
    #expect(buffer.rows == [" abc  ", "c     "])
  }

  @Test("A wide character takes two cells, the right one a continuation")
  func wide() {
    var buffer = CellBuffer(width: 5, height: 1)
    #expect(buffer.write("日a", x: 1, y: 0) == 4)
    #expect(buffer[1, 0].glyph == "日")
    #expect(buffer[2, 0].glyph == Cell.continuation)
    #expect(buffer.rows == [" 日a "])
  }

  @Test("A wide character that would be cut in half becomes a space on either side")
  func wideAtEdges() {
    var buffer = CellBuffer(width: 3, height: 2, fill: Cell("."))
    buffer.write("ab日", x: 0, y: 0)
    buffer.write("日b", x: -1, y: 1)
    #expect(buffer.rows == ["ab ", " b."])
    var limited = CellBuffer(width: 6, height: 1, fill: Cell("."))
    limited.write("日本", x: 0, y: 0, limit: 3)
    #expect(limited.rows == ["日 ..."])
    expectPairs(buffer)
  }

  @Test("Overwriting one half of a wide character leaves a space for the other")
  func halves() {
    var buffer = CellBuffer(width: 6, height: 4)
    for y in 0..<4 { buffer.write("日本語", x: 0, y: y) }
    buffer.write("a", x: 0, y: 0)  // left half
    buffer.write("b", x: 3, y: 1)  // right half
    buffer.write("火", x: 1, y: 2)  // one right half and one left half
    buffer.fill(Rect(x: 1, y: 3, width: 4, height: 1), with: Cell("#"))
    #expect(buffer.rows == ["a 本語", "日 b語", " 火 語", " #### "])
    expectPairs(buffer)
  }

  @Test("Control characters and combining marks are left out")
  func invisible() {
    var buffer = CellBuffer(width: 8, height: 1)
    buffer.write("a\u{0}\u{1B}[\u{7F}\u{9B}e\u{301}\u{FE0F}z", x: 0, y: 0)
    #expect(buffer.rows == ["a[ez    "])
  }

  @Test("Format controls are written out, and count as what they look like")
  func formatControls() {
    let text = "a\u{202E}b\u{AD}\u{200D}\u{2028}z"
    let shown = #"a\u{202E}b\u{AD}\u{200D}\u{2028}z"#
    var buffer = CellBuffer(width: 33, height: 1)
    #expect(buffer.write(text, x: 0, y: 0) == text.terminalColumns)
    #expect(buffer.rows == [shown])
    #expect(text.withFormatsWrittenOut == shown && text.terminalColumns == 33)
    #expect(text.truncated(toColumns: 5) == #"a\u{…"#)
    // Text without them stays as it is, line ends and marks as well.
    for text in ["", "a\nb\t", "e\u{301}", "日本", "🇩🇪", "\u{FE0F}", "…→"] {
      #expect(text.withFormatsWrittenOut == text)
    }
  }

  @Test("Format controls are what Unicode says they are")
  func formatControlsOfUnicode() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let category = scalar.properties.generalCategory
      let isControl = [.format, .lineSeparator, .paragraphSeparator].contains(category)
      if scalar.isFormatControl != isControl { Issue.record("\(scalar.writtenOut)") }
      let takesNone =
        isControl || [.nonspacingMark, .enclosingMark, .control].contains(category)
      if takesNone, scalar.terminalColumns != 0 { Issue.record("\(scalar.writtenOut)") }
    }
  }

  @Test("Random writes keep every continuation right of its character")
  func randomWrites() {
    var random = SeededRandom(seed: 11)
    let texts = ["a", "日", "日本語", "x日y", "🦉", "e\u{301}日", "   ", "한국"]
    for _ in 0..<500 {
      var buffer = CellBuffer(width: random.next(9), height: random.next(3))
      for _ in 0..<20 {
        let (x, y) = (random.next(14) - 4, random.next(5) - 1)
        switch random.next(4) {
        case 0: buffer[x, y] = Cell("+")
        case 1:
          buffer.fill(
            Rect(x: x, y: y, width: random.next(6), height: random.next(3)), with: Cell("#"))
        default:
          buffer.write(
            texts[random.next(texts.count)], x: x, y: y, limit: random.next(2) == 0 ? 3 : .max)
        }
      }
      expectPairs(buffer)
      for row in buffer.rows { #expect(row.terminalColumns == buffer.width) }
      var plain = buffer
      plain.transliterateToASCII()
      #expect(plain.rows.allSatisfy { $0.utf8.count == buffer.width })
      #expect(plain.rows.allSatisfy { $0.unicodeScalars.allSatisfy { $0.isASCII } })
    }
  }

  @Test("Restyling changes styles and leaves characters")
  func restyle() {
    var buffer = CellBuffer(width: 3, height: 2)
    buffer.write("abc", x: 0, y: 0)
    buffer.restyle(Rect(x: 1, y: -4, width: 1, height: 9)) { $0.attributes = .reverse }
    #expect(buffer.rows == ["abc", "   "])
    #expect(
      buffer.cells.map { $0.style.attributes == .reverse } == [
        false, true, false, false, true, false,
      ])
  }
}

/// Every continuation cell stands right of a two-column character, and every such character has one.
func expectPairs(_ buffer: CellBuffer, sourceLocation: SourceLocation = #_sourceLocation) {
  for y in 0..<buffer.height {
    for x in 0..<buffer.width {
      let glyph = buffer[x, y].glyph
      let isPaired = x > 0 && buffer[x - 1, y].glyph.terminalColumns == 2
      if (glyph == Cell.continuation) != isPaired {
        Issue.record("half a character at \(x), \(y)", sourceLocation: sourceLocation)
      }
      if glyph.terminalColumns == 2, x + 1 == buffer.width {
        Issue.record("a wide character hangs over at row \(y)", sourceLocation: sourceLocation)
      }
    }
  }
}

@Suite struct FullBlockTests {
  @Test("Full blocks become backgrounds of their colour; all else stays")
  func filling() {
    let style = Style(foreground: .indexed(74), background: .indexed(233), attributes: .bold)
    var buffer = CellBuffer(width: 4, height: 1)
    buffer[0, 0] = Cell("█", style)
    buffer[1, 0] = Cell("▉", style)
    buffer[2, 0] = Cell("█")
    let before = buffer
    buffer.fillFullBlocks()
    #expect(
      buffer[0, 0] == Cell(" ", Style(foreground: .indexed(74), background: .indexed(74))))
    #expect((1..<4).allSatisfy { buffer[$0, 0] == before[$0, 0] }, "the user's colour is unknown")
  }
}
