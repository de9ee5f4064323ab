import TerminalDrawing
import TestSupport
import Testing

@testable import NcursesBackend

extension ScreenTests {
  @Suite struct Anchors {
    /// How wide a terminal draws characters that the C library gives one column, or two.
    private static let opinions: [@Sendable (Unicode.Scalar) -> Int] = [
      { max(1, $0.terminalColumns) },
      { $0.properties.generalCategory == .spacingMark ? 0 : max(1, $0.terminalColumns) },
      { (0x1F1E6...0x1F1FF).contains($0.value) ? 2 : max(1, $0.terminalColumns) },
      { $0.properties.isEmoji && !$0.isASCII ? 1 : max(1, $0.terminalColumns) },
    ]

    @Test("Nothing shifts behind a character whose width is disputed", arguments: 0..<4)
    func nothingShifts(opinion: Int) throws {
      let rows = ["का|नि|x", "🇩🇪|🇫🇷|x", "🙂|👩💻|x", "plain|x"]
      let fixture = try ScreenFixture(
        width: 30, height: 4, columns: Self.opinions[opinion])
      var random = SeededRandom(seed: 3)
      for _ in 0..<60 {
        let offsets = rows.map { _ in random.next(12) }
        var buffer = CellBuffer(width: 30, height: 4, fill: Cell(random.pick([" ", "."])))
        for (y, row) in rows.enumerated() { buffer.write(row, x: offsets[y], y: y) }
        // One that is drawn wider than its place covers what stands there until that is drawn.
        if opinion == 2 { fixture.terminal.redrawEverything() }
        fixture.show(buffer)
        // The bars and what follows them stand where the buffer has them.
        for y in 0..<4 {
          for x in 0..<30 where "|x.".unicodeScalars.contains(buffer[x, y].glyph) {
            #expect(fixture.shown.cells[y * 30 + x].glyph == buffer[x, y].glyph, "\(x), \(y)")
          }
        }
      }
    }

    @Test("The move is absolute, behind the character, and no mark is sent")
    func theMoveIsAbsolute() throws {
      let fixture = try ScreenFixture(width: 20, height: 2)
      let bytes = fixture.show(CellBuffer(width: 20, height: 2, rows: ["ab", "a🇩b"]))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("a \u{1B}[2;2H🇩\u{1B}[2;3Hb"), "\(text.debugDescription)")
      #expect(!text.unicodeScalars.contains { (0xE0100...0xE01EF).contains($0.value) })
    }
  }
}
