import TestSupport
import Testing

@testable import HeatDeath

/// A leap over some seconds: the same end as at once, and a run like any other where it is stopped.
@Suite struct FlightTests {
  private static let target: Int64 = 1_000_000_000_000_000_000

  /// The urn, and loops over which only the approximate engine leaps, a thousand samples below the size
  /// from which each leaps: single steps up to there are what a flight takes long for.
  static let scenarios: [Scenario] = {
    let loops: [ClosedLoop] = [
      .paper, try! ClosedLoop(sampler: Sampler(parsing: "mix:0.1"), batch: BatchSize(5)),
      ClosedLoop(learner: try! Learner(parsing: "smoothed:0.5")),
    ]
    return loops.flatMap { loop in
      [0.8, 1, 1.5].map {
        try! Scenario(
          initialData: Dataset(
            counts: loop == .paper
              ? [49_500, 29_700, 19_800] : [499_500, 299_700, 199_800]),
          temperature: Temperature($0), loop: loop, seed: 7)
      }
    } + [
      try! Scenario(
        initialData: Dataset(counts: [499_500, 299_700, 199_800]), temperature: Temperature(0.8),
        externalData: ExternalData(fraction: 0.1, law: .uniform), seed: 7)
    ]
  }()

  private func driver(
    _ scenario: Scenario, _ time: FakeClock, before: [SimulationCommand] = [.step(500)]
  ) throws -> SimulationDriver {
    var driver = SimulationDriver(
      scenario: scenario, pace: .standard, running: false, clock: time.clock)
    for (index, command) in before.enumerated() {
      driver.perform(command, sequence: UInt64(index + 1))
    }
    try driver.turnUntilDone()
    return driver
  }

  /// Lets time pass in pieces until `condition` holds.
  private func fly(
    _ driver: inout SimulationDriver, _ time: FakeClock, pieces: [Double],
    until condition: (SimulationDriver) -> Bool = { $0.activity != .flying }
  ) throws {
    let patience = Patience("the end of a flight")
    var index = 0
    while !condition(driver) {
      try patience.check()
      if driver.turn() != .none { time.advance(seconds: pieces[index % pieces.count]) }
      index += 1
    }
  }

  private func expectSame(_ a: SimulationDriver, _ b: SimulationDriver) {
    #expect(a.simulation.digest == b.simulation.digest)
    #expect(a.trajectory == b.trajectory && a.timeline.log == b.timeline.log)
    #expect(a.report.fate == b.report.fate && a.activity == b.activity)
  }

  @Test(
    "A flight ends where the leap at once ends, however its time is cut",
    arguments: scenarios.indices, [[0.033], [10], [0.5, 0.0001, 0.008, 1.2]])
  func sameEnd(index: Int, pieces: [Double]) throws {
    let scenario = Self.scenarios[index]
    let time = FakeClock(nanosecondsPerLook: 3_000)
    var atOnce = try driver(scenario, time)
    var timeline = atOnce.timeline
    atOnce.perform(.leap(to: Self.target), sequence: 9)
    #expect(atOnce.activity == .paused && atOnce.simulation.clock == Self.target)
    var flown = try driver(scenario, time)
    flown.perform(.leap(to: Self.target, over: 3), sequence: 9)
    #expect(flown.activity == .flying && flown.report.isRunning)
    #expect(flown.simulation.clock == scenario.initialData.size + 500)
    try fly(&flown, time, pieces: pieces)
    expectSame(flown, atOnce)
    // And where the landing of a log ends, after single steps as far as a run draws them.
    timeline.advance(by: Self.takeOffSize(of: atOnce) - timeline.present.simulation.clock)
    try timeline.apply(.setEngine(atOnce.simulation.engine))
    try timeline.apply(.land(at: Self.target))
    #expect(timeline.present.simulation.digest == flown.simulation.digest)
    #expect(timeline.present.trajectory == flown.trajectory && timeline.log == flown.timeline.log)
    // Undo goes back over both alike.
    for _ in 0..<2 {
      flown.perform(.undo, sequence: 10)
      atOnce.perform(.undo, sequence: 10)
      expectSame(flown, atOnce)
    }
    #expect(flown.simulation.clock == scenario.initialData.size + 500)
    #expect(flown.report.failures.count == 1)
  }

  private static func takeOffSize(of driver: SimulationDriver) -> Int64 {
    driver.simulation.engine == .leap ? EngineSelection.leapSize : EngineSelection.splitSize
  }

  @Test(
    "A seed has one run, whenever somebody takes off: seed 7", arguments: [0, 4, 6, 9])
  func oneRun(index: Int) throws {
    let time = FakeClock(nanosecondsPerLook: 3_000)
    func landed(after steps: Int64, at target: Int64) throws -> SimulationDriver {
      var driver = try driver(
        Self.scenarios[index], time, before: steps == 0 ? [] : [.step(steps)])
      driver.perform(.leap(to: target, over: 1), sequence: 8)
      try fly(&driver, time, pieces: [0.01])
      return driver
    }
    // Below where leaps begin a flight is single steps, and nothing is done to the run.
    let start = Self.scenarios[index].initialData.size
    let stepped = try driver(Self.scenarios[index], time, before: [.step(990)])
    let straight = try landed(after: 0, at: 1_000_000_000)
    for steps in [0, 1, 137, 800] as [Int64] {
      var near = try landed(after: steps, at: start + 990)
      #expect(near.simulation.digest == stepped.simulation.digest)
      #expect(near.timeline.log == stepped.timeline.log && near.simulation.engine == .step)
      near.perform(.undo, sequence: 9)
      #expect(near.simulation.clock == start + steps)
      guard steps > 1 else { continue }
      let far = try landed(after: steps, at: 1_000_000_000)
      #expect(far.simulation.digest == straight.simulation.digest)
      #expect(far.timeline.log == straight.timeline.log)
    }
    // Started again after a leap, by single steps again.
    var again = straight
    again.perform(.intervene(.restart), sequence: 9)
    again.perform(.leap(to: 1_000_000_000), sequence: 10)
    #expect(again.simulation.counts == straight.simulation.counts)
  }

  @Test("It goes evenly in ln k, and waits between its leaps")
  func even() throws {
    let time = FakeClock()
    var driver = try driver(.builtIn(seed: 3), time, before: [])
    driver.perform(.leap(to: Self.target, over: 3), sequence: 1)
    let start = time.now
    // 17 decades in 3 seconds, and at most one leap more.
    for (seconds, growth) in [(1, 4.641_588e5), (2, 2.154_434e11)] {
      time.advance(to: start + UInt64(seconds) * 1_000_000_000)
      let wait = driver.turn()
      #expect(wait == .until(time.now + PaceKeeper.tick))
      let clock = Double(driver.simulation.clock)
      #expect((10 * growth...10.8 * growth).contains(clock), "\(clock)")
    }
    time.advance(seconds: 1.01)
    #expect(driver.turn() == .forever && driver.simulation.clock == Self.target)
  }

  @Test(
    "Stopped, it stays where it is; the log gives every moment, and undo goes back before it",
    arguments: [0, 3, 9],
    [.pause, .intervene(.setTemperature(.one)), .step(3), .run, .setPace(.stepsPerSecond(1))]
      as [SimulationCommand])
  func stopped(index: Int, command: SimulationCommand) throws {
    let scenario = Self.scenarios[index]
    let time = FakeClock(nanosecondsPerLook: 3_000)
    for isLanded in [false, true] {
      var driver = try driver(
        scenario, time,
        before: isLanded ? [.leap(to: scenario.initialData.size + 900)] : [.step(500)])
      let before = driver.timeline
      driver.perform(.leap(to: Self.target, over: 3), sequence: 9)
      try fly(&driver, time, pieces: [0.01]) { $0.simulation.clock > 1_000_000_000 }
      let stop = (date: driver.simulation.samplesDrawn, counts: driver.simulation.counts)
      let clock = driver.simulation.clock
      driver.perform(command, sequence: 10)
      #expect(driver.simulation.clock == clock && clock < Self.target)
      #expect(driver.activity == (command == .run || command == .step(3) ? .running : .paused))
      #expect(driver.report.fate == nil)
      driver.perform(.step(20), sequence: 11)
      try driver.turnUntilDone()
      driver.perform(.setPace(.decadesPerSecond(3)), sequence: 12)
      driver.perform(.run, sequence: 12)
      try fly(&driver, time, pieces: [0.02]) { $0.simulation.clock > 3 * clock }
      driver.perform(.pause, sequence: 13)
      #expect(!driver.timeline.log.events.contains { $0.intervention == .land(at: Self.target) })
      // From its log alone: the end, the place of the stop, a moment of the flight.
      let end = driver.simulation
      for date in [end.samplesDrawn, stop.date, stop.date / 1000] {
        var plain = RunState(driver.timeline.log.start)
        try plain.replay(driver.timeline.log.events, to: date)
        #expect(driver.timeline.state(at: date).simulation.digest == plain.simulation.digest)
        if date == end.samplesDrawn { #expect(plain.simulation.digest == end.digest) }
        if date == stop.date { #expect(plain.simulation.counts == stop.counts) }
      }
      // What came after the flight, and the flight itself.
      if case .intervene = command { driver.perform(.undo, sequence: 14) }
      driver.perform(.undo, sequence: 15)
      #expect(driver.simulation.digest == before.present.simulation.digest)
      #expect(driver.timeline.log == before.log && driver.report.failures.isEmpty)
    }
  }

  @Test("Told to land, it lands at once; another flight after that has nowhere to go")
  func landing() throws {
    let time = FakeClock()
    var driver = try driver(.builtIn(seed: 3), time)
    var atOnce = driver
    atOnce.perform(.leap(to: Self.target), sequence: 2)
    driver.perform(.leap(to: Self.target, over: 3), sequence: 2)
    time.advance(seconds: 1)
    _ = driver.turn()
    driver.perform(.leap(to: Self.target), sequence: 3)
    expectSame(driver, atOnce)
    // A flight that is undone while it lasts.
    driver.perform(.undo, sequence: 4)
    driver.perform(.leap(to: Self.target, over: 3), sequence: 5)
    time.advance(seconds: 1)
    _ = driver.turn()
    driver.perform(.undo, sequence: 6)
    #expect(driver.simulation.clock == 510 && driver.activity == .paused)
    #expect(driver.timeline.log.events.isEmpty && driver.turn() == .forever)
  }

  @Test("Where no engine leaps a flight draws its samples one by one, and undo goes back before it")
  func bySteps() throws {
    let time = FakeClock(nanosecondsPerLook: 3_000)
    for loop in [
      ClosedLoop(sampler: try Sampler(parsing: "top-p:0.8")), ClosedLoop(policy: .replace),
    ] {
      let scenario = try Scenario(
        initialData: Dataset(counts: [50, 30, 20]), temperature: .one, loop: loop, seed: 7)
      var flown = try driver(scenario, time, before: [])
      flown.perform(.intervene(.setTemperature(try Temperature(0.9))), sequence: 1)
      var stepped = flown
      flown.perform(.leap(to: 5_000, over: 1), sequence: 2)
      #expect(flown.activity == .flying)
      try fly(&flown, time, pieces: [0.01])
      stepped.perform(.step(4_900), sequence: 2)
      try stepped.turnUntilDone()
      #expect(flown.simulation.digest == stepped.simulation.digest && flown.activity == .paused)
      #expect(flown.timeline.log == stepped.timeline.log && flown.report.failures.isEmpty)
      // The flight alone.
      flown.perform(.undo, sequence: 3)
      #expect(flown.simulation.clock == 100 && flown.simulation.temperature.value == 0.9)
      flown.perform(.leap(to: 5_000), sequence: 4)
      #expect(flown.simulation.digest == stepped.simulation.digest)
      // Too far for single steps.
      flown.perform(.leap(to: 5_001 + SimulationDriver.mostStepsOfFlight), sequence: 5)
      #expect(flown.report.failures.map(\.sequence) == [5])
    }
  }

  @Test("A flight that cannot begin changes nothing")
  func refused() throws {
    let time = FakeClock()
    var driver = try driver(.builtIn(seed: 3), time)
    driver.perform(.leap(to: 9, over: 3), sequence: 2)
    driver.perform(.intervene(.setLoop(ClosedLoop(policy: .replace))), sequence: 3)
    driver.perform(.leap(to: Self.target, over: 3), sequence: 4)
    #expect(driver.report.failures.map(\.sequence) == [2, 4] && driver.activity == .paused)
    driver.perform(.undo, sequence: 5)
    driver.perform(.undo, sequence: 6)
    #expect(driver.report.failures.last == FailedCommand(sequence: 6, error: .nothingToUndo))
  }
}
