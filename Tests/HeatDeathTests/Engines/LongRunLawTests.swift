import Foundation
import TestSupport
import Testing

@testable import HeatDeath

/// The engine's law after hundreds of samples against dynamic programming. α = 10⁻⁴, the seed is
/// written beside each case, and the same test rejects the mutants.
@Suite struct LongRunLawTests {
  private let alpha = 1e-4

  @Test(
    "hundreds of samples of two categories follow dynamic programming",
    arguments: [
      (0.5, 0.7, 3, 2, 201), (0.8, 1, 6, 4, 202), (0.95, 0.75, 5, 5, 203), (1, 1.5, 2, 3, 204),
      (1.1, 0.9, 5, 3, 205), (1.5, 1.1, 1, 1, 206), (2, 1.5, 40, 3, 207), (20, 2, 9, 1, 208),
    ] as [(Double, Double, Int64, Int64, UInt64)])
  func hundredsOfSamplesOfTwoCategoriesFollowDynamicProgramming(
    temperature: Double, mutant: Double, first: Int64, second: Int64, seed: UInt64
  ) throws {
    let draws = 250
    let law = ExactLaw(exponent: 1 / temperature)
      .firstCategoryDraws(from: (first, second), draws: draws)
    let runs = 2_000
    func observed(temperature: Double) throws -> [Int] {
      let engine = try stepEngine([first, second], temperature: temperature)
      let outcomes = sampledOutcomes(of: engine, draws: Int64(draws), runs: runs, seed: seed) {
        Int($0.counts[0] - first)
      }
      return (0...draws).map { outcomes[$0] ?? 0 }
    }
    func pValue(_ observed: [Int]) -> Double {
      PearsonTest(observed: observed, probabilities: law, mergedTo: 0.05).pValue
    }
    #expect(pValue(try observed(temperature: temperature)) > alpha)
    #expect(pValue(try observed(temperature: mutant)) < alpha, "another temperature")

    let engine = try stepEngine([first, second], temperature: temperature)
    let frozen = frozenOutcomes(of: engine, draws: draws, runs: 500, seed: seed) {
      Int($0[0] - first)
    }
    #expect(pValue((0...draws).map { frozen[$0] ?? 0 }) < alpha, "frozen weights")
  }

  /// Beyond K = 400 the odds of two large counts x, y are Φ((x−y)√((2−T)/(T(x+y)))); what that
  /// leaves out is the tolerance.
  @Test(
    "dynamic programming gives the known winner odds",
    arguments: [
      (2, 1, 0.5, 0.881_117_834, 1e-8), (3, 2, 0.5, 0.803_335_909, 1e-8),
      (6, 4, 0.5, 0.874_992_887, 1e-8), (6, 4, 0.8, 0.791_330_729, 2e-6),
      (51, 49, 2.0 / 3, 0.611_825_213, 1e-5),
    ] as [(Int64, Int64, Double, Double, Double)])
  func dynamicProgrammingGivesTheKnownWinnerOdds(
    first: Int64, second: Int64, temperature: Double, odds: Double, tolerance: Double
  ) {
    let draws = 400 - Int(first + second)
    let law = ExactLaw(exponent: 1 / temperature)
      .firstCategoryDraws(from: (first, second), draws: draws)
    var found = 0.0
    for (drawn, probability) in law.enumerated() {
      let x = Double(first) + Double(drawn)
      let y = 400 - x
      let z = (x - y) * ((2 - temperature) / (temperature * 400)).squareRoot()
      found += probability * 0.5 * erfc(-z / 2.squareRoot())
    }
    #expect(abs(found - odds) < tolerance)
  }

  /// At K = 60 the leader is the winner but for one run in thousands: the tolerance.
  @Test(
    "leaders of three categories at T = 1/2 are the known winners",
    arguments: [
      ([2, 1, 1], [0.794_919_2, 0.102_540_4, 0.102_540_4], 301),
      ([3, 2, 1], [0.791_787_5, 0.192_618_1, 0.015_594_4], 302),
    ] as [([Int64], [Double], UInt64)])
  func leadersOfThreeCategoriesAtT12AreTheKnownWinners(
    start: [Int64], odds: [Double], seed: UInt64
  ) throws {
    let draws = 60 - Int(start.reduce(0, +))
    var leaders: [Int: Double] = [:]
    for (counts, probability) in ExactLaw(exponent: 2).distribution(from: start, draws: draws) {
      leaders[leader(counts), default: 0] += probability
    }
    for (category, probability) in odds.enumerated() {
      #expect(abs(leaders[category]! - probability) < 1e-3)
    }
    func pValue(temperature: Double) throws -> Double {
      let engine = try stepEngine(start, temperature: temperature)
      let observed = sampledOutcomes(of: engine, draws: Int64(draws), runs: 10_000, seed: seed) {
        leader($0.counts)
      }
      return PearsonTest(observed: observed, law: leaders).pValue
    }
    #expect(try pValue(temperature: 0.5) > alpha)
    #expect(try pValue(temperature: 0.65) < alpha)
  }

  /// The category with the most samples, the lowest of equals; a tie at an end is counted the same
  /// way in the law and in the sample.
  private func leader(_ counts: [Int64]) -> Int {
    counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 } ?? 0
  }

  /// P(category 0 takes every draw) = Π m^p/(m^p+S): exactly for 150 draws, and the known limits.
  @Test(
    "the first category takes every draw as often as the product says",
    arguments: [
      ([1, 1], 2, 0.272_029_055_0, 401), ([1, 1, 1], 2, 0.104_528_666_2, 402),
      ([1, 1], 3, 0.411_829_422_6, 403),
    ] as [([Int64], Double, Double, UInt64)])
  func theFirstCategoryTakesEveryDrawAsOftenAsTheProductSays(
    start: [Int64], exponent: Double, limit: Double, seed: UInt64
  ) throws {
    let others = Double(start.count - 1)
    func product(_ draws: Int) -> Double {
      (1...draws).reduce(1.0) { $0 / (1 + others * pow(Double($1), -exponent)) }
    }
    // The factors beyond m multiply to 1 − S·m^{1−p}/(p−1) to first order.
    let m = 20_000.0
    let tail = others * pow(m + 0.5, 1 - exponent) / (exponent - 1)
    #expect(abs(product(20_000) * exp(-tail) - limit) < 1e-9)

    let share = product(150)
    func pValue(_ temperature: Double) throws -> Double {
      let engine = try stepEngine(start, temperature: temperature)
      let observed = sampledOutcomes(of: engine, draws: 150, runs: 4_000, seed: seed) {
        $0.counts[0] == start[0] + 150
      }
      return PearsonTest(observed: observed, law: [true: share, false: 1 - share]).pValue
    }
    #expect(try pValue(1 / exponent) > alpha)
    #expect(try pValue(1.25 / exponent) < alpha)
  }

  @Test(
    "external data over hundreds of samples follow dynamic programming",
    arguments: [(0.5, 0.2, 501), (2, 0.05, 502), (0.8, 0.5, 503)] as [(Double, Double, UInt64)])
  func externalDataOverHundredsOfSamplesFollowDynamicProgramming(
    temperature: Double, fraction: Double, seed: UInt64
  ) throws {
    let start: [Int64] = [7, 3]
    let law = ExactLaw(
      exponent: 1 / temperature, externalFraction: fraction, externalLaw: [0.25, 0.75]
    ).firstCategoryDraws(from: (7, 3), draws: 150)
    func pValue(_ fraction: Double) throws -> Double {
      let engine = try stepEngine(
        start, temperature: temperature, externalFraction: fraction, externalLaw: [0.25, 0.75])
      let outcomes = sampledOutcomes(of: engine, draws: 150, runs: 3_000, seed: seed) {
        Int($0.counts[0] - 7)
      }
      return PearsonTest(
        observed: (0...150).map { outcomes[$0] ?? 0 }, probabilities: law, mergedTo: 0.05
      ).pValue
    }
    #expect(try pValue(fraction) > alpha)
    #expect(try pValue(0) < alpha, "λ ignored")
  }

  /// T > 2: k·Var Θ_i → (1/n)(1−1/n)/(1−2/T); for n = 2, T = 4 that is 1/2, approached as k^{−1/2}.
  @Test("at T = 4 the variance falls as 1 over k")
  func atT4TheVarianceFallsAs1OverK() {
    let scaled = [200, 800].map { draws in
      let law = ExactLaw(exponent: 0.25).firstCategoryDraws(from: (1, 1), draws: draws)
      let size = Double(draws + 2)
      let variance = law.enumerated().reduce(0.0) { sum, entry in
        let deviation = (1 + Double(entry.offset)) / size - 0.5
        return sum + entry.element * deviation * deviation
      }
      return size * variance
    }
    // The error halves as k grows fourfold.
    #expect(abs(2 * scaled[1] - scaled[0] - 0.5) < 0.005)
  }
}
