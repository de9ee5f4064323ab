import Foundation
import TestSupport
import Testing

@testable import HeatDeath

/// The engine's law after a few samples against exact enumeration. Every test rejects below
/// α = 10⁻⁴, with the seed written beside it, and shows mutants that the same test rejects.
@Suite struct FiniteLawTests {
  private let alpha = 1e-4

  private func pValue(
    _ engine: StepEngine, draws: Int64, runs: Int, seed: UInt64, law: [[Int64]: Double]
  )
    -> Double
  {
    let observed = sampledOutcomes(of: engine, draws: draws, runs: runs, seed: seed) { $0.counts }
    return PearsonTest(observed: observed, law: law).pValue
  }

  // MARK: The enumeration itself, against closed forms and the values of docs/model.md

  @Test("enumeration gives the known probabilities and diversities from 1, 2, 3")
  func enumerationGivesTheKnownProbabilitiesAndDiversitiesFrom123() {
    let start: [Int64] = [1, 2, 3]
    let half = ExactLaw(exponent: 2).distribution(from: start, draws: 4)
    let double = ExactLaw(exponent: 0.5).distribution(from: start, draws: 4)
    let one = ExactLaw(exponent: 1).distribution(from: start, draws: 4)
    #expect(half.count == 15)
    #expect(abs(half[[1, 2, 7]]! - 0.358_387_257_3) < 1e-10)
    #expect(abs(double[[1, 2, 7]]! - 0.045_834_721_7) < 1e-10)
    #expect(abs(ExactLaw.meanDiversity(half) - 0.531_412_678_4) < 1e-10)
    #expect(abs(ExactLaw.meanDiversity(double) - 0.599_822_898_4) < 1e-10)
    #expect(abs(ExactLaw.meanDiversity(one) - 0.576_190_476_2) < 1e-10)
  }

  @Test("at T = 1 enumeration is the Dirichlet-multinomial law")
  func atT1EnumerationIsTheDirichletMultinomialLaw() {
    let start: [Int64] = [1, 2, 3]
    let draws = 12
    for (counts, probability) in ExactLaw(exponent: 1).distribution(from: start, draws: draws) {
      // m!/Π m_i! · Π (c_i)_{m_i} / (ℓ)_m, in logarithms of gamma functions.
      var logarithm = lgamma(Double(draws) + 1) + lgamma(6) - lgamma(6 + Double(draws))
      for (count, initial) in zip(counts, start) {
        logarithm += lgamma(Double(count)) - lgamma(Double(initial))
        logarithm -= lgamma(Double(count - initial) + 1)
      }
      #expect(abs(probability - exp(logarithm)) < 1e-12)
    }
  }

  @Test("at T = 1 the mean diversity falls as ℓ(k+1)/((ℓ+1)k)")
  func atT1TheMeanDiversityFallsAsK11K() {
    let start: [Int64] = [4, 3, 1]
    let initial = ExactLaw.meanDiversity([start: 1])
    for draws in [1, 5, 15] {
      let found = ExactLaw.meanDiversity(
        ExactLaw(exponent: 1).distribution(from: start, draws: draws))
      let size = Double(8 + draws)
      #expect(abs(found - initial * 8 * (size + 1) / (9 * size)) < 1e-12)
    }
  }

  // MARK: The engine

  @Test(
    "four samples from 1, 2, 3 follow the enumerated law",
    arguments: [(0.5, 101), (1, 102), (2, 103)] as [(Double, UInt64)])
  func fourSamplesFrom123FollowTheEnumeratedLaw(
    temperature: Double, seed: UInt64
  ) throws {
    let law = ExactLaw(exponent: 1 / temperature).distribution(from: [1, 2, 3], draws: 4)
    let runs = 30_000
    let engine = try stepEngine([1, 2, 3], temperature: temperature)
    #expect(pValue(engine, draws: 4, runs: runs, seed: seed, law: law) > alpha)

    if temperature != 1 {
      let swapped = try stepEngine([1, 2, 3], temperature: 1 / temperature)
      #expect(pValue(swapped, draws: 4, runs: runs, seed: seed, law: law) < alpha, "T and 1/T")
    }
    let warmer = try stepEngine([1, 2, 3], temperature: temperature * 1.2)
    #expect(pValue(warmer, draws: 4, runs: runs, seed: seed, law: law) < alpha, "warmer by a fifth")
    let frozen = frozenOutcomes(of: engine, draws: 4, runs: runs, seed: seed) { $0 }
    #expect(PearsonTest(observed: frozen, law: law).pValue < alpha, "frozen weights")
    // Weights (c+1)ᵖ: an engine that starts one sample up and is read one sample down.
    let shifted = sampledOutcomes(
      of: try stepEngine([2, 3, 4], temperature: temperature), draws: 4, runs: runs, seed: seed
    ) { $0.counts.map { $0 - 1 } }
    #expect(PearsonTest(observed: shifted, law: law).pValue < alpha, "off by one")
    // One draw too few.
    let short = sampledOutcomes(of: engine, draws: 3, runs: runs, seed: seed) { $0.counts }
    #expect(PearsonTest(observed: short, law: law).pValue < alpha, "a draw too few")
  }

  @Test(
    "the next sample follows τ at any temperature",
    arguments: [(1e-3, 111), (0.3, 112), (0.8, 113), (1.1, 114), (7, 115), (1e6, 116)]
      as [(Double, UInt64)])
  func theNextSampleFollowsAtAnyTemperature(temperature: Double, seed: UInt64) throws {
    let counts: [Int64] = [500_003, 500_000, 0, 499_000, 499_999]
    let sampler = SoftmaxSampler(try Temperature(temperature))
    func outcomes(_ counts: [Int64]) throws -> [Int: Int] {
      let engine = try stepEngine(counts, temperature: temperature)
      return sampledOutcomes(of: engine, draws: 1, runs: 20_000, seed: seed) { engine in
        counts.indices.first { engine.counts[$0] > counts[$0] } ?? -1
      }
    }
    func pValue(_ observed: [Int: Int]) -> Double {
      let law = sampler.law(trainedOn: counts).coordinates.enumerated()
      return PearsonTest(
        observed: observed, law: Dictionary(uniqueKeysWithValues: law.map { ($0, $1) })
      ).pValue
    }
    #expect(pValue(try outcomes(counts)) > alpha)
    #expect(pValue(try outcomes([500_003, 500_000, 500_001, 499_000, 499_999])) < alpha)
  }

  @Test("at T = inf the samples are multinomial on the support")
  func atTInfTheSamplesAreMultinomialOnTheSupport() throws {
    let start: [Int64] = [90, 0, 1, 3]
    let law = ExactLaw(exponent: 0).distribution(from: start, draws: 6)
    #expect(law[[92, 0, 3, 5]]! - 90.0 / 729 < 1e-12)
    let engine = try stepEngine(start, temperature: .infinity)
    #expect(pValue(engine, draws: 6, runs: 20_000, seed: 121, law: law) > alpha)
    let mutant = try stepEngine(start, temperature: 10)
    #expect(pValue(mutant, draws: 6, runs: 20_000, seed: 121, law: law) < alpha)
  }

  /// The external laws: initial, uniform (which revives a category at zero), one category.
  @Test(
    "external samples enter with probability λ and law q",
    arguments: [
      (0.5, 0.3, [1 / 3.0, 2 / 3, 0], 131), (2, 0.3, [1 / 3.0, 2 / 3, 0], 132),
      (0.5, 0.2, [1 / 3.0, 1 / 3, 1 / 3], 133), (2, 0.5, [1 / 3.0, 1 / 3, 1 / 3], 134),
      (1, 0.25, [0, 0, 1], 135), (0.5, 1, [0.2, 0.3, 0.5], 136), (.infinity, 0.4, [1, 0, 0], 137),
    ] as [(Double, Double, [Double], UInt64)])
  func externalSamplesEnterWithProbabilityAndLawQ(
    temperature: Double, fraction: Double, law: [Double], seed: UInt64
  ) throws {
    let start: [Int64] = [1, 2, 0]
    let exact = ExactLaw(
      exponent: 1 / temperature, externalFraction: fraction, externalLaw: law
    ).distribution(from: start, draws: 5)
    let runs = 30_000
    func pValue(fraction: Double, law: [Double]) throws -> Double {
      let engine = try stepEngine(
        start, temperature: temperature, externalFraction: fraction, externalLaw: law)
      return self.pValue(engine, draws: 5, runs: runs, seed: seed, law: exact)
    }
    #expect(try pValue(fraction: fraction, law: law) > alpha)
    #expect(try pValue(fraction: 0, law: law) < alpha, "λ ignored")
    #expect(try pValue(fraction: fraction * 0.7, law: law) < alpha, "λ too small")
    #expect(try pValue(fraction: fraction, law: [0.45, 0.35, 0.2]) < alpha, "another q")
  }

  @Test(
    "the number of external samples is binomial",
    arguments: [(0.0, 141), (0.1, 142), (1, 143)] as [(Double, UInt64)])
  func theNumberOfExternalSamplesIsBinomial(fraction: Double, seed: UInt64) throws {
    let engine = try stepEngine([5, 3, 2], temperature: 0.8, externalFraction: fraction)
    let observed = sampledOutcomes(of: engine, draws: 20, runs: 20_000, seed: seed) {
      Int($0.externalCount)
    }
    var binomial: [Int: Double] = [:]
    for successes in 0...20 {
      let choices = exp(lgamma(21) - lgamma(Double(successes) + 1) - lgamma(Double(21 - successes)))
      binomial[successes] =
        choices.rounded() * pow(fraction, Double(successes))
        * pow(1 - fraction, Double(20 - successes))
    }
    #expect(PearsonTest(observed: observed, law: binomial).pValue > alpha)
  }

  @Test(
    "streams of one seed are as good as seeds of one stream",
    arguments: [(0.5, 151), (1, 152), (1.5, 153), (4, 154)] as [(Double, UInt64)])
  func streamsOfOneSeedAreAsGoodAsSeedsOfOneStream(
    temperature: Double, seed: UInt64
  ) throws {
    let law = ExactLaw(exponent: 1 / temperature).distribution(from: [1, 1], draws: 7)
    let engine = try stepEngine([1, 1], temperature: temperature)
    var observed: [[Int64]: Int] = [:]
    for run in UInt64(0)..<20_000 {
      var engine = engine
      var generator = Xoshiro256PlusPlus(seed: seed << 32 | run, stream: 0)
      engine.advance(by: 7, using: &generator)
      observed[engine.counts, default: 0] += 1
    }
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
  }
}
