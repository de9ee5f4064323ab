import HeatDeath
import Testing

@testable import HeatDeathFiles

/// What is written about runs beside their records.
@Suite("Documents of runs") struct RunDocumentTests {
  @Test("a moment is written as ISO 8601 has it")
  func moments() {
    #expect(RunMetadata.written(0) == "1970-01-01T00:00:00Z")
    #expect(RunMetadata.written(4_102_444_799) == "2099-12-31T23:59:59Z")
  }

  /// Names with quotes, commas, line noise; infinite temperature; the largest seed.
  @Test("every scenario is read back")
  func scenariosAreReadBack() throws {
    let scenarios = [
      Scenario.builtIn(seed: 7),
      try Scenario(
        initialData: Dataset(counts: [1, 0, 4_000_000_000_000_000]),
        labels: ["a,\"b\"", "\\ü/", "ß 'x'"], temperature: Temperature(.infinity),
        externalData: ExternalData(fraction: 0.1, law: .point(SimplexPoint(weights: [1, 0, 3]))),
        loop: ClosedLoop(
          sampler: try Sampler(parsing: "models:0.5*0.5,2*0.5"),
          learner: try Learner(parsing: "sgd:0.5:reset"), policy: .window(9),
          batch: try BatchSize(from: 2, to: 5)), seed: .max),
    ]
    for scenario in scenarios {
      let text = document(of: scenario)
      let read = try ScenarioDraft().completed(
        by: ScenarioFile(source: "m.json", path: "m.json", text: text)
      ).makeScenario(note: { _ in })
      #expect(read.initialData == scenario.initialData && read.labels == scenario.labels)
      #expect(read.temperature == scenario.temperature && read.loop == scenario.loop)
      #expect(read.seed == scenario.seed)
      #expect(read.externalData.fraction == scenario.externalData.fraction)
      #expect(document(of: read) == text)
    }
  }

  @Test(
    "what is no scenario is refused with its place",
    arguments: [
      ("{\"temprature\": 1}", "there is no key \"temprature\""),
      ("{\"seed\": null}", "of another kind"),
      ("{\"seed\": 1, \"seed\": 2}", "stands twice"),
      ("{\"seed\": 1} {\"seed\": 2}", "more than one"),
      ("{\"seed\": {\"a\": 1}}", "found \"{\""), ("{\"counts\": \"x\"}", "invalid for counts"),
      ("{\"seed\": 1", "found the end"),
    ])
  func refusals(text: String, message: String) {
    let error = #expect(throws: DataError.self) {
      try ScenarioDraft().completed(by: ScenarioFile(source: "m.json", path: "m.json", text: text))
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  private func document(of scenario: Scenario) -> String {
    RunDocument(
      version: "0", writer: RecordWriter(scenario: scenario, format: .csv, columns: []),
      engine: .step, runCount: 1, finalSize: 10, schedule: .final
    ).description
  }
}
