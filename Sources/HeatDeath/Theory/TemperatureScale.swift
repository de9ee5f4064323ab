import RealModule

/// The temperatures at which a loop changes what it does, with the fresh data it has.
///
/// For softmax whose only fresh data are uniform, or that mixes in a uniform law, which is the same.
/// With p' = (1−λ)(1−ε)/T the uniform point is stable where p' < 1, and noise decides how near the run
/// comes where p' ≤ ½. Without fresh data these are the five regimes of T < 1, T = 1, 1 < T < 2, T = 2
/// and T > 2.
///
/// For data that accumulate and a learner that is exact, or nearly so.
public struct TemperatureScale: Hashable, Sendable {
  /// Above it the uniform point is stable: 1 − λ.
  public let uniform: Double
  /// Up to it collapsed states are stable; equal to ``uniform`` without fresh data and for two
  /// categories. Between the two it depends on where a run is.
  public let collapse: Double
  /// From it on the noise decides how near the run comes to the uniform point: 2(1 − λ).
  public let noise: Double

  /// What becomes of a run at some temperature.
  public enum Regime: Hashable, Sendable, CaseIterable {
    /// One category takes all, or all that fresh data leave it.
    case collapse
    /// Both ends are stable: where the run is decides.
    case either
    /// A random point, T = 1 without fresh data.
    case martingale
    /// It evens out, along the mean flow.
    case slowHeatDeath
    /// It evens out as fast as its noise does.
    case heatDeath
  }

  /// - Returns: `nil` for another sampler, or fresh data that are not uniform: their end is another
  ///   point. `nil` as well where fresh data are all there is.
  /// - Complexity: O(1), some 40 times ``Hysteresis``.
  public init?(_ field: MeanField, categoryCount: Int) {
    guard let kept = field.uniformShareKept(categoryCount: categoryCount), kept > 0 else {
      return nil
    }
    uniform = kept
    noise = 2 * kept
    guard kept < 1, categoryCount > 2 else {
      collapse = kept
      return
    }
    // λ* falls with T: to 1 − T at most, which is λ where the uniform point loses its stability.
    let place = Bisection.narrow(kept, 1, rounds: 40) { value in
      guard let temperature = try? Temperature(value) else { return false }
      return Hysteresis(temperature: temperature, categoryCount: categoryCount).collapseThreshold
        > 1 - kept
    }
    collapse = place.low
  }

  /// What becomes of a run at a temperature.
  public func regime(at temperature: Double) -> Regime {
    if temperature < uniform { return .collapse }
    if temperature < collapse { return .either }
    if temperature == uniform, uniform == 1 { return .martingale }
    return temperature < noise ? .slowHeatDeath : .heatDeath
  }

  /// The e for which deviations from the uniform point fall as k^{−e}: 1 − p', at most ½; `nil` where
  /// they do not fall.
  public func rate(at temperature: Double) -> Double? {
    temperature > uniform ? min(0.5, 1 - uniform / temperature) : nil
  }

  /// log₁₀ of the factor by which the data must grow for one tenth of the deviation, 1/e: 11 at
  /// T = 1.1 without fresh data, 3 at 1.5, 2 from 2 on; `nil` where it does not fall.
  public func decadesForATenth(at temperature: Double) -> Double? {
    rate(at: temperature).map { 1 / $0 }
  }
}
