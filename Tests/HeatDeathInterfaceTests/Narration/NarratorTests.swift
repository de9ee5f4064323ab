import Foundation
import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct NarratorTests {
  /// Reports made by hand: the same run at another moment.
  func report(
    of scenario: Scenario, counts: [Int64]
  ) throws -> RunReport {
    // A run that starts at these counts, told as a later moment of `scenario`.
    let start = scenario.initialData
    var simulation = Simulation(scenario)
    for category in counts.indices where counts[category] > start.counts[category] {
      try simulation.apply(
        .inject(count: counts[category] - start.counts[category], law: .category(category)))
    }
    return
      (RunReport(
        snapshot: Snapshot(simulation, trajectory: Trajectory(start: start), generation: 0),
        recording: Timeline(scenario).recording, activity: .running, pace: .standard))
  }

  func first(_ fixture: Fixture) -> String {
    var fixture = fixture
    fixture.observe(at: 0)
    return fixture.state.line
  }

  @Test("The first line says where the samples come from")
  func beginning() throws {
    #expect(
      first(try Fixture())
        == "from 10 real samples on, the model learns from what it generates itself")
    #expect(first(try Fixture(counts: [1])).hasPrefix("from 1 real sample on, "))
    #expect(
      first(try Fixture(counts: [2_000_000, 1_000_000])).hasPrefix("from 3×10⁶ real samples"))
    let external = try ExternalData(fraction: 0.005, law: .uniform)
    #expect(
      first(try Fixture(externalData: external))
        == "from 10 samples on, 0.5 % of new data is fresh, from the uniform law")
  }

  @Test("Round counts are written as such, so that the first line fits 80 columns")
  func roundCounts() throws {
    let line = first(try Fixture(counts: [400_000, 300_000, 300_000]))
    #expect(line == "from 10⁶ real samples on, the model learns from what it generates itself")
    #expect(line.terminalColumns <= NarrationView.room(width: 80))
  }

  @Test(
    "All who have not been drawn for long are told, or who alone has been",
    arguments: [
      ([900, 1, 1, 1], "only A has been drawn for 10³ samples"),
      ([900, 1, 1, 1, 0], "only A has been drawn for 10³ samples"),
      ([900, 1], "B has not been drawn for 10³ samples"),
      ([900, 900, 1], "C has not been drawn for 10³ samples"),
      ([900, 900, 1, 1], "C and D have not been drawn for 10³ samples"),
      ([900, 900, 1, 1, 1], "C, D and E have not been drawn for 10³ samples"),
      ([900, 900, 1, 1, 1, 1], "4 categories have not been drawn for 10³ samples"),
    ] as [([Int64], String)])
  func droughts(counts: [Int64], expected: String) throws {
    // Seed 42: at T = 0.5 one sample beside 900 has the chance 10⁻⁶.
    var fixture = try Fixture(counts: counts, temperature: 0.5)
    fixture.observe(at: 0)
    fixture.advance(by: 1000)
    fixture.observe(at: 10)
    #expect(fixture.state.line == expected)
    #expect(expected.terminalColumns <= NarrationView.room(width: 80))
    for time in 2..<9 {
      fixture.observe(at: Double(time) * 10)
      let line = fixture.state.line
      #expect(line == expected || !line.contains("drawn for"), "it is told once, of all")
    }
  }

  @Test("Of a batch that is not drawn to its end nobody is said not to have been drawn")
  func pendingBatch() throws {
    var fixture = try Fixture(
      counts: [5, 3, 2], temperature: 1, loop: ClosedLoop(batch: try BatchSize(50_000)))
    fixture.observe(at: 0)
    fixture.advance(by: 20_000)
    for time in 1..<9 {
      fixture.observe(at: Double(time) * 10)
      #expect(!fixture.state.line.contains("been drawn"))
    }
  }

  @Test("At whatever pace a run is looked at, an overtaking has the same size and the same names")
  func overtakings() throws {
    func told(seed: UInt64, every step: Int64) throws -> Set<String> {
      var fixture = try Fixture(counts: [5, 4, 3], temperature: 1, seed: seed)
      fixture.observe(at: 0)
      var lines: Set<String> = []
      for look in 1...(400 / step) {
        fixture.advance(by: step)
        fixture.observe(at: 3 * Double(look))
        if fixture.state.line.contains("overtook") { lines.insert(fixture.state.line) }
      }
      return lines
    }
    var count = 0
    for seed in 1...12 as ClosedRange<UInt64> {
      let all = try told(seed: seed, every: 1)
      for step in [8, 40, 100] as [Int64] {
        let some = try told(seed: seed, every: step)
        #expect(some.isSubset(of: all), "seed \(seed), every \(step): \(some) of \(all)")
        count += some.count
      }
    }
    #expect(count > 10)
  }

  @Test(
    "A flight ends with what it came to, and no engine of it is told on the way",
    arguments: [(1.0, 1000), (1.0, 1_000_000), (0.8, 1_000_000), (1.5, 1_000_000)])
  func landing(temperature: Double, size: Int64) throws {
    // Seed 42.
    var fixture = try Fixture(counts: [5, 3, 2], temperature: temperature)
    fixture.observe(at: 0)
    for key in ":go \(size)".unicodeScalars { try fixture.press(.character(key)) }
    try fixture.press(.enter)
    #expect(fixture.report.activity == .flying)
    for step in 1...40 {
      fixture.fly(seconds: 0.1)
      fixture.observe(at: Double(step))
      #expect(!fixture.state.line.contains("as likely") && !fixture.state.line.contains("single"))
    }
    fixture.fly()
    fixture.observe(at: 50)
    #expect(fixture.simulation.clock == size)
    let snapshot = fixture.report.snapshot
    #expect(fixture.state.line.hasPrefix(Sentence.words(of: snapshot, fixture.state.format)))
    if temperature == 1 {
      #expect(fixture.state.line.hasPrefix(size == 1000 ? "at k = 10³: " : "at k = 10⁶: "))
    }
    fixture.observe(at: 500)
    #expect(fixture.state.line.hasPrefix(Sentence.words(of: snapshot, fixture.state.format)))
    try fixture.press(.character("."))
    fixture.observe(at: 600)
    #expect(!fixture.state.line.hasPrefix("at k = "))
  }

  @Test("Where a comparison's ends do not fit, each run is told in fewer words")
  func narrowComparison() throws {
    var fixture = try Fixture(counts: [5, 3, 2])
    fixture.observe(at: 0)
    try fixture.press(.character("c"), .character("2"), .character("E"))
    fixture.fly()
    fixture.observe(at: 1)
    var lengths: [Int] = []
    for width in [200, 120, 80, 60, 50, 40, 24] {
      fixture.receive(.resize(width: width, height: 24))
      fixture.answerAll()
      let line = fixture.state.line
      #expect(line.terminalColumns <= NarrationView.room(width: width), "\(width): \(line)")
      #expect(
        line == "all at their ends" || line.components(separatedBy: "; ").count == 3, "\(line)")
      #expect(fixture.screen(width: width, height: 24).rows[22].contains(line))
      lengths.append(line.count)
    }
    #expect(lengths[0] > lengths[2] && lengths[2] > lengths[5])
    #expect(fixture.state.line == "all at their ends")
  }

  @Test("A restart, another seed and another number of categories are told at once")
  func beginningAnew() throws {
    var fixture = try Fixture()
    fixture.observe(at: 0)
    fixture.advance(by: 20)
    try fixture.press(.character("R"))
    fixture.observe(at: 0.1)
    #expect(
      fixture.state.line == "started again from the 10 initial samples, seed 42")
    try fixture.press(.character("r"))
    fixture.observe(at: 0.2)
    #expect(fixture.state.line.hasSuffix("seed \(fixture.state.seed)"))
    try fixture.press(.character("n"))
    fixture.observe(at: 0.3)
    #expect(
      fixture.state.line == "started anew with 4 categories and 12 invented samples")
  }

  @Test("An engine started anew from the same scenario is a new run")
  func sameScenarioAgain() throws {
    var fixture = try Fixture()
    fixture.advance(by: 50_000)
    fixture.observe(at: 0)
    fixture.perform([.send(.start(fixture.state.scenario))])
    for time in 1..<20 {
      fixture.observe(at: Double(time) * 3)
      #expect(fixture.state.line.hasPrefix("started again"))
    }
  }

  @Test(
    "A change of temperature says on which side of 1 it is",
    arguments: [
      (0.8, "t", "T = 0.75: still below 1, the strong get stronger"),
      (0.99, "T", "T = 1: a Pólya urn, shares wander and settle, nothing is favoured"),
      (1.0, "T", "T = 1.01, above 1: from now on differences fade"),
      (1.0, "t", "T = 0.99, below 1: from now on the strong get stronger"),
      (2.0, "T", "T = 2.25: still above 1, differences fade"),
      (1000.0, "T", "T = ∞: still above 1, differences fade"),
      (0.5, "0", "T = 1: a Pólya urn, shares wander and settle, nothing is favoured"),
    ])
  func temperature(start: Double, key: String, expected: String) throws {
    var fixture = try Fixture(temperature: start)
    fixture.observe(at: 0)
    try fixture.press(.character(Unicode.Scalar(key)!))
    fixture.observe(at: 0.01)
    #expect(fixture.state.line == expected)
  }

  @Test("An injection says how much of what, and what it did to the diversity")
  func injection() throws {
    var fixture = try Fixture(counts: [90, 10])
    fixture.observe(at: 0)
    try fixture.apply(.inject(count: 100, law: .category(1)))
    fixture.observe(at: 0.1)
    // exp H(0.9, 0.1) = 1.384 and exp H(0.45, 0.55) = 1.990.
    #expect(fixture.state.line == "injected 100 B: diversity 1.38 → 1.99")
    try fixture.apply(.inject(count: 5, law: .uniform))
    fixture.observe(at: 0.2)
    #expect(fixture.state.line.hasPrefix("injected 5 from the uniform law: "))
    // B leads now; the injection has said so, and it was no overtaking.
    fixture.observe(at: 9)
    #expect(fixture.state.line.hasPrefix("injected 5"))
  }

  @Test("A stream of fresh data is told when it starts and when it ends")
  func stream() throws {
    var fixture = try Fixture()
    fixture.observe(at: 0)
    try fixture.apply(.setExternalData(ExternalData(fraction: 0.2, law: .category(1))))
    fixture.observe(at: 0.1)
    #expect(fixture.state.line == "fresh data: 20 % of new samples, all of them B")
    try fixture.apply(.setExternalData(.none))
    fixture.observe(at: 0.2)
    #expect(fixture.state.line == "no more fresh data: the loop is closed again")
  }

  @Test("After E and an undo nothing is said to have started, and the line is never empty")
  func afterAnUndo() throws {
    var fixture = try Fixture()
    fixture.advance(by: 148)
    fixture.observe(at: 0)
    try fixture.press(.character("E"))
    fixture.fly()
    fixture.observe(at: 1)
    #expect(fixture.state.line.contains("A has all but "))
    #expect(fixture.state.line.contains(" of the data; in the end B stops near "))
    try fixture.press(.character("u"))
    fixture.observe(at: 2)
    try fixture.press(.character("?"))
    #expect(
      fixture.state.line == "the strong get stronger: in the end one takes nearly everything")
  }

  @Test("A comparison has words of its own, and at the end says what each run has come to")
  func comparison() throws {
    var fixture = try Fixture()
    fixture.observe(at: 0)
    try fixture.press(.character("c"))
    #expect(fixture.state.line == "the same data, the same seed, three temperatures")
    try fixture.press(.character("E"))
    fixture.fly()
    fixture.observe(at: 1)
    let parts = fixture.state.line.components(separatedBy: "; ")
    #expect(parts[0].hasPrefix("T 0.8: ") && parts[0].contains(" all but "))
    #expect(fixture.state.line.count <= 77, "three runs fit 80 columns")
    #expect(parts[1].hasPrefix("T 1: ") && parts[2].hasPrefix("T 1.5: alike to "))
  }

  @Test("Extinct categories are no differences that fade")
  func extinct() throws {
    var fixture = try Fixture(counts: [5, 3, 0, 0], temperature: 1)
    fixture.observe(at: 0)
    try fixture.press(.character("T"))
    fixture.observe(at: 0.1)
    #expect(
      fixture.state.line
        == "T = 1.01: differences between the living fade; extinct for ever: C, D")
  }

  @Test("Samples are real where they are those that were given, with their names")
  func real() throws {
    var fixture = try Fixture(counts: [29, 14, 17], labels: ["the", "of", "and"])
    fixture.observe(at: 0)
    try fixture.press(.character("N"))
    fixture.observe(at: 1)
    #expect(fixture.state.line == "started anew with 2 categories and 8 invented samples")
    try fixture.press(.character("n"))
    fixture.observe(at: 2)
    #expect(fixture.state.line == "started again from the 60 real samples, seed 42")
  }

  @Test(
    "Samples that were replaced are not spoken of as real", arguments: ["replace", "window:10"])
  func replaced(policy: String) throws {
    let policy: DataPolicy = policy == "replace" ? .replace : .window(10)
    var fixture = try Fixture(loop: ClosedLoop(policy: policy))
    fixture.observe(at: 0)
    #expect(fixture.state.line.hasPrefix("from 10 real samples on"))
    fixture.advance(by: 1)
    #expect(fixture.state.line.hasPrefix("the sampler favours the strong; "))
  }

  @Test("With fresh data no sentence speaks as if there were none")
  func freshData() throws {
    var fixture = try Fixture(externalData: ExternalData(fraction: 0.4))
    fixture.advance(by: 200)
    fixture.observe(at: 0)
    let state = "the sampler favours the strong; 40 % of new data is fresh"
    #expect(fixture.state.line == state)
    try fixture.press(.character("t"))
    fixture.observe(at: 1)
    #expect(fixture.state.line == "T = 0.75: \(state)")
  }
}
