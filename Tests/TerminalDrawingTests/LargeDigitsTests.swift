import Testing

@testable import TerminalDrawing

@Suite struct LargeDigitsTests {
  private func draw(
    _ text: String, _ glyphs: GlyphSet, width: Int? = nil, height: Int = LargeDigits.height
  ) -> [String] {
    let symbols = Symbols(glyphs)
    let digits = LargeDigits(text, symbols: symbols)
    var buffer = CellBuffer(width: width ?? digits.columns, height: height)
    digits.draw(into: &buffer, in: buffer.bounds, style: .plain, symbols: symbols)
    return buffer.rows
  }

  @Test("Figures are three rows of half blocks, or of ASCII lines")
  func figures() {
    let blocks = ["▀█▀ ▄▄▄ █▀█   █▀█ █▀█", " █  ▄▄▄ █ █   █▀█ █ █", " ▀      ▀▀▀ ▀ ▀▀▀ ▀▀▀"]
    #expect(draw("T=0.80", .blocks) == blocks)
    #expect(draw("T=0.80", .braille) == blocks)
    #expect(
      draw("T=0.80", .ascii) == [
        "___      _     _   _ ", " |  === | |   |_| | |", " |      |_| . |_| |_|",
      ])
    #expect(
      draw("0123456789", .blocks) == [
        "█▀█ ▄█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█", "█ █  █  █▀▀  ▀█ ▀▀█ ▀▀█ █▀█   █ █▀█ ▀▀█",
        "▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀",
      ])
    #expect(draw("-1,5", .blocks) == draw("−1,5", .blocks))
  }

  @Test(
    "Every figure of a font differs from all others and is as tall", arguments: GlyphSet.allCases)
  func distinct(glyphs: GlyphSet) {
    let wanted = Set("0123456789.,%=<>−+×→Tk^e ".unicodeScalars)
    #expect(LargeDigits.repertoire == wanted)
    var seen: [[String]: Unicode.Scalar] = [:]
    for scalar in wanted {
      let text = String(Character(scalar))
      let digits = LargeDigits(text, symbols: Symbols(glyphs))
      let rows = draw(text, glyphs)
      #expect(digits.columns >= 1 && digits.columns <= 5)
      #expect(rows.allSatisfy { $0.terminalColumns == digits.columns })
      if glyphs == .ascii { #expect(rows.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } }) }
      // Blanks at the ends tell nothing apart.
      let trimmed = draw(" " + text + " ", glyphs).map { row in
        String(row.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      #expect(scalar == " " || trimmed.contains { !$0.isEmpty })
      if let other = seen[rows] { Issue.record("\(scalar) looks like \(other)") }
      seen[rows] = scalar
    }
  }

  @Test("Other characters stand at their usual size, formats written out")
  func others() {
    #expect(draw("λ0", .blocks) == ["  █▀█", "λ █ █", "  ▀▀▀"])
    #expect(draw("日0", .blocks) == ["   █▀█", "日 █ █", "   ▀▀▀"])
    #expect(!draw("\u{202E}0", .blocks).joined().unicodeScalars.contains("\u{202E}"))
    #expect(LargeDigits("", symbols: Symbols(.blocks)).columns == 0)
  }

  @Test("A word whose letters have no figures is written at the usual size as a whole")
  func words() {
    for (text, isWord) in [
      ("greedy", true), ("tilt 0.5", true), ("T 0.80", false), ("k 10^6", false), ("λ0", false),
      ("T ∞", false), ("<1%", false),
    ] {
      let digits = LargeDigits(text, symbols: Symbols(.blocks))
      #expect(digits.isWord == isWord, "\(text)")
      #expect((digits.columns == text.count) == isWord)
    }
    #expect(draw("greedy", .blocks) == ["", "greedy", ""].map { padded($0, 6) })
  }

  @Test("Where they do not fit, the text stands there as usual, cut with a mark")
  func noRoom() {
    #expect(draw("T=0.80", .blocks, width: 20) == ["", "T=0.80", ""].map { padded($0, 20) })
    #expect(draw("T=0.80", .blocks, width: 4) == ["", "T=0~", ""].map { padded($0, 4) })
    #expect(draw("T=0.80", .blocks, width: 40, height: 2)[0] == padded("T=0.80", 40))
    #expect(draw("1", .blocks, width: 5, height: 7)[2] == "▄█   ")
    #expect(draw("T=0.80", .blocks, width: 0, height: 3) == ["", "", ""])
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }
}
