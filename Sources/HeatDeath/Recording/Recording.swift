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

  /// The moments whose hashes are known, oldest first; the last one is the ``end``.
  public var checkpoints: [RecordedMoment] { way.last == end ? way : way + [end] }

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
    start: Scenario, events: [DatedIntervention], checkpoints: [RecordedMoment]
  ) throws(RecordingError) {
    guard let end = checkpoints.last else { throw .noCheckpoint }
    var last: Int128 = 0
    for (index, event) in events.enumerated() {
      guard event.samplesDrawn >= last else { throw .event(index, after: last) }
      last = event.samplesDrawn
    }
    var earlier: RecordedMoment?
    for (index, moment) in checkpoints.enumerated() {
      // By how much had been done, the events before it are no later and those after no earlier.
      guard (0...events.count).contains(moment.eventCount),
        moment.samplesDrawn
          >= (moment.eventCount == 0 ? 0 : events[moment.eventCount - 1].samplesDrawn),
        moment.eventCount == events.count
          || moment.samplesDrawn <= events[moment.eventCount].samplesDrawn,
        earlier.map(moment.isAfter) ?? true
      else { throw .checkpoint(index) }
      earlier = moment
    }
    guard end.eventCount == events.count else { throw .eventAfterEnd(end.eventCount) }
    self.start = start
    self.events = events
    way = checkpoints
    self.end = end
  }

  /// Draws the run again and holds it against the hashes.
  ///
  /// - Throws: ``RecordingMismatch`` at the first moment that differs.
  /// - Complexity: that of the run.
  public func check() throws(RecordingMismatch) {
    var state = RunState(start)
    var agreed: RecordedMoment?
    var carriedOut = 0
    for expected in checkpoints {
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

/// A run at one moment, as far as a recording knows it.
public struct RecordedMoment: Hashable, Sendable {
  /// The number of samples drawn by then, as of ``DatedIntervention/samplesDrawn``.
  public let samplesDrawn: Int128

  /// k, the size of the dataset.
  public let size: Int64

  /// How much had been done to the run by then: an event of this very date may come before or after.
  public let eventCount: Int

  /// ``Simulation/digest``.
  public let digest: UInt64

  public init(samplesDrawn: Int128, size: Int64, eventCount: Int, digest: UInt64) {
    self.samplesDrawn = samplesDrawn
    self.size = size
    self.eventCount = eventCount
    self.digest = digest
  }

  /// - Complexity: O(n).
  init(_ simulation: Simulation, eventCount: Int) {
    samplesDrawn = simulation.samplesDrawn
    size = simulation.size
    self.eventCount = eventCount
    digest = simulation.digest
  }

  func isAfter(_ other: RecordedMoment) -> Bool {
    (samplesDrawn, eventCount) > (other.samplesDrawn, other.eventCount)
      && eventCount >= other.eventCount
  }
}
