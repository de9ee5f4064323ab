import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// The options that stand for the keys of a scenario.
@Suite("Options of a scenario") struct ScenarioOptionsTests {
  /// A value for each key, and the options that belong beside it.
  private static let examples: [ScenarioKey: (value: String, beside: [String])] = [
    .temperature: ("2", []), .sampler: ("greedy", []), .counts: ("1,2", []), .labels: ("a,b,c", []),
    .categories: ("4", []), .data: ("x", []), .text: ("x", []), .unit: ("lines", ["--text", "x"]),
    .top: ("2", ["--counts", "1,2,3"]), .rest: ("other", ["--text", "x"]),
    .take: ("2", ["--counts", "1,2,3"]), .header: ("no", ["--data", "x"]),
    .labelColumn: ("a", ["--data", "x"]), .countColumn: ("2", ["--data", "x"]),
    .scale: ("9", ["--data", "x"]), .batch: ("2..5", []), .external: ("0.5", []),
    .externalLaw: ("uniform", ["--external", "0.5"]), .policy: ("replace", []),
    .learner: ("smoothed:1", []), .seed: ("7", []),
  ]

  @Test(
    "Every key is an option, and what the option says is heard", arguments: ScenarioKey.allCases)
  func everyKey(key: ScenarioKey) throws {
    let example = key.isFlag ? ("", ["--data", "x"]) : Self.examples[key]
    let (value, beside) = try #require(example)
    let words = ["--\(key.rawValue)"] + (key.isFlag ? [] : [value]) + beside
    let given = try ScenarioOptions.parse(words).resolved()
    #expect(key.row.isGiven(given))
    let others = try ScenarioOptions.parse(beside).resolved()
    #expect(!key.row.isGiven(others))
  }
}
