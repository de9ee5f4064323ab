import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// What commands print for people.
@Suite("Reports of forecasts and rest points") struct ReportTests {
  private func scenario(
    _ counts: [Int64], _ temperature: Double, fraction: Double = 0, law: ExternalLaw = .initial,
    loop: ClosedLoop = .paper, labels: [String]? = nil
  ) throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: counts), labels: labels, temperature: Temperature(temperature),
      externalData: ExternalData(fraction: fraction, law: law), loop: loop, seed: 3)
  }

  private func forecast(_ scenario: Scenario) -> String {
    var generator = Xoshiro256PlusPlus(seed: 5)
    let forecast = Forecast(
      of: scenario.settings, from: scenario.initialData,
      initial: scenario.initialData.empiricalLaw, fates: 100, using: &generator)
    return ForecastText(forecast, of: scenario).description
  }

  private func equilibria(_ scenario: Scenario) throws -> String {
    let initial = scenario.initialData.empiricalLaw
    return EquilibriaText(
      try RestPoints(of: scenario.settings, initial: initial),
      Hysteresis(of: scenario.settings, initial: initial), of: scenario
    ).description
  }

  /// The cells of the table, without the heading.
  private func rows(_ text: String) -> [[Substring]] {
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
      .split(separator: "")
    return paragraphs[1].dropFirst().map { $0.split(separator: " ") }
  }

  @Test("below T = 1 the odds stand beside the present shares")
  func winner() throws {
    let text = forecast(try scenario([5, 3, 2], 0.8))
    #expect(text.hasPrefix("T = 0.80: mode collapse. The data have 10 samples now.\n"))
    #expect(
      rows(text) == [
        ["A", "0.5000", "0.7847", "8e-8"], ["B", "0.3000", "0.1672", "2e-12"],
        ["C", "0.2000", "0.0481", "7e-15"],
      ])
  }

  @Test("what is possible is never rounded to 0 or 1, what is not is 0")
  func possible() throws {
    for (counts, temperature) in [
      ([1_000_000_000_000_000, 3, 0], 0.5), ([5, 3, 0], 0.01), ([900, 1, 0], 0.8),
      ([5, 3, 0], 1.0.nextDown), (Array(1...13) + [0], 0.3),
    ] as [([Int64], Double)] {
      let text = forecast(try scenario(counts, temperature))
      for (row, count) in zip(rows(text), counts) {
        for cell in row.dropFirst() {
          let isCertain = cell == "1" || cell.allSatisfy { $0 == "0" || $0 == "." }
          #expect(isCertain == (count == 0), "\(text)")
        }
      }
    }
  }

  @Test("ends above T = 1, with fresh data, and those that are not known")
  func others() throws {
    let mild = forecast(try scenario([5, 3, 2], 1.1))
    #expect(mild.contains("1.18e12 samples, 1.18e11 times the data"))
    #expect(rows(mild).allSatisfy { $0[2] == "0.3333" })
    let noisy = forecast(try scenario([5, 3, 2], 4))
    #expect(
      noisy.contains("the lead changes for ever:\nafter k samples a share is off by about 0.67"))
    #expect(forecast(try scenario([5, 3, 2], 1.0001)).contains("1e10085 samples"))
    let fresh = try scenario([5, 3, 2], 0.5, fraction: 0.3, law: .uniform)
    #expect(rows(forecast(fresh)).map { $0[2] } == ["0.7702", "0.1149", "0.1149"])
    #expect(forecast(fresh).contains("heatdeath equilibria"))
    let only = forecast(try scenario([5, 3, 2], 2, fraction: 0.3))
    #expect(!only.contains("Chance may lead"))
    let window = forecast(try scenario([5, 3, 2], 0.8, loop: ClosedLoop(policy: .window(5))))
    #expect(window.contains("is not known: the end is known for data that accumulate"))
    #expect(forecast(try scenario([7], 0.8)).contains("There is one category"))
  }

  @Test("columns line up whatever the labels are")
  func columns() throws {
    let labels = ["ß\u{202E}x", "漢字", String(repeating: "long", count: 20)]
    for temperature in [0.8, 1, 1.5] {
      let text = forecast(try scenario([5, 3, 2], temperature, labels: labels))
      let table = text.split(separator: "\n", omittingEmptySubsequences: false)
        .split(separator: "")[1]
      #expect(Set(table.map { String($0).terminalColumns }).count == 1, "\(text)")
      #expect(text.contains("\\u{202E}") && !text.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test("rest points are a table, and thresholds a sentence")
  func restPoints() throws {
    let five = try equilibria(scenario([5, 3, 2], 0.5, fraction: 0.3))
    #expect(five.contains("5 rest points, and no others; 3 of them stable."))
    #expect(rows(five)[0] == ["stable", "0.8362", "0.0998", "0.0640", "-0.7819"])
    #expect(!five.contains("even mixture"))
    let eight = try scenario(Array(repeating: 10, count: 8), 0.5, fraction: 0.55, law: .uniform)
    #expect(
      try equilibria(eight).contains(
        "more than 50.00 % of new data is fresh,\nand no lead lasts above 60.19 %."))
    #expect(
      try equilibria(eight).hasPrefix("T = 0.50, 55 % of new data is fresh, from the uniform law. ")
    )
    #expect(try equilibria(scenario([4, 4], 2)).contains("nothing but the even mixture is stable"))
    #expect(rows(try equilibria(scenario([4, 4], 2)))[1] == ["unstable", "1", "0", "inf"])
  }
}
