import RealModule

/// The Dirichlet distribution with concentrations a_i ≥ 0, not all zero.
///
///     f(θ) = Γ(Σ a_i)/Π Γ(a_i) · Π θ_i^{a_i − 1} on the simplex
///
/// A component of concentration zero is zero. The limit of the Pólya urn (T = 1) from counts c is
/// Dirichlet(c).
///
/// Drawn as gamma variates divided by their sum; as logarithms of them where a concentration is
/// below 1, because there all of them may be smaller than any double.
///
/// - Source: L. Devroye, "Non-uniform random variate generation", Springer 1986, section XI.4.1.
public struct Dirichlet: Hashable, Sendable {
  /// a.
  public let concentrations: [Double]

  private let method: Method

  /// - Throws: ``DistributionError/concentration(_:component:)`` when one is neither 0 nor a finite
  ///   number from 10⁻³⁰⁰, ``DistributionError/noConcentration`` when none is positive.
  public init(concentrations: [Double]) throws(DistributionError) {
    for (component, value) in concentrations.enumerated() {
      guard value == 0 || (value >= 1e-300 && value.isFinite) else {
        throw .concentration(value, component: component)
      }
    }
    guard concentrations.contains(where: { $0 > 0 }) else { throw .noConcentration }
    self.concentrations = concentrations
    method = concentrations.contains { $0 > 0 && $0 < 1 } ? .logarithms : .quotients
  }

  /// Draws one point of the simplex.
  ///
  /// - Complexity: O(n).
  public func sample(using generator: inout some RandomNumberGenerator) -> SimplexPoint {
    switch method {
    case .quotients:
      var weights = concentrations
      Self.drawGammas(shapes: concentrations, into: &weights, using: &generator)
      let largest = weights.max() ?? 1
      return SimplexPoint(weights: weights.map { $0 / largest })
    case .logarithms:
      var logarithms = concentrations
      for (component, shape) in concentrations.enumerated() {
        logarithms[component] =
          shape > 0 ? Self.logGamma(shape: shape, using: &generator) : -.infinity
      }
      let largest = logarithms.max() ?? 0
      return SimplexPoint(weights: logarithms.map { Double.exp($0 - largest) })
    }
  }

  /// Overwrites `weights` by gamma variates of the given shapes, zero where the shape is zero.
  ///
  /// - Precondition: no shape is in (0, 1), where a variate could vanish.
  static func drawGammas(
    shapes: [Double], into weights: inout [Double],
    using generator: inout some RandomNumberGenerator
  ) {
    for (component, shape) in shapes.enumerated() {
      weights[component] =
        shape > 0 ? Gamma(validatedShape: shape).sample(using: &generator) : 0
    }
  }

  /// The logarithm of a gamma variate: below shape 1 ln X_{a+1} + ln U/a, which cannot underflow.
  private static func logGamma(
    shape: Double, using generator: inout some RandomNumberGenerator
  ) -> Double {
    guard shape < 1 else {
      return Double.log(Gamma(validatedShape: shape).sample(using: &generator))
    }
    let logFactor = -generator.nextExponential() / shape
    return Double.log(Gamma(validatedShape: shape + 1).sample(using: &generator)) + logFactor
  }

  /// The algorithm by regime of the smallest concentration.
  private enum Method: Hashable, Sendable {
    /// No concentration in (0, 1).
    case quotients
    /// Some concentration in (0, 1).
    case logarithms
  }
}
