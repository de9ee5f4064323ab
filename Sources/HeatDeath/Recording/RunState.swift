/// A run at one moment: the process, and the path since its last start.
public struct RunState: Sendable {
  public internal(set) var simulation: Simulation
  public internal(set) var trajectory: Trajectory

  /// The moment before anything has been drawn.
  public init(_ scenario: Scenario) {
    simulation = Simulation(scenario)
    trajectory = Trajectory(start: simulation)
  }

  /// Goes on to the last moment of a run with at most `drawn` samples drawn, which leaps most often
  /// pass.
  ///
  /// - Parameter events: what is done to the run from here on, by date.
  /// - Throws: ``ReplayError`` at the first event that does not fit; those before it are carried out.
  /// - Complexity: that of the samples and leaps in between.
  mutating func replay(
    _ events: some Sequence<DatedIntervention>, to drawn: Int128
  ) throws(ReplayError) {
    for event in events {
      guard event.samplesDrawn <= drawn else { break }
      advance(to: event.samplesDrawn)
      guard simulation.samplesDrawn == event.samplesDrawn else {
        throw .date(event.samplesDrawn, samplesDrawn: simulation.samplesDrawn)
      }
      do throws(InterventionError) {
        if case .land(let target) = event.intervention {
          try simulation.checkLanding(at: target)
          leap(to: drawn, target: target) { $0.leap(towards: target) }
          guard simulation.clock == target else { return }
        } else {
          try simulation.apply(event.intervention, recordingIn: &trajectory)
        }
      } catch {
        throw .intervention(error, date: event.samplesDrawn)
      }
    }
    advance(to: drawn)
  }

  /// Goes on by the engine in force.
  private mutating func advance(to drawn: Int128) {
    guard drawn > simulation.samplesDrawn else { return }
    if simulation.engine == .step {
      let steps = min(drawn - simulation.samplesDrawn, Int128(simulation.room))
      simulation.advance(by: Int64(steps), recordingIn: &trajectory)
    } else {
      leap(to: drawn, target: Dataset.maximumSize) { $0.leap() }
    }
  }

  /// Leaps while no leap ends beyond `drawn` samples.
  private mutating func leap(
    to drawn: Int128, target: Int64, by leap: (inout Simulation) -> Void
  ) {
    while simulation.samplesDrawn < drawn, simulation.clock < target {
      var next = simulation
      leap(&next)
      guard next.samplesDrawn <= drawn else { return }
      simulation = next
      trajectory.record(simulation)
    }
  }
}

/// A log that does not fit the run it is carried out on.
public enum ReplayError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The run does not stop at an event's date: it is in the past, or leaps pass it.
  case date(Int128, samplesDrawn: Int128)
  /// An event is refused.
  case intervention(InterventionError, date: Int128)

  /// When the event is said to have happened.
  var date: Int128 {
    switch self {
    case .date(let date, _), .intervention(_, let date): date
    }
  }

  public var description: String {
    switch self {
    case .date(_, let drawn): "the run does not stop there, but at \(drawn) samples drawn"
    case .intervention(let error, _): error.description
    }
  }
}
