import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// The heavy tier: α = 10⁻⁶ for each chi-square and Kolmogorov–Smirnov test, 5 standard errors for
/// each frequency and moment; fixed seeds.
@Suite("Statistics of leaps", .enabled(if: StatisticalTier.isOn)) struct StatisticsOfLeaps {
  @Test("leaps land on K with the exact law", arguments: LeapTables.laws + LeapTables.longLaws)
  func leapsLandOnKWithTheExactLaw(_ law: LeapLaw) throws {
    let counts = try leapCounts(law, runs: 100_000 * StatisticalTier.scale, stream: 131)
    #expect(law.cells.chiSquare(counts) < law.cells.critical)
  }

  @Test("leaps of a length the state decides keep the law", arguments: LeapTables.longLaws)
  func leapsOfALengthTheStateDecidesKeepTheLaw(_ law: LeapLaw) throws {
    let counts = try leapCounts(
      law, runs: 100_000 * StatisticalTier.scale, stream: 132, onScreen: true)
    #expect(law.cells.chiSquare(counts) < law.cells.critical)
  }

  @Test("births drawn at once follow their exact law", arguments: LeapTables.births)
  func birthsDrawnAtOnceFollowTheirExactLaw(_ law: BirthLaw) {
    let process = BirthProcess(exponent: law.exponent)
    let samples = draw(2_000_000, stream: 133) {
      Int64(process.births(from: law.count, clock: law.clock, limit: 1e18, using: &$0))
    }
    #expect(law.cells.chiSquare(samples) < law.cells.critical)
  }

  @Test("births without the third cumulant fail that test", arguments: LeapTables.births)
  func birthsWithoutTheThirdCumulantFailThatTest(_ law: BirthLaw) {
    let time = HittingTime(count: law.count, exponent: law.exponent)
    let samples = draw(2_000_000, stream: 134) { generator in
      Int64(
        time.offset(score: generator.nextNormal(), clock: law.clock, bound: 1e18) {
          $0.quantileWithoutSkewness($1)
        })
    }
    #expect(law.cells.chiSquare(samples) > law.cells.critical)
  }

  @Test("winners have the exact odds", arguments: KnownOdds.all)
  func winnersHaveTheExactOdds(_ test: KnownOdds) throws {
    #expect(try test.worstScore(runs: 100_000 * StatisticalTier.scale, stream: 135) < 5)
  }

  @Test("losers' final counts have the law of simulated explosion times", arguments: [0.9, 0.97])
  func losersFinalCountsHaveTheLawOfSimulatedExplosionTimes(
    temperature: Double
  ) throws {
    let dataset = try Dataset(counts: [3, 2])
    let value = try Temperature(temperature)
    let drawn = try draw(10_000, stream: 136) { generator in
      Result { try Fate.draw(from: dataset, temperature: value, using: &generator) }
    }.map { result -> Double in
      let fate = try result.get()
      return switch fate.finalCounts[1 - fate.winner] {
      case .unbounded: .infinity
      case .exact(let count): Double.log(Double(count))
      case .logarithm(let logarithm): logarithm
      }
    }
    let simulated = draw(10_000, stream: 137) {
      ExplosionPaths(exponent: value.exponent).loserLogCount(from: [3, 2], using: &$0)
    }
    #expect(GoodnessOfFit.twoSample(drawn, simulated) < GoodnessOfFit.kolmogorovSmirnovCritical)
  }

  @Test(
    "single steps and leaps have the same law with many categories", arguments: [0.8, 1.3],
    [10, 1000])
  func singleStepsAndLeapsHaveTheSameLawWithManyCategories(
    temperature: Double, categoryCount: Int
  ) throws {
    let start = (1...categoryCount).map { Int64(1 + $0 % 10) }
    let dataset = try Dataset(counts: start)
    let value = try Temperature(temperature)
    let target: Int64 = categoryCount == 10 ? 20_000 : 150_000
    let runs = categoryCount == 10 ? 2000 : 100
    let category = 8
    func spread(_ counts: [Int64]) -> Double {
      counts.reduce(0) { $0 + Double($1) * Double($1) }
    }
    let leapt = draw(runs, stream: 141) { generator -> [Int64] in
      var engine = LeapEngine(dataset: dataset, temperature: value)
      engine.advance(to: target, using: &generator)
      return engine.counts
    }
    let stepped = draw(runs, stream: 142) { generator -> [Int64] in
      var engine = StepEngine(
        dataset: dataset, temperature: value, externalFraction: 0,
        externalLaw: dataset.empiricalLaw)
      engine.advance(by: target - dataset.size, using: &generator)
      return engine.counts
    }
    let critical = GoodnessOfFit.kolmogorovSmirnovCritical
    #expect(GoodnessOfFit.twoSample(leapt.map(spread), stepped.map(spread)) < critical)
    #expect(
      GoodnessOfFit.twoSample(
        leapt.map { Double($0[category]) }, stepped.map { Double($0[category]) }) < critical)
    #expect(
      GoodnessOfFit.twoSample(
        leapt.map { Double($0.max() ?? 0) }, stepped.map { Double($0.max() ?? 0) }) < critical)
  }
}
