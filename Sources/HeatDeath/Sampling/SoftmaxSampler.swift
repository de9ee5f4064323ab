/// The softmax sampler at temperature T: the map τ of the paper's equation (6).
///
///     τ(θ)_i = θ_i^{1/T} / Σ_j θ_j^{1/T}
///
/// A category at zero stays at zero at every temperature, T = ∞ included (0⁰ = 0).
public struct SoftmaxSampler: Hashable, Sendable {
  public var temperature: Temperature

  public init(_ temperature: Temperature) { self.temperature = temperature }

  /// The law from which the next sample is drawn when the model's law is `theta`.
  ///
  /// The empirical law of counts is not rounded to doubles first: ``law(trainedOn:)``. At T = 1 it
  /// is `theta` itself.
  ///
  /// Computed as (θ_i/θ_max)^p, p = fl(1/T), so no temperature and no point overflows, and with the
  /// rounding of the quotient put back, so that a small T does not magnify it. Relative error of
  /// each coordinate against the law at exponent p: at most (n + 6)·2⁻⁵³; a probability below about
  /// 10⁻³⁰⁸ of the largest loses bits or becomes 0.
  ///
  /// - Complexity: O(n).
  public func law(at theta: SimplexPoint) -> SimplexPoint {
    if temperature.value == 1 { return theta }
    if let counted = theta.counted, counted.isEmpirical { return law(trainedOn: counted.counts) }
    let largest = theta.coordinates.max() ?? 0
    let exponent = temperature.exponent
    return SimplexPoint(
      weights: theta.coordinates.map { coordinate in
        coordinate > 0 ? powerOfRatio(coordinate, largest, exponent: exponent) : 0
      })
  }

  /// The law from which the next sample is drawn after the exact learner trained on `counts`:
  /// `law(at:)` of the empirical law, without rounding that to doubles first.
  ///
  /// - Parameter counts: the n counts of a dataset: not all zero, none above
  ///   ``Dataset/maximumSize``.
  /// - Complexity: O(n).
  public func law(trainedOn counts: [Int64]) -> SimplexPoint {
    let largest = counts.max() ?? 0
    let exponent = temperature.exponent
    return SimplexPoint(
      weights: counts.map { count in
        count > 0 ? powerOfRatio(count, largest, exponent: exponent) : 0
      })
  }
}
