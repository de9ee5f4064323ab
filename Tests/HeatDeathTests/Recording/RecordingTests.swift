import TestSupport
import Testing

@testable import HeatDeath

/// What happened is enough to have the run again, and a hash tells another run.
@Suite struct RecordingTests {
  @Test("Random sessions replay to every hash recorded", arguments: UInt64(0)..<40)
  func sessions(seed: UInt64) throws {
    let loops = TimelineTests.loops
    let recording = try RandomSession(
      seed: seed, loop: loops[Int(seed) % loops.count]
    ).driver.timeline.recording
    try recording.check()
    #expect(recording.checkpoints.count > 3 && recording.checkpoints.last == recording.end)
    // What a file would hold makes the same recording.
    let read = try Recording(
      start: recording.start, events: recording.events, checkpoints: recording.checkpoints)
    #expect(read.checkpoints == recording.checkpoints)
    try read.check()
  }

  @Test("A driver that follows a recording comes to the same, whatever pace and batches")
  func following() throws {
    for seed in 0..<12 as Range<UInt64> {
      let recorded = try RandomSession(
        seed: seed, loop: TimelineTests.loops[Int(seed) % TimelineTests.loops.count]
      ).driver.timeline
      let recording = recorded.recording
      for (pace, chunk) in [(Pace.decadesPerSecond(10), 4096), (.decadesPerSecond(1), 37)]
        as [(Pace, Int64)]
      {
        let time = FakeClock(nanosecondsPerLook: 15_000)
        var driver = SimulationDriver(
          following: recording, pace: pace, running: true, batching: .init(chunk: chunk),
          clock: time.clock)
        #expect(driver.report.replay == .following(to: recording.end))
        var turns = 0
        while case .following = driver.report.replay, turns < 3_000_000 {
          turns += 1
          if case .until(let wake) = driver.turn() { time.advance(to: wake) }
          // A pause on the way changes nothing.
          if turns % 97 == 0 {
            driver.perform(.pause, sequence: 1)
            driver.perform(.step(3), sequence: 2)
            _ = driver.turn()
            driver.perform(.run, sequence: 3)
          }
        }
        #expect(driver.report.replay == .finished, "session \(seed)")
        #expect(driver.activity != .running)
        #expect(driver.simulation.digest == recorded.present.simulation.digest)
        #expect(driver.trajectory == recorded.present.trajectory)
        #expect(driver.timeline.log == recorded.log)
      }
    }
  }

  @Test("A change steers from there: what was recorded later does not happen")
  func steering() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    timeline.advance(by: 100)
    try timeline.apply(.setTemperature(.one))
    timeline.advance(by: 100)
    try timeline.apply(.inject(count: 9, law: .uniform))
    timeline.advance(by: 100)
    var driver = SimulationDriver(
      following: timeline.recording, pace: .standard, running: false, clock: FakeClock().clock)
    driver.perform(.step(150), sequence: 1)
    try driver.turnUntilDone()
    #expect(driver.simulation.temperature == .one)
    driver.perform(.intervene(.setTemperature(.infinite)), sequence: 2)
    #expect(driver.report.replay == nil)
    driver.perform(.step(150), sequence: 3)
    try driver.turnUntilDone()
    #expect(driver.simulation.injectedCount == 0 && driver.simulation.temperature == .infinite)
    // Undo takes back what was done before, the recorded change as well.
    driver.perform(.undo, sequence: 4)
    driver.perform(.undo, sequence: 5)
    #expect(driver.simulation.temperature.value == 0.8 && driver.report.failures.isEmpty)
  }

  @Test("An event one sample late, or another one, is found, and where")
  func brokenVariants() throws {
    var found = 0
    for seed in 100..<140 as Range<UInt64> {
      let recording = try RandomSession(seed: seed).driver.timeline.recording
      var random = SeededRandom(seed: seed)
      let events = recording.events
      // What decides nothing where it stands may come later: a start does not look at its date.
      let movable = events.indices.filter { index in
        let next =
          index + 1 < events.count ? events[index + 1].samplesDrawn : recording.end.samplesDrawn
        guard next > events[index].samplesDrawn else { return false }
        if case .setTemperature = events[index].intervention { return true }
        if case .inject(let count, _) = events[index].intervention { return count > 0 }
        return false
      }
      guard !movable.isEmpty else { continue }
      let index = random.pick(movable)
      var moved = events
      moved[index] = DatedIntervention(
        samplesDrawn: events[index].samplesDrawn + 1, intervention: events[index].intervention)
      var checkpoints = recording.checkpoints
      // No checkpoint may lie between.
      checkpoints.removeAll {
        $0.eventCount == index + 1 && $0.samplesDrawn == events[index].samplesDrawn
      }
      let broken = try Recording(start: recording.start, events: moved, checkpoints: checkpoints)
      do throws(RecordingMismatch) {
        try broken.check()
      } catch {
        found += 1
        #expect(
          error.expected.eventCount > index
            || error.expected.samplesDrawn > events[index].samplesDrawn)
        if let agreed = error.agreed { #expect(agreed.eventCount <= index + 1) }
      }
      guard !events.contains(where: \.intervention.startsAnew) else { continue }
      // Another seed is another run from the first checkpoint after a sample on.
      let other = try Recording(
        start: recording.start.with(seed: recording.start.seed &+ 1), events: events,
        checkpoints: recording.checkpoints)
      #expect(throws: RecordingMismatch.self) { try other.check() }
      // A run that follows finds the same.
      let time = FakeClock(nanosecondsPerLook: 15_000)
      var driver = SimulationDriver(
        following: other, pace: .decadesPerSecond(10), running: true, clock: time.clock)
      for _ in 0..<1000 {
        if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      }
      guard case .differs = driver.report.replay else {
        Issue.record("\(String(describing: driver.report.replay))")
        continue
      }
    }
    // Most changes of T, one sample late, draw that very sample all the same: then it is the same run.
    #expect(found >= 5, "\(found)")
  }

  @Test("What is out of order is no recording")
  func order() throws {
    let event = { DatedIntervention(samplesDrawn: $0, intervention: .restart) }
    let moment = { RecordedMoment(samplesDrawn: $0, size: 10, eventCount: $1, digest: 0) }
    func error(
      _ dates: [Int128], _ moments: [(Int128, Int)]
    ) -> RecordingError? {
      do throws(RecordingError) {
        _ = try Recording(
          start: .builtIn(seed: 1), events: dates.map(event),
          checkpoints: moments.map { moment($0.0, $0.1) })
        return nil
      } catch {
        return error
      }
    }
    #expect(error([], []) == .noCheckpoint)
    #expect(error([-1], [(0, 1)]) == .event(0, after: 0))
    #expect(error([5, 4], [(5, 2)]) == .event(1, after: 5))
    #expect(error([5], [(4, 1)]) == .checkpoint(0))
    #expect(error([5], [(6, 0), (6, 1)]) == .checkpoint(0))
    #expect(error([5], [(5, 1), (5, 1)]) == .checkpoint(1))
    #expect(error([5], [(5, 1), (5, 0)]) == .checkpoint(1))
    #expect(error([5], [(5, 2)]) == .checkpoint(0))
    #expect(error([], [(-1, 0)]) == .checkpoint(0))
    #expect(error([5], [(5, 0)]) == .eventAfterEnd(0))
    #expect(error([5, 5], [(5, 0), (5, 2), (9, 2)]) == nil)
  }

  @Test("A recording is made on the way, in flight and before anything was drawn")
  func onTheWay() throws {
    let time = FakeClock(nanosecondsPerLook: 1_000_000)
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 3), pace: .standard, running: false, clock: time.clock)
    try driver.report.recording.check()
    #expect(driver.report.recording.checkpoints.count == 1)
    driver.perform(.leap(to: 1_000_000_000, over: 1), sequence: 1)
    for _ in 0..<300 {
      if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      guard driver.activity == .flying else { break }
      try driver.report.recording.check()
    }
    #expect(driver.simulation.clock == 1_000_000_000)
    try driver.report.recording.check()
  }

  @Test("A recorded run is covered in some twenty seconds")
  func pace() {
    #expect(Pace.covering(1) == .decadesPerSecond(0.1))
    #expect(Pace.covering(1e4) == .decadesPerSecond(0.3))
    #expect(Pace.covering(1e17) == .decadesPerSecond(1))
    #expect(Pace.covering(.infinity) == .decadesPerSecond(10))
  }
}
