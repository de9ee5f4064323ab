import RealModule

/// The Poisson distribution with mean μ ≥ 0.
///
///     P(k) = e^{−μ} μᵏ/k!,   k = 0, 1, 2, …
///
/// Exact for every mean up to ``Dataset/maximumSize``: variates are integers formed in integer
/// arithmetic, so even at μ = 10¹⁸ the lowest bit is equidistributed. Each acceptance compares
/// doubles, which puts an error of about 10⁻¹⁵ on a probability's ratio to its neighbours.
public struct Poisson: Hashable, Sendable {
  /// μ.
  public let mean: Double

  private let method: Method

  /// - Throws: ``DistributionError/mean(_:)`` when `mean` is not in 0…4·10¹⁸.
  public init(mean: Double) throws(DistributionError) {
    guard (0...Double(Dataset.maximumSize)).contains(mean) else { throw .mean(mean) }
    self.mean = mean
    method =
      mean < 10
      ? .inversion(zeroProbability: Double.exp(-mean))
      : .transformedRejection(TransformedRejection(mean: mean))
  }

  /// Draws one variate.
  ///
  /// - Complexity: O(1) on average: at most 11 terms below mean 10, about 1.2 rounds above.
  public func sample(using generator: inout some RandomNumberGenerator) -> Int64 {
    switch method {
    case .inversion(let zeroProbability):
      return invert(zeroProbability: zeroProbability, using: &generator)
    case .transformedRejection(let sampler):
      return sampler.sample(using: &generator)
    }
  }

  /// Subtracts P(0), P(1), … from a uniform variate until it is used up.
  private func invert(
    zeroProbability: Double, using generator: inout some RandomNumberGenerator
  ) -> Int64 {
    while true {
      var rest = generator.nextUnitInterval()
      var probability = zeroProbability
      var count = 0.0
      // Beyond 110, below 10⁻⁷⁰, only rounding keeps the sum from reaching the variate: try again.
      while count < 110 {
        rest -= probability
        if rest < 0 { return Int64(count) }
        count += 1
        probability *= mean / count
      }
    }
  }

  /// The algorithm by regime of the mean.
  private enum Method: Hashable, Sendable {
    /// μ < 10: sequential search. Devroye, "Non-uniform random variate generation", X.3.3.
    case inversion(zeroProbability: Double)
    /// μ ≥ 10.
    case transformedRejection(TransformedRejection)
  }

  /// Hörmann's algorithm PTRS, with the variate split into ⌊μ⌋ and an offset from there.
  ///
  /// The log-density is −δ(k) − D(k, μ) − ½ ln(2πk) after Loader, with k − μ formed without
  /// rounding; k ln μ − μ − ln k! has an error of thousands at μ = 10¹⁸.
  ///
  /// - Source: W. Hörmann, "The transformed rejection method for generating Poisson random
  ///   variables", Insurance: Mathematics and Economics 12 (1993).
  private struct TransformedRejection: Hashable, Sendable {
    let mean: Double
    let floor: Int64
    let fraction: Double
    let a: Double
    let b: Double
    let logInverseAlpha: Double
    let squeeze: Double

    init(mean: Double) {
      self.mean = mean
      floor = Int64(mean)
      fraction = mean - Double(floor)
      b = 0.931 + 2.53 * Double.sqrt(mean)
      a = -0.059 + 0.02483 * b
      logInverseAlpha = Double.log(1.1239 + 1.1328 / (b - 3.4))
      squeeze = 0.9277 - 3.6224 / (b - 2)
    }

    func sample(using generator: inout some RandomNumberGenerator) -> Int64 {
      while true {
        let u = generator.nextUnitInterval() - 0.5
        let v = generator.nextUnitInterval()
        let edge = 0.5 - abs(u)
        let offset = ((2 * a / edge + b) * u + fraction + 0.43).rounded(.down)
        if edge >= 0.07, v <= squeeze { return floor + Int64(offset) }
        // The law beyond 8·10¹⁸ has no weight that a double could hold.
        guard offset >= -Double(floor), offset <= 4e18, edge >= 0.013 || v <= edge else { continue }
        let count = floor + Int64(offset)
        let logHat = Double.log(v) + logInverseAlpha - Double.log(a / (edge * edge) + b)
        if logHat <= logDensity(of: count, offset: offset - fraction) { return count }
      }
    }

    /// ln P(k), given k − μ.
    private func logDensity(of count: Int64, offset: Double) -> Double {
      guard count > 0 else { return -mean }
      let k = Double(count)
      return -SpecialFunctions.stirlingError(k)
        - SpecialFunctions.deviance(offset: offset, mean: mean)
        - 0.5 * Double.log(2 * Double.pi * k)
    }
  }
}
