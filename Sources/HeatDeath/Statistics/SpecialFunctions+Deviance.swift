import RealModule

extension SpecialFunctions {
  /// Half the deviance of a count from its mean, given how far the two are apart:
  ///
  ///     D = x ln(x/μ) + μ − x,   x = μ + d,   D ≈ d²/2μ for small d/μ
  ///
  /// Taking d instead of x is what keeps it exact above 2⁵³: the caller forms d in integers. Relative
  /// error a few ulp. D = μ at x = 0.
  ///
  /// Near the mean, with v = d/(x + μ), the logarithm is summed as
  /// D = d·v + 2x(v³/3 + v⁵/5 + …), whose first term is the whole of the answer to within v/3.
  ///
  /// - Parameters:
  ///   - offset: d ≥ −μ.
  ///   - mean: μ > 0.
  /// - Source: the function bd0 of C. Loader, "Fast and accurate computation of binomial
  ///   probabilities", 2000.
  /// - Complexity: O(1), at most 9 terms.
  static func deviance(offset: Double, mean: Double) -> Double {
    let value = mean + offset
    guard value > 0 else { return mean }
    let ratio = offset / (mean + value)
    guard abs(ratio) < 0.1 else { return value * Double.log(value / mean) - offset }
    let square = ratio * ratio
    var power = 2 * value * ratio
    var sum = offset * ratio
    var odd = 1.0
    while true {
      power *= square
      odd += 2
      let next = sum + power / odd
      if next == sum { return sum }
      sum = next
    }
  }
}
