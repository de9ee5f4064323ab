import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// How winners compare with their odds.
@Suite struct WinnersFitTests {
  /// A crowd of runs, each with its winner.
  private func summary(_ winners: [Int], open: Int = 0) -> CrowdSummary {
    var blocks: [CrowdBlock] = []
    func add(_ state: [Int64], _ runs: Int) {
      // Their sizes are positive.
      blocks.append(CrowdBlock(start: try! Dataset(counts: state), seed: 0, runs: 0..<runs))
    }
    for (category, runs) in winners.enumerated() {
      var state = [Int64](repeating: 0, count: winners.count)
      state[category] = 10_000
      add(state, runs)
    }
    // Led by the first, which has not settled.
    add([6000] + Array(repeating: 1000, count: winners.count - 1), open)
    return CrowdSummary(
      CrowdFigures(blocks, clock: 10_000), categoryCount: winners.count)
  }

  private let odds = try! WinnerOdds(
    of: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8))

  @Test("X², its degrees of freedom and p are those of the formula")
  func formula() throws {
    let fit = try #require(WinnersFit(summary([7700, 1800, 500]), odds: odds))
    let expected = odds.odds.map { 10_000 * $0 }
    let terms = zip([7700.0, 1800, 500], expected).map { ($0 - $1) * ($0 - $1) / $1 }
    #expect(abs(fit.statistic - terms.reduce(0, +)) < 1e-9 && fit.degreesOfFreedom == 2)
    // With two degrees of freedom it is exponential.
    #expect(abs(fit.pValue - Double.exp(-fit.statistic / 2)) < 1e-12)
    let deviations = zip([7700.0, 1800, 500], expected).map {
      abs($0 - $1) / Double.sqrt($1 * (1 - $1 / 10_000))
    }
    #expect(abs(fit.largestDeviation - deviations.max()!) < 1e-9)
  }

  @Test("There is none while it could matter who wins the runs that are open")
  func open() {
    #expect(WinnersFit(summary([7700, 1800, 475], open: 25), odds: odds) != nil)
    #expect(WinnersFit(summary([7700, 1800, 474], open: 26), odds: odds) == nil)
    #expect(WinnersFit(summary([0, 0, 0]), odds: odds) == nil)
  }

  @Test("Categories that expect few runs count as one, and none with odds 0 makes a trap")
  func few() throws {
    let odds = try WinnerOdds(
      of: Dataset(counts: [5, 4, 1, 1, 0]), temperature: Temperature(0.5))
    let fit = try #require(WinnersFit(summary([60, 40, 0, 0, 0]), odds: odds))
    #expect(fit.degreesOfFreedom == 1 && fit.pValue >= 0 && fit.pValue <= 1)
    let one = try WinnerOdds(of: Dataset(counts: [5, 0]), temperature: Temperature(0.8))
    #expect(WinnersFit(summary([100, 0]), odds: one) == nil)
  }

  // Under right odds p is uniform: of 400 crowds the number below 0.05 is binomial, mean 20, and more
  // than 42 or fewer than 4 come once in 10⁵. Seed 3.
  @Test("Right odds give small p-values as often as p says, wrong ones always")
  func uniform() throws {
    var generator = Xoshiro256PlusPlus(seed: 3, stream: 0)
    var small = 0
    for _ in 0..<400 {
      var winners = [0, 0, 0]
      for _ in 0..<2000 {
        let u = Double.random(in: 0..<1, using: &generator)
        winners[u < odds.odds[0] ? 0 : u < odds.odds[0] + odds.odds[1] ? 1 : 2] += 1
      }
      let fit = try #require(WinnersFit(summary(winners), odds: odds))
      if fit.pValue < 0.05 { small += 1 }
    }
    #expect((4...42).contains(small))
    #expect(try #require(WinnersFit(summary([1400, 500, 100]), odds: odds)).pValue < 0.001)
  }
}
