import RealModule

/// How many samples the leading category takes before another category gets one.
///
/// With S the others' weights relative to the leader's at count c, the run R has
///
///     P(R ≥ m) = Π_{j<m} 1/(1 + x_j),   x_j = S (1 + j/c)^{−p}
///
/// Drawn by thinning: candidates for its end come with probability 1 − e^{−x_j} at step j, so that
/// the first is found by inverting the sum Σ x_j = S·G_p (``PowerSum``) against one exponential
/// variate; a candidate is another category's sample with probability
/// x_j/((1 + x_j)(1 − e^{−x_j})), and the leader's otherwise. Exact for every S, and it cannot
/// overshoot.
///
/// Use it near collapse, where it replaces 10¹⁵ samples by one draw; where the others still take
/// their share it is one single step at the price of ten.
///
/// - Source: thinning after P. A. W. Lewis and G. S. Shedler, Naval Research Logistics Quarterly 26
///   (1979), here on a discrete clock.
struct LeaderRun: Sendable {
  /// S.
  private let others: Double
  private let powers: PowerSum

  /// - Parameters:
  ///   - count: the leader's c ≥ 1.
  ///   - others: S ≥ 0.
  init(count: Double, exponent: Double, others: Double) {
    self.others = others
    powers = PowerSum(count: count, exponent: exponent)
  }

  enum Outcome: Hashable, Sendable {
    /// The leader takes all the samples there is room for.
    case undisturbed
    /// The leader takes `length` samples; the next one goes to another category if `byOther`, else
    /// to the leader too.
    case ended(length: Double, byOther: Bool)
  }

  /// Draws up to the next candidate.
  ///
  /// - Parameter room: the samples to be drawn, ≥ 1; infinity, where p > 1, for all of eternity.
  /// - Complexity: O(1).
  func sample(room: Double, using generator: inout some RandomNumberGenerator) -> Outcome {
    let threshold = generator.nextExponential()
    let total = powers.value(room)
    guard others * total > threshold else { return .undisturbed }
    let length = powers.largestOffset(sum: threshold / others, bound: room, total: total)
    guard length < room else { return .undisturbed }
    let hazard = others * powers.weight(at: length)
    let acceptance =
      hazard > 0 ? hazard / ((1 + hazard) * -Double.expMinusOne(-hazard)) : 1
    return .ended(length: length, byOther: generator.nextUnitInterval() < acceptance)
  }
}
