/// A path beside the one that a run is on: the future of a past moment, or a branch that was left.
public struct Ghost: Hashable, Sendable {
  /// The whole path since the start, and its end.
  public let trajectory: Trajectory
  public let counts: [Int64]
  /// The law it ends at, as integers in proportion to it.
  public let shares: [Int64]
  /// The ``Simulation/clock`` at its end.
  public let clock: Int64
  /// What was done on it since the start.
  public let marks: [InterventionMark]
  /// The clock from which on it is not the path that the run is on.
  public let fork: Int64

  init(_ state: RunState, _ log: RunLog, fork: Int64) {
    trajectory = state.trajectory
    counts = state.simulation.counts
    shares = state.simulation.theta.shares
    clock = state.simulation.clock
    marks = log.marks
    self.fork = fork
  }
}
