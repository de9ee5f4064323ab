import TestSupport
import Testing

@testable import HeatDeath

/// A hash covers what was done, and not only what came of it.
@Suite struct RecordingHashTests {
  /// What becomes of one event.
  private enum Change: CaseIterable { case later, earlier, dropped, doubled, another }

  private static func another(_ intervention: Intervention) throws -> Intervention {
    switch intervention {
    case .setTemperature(let temperature):
      .setTemperature(try Temperature(temperature.value.isFinite ? temperature.value.nextUp : 1))
    case .inject(let count, let law):
      .inject(count: count, law: law == .uniform ? .initial : .uniform)
    case .setExternalData(let data):
      .setExternalData(
        try ExternalData(fraction: data.fraction == 1 ? 0.5 : data.fraction + 1e-9, law: data.law))
    case .setLoop(let loop):
      .setLoop(loop.batch == nil ? ClosedLoop(batch: try BatchSize(7)) : .paper)
    case .setEngine(let engine): .setEngine(engine == .step ? .leap : .step)
    case .redraw(let seed): .redraw(seed ^ 1)
    case .reseed(let seed): .reseed(seed ^ 1)
    case .restart: .reseed(0)
    case .start(let scenario): .start(try scenario.with(seed: scenario.seed ^ 1))
    case .land(let target): .land(at: target + 1)
    }
  }

  /// The recording with one event changed, and the first checkpoint after it; `nil` where its dates
  /// are then in no order. Beside it the same with hashes of states alone.
  private func changed(
    _ recording: Recording, at index: Int, _ change: Change
  ) throws -> (recording: Recording, checkpoint: RecordedCheckpoint, byStates: Recording)? {
    var events = recording.events
    var shift = 0
    let event = events[index]
    switch change {
    case .later, .earlier:
      events[index] = DatedIntervention(
        samplesDrawn: event.samplesDrawn + (change == .later ? 1 : -1),
        intervention: event.intervention)
    case .dropped:
      events.remove(at: index)
      shift = -1
    case .doubled:
      events.insert(event, at: index)
      shift = 1
    case .another:
      events[index] = DatedIntervention(
        samplesDrawn: event.samplesDrawn, intervention: try Self.another(event.intervention))
    }
    let checkpoints = recording.checkpoints.map {
      RecordedCheckpoint(
        samplesDrawn: $0.samplesDrawn, size: $0.size,
        eventCount: $0.eventCount + ($0.eventCount > index ? shift : 0), hash: $0.hash)
    }
    guard
      let broken = try? Recording(
        start: recording.start, events: events, checkpoints: checkpoints),
      let next = recording.checkpoints.firstIndex(where: { $0.eventCount > index })
    else { return nil }
    let moments = recording.moments.map {
      RecordedMoment(
        samplesDrawn: $0.samplesDrawn, size: $0.size,
        eventCount: $0.eventCount + ($0.eventCount > index ? shift : 0), digest: $0.digest)
    }
    let byStates = Recording(
      RunLog(start: recording.start, events: events), way: moments,
      end: moments[moments.count - 1])
    return (broken, checkpoints[next], byStates)
  }

  @Test("Any event moved by a sample, dropped, doubled or with another value is found, and where")
  func anyEvent() throws {
    var counts: [Change: Int] = [:]
    var sameRun = 0
    for seed in 100..<140 as Range<UInt64> {
      let recording = try RandomSession(seed: seed, isLarge: seed >= 108).driver.timeline.recording
      var random = SeededRandom(seed: seed)
      guard !recording.events.isEmpty else { continue }
      for change in Change.allCases {
        let index = random.next(recording.events.count)
        guard let (broken, checkpoint, byStates) = try changed(recording, at: index, change) else {
          continue
        }
        counts[change, default: 0] += 1
        do throws(RecordingMismatch) {
          try broken.check()
          Issue.record("session \(seed): event \(index) \(change) is not found")
        } catch {
          // No later than at the next hash; earlier only where the dates around it do not fit.
          #expect(error.expected.samplesDrawn <= checkpoint.samplesDrawn)
          if let agreed = error.agreed { #expect(agreed.eventCount <= index) }
        }
        if (try? byStates.check()) != nil { sameRun += 1 }
      }
    }
    // Without the past in the hash some of these would agree.
    #expect(Change.allCases.allSatisfy { counts[$0, default: 0] >= 10 }, "\(counts)")
    #expect(sameRun >= 5, "\(sameRun)")
  }

  @Test("Another start is found, also where a start at once takes its place")
  func start() throws {
    var timeline = Timeline(.builtIn(seed: 7))
    try timeline.apply(.start(.builtIn(seed: 8)))
    timeline.advance(by: 100)
    let recording = timeline.recording
    try recording.check()
    let other = try Recording(
      start: .builtIn(seed: 9), events: recording.events, checkpoints: recording.checkpoints)
    #expect(throws: RecordingMismatch.self) { try other.check() }
  }

  @Test("A run that follows a changed recording finds it where the check does")
  func following() throws {
    for seed in 100..<112 as Range<UInt64> {
      let recording = try RandomSession(seed: seed, isLarge: seed >= 108).driver.timeline.recording
      var random = SeededRandom(seed: seed)
      guard !recording.events.isEmpty else { continue }
      let index = random.next(recording.events.count)
      guard let (broken, _, _) = try changed(recording, at: index, .another) else { continue }
      let time = FakeClock(nanosecondsPerLook: 15_000)
      var driver = SimulationDriver(
        following: broken, pace: .decadesPerSecond(10), running: true, clock: time.clock)
      for _ in 0..<20_000 {
        guard case .following = driver.report.replay else { break }
        if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      }
      guard case .differs(let mismatch) = driver.report.replay else {
        Issue.record("session \(seed): \(String(describing: driver.report.replay))")
        continue
      }
      do throws(RecordingMismatch) { try broken.check() } catch {
        #expect(mismatch.agreed == error.agreed)
      }
    }
  }

  @Test("Where a recording is cut, it is the same run, and a recording of it")
  func cut() throws {
    var exact = 0
    for seed in 0..<25 as Range<UInt64> {
      let recording = try RandomSession(seed: seed).driver.timeline.recording
      var random = SeededRandom(seed: seed)
      for clock in [recording.start.initialData.size, 20, Int64(50 + random.next(5000)), 1_000_000]
      {
        guard clock >= recording.start.initialData.size else { continue }
        do throws(RecordingTooShort) {
          let part = try recording.cut(at: clock)
          exact += part.end.size == clock ? 1 : 0
          #expect(part.events == Array(recording.events.prefix(part.events.count)))
          #expect(part.end.samplesDrawn <= recording.end.samplesDrawn)
          let read = try? Recording(
            start: part.start, events: part.events, checkpoints: part.checkpoints)
          #expect(throws: Never.self) { try read?.check() }
          #expect(read != nil)
        } catch {
          #expect(error.largest < clock && error.largest >= recording.start.initialData.size)
        }
      }
    }
    #expect(exact > 30, "\(exact)")
    // By single steps exactly, with what was done there; what leads away from it is not done.
    var timeline = Timeline(.builtIn(seed: 7))
    timeline.advance(by: 40)
    try timeline.apply(.setTemperature(.one))
    try timeline.apply(.inject(count: 50, law: .uniform))
    timeline.advance(by: 100)
    try timeline.apply(.restart)
    let recording = timeline.recording
    for (clock, size, events) in [
      (10, 10, 0), (49, 49, 0), (50, 50, 1), (70, 50, 1), (100, 100, 2),
    ]
      as [(Int64, Int64, Int)]
    {
      let part = try recording.cut(at: clock)
      #expect(part.end.size == size && part.events.count == events, "\(clock)")
    }
    #expect(try recording.cut(at: 200).events.count == 2)
    #expect(throws: RecordingTooShort(largest: 200)) { try recording.cut(at: 201) }
  }
}
