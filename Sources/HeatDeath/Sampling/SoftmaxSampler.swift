import RealModule

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
  /// Computed as exp((ln θ_i − ln θ_max)/T), so no temperature and no point overflows; a
  /// probability below about 10⁻³⁰⁸ of the largest becomes 0. Relative error of each coordinate:
  /// a few ulp times max(1, |ln(θ_i/θ_max)|/T).
  ///
  /// - Complexity: O(n).
  public func law(at theta: SimplexPoint) -> SimplexPoint {
    if temperature.value == 1 { return theta }
    return SimplexPoint(weights: weights(of: theta.coordinates))
  }

  /// The law from which the next sample is drawn after the exact learner trained on `counts`.
  ///
  /// - Parameter counts: n integer counts, not all zero.
  /// - Complexity: O(n).
  public func law(trainedOn counts: [Int64]) -> SimplexPoint {
    SimplexPoint(weights: weights(of: counts.map { Double($0) }))
  }

  /// (x_i/x_max)^{1/T}; the largest weight is 1, zeros stay zero.
  private func weights(of values: [Double]) -> [Double] {
    let largest = values.max() ?? 0
    let exponent = temperature.exponent
    return values.map { value in
      value > 0 ? Double.pow(value / largest, exponent) : 0
    }
  }
}
