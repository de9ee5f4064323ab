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
  /// - Complexity: O(n), and at most some 2,100 logarithms a category.
  public init(of dataset: Dataset, temperature: Temperature) throws(WinnerOddsError) {
    guard temperature.value < 1, temperature.exponent > 1 else { throw .noWinner(temperature) }
    let counts = dataset.counts
    let exponent = temperature.exponent
    let largest = counts.reduce(1, max)
    let weights = counts.map { $0 > 0 ? powerOfRatio($0, largest, exponent: exponent) : 0 }
    // The others' sum as what comes before and what comes after: the total less one would cancel.
    var after = [Double](repeating: 0, count: counts.count + 1)
    for category in counts.indices.reversed() {
      after[category] = after[category + 1] + weights[category]
    }
    var before = 0.0
    odds = counts.indices.map { category in
      let others = before + after[category + 1]
      before += weights[category]
      return Self.odds(
        of: counts[category], weight: weights[category], others: others, exponent: exponent)
    }
  }

  private static func odds(
    of count: Int64, weight own: Double, others: Double, exponent: Double
  ) -> Double {
    // The first draw alone has less than e^{−690}.
    guard count > 0, own > 1e-300 * others else { return 0 }
    guard others > 0 else { return 1 }
    let others = others / own
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
