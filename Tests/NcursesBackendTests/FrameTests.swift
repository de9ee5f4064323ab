import TerminalDrawing
import Testing

@testable import NcursesBackend

extension ScreenTests {
  @Suite struct Frames {
    @Test func aFrameIsOneWriteInsideBrackets() throws {
      let fixture = try ScreenFixture()
      for text in ["first", "second"] {
        let before = fixture.terminal.writes
        let bytes = fixture.show(CellBuffer(width: 80, height: 24, rows: [text, "", text]))
        #expect(fixture.terminal.writes == before + 1)
        let sent = String(decoding: bytes, as: UTF8.self)
        #expect(sent.hasPrefix("\u{1B}[?2026h"))
        #expect(sent.hasSuffix("\u{1B}[?2026l"))
        #expect(fixture.shown.rows[2].hasPrefix(text))
      }
      #expect(fixture.shown.frames == 2)
      #expect(fixture.shown.unknown == [])
    }

    @Test func withoutSynchronizedOutputThereAreNoBrackets() throws {
      let fixture = try ScreenFixture(TerminalConfiguration(synchronizedOutput: false))
      fixture.show(CellBuffer(width: 80, height: 24, rows: ["text"]))
      #expect(fixture.shown.frames == 0)
      #expect(fixture.shown.rows[0].hasPrefix("text"))
      fixture.terminal.stop()
      let ending = String(decoding: fixture.pseudoTerminal.rest(), as: UTF8.self)
      #expect(ending.contains("[?1049l"))
      #expect(!ending.contains("2026"))
    }

    @Test func nothingIsSentBeforeTheFirstFrameNorForAnUnchangedOne() throws {
      let fixture = try ScreenFixture()
      #expect(fixture.terminal.bytesWritten == 0)
      let buffer = CellBuffer(width: 80, height: 24, rows: ["text"])
      fixture.show(buffer)
      #expect(fixture.show(buffer) == [])
    }

    @Test func aChangedCellCostsAFewBytes() throws {
      let fixture = try ScreenFixture()
      var buffer = CellBuffer(width: 80, height: 24, rows: ["text"])
      fixture.show(buffer)
      buffer[40, 12] = Cell("x")
      let bytes = fixture.show(buffer)
      // Two brackets of eight bytes, `CSI 13;41 H` and the character.
      #expect(bytes.count <= 8 + 8 + 8 + 1)
      #expect(
        fixture.shown.rows[12] == String(repeating: " ", count: 40) + "x"
          + String(repeating: " ", count: 39))
    }

    @Test(arguments: [(1, 1), (2, 1), (1, 5), (20, 5), (80, 24), (130, 7)])
    func differencesAddUpToTheWholePicture(width: Int, height: Int) throws {
      var generator = SplitMix64(state: UInt64(1000 * width + height))
      let fixture = try ScreenFixture(width: width, height: height)
      var buffer = CellBuffer(width: width, height: height)
      for frame in 0..<60 {
        for _ in 0..<Int.random(in: 0..<20, using: &generator) {
          buffer.scribble(using: &generator)
        }
        fixture.show(buffer)
        #expect(fixture.shown.rows == buffer.rows, "frame \(frame)")
      }
      let drawnByDifferences = fixture.shown.cells.map(\.seen)
      fixture.terminal.redrawEverything()
      fixture.show(buffer)
      #expect(fixture.shown.cells.map(\.seen) == drawnByDifferences)
      #expect(fixture.shown.unknown == [])
    }

    @Test func twoColumnCharactersMayBeOverwrittenByHalves() throws {
      let fixture = try ScreenFixture(width: 6, height: 1)
      for row in ["日本語", "a本bc ", "日 日 ", " 日本 ", "日本語", "ab日cd", "      "] {
        fixture.show(CellBuffer(width: 6, height: 1, rows: [row]))
        #expect(fixture.shown.rows == [row])
      }
    }

    @Test func whatTheTerminalCannotPrintBecomesAQuestionMark() throws {
      let fixture = try ScreenFixture(width: 8, height: 1)
      var buffer = CellBuffer(width: 8, height: 1, rows: ["a"])
      buffer[1, 0] = Cell("\u{7}")  // a control
      buffer[2, 0] = Cell("\u{301}")  // a combining mark
      buffer[3, 0] = Cell("\u{1CD00}")  // an octant, which the C library does not know
      buffer[4, 0] = Cell("日")  // a wide character without its right half
      buffer[5, 0] = Cell("b")
      buffer[6, 0] = Cell(Cell.continuation)  // a right half without its character
      buffer[7, 0] = Cell("日")  // at the edge
      fixture.show(buffer)
      #expect(fixture.shown.rows == ["a????b ?"])
    }

    @Test func halfACharacterIsNotLeftBehind() throws {
      let fixture = try ScreenFixture(width: 4, height: 1)
      var buffer = CellBuffer(width: 4, height: 1, rows: ["日本"])
      fixture.show(buffer)
      buffer[1, 0] = Cell("a")
      buffer[2, 0] = Cell("b")
      fixture.show(buffer)
      #expect(fixture.shown.rows == [" ab "])
    }

    @Test func whatOthersLeftBehindIsRepaired() throws {
      let fixture = try ScreenFixture(width: 8, height: 6)
      fixture.interfere("\u{1B}[2;3r\u{1B}[?7l\u{1B}[1;31mleft by others")
      let buffer = CellBuffer(
        width: 8, height: 6, rows: Array(repeating: "12345678", count: 6))
      fixture.show(buffer)
      #expect(fixture.shown.region == 0...5)
      #expect(fixture.shown.modes == VirtualTerminal.screenModes)
      #expect(fixture.shown.rows == buffer.rows)
      #expect(fixture.shown.cells.allSatisfy { $0.style == ScreenStyle() })
      fixture.interfere("\u{1B}[Hsprayed")
      fixture.terminal.redrawEverything()
      fixture.show(buffer)
      #expect(fixture.shown.rows == buffer.rows)
    }

    @Test func aBufferOfAnotherSizeIsCutOrSurroundedWithBlanks() throws {
      let fixture = try ScreenFixture(width: 4, height: 2)
      fixture.show(CellBuffer(width: 9, height: 5, fill: Cell("x")))
      #expect(fixture.shown.rows == ["xxxx", "xxxx"])
      fixture.show(CellBuffer(width: 2, height: 1, fill: Cell("y")))
      #expect(fixture.shown.rows == ["yy  ", "    "])
      fixture.show(CellBuffer(width: 0, height: 0))
      #expect(fixture.shown.rows == ["    ", "    "])
    }

    @Test func attributesAndColoursReachTheCells() throws {
      let fixture = try ScreenFixture(width: 4, height: 1)
      var buffer = CellBuffer(width: 4, height: 1)
      buffer[0, 0] = Cell("a", Style(attributes: [.bold, .underline]))
      buffer[1, 0] = Cell("b", Style(foreground: .indexed(178), attributes: .reverse))
      buffer[2, 0] = Cell("c", Style(foreground: .rgb(255, 0, 0), background: .rgb(8, 8, 8)))
      buffer[3, 0] = Cell("d", Style(background: .indexed(3), attributes: .dim))
      fixture.show(buffer)
      #expect(
        fixture.shown.cells.map(\.style) == [
          ScreenStyle(attributes: [1, 4]),
          ScreenStyle(foreground: "5:178", attributes: [7]),
          ScreenStyle(foreground: "5:196", background: "5:232"),
          ScreenStyle(background: "43", attributes: [2]),
        ])
    }

    @Test func moreStylesThanPairsAreDrawnAndMendedLater() throws {
      // Eight colours have 64 pairs; nine times nine combinations are asked for.
      let fixture = try ScreenFixture(width: 81, height: 1, environment: ["TERM": "xterm"])
      #expect(fixture.terminal.capabilities.colors == .eight)
      var buffer = CellBuffer(width: 81, height: 1)
      let colors = [Color.terminal] + (0..<8).map { .indexed($0) }
      for x in 0..<81 {
        buffer[x, 0] = Cell("x", Style(foreground: colors[x / 9], background: colors[x % 9]))
      }
      fixture.show(buffer)
      #expect(fixture.shown.rows == [String(repeating: "x", count: 81)])
      #expect(Set(fixture.shown.cells.map(\.style)).count == 64)
      // Fewer styles from now on: after some frames every one is right.
      for x in 0..<81 { buffer[x, 0].style.foreground = colors[8] }
      for _ in 0..<400 { fixture.show(buffer) }
      #expect(Set(fixture.shown.cells.map(\.style)).count == 9)
      #expect(fixture.shown.cells.allSatisfy { $0.style.foreground == "37" })
    }
  }
}
