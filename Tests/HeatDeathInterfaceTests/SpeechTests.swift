import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// The strip of fresh draws.
@Suite struct SpeechTests {
  private func rows(_ fixture: Fixture, _ width: Int, _ height: Int = 3) -> [String] {
    var buffer = CellBuffer(width: width, height: height)
    SpeechView(context: fixture.state.context()).draw(into: &buffer, in: buffer.bounds)
    return buffer.rows
  }

  /// What stands between the frames of the rows.
  private func said(_ fixture: Fixture, _ width: Int, _ height: Int = 3) -> [String] {
    rows(fixture, width, height).dropFirst().dropLast().flatMap {
      $0.dropFirst().dropLast().split(separator: " ").map(String.init)
    }
  }

  @Test("It says the draws of the figures, in the words and colours of their categories")
  func words() throws {
    let labels = ["the", "of", "to"]
    var fixture = try Fixture(labels: labels, temperature: 1.2)
    fixture.advance(by: 40)
    for (width, height) in [(36, 3), (44, 3), (77, 4), (118, 8)] {
      let said = said(fixture, width, height)
      let draws = fixture.state.context().figures.freshDraws(said.count)
      #expect(said == draws.map { labels[$0] } && said.count > 5 * (height - 2))
    }
    var buffer = CellBuffer(width: 44, height: 3)
    let context = fixture.state.context()
    SpeechView(context: context).draw(into: &buffer, in: buffer.bounds)
    for (initial, category) in [("t", [0, 2]), ("o", [1])] as [(Unicode.Scalar, [Int])] {
      let colors = category.map(context.palette.category)
      for x in 2..<42 where buffer[x, 1].glyph == initial && buffer[x - 1, 1].glyph == " " {
        #expect(colors.contains(buffer[x, 1].style.foreground))
      }
    }
  }

  @Test("A collapse is read: one word is left")
  func collapse() throws {
    let fixture = try Fixture(counts: [4_000_000, 1, 1], temperature: 0.5)
    #expect(Set(said(fixture, 44)) == ["A"])
    let all = try Fixture(
      counts: [4_000_000, 1, 1], temperature: 0.5,
      externalData: ExternalData(fraction: 1, law: .category(2)))
    #expect(Set(said(all, 44)) == ["C"] && rows(all, 44)[0].contains("the fresh data say"))
    let some = try Fixture(externalData: ExternalData(fraction: 0.3))
    #expect(rows(some, 44)[0].contains("fresh data say"))
  }

  @Test("The run is the same whether it is listened to or not")
  func apart() throws {
    var (heard, unheard) = (try Fixture(temperature: 1), try Fixture(temperature: 1))
    for _ in 0..<40 {
      #expect(!rows(heard, 44).isEmpty)
      heard.advance(by: 7)
      unheard.advance(by: 7)
    }
    #expect(heard.simulation.digest == unheard.simulation.digest)
    #expect(heard.trajectory == unheard.trajectory)
    #expect(rows(heard, 60) == rows(unheard, 60), "the same moment, the same words")
  }

  @Test("It changes with the figures and not with each report")
  func pace() throws {
    var fixture = try Fixture(temperature: 1)
    var feed = RunFeed(SourceID(1), fixture.report)
    func words(at time: Double) -> [Int] {
      _ = feed.receive(fixture.report, time: time)
      return feed.figures.freshDraws(40)
    }
    let first = words(at: 1)
    fixture.advance(by: 5)
    #expect(words(at: 1.1) == first)
    #expect(words(at: 1.4) != first)
  }

  @Test("Long names are cut with a mark, names without characters are marks, controls are none")
  func labels() throws {
    let long = "a long label that fits nowhere at all"
    for glyphs in GlyphSet.allCases {
      let fixture = try Fixture(
        labels: [long, "\u{301}", "a\u{7}\u{1B}[31mb\u{202E}"], temperature: 1.5, glyphs: glyphs)
      let symbols = Symbols(glyphs)
      for width in [6, 20, 36, 44, 120] {
        let rows = rows(fixture, width)
        #expect(rows.allSatisfy { $0.terminalColumns == width })
        #expect(rows[1].hasPrefix(String(symbols.vertical)))
        #expect(rows[1].hasSuffix(String(symbols.vertical)))
        #expect(!rows[1].unicodeScalars.contains { $0.value < 0x20 || $0.isFormatControl })
      }
      let text = rows(fixture, 120)[1]
      #expect(text.contains(Character(symbols.ellipsis)) && !text.contains(long))
      #expect(text.contains(Character(symbols.categoryMark(1))))
    }
  }
}
