import RealModule
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each chi-square, 5 standard errors for each moment; fixed seeds.
@Suite("Poisson distribution") struct PoissonDistributionTests {
  static let sampleCount = 50_000

  @Test("follows its exact distribution function", arguments: DistributionTables.poisson)
  func followsItsExactDistributionFunction(_ test: PoissonCase) throws {
    let poisson = try Poisson(mean: test.mean)
    let samples = draw(Self.sampleCount, stream: 1) { poisson.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
  }

  @Test(
    "has the mean, variance and skewness of its law at large means",
    arguments: DistributionTables.poisson.filter { $0.mean >= 1000 })
  func hasTheMeanVarianceAndSkewnessOfItsLawAtLargeMeans(_ test: PoissonCase) throws {
    let poisson = try Poisson(mean: test.mean)
    let samples = draw(Self.sampleCount, stream: 2) { poisson.sample(using: &$0) }
    let scores = test.moments.scores(samples)
    #expect(abs(scores.mean) < 5)
    #expect(abs(scores.variance) < 5)
    #expect(abs(scores.skewness) < 5)
  }

  @Test("fills the lowest bits evenly", arguments: [1e6, 1e15, 1e18, 4e18])
  func fillsTheLowestBitsEvenly(mean: Double) throws {
    let poisson = try Poisson(mean: mean)
    let samples = draw(Self.sampleCount, stream: 3) { poisson.sample(using: &$0) }
    #expect(GoodnessOfFit.lowBitsChiSquare(samples) < DistributionTables.critical63)
  }

  @Test("a rounded normal variate fails the same test") func aRoundedNormalVariateFailsTheSameTest()
    throws
  {
    let test = try #require(DistributionTables.poisson.first { $0.mean == 45.5 })
    let normal = try Normal(mean: 45.5, standardDeviation: Double.sqrt(45.5))
    let samples = draw(Self.sampleCount, stream: 4) {
      Int64((normal.sample(using: &$0) + 0.5).rounded(.down))
    }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("a density from differences of log-gammas fails the same test")
  func aDensityFromDifferencesOfLogGammasFailsTheSameTest() throws {
    let test = try #require(DistributionTables.poisson.first { $0.mean == 1e18 })
    let samples = draw(Self.sampleCount, stream: 5) { poissonByLogGamma(mean: 1e18, using: &$0) }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("a variate formed in doubles fails the test of the lowest bits")
  func aVariateFormedInDoublesFailsTheTestOfTheLowestBits() throws {
    let poisson = try Poisson(mean: 1e18)
    let samples = draw(Self.sampleCount, stream: 6) {
      Int64(Double(poisson.sample(using: &$0)))
    }
    #expect(GoodnessOfFit.lowBitsChiSquare(samples) > DistributionTables.critical63)
  }

  @Test("refuses a mean that is no mean") func refusesAMeanThatIsNoMean() {
    for mean in [-1, -Double.leastNonzeroMagnitude, .nan, .infinity, 4.1e18] {
      #expect(throws: DistributionError.self) { try Poisson(mean: mean) }
    }
  }

  /// PTRS as printed, apart from the offset: k ln μ − μ − ln k! in doubles.
  private func poissonByLogGamma(
    mean: Double, using generator: inout Xoshiro256PlusPlus
  ) -> Int64 {
    let b = 0.931 + 2.53 * Double.sqrt(mean)
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    while true {
      let u = generator.nextUnitInterval() - 0.5
      let v = generator.nextUnitInterval()
      let edge = 0.5 - abs(u)
      let offset = ((2 * a / edge + b) * u + 0.43).rounded(.down)
      if edge >= 0.07, v <= 0.9277 - 3.6224 / (b - 2) { return Int64(mean) + Int64(offset) }
      guard abs(offset) < mean, edge >= 0.013 || v <= edge else { continue }
      let k = mean + offset
      let logHat = Double.log(v * inverseAlpha / (a / (edge * edge) + b))
      if logHat <= k * Double.log(mean) - mean - Double.logGamma(k + 1) {
        return Int64(mean) + Int64(offset)
      }
    }
  }
}
