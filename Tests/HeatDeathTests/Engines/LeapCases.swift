import Testing

@testable import HeatDeath

/// The exact law of one category's count at K.
struct LeapLaw: Sendable, CustomTestStringConvertible {
  let temperature: Double
  let start: [Int64]
  let size: Int64
  let category: Int
  let cells: IntegerCells
  var testDescription: String {
    "T = \(temperature), \(start) to K = \(size), category \(category + 1)"
  }
}

/// The exact law of the births of one category within a clock.
struct BirthLaw: Sendable, CustomTestStringConvertible {
  let count: Double
  let exponent: Double
  let clock: Double
  let cells: IntegerCells
  var testDescription: String { "p = \(exponent), c = \(count)" }
}

/// An exact quantile of a hitting time.
struct QuantileRow: Sendable {
  let count: Double
  let exponent: Double
  let offset: Double
  let score: Double
  let exact: Double
  let density: Double

  /// How far off in probability `quantile` is, to first order.
  func error(_ quantile: (HittingTime.Sums, Double) -> Double) -> Double {
    let sums = HittingTime(count: count, exponent: exponent).sums(offset)
    return abs(quantile(sums, score) - exact) * density
  }
}

extension HittingTime.Sums {
  /// The mutant of the quantile tests: the third cumulant is dropped.
  func quantileWithoutSkewness(_ z: Double) -> Double {
    let deviation = g2.squareRoot()
    let kurtosis = 6 * g4 / (g2 * g2)
    return g1 + deviation * (z + kurtosis * z * (z * z - 3) / 24)
  }
}

/// Runs of the leap engine from one start, each to the same size.
func leapCounts(
  _ law: LeapLaw, runs: Int, stream: UInt64, onScreen: Bool = false
) throws -> [Int64] {
  let dataset = try Dataset(counts: law.start)
  let powers = CountPowers(exponent: try Temperature(law.temperature).exponent)
  return draw(runs, stream: stream) { generator in
    var engine = LeapEngine(dataset: dataset, powers: powers)
    while onScreen, engine.size < law.size { engine.leap(limit: law.size, using: &generator) }
    engine.advance(to: law.size, using: &generator)
    return engine.counts[law.category]
  }
}
