import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// The rung of blocks, which the Linux console is drawn on.
@Suite struct ConsoleTests {
  private static let characters = Set(CodePage437.characters.unicodeScalars)

  /// What `buffer` shows that the console's font lacks.
  private func missing(from buffer: CellBuffer) -> Set<Unicode.Scalar> {
    Set(buffer.cells.map(\.glyph))
      .filter { !(0x20..<0x7F).contains($0.value) && !Self.characters.contains($0) }
  }

  @Test("The table of blocks is in the console's font")
  func theTableOfBlocksIsInTheFont() {
    let symbols = Symbols(.blocks).repertoire
    #expect(symbols.filter { !$0.isASCII && !Self.characters.contains($0) } == [])
  }

  @Test("Every screen on the rung of blocks is in the console's font", arguments: 2...8)
  func everyScreenIsInTheFont(categories: Int) throws {
    let keys: [[Key]] = [
      [], [.character("?")], [.character("i")], [.character("x")], [.character("n")],
      [.character("z")], [.character("l"), .character("k")], [.character("c")], [.character(" ")],
      [.character("v")], [.character("v"), .character("v")], [.character("o")],
    ]
    for temperature in [0.01, 1, 1.5, .infinity] {
      var fixture = try Fixture(
        counts: (1...Int64(categories)).map { 1_000_000 * $0 }, temperature: temperature,
        glyphs: .blocks)
      fixture.observe(at: 0)
      fixture.advance(by: 1_000)
      fixture.observe(at: 10)
      for keys in keys {
        var fixture = fixture
        for key in keys { try fixture.press(key) }
        for (width, height) in [(20, 5), (40, 12), (80, 24), (120, 40), (200, 60)] {
          #expect(
            missing(from: fixture.screen(width: width, height: height)) == [],
            "\(width)×\(height), T = \(temperature), after \(keys)")
        }
      }
    }
  }
}
