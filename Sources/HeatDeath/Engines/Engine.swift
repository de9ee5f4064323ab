/// What advances a simulation.
public enum Engine: String, Hashable, Sendable, CaseIterable {
  /// One retraining at a time, exact; for every scenario.
  case step
  /// Any distance at once with the law of the single steps; without external data only.
  case leap

  /// How far at most the law of a state is from that of the recursion, in total variation for each
  /// category: 0 is exact to the rounding of probabilities.
  public var lawError: Double {
    switch self {
    case .step: 0
    case .leap: LeapEngine.lawError
    }
  }
}
