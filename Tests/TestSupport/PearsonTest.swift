import Foundation

/// Pearson's χ² test of counted outcomes against a law that is known completely.
///
///     X² = Σ (observed − expected)²/expected ~ χ² with (cells − 1) degrees of freedom
///
/// Cells whose expected count is below `minimumExpected` are pooled, because the χ² law holds only
/// where every cell expects several outcomes. An outcome of probability 0 that occurs all the same
/// makes the statistic infinite and the p-value 0.
public struct PearsonTest: Sendable {
  public let statistic: Double
  public let degreesOfFreedom: Int

  /// The probability of a statistic at least this large when the law is right.
  public var pValue: Double {
    degreesOfFreedom == 0
      ? (statistic > 0 ? 0 : 1)
      : Self.upperGamma(Double(degreesOfFreedom) / 2, statistic / 2)
  }

  /// - Parameters:
  ///   - observed: how often each outcome occurred.
  ///   - probabilities: the law; adds up to 1 to rounding.
  public init(observed: [Int], probabilities: [Double], minimumExpected: Double = 10) {
    precondition(observed.count == probabilities.count, "one probability for each outcome")
    let runs = Double(observed.reduce(0, +))
    var cells: [(observed: Double, expected: Double)] = []
    var pooled = (observed: 0.0, expected: 0.0)
    var impossible = false
    for (count, probability) in zip(observed, probabilities) {
      let expected = runs * probability
      if probability == 0, count > 0 { impossible = true }
      if expected < minimumExpected {
        pooled.observed += Double(count)
        pooled.expected += expected
      } else {
        cells.append((Double(count), expected))
      }
    }
    if pooled.expected >= minimumExpected {
      cells.append(pooled)
    } else if pooled.expected > 0,
      let smallest = cells.indices.min(by: {
        cells[$0].expected < cells[$1].expected
      })
    {
      cells[smallest].observed += pooled.observed
      cells[smallest].expected += pooled.expected
    }
    let sum = cells.reduce(0.0) {
      let difference = $1.observed - $1.expected
      return $0 + difference * difference / $1.expected
    }
    statistic = impossible ? .infinity : sum
    degreesOfFreedom = max(0, cells.count - 1)
  }

  /// Neighbouring outcomes merged until each cell holds `share` of the law.
  public init(observed: [Int], probabilities: [Double], mergedTo share: Double) {
    var cells = [(observed: 0, probability: 0.0)]
    for (count, probability) in zip(observed, probabilities) {
      if cells[cells.count - 1].probability >= share { cells.append((0, 0)) }
      cells[cells.count - 1].observed += count
      cells[cells.count - 1].probability += probability
    }
    self.init(observed: cells.map(\.observed), probabilities: cells.map(\.probability))
  }

  /// Outcomes by key; whatever `law` does not name has probability 0.
  public init<Outcome: Hashable>(
    observed: [Outcome: Int], law: [Outcome: Double], minimumExpected: Double = 10
  ) {
    let outcomes = Set(observed.keys).union(law.keys)
    self.init(
      observed: outcomes.map { observed[$0] ?? 0 },
      probabilities: outcomes.map { law[$0] ?? 0 }, minimumExpected: minimumExpected)
  }

  /// The regularised upper incomplete gamma function Q(a, x), by its series below a + 1 and by
  /// Lentz's continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31).
  static func upperGamma(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x.isFinite else { return 0 }
    let scale = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var denominator = a
      while term > sum * 1e-16 {
        denominator += 1
        term *= x / denominator
        sum += term
      }
      return 1 - scale * sum
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for i in 1...10_000 {
      let numerator = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / (numerator * d + b)
      c = b + numerator / c
      let factor = c * d
      fraction *= factor
      if abs(factor - 1) < 1e-15 { break }
    }
    return scale * fraction
  }
}
