import Testing

@testable import HeatDeathInterface

@Suite struct FuzzyRankTests {
  private func order(_ query: String, _ names: [String], words: String = "") -> [String] {
    names.compactMap { name in
      FuzzyRank(query, name: name, words: words).map { (rank: $0, name: name) }
    }
    .sorted { $0.rank < $1.rank }.map(\.name)
  }

  @Test("The name itself, its beginning, a word's beginning, then letters in order")
  func kinds() {
    let names = ["restart", "zoom-start", "start", "start-again", "scan-the-art", "cooler"]
    #expect(
      order("start", names) == ["start", "start-again", "zoom-start", "restart", "scan-the-art"])
    #expect(
      order("sart", names) == ["start", "restart", "zoom-start", "start-again", "scan-the-art"])
    #expect(order("xyz", names).isEmpty)
  }

  @Test("Any case, and spaces for dashes; nothing typed fits everything")
  func spelling() {
    #expect(order("Zoom Centre", ["zoom", "zoom-centre"]) == ["zoom-centre"])
    #expect(order("", ["b", "a"]).count == 2)
    #expect(order("  ", ["b", "a"]).count == 2)
    #expect(order("ÿ\u{301}", ["b", "a"]).isEmpty)
  }

  @Test("Words of the description fit by their beginnings, before scattered letters")
  func words() throws {
    let described = try #require(
      FuzzyRank("fresh", name: "external", words: "a stream of fresh data"))
    let scattered = try #require(FuzzyRank("etl", name: "external", words: ""))
    let beginning = try #require(FuzzyRank("ext", name: "external", words: ""))
    #expect(described < scattered && beginning < described)
    #expect(FuzzyRank("esh", name: "x", words: "fresh") == nil)
    #expect(FuzzyRank("stream data", name: "x", words: "a stream of fresh data") != nil)
  }

  @Test("The stretch of letters that counts is the shortest")
  func span() {
    #expect(order("ab", ["a-x-x-ab-x", "a-x-b"]) == ["a-x-x-ab-x", "a-x-b"])
  }
}
