import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Lists of shares say of the rest only what is so.
@Suite struct ShareListTests {
  private func list(_ figures: [String]) -> ShareList {
    ShareList(count: figures.count) {
      Scenario.defaultLabel($0)
    } figure: {
      figures[$0]
    }
  }

  @Test(
    "What is written alike is told together, and less is only what is less as written",
    arguments: [
      (["5", "3"], "A 5, B 3"), (["5", "5"], "A 5, B 5"), (["5", "5", "5"], "all 3 at 5"),
      (["5", "3", "3", "1"], "A 5, B 3, C 3, D 1"),
      (["5", "4", "3", "2", "1"], "A 5, B 4, C 3, D 2, E 1"),
      (["6", "5", "4", "3", "2", "1"], "A 6, B 5, C 4, D 3, 2 others less"),
      (["6", "5", "4", "3", "2", "2"], "A 6, B 5, C 4, D 3, 2 others 2 each"),
      (["9"] + .init(repeating: "2", count: 7), "A 9, 7 others 2 each"),
      (.init(repeating: "2", count: 8), "all 8 at 2"),
      (.init(repeating: "2", count: 5) + ["1", "0", "0"], "5 at 2 each, F 1, G 0, H 0"),
      (["9", "8", "4", "4", "4", "1", "0"], "A 9, B 8, 3 others 4 each, F 1, G 0"),
      (["9", "8", "7", "4", "4", "1", "0"], "A 9, B 8, C 7, 2 others 4 each, 2 others less"),
    ])
  func words(figures: [String], text: String) { #expect(list(figures).words == text) }

  @Test("Its first part, and what is behind a place")
  func parts() {
    #expect(list(["9", "1"]).brief == "A 9" && list(["9", "9", "1"]).brief == "2 at 9 each")
    #expect(list(["9", "9"]).brief == "all 2 at 9" && list([]).brief == "" && list([]).words == "")
    #expect(list(["9", "5"]).rest(from: 1) == "1 other 5" && list(["9"]).rest(from: 1) == nil)
    #expect(list(["9", "5", "5"]).rest(from: 1) == "2 others 5 each")
    #expect(list(["9", "5", "4"]).rest(from: 1) == "2 others less")
    #expect(list(["9", "9", "4"]).rest(from: 1) == nil)
  }

  @Test("Thousands take no time: only few figures are written")
  func many() {
    var written = 0
    let list = ShareList(count: 100_000) {
      "\($0)"
    } figure: { place in
      written += 1
      return place < 3 ? "\(9 - place)" : "0"
    }
    #expect(list.words == "0 9, 1 8, 2 7, 99997 others 0 each")
    #expect(written < 200)
  }

  @Test("Where a leap ends, and a hall's head, they are told so")
  func screens() throws {
    let even = try Fixture(counts: [9, 9, 9, 9, 9, 9, 9, 9], temperature: 0.5)
    let format = even.state.format
    let snapshot = try #require(even.state.run).feed.snapshot
    #expect(Sentence.words(of: snapshot, format) == "at k = 72: all 8 at 12.5 %")
    var led = try Fixture(
      counts: [40, 2, 2, 2, 2, 2, 2, 2], temperature: 0.5,
      externalData: ExternalData(fraction: 0.3, law: .uniform))
    #expect(
      Sentence.words(of: try #require(led.state.run).feed.snapshot, format)
        == "at k = 54: A 74.1 %, 7 others 3.7 % each")
    led.answerAll()
    let end = try #require(led.state.context().endSentences.first)
    #expect(
      end.wholeMatch(of: /leads to A \d+%, 7 others \d%( each)/) != nil, "\(end)")
    var urn = try Fixture(counts: [9, 9, 9, 9, 9, 9, 9, 9], temperature: 1)
    urn.answerAll()
    #expect(urn.state.context().endSentences == ["each of 8 settles near 13%"])
  }
}
