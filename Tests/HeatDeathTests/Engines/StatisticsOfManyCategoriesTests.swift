import TestSupport
import Testing

@testable import HeatDeath

/// Of the statistical tier, because a debug build would take minutes to fill the tree.
@Suite("Statistics of many categories", .enabled(if: StatisticalTier.isOn))
struct StatisticsOfManyCategories {
  /// α = 10⁻⁴.
  @Test(
    "the next sample follows τ among thousands of categories",
    arguments: [(0.5, 211), (0.8, 212), (1.5, 213)] as [(Double, UInt64)])
  func theNextSampleFollowsAmongThousandsOfCategories(temperature: Double, seed: UInt64) throws {
    let law = try NextSampleLaw(
      categoryCount: 3000, temperature: temperature, runs: 5000, seed: seed)
    #expect(try law.pValue { $0 } > 1e-4)
    #expect(try law.pValue { $0 > 2 ? $0 + 1 : $0 } < 1e-4, "another law")
  }

  /// α = 10⁻⁶ for the larger counts' share of the draws, binomial at these sizes; seed 3.
  @Test("ten million categories are drawn by their weights")
  func tenMillionCategories() throws {
    let n = 10_000_000
    // One in four has twice the count: with p = 2, 4/(3 + 4) of the draws fall to those.
    let dataset = try Dataset(counts: (0..<n).map { $0 % 4 == 0 ? 20 : 10 })
    var engine = TreeEngine(
      dataset: dataset, powers: CountPowers(exponent: 2), externalFraction: 0,
      externalLaw: .uniform(n))
    var generator = Xoshiro256PlusPlus(seed: 3)
    engine.advance(by: 100_000, using: &generator)
    let counts = engine.counts
    #expect(counts.reduce(0, +) == engine.size)
    #expect(engine.size == dataset.size + 100_000)
    let drawn = stride(from: 0, to: n, by: 4).reduce(0) { $0 + counts[$1] - 20 }
    let share = 4.0 / 7
    let deviation = (100_000 * share * (1 - share)).squareRoot()
    #expect(abs(Double(drawn) - 100_000 * share) < 4.9 * deviation)
    #expect(abs(Double(drawn) - 100_000 * 0.4) > 4.9 * deviation, "another temperature")
  }
}
