import RealModule

/// The two thresholds of λ for softmax at T < 1 with uniform external data: between them both the
/// uniform point and collapsed states are stable, and what becomes of a run depends on its past.
public struct Hysteresis: Hashable, Sendable {
  /// 1 − T: the uniform point is stable above it. 0 for T ≥ 1, where it always is.
  public let uniformThreshold: Double

  /// λ*: collapsed states exist up to it. Equal to 1 − T for two categories, wide apart for many.
  public let collapseThreshold: Double

  /// The thresholds of a loop; `nil` for another sampler, for external data that are not uniform (at
  /// λ = 0 their law counts as well), and for a single category.
  ///
  /// - Parameters:
  ///   - settings: those of the loop; λ does not matter.
  ///   - initial: the law of the initial data, which external data may name.
  public init?(of settings: Settings, initial: SimplexPoint) {
    guard case .softmax = settings.loop.sampler.kind, initial.dimension >= 2,
      let law = try? settings.externalData.law.resolved(initial: initial),
      law.coordinates.allSatisfy({ $0 == law[0] })
    else { return nil }
    self.init(temperature: settings.temperature, categoryCount: initial.dimension)
  }

  /// With one category high at ρ times the others, λ is a function of ρ; λ* is its maximum:
  ///
  ///     λ(ρ) = n (ρ^p − ρ)/((n − 1 + ρ)(ρ^p − 1)),   p = 1/T
  ///
  /// At T = ½ it is n/(1 + √(n−1))². Right to 10⁻¹².
  ///
  /// - Precondition: n ≥ 2.
  /// - Complexity: O(1), some hundred values of λ(ρ).
  public init(temperature: Temperature, categoryCount: Int) {
    precondition(categoryCount >= 2, "one category has no other state")
    let exponent = temperature.exponent
    uniformThreshold = max(0, 1 - temperature.value)
    guard exponent > 1, categoryCount > 2 else {
      collapseThreshold = uniformThreshold
      return
    }
    /// λ(e^s) with s = e^x.
    func fraction(_ x: Double) -> Double {
      let s = Double.exp(x)
      let others = Double(categoryCount - 1)
      return (others + 1) / (others + Double.exp(s)) * Double.expMinusOne(-(exponent - 1) * s)
        / Double.expMinusOne(-exponent * s)
    }
    // One maximum: a coarse look, then golden sections.
    let grid = stride(from: -40.0, through: 6.5, by: 0.25)
    let best = grid.max { fraction($0) < fraction($1) } ?? 0
    var (low, high) = (best - 0.25, best + 0.25)
    for _ in 0..<60 {
      let (first, second) = (low + 0.381_966 * (high - low), low + 0.618_034 * (high - low))
      if fraction(first) < fraction(second) { low = first } else { high = second }
    }
    collapseThreshold = max(uniformThreshold, fraction(low + (high - low) / 2))
  }
}
