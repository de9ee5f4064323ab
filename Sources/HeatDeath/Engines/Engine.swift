/// What advances a simulation.
public enum Engine: String, Hashable, Sendable, CaseIterable {
  /// One sample at a time, exact; for every scenario.
  case step
  /// Any distance at once with the law of the single steps; for the urn without external data.
  case leap
  /// Leaps by splitting, approximate; for growing datasets where ``leap`` does not hold.
  case split

  /// How far at most the law of a state is from that of the recursion, in total variation for each
  /// category: 0 is exact to the rounding of probabilities. `nil` where only an order of magnitude
  /// is known: ``weakError``.
  public var lawError: Double? {
    switch self {
    case .step: 0
    case .leap: LeapEngine.lawError
    case .split: nil
    }
  }

  /// Whether states are drawn from an approximate law.
  public var isApproximate: Bool { self == .split }

  /// By how much a leap on the screen grows the dataset at most: 1/32 decade, 10^{1/32} − 1.
  public static let leapGrowth = 0.0746

  /// How many samples a leap on the screen draws at most, at dataset size `size` < `limit`.
  static func leapLength(from size: Int64, limit: Int64) -> Int64 {
    min(limit - size, max(1, Int64(Double(size) * leapGrowth)))
  }

  /// Of what order an approximate engine's errors are in means and variances, relative to them.
  public static let weakError =
    SplittingEngine.standardTolerance * SplittingEngine.standardTolerance
}
