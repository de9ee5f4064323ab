import Foundation
import TestSupport
import Testing

@testable import HeatDeath

/// α = 10⁻⁴ for each chi-square, with the seed written beside it; mutants fail the same test.
@Suite struct TreeEngineTests {
  private let alpha = 1e-4

  private func engine(
    _ counts: [Int64], temperature: Double, externalFraction: Double = 0,
    externalLaw: [Double]? = nil
  ) throws -> TreeEngine {
    let dataset = try Dataset(counts: counts)
    return try TreeEngine(
      dataset: dataset, powers: CountPowers(exponent: Temperature(temperature).exponent),
      externalFraction: externalFraction,
      externalLaw: externalLaw.map(SimplexPoint.init(weights:)) ?? .uniform(counts.count))
  }

  @Test(
    "four samples follow the enumerated law",
    arguments: [
      (0.5, [1, 2, 3], 201), (1, [1, 2, 3], 202), (2, [1, 2, 3], 203), (0.05, [6, 5, 5], 204),
    ] as [(Double, [Int64], UInt64)])
  func fourSamplesFollowTheEnumeratedLaw(
    temperature: Double, start: [Int64], seed: UInt64
  ) throws {
    let law = ExactLaw(exponent: 1 / temperature).distribution(from: start, draws: 4)
    func pValue(_ temperature: Double, draws: Int64) throws -> Double {
      let engine = try engine(start, temperature: temperature)
      let observed = sampledOutcomes(of: engine, draws: draws, runs: 30_000, seed: seed) {
        $0.counts
      }
      return PearsonTest(observed: observed, law: law).pValue
    }
    #expect(try pValue(temperature, draws: 4) > alpha)
    #expect(try pValue(temperature * 1.2, draws: 4) < alpha, "warmer by a fifth")
    #expect(try pValue(temperature, draws: 3) < alpha, "a draw too few")
  }

  @Test(
    "the next sample follows τ among hundreds of categories",
    arguments: [(0.5, 211), (0.8, 212), (1.5, 213)] as [(Double, UInt64)])
  func theNextSampleFollowsAmongHundredsOfCategories(temperature: Double, seed: UInt64) throws {
    let law = try NextSampleLaw(
      categoryCount: 300, temperature: temperature, runs: 4000, seed: seed)
    #expect(try law.pValue { $0 } > alpha)
    #expect(try law.pValue { $0 * $0 } < alpha, "another law")
  }

  @Test(
    "external samples enter with probability λ and law q",
    arguments: [
      (0.5, 0.3, [1 / 3.0, 2 / 3, 0], 221), (2, 0.5, [1 / 3.0, 1 / 3, 1 / 3], 222),
      (1, 0.25, [0, 0, 1], 223), (0.5, 1, [0.2, 0.3, 0.5], 224),
    ] as [(Double, Double, [Double], UInt64)])
  func externalSamplesEnterWithProbabilityAndLawQ(
    temperature: Double, fraction: Double, law: [Double], seed: UInt64
  ) throws {
    let exact = ExactLaw(
      exponent: 1 / temperature, externalFraction: fraction, externalLaw: law
    ).distribution(from: [1, 2, 0], draws: 5)
    func pValue(fraction: Double) throws -> Double {
      let engine = try engine(
        [1, 2, 0], temperature: temperature, externalFraction: fraction, externalLaw: law)
      let observed = sampledOutcomes(of: engine, draws: 5, runs: 20_000, seed: seed) { $0.counts }
      return PearsonTest(observed: observed, law: exact).pValue
    }
    #expect(try pValue(fraction: fraction) > alpha)
    #expect(try pValue(fraction: fraction * 0.7) < alpha, "λ too small")
  }

  /// With and without a look ahead; across doublings of the total and changes of reference.
  @Test(
    "splits of any kind and rebuilt engines give the same bits",
    arguments: [
      (1e-3, 25), (0.05, 25), (0.5, 25), (1, 25), (1.5, 25), (.infinity, 25), (1e-3, 300),
      (0.05, 1000), (0.5, 1000), (1, 1000), (1.5, 1000), (.infinity, 1000), (0.5, 40_000),
      (1.5, 40_000),
    ] as [(Double, Int)])
  func splitsOfAnyKindAndRebuiltEnginesGiveTheSameBits(temperature: Double, n: Int) throws {
    let start = try engine((0..<n).map { Int64($0 % 3) }, temperature: temperature)
    var whole = start
    var split = start
    var rebuilt = start
    var generators = Array(repeating: Xoshiro256PlusPlus(seed: 231), count: 3)
    whole.advance(by: 3000, using: &generators[0])
    for batch: Int64 in [0, 1, 15, 16, 17, 451, 2500] {
      split.advance(by: batch, using: &generators[1])
      rebuilt.advance(by: batch, using: &generators[2])
      rebuilt = try engine(rebuilt.counts, temperature: temperature)
    }
    #expect(whole.counts == split.counts)
    #expect(whole.counts == rebuilt.counts)
    #expect(generators[0] == generators[1] && generators[0] == generators[2])
    #expect(whole.relativeWeights == rebuilt.relativeWeights)
    #expect(whole.size == start.size + 3000 && whole.counts.reduce(0, +) == whole.size)
  }

  @Test("has the same law as the scan of all weights", arguments: [0.8, 1.3])
  func hasTheSameLawAsTheScanOfAllWeights(temperature: Double) throws {
    let start = (0..<30).map { Int64(1 + $0 % 4) }
    func spread(_ counts: [Int64]) -> Double {
      counts.reduce(0) { $0 + Double($1) * Double($1) }
    }
    let tree = try engine(start, temperature: temperature)
    let scan = try stepEngine(start, temperature: temperature)
    let treeSpreads = draw(2000, stream: 241) { generator in
      var engine = tree
      engine.advance(by: 500, using: &generator)
      return spread(engine.counts)
    }
    let scanSpreads = draw(2000, stream: 242) { generator in
      var engine = scan
      engine.advance(by: 500, using: &generator)
      return spread(engine.counts)
    }
    #expect(
      GoodnessOfFit.twoSample(treeSpreads, scanSpreads) < GoodnessOfFit.kolmogorovSmirnovCritical)
  }

  @Test("simulations of many categories are the tree's, of few the scan's")
  func simulationsOfManyCategoriesAreTheTreesOfFewTheScans() throws {
    for n in [SingleStepEngine.mostForScan, SingleStepEngine.mostForScan + 1] {
      let counts = (0..<n).map { Int64(1 + $0 % 4) }
      var simulation = Simulation(try scenario(counts))
      simulation.advance(by: 1000)
      var generator = Xoshiro256PlusPlus(seed: 1)
      if n > SingleStepEngine.mostForScan {
        var engine = try engine(counts, temperature: 0.8)
        engine.advance(by: 1000, using: &generator)
        #expect(simulation.counts == engine.counts)
      } else {
        var engine = try stepEngine(counts, temperature: 0.8)
        engine.advance(by: 1000, using: &generator)
        #expect(simulation.counts == engine.counts)
      }
    }
  }

  @Test("a run of an ensemble is the run of its stream alone", arguments: [3, 30])
  func aRunOfAnEnsembleIsTheRunOfItsStreamAlone(n: Int) throws {
    let scenario = try scenario((0..<n).map { Int64(5 + $0) })
    var used = Simulation(scenario, stream: 9)
    used.advance(by: 777)
    for stream: UInt64 in [0, 4] {
      var restarted = used
      restarted.restart(stream: stream)
      var alone = Simulation(scenario, stream: stream)
      restarted.advance(by: 5000)
      alone.advance(by: 5000)
      #expect(Fingerprint(restarted) == Fingerprint(alone))
    }
  }
}

/// The category of the sample after others, given the counts then: pooled by count, so that many
/// categories make few outcomes.
struct NextSampleLaw {
  private let counts: [Int64]
  private let temperature: Temperature
  private let observed: [Int64: Int]

  init(categoryCount: Int, temperature: Double, runs: Int, seed: UInt64) throws {
    let temperature = try Temperature(temperature)
    var start = TreeEngine(
      dataset: try Dataset(counts: (0..<categoryCount).map { Int64($0 % 4) }),
      powers: CountPowers(exponent: temperature.exponent), externalFraction: 0,
      externalLaw: .uniform(categoryCount))
    var generator = Xoshiro256PlusPlus(seed: seed)
    start.advance(by: 500, using: &generator)
    let counts = start.counts
    observed = sampledOutcomes(of: start, draws: 1, runs: runs, seed: seed) { engine in
      counts.indices.first { engine.counts[$0] > counts[$0] }.map { counts[$0] } ?? -1
    }
    self.counts = counts
    self.temperature = temperature
  }

  /// Against τ of these counts, each changed by `change`.
  func pValue(changedBy change: (Int64) -> Int64) throws -> Double {
    let law = SoftmaxSampler(temperature).law(trainedOn: counts.map(change))
    var byCount: [Int64: Double] = [:]
    for (count, share) in zip(counts, law.coordinates) { byCount[count, default: 0] += share }
    return PearsonTest(observed: observed, law: byCount).pValue
  }
}
