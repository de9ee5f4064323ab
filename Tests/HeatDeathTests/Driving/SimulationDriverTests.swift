import TestSupport
import Testing

@testable import HeatDeath

@Suite struct SimulationDriverTests {
  let time = FakeClock()

  func driver(
    _ scenario: Scenario = .builtIn(seed: 1), pace: Pace = .stepsPerSecond(1), running: Bool = false
  ) -> SimulationDriver {
    SimulationDriver(scenario: scenario, pace: pace, running: running, clock: time.clock)
  }

  /// Room for 100 more samples.
  static func almostFull() throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: [Dataset.maximumSize / 2, Dataset.maximumSize / 2 - 100]),
      temperature: .one, seed: 1)
  }

  @Test("Paused, nothing is drawn and nothing is waited for, whatever time passes")
  func paused() {
    var driver = driver()
    for _ in 0..<10 {
      #expect(driver.turn() == .forever)
      time.advance(seconds: 10)
    }
    #expect(driver.simulation.samplesDrawn == 0)
    #expect(driver.report.activity == .paused)
    #expect(driver.report.stepsPerSecond == 0)
  }

  @Test("A report tells a path that an undo came back to from one that was started")
  func returns() throws {
    var driver = driver()
    #expect(!driver.report.isReturn)
    let commands: [(SimulationCommand, Bool)] = [
      (.intervene(.setTemperature(.one)), false), (.undo, true), (.step(10), true),
      (.intervene(.restart), false), (.undo, true), (.start(.builtIn(seed: 2)), false),
      (.leap(to: 1000), false), (.undo, true),
    ]
    for (number, (command, isReturn)) in commands.enumerated() {
      driver.perform(command, sequence: UInt64(number))
      try driver.turnUntilDone()
      #expect(driver.report.isReturn == isReturn, "\(command)")
    }
  }

  @Test("At one step a second each wait is a second long and each wake-up draws one sample")
  func onePerSecond() {
    var driver = driver(running: true)
    var wake = time.now
    #expect(driver.turn() == .until(wake + 1_000_000_000))
    for drawn in 1...20 as ClosedRange<Int64> {
      wake += 1_000_000_000
      time.advance(to: wake)
      #expect(driver.turn() == .until(wake + 1_000_000_000))
      #expect(driver.simulation.samplesDrawn == drawn)
    }
    #expect(driver.report.isRunning)
    #expect(driver.report.stepsPerSecond == 1)
  }

  @Test("Being called in between, for a snapshot, does not shift the beat")
  func beat() {
    var driver = driver(running: true)
    let start = time.now
    _ = driver.turn()
    time.advance(seconds: 0.4)
    #expect(driver.turn() == .until(start + 1_000_000_000))
    #expect(driver.simulation.samplesDrawn == 0)
  }

  @Test("A pause keeps the fraction of a sample but not the time")
  func pauseAndRun() {
    var driver = driver(running: true)
    _ = driver.turn()
    time.advance(seconds: 0.75)
    _ = driver.turn()
    driver.perform(.pause, sequence: 1)
    #expect(driver.turn() == .forever)
    time.advance(seconds: 3600)
    driver.perform(.run, sequence: 2)
    #expect(driver.turn() == .until(time.now + 250_000_000))
    #expect(driver.simulation.samplesDrawn == 0)
    #expect(!driver.report.isCapped)
  }

  @Test("A turn ends when its time is over, and says that samples are still due")
  func budget() {
    let slow = FakeClock(nanosecondsPerLook: 30_000)
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 1), pace: .stepsPerSecond(1e9), running: true,
      batching: .init(budget: 100_000, chunk: 300), clock: slow.clock)
    #expect(driver.turn() == .until(slow.now + PaceKeeper.tick))
    slow.advance(seconds: 0.01)
    let start = slow.now
    #expect(driver.turn() == .none)
    #expect(slow.now - start < 200_000)
    #expect(driver.simulation.samplesDrawn == 4 * 100)
  }

  @Test("Beyond what the machine can draw the engine caps the pace, and says so")
  func capped() {
    let slow = FakeClock(nanosecondsPerLook: 10_000)
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 1), pace: .stepsPerSecond(1e9), running: true, clock: slow.clock)
    _ = driver.turn()
    slow.advance(seconds: 1)
    for _ in 0..<100 { #expect(driver.turn() == .none) }
    #expect(driver.report.isCapped)
    #expect(driver.report.stepsPerSecond > 0)
    driver.perform(.setPace(.stepsPerSecond(10)), sequence: 1)
    #expect(driver.turn() != .none)
    #expect(!driver.report.isCapped)
    #expect(driver.report.pace == .stepsPerSecond(10))
  }

  @Test("Single steps are drawn exactly, over as many turns as they take")
  func singleSteps() throws {
    let slow = FakeClock(nanosecondsPerLook: 50_000)
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 1), pace: .stepsPerSecond(1), running: true,
      batching: .init(budget: 100_000, chunk: 30), clock: slow.clock)
    driver.perform(.step(1), sequence: 1)
    driver.perform(.step(94), sequence: 2)
    driver.perform(.step(-5), sequence: 3)
    #expect(driver.turn() == .none)
    #expect(driver.report.activity == .running)
    try driver.turnUntilDone()
    #expect(driver.simulation.samplesDrawn == 95)
    #expect(driver.report.activity == .paused)
  }

  @Test(
    "Pause and run drop the single steps that are left",
    arguments: [.pause, .run] as [SimulationCommand])
  func stepsDropped(command: SimulationCommand) {
    var driver = driver()
    driver.perform(.step(.max), sequence: 1)
    driver.perform(.step(.max), sequence: 2)
    driver.perform(command, sequence: 3)
    _ = driver.turn()
    #expect(driver.simulation.samplesDrawn == 0)
  }

  @Test(
    "Starting anew begins another path and another generation",
    arguments: [
      .intervene(.restart), .intervene(.reseed(7)),
      .start(
        try! Scenario(initialData: Dataset(counts: [4, 6]), temperature: .one, seed: 3)),
    ] as [SimulationCommand])
  func startAnew(command: SimulationCommand) {
    var driver = driver()
    driver.perform(.step(1000), sequence: 1)
    _ = driver.turn()
    let before = driver.report
    driver.perform(command, sequence: 2)
    let after = driver.report
    #expect(before.snapshot.generation == 0)
    #expect(after.snapshot.generation == 1)
    #expect(after.snapshot.size == 10)
    #expect(after.snapshot.trajectory == Trajectory(start: after.snapshot.scenario.initialData))
    #expect(before.snapshot.size == 1010)
    #expect(before.snapshot.trajectory.count > 100)
  }

  @Test("Samples owed to a large dataset do not fall upon the small one after a restart")
  func debtAtRestart() throws {
    let slow = FakeClock(nanosecondsPerLook: 60_000)
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 1), pace: .stepsPerSecond(1), running: false, clock: slow.clock)
    driver.perform(.step(100_000), sequence: 1)
    try driver.turnUntilDone()
    driver.perform(.setPace(.decadesPerSecond(3)), sequence: 2)
    driver.perform(.run, sequence: 3)
    _ = driver.turn()
    slow.advance(seconds: 0.05)
    #expect(driver.turn() == .none)
    driver.perform(.intervene(.restart), sequence: 4)
    _ = driver.turn()
    #expect(driver.simulation.size < 12)
  }

  @Test("An injection stands in the path before another sample is drawn")
  func injection() throws {
    var driver = driver()
    driver.perform(.intervene(.inject(count: 500, law: .category(1))), sequence: 1)
    let path = driver.report.snapshot.trajectory
    try #require(Array(path.sizes) == [10, 510])
    #expect(Array(path.counts(at: 1)) == [5, 503, 2])
  }

  @Test("A command that fails changes nothing and is reported by its number")
  func failure() {
    var driver = driver()
    driver.perform(.intervene(.inject(count: -1, law: .initial)), sequence: 1)
    driver.perform(.intervene(.inject(count: 1, law: .category(9))), sequence: 2)
    driver.perform(.step(4), sequence: 3)
    _ = driver.turn()
    driver.perform(.leap(to: 13), sequence: 4)
    let snapshot = driver.report
    #expect(snapshot.lastCommand == 4)
    #expect(
      snapshot.failures == [
        FailedCommand(
          sequence: 1,
          error: .intervention(.injection(count: -1, room: Dataset.maximumSize - 10))),
        FailedCommand(
          sequence: 2, error: .intervention(.law(.category(9, categoryCount: 3)))),
        FailedCommand(sequence: 4, error: .intervention(.landing(at: 13, clock: 14))),
      ])
    #expect(driver.timeline.log.events.isEmpty)
    #expect(driver.simulation.size == 14)
  }

  @Test("Of many failures the last sixteen are kept")
  func failuresAreBounded() {
    var driver = driver()
    for sequence in 1...100 as ClosedRange<UInt64> {
      driver.perform(.intervene(.inject(count: -1, law: .initial)), sequence: sequence)
    }
    #expect(driver.report.failures.map(\.sequence) == Array(85...100))
  }

  @Test("At the largest dataset it stops by itself, says so, and runs on after a restart")
  func full() throws {
    var driver = driver(try Self.almostFull(), pace: .stepsPerSecond(1000), running: true)
    _ = driver.turn()
    time.advance(seconds: 10)
    let patience = Patience("the largest dataset")
    while case .until(let wake) = driver.turn() {
      try patience.check()
      time.advance(to: wake)
    }
    #expect(driver.turn() == .forever)
    #expect(driver.report.activity == .full)
    #expect(driver.report.snapshot.size == Dataset.maximumSize)
    #expect(!driver.report.isCapped)

    driver.perform(.step(3), sequence: 1)
    #expect(driver.turn() == .forever)
    #expect(driver.report.activity == .full)
    driver.perform(.run, sequence: 2)
    #expect(driver.turn() == .forever)
    driver.perform(.intervene(.inject(count: 1, law: .initial)), sequence: 3)
    #expect(
      driver.report.failures.map(\.error) == [.intervention(.injection(count: 1, room: 0))])

    driver.perform(.intervene(.restart), sequence: 4)
    #expect(driver.turn() == .until(time.now + PaceKeeper.tick))
    #expect(driver.report.activity == .running)
  }

  @Test("A snapshot stays what it was while the simulation moves on")
  func immutability() throws {
    var driver = driver()
    driver.perform(.step(300), sequence: 1)
    _ = driver.turn()
    let before = driver.report.snapshot
    let points = (0..<before.trajectory.count).map { Array(before.trajectory.counts(at: $0)) }
    driver.perform(.step(300_000), sequence: 2)
    try driver.turnUntilDone()
    #expect(before.size == 310)
    #expect(before.counts.reduce(0, +) == 310)
    #expect(
      (0..<before.trajectory.count).map { Array(before.trajectory.counts(at: $0)) } == points)
    #expect(points.last?.reduce(0, +) == before.trajectory.sizes.last)
  }
}
