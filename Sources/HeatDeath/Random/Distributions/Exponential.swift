import RealModule

/// The exponential distribution with rate λ > 0.
///
///     f(x) = λ e^{−λx},   x ≥ 0;   mean 1/λ
///
/// Inversion: −ln(U)/λ with U one of 2⁶⁴ equidistant numbers of (0, 1], so that the tail is right
/// to x = 45/λ (probability 10⁻²⁰) and differences of 10⁻¹⁶/λ are resolved near zero.
///
/// - Source: L. Devroye, "Non-uniform random variate generation", Springer 1986, section II.2.
public struct Exponential: Hashable, Sendable {
  /// λ.
  public let rate: Double

  /// - Throws: ``DistributionError/rate(_:)`` when `rate` is not a positive finite number.
  public init(rate: Double) throws(DistributionError) {
    guard rate > 0, rate.isFinite else { throw .rate(rate) }
    self.rate = rate
  }

  private init(validated rate: Double) { self.rate = rate }

  /// Rate 1.
  public static let standard = Exponential(validated: 1)

  /// Draws one variate.
  ///
  /// - Complexity: O(1); one number of the generator.
  @inline(__always)
  public func sample(using generator: inout some RandomNumberGenerator) -> Double {
    generator.nextExponential() / rate
  }
}

extension RandomNumberGenerator {
  /// A standard exponential variate, in [0, 45.1).
  @inline(__always)
  mutating func nextExponential() -> Double {
    -Double.log((Double(next()) + 0.5) * 0x1p-64)
  }
}
