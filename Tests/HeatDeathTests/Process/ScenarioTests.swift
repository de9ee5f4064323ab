import Testing

@testable import HeatDeath

@Suite struct ScenarioTests {
  private func scenario(
    labels: [String]?, external: ExternalData = .none
  ) throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), labels: labels, temperature: .one,
      externalData: external, seed: 1)
  }

  @Test("labels default to letters")
  func labelsDefaultToLetters() throws {
    #expect(try scenario(labels: nil).labels == ["A", "B", "C"])
    let names = [0, 25, 26, 27, 51, 52, 701, 702].map(Scenario.defaultLabel)
    #expect(names == ["A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"])
    #expect(Set((0..<2000).map(Scenario.defaultLabel)).count == 2000)
  }

  @Test(
    "labels that do not fit are refused with place and value",
    arguments: [
      (["x"], .labelCount(found: 1, categoryCount: 3), "1 labels for 3 categories"),
      ([], .labelCount(found: 0, categoryCount: 3), "0 labels for 3 categories"),
      (["x", "y", "z", "w"], .labelCount(found: 4, categoryCount: 3), "4 labels for 3 categories"),
      (["x", "", "z"], .emptyLabel(category: 1), "label 2 is empty"),
      (
        ["x", "y", "x"], .duplicateLabel("x", category: 2),
        "label 3, \"x\", stands twice; accepted are labels that differ"
      ),
      // The same letter, composed and decomposed.
      (["é", "b", "e\u{301}"], .duplicateLabel("e\u{301}", category: 2), "label 3"),
    ] as [([String], ScenarioError, String)])
  func labelsThatDoNotFitAreRefusedWithPlaceAndValue(
    labels: [String], error: ScenarioError, message: String
  ) {
    #expect(throws: error) { try scenario(labels: labels) }
    #expect(error.description.hasPrefix(message))
  }

  @Test("an external law that does not fit is refused")
  func anExternalLawThatDoesNotFitIsRefused() throws {
    let external = try ExternalData(fraction: 0.1, law: .category(7))
    let error = ScenarioError.externalData(.category(7, categoryCount: 3))
    #expect(throws: error) { try scenario(labels: nil, external: external) }
    #expect(error.description == "there is no category number 8; there are 3")
  }

  @Test("the built-in scenario is 5, 3, 2 at T = 0.8")
  func theBuiltInScenarioIs532AtT08() {
    let builtIn = Scenario.builtIn(seed: 12)
    #expect(builtIn.initialData.counts == [5, 3, 2])
    #expect(builtIn.temperature.value == 0.8)
    #expect(builtIn.externalData == .none)
    #expect(builtIn.labels == ["A", "B", "C"])
    #expect(builtIn.seed == 12)
  }
}
