import RealModule
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each chi-square, 5 standard errors for each moment; fixed seeds.
@Suite("Binomial distribution") struct BinomialDistributionTests {
  static let sampleCount = 50_000

  @Test("follows its exact distribution function", arguments: DistributionTables.binomial)
  func followsItsExactDistributionFunction(_ test: BinomialCase) throws {
    let binomial = try Binomial(trials: test.trials, probability: test.probability)
    let samples = draw(Self.sampleCount, stream: 11) { binomial.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
    #expect(samples.allSatisfy { (0...test.trials).contains($0) })
  }

  @Test(
    "has the mean, variance and skewness of its law at large means",
    arguments: DistributionTables.binomial.filter { $0.moments.variance >= 400 })
  func hasTheMeanVarianceAndSkewnessOfItsLawAtLargeMeans(
    _ test: BinomialCase
  ) throws {
    let binomial = try Binomial(trials: test.trials, probability: test.probability)
    let samples = draw(Self.sampleCount, stream: 12) { binomial.sample(using: &$0) }
    let scores = test.moments.scores(samples)
    #expect(abs(scores.mean) < 5)
    #expect(abs(scores.variance) < 5)
    #expect(abs(scores.skewness) < 5)
  }

  @Test("fills the lowest bits evenly", arguments: [0.25, 0.3, 0.9])
  func fillsTheLowestBitsEvenly(probability: Double) throws {
    let binomial = try Binomial(trials: 3_999_999_999_999_999_999, probability: probability)
    let samples = draw(Self.sampleCount, stream: 13) { binomial.sample(using: &$0) }
    #expect(GoodnessOfFit.lowBitsChiSquare(samples) < DistributionTables.critical63)
  }

  @Test("a rounded normal variate fails the same test") func aRoundedNormalVariateFailsTheSameTest()
    throws
  {
    let test = try #require(DistributionTables.binomial.first { $0.probability == 0.0625 })
    let normal = try Normal(mean: 6.25, standardDeviation: Double.sqrt(6.25 * 0.9375))
    let samples = draw(Self.sampleCount, stream: 14) {
      max(0, Int64((normal.sample(using: &$0) + 0.5).rounded(.down)))
    }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("trials counted in a Double fail the test of the lowest bits")
  func trialsCountedInADoubleFailTheTestOfTheLowestBits() {
    let trials: Int64 = 3_999_999_999_999_999_999
    let samples = draw(Self.sampleCount, stream: 15) { generator in
      let half = Binomial(trials: trials, success: 1, failure: 1)
      return Int64(Double(half.sample(using: &generator)))
    }
    #expect(GoodnessOfFit.lowBitsChiSquare(samples) > DistributionTables.critical63)
  }

  @Test("carries the mean of a large product to a fraction of a unit")
  func carriesTheMeanOfALargeProductToAFractionOfAUnit() {
    let product = WideProduct(3_999_999_999_999_999_999, 0.25)
    #expect(product.floor == 999_999_999_999_999_999)
    #expect(product.fraction == 0.75)
    #expect(WideProduct(4_000_000_000_000_000_000, 1).floor == 4_000_000_000_000_000_000)
    #expect(WideProduct(7, 0).floor == 0)
  }

  @Test("knows what is certain") func knowsWhatIsCertain() throws {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed)
    for trials in [0, 1, 17, Dataset.maximumSize] {
      #expect(try Binomial(trials: trials, probability: 0).sample(using: &generator) == 0)
      #expect(try Binomial(trials: trials, probability: 1).sample(using: &generator) == trials)
    }
  }

  @Test("refuses parameters out of range") func refusesParametersOutOfRange() {
    for probability in [-0.1, 1.1, .nan, .infinity] {
      #expect(throws: DistributionError.self) {
        try Binomial(trials: 1, probability: probability)
      }
    }
    #expect(throws: DistributionError.trials(-1)) { try Binomial(trials: -1, probability: 0.5) }
    #expect(throws: DistributionError.trials(.max)) {
      try Binomial(trials: .max, probability: 0.5)
    }
  }
}
