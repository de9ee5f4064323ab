/// A moment of a run's past, and the way to another one: what happened is drawn again in slices, so
/// that whoever asks can stop on the way. Wherever it stands, it is a moment of the run, bit for bit.
struct PastMoment: Sendable {
  private(set) var state: RunState

  /// How many events had been carried out.
  private(set) var eventCount: Int

  /// Where the landing under way ends: the event that has begun and is not over.
  private(set) var landing: Int64?

  /// - Parameter landing: where the landing ends that it is on the way of.
  init(_ state: RunState, eventCount: Int, landing: Int64? = nil) {
    self.state = state
    self.eventCount = eventCount
    self.landing = landing
  }

  var clock: Int64 { state.simulation.clock }

  /// Goes on towards another moment by about `samples` samples, or one leap.
  ///
  /// - Parameter events: what was done in the run, of which the first ``eventCount`` are behind.
  /// - Returns: whether it is there.
  /// - Precondition: the run went on for longer than that, and was not started anew in between.
  mutating func approach(_ target: Seek, through events: [DatedIntervention], samples: Int64)
    -> Bool
  {
    while let event = due(in: events) {
      if case .land(let end) = event {
        guard clock == end else { return take(target, landing: end) }
        eventCount += 1
        continue
      }
      var next = state
      // What has been carried out once fits again.
      try! next.simulation.apply(event, recordingIn: &next.trajectory)
      let reached = next.simulation.clock
      guard reached == clock || target.admits(reached, from: clock) else { return true }
      state = next
      eventCount += 1
    }
    if landing != nil || state.simulation.engine != .step {
      return take(target, landing: landing)
    }
    let date = eventCount < events.count ? events[eventCount].samplesDrawn : .max
    let steps = min(
      Int128(min(samples, target.samples(from: clock))), date - state.simulation.samplesDrawn)
    guard steps > 0 else { return true }
    state.simulation.advance(by: Int64(steps), recordingIn: &state.trajectory)
    return false
  }

  /// What was done at the present date and is not carried out yet.
  private func due(in events: [DatedIntervention]) -> Intervention? {
    guard landing == nil, eventCount < events.count,
      events[eventCount].samplesDrawn == state.simulation.samplesDrawn
    else { return nil }
    return events[eventCount].intervention
  }

  /// Draws a leap, unless it passes the target.
  ///
  /// - Returns: whether it does.
  private mutating func take(_ target: Seek, landing end: Int64?) -> Bool {
    var next = state.simulation
    if let end { next.leap(towards: end) } else { next.leap() }
    guard target.admits(next.clock, from: clock) else { return true }
    state.simulation = next
    state.trajectory.record(state.simulation)
    landing = clock == end ? nil : end
    if clock == end { eventCount += 1 }
    return false
  }
}
