/// What a ``LeapEngine`` has done, for tests and benchmarks.
struct LeapTally: Hashable, Sendable {
  /// Jumps of all categories at once.
  var leaps: Int64 = 0
  /// Samples drawn one by one.
  var singleSteps: Int64 = 0
  /// Runs of the leader.
  var leaderRuns: Int64 = 0
}
