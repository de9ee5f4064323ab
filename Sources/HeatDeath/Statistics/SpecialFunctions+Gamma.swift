import RealModule

extension SpecialFunctions {
  /// What Stirling's formula leaves of ln Γ(a + 1), for any real a ≥ 1: ``stirlingError(_:)`` between
  /// the integers.
  ///
  /// - Complexity: O(1).
  static func stirlingError(real a: Double) -> Double {
    if a >= 16 { return stirlingError(a) }
    return Double.logGamma(a + 1) - (0.5 * Double.log(2 * Double.pi * a) + a * Double.log(a) - a)
  }

  /// The regularised upper incomplete gamma function Q(a, x) = Γ(a, x)/Γ(a): the probability that a
  /// χ² with 2a degrees of freedom exceeds 2x.
  ///
  /// By its series below a + 1 and by Lentz's continued fraction above. Relative error about 10⁻¹²
  /// for a up to some thousands.
  ///
  /// - Parameters:
  ///   - a: > 0.
  ///   - x: ≥ 0; infinite is allowed and gives 0.
  /// - Source: Abramowitz and Stegun 6.5.29 and 6.5.31.
  static func upperGamma(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x.isFinite else { return 0 }
    let scale = Double.exp(a * Double.log(x) - x - Double.logGamma(a))
    guard scale > 0 else { return x < a ? 1 : 0 }
    return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x)
  }

  private static func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var denominator = a
    while term > sum * 1e-16 {
      denominator += 1
      term *= x / denominator
      sum += term
    }
    return sum
  }

  private static func upperFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for step in 1...100_000 {
      let numerator = -Double(step) * (Double(step) - a)
      b += 2
      d = 1 / (numerator * d + b)
      c = b + numerator / c
      let factor = c * d
      fraction *= factor
      if abs(factor - 1) < 1e-15 { break }
    }
    return fraction
  }
}
