import TestSupport
import Testing

@testable import HeatDeath

/// Every past moment of a run can be shown and gone on from: as it was, bit for bit.
@Suite struct PastTests {
  private static func driver(
    _ scenario: Scenario = .builtIn(seed: 7), running: Bool = false
  ) -> SimulationDriver {
    SimulationDriver(
      scenario: scenario, pace: .decadesPerSecond(3), running: running,
      clock: FakeClock(nanosecondsPerLook: 15_000).clock)
  }

  private static func mostStates(_ timeline: Timeline) -> Int {
    2 + (7 + Timeline.branchesKept) * timeline.capacity
      + (2 + Timeline.branchesKept) * timeline.waypointCapacity
  }

  /// What the driver shows.
  private static func shown(_ driver: SimulationDriver) -> RunState {
    driver.visit?.moment.state ?? driver.timeline.present
  }

  /// Lets a driver arrive at what was sought.
  private static func arrive(_ driver: inout SimulationDriver) {
    var turns = 0
    while driver.activity == .seeking, turns < 1_000_000 {
      _ = driver.turn()
      turns += 1
    }
    #expect(driver.activity != .seeking)
  }

  /// A seek to a moment somewhere in the present run, and just beside its ends.
  private static func seek(
    _ random: inout SeededRandom, in driver: SimulationDriver
  ) -> SimulationCommand {
    let first = driver.simulation.scenario.initialData.size
    let span = Double(driver.simulation.clock) / Double(first)
    let size = Double(first) * Double.pow(span, random.pick([0, 0.2, 0.5, 0.7, 0.9, 0.97, 1, 1.1]))
    let clock = Int64(min(size, 4e18)) + Int64(random.next(3)) - 1
    return .seek(random.pick([.back(to: clock), .back(to: clock), .on(to: clock), .present]))
  }

  @Test(
    "Whatever was done, what is shown of the past is what a replay from the start gives",
    arguments: RandomSession.loops.indices, UInt64(1)...4)
  func anyMoment(loop: Int, seed: UInt64) throws {
    var random = SeededRandom(seed: 100 * UInt64(loop) + seed)
    let isLarge = seed > 1
    let time = FakeClock(nanosecondsPerLook: 15_000)
    var driver = SimulationDriver(
      scenario: try RandomSession.scenario(
        &random, loop: RandomSession.loops[loop], isLarge: isLarge),
      pace: .decadesPerSecond(3), running: true,
      batching: .init(budget: 100_000, chunk: Int64(1 + random.next(400))), clock: time.clock)
    var (visits, branches) = (0, 0)
    for number in 1...60 as ClosedRange<UInt64> {
      for _ in 0..<(1 + random.next(6)) {
        if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      }
      let before = driver.timeline.present.simulation.digest
      let wasPast = driver.visit != nil
      let isSeek = random.next(3) == 0
      let command =
        isSeek
        ? Self.seek(&random, in: driver)
        : random.next(12) == 0
          ? random.pick([.redo, .intervene(.redraw(random.next()))])
          : try RandomSession.command(&random, isLarge: isLarge)
      let target: Seek? = if case .seek(let target) = command { target } else { nil }
      driver.perform(command, sequence: number)
      if isSeek {
        // To look changes nothing, whenever it is looked at.
        if random.next(2) == 0 { Self.arrive(&driver) }
        #expect(driver.timeline.present.simulation.digest == before)
      } else if wasPast, driver.visit == nil {
        branches += 1
      }
      let log = driver.timeline.log
      var plain = RunState(log.start)
      guard let visit = driver.visit else {
        guard wasPast else { continue }
        // A branch is a run like any other.
        let present = driver.timeline.present
        try plain.replay(log.events, to: present.simulation.samplesDrawn)
        #expect(plain.simulation.digest == present.simulation.digest, "\(number): \(command)")
        #expect(plain.trajectory == present.trajectory, "\(number): \(command)")
        continue
      }
      visits += 1
      let moment = visit.moment
      let count = moment.eventCount + (moment.landing == nil ? 0 : 1)
      let drawn = moment.state.simulation.samplesDrawn
      try plain.replay(log.events.prefix(count), to: drawn)
      #expect(plain.simulation.digest == moment.state.simulation.digest, "\(number): \(command)")
      #expect(plain.trajectory == moment.state.trajectory, "\(number): \(command)")
      let report = driver.report
      #expect(report.isPast && report.future?.clock == driver.simulation.clock)
      #expect(report.snapshot.marks.count <= report.future?.marks.count ?? 0)
      if let target, visit.isThere {
        if visit.target != target, let asked = target.size, let found = visit.target.size {
          // Many single steps lie on the way to it, and this is a moment that is kept.
          #expect(abs(found - asked) < asked / 25)
        }
        switch visit.target {
        case .back(let size):
          #expect(moment.clock <= max(size, driver.simulation.scenario.initialData.size))
          if moment.state.simulation.engine == .step, moment.landing == nil {
            // Samples lie between, or an injection does.
            let next = log.events.dropFirst(moment.eventCount).first
            #expect(moment.clock >= size || next?.samplesDrawn == drawn)
          }
        case .on(let size): #expect(moment.clock >= size)
        case .present: Issue.record("the present is no past moment")
        }
      }
    }
    #expect(visits > 3)
    #expect(branches > 0)
  }

  @Test("A moment is the nearest one on the side that is asked for")
  func sides() {
    var driver = Self.driver()
    driver.perform(.leap(to: 1_000_000), sequence: 1)
    let clocks = driver.trajectory.sizes
    #expect(clocks.count > 100)
    for size in [11, 5000, 77_777, 999_999] as [Int64] {
      driver.perform(.seek(.back(to: size)), sequence: 2)
      Self.arrive(&driver)
      let below = driver.report.snapshot.clock
      driver.perform(.seek(.on(to: size)), sequence: 3)
      Self.arrive(&driver)
      let above = driver.report.snapshot.clock
      #expect(below <= size && size <= above)
      // No moment lies between: the path's points are among the moments.
      #expect(!clocks.contains { below < $0 && $0 < above })
    }
    driver.perform(.seek(.back(to: 1)), sequence: 4)
    #expect(driver.report.snapshot.clock == 10)
    driver.perform(.seek(.back(to: .max)), sequence: 5)
    Self.arrive(&driver)
    #expect(!driver.report.isPast && driver.report.snapshot.clock == 1_000_000)
  }

  @Test("Going on from a past moment draws the same samples; a change or other numbers do not")
  func branches() throws {
    var driver = Self.driver()
    driver.perform(.step(5000), sequence: 1)
    while driver.turn() == .none {}
    let end = driver.timeline.present
    func goOn(_ command: SimulationCommand?) -> RunState {
      var driver = driver
      driver.perform(.seek(.back(to: 1000)), sequence: 2)
      Self.arrive(&driver)
      if let command { driver.perform(command, sequence: 3) }
      driver.perform(.step(4010), sequence: 4)
      while driver.turn() == .none {}
      #expect(driver.report.ghosts.map(\.fork) == [1000])
      #expect(driver.report.ghosts.first?.counts == end.simulation.counts)
      return driver.timeline.present
    }
    let same = goOn(nil)
    #expect(same.simulation.digest == end.simulation.digest && same.trajectory == end.trajectory)
    let others = [
      goOn(.intervene(.redraw(1))), goOn(.intervene(.redraw(2))),
      goOn(.intervene(.setTemperature(.one))),
    ]
    #expect(Set((others + [end]).map { $0.simulation.counts }).count == 4)
    for other in others {
      #expect(other.simulation.clock == end.simulation.clock)
      // Before the fork it is the same path.
      let shared = other.trajectory.sizes.prefix { $0 <= 1000 }.count
      #expect(shared > 50)
      for index in 0..<shared {
        #expect(other.trajectory.counts(at: index) == end.trajectory.counts(at: index))
      }
    }
  }

  @Test("Undo goes back to the branch before, and to its past moment; redo on again")
  func undoAndRedo() {
    var driver = Self.driver()
    driver.perform(.step(3000), sequence: 1)
    while driver.turn() == .none {}
    let trunk = driver.timeline.present.simulation.digest
    driver.perform(.seek(.back(to: 200)), sequence: 2)
    Self.arrive(&driver)
    let fork = Self.shown(driver).simulation.digest
    driver.perform(.intervene(.setTemperature(.one)), sequence: 3)
    driver.perform(.continueGesture(.setTemperature(.infinite)), sequence: 4)
    driver.perform(.step(500), sequence: 5)
    while driver.turn() == .none {}
    let branch = driver.timeline.present.simulation.digest

    driver.perform(.undo, sequence: 6)
    #expect(driver.report.isPast && Self.shown(driver).simulation.digest == fork)
    #expect(driver.timeline.present.simulation.digest == trunk)
    // What was undone is a ghost as well.
    #expect(driver.report.ghosts.map(\.clock) == [700])
    driver.perform(.undo, sequence: 7)
    #expect(!driver.report.isPast && Self.shown(driver).simulation.digest == trunk)
    #expect(driver.report.failures.isEmpty)

    driver.perform(.redo, sequence: 8)
    #expect(Self.shown(driver).simulation.digest == branch)
    driver.perform(.redo, sequence: 9)
    #expect(driver.report.failures.map(\.error) == [.nothingToRedo])
    // Back once more, and nothing is left to undo but that.
    driver.perform(.undo, sequence: 10)
    driver.perform(.undo, sequence: 11)
    driver.perform(.undo, sequence: 12)
    #expect(driver.report.failures.map(\.error) == [.nothingToRedo, .nothingToUndo])
    // Something else ends what can be done again.
    driver.perform(.intervene(.setTemperature(.one)), sequence: 13)
    driver.perform(.redo, sequence: 14)
    #expect(driver.report.failures.count == 3)
  }

  @Test("What was drawn after an undo is not lost to a redo")
  func redoKeeps() {
    var driver = Self.driver()
    driver.perform(.step(100), sequence: 1)
    driver.perform(.intervene(.setTemperature(.one)), sequence: 2)
    driver.perform(.undo, sequence: 3)
    driver.perform(.step(50), sequence: 4)
    while driver.turn() == .none {}
    let drawn = driver.timeline.present.simulation.digest
    driver.perform(.redo, sequence: 5)
    #expect(driver.simulation.temperature == .one)
    driver.perform(.undo, sequence: 6)
    #expect(driver.timeline.present.simulation.digest == drawn)
  }

  @Test("What is refused at a past moment leaves it shown and makes no branch")
  func refused() {
    var driver = Self.driver()
    driver.perform(.step(1000), sequence: 1)
    while driver.turn() == .none {}
    driver.perform(.seek(.back(to: 500)), sequence: 2)
    let refusals: [SimulationCommand] = [
      .intervene(.inject(count: .max, law: .initial)), .intervene(.land(at: 99_999)),
      .leap(to: 20), .intervene(.setLoop(ClosedLoop(policy: .window(0)))),
    ]
    for (number, command) in refusals.enumerated() {
      driver.perform(command, sequence: UInt64(3 + number))
      #expect(driver.report.failures.count == number + 1, "\(command)")
      #expect(driver.report.isPast && driver.report.snapshot.clock == 500)
      #expect(driver.simulation.clock == 1010 && driver.report.ghosts.isEmpty)
    }
  }

  @Test("A start from a past moment is a start; undo comes back to the present")
  func starts() {
    for command in [.intervene(.restart), .intervene(.reseed(3)), .start(.builtIn(seed: 9))]
      as [SimulationCommand]
    {
      var driver = Self.driver()
      driver.perform(.step(1000), sequence: 1)
      while driver.turn() == .none {}
      driver.perform(.seek(.back(to: 500)), sequence: 2)
      driver.perform(command, sequence: 3)
      #expect(!driver.report.isPast && driver.report.snapshot.clock == 10)
      #expect(driver.report.ghosts.isEmpty)
      driver.perform(.undo, sequence: 4)
      #expect(!driver.report.isPast && driver.report.snapshot.clock == 1010)
    }
  }

  @Test("However many branches are left, states kept and ghosts shown are bounded")
  func bound() {
    var driver = Self.driver()
    var sequence: UInt64 = 0
    func perform(_ command: SimulationCommand) {
      sequence += 1
      driver.perform(command, sequence: sequence)
      Self.arrive(&driver)
    }
    var most = 0
    for round in 0..<150 as Range<Int64> {
      perform(.seek(.back(to: 20 + round)))
      perform(.intervene(.redraw(UInt64(round))))
      perform(.leap(to: 1_000_000_000_000_000))
      if round % 40 == 39 { for _ in 0..<30 { perform(.undo) } }
      let timeline = driver.timeline
      most = max(most, timeline.statesKept)
      #expect(timeline.statesKept <= Self.mostStates(timeline))
      #expect(driver.report.ghosts.count <= Timeline.branchesKept)
    }
    #expect(most > 100)
    #expect(driver.report.failures.isEmpty)
  }

  @Test(
    "However many single steps there were, no moment is more than a 128th of them from a state kept",
    arguments: [DataPolicy.accumulate, .window(100)])
  func distances(policy: DataPolicy) throws {
    var random = SeededRandom(seed: 64)
    let loop = ClosedLoop(policy: policy)
    var timeline = Timeline(try Scenario.builtIn(seed: 7).with(loop: loop), stride: 50)
    let first = timeline.present.simulation.clock
    for piece in [3, 40, 7000, 1, 60_000, 140_000] as [Int64] {
      timeline.advance(by: piece)
      let now = timeline.present.simulation.clock
      let bound = max(50, (now - first) / 128 + 1)
      for _ in 0..<200 {
        let target = first + Int64(random.next(Int(now - first + 1)))
        let moment = timeline.departure(for: .back(to: target))
        #expect(target - moment.clock <= bound, "to \(target) of \(now)")
      }
      #expect(timeline.statesKept <= Self.mostStates(timeline))
      #expect(timeline.waypoints.count <= timeline.waypointCapacity)
    }
    // A start anew keeps as many as at first.
    try timeline.apply(.restart)
    timeline.advance(by: 5000)
    for target in stride(from: first, to: first + 5000, by: 100) {
      #expect(target - timeline.departure(for: .back(to: target)).clock <= 100)
    }
  }

  @Test(
    "After many single steps, a look finds a moment kept near any k, and it is one of the run",
    arguments: [DataPolicy.accumulate, .window(100)])
  func near(policy: DataPolicy) throws {
    var random = SeededRandom(seed: 65)
    let scenario = try Scenario.builtIn(seed: 8).with(loop: ClosedLoop(policy: policy))
    var timeline = Timeline(scenario, stride: 50)
    let first = timeline.present.simulation.clock
    for piece in [900, 30_000, 400_000] as [Int64] {
      timeline.advance(by: piece)
      let now = timeline.present.simulation.clock
      for _ in 0..<200 {
        let share = Double(random.next(1000)) / 1000
        let size = Int64(Double(first) * Double.pow(Double(now) / Double(first), share))
        let target = random.pick([Seek.back(to: size), .on(to: size)])
        let reached = timeline.reachable(target)
        let departure = timeline.departure(for: reached)
        let found = try #require(reached.size)
        #expect(found - departure.clock <= 50, "to \(size) of \(now)")
        #expect(Double(abs(found - size)) <= 0.04 * Double(size), "to \(size) of \(now)")
        // Where the way is short it leads all the way.
        if size - timeline.departure(for: target).clock <= 25 { #expect(reached == target) }
      }
    }
    // What is kept is what a replay from the start gives.
    for kept in timeline.waypoints.filter({ $0.clock % 7 == 0 }).prefix(20) {
      var plain = Simulation(scenario)
      plain.advance(by: kept.clock - first)
      #expect(plain.digest == kept.state.simulation.digest)
    }
  }

  @Test("A recorded run that was looked back at is followed again from there")
  func followsAgain() throws {
    var source = Self.driver()
    source.perform(.step(300), sequence: 1)
    while source.turn() == .none {}
    source.perform(.intervene(.setTemperature(.one)), sequence: 2)
    source.perform(.leap(to: 500_000), sequence: 3)
    source.perform(.intervene(.inject(count: 100, law: .category(2))), sequence: 4)
    source.perform(.step(200), sequence: 5)
    while source.turn() == .none {}
    let recording = source.report.recording
    let time = FakeClock(nanosecondsPerLook: 15_000)
    var driver = SimulationDriver(
      following: recording, pace: .decadesPerSecond(10), running: true, clock: time.clock)
    func play() {
      var turns = 0
      while driver.activity == .running, turns < 200_000 {
        if case .until(let wake) = driver.turn() { time.advance(to: wake) }
        turns += 1
      }
    }
    play()
    #expect(driver.report.replay == .finished)
    for size in [150, 310, 7777, 400_000, 500_150] as [Int64] {
      driver.perform(.seek(.back(to: size)), sequence: 1)
      Self.arrive(&driver)
      #expect(driver.report.isPast)
      driver.perform(.run, sequence: 2)
      #expect(driver.report.replay == .following(to: recording.end))
      play()
      #expect(driver.report.replay == .finished, "from \(size)")
      #expect(driver.simulation.digest == source.simulation.digest, "from \(size)")
    }
    // What is done to it ends that.
    driver.perform(.seek(.back(to: 200)), sequence: 3)
    driver.perform(.intervene(.redraw(5)), sequence: 4)
    #expect(driver.report.replay == nil)
    driver.perform(.run, sequence: 5)
    #expect(driver.report.replay == nil)
  }
}
