import TestSupport
import Testing

@testable import HeatDeath

/// What happened is enough to have the run again, and a hash tells another run.
@Suite struct RecordingTests {
  /// Small ones of every loop, and large ones whose last run grows by more than what lies between two
  /// checkpoints.
  private static let seeds: [UInt64] =
    Array(0..<10) + [11, 15, 24, 26, 29, 30, 32, 40, 41, 49, 52, 53, 55, 56, 59]

  @Test("Random sessions replay to every hash recorded", arguments: seeds)
  func sessions(seed: UInt64) throws {
    let loops = RandomSession.loops
    let recording = try RandomSession(
      seed: seed, loop: loops[Int(seed) % loops.count], isLarge: seed >= 10
    ).driver.timeline.recording
    try recording.check()
    #expect(recording.checkpoints.count > 1)
    #expect(recording.moments.last == recording.end)
    // What a file would hold makes the same recording.
    let read = try Recording(
      start: recording.start, events: recording.events, checkpoints: recording.checkpoints)
    #expect(read.checkpoints == recording.checkpoints)
    try read.check()
  }

  @Test("A driver that follows a recording comes to the same, whatever pace and batches")
  func following() throws {
    for seed in 0..<6 as Range<UInt64> {
      let recorded = try RandomSession(
        seed: seed, loop: RandomSession.loops[Int(seed) % RandomSession.loops.count],
        isLarge: seed > 0
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
          if turns % 97 == 0, case .following = driver.report.replay {
            driver.perform(.pause, sequence: 1)
            driver.perform(.step(3), sequence: 2)
            _ = driver.turn()
            // At its end it would go on as a run of its own.
            guard case .following = driver.report.replay else { break }
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

  @Test("What is out of order is no recording")
  func order() throws {
    let event = { DatedIntervention(samplesDrawn: $0, intervention: .restart) }
    let moment = { RecordedCheckpoint(samplesDrawn: $0, size: 10, eventCount: $1, hash: 0) }
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
    // More samples than a run can have are in no run; a restart makes room again.
    let most = Int128(Dataset.maximumSize) - 10
    #expect(error([], [(most, 0)]) == nil && error([most], [(2 * most, 1)]) == nil)
    #expect(error([], [(most + 1, 0)]) == .late(nil, latest: most))
    #expect(error([5, .max], [(.max, 2)]) == .late(1, latest: 5 + most))
    #expect(error([5], [(.max, 1)]) == .late(nil, latest: 5 + most))
  }

  @Test("A recording is made on the way, in flight and before anything was drawn")
  func onTheWay() throws {
    let time = FakeClock(nanosecondsPerLook: 1_000_000)
    var driver = SimulationDriver(
      scenario: .builtIn(seed: 3), pace: .standard, running: false, clock: time.clock)
    try driver.report.recording.check()
    #expect(driver.report.recording.checkpoints.count == 1)
    driver.perform(.leap(to: 1_000_000_000, over: 1), sequence: 1)
    for _ in 0..<1000 {
      if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      guard driver.activity == .flying else { break }
      try driver.report.recording.check()
    }
    #expect(driver.simulation.clock == 1_000_000_000)
    try driver.report.recording.check()
  }

  @Test("A recorded run is covered in some twenty seconds")
  func pace() throws {
    #expect(Pace.covering(1) == .decadesPerSecond(0.1))
    #expect(Pace.covering(1e4) == .decadesPerSecond(0.3))
    #expect(Pace.covering(1e17) == .decadesPerSecond(1))
    #expect(Pace.covering(.infinity) == .decadesPerSecond(10))
    // Ten times three decades are more than the four that as many samples make in one run.
    var timeline = Timeline(.builtIn(seed: 7))
    for _ in 0..<10 {
      timeline.advance(by: 9990)
      try timeline.apply(.restart)
    }
    #expect(abs(timeline.recording.decades - 30) < 1e-9)
    #expect(Pace.covering(timeline.recording) == .decadesPerSecond(3))
  }
}
