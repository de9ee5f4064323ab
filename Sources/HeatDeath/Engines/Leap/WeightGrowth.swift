import RealModule

/// A bound of how far one category's weight grows while a clock passes: whether it can reach
/// offset m within clock t, by a few logarithms and without an expansion.
///
/// Up to m births its rate (1 + x/c)ᵖ is at most linear, 1 + a·x: by the chord where p ≥ 1, by the
/// tangent where p < 1. Births at that rate are negative binomial with mean (e^{at} − 1)/a, and
/// Chernoff's bound of their tail is
///
///     −ln P(births ≥ m) ≥ t − r ln(1 + m/r) − m ln(1 + r/m) − m ln(1 − e^{−t/r}),   r = 1/a
///
/// where m is beyond the mean. What m births do not reach, more do not either, so that a bound for
/// few births, whose chord is flat, serves for many.
///
/// Use it for categories that hardly draw while others do; where a category reaches about its
/// allowance, only ``HittingTime/safeClock(offset:logProbability:)`` is sharp enough.
///
/// - Source: G. U. Yule, "A mathematical theory of evolution", Philosophical Transactions B 213
///   (1925), for the linear birth process; H. Chernoff (1952) as in ``HittingTime``.
struct WeightGrowth: Sendable {
  /// c ≥ 1.
  let count: Double

  /// p ≥ 0.
  let exponent: Double

  /// A lower bound of −ln P(births within `clock` ≥ `births`); 0 where none is known.
  ///
  /// - Parameters:
  ///   - births: m ≥ 1, finite.
  ///   - clock: t ≥ 0 in units of c^{−p}.
  /// - Complexity: O(1), five elementary functions.
  func logImprobability(births m: Double, clock t: Double) -> Double {
    guard t > 0 else { return .infinity }
    let slope =
      exponent < 1
      ? exponent / count : (Double.exp(exponent * Double.log(onePlus: m / count)) - 1) / m
    // So flat that the rate is constant: Poisson.
    guard slope * m > 1e-9 else {
      let rate = t * (1 + slope * m)
      return m > rate ? rate - m + m * Double.log(m / rate) : 0
    }
    let r = 1 / slope
    let growth = Double.expMinusOne(t * slope)
    guard m > r * growth else { return 0 }
    // 1 − e^{−t/r} from the same function.
    let share = growth / (1 + growth)
    return max(
      0,
      t - r * Double.log(onePlus: m / r) - m * Double.log((1 + r / m) * share))
  }

  /// Whether offset `births` is out of reach within `clock` but for a chance of e^{−B}.
  ///
  /// - Parameters:
  ///   - births: an allowance, ≥ 1; may be infinite.
  ///   - logProbability: B > 0.
  /// - Returns: `false` where that is not known.
  /// - Complexity: O(1), at most four bounds.
  func isOutOfReach(births: Double, clock: Double, logProbability: Double) -> Bool {
    // A chord is flatter for fewer births; a tangent is one for all.
    if exponent > 1 {
      var m = 16 + 2 * clock
      for _ in 0..<4 where m < births {
        if logImprobability(births: m, clock: clock) >= logProbability { return true }
        m *= 3
      }
    }
    return births.isFinite
      && logImprobability(births: births, clock: clock) >= logProbability
  }
}
