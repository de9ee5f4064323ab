import RealModule
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each chi-square; fixed seeds.
@Suite("Continuous distributions") struct ContinuousDistributionsTests {
  static let sampleCount = 50_000

  @Test("gamma follows its exact distribution function", arguments: DistributionTables.gamma)
  func gammaFollowsItsExactDistributionFunction(_ test: GammaCase) throws {
    let gamma = try Gamma(shape: test.shape)
    let samples = draw(Self.sampleCount, stream: 21) { gamma.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
  }

  @Test("gamma without the third in d fails the same test")
  func gammaWithoutTheThirdInDFailsTheSameTest() throws {
    let test = try #require(DistributionTables.gamma.first { $0.shape == 1.5 })
    let samples = draw(Self.sampleCount, stream: 22) { generator -> Double in
      while true {
        let z = generator.nextNormal()
        let y = z / (3 * Double.sqrt(1.5))
        guard y > -1 else { continue }
        let bound =
          z * z / 2 + 1.5 * (1 - (1 + y) * (1 + y) * (1 + y) + 3 * Double.log(onePlus: y))
        if -generator.nextExponential() < bound { return 1.5 * (1 + y) * (1 + y) * (1 + y) }
      }
    }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("a normal variate in place of gamma fails the same test")
  func aNormalVariateInPlaceOfGammaFailsTheSameTest() throws {
    let test = try #require(DistributionTables.gamma.first { $0.shape == 100 })
    let normal = try Normal(mean: 100, standardDeviation: 10)
    let samples = draw(Self.sampleCount, stream: 23) { normal.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("normal follows its exact distribution function")
  func normalFollowsItsExactDistributionFunction() {
    let test = DistributionTables.normal[0]
    let samples = draw(Self.sampleCount, stream: 24) { Normal.standard.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
  }

  @Test("a sum of four uniform variates in place of normal fails the same test")
  func aSumOfFourUniformVariatesInPlaceOfNormalFailsTheSameTest() {
    let test = DistributionTables.normal[0]
    let samples = draw(Self.sampleCount, stream: 25) { generator in
      let sum = (0..<4).reduce(0.0) { sum, _ in sum + generator.nextUnitInterval() }
      return (sum - 2) * Double.sqrt(3)
    }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("exponential follows its exact distribution function")
  func exponentialFollowsItsExactDistributionFunction() {
    let test = DistributionTables.exponential[0]
    let samples = draw(Self.sampleCount, stream: 26) { Exponential.standard.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) < test.cells.critical)
  }

  @Test("an exponential with a rate five percent off fails the same test")
  func anExponentialWithARateFivePercentOffFailsTheSameTest() throws {
    let test = DistributionTables.exponential[0]
    let mutant = try Exponential(rate: 1.05)
    let samples = draw(Self.sampleCount, stream: 27) { mutant.sample(using: &$0) }
    #expect(test.cells.chiSquare(samples) > test.cells.critical)
  }

  @Test("the extreme outputs of a generator give finite variates")
  func theExtremeOutputsOfAGeneratorGiveFiniteVariates() {
    var lowest = ConstantGenerator(value: 0)
    var highest = ConstantGenerator(value: .max)
    #expect((9...9.2).contains(lowest.nextNormal()))
    #expect(abs(highest.nextNormal()) < 1e-15)
    #expect((45...45.1).contains(lowest.nextExponential()))
    #expect(highest.nextExponential() == 0)
  }

  @Test("refuse parameters that make no law") func refuseParametersThatMakeNoLaw() {
    for value in [-1, .nan, .infinity] as [Double] {
      #expect(throws: DistributionError.self) { try Gamma(shape: value) }
      #expect(throws: DistributionError.self) { try Gamma(shape: 1, scale: value) }
      #expect(throws: DistributionError.self) { try Exponential(rate: value) }
      #expect(throws: DistributionError.self) { try Normal(mean: 0, standardDeviation: value) }
    }
    #expect(throws: DistributionError.shape(0)) { try Gamma(shape: 0) }
    #expect(throws: DistributionError.rate(0)) { try Exponential(rate: 0) }
    #expect(throws: DistributionError.mean(.infinity)) {
      try Normal(mean: .infinity, standardDeviation: 1)
    }
  }

  private struct ConstantGenerator: RandomNumberGenerator {
    let value: UInt64
    mutating func next() -> UInt64 { value }
  }
}
