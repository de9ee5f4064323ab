import Foundation
import Testing

@testable import TerminalDrawing

@Suite struct TextTests {
  @Test(
    "Characters take the columns that a terminal gives them",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("ｱ", 1), ("ア", 2), ("한", 2),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("🦉", 2), ("▲", 1), ("■", 1), ("●", 1), ("★", 1),
      ("☆", 1), ("✚", 1), ("⣿", 1), ("█", 1), ("…", 1), ("－", 2), ("\u{0}", 0), ("\u{7F}", 0),
      ("\u{85}", 0), ("\u{AD}", 6), ("\u{200B}", 8), ("\u{202E}", 8), ("\u{FE0F}", 0), ("〿", 1),
    ])
  func columns(text: String, columns: Int) {
    #expect(text.terminalColumns == columns)
  }

  @Test(
    "Text is cut with a mark, never in the middle of a wide character",
    arguments: [
      ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""),
      ("hello", -3, ""), ("", 0, ""), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"),
      ("日本語", 4, "日…"), ("日本語", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
      ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"),
    ])
  func truncation(text: String, columns: Int, expected: String) {
    #expect(text.truncated(toColumns: columns) == expected)
    #expect(text.truncated(toColumns: columns).terminalColumns <= max(0, columns))
  }

  @Test("The mark is the caller's choice")
  func mark() {
    #expect("hello".truncated(toColumns: 3, mark: "~") == "he~")
  }

  @Test("Transliteration leaves ASCII alone, knows relatives, and asks where it knows none")
  func transliteration() {
    var buffer = CellBuffer(width: 24, height: 1)
    buffer.write("a~ é É ß … → − ● 日本 \u{A0}☂", x: 0, y: 0)
    buffer.transliterateToASCII()
    #expect(buffer.rows == ["a~ e E s ~ > - * ? ?   ?"])
  }

  @Test("Transliteration keeps styles")
  func transliterationStyles() {
    var buffer = CellBuffer(width: 2, height: 1)
    buffer.write("日", x: 0, y: 0, style: Style(attributes: .bold))
    buffer.transliterateToASCII()
    #expect(buffer.cells.allSatisfy { $0.style.attributes == .bold })
  }

  @Test("An arrow points within half a step of its direction")
  func arrows() {
    for glyphs in GlyphSet.allCases {
      let symbols = Symbols(glyphs)
      let arrows = symbols.arrows
      #expect(arrows.allSatisfy { $0.terminalColumns == 1 } && Set(arrows).count == arrows.count)
      for degrees in -360...360 {
        let angle = Double(degrees) * .pi / 180
        let arrow = symbols.arrow(x: cos(angle), y: sin(angle))
        guard let place = arrow.flatMap(arrows.firstIndex) else {
          Issue.record("no arrow")
          return
        }
        let own = 2 * Double.pi * Double(place) / Double(arrows.count)
        #expect(cos(own - angle) >= cos(.pi / Double(arrows.count)) - 1e-9)
      }
      #expect(symbols.arrow(x: 0, y: 0) == nil && symbols.arrow(x: .nan, y: 1) == nil)
    }
  }

  @Test("Every symbol takes one column, ASCII symbols are ASCII, category marks differ")
  func symbols() {
    for glyphs in GlyphSet.allCases {
      let symbols = Symbols(glyphs)
      var scalars: [Unicode.Scalar] = [
        symbols.horizontal, symbols.vertical, symbols.topLeft, symbols.topRight,
        symbols.bottomLeft, symbols.bottomRight, symbols.heavyHorizontal, symbols.cross,
        symbols.tick, symbols.barStart, symbols.barEnd, symbols.head, symbols.start, symbols.knob,
        symbols.up, symbols.down, symbols.ellipsis, symbols.stableRest, symbols.saddleRest,
        symbols.unstableRest, symbols.evenFill, symbols.borderFill, symbols.bothFill,
      ]
      scalars += (-1...9).flatMap {
        [symbols.verticalBar(eighths: $0), symbols.horizontalBar(eighths: $0)]
      }
      scalars.append(symbols.vertical)
      let marks = (0..<8).map { symbols.categoryMark($0) }
      scalars += marks
      #expect(scalars.allSatisfy { $0.terminalColumns == 1 })
      #expect(Set(marks).count == 8)
      let rests: Set = [symbols.stableRest, symbols.saddleRest, symbols.unstableRest]
      #expect(rests.count == 3 && rests.isDisjoint(with: marks.prefix(4)))
      #expect(rests.isDisjoint(with: [symbols.head, symbols.start, symbols.endState, symbols.aim]))
      #expect(!marks.contains(symbols.head) && !marks.contains(symbols.start))
      let strings = [
        symbols.running, symbols.paused, symbols.arrow, symbols.times, symbols.minus,
        symbols.dash, symbols.theta, symbols.tau, symbols.lambda, symbols.ell, symbols.infinity,
        symbols.middleDot,
      ]
      if glyphs == .ascii {
        #expect(scalars.allSatisfy { $0.isASCII })
        #expect(strings.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
      }
    }
  }
}
