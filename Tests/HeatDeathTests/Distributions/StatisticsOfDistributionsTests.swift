import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// The tests of the light tier at forty times the samples: α = 10⁻⁶ each, fixed seeds.
@Suite("Statistics of distributions", .enabled(if: StatisticalTier.isOn))
struct StatisticsOfDistributions {
  static let sampleCount = 2_000_000 * StatisticalTier.scale

  @Test("Poisson follows its exact distribution function", arguments: DistributionTables.poisson)
  func poissonFollowsItsExactDistributionFunction(_ test: PoissonCase) throws {
    let poisson = try Poisson(mean: test.mean)
    let samples = draw(Self.sampleCount, stream: 61) { poisson.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
  }

  @Test("binomial follows its exact distribution function", arguments: DistributionTables.binomial)
  func binomialFollowsItsExactDistributionFunction(_ test: BinomialCase) throws {
    let binomial = try Binomial(trials: test.trials, probability: test.probability)
    let samples = draw(Self.sampleCount, stream: 62) { binomial.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
  }

  @Test("gamma follows its exact distribution function", arguments: DistributionTables.gamma)
  func gammaFollowsItsExactDistributionFunction(_ test: GammaCase) throws {
    let gamma = try Gamma(shape: test.shape)
    let samples = draw(Self.sampleCount, stream: 63) { gamma.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
  }

  @Test("normal and exponential follow their exact distribution functions")
  func normalAndExponentialFollowTheirExactDistributionFunctions() {
    let normal = DistributionTables.normal[0].cells
    let exponential = DistributionTables.exponential[0].cells
    let normals = draw(Self.sampleCount, stream: 64) { $0.nextNormal() }
    let exponentials = draw(Self.sampleCount, stream: 65) { $0.nextExponential() }
    #expect(normal.chiSquare(normals) < normal.critical)
    #expect(exponential.chiSquare(exponentials) < exponential.critical)
  }

  @Test("a rounded normal fails at a mean of 1000") func aRoundedNormalFailsAtAMeanOf1000() throws {
    let test = try #require(DistributionTables.poisson.first { $0.mean == 1000 })
    let normal = try Normal(mean: 1000, standardDeviation: Double.sqrt(1000))
    let samples = draw(Self.sampleCount, stream: 66) {
      Int64((normal.sample(using: &$0) + 0.5).rounded(.down))
    }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }
}
