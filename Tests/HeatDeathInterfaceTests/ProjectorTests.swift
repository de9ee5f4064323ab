import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// The screen for a lecture room.
@Suite struct ProjectorTests {
  /// The rows of a text in large figures, as a part of the screen has them.
  private static func figures(_ text: String) -> [String] {
    let digits = LargeDigits(text, symbols: Symbols(.braille))
    var buffer = CellBuffer(width: digits.columns, height: 3, fill: Cell(" ", Style()))
    digits.draw(
      into: &buffer, in: Rect(x: 0, y: 0, width: digits.columns, height: 3), style: Style(),
      symbols: Symbols(.braille))
    // Full blocks are blanks on their colour.
    return buffer.rows.map { String($0.map { $0 == "█" ? " " : $0 }) }
  }

  /// Whether figures stand somewhere on a screen.
  private static func has(_ text: String, in buffer: CellBuffer) -> Bool {
    let figures = figures(text).map(Array.init)
    let rows = buffer.rows.map(Array.init)
    guard let width = figures.first?.count else { return false }
    return (0...max(0, rows.count - 3)).contains { y in
      (0...max(0, buffer.width - width)).contains { x in
        figures.indices.allSatisfy { row in
          rows[y + row].count >= x + width
            && Array(rows[y + row][x..<(x + width)]) == figures[row]
        }
      }
    }
  }

  @Test("p shows T, k and every share in figures three rows tall, and p goes back")
  func run() throws {
    for (width, height) in [(80, 24), (97, 31), (120, 40), (200, 60)] {
      var fixture = try Fixture(counts: [50, 30, 20], temperature: 0.8)
      let before = fixture.screen(width: width, height: height, colors: .direct)
      try fixture.press(.character("p"))
      let buffer = fixture.screen(width: width, height: height, colors: .direct)
      for text in ["T 0.80", "k 100", "50%", "30%", "20%"] {
        #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
        #expect(!Self.has(text, in: before))
      }
      #expect(buffer.rows.joined().contains("mode collapse"))
      try fixture.press(.character("0"))
      #expect(Self.has("T 1.00", in: fixture.screen(width: width, height: height, colors: .direct)))
      try fixture.press(.character("p"))
      #expect(!Self.has("T 1.00", in: fixture.screen(width: width, height: height)))
    }
  }

  @Test("Every view has it: comparison, crowd and map")
  func views() throws {
    for (key, texts) in [
      ("c", ["T 0.80", "T 1.00", "T 1.50"]), ("e", ["T 0.80", "k 100"]), ("d", ["T 0.80", "0%"]),
    ] as [(Unicode.Scalar, [String])] {
      var fixture = try Fixture(counts: [50, 30, 20], temperature: 0.8)
      try fixture.press(.character(key), .character("p"))
      let buffer = fixture.screen(width: 120, height: 40, colors: .direct)
      for text in texts { #expect(Self.has(text, in: buffer), "\(text) after \(key)") }
    }
  }

  @Test("Whatever the view, size, glyphs and number of categories, it draws", arguments: 2...8)
  func sizes(categories: Int) throws {
    for (key, glyphs) in [("", .braille), ("c", .ascii), ("e", .blocks), ("d", .braille)]
      as [(String, GlyphSet)]
    {
      var fixture = try Fixture(
        counts: (1...categories).map { Int64($0) }, temperature: 0.8, glyphs: glyphs)
      for scalar in key.unicodeScalars { try fixture.press(.character(scalar)) }
      try fixture.press(.character("p"))
      for (width, height) in [
        (0, 0), (1, 1), (20, 5), (59, 18), (60, 18), (66, 20), (80, 24), (300, 20), (30, 70),
        (200, 60),
      ] {
        let buffer = fixture.screen(width: width, height: height)
        #expect(buffer.width == width && buffer.height == height)
        if glyphs == .ascii {
          #expect(buffer.rows.joined().unicodeScalars.allSatisfy { $0.isASCII })
        }
      }
    }
  }

  @Test("Shares in whole percent are never rounded to none or all, and sizes keep a figure")
  func numbers() {
    let format = NumberFormat(symbols: Symbols(.braille))
    for (share, text) in [
      (0, "0%"), (1e-9, "<1%"), (0.004, "<1%"), (0.006, "1%"), (0.5, "50%"), (0.994, "99%"),
      (0.996, ">99%"), (1 - 1e-15, ">99%"), (1, "100%"),
    ] {
      #expect(format.wholePercent(share) == text)
    }
    for (count, text) in [
      (10, "10"), (99_999, "99999"), (100_000, "10^5"), (2_400_000, "2×10^6"),
      (960_000, "10^6"), (1_000_000_000_000_000_000, "10^18"),
      (4_000_000_000_000_000_000, "4×10^18"),
    ] as [(Int64, String)] {
      #expect(format.roundCount(count) == text)
    }
  }
}
