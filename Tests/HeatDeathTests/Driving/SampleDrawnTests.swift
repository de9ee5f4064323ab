import TestSupport
import Testing

@testable import HeatDeath

/// A sample drawn alone: what it was drawn from, and what it did.
@Suite struct SampleDrawnTests {
  private static func driver(
    _ loop: ClosedLoop = .paper, temperature: Double = 0.8, seed: UInt64 = 7
  ) throws -> SimulationDriver {
    SimulationDriver(
      scenario: try Scenario.builtIn(seed: seed).with(
        temperature: Temperature(temperature), loop: loop), pace: .decadesPerSecond(3),
      running: false, clock: FakeClock(nanosecondsPerLook: 15_000).clock)
  }

  private static func step(_ driver: inout SimulationDriver, by steps: Int64 = 1) {
    driver.perform(.step(steps), sequence: driver.lastCommand + 1)
    while driver.turn() == .none {}
  }

  @Test("Where everything is kept, the category drawn has one more, and the law is that of before")
  func accumulates() throws {
    var driver = try Self.driver()
    #expect(driver.report.sample == nil)
    for number in 0..<200 {
      let before = driver.report.snapshot
      Self.step(&driver)
      let sample = try #require(driver.report.sample)
      let category = try #require(sample.category)
      #expect(sample.before.theta == before.theta && sample.before.counts == before.counts)
      #expect(sample.before.clock == Int64(10 + number) && sample.forgotten == nil)
      var counts = before.counts
      counts[category] += 1
      #expect(sample.counts == counts && driver.report.snapshot.counts == counts)
      // The number that decided falls into its part.
      let number = try #require(sample.decidingNumber)
      let law = before.nextSampleLaw.coordinates
      let start = law.prefix(category).reduce(0, +)
      #expect(start - 1e-12 <= number && number < start + law[category] + 1e-12)
    }
    Self.step(&driver, by: 50)
    let last = try #require(driver.report.sample)
    #expect(last.before.clock == 259, "of several the last one")
  }

  @Test(
    "Under other samplers and learners a single number decides as well, and none where all are alike",
    arguments: ["top-p:0.8", "min-p:0.1", "mix:0.2", "drifting", "greedy"])
  func otherLoops(name: String) throws {
    let loop =
      name == "drifting"
      ? ClosedLoop(learner: try .drifting(0.05)) : ClosedLoop(sampler: try Sampler(parsing: name))
    var driver = try Self.driver(loop)
    for _ in 0..<200 {
      let law = driver.report.snapshot.nextSampleLaw.coordinates
      Self.step(&driver)
      let sample = try #require(driver.report.sample)
      guard name != "greedy", !law.contains(1) else {
        #expect(sample.decidingNumber == nil)
        continue
      }
      let number = try #require(sample.decidingNumber)
      let category = try #require(sample.category)
      let start = law.prefix(category).reduce(0, +)
      #expect(start - 1e-12 <= number && number < start + law[category] + 1e-12)
    }
  }

  @Test("No single number decides with external data, under a window, and in a tree of categories")
  func undecided() throws {
    let fresh = try Scenario.builtIn(seed: 7).with(
      externalData: ExternalData(fraction: 0.2, law: .uniform))
    let many = try Scenario(
      initialData: Dataset(counts: Array(repeating: 1, count: 40)), temperature: Temperature(0.8),
      seed: 7)
    let window = try Scenario.builtIn(seed: 7).with(
      loop: ClosedLoop(policy: .window(10)))
    for scenario in [fresh, many, window] {
      var driver = SimulationDriver(
        scenario: scenario, pace: .decadesPerSecond(3), running: false,
        clock: FakeClock(nanosecondsPerLook: 15_000).clock)
      Self.step(&driver)
      #expect(try #require(driver.report.sample).decidingNumber == nil)
    }
  }

  @Test("Categories come as often as the law says that is shown: z below 4.5, seeds 1 to 4000")
  func frequencies() throws {
    var hits = [0, 0, 0]
    for seed in 1...4000 as ClosedRange<UInt64> {
      var driver = try Self.driver(temperature: 0.5, seed: seed)
      Self.step(&driver)
      hits[try #require(driver.report.sample?.category)] += 1
    }
    let before = try Self.driver(temperature: 0.5).report.snapshot
    func largest(_ law: SimplexPoint) -> Double {
      hits.indices.map { category in
        let chance = law[category]
        return abs(Double(hits[category]) - 4000 * chance)
          / (4000 * chance * (1 - chance)).squareRoot()
      }.max() ?? 0
    }
    #expect(largest(before.nextSampleLaw) < 4.5)
    // The belief would not do.
    #expect(largest(before.theta) > 4.5)
  }

  @Test("Under a window what is forgotten is said, and nothing where the counts do not tell")
  func forgets() throws {
    var driver = try Self.driver(ClosedLoop(policy: .window(10)))
    var kinds: Set<Bool> = []
    for _ in 0..<100 {
      Self.step(&driver)
      let sample = try #require(driver.report.sample)
      kinds.insert(sample.category == nil)
      guard let category = sample.category, let forgotten = sample.forgotten else {
        #expect(sample.category == nil && sample.forgotten == nil)
        #expect(sample.counts == sample.before.counts)
        continue
      }
      var counts = sample.before.counts
      counts[category] += 1
      counts[forgotten] -= 1
      #expect(category != forgotten && sample.counts == counts)
    }
    #expect(kinds == [true, false])
  }

  @Test("A batch that comes into force as a whole names no category")
  func batches() throws {
    var driver = try Self.driver(ClosedLoop(policy: .replace))
    for _ in 0..<60 {
      Self.step(&driver)
      let sample = try #require(driver.report.sample)
      guard sample.counts != sample.before.counts else { continue }
      let changes = zip(sample.before.counts, sample.counts).map { abs($1 - $0) }.reduce(0, +)
      if changes > 2 { #expect(sample.category == nil && sample.forgotten == nil) }
    }
  }

  @Test("Whatever else happens, it is over")
  func isOver() throws {
    let others: [SimulationCommand] = [
      .intervene(.setTemperature(.one)), .intervene(.inject(count: 3, law: .initial)),
      .intervene(.restart), .leap(to: 5000), .undo, .start(.builtIn(seed: 3)),
      .seek(.back(to: 12)),
    ]
    for command in others {
      var driver = try Self.driver()
      driver.perform(.intervene(.setTemperature(.one)), sequence: 1)
      Self.step(&driver, by: 5)
      #expect(driver.report.sample != nil)
      driver.perform(command, sequence: driver.lastCommand + 1)
      for _ in 0..<50 { _ = driver.turn() }
      #expect(driver.report.sample == nil, "\(command)")
    }
  }
}
