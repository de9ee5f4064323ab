import RealModule

/// The odds that all is settled: that one category takes every future draw, at T < 1.
///
///     P(i takes every draw) = Π_{m≥c_i} m^p/(m^p + S),   S = Σ_{j≠i} c_j^p,   p = 1/T
///
/// For the same process as ``WinnerOdds``. At T = ½ it is |Γ(c_i + i√S)/Γ(c_i)|².
public struct SettledOdds: Hashable, Sendable {
  /// The odds of each category; below 10⁻³⁰⁰ they are given as 0. Relative error about 10⁻¹².
  public let odds: [Double]

  /// That one of them does.
  public var total: Double { odds.reduce(0, +) }

  /// - Throws: ``WinnerOddsError/noWinner(_:)`` at T ≥ 1.
  /// - Complexity: O(n²), and at most some 2,100 logarithms a category.
  public init(of dataset: Dataset, temperature: Temperature) throws(WinnerOddsError) {
    guard temperature.value < 1, temperature.exponent > 1 else { throw .noWinner(temperature) }
    let counts = dataset.counts
    odds = counts.indices.map {
      Self.odds(of: $0, counts, exponent: temperature.exponent)
    }
  }

  private static func odds(of category: Int, _ counts: [Int64], exponent: Double) -> Double {
    let count = counts[category]
    guard count > 0 else { return 0 }
    var others = 0.0
    for other in counts.indices where other != category && counts[other] > 0 {
      let logarithm = Double.log(Double(counts[other])) - Double.log(Double(count))
      // The first draw alone has less than e^{−690}.
      guard exponent * logarithm < 690 else { return 0 }
      others += powerOfRatio(counts[other], count, exponent: exponent)
    }
    guard others > 0 else { return 1 }
    // −ln P = Σ ln(1 + w_m): singly down to 0.4, then as the series of the logarithm.
    var sum = 0.0
    var offset = 0.0
    var weight = others
    while weight > 0.4 {
      sum += Double.log(onePlus: weight)
      guard sum < 690 else { return 0 }
      offset += 1
      weight = others * PowerSum.weight(at: offset, count: Double(count), exponent: exponent)
    }
    let first = Double(count) + offset
    var power = -1.0
    for order in 1...60 {
      power *= -weight
      guard abs(power) > 0 else { break }
      let powers = PowerSum(count: first, exponent: Double(order) * exponent)
      let term = power * powers.value(.infinity) / Double(order)
      sum += term
      if abs(term) < 1e-17 * sum { break }
    }
    return Double.exp(-sum)
  }
}
