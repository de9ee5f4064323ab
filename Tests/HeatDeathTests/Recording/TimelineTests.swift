import TestSupport
import Testing

@testable import HeatDeath

/// A run is a function of its log: replayed, it comes to the same at every date.
@Suite struct TimelineTests {
  /// A moment as it was seen.
  private struct Sight {
    let date: Int128
    let eventCount: Int
    let digest: UInt64
    let trajectory: Trajectory

    init(_ state: RunState, after eventCount: Int = 0) {
      self.eventCount = eventCount
      date = state.simulation.samplesDrawn
      digest = state.simulation.digest
      trajectory = state.trajectory
    }

    func isLike(_ state: RunState) -> Bool {
      date == state.simulation.samplesDrawn && digest == state.simulation.digest
        && trajectory == state.trajectory
    }
  }

  /// A run through random commands, and what was seen after each stretch of it that still holds.
  private func run(
    seed: UInt64, loop: ClosedLoop, isLarge: Bool = false
  ) throws -> (timeline: Timeline, sights: [Sight], kinds: Set<String>) {
    var random = SeededRandom(seed: seed)
    let time = FakeClock(nanosecondsPerLook: 15_000)
    var driver = SimulationDriver(
      scenario: try RandomSession.scenario(&random, loop: loop, isLarge: isLarge),
      pace: .decadesPerSecond(3), running: true,
      batching: .init(budget: 100_000, chunk: Int64(1 + random.next(5000))), clock: time.clock)
    var sights: [Sight] = []
    var kinds: Set<String> = []
    func look() {
      // What an undo takes back is no past any more.
      sights.removeAll { $0.date >= driver.simulation.samplesDrawn }
      sights.append(
        Sight(driver.timeline.present, after: driver.timeline.log.events.count))
    }
    for number in 1...60 as ClosedRange<UInt64> {
      for _ in 0..<(1 + random.next(6)) {
        if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      }
      look()
      driver.perform(try RandomSession.command(&random, isLarge: isLarge), sequence: number)
      look()
      kinds.formUnion(driver.timeline.log.events.map { $0.intervention.kind })
    }
    // Every run lands at least once.
    for (number, command) in [
      .intervene(.setLoop(.paper)), .intervene(.setExternalData(.none)),
      .leap(to: max(driver.simulation.clock, 2_000_000_000)),
    ].enumerated() as EnumeratedSequence<[SimulationCommand]> {
      driver.perform(command, sequence: UInt64(61 + number))
      look()
    }
    // Of several moments of one date the last one holds.
    let events = driver.timeline.log.events
    sights.removeAll { sight in
      sight.eventCount != events.prefix { $0.samplesDrawn <= sight.date }.count
    }
    return (driver.timeline, sights, kinds)
  }

  @Test(
    "A log replays to the same state and path at every date seen, with checkpoints and without",
    arguments: RandomSession.loops.indices, UInt64(1)...3)
  func replay(loop: Int, seed: UInt64) throws {
    let (timeline, sights, _) = try run(
      seed: 10 * UInt64(loop) + seed, loop: RandomSession.loops[loop], isLarge: seed > 1)
    var plain = RunState(timeline.log.start)
    var events = timeline.log.events[...]
    for sight in sights {
      #expect(sight.isLike(timeline.state(at: sight.date)), "at \(sight.date)")
      let due = events.prefix { $0.samplesDrawn <= sight.date }
      try plain.replay(due, to: sight.date)
      events = events.dropFirst(due.count)
      #expect(sight.isLike(plain), "at \(sight.date), from the start")
    }
    // A log that lacks its landings gives another run, or none.
    let landless = timeline.log.events.filter { $0.intervention.kind != "land" }
    #expect(landless.count < timeline.log.events.count)
    var other = RunState(timeline.log.start)
    let last = try #require(sights.last)
    try? other.replay(landless, to: last.date)
    #expect(!last.isLike(other))
    // Between two dates seen the checkpoints change nothing either.
    for sight in sights.suffix(5) {
      let date = sight.date - sight.date / 7
      var plain = RunState(timeline.log.start)
      try plain.replay(timeline.log.events, to: date)
      #expect(Sight(plain).isLike(timeline.state(at: date)))
      #expect(plain.simulation.samplesDrawn <= date)
    }
  }

  @Test("The random runs go through interventions of every kind")
  func everyKind() throws {
    let kinds = try run(seed: 12, loop: RandomSession.loops[1]).kinds
    #expect(kinds.count == 9, "\(kinds.sorted())")
  }

  @Test("A log without its landing does not give the run after it")
  func withoutLanding() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    timeline.advance(by: 1000)
    try timeline.apply(.setEngine(.leap))
    try timeline.apply(.land(at: 1_234_567))
    timeline.leap()
    let date = timeline.present.simulation.samplesDrawn
    for isLogged in [true, false] {
      let events = timeline.log.events.filter {
        isLogged || $0.intervention != .land(at: 1_234_567)
      }
      var state = RunState(timeline.log.start)
      try state.replay(events, to: date)
      #expect((state.simulation.digest == timeline.present.simulation.digest) == isLogged)
    }
  }

  @Test("A landing leaves no mark, a start none of the run before it")
  func marks() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    timeline.advance(by: 90)
    try timeline.apply(.inject(count: 20, law: .category(1)))
    try timeline.apply(.setEngine(.leap))
    try timeline.apply(.land(at: 5000))
    try timeline.apply(.setTemperature(.one))
    #expect(
      timeline.log.marks == [
        InterventionMark(clock: 120, intervention: .inject(count: 20, law: .category(1))),
        InterventionMark(clock: 120, intervention: .setEngine(.leap)),
        InterventionMark(clock: 5000, intervention: .setTemperature(.one)),
      ])
    try timeline.apply(.restart)
    #expect(timeline.log.marks == [InterventionMark(clock: 10, intervention: .restart)])
    try timeline.apply(.start(.builtIn(seed: 8)))
    #expect(timeline.log.marks.isEmpty && timeline.log.events.count == 6)
    #expect(timeline.undo() && timeline.undo() && timeline.log.marks.count == 3)
  }

  @Test("Every intervention of a landing is refused where it cannot land, and nothing changes")
  func refusedLandings() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    #expect(throws: InterventionError.landingBySteps) { try timeline.apply(.land(at: 5000)) }
    try timeline.apply(.setEngine(.leap))
    for target in [9, Dataset.maximumSize + 1] {
      #expect(throws: InterventionError.landing(at: target, clock: 10)) {
        try timeline.apply(.land(at: target))
      }
    }
    #expect(timeline.log.events.count == 1 && timeline.present.simulation.clock == 10)
  }

  @Test("A log that does not fit is refused, whatever its dates")
  func hostileLogs() {
    func replay(_ events: (Int128, Intervention)...) -> ReplayError? {
      var state = RunState(.builtIn(seed: 7))
      do throws(ReplayError) {
        try state.replay(
          events.map { DatedIntervention(samplesDrawn: $0, intervention: $1) }, to: .max)
        return nil
      } catch {
        return error
      }
    }
    #expect(replay((.min, .restart)) == .date(.min, samplesDrawn: 0))
    #expect(replay((5, .restart), (4, .restart)) == .date(4, samplesDrawn: 5))
    #expect(replay((5, .land(at: 99))) == .intervention(.landingBySteps, date: 5))
    #expect(
      replay((0, .setEngine(.leap)), (1_000_003, .restart))
        .map { if case .date(1_000_003, _) = $0 { true } else { false } } == true,
      "leaps pass the date")
    #expect(
      replay((0, .setEngine(.leap)), (Int128.max, .restart))
        == .date(.max, samplesDrawn: Int128(Dataset.maximumSize - 10)))
  }

  @Test("However long the run and however much is done, states kept are bounded")
  func bound() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    for round in 0..<5 {
      timeline.advance(by: 50_000)
      try timeline.apply(.setEngine(.leap), canBeUndone: false)
      while timeline.present.simulation.room > 0 { timeline.leap() }
      let kept = timeline.checkpoints
      #expect((32...64).contains(kept.count), "round \(round)")
      // Evenly in ln k: at most one nat, two where they were thinned, and a leap.
      let clocks = kept.suffix(30).map { Double($0.state.simulation.clock) }
      for (earlier, later) in zip(clocks, clocks.dropFirst()) where later > earlier {
        #expect(later / earlier < 8)
      }
      for _ in 0..<50 { try timeline.apply(.setTemperature(.one)) }
      try timeline.apply(.restart)
      try timeline.apply(.setEngine(.step), canBeUndone: false)
      #expect(timeline.statesKept <= 2 + 4 * timeline.capacity + timeline.waypointCapacity)
    }
    #expect(timeline.capacity == 64)
    var undone = 0
    while timeline.undo() { undone += 1 }
    #expect(undone == 64)
  }

  @Test(
    "Where categories are many, what is kept takes no more memory", arguments: [2, 1000, 100_000])
  func memory(categories: Int) throws {
    let timeline = Timeline(
      try HeatDeathTests.scenario(Array(repeating: 3, count: categories)))
    #expect(timeline.capacity * (100_000 + 64 * categories) <= 64_000_000)
    #expect(timeline.capacity >= 4)
    #expect(timeline.waypointCapacity * (25_000 + 64 * categories) <= 128_000_000)
    #expect(timeline.waypointCapacity >= 16)
  }

  @Test("Where a window is large, its order in every state takes no more memory")
  func memoryOfWindows() throws {
    let loop = ClosedLoop(policy: .window(DataPolicy.largestWindow))
    let timeline = Timeline(try Scenario.builtIn(seed: 7).with(loop: loop))
    #expect(timeline.capacity * 4 * Int(DataPolicy.largestWindow) <= 64_000_000)
    #expect(timeline.waypointCapacity * 4 * Int(DataPolicy.largestWindow) <= 64_000_000)
  }

  @Test("A past moment is the same whatever was asked before, and the present stays")
  func stateless() throws {
    var timeline = Timeline(.builtIn(seed: 3))
    timeline.advance(by: 20_000)
    try timeline.apply(.setTemperature(.one))
    timeline.advance(by: 20_000)
    let present = timeline.present.simulation.digest
    for date in [0, 1, 777, 20_000, 20_001, 39_999, 40_000, 50_000] as [Int128] {
      let state = timeline.state(at: date)
      #expect(state.simulation.samplesDrawn == min(date, 40_000))
      #expect(state.simulation.temperature.value == (date < 20_000 ? 0.8 : 1))
      var alone = Simulation(.builtIn(seed: 3))
      alone.advance(by: Int64(min(date, 20_000)))
      if date >= 20_000 { try alone.apply(.setTemperature(.one)) }
      alone.advance(by: Int64(min(date, 40_000) - alone.samplesDrawn))
      #expect(alone.digest == state.simulation.digest)
    }
    #expect(timeline.present.simulation.digest == present)
  }

  @Test("A digest changes with whatever decides the future, and is the same everywhere")
  func digest() throws {
    let scenario = Scenario.builtIn(seed: 1)
    var simulation = Simulation(scenario)
    simulation.advance(by: 100)
    var digests = [simulation.digest]
    let changes: [Intervention] = [
      .setTemperature(.one), .setExternalData(try ExternalData(fraction: 0.1)),
      .setExternalData(try ExternalData(fraction: 0.1, law: .uniform)), .setEngine(.leap),
      .setLoop(RandomSession.loops[1]), .setLoop(RandomSession.loops[2]),
      .setLoop(RandomSession.loops[3]),
      .inject(count: 1, law: .category(0)), .reseed(1), .reseed(2),
    ]
    for change in changes {
      var changed = simulation
      try changed.apply(change)
      digests.append(changed.digest)
    }
    #expect(Set(digests).count == digests.count)
    #expect(digests[0] == 17_348_859_428_341_351_416, "of another build or process")
  }
}

extension Intervention {
  fileprivate var kind: String {
    String("\(self)".prefix { $0.isLetter })
  }
}
