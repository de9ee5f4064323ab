import Foundation
import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// `--scenario FILE.toml`: reading, writing, and what is said of a file that cannot be used.
@Suite("Scenario files") struct ScenarioFileTests {
  private func draft(_ given: KeyValuePairs<ScenarioKey, String>) throws -> ScenarioDraft {
    ScenarioDraft(try given.map { key, text in try key.read(text) })
  }

  private func scenario(
    _ toml: String, _ given: KeyValuePairs<ScenarioKey, String> = [:]
  ) throws -> Scenario {
    let file = try ScenarioFile(source: "test.toml", path: "test.toml", text: toml)
    return try draft(given).completed(by: file).makeScenario(randomSeed: { 99 }, note: { _ in })
  }

  private static func written(_ scenario: Scenario) -> String {
    TOMLLines.written(ScenarioKey.entries(of: scenario)).joined(separator: "\n")
  }

  @Test("A recording is a scenario as well: what it began with")
  func ofRecording() throws {
    var timeline = Timeline(try scenario("counts = [4, 1]\ntemperature = 2\nseed = 3"))
    try timeline.apply(.setTemperature(.one))
    let text = RecordingDocument(timeline.recording).description
    #expect(try scenario(text) == timeline.log.start)
  }

  @Test("Every key stands for the option of its name")
  func keys() throws {
    let read = try scenario(
      """
      temperature = 0.7   # cold
      sampler = "mix:0.05"
      counts = [5, 3, 2]
      labels = ["x, y", "b", "ć"]
      batch = "2..5"
      external = 0.25
      external-law = [1, 2, 1]
      policy = "window:100"
      learner = "sgd:0.5:reset"
      seed = 7
      """)
    let given = try draft([
      .temperature: "0.7", .sampler: "mix:0.05", .counts: "5,3,2", .labels: "\"x, y\",b,ć",
      .batch: "2..5", .external: "0.25", .externalLaw: "1,2,1", .policy: "window:100",
      .learner: "sgd:0.5:reset", .seed: "7",
    ]).makeScenario(note: { _ in })
    #expect(read == given)
    #expect(try scenario("batch = 4\nseed = \"18446744073709551615\"").seed == .max)
    #expect(try scenario("temperature = inf").temperature == .infinite)
    let spread =
      "\u{FEFF}'counts'=[ # a list\r\n  1_0 ,\r\n\r\n 2e1, # over lines\r\n]\r\n\"seed\" = +3"
    #expect(try scenario(spread).initialData.counts == [10, 20])
  }

  @Test("Options given as well win, and initial data are taken whole from one place")
  func precedence() throws {
    let toml = "counts = [1, 2]\nlabels = [\"x\", \"y\"]\ntemperature = 2\nseed = 3"
    let other = try scenario(toml, [.counts: "4,4,4", .seed: "5"])
    #expect(other.initialData.counts == [4, 4, 4] && other.labels == ["A", "B", "C"])
    #expect(other.seed == 5 && other.temperature.value == 2)
    #expect(try scenario(toml).labels == ["x", "y"])
  }

  @Test("A scenario written to TOML reads back as the same, whatever it holds")
  func roundTrip() throws {
    var generator = SeededRandom(seed: 5)
    let loops: [ClosedLoop] = [
      .paper, ClosedLoop(policy: .replace),
      ClosedLoop(
        sampler: try .models([WeightedModel(temperature: Temperature(0.3), weight: 1)]),
        learner: try Learner(parsing: "noisy:0.1"), policy: .subsample(7),
        batch: try BatchSize(from: 3, to: 9)),
      ClosedLoop(sampler: try Sampler(parsing: "top-p:0.123456789012345"), batch: .one),
    ]
    let laws: [ExternalLaw] = [
      .initial, .uniform, .category(1), .point(SimplexPoint(weights: [1, 3, 7.1])),
    ]
    for loop in loops {
      for law in laws {
        let given = try Scenario(
          initialData: Dataset(counts: [Int64.random(in: 1...9, using: &generator), 0, 4_000]),
          labels: ["a\"b", "c\\d", "e,f "], temperature: Temperature(1 / 3.0),
          externalData: ExternalData(fraction: 0.1, law: law), loop: loop,
          seed: .random(in: 0...UInt64.max, using: &generator))
        let read = try scenario(Self.written(given))
        // A command line says the same, word by word.
        let words = try ScenarioKey.entries(of: given).map { entry in
          try #require(ScenarioKey(rawValue: entry.key)).read(entry.value.optionText)
        }
        #expect(try ScenarioDraft(words).makeScenario(note: { _ in }) == read)
        #expect(read.initialData == given.initialData && read.labels == given.labels)
        #expect(read.temperature == given.temperature && read.loop == given.loop)
        #expect(read.seed == given.seed)
        #expect(read.externalData.fraction == given.externalData.fraction)
        // The same run: laws are equal as points, however they were named.
        var first = Simulation(given)
        var second = Simulation(read)
        first.advance(by: 500)
        second.advance(by: 500)
        #expect(first.counts == second.counts)
      }
    }
  }

  @Test(
    "Numbers are written with the fewest digits that read back",
    arguments: [
      ("0.8", "0.8"), ("2", "2.0"), ("1e16", "1e+16"), ("1e-5", "1e-05"), ("inf", "inf"),
      ("0.1", "0.1"), ("0.05", "0.05"),
    ])
  func shortNumbers(given: String, written: String) throws {
    let made = try draft([.temperature: given, .external: "0.3"])
      .makeScenario(randomSeed: { 1 }, note: { _ in })
    let lines = Self.written(made).split(separator: "\n")
    #expect(lines.contains("temperature = \(written)") && lines.contains("external = 0.3"))
    let read = try scenario(lines.joined(separator: "\n"))
    #expect(read.temperature == made.temperature && read.externalData.fraction == 0.3)
  }

  @Test(
    "A file that cannot be used is refused with its line and what is accepted",
    arguments: [
      ("temprature = 1", ["line 1", "\"temprature\"", "temperature, sampler"]),
      ("seed = 1\n\ntemperature = -3", ["line 3", "\"-3\"", "a number above 0"]),
      ("temperature = = 3", ["line 1, column 15", "not TOML"]),
      ("counts = [1, -2]", ["line 1", "count 2", "negative"]),
      ("counts = [[1]]", ["line 1, column 11", "another kind"]),
      ("seed = true", ["line 1", "seed", "another kind"]),
      ("[loop]\nseed = 1", ["line 1, column 1", "[table]", "key = value"]),
      ("[=", ["line 1, column 1", "[table]"]),
      ("[[$", ["line 1, column 1", "[table]"]),
      ("seed = 1\n" + String(repeating: "a.", count: 150_000) + "a = 1", ["line 2", "dots"]),
      (String(repeating: "a", count: 65) + " = 1", ["65 bytes", "up to 64"]),
      ("seed = 1\nseed = 2", ["line 2, column 1", "twice"]),
      ("labels = \"\"\"x\"\"\"", ["line 1, column 10", "several lines"]),
      ("labels = \"x", ["line 1, column 10", "never ends"]),
      ("labels = [\"x\"", ["line 1", "never ends"]),
      ("labels = \"\\uD800\"", ["line 1", "hexadecimal"]),
      ("sampler = {a = 1}", ["line 1, column 11", "another kind"]),
      ("seed = 2020-01-01", ["line 1, column 8", "neither a number"]),
      ("merge = 3", ["line 1", "merge", "true or false"]),
      ("seed = 99999999999999999999", ["line 1", "not TOML"]),
      ("policy = \"window\"", ["line 1", "policy", "window:W"]),
      ("learner = \"exat\"", ["line 1", "learner", "exact"]),
      ("unit = \"bytes\"", ["line 1", "unit", "letters, words, lines"]),
    ] as [(String, [String])])
  func refusals(toml: String, parts: [String]) throws {
    let error = #expect(throws: DataError.self) { try scenario(toml) }
    let message = error?.description ?? ""
    for part in ["test.toml"] + parts { #expect(message.contains(part), "\(message)") }
  }
}
