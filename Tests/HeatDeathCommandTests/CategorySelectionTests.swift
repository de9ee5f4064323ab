import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// `--top`, `--rest` and `--take` over tables, counts and texts.
@Suite("Choosing categories and samples")
struct CategorySelectionTests {
  private func scenario(_ arguments: [String]) throws -> (Scenario, [String]) {
    var notes: [String] = []
    let scenario = try ScenarioOptions.parse(arguments + ["--seed", "1"]).resolved()
      .makeScenario(note: { notes.append($0) })
    return (scenario, notes)
  }

  @Test("The largest are kept, equals in their order, the rest left out or summed")
  func top() throws {
    let counts = ["--counts", "1,9,2,7,2,2,1,30,1,1"]
    let (dropped, notes) = try scenario(counts + ["--top", "3"])
    #expect(dropped.labels == ["H", "B", "D"] && dropped.initialData.counts == [30, 9, 7])
    #expect(notes == ["--counts: 7 of 10 categories left out, samples in them: 10 of 56, 17.9%"])
    let (folded, none) = try scenario(counts + ["--top", "4", "--rest", "other"])
    #expect(folded.labels == ["H", "B", "D", "C", "(other)"])
    #expect(folded.initialData.counts == [30, 9, 7, 2, 8] && none.isEmpty)
    let (named, _) = try scenario(
      ["--counts", "1,2,3", "--labels", "x,y,z", "--top", "2", "--take", "3"])
    #expect(named.labels == ["z", "y"] && named.initialData.counts == [2, 1])
    let (equal, _) = try scenario(["--categories", "10", "--take", "20"])
    #expect(equal.initialData.counts == Array(repeating: 2, count: 10))
  }

  @Test("A category that has the rest's name takes the rest in")
  func restName() {
    let table = LabelledCounts(labels: ["(other)", "a", "b"], counts: [5, 4, 3])
    var notes = InputNotes()
    #expect(
      CategorySelection(top: 2, rest: .other).applied(to: table, source: "t", notes: &notes)
        == LabelledCounts(labels: ["(other)", "a"], counts: [8, 4]))
  }

  @Test("A table of any length reaches the screen, a very long one by the advice of the message")
  func advice() throws {
    let folder = try TemporaryFolder()
    func table(_ count: Int) throws -> String {
      let rows = (0..<count).map { "class \($0),\(10 + $0)\n" }.joined()
      return try folder.write("t\(count).csv", rows.utf8)
    }
    try ExploreCommand.check(try scenario(["--data", table(10)]).0)
    try ExploreCommand.check(try scenario(["--data", table(4096)]).0)
    let path = try table(4097)
    let (all, _) = try scenario(["--data", path])
    let error = #expect(throws: UsageError.self) { try ExploreCommand.check(all) }
    #expect(error?.description.contains("2 to 4096 categories, not 4097") == true)
    let advice = try #require(error?.description.split(separator: "`").dropFirst().first)
    let (kept, _) = try scenario(["--data", path] + advice.split(separator: " ").map(String.init))
    try ExploreCommand.check(kept)
    #expect(kept.labels.first == "class 4096" && kept.labels.last == "(other)")
    #expect(kept.initialData.size == all.initialData.size)
    let (text, _) = try scenario(["--text", path, "--unit", "letters", "--top", "2", "--take", "9"])
    #expect(text.initialData.size == 9)
  }

  @Test("A scenario file says how its table is read")
  func scenarioFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "x,y,z\na,k,1.5\nb,k,0.5\na,k,1\n".utf8)
    let path = try folder.write(
      "s.toml",
      """
      data = "t.csv"
      label-column = "x"
      count-column = 3
      header = "yes"
      scale = 6
      merge = true
      top = 1
      """.utf8)
    let (scenario, notes) = try scenario(["--scenario", path])
    #expect(scenario.labels == ["a"] && scenario.initialData.counts == [5])
    #expect(notes.last?.contains("1 of 2 categories left out") == true, "\(notes)")
  }

  @Test(
    "Options without what they are for are refused",
    arguments: [
      ["--top", "3"], ["--counts", "5,3,2", "--rest", "other"],
      ["--counts", "5,3", "--header", "yes"],
      ["--counts", "5,3", "--merge"], ["--counts", "5,3", "--unit", "words"],
      ["--text", "x", "--scale", "5"], ["--counts", "1,000,3"],
      ["--data", "x", "--scale", "1,000"],
    ])
  func refusals(arguments: [String]) {
    #expect(throws: (any Error).self) { try ScenarioOptions.parse(arguments).resolved() }
  }

  @Test("UTF-16 tables, texts and scenarios are read and named")
  func utf16() throws {
    func bytes(_ text: String) -> [UInt8] {
      [0xFF, 0xFE] + Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
    let folder = try TemporaryFolder()
    let table = try folder.write("t.csv", bytes("é,5\r\nb,3\r\n"))
    let (first, notes) = try scenario(["--data", table])
    #expect(first.labels == ["é", "b"] && notes == ["\(table): read as UTF-16, little-endian"])
    let (second, _) = try scenario(["--text", try folder.write("t.txt", bytes("é é b"))])
    #expect(second.labels == ["é", "b"])
    let file = try folder.write("s.toml", bytes("counts = [7, 8]\r\n"))
    #expect(try scenario(["--scenario", file]).0.initialData.counts == [7, 8])
  }
}
