/// The paper's Lyapunov function of an index set I (equation 4):
///
///     V_I(θ) = max_{i∈I} θ_i / Σ_{j∈I} θ_j − min_{i∈I} θ_i / Σ_{j∈I} θ_j
///
/// in [0, 1]: 0 when θ is uniform on I, 1 when one category of I has everything.
public enum Lyapunov {
  /// V_I, or `nil` where Σ_{j∈I} θ_j = 0 and it is undefined.
  ///
  /// Of the law of counts with one rounding each for the difference, the sum and their quotient:
  /// near-equal counts lose nothing to cancellation.
  ///
  /// - Precondition: every member of `set` is a category of `theta`.
  /// - Complexity: O(n).
  public static func value(of set: CategorySet, at theta: SimplexPoint) -> Double? {
    guard let counted = theta.counted else { return range(of: set, at: theta.coordinates)?.value }
    if counted.isEmpirical { return value(of: set, counts: counted.counts) }
    guard let range = range(of: set, at: counted.counts) else { return nil }
    return Double(range.largest - range.smallest) / mass(range, of: set, counted)
  }

  /// 1 − V_I without its cancellation: (Σ_I θ − max_I θ + min_I θ)/Σ_I θ; `nil` where V_I is
  /// undefined.
  ///
  /// - Precondition: every member of `set` is a category of `theta`.
  /// - Complexity: O(n).
  public static func complement(of set: CategorySet, at theta: SimplexPoint) -> Double? {
    guard let counted = theta.counted else {
      return range(of: set, at: theta.coordinates)?.complement
    }
    guard let range = range(of: set, at: counted.counts) else { return nil }
    let mass = mass(range, of: set, counted)
    guard mass > 0 else { return nil }
    let others = range.sum - range.largest + range.smallest
    return (Double(others) + Double(set.count) * counted.pseudoCount) / mass
  }

  private static func mass(
    _ range: (largest: Int64, smallest: Int64, sum: Int64), of set: CategorySet,
    _ counted: CountedLaw
  ) -> Double {
    Double(range.sum) + Double(set.count) * counted.pseudoCount
  }

  private static func range(
    of set: CategorySet, at counts: [Int64]
  ) -> (largest: Int64, smallest: Int64, sum: Int64)? {
    var range = (largest: Int64(0), smallest: Int64.max, sum: Int64(0))
    for (category, count) in counts.enumerated() where set.contains(category) {
      range.largest = max(range.largest, count)
      range.smallest = min(range.smallest, count)
      range.sum += count
    }
    return range.smallest == .max ? nil : range
  }

  /// V_I and 1 − V_I of doubles; `nil` without mass on I.
  private static func range(
    of set: CategorySet, at theta: [Double]
  ) -> (value: Double, complement: Double)? {
    var leader: Int?
    var smallest = Double.infinity
    for category in theta.indices where set.contains(category) {
      if theta[category] > leader.map({ theta[$0] }) ?? 0 { leader = category }
      smallest = min(smallest, theta[category])
    }
    guard let leader else { return nil }
    var others = 0.0
    for category in theta.indices where set.contains(category) && category != leader {
      others += theta[category]
    }
    let sum = others + theta[leader]
    // One member alone is both the largest and the smallest.
    let rest = set.count == 1 ? theta[leader] : others + smallest
    return ((theta[leader] - smallest) / sum, rest / sum)
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

  /// The sign of V_I(τ(Θ)) − V_I(Θ) for a sampler τ whose class under Assumption 1 is proved.
  ///
  /// Decided by comparing probabilities, those of counts as integers. Where the positive
  /// probabilities on I are all equal, or only one is positive, a sampler that keeps zeros leaves
  /// V_I alone; otherwise it spreads the shares or evens them out, as its class says, whether or not
  /// I holds categories at zero. One that revives them leaves V_I alone only where it is 0.
  ///
  /// - Parameters:
  ///   - set: I.
  ///   - theta: Θ.
  ///   - samplerClass: that of τ.
  ///   - revivesZeros: whether τ gives something to categories at zero, as mixing does.
  /// - Returns: `nil` where V_I is undefined.
  /// - Source: the proof of Lemma 1 of the paper, with its sign corrected for T < 1 (docs/model.md).
  /// - Complexity: O(n).
  public static func trend(
    of set: CategorySet, at theta: SimplexPoint, samplerClass: SamplerClass,
    revivesZeros: Bool = false
  ) -> LyapunovTrend? {
    let ranking = ProbabilityRanking(theta.coordinates, counts: theta.counted?.counts)
    var largest: UInt64?
    var smallest = UInt64.max
    var isUndefined = true
    for category in 0..<theta.dimension where set.contains(category) {
      let isPositive = theta[category] > 0
      if isPositive { isUndefined = false }
      guard isPositive || revivesZeros else { continue }
      let rank = ranking[category]
      largest = max(largest ?? 0, rank)
      smallest = min(smallest, rank)
    }
    guard !isUndefined, let largest else { return nil }
    guard largest > smallest else { return .stationary }
    switch samplerClass {
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
  /// 4u, mixing 7u, 10 models 16u. That moves V_I(τ) by at most 16u·(max τ + min τ)/Σ_I τ, and
  /// 1 − V_I(τ) by 32u of itself; sums, differences and quotients add (|I| + 3)u of what is computed.
  /// Both differences are looked at, since next to 1 that of 1 − V_I tells a sign that V_I has lost.
  /// θ is taken as given. Equal coordinates are exactly equal before and after, so they never seem to
  /// move.
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
    let sums = Double(set.count + 3) * unit
    return LyapunovTrend(
      ofSlopes: [
        (after.value - before.value, 16 * unit * after.level + sums * (before.value + after.value)),
        (
          before.complement - after.complement,
          32 * unit * after.complement + sums * (before.complement + after.complement)
        ),
      ])
  }

  /// V_I of a point and what it lacks to 1, with what the rounding error of V_I is in proportion to.
  private struct Spread {
    /// (max − min)/Σ over I.
    let value: Double
    /// 1 − V_I.
    let complement: Double
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
      guard sum > 0x1p-960, let range = Lyapunov.range(of: set, at: point.coordinates) else {
        return nil
      }
      value = (largest - smallest) / sum
      complement = range.complement
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

  /// The sign of a number that was computed in several ways, each with a bound of its error: that of
  /// the first that is beyond its error, else stationary.
  init(ofSlopes slopes: [(value: Double, error: Double)]) {
    let known = slopes.first { abs($0.value) > $0.error }
    self = known.map { $0.value > 0 ? .expanding : .contracting } ?? .stationary
  }
}
