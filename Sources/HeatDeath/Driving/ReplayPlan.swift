/// What is left of a recording that a driver follows.
struct ReplayPlan: Sendable {
  /// What comes next.
  enum Next: Hashable, Sendable {
    /// So many samples, and then something else.
    case samples(Int128)
    case event(Intervention)
    case checkpoint(RecordedMoment)
    /// The run is past what is left: it is not the one recorded.
    case missed(Int128)
    case end
  }

  /// A landing under way: leaps towards its target, which began after so many samples.
  struct Landing: Hashable, Sendable {
    let target: Int64
    let date: Int128
  }

  var landing: Landing?

  private(set) var agreed: RecordedMoment?
  private var events: ArraySlice<DatedIntervention>
  private var checkpoints: ArraySlice<RecordedMoment>

  init(_ recording: Recording) {
    events = recording.events[...]
    checkpoints = recording.moments[...]
  }

  /// What is left of a recording at a moment of it.
  init(_ recording: Recording, from moment: PastMoment) {
    self.init(recording)
    events = events.dropFirst(moment.eventCount)
    let drawn = moment.state.simulation.samplesDrawn
    checkpoints = checkpoints.drop {
      ($0.eventCount, $0.samplesDrawn) <= (moment.eventCount, drawn)
    }
    agreed = recording.moments[..<checkpoints.startIndex].last
    if let target = moment.landing, let event = events.first {
      landing = Landing(target: target, date: event.samplesDrawn)
    }
  }

  /// How many events have been carried out: what is left keeps its numbers.
  var eventCount: Int { events.startIndex }

  /// The checkpoint to come, or at the end the last one.
  var expected: RecordedMoment? { checkpoints.first ?? agreed }

  /// What comes after so many samples have been drawn.
  func next(after drawn: Int128) -> Next {
    let checkpoint = checkpoints.first
    if let checkpoint, checkpoint.eventCount == eventCount, checkpoint.samplesDrawn == drawn {
      return .checkpoint(checkpoint)
    }
    let event = events.first
    if let event, event.samplesDrawn == drawn { return .event(event.intervention) }
    guard let date = [event?.samplesDrawn, checkpoint?.samplesDrawn].compactMap(\.self).min()
    else { return .end }
    return date > drawn ? .samples(date - drawn) : .missed(date)
  }

  mutating func removeEvent() { events.removeFirst() }

  mutating func removeCheckpoint() { agreed = checkpoints.popFirst() }
}

/// How a run stands to the recording that it follows.
public enum ReplayState: Hashable, Sendable {
  /// It does what was recorded, up to this end.
  case following(to: RecordedMoment)
  /// It has come to the end, and paused there.
  case finished
  /// It is not the run recorded, and has paused where that showed.
  case differs(RecordingMismatch)
}
