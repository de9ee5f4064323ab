import TestSupport
import Testing

@testable import HeatDeath

/// A run is a function of its scenario and its dated interventions alone.
@Suite struct IndependenceTests {
  static let scenario = try! Scenario(
    initialData: Dataset(counts: [5, 3, 2, 4]), temperature: Temperature(0.9), seed: 20_260)

  static let interventions: [DatedIntervention] = [
    DatedIntervention(samplesDrawn: 0, intervention: .setTemperature(try! Temperature(1.3))),
    DatedIntervention(samplesDrawn: 37, intervention: .inject(count: 20, law: .uniform)),
    DatedIntervention(samplesDrawn: 37, intervention: .inject(count: 300, law: .category(2))),
    DatedIntervention(
      samplesDrawn: 1000,
      intervention: .setExternalData(try! ExternalData(fraction: 0.25, law: .initial))),
    DatedIntervention(samplesDrawn: 4001, intervention: .restart),
    DatedIntervention(samplesDrawn: 4002, intervention: .setTemperature(try! Temperature(0.7))),
    DatedIntervention(samplesDrawn: 9000, intervention: .reseed(99)),
    DatedIntervention(samplesDrawn: 12_345, intervention: .setExternalData(.none)),
  ]

  /// The same run without a driver: one advance from date to date of a log.
  struct Reference {
    private var simulation: Simulation
    private var trajectory: Trajectory
    private var events: ArraySlice<DatedIntervention>
    private let delay: Int128

    /// - Parameter delay: by how many samples every intervention comes too late.
    init(_ log: RunLog, delay: Int128 = 0) {
      simulation = Simulation(log.start)
      trajectory = Trajectory(start: log.start.initialData)
      events = log.events[...]
      self.delay = delay
    }

    mutating func advance(to samplesDrawn: Int128) throws {
      while let event = events.first, event.samplesDrawn + delay <= samplesDrawn {
        events.removeFirst()
        simulation.advance(
          by: Int64(event.samplesDrawn + delay - simulation.samplesDrawn),
          recordingIn: &trajectory)
        try simulation.apply(event.intervention)
        switch event.intervention {
        case .restart, .reseed: trajectory = Trajectory(start: simulation.scenario.initialData)
        case .inject: trajectory.record(counts: simulation.counts, size: simulation.clock)
        case .setTemperature, .setExternalData, .setLoop, .setEngine, .redraw, .start, .land: break
        }
      }
      simulation.advance(
        by: Int64(samplesDrawn - simulation.samplesDrawn), recordingIn: &trajectory)
    }

    func matches(_ snapshot: Snapshot) -> Bool {
      simulation.counts == snapshot.counts && simulation.size == snapshot.size
        && simulation.externalCount == snapshot.externalCount
        && simulation.injectedCount == snapshot.injectedCount
        && trajectory == snapshot.trajectory
    }
  }

  @Test(
    "Pace, batches, the machine's speed and snapshots change nothing",
    arguments: [
      .stepsPerSecond(30), .stepsPerSecond(4567), .stepsPerSecond(1e12), .decadesPerSecond(0.3),
      .decadesPerSecond(2),
    ] as [Pace],
    [(1, 100), (7, 90_000), (64, 4000), (4096, 3_000_000), (30_000, 60_000)]
      as [(chunk: Int64, cost: UInt64)])
  func independence(pace: Pace, batch: (chunk: Int64, cost: UInt64)) throws {
    // Every look at the clock takes time, or the fastest pace would fill one turn for ever.
    let time = FakeClock(nanosecondsPerLook: batch.cost)
    var driver = SimulationDriver(
      scenario: Self.scenario, pace: pace, running: true,
      batching: .init(budget: 100_000, chunk: batch.chunk), clock: time.clock)
    var interventions = Self.interventions[...]
    var nextSnapshot: Int128 = 0
    var snapshots: [Snapshot] = []
    let patience = Patience("15,000 samples")
    while driver.simulation.samplesDrawn < 15_000 {
      try patience.check()
      if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      // Sent when their time has come: how late they are is the pace's and the machine's affair.
      while let next = interventions.first, next.samplesDrawn <= driver.simulation.samplesDrawn {
        interventions.removeFirst()
        driver.perform(.intervene(next.intervention), sequence: 1)
      }
      // Snapshots at dates that differ from variant to variant, kept alive to force copies.
      if driver.simulation.samplesDrawn >= nextSnapshot {
        snapshots.append(driver.report.snapshot)
        nextSnapshot = driver.simulation.samplesDrawn + Int128(200 + 17 * batch.chunk)
      }
    }
    snapshots.append(driver.report.snapshot)
    #expect(driver.report.failures.isEmpty)
    var reference = Reference(driver.timeline.log)
    for snapshot in snapshots {
      try reference.advance(to: snapshot.samplesDrawn)
      #expect(reference.matches(snapshot), "at \(snapshot.samplesDrawn) samples")
    }
  }

  @Test("The comparison notices interventions that come one sample too late")
  func mutant() throws {
    var driver = SimulationDriver(
      scenario: Self.scenario, pace: .standard, running: false, clock: FakeClock().clock)
    for next in Self.interventions {
      driver.perform(
        .step(Int64(next.samplesDrawn - driver.simulation.samplesDrawn)), sequence: 1)
      try driver.turnUntilDone()
      driver.perform(.intervene(next.intervention), sequence: 2)
    }
    #expect(driver.timeline.log.events == Self.interventions)
    #expect(driver.report.snapshot.generation == 2)
    driver.perform(.step(2655), sequence: 3)
    try driver.turnUntilDone()
    for delay in [0, 1] as [Int128] {
      var reference = Reference(driver.timeline.log, delay: delay)
      try reference.advance(to: 15_000)
      #expect(reference.matches(driver.report.snapshot) == (delay == 0))
    }
  }
}
