import TestSupport
import Testing

@testable import HeatDeath

/// The engine switch, leaps at a pace, leaps to a size, and the way back.
@Suite struct LeapingTests {
  /// Runs a driver until its dataset has at least `size` samples.
  private func driver(
    _ scenario: Scenario, pace: Pace, until size: Int64, batching: SimulationDriver.Batching
  ) throws -> SimulationDriver {
    let time = FakeClock(nanosecondsPerLook: 20_000)
    var driver = SimulationDriver(
      scenario: scenario, pace: pace, running: true, batching: batching, clock: time.clock)
    let patience = Patience("\(size) samples")
    while driver.simulation.size < size {
      try patience.check()
      if case .until(let wake) = driver.turn() { time.advance(to: wake) }
    }
    return driver
  }

  @Test(
    "Single steps hand over to leaps at one size, and the path is the same at every pace",
    arguments: [0.8, 1, 1.5])
  func handOver(temperature: Double) throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(temperature), seed: 11)
    let slow = try driver(
      scenario, pace: .decadesPerSecond(1), until: 10_000_000_000,
      batching: .init(budget: 100_000, chunk: 64))
    let fast = try driver(
      scenario, pace: .decadesPerSecond(10), until: 10_000_000_000_000,
      batching: .init(budget: 1_000_000, chunk: 4096))
    let expected = InterventionMark(
      clock: EngineSelection.leapSize, intervention: .setEngine(.leap))
    #expect(slow.timeline.log.marks == [expected] && fast.timeline.log.marks == [expected])
    // Every state of the slower run that both kept is one of the faster.
    let states = { (trajectory: Trajectory) in
      Dictionary(
        uniqueKeysWithValues: trajectory.sizes.indices.map {
          (trajectory.sizes[$0], Array(trajectory.counts(at: $0)))
        })
    }
    let (before, after) = (states(slow.trajectory), states(fast.trajectory))
    let common = before.keys.filter { after[$0] != nil }
    #expect(common.contains { $0 > 1_000_000_000 }, "leaps end at the same sizes")
    for size in common { #expect(before[size] == after[size]) }
  }

  @Test("A pace in steps draws single steps at any size, and data that do not grow at any pace")
  func singleSteps() throws {
    let large = try Scenario(
      initialData: Dataset(counts: [600_000, 400_000]), temperature: .one, seed: 1)
    let steps = try driver(
      large, pace: .stepsPerSecond(1000), until: 1_000_100, batching: .init())
    #expect(steps.simulation.engine == .step && steps.simulation.size < 1_001_000)
    let replaced = try Scenario(
      initialData: Dataset(counts: [6, 4]), temperature: .one,
      loop: ClosedLoop(policy: .replace), seed: 1)
    var driver = SimulationDriver(
      scenario: replaced, pace: .decadesPerSecond(1), running: false, clock: FakeClock().clock)
    driver.perform(.step(2_000_000), sequence: 1)
    try driver.turn("two million samples") { $0.simulation.clock >= 2_000_000 }
    driver.perform(.run, sequence: 2)
    _ = driver.turn()
    #expect(driver.simulation.engine == .step && driver.timeline.log.marks.isEmpty)
  }

  @Test("External data end exact leaps at once; approximate ones follow, and exact ones after them")
  func externalData() throws {
    var driver = try driver(
      .builtIn(seed: 3), pace: .decadesPerSecond(3), until: 1_000_000, batching: .init())
    #expect(driver.simulation.engine == .leap)
    let data = try ExternalData(fraction: 0.2, law: .uniform)
    driver.perform(.intervene(.setExternalData(data)), sequence: 1)
    #expect(driver.simulation.engine == .step && driver.report.failures.isEmpty)
    try driver.turn("leaps") { $0.simulation.engine != .step }
    #expect(driver.timeline.log.marks.last?.intervention == .setEngine(.split))
    #expect(driver.simulation.size >= EngineSelection.splitSize)
    driver.perform(.intervene(.setExternalData(.none)), sequence: 2)
    try driver.turn("exact leaps") { $0.simulation.engine == .leap }
    #expect(driver.timeline.log.marks.last?.intervention == .setEngine(.leap))
  }

  @Test("A leap to a size lands on it to the unit, pauses, and below T = 1 tells the fate")
  func eternity() throws {
    let target: Int64 = 1_000_000_000_000_000_000
    for temperature in [0.8, 1, 1.5] {
      let scenario = try Scenario(
        initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(temperature), seed: 5)
      var driver = SimulationDriver(
        scenario: scenario, pace: .standard, running: true, clock: FakeClock().clock)
      driver.perform(.leap(to: target), sequence: 1)
      #expect(driver.simulation.size == target)
      #expect(driver.simulation.counts.reduce(0, +) == target)
      #expect(driver.activity == .paused && driver.turn() == .forever)
      // The end itself may share a cell of the clock with the last leap.
      #expect(try #require(driver.trajectory.sizes.last) > target / 50 * 49)
      #expect(driver.trajectory.count > 400)
      let fate = driver.report.fate
      #expect((fate != nil) == (temperature < 1))
      if let fate {
        #expect(fate.finalCounts[fate.winner] == .unbounded)
      }
      driver.perform(.intervene(.setTemperature(.one)), sequence: 2)
      #expect(driver.report.fate == nil, "another future now")
    }
  }

  @Test("A leap backwards, or over data that do not grow, fails and changes nothing")
  func refusedLeaps() throws {
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 5), pace: .standard, running: false, clock: FakeClock().clock)
    driver.perform(.leap(to: 9), sequence: 1)
    #expect(driver.report.failures.last?.error == .intervention(.landing(at: 9, clock: 10)))
    driver.perform(.intervene(.setLoop(ClosedLoop(policy: .replace))), sequence: 2)
    // Nearer by, the samples are drawn one by one.
    driver.perform(.leap(to: 11 + SimulationDriver.mostStepsOfFlight), sequence: 3)
    #expect(
      driver.report.failures.last
        == FailedCommand(
          sequence: 3, error: .intervention(.engine(.doesNotGrow(policy: "replace")))))
    #expect(driver.simulation.size == 10)
  }

  @Test("With external data a leap lands as well, by the approximate engine, and has no fate")
  func approximateLeap() throws {
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 5), pace: .standard, running: false, clock: FakeClock().clock)
    driver.perform(
      .intervene(.setExternalData(try ExternalData(fraction: 0.5))), sequence: 1)
    driver.perform(.leap(to: 1_000_000_000_000_000_000), sequence: 2)
    #expect(driver.simulation.size == 1_000_000_000_000_000_000)
    #expect(driver.simulation.engine == .split && driver.report.fate == nil)
    #expect(driver.simulation.externalCount / 10_000_000_000_000_000 == 50)
  }

  @Test("Undo goes back through interventions and leaps, and the path from there is the same")
  func undo() throws {
    var driver = try driver(
      .builtIn(seed: 8), pace: .decadesPerSecond(3), until: 50_000_000, batching: .init())
    let before = driver.report.snapshot
    driver.perform(.intervene(.setTemperature(try Temperature(1.5))), sequence: 1)
    driver.perform(.leap(to: 1_000_000_000_000), sequence: 2)
    driver.perform(.intervene(.inject(count: 5, law: .category(2))), sequence: 3)
    for _ in 0..<3 { driver.perform(.undo, sequence: 4) }
    let after = driver.report.snapshot
    #expect(after.counts == before.counts && after.size == before.size)
    #expect(after.temperature == before.temperature && after.marks == before.marks)
    #expect(after.trajectory == before.trajectory && after.samplesDrawn == before.samplesDrawn)
    #expect(after.generation > before.generation, "the path shown is another one")
    driver.perform(.undo, sequence: 5)
    #expect(driver.report.failures.last?.error == .nothingToUndo)
    // The future is the one that would have come without all this.
    driver.perform(.leap(to: 1_000_000_000), sequence: 6)
    let future = driver.simulation.counts
    driver.perform(.undo, sequence: 7)
    driver.perform(.leap(to: 1_000_000_000), sequence: 8)
    #expect(driver.simulation.counts == future)
  }

  @Test("A failed intervention leaves nothing to undo")
  func undoAfterFailure() {
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 5), pace: .standard, running: false, clock: FakeClock().clock)
    driver.perform(.intervene(.inject(count: -1, law: .uniform)), sequence: 1)
    driver.perform(.undo, sequence: 2)
    #expect(driver.report.failures.map(\.sequence) == [1, 2])
  }

  @Test("Undo goes back over a new scenario to the run before it, and over what came before that")
  func undoStart() throws {
    let other = try Scenario(
      initialData: Dataset(counts: [4, 6]), labels: ["red", "blue"], temperature: .one, seed: 3)
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 5), pace: .standard, running: false, clock: FakeClock().clock)
    driver.perform(.step(700), sequence: 1)
    try driver.turnUntilDone()
    driver.perform(.intervene(.setTemperature(try Temperature(1.5))), sequence: 2)
    let before = driver.report.snapshot
    driver.perform(.setPace(.stepsPerSecond(3)), sequence: 3)
    driver.perform(.start(other), sequence: 4)
    #expect(driver.report.start == other && driver.report.snapshot.scenario == other)
    driver.perform(.step(50), sequence: 5)
    try driver.turnUntilDone()
    driver.perform(.undo, sequence: 6)
    let after = driver.report.snapshot
    #expect(after.scenario == before.scenario && after.settings == before.settings)
    #expect(after.counts == before.counts && after.trajectory == before.trajectory)
    #expect(after.marks == before.marks && after.generation > before.generation)
    #expect(driver.report.pace == .stepsPerSecond(3) && !driver.report.isRunning)
    driver.perform(.undo, sequence: 7)
    #expect(driver.simulation.temperature.value == 0.8 && driver.report.failures.isEmpty)
  }

  @Test("A report's start gives the run since its last start")
  func start() throws {
    let scenario = Scenario.builtIn(seed: 5)
    var driver = SimulationDriver(
      scenario: scenario, pace: .standard, running: false, clock: FakeClock().clock)
    let hot = try Temperature(1.5)
    driver.perform(.intervene(.setTemperature(hot)), sequence: 1)
    #expect(driver.report.start == scenario, "a later change is none of the start")
    driver.perform(.intervene(.restart), sequence: 2)
    #expect(driver.report.start == (try scenario.with(temperature: hot)))
    driver.perform(.intervene(.setTemperature(.one)), sequence: 3)
    driver.perform(.intervene(.reseed(9)), sequence: 4)
    #expect(driver.report.start == (try scenario.with(temperature: .one, seed: 9)))
    driver.perform(.step(500), sequence: 5)
    try driver.turnUntilDone()
    var again = Simulation(driver.report.start)
    again.advance(by: 500)
    #expect(again.counts == driver.simulation.counts)
    for expected in [hot, hot, nil, nil] as [Temperature?] {
      driver.perform(.undo, sequence: 6)
      #expect(driver.report.start == (try scenario.with(temperature: expected)))
    }
  }

  @Test("A new scenario has no fate before it is drawn")
  func fateOfTheRunBefore() {
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 5), pace: .standard, running: false, clock: FakeClock().clock)
    driver.perform(.leap(to: 1_000_000), sequence: 1)
    #expect(driver.report.fate != nil)
    driver.perform(.start(.builtIn(seed: 6)), sequence: 2)
    #expect(driver.report.fate == nil)
  }

  @Test("After a leap a restart repeats the path from the first sample, any number of times")
  func restart() throws {
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 5), pace: .standard, running: false, clock: FakeClock().clock)
    var ends: [[Int64]] = []
    // Four runs of 4e18 samples are more than 64 bits can count.
    for sequence in 1...4 as ClosedRange<UInt64> {
      driver.perform(.leap(to: Dataset.maximumSize), sequence: sequence)
      ends.append(driver.simulation.counts)
      #expect(driver.activity == .full)
      driver.perform(.intervene(.restart), sequence: sequence)
      #expect(driver.simulation.size == 10)
    }
    #expect(Set(ends).count == 1)
    #expect(driver.simulation.samplesDrawn == 4 * Int128(Dataset.maximumSize - 10))
  }
}
