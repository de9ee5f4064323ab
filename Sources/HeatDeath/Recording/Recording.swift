/// What happened in a run, so that it can be had again and held against what it was: the scenario it
/// began with, everything done to it by date, and hashes of what it was on the way.
public struct Recording: Hashable, Sendable {
  /// The number of the way in which runs are drawn and recorded; a later one may mean other runs.
  public static let version = 1

  /// What the run began with.
  public let start: Scenario

  /// What was done to it, oldest first.
  public let events: [DatedIntervention]

  /// Moments on the way, at about even distances in ln k, oldest first.
  private let way: [RecordedMoment]

  /// The moment at which the recording ends.
  public let end: RecordedMoment

  /// The moments that are known, oldest first; the last one is the ``end``.
  var moments: [RecordedMoment] { way.last == end ? way : way + [end] }

  /// The same as a file has them: each hash covers the start and all that was done up to then as well.
  ///
  /// - Complexity: O(events), since nothing of it is kept while a run goes on.
  public var checkpoints: [RecordedCheckpoint] {
    var past = RecordedPast(start, events)
    return moments.map { moment in
      RecordedCheckpoint(
        samplesDrawn: moment.samplesDrawn, size: moment.size, eventCount: moment.eventCount,
        hash: past.seal(moment.digest, after: moment.eventCount))
    }
  }

  /// - Parameter way: moments of the run by date, none after `end`.
  init(_ log: RunLog, way: [RecordedMoment], end: RecordedMoment) {
    start = log.start
    events = log.events
    self.way = way
    self.end = end
  }

  /// Puts together what was read of a recording.
  ///
  /// - Throws: ``RecordingError`` for what is out of order.
  public init(
    start: Scenario, events: [DatedIntervention], checkpoints: [RecordedCheckpoint]
  ) throws(RecordingError) {
    guard let last = checkpoints.last else { throw .noCheckpoint }
    var date: Int128 = 0
    var clock = RecordedClock(start)
    for (index, event) in events.enumerated() {
      guard event.samplesDrawn >= date else { throw .event(index, after: date) }
      guard event.samplesDrawn <= clock.latest else { throw .late(index, latest: clock.latest) }
      date = event.samplesDrawn
      clock.draw(to: date)
      clock.carryOut(event.intervention)
    }
    var past = RecordedPast(start, events)
    var moments: [RecordedMoment] = []
    for (index, checkpoint) in checkpoints.enumerated() {
      let count = checkpoint.eventCount
      let drawn = checkpoint.samplesDrawn
      // By how much had been done, the events before it are no later and those after no earlier.
      guard (0...events.count).contains(count),
        drawn >= (count == 0 ? 0 : events[count - 1].samplesDrawn),
        count == events.count || drawn <= events[count].samplesDrawn,
        moments.last.map({
          count >= $0.eventCount && (drawn, count) > ($0.samplesDrawn, $0.eventCount)
        }) ?? true
      else { throw .checkpoint(index) }
      moments.append(
        RecordedMoment(
          samplesDrawn: drawn, size: checkpoint.size, eventCount: count,
          digest: past.seal(checkpoint.hash, after: count)))
    }
    guard last.eventCount == events.count else { throw .eventAfterEnd(last.eventCount) }
    guard last.samplesDrawn <= clock.latest else { throw .late(nil, latest: clock.latest) }
    self.start = start
    self.events = events
    way = moments
    end = moments[moments.count - 1]
  }

  /// Draws the run again and holds it against the hashes. One event that is missing, moved or another
  /// one differs at the next checkpoint, whether or not the run is the same without it.
  ///
  /// - Throws: ``RecordingMismatch`` at the first moment that differs.
  /// - Complexity: that of the run.
  public func check() throws(RecordingMismatch) {
    var state = RunState(start)
    var agreed: RecordedMoment?
    var carriedOut = 0
    for expected in moments {
      do {
        try state.replay(events[carriedOut..<expected.eventCount], to: expected.samplesDrawn)
      } catch {
        throw RecordingMismatch(
          expected: expected, agreed: agreed, reason: .event(error.date, error))
      }
      carriedOut = expected.eventCount
      let found = RecordedMoment(state.simulation, eventCount: carriedOut)
      guard found == expected else {
        throw RecordingMismatch(expected: expected, agreed: agreed, reason: .state(found))
      }
      agreed = expected
    }
  }
}
