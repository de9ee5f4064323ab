/// The multinomial distribution: how `count` independent samples of one law fall into categories.
///
///     P(k_1, …, k_n) = m!/(k_1! ⋯ k_n!) Π θ_i^{k_i},   Σ k_i = m
///
/// Drawn as conditional binomials: category i takes Binomial(what is left, θ_i/Σ_{j≥i} θ_j). The
/// sums are accumulated from the far end, so no probability comes from a difference, and the
/// counts add up to m exactly.
///
/// - Source: L. Devroye, "Non-uniform random variate generation", Springer 1986, section XI.1.4.
public struct Multinomial: Hashable, Sendable {
  /// m.
  public let count: Int64

  /// θ.
  public let law: SimplexPoint

  /// - Precondition: 0 ≤ `count` ≤ ``Dataset/maximumSize``.
  public init(count: Int64, law: SimplexPoint) {
    precondition((0...Dataset.maximumSize).contains(count), "a multinomial count out of range")
    self.count = count
    self.law = law
  }

  /// Draws one variate: n counts that add up to ``count``.
  ///
  /// - Complexity: O(n).
  public func sample(using generator: inout some RandomNumberGenerator) -> [Int64] {
    var counts = [Int64](repeating: 0, count: law.dimension)
    var tails = [Double](repeating: 0, count: law.dimension)
    Self.addSample(
      of: count, weights: law.coordinates, to: &counts, scratch: &tails, using: &generator)
    return counts
  }

  /// Draws `count` samples by relative weights and adds them to `counts`, without allocating.
  ///
  /// - Parameter scratch: n numbers, overwritten by the partial sums Σ_{j≥i} w_j.
  /// - Precondition: no weight is negative, one is positive, their sum is finite.
  /// - Complexity: O(n).
  static func addSample(
    of count: Int64, weights: [Double], to counts: inout [Int64], scratch tails: inout [Double],
    using generator: inout some RandomNumberGenerator
  ) {
    var tail = 0.0
    for category in weights.indices.reversed() {
      tail += weights[category]
      tails[category] = tail
    }
    precondition(tail > 0 && tail.isFinite, "a multinomial needs a positive finite total weight")
    var rest = count
    for category in weights.indices where rest > 0 && weights[category] > 0 {
      let next = category + 1 < tails.count ? tails[category + 1] : 0
      let drawn = Binomial(trials: rest, success: weights[category], failure: next)
        .sample(using: &generator)
      counts[category] += drawn
      rest -= drawn
    }
  }
}
