import RealModule
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each test; fixed seeds.
@Suite("Multinomial distribution") struct MultinomialDistributionTests {
  static let sampleCount = 50_000

  @Test("follows the exact law of every outcome of four samples")
  func followsTheExactLawOfEveryOutcomeOfFourSamples() {
    let law = SimplexPoint(weights: [5, 3, 0, 2])
    let multinomial = Multinomial(count: 4, law: law)
    let factorial = [1.0, 1, 2, 6, 24]
    var observed = [Int](repeating: 0, count: 25)
    for sample in draw(Self.sampleCount, stream: 31, { multinomial.sample(using: &$0) }) {
      #expect(sample.reduce(0, +) == 4)
      #expect(sample[2] == 0)
      observed[Int(sample[0]) * 5 + Int(sample[1])] += 1
    }
    var counts: [Int] = []
    var probabilities: [Double] = []
    for i in 0...4 {
      for j in 0...(4 - i) {
        counts.append(observed[i * 5 + j])
        probabilities.append(
          24 / (factorial[i] * factorial[j] * factorial[4 - i - j])
            * Double.pow(0.5, i) * Double.pow(0.3, j) * Double.pow(0.2, 4 - i - j))
      }
    }
    #expect(
      GoodnessOfFit.chiSquare(observed: counts, probabilities: probabilities)
        < DistributionTables.critical14)
  }

  @Test("has binomial marginals at the largest counts, and adds up to the unit")
  func hasBinomialMarginalsAtTheLargestCountsAndAddsUpToTheUnit() throws {
    let count: Int64 = 3_999_999_999_999_999_999
    let test = try #require(
      DistributionTables.binomial.first { $0.trials == count && $0.probability == 0.25 })
    let multinomial = Multinomial(count: count, law: SimplexPoint(weights: [1, 2, 1]))
    let samples = draw(Self.sampleCount, stream: 32) { multinomial.sample(using: &$0) }
    #expect(samples.allSatisfy { $0[0] + $0[1] + $0[2] == count })
    #expect(test.cells.chiSquare(samples.map { $0[0] }) < test.cells.critical)
    #expect(test.cells.chiSquare(samples.map { $0[2] }) < test.cells.critical)
    let firstBits = GoodnessOfFit.lowBitsChiSquare(samples.map { $0[0] })
    let lastBits = GoodnessOfFit.lowBitsChiSquare(samples.map { $0[2] })
    #expect(firstBits < DistributionTables.critical63)
    #expect(lastBits < DistributionTables.critical63)
  }

  @Test("keeps probabilities far below the rounding of one")
  func keepsProbabilitiesFarBelowTheRoundingOfOne() throws {
    let law = SimplexPoint(weights: [1, 0.5e-18, 1e-18])
    let test = try #require(DistributionTables.binomial.first { $0.probability == 1e-18 })
    let multinomial = Multinomial(count: Dataset.maximumSize, law: law)
    let samples = draw(Self.sampleCount, stream: 33) { multinomial.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples.map { $0[2] }) < test.cells.critical)
  }

  @Test("probabilities left over by subtraction fail the same test")
  func probabilitiesLeftOverBySubtractionFailTheSameTest() throws {
    let law = SimplexPoint(weights: [1, 0.5e-18, 1e-18])
    let test = try #require(DistributionTables.binomial.first { $0.probability == 1e-18 })
    let samples = draw(Self.sampleCount, stream: 34) { generator in
      let first = Binomial(
        trials: Dataset.maximumSize, success: law[0], failure: 1 - law[0]
      ).sample(using: &generator)
      let rest = Dataset.maximumSize - first
      let second =
        rest > 0
        ? Binomial(trials: rest, success: law[1], failure: max(0, 1 - law[0] - law[1]))
          .sample(using: &generator) : 0
      return rest - second
    }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("gives nothing for no samples and everything to a law of one category")
  func givesNothingForNoSamplesAndEverythingToALawOfOneCategory() {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed)
    #expect(Multinomial(count: 0, law: .uniform(3)).sample(using: &generator) == [0, 0, 0])
    #expect(Multinomial(count: 9, law: .uniform(1)).sample(using: &generator) == [9])
    let corner = SimplexPoint(weights: [0, 1, 0])
    #expect(
      Multinomial(count: Dataset.maximumSize, law: corner).sample(using: &generator)
        == [0, Dataset.maximumSize, 0])
  }
}
