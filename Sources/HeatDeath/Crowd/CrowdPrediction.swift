import RealModule

/// What theory says of a crowd, to stand beside what it does.
public struct CrowdPrediction: Sendable {
  /// What becomes of each run in the end, from the data that all began with; `nil` once anything but
  /// chance has happened on the way.
  public let forecast: Forecast?

  /// Mean and spread of the shares at the present k; `nil` where they are not known.
  public let moments: Moments?

  /// Theorem 1's bound on the variance of each share at the present k, for the urn at T = 1:
  ///
  ///     Var Θ_i(k) ≤ θ_i(1−θ_i) Σ_{j=ℓ+1}^{k} 1/j²
  ///
  /// with θ the initial law. Its constant is the variance of the first sample, which no later one
  /// exceeds on average.
  public let varianceBounds: [Double]?

  public struct Moments: Hashable, Sendable {
    public let means: [Double]
    public let standardDeviations: [Double]
    /// Whether they are those of the law itself, at T = 1, or of `LinearNoise`.
    public let isExact: Bool
  }

  /// How far at most the shares of the crowd are from the exact law at T = 1; `nil` elsewhere.
  public let fit: PolyaFit?

  /// How a share is spread over the runs: exactly at T = 1, where that is summed up, else by
  /// ``moments``; `nil` where neither is known.
  public func law(of category: Int) -> ShareLaw? {
    if let fit { return fit.laws[category] }
    return moments.map {
      .normal(mean: $0.means[category], standardDeviation: $0.standardDeviations[category])
    }
  }

  static func bounds(initial: Dataset, clock: Int64) -> [Double] {
    let size = Double(initial.size)
    let sum =
      PowerSum(count: size + 1, exponent: 2).value(Double(clock - initial.size))
      / ((size + 1) * (size + 1))
    return DirichletEnd(of: initial).means.map { $0 * (1 - $0) * sum }
  }

  /// E Θ_i(k) = θ_i and Var Θ_i(k) = θ_i(1−θ_i)/(ℓ+1) · (1 − ℓ/k).
  static func polya(initial: Dataset, clock: Int64) -> Moments {
    let end = DirichletEnd(of: initial)
    let passed = Double(clock - initial.size) / Double(clock)
    return Moments(
      means: end.means,
      standardDeviations: end.standardDeviations.map { $0 * Double.sqrt(passed) }, isExact: true)
  }
}
