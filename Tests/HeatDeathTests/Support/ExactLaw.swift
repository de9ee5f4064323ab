import Foundation

/// The law of the process by exact enumeration: every path of draws with its probability, merged by
/// the counts it leads to. Independent of the engines: a power for every weight.
struct ExactLaw {
  /// p = 1/T.
  var exponent: Double
  /// λ.
  var externalFraction = 0.0
  /// q; needed where λ > 0.
  var externalLaw: [Double] = []

  /// The law of the next sample at `counts`: (1−λ)τ + λq.
  func next(after counts: [Int64]) -> [Double] {
    let weights = counts.map { $0 > 0 ? pow(Double($0), exponent) : 0 }
    let total = weights.reduce(0, +)
    return counts.indices.map { category in
      let generated = (1 - externalFraction) * weights[category] / total
      return externalFraction > 0
        ? generated + externalFraction * externalLaw[category] : generated
    }
  }

  /// The law of the counts after `draws` samples.
  ///
  /// - Complexity: O(n·drawsⁿ).
  func distribution(from start: [Int64], draws: Int) -> [[Int64]: Double] {
    var law = [start: 1.0]
    for _ in 0..<draws {
      var later: [[Int64]: Double] = [:]
      for (counts, probability) in law {
        for (category, share) in next(after: counts).enumerated() where share > 0 {
          var grown = counts
          grown[category] += 1
          later[grown, default: 0] += probability * share
        }
      }
      law = later
    }
    return law
  }

  /// The law of the number of samples of category 0 among `draws`, for two categories.
  ///
  /// - Complexity: O(draws²).
  func firstCategoryDraws(from start: (Int64, Int64), draws: Int) -> [Double] {
    let weights = (0...draws).map { drawn in
      (
        pow(Double(start.0) + Double(drawn), exponent),
        pow(Double(start.1) + Double(drawn), exponent)
      )
    }
    var law = [1.0]
    for done in 0..<draws {
      var later = [Double](repeating: 0, count: done + 2)
      for drawn in 0...done {
        let first = weights[drawn].0
        let share = first / (first + weights[done - drawn].1)
        let mixed =
          externalFraction > 0
          ? (1 - externalFraction) * share + externalFraction * externalLaw[0] : share
        later[drawn + 1] += law[drawn] * mixed
        later[drawn] += law[drawn] * (1 - mixed)
      }
      law = later
    }
    return law
  }

  /// E h = E[1 − Σθ²] under a law of counts.
  static func meanDiversity(_ law: [[Int64]: Double]) -> Double {
    law.reduce(0) { sum, entry in
      let size = Double(entry.key.reduce(0, +))
      let concentration = entry.key.reduce(0.0) { $0 + Double($1) * Double($1) / (size * size) }
      return sum + entry.value * (1 - concentration)
    }
  }
}
