import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// Labels that are words of the data are none of the sentences they stand in.
@Suite struct LabelsInSentencesTests {
  private let format = NumberFormat(symbols: Symbols(.braille))

  @Test(
    "A word, a number and a small letter are quoted, a sign and a name with a capital are not",
    arguments: [
      ("the", "\"the\""), ("a", "\"a\""), ("A", "A"), ("b", "\"b\""), ("é", "\"é\""), ("É", "É"),
      ("猫", "猫"),
      ("+", "+"), ("Paris", "Paris"), ("New York", "New York"), ("3", "\"3\""), ("10", "\"10\""),
      (",", "\",\""), ("No, no", "\"No, no\""), ("", "\"\""), (" ", "\" \""), ("日本", "\"日本\""),
    ])
  func rule(label: String, text: String) { #expect(label.inSentence == text) }

  /// Whether every label in a text stands in quotation marks.
  private func isQuoted(_ text: String) -> Bool {
    for label in ["oak", "elm", "ash"] {
      let parts = text.components(separatedBy: label)
      for (before, after) in zip(parts, parts.dropFirst())
      where before.last != "\"" || after.first != "\"" {
        return false
      }
    }
    return true
  }

  private func fixture(
    _ counts: [Int64] = [40, 30, 20], _ temperature: Double = 0.5,
    _ data: ExternalData = .none, loop: ClosedLoop = .paper
  ) throws -> Fixture {
    try Fixture(
      counts: counts, labels: ["oak", "elm", "ash"], temperature: temperature, externalData: data,
      loop: loop, seed: 3)
  }

  @Test("Whatever the end, its sentences and those told in lines quote them, and columns do not")
  func ends() throws {
    let fresh = try ExternalData(fraction: 0.3, law: .category(1))
    var count = 0
    for (temperature, data) in [
      (0.5, .none), (1, .none), (1.5, .none), (0.5, fresh), (1, fresh),
    ] as [(Double, ExternalData)] {
      var fixture = try fixture([40, 30, 20], temperature, data)
      fixture.answerAll()
      let feed = try #require(fixture.state.run).feed
      let run = RunSentences(feed: feed, format: format)
      let all =
        [fixture.state.line, run.beginning, run.settings, run.sharesInShort, run.end] + run.shares
        + run.unevenness + fixture.state.context().endSentences
      for text in all {
        #expect(isQuoted(text), "\(text)")
        count += text.contains("\"oak\"") ? 1 : 0
      }
      let rows = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
      #expect(rows.contains("▲ oak"), "a column has the label as it is")
    }
    #expect(count > 30)
  }

  @Test("So do what is done, drawn and come to: samples, injections, leaps, crowds, comparisons")
  func deeds() throws {
    var said: [String] = []
    var fixture = try fixture()
    for key in ".iE".unicodeScalars {
      try fixture.press(.character(key))
      if key == "i" { try fixture.press(.enter) }
      fixture.fly()
      fixture.observe(at: Double(said.count) * 10 + 10)
      said.append(fixture.state.line)
    }
    #expect(said[0].hasPrefix("drew \""))
    for loop in [ClosedLoop(policy: .window(20)), .paper] {
      let (kept, isUrn) = (loop.policy != .accumulate, loop == .paper)
      var fixture = try self.fixture([9, 7, 4], 1.5, loop: loop)
      try fixture.press(.character("."))
      said.append(fixture.state.line)
      #expect(kept != isUrn)
    }
    var crowd = try self.fixture()
    crowd.mostRuns = 100
    crowd.observe(at: 0)
    try crowd.press(.character("e"), .character("E"))
    crowd.answerAll()
    said.append(crowd.state.line)
    #expect(said.last?.contains("\"oak\" leads in") == true, "\(said.last ?? "")")
    said += crowd.state.stage.summary(in: crowd.state, format)
    var compared = try self.fixture()
    try compared.press(.character("c"))
    compared.answerAll()
    said += compared.state.stage.summary(in: compared.state, format)
    for text in said { #expect(isQuoted(text), "\(text)") }
  }

  @Test("A label in quotation marks and its number stay on one row")
  func wrapped() {
    #expect(
      "leads to \"the\" 50%, \"a\" 30%".wrapped(columns: 16, rows: 2, mark: "…")
        == ["leads to", "\"the\" 50%, \"a\" 30%"].flatMap {
          $0.wrapped(columns: 16, rows: 1, mark: "…")
        })
    #expect(
      "goes to \"oak\" 5 %".wrapped(columns: 14, rows: 2, mark: "…") == ["goes to", "\"oak\" 5 %"])
  }

  @Test("Letters choose by label where one is called so, else by place, which the key row says")
  func letters() throws {
    var words = try fixture()
    try words.press(.character("x"), .character("B"))
    #expect(words.state.form(ExternalForm.self)?.law == .category(1))
    #expect(words.screen(width: 120, height: 40).rows.joined().contains("A–C category 1 to 3"))
    var swapped = try Fixture(counts: [5, 3], labels: ["B", "A"])
    try swapped.press(.character("x"), .character("B"))
    #expect(swapped.state.form(ExternalForm.self)?.law == .category(0))
    var letters = try Fixture(counts: [5, 3, 2])
    try letters.press(.character("x"))
    #expect(letters.screen(width: 120, height: 40).rows.joined().contains("A–C category  "))
  }
}
