/// The paper's Lyapunov function of an index set I (equation 4):
///
///     V_I(θ) = max_{i∈I} θ_i / Σ_{j∈I} θ_j − min_{i∈I} θ_i / Σ_{j∈I} θ_j
///
/// in [0, 1]: 0 when θ is uniform on I, 1 when one category of I has everything.
public enum Lyapunov {
  /// V_I, or `nil` where Σ_{j∈I} θ_j = 0 and it is undefined.
  ///
  /// - Precondition: every member of `set` is a category of `theta`.
  /// - Complexity: O(n).
  @inlinable
  public static func value(of set: CategorySet, at theta: SimplexPoint) -> Double? {
    var largest = 0.0
    var smallest = Double.infinity
    var sum = 0.0
    for category in 0..<theta.dimension where set.contains(category) {
      let coordinate = theta[category]
      largest = max(largest, coordinate)
      smallest = min(smallest, coordinate)
      sum += coordinate
    }
    return sum > 0 ? (largest - smallest) / sum : nil
  }

  /// V_I of the empirical law of integer counts, with one rounding each for the difference, the
  /// sum and their quotient: near-equal counts lose nothing to cancellation.
  ///
  /// - Returns: `nil` where no member of I has a sample.
  /// - Complexity: O(n).
  @inlinable
  public static func value(of set: CategorySet, counts: some Sequence<Int64>) -> Double? {
    var largest: Int64 = 0
    var smallest = Int64.max
    var sum: Int64 = 0
    for (category, count) in counts.enumerated() where set.contains(category) {
      largest = max(largest, count)
      smallest = min(smallest, count)
      sum += count
    }
    return sum > 0 ? Double(largest - smallest) / Double(sum) : nil
  }

  /// The sign of V_I(τ(Θ)) − V_I(Θ) for softmax and the exact learner.
  ///
  /// Decided exactly from the integer counts: where the positive counts of I are all equal, or
  /// only one is positive, τ leaves V_I alone. Otherwise raising θ to a power p = 1/T spreads the
  /// shares (p > 1) or evens them out (p < 1), whether or not I holds categories at zero.
  ///
  /// - Returns: `nil` where V_I is undefined.
  /// - Source: the corrected proof of Lemma 1 of the paper (MODEL.md section 7, slip 1).
  /// - Complexity: O(n).
  @inlinable
  public static func trend(
    of set: CategorySet, counts: some Sequence<Int64>, temperature: Temperature
  ) -> LyapunovTrend? {
    var largest: Int64 = 0
    var smallestPositive = Int64.max
    for (category, count) in counts.enumerated() where count > 0 && set.contains(category) {
      largest = max(largest, count)
      smallestPositive = min(smallestPositive, count)
    }
    guard largest > 0 else { return nil }
    guard largest > smallestPositive else { return .stationary }
    switch temperature.samplerClass {
    case .identity: return .stationary
    case .contracting: return .contracting
    case .expanding: return .expanding
    }
  }
}

extension Lyapunov {
  /// The sign of V_I(τ) − V_I(θ), computed: for samplers whose class is not known.
  ///
  /// A difference within rounding counts as stationary. With u = 2⁻⁵³, a coordinate of τ is taken to
  /// be within 16u of itself besides a factor common to all, which V_I does not see: softmax needs
  /// 4u, mixing 7u, 10 models 16u. That moves V_I(τ) by at most 16u·(max τ + min τ)/Σ_I τ; sums,
  /// differences and quotients add (|I| + 3)u·V_I on either side. θ is taken as given. Equal
  /// coordinates are exactly equal before and after, so they never seem to move.
  ///
  /// - Returns: `nil` where V_I is undefined before or after: no mass on I, or too little of it
  ///   (below 2⁻⁹⁶⁰) for its shares to be known.
  /// - Complexity: O(n).
  public static func trend(
    of set: CategorySet, from theta: SimplexPoint, to tau: SimplexPoint
  ) -> LyapunovTrend? {
    precondition(theta.dimension == tau.dimension, "points of different simplices")
    guard let before = Spread(of: set, at: theta), let after = Spread(of: set, at: tau) else {
      return nil
    }
    let unit = 0x1p-53
    let tolerance =
      16 * unit * after.level + Double(set.count + 3) * unit * (before.value + after.value)
    let difference = after.value - before.value
    return difference > tolerance
      ? .expanding : difference < -tolerance ? .contracting : .stationary
  }

  /// V_I of a point, with what its rounding error is in proportion to.
  private struct Spread {
    /// (max − min)/Σ over I.
    let value: Double
    /// (max + min)/Σ over I.
    let level: Double

    init?(of set: CategorySet, at point: SimplexPoint) {
      var largest = 0.0
      var smallest = Double.infinity
      var sum = 0.0
      for category in 0..<point.dimension where set.contains(category) {
        largest = max(largest, point[category])
        smallest = min(smallest, point[category])
        sum += point[category]
      }
      guard sum > 0x1p-960 else { return nil }
      value = (largest - smallest) / sum
      level = (largest + smallest) / sum
    }
  }
}

/// The sign of V_I(τ(Θ)) − V_I(Θ).
public enum LyapunovTrend: Hashable, Sendable {
  /// Negative: sampling evens I out.
  case contracting
  /// Zero.
  case stationary
  /// Positive: sampling drives I apart.
  case expanding
}
