import Foundation
import TestSupport
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each chi-square; fixed seeds.
@Suite("Hypergeometric distribution") struct HypergeometricTests {
  /// ln C(n, k) by log-gammas: good enough for small numbers, and independent of the sampler.
  private func logChoose(_ n: Int64, _ k: Int64) -> Double {
    lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
  }

  private func law(_ population: Int64, _ marked: Int64, _ draws: Int64) -> [Int64: Double] {
    var law: [Int64: Double] = [:]
    for count in max(0, draws + marked - population)...min(draws, marked) {
      law[count] = exp(
        logChoose(marked, count) + logChoose(population - marked, draws - count)
          - logChoose(population, draws))
    }
    return law
  }

  private func pValue(_ samples: [Int64], _ law: [Int64: Double]) -> Double {
    PearsonTest(observed: Dictionary(samples.map { ($0, 1) }, uniquingKeysWith: +), law: law)
      .pValue
  }

  static let cases: [(population: Int64, marked: Int64, draws: Int64)] = [
    (5, 3, 2), (6, 3, 5), (10, 1, 7), (50, 25, 30), (1000, 30, 400), (1000, 900, 300),
    (10_000, 5000, 100), (200_000, 100_000, 5000),
  ]

  @Test("follows the law of drawing without replacement", arguments: cases)
  func followsTheLawOfDrawingWithoutReplacement(
    population: Int64, marked: Int64, draws: Int64
  ) {
    let law = law(population, marked, draws)
    let sampler = Hypergeometric(population: population, marked: marked, draws: draws)
    #expect(pValue(draw(20_000, stream: 171) { sampler.sample(using: &$0) }, law) > 1e-6)
  }

  @Test(
    "a binomial in its place fails the same test",
    arguments: cases.filter { $0.draws * 20 > $0.population })
  func aBinomialInItsPlaceFailsTheSameTest(
    population: Int64, marked: Int64, draws: Int64
  ) throws {
    let binomial = try Binomial(
      trials: draws, probability: Double(marked) / Double(population))
    let samples = draw(20_000, stream: 172) { binomial.sample(using: &$0) }
    #expect(pValue(samples, law(population, marked, draws)) < 1e-6)
  }

  @Test("is binomial in a population that draws hardly thin")
  func isBinomialInAPopulationThatDrawsHardlyThin() throws {
    let population = Dataset.maximumSize
    let sampler = Hypergeometric(
      population: population, marked: population / 10 * 3, draws: 1_000_000)
    let samples = draw(20_000, stream: 173) { sampler.sample(using: &$0) }
    let binomial = Moments(
      meanFloor: 300_000, meanFraction: 0, variance: 210_000,
      skewness: 0.4 / 210_000.0.squareRoot(), excessKurtosis: 0)
    let scores = binomial.scores(samples)
    #expect(abs(scores.mean) < 5 && abs(scores.variance) < 5)
  }

  @Test("knows what is certain") func knowsWhatIsCertain() {
    var generator = Xoshiro256PlusPlus(seed: 1)
    for (population, marked, draws, certain): (Int64, Int64, Int64, Int64) in [
      (0, 0, 0, 0), (7, 0, 3, 0), (7, 7, 3, 3), (7, 4, 7, 4), (7, 4, 0, 0),
      (.init(Dataset.maximumSize), .init(Dataset.maximumSize), 9, 9),
    ] {
      let sampler = Hypergeometric(population: population, marked: marked, draws: draws)
      #expect(sampler.sample(using: &generator) == certain)
    }
  }

  @Test("samples of a dataset add up and are no more than there are")
  func samplesOfADatasetAddUpAndAreNoMoreThanThereAre() {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 174)
    var sample: [Int64] = [0, 0, 0, 0]
    for counts: [Int64] in [[1, 0, 2, 3], [1_000_000_000_000_000_000, 1, 0, 3], [0, 0, 9, 0]] {
      let size = counts.reduce(0, +)
      for draws in [0, 1, 5, min(size, 1_000_000)] {
        MultivariateHypergeometric.draw(
          min(draws, size), from: counts, into: &sample, using: &generator)
        #expect(sample.reduce(0, +) == min(draws, size))
        #expect(zip(sample, counts).allSatisfy { $0 >= 0 && $0 <= $1 })
      }
    }
  }
}
