import Testing

@testable import HeatDeath

/// Seed to exact values. A change here changes every recorded trajectory: it is a value-breaking
/// change and belongs in the changelog as one.
@Suite("Values of distributions at a fixed seed") struct ValuesOfDistributionsAtAFixedSeedTests {
  @Test("exponential and normal") func exponentialAndNormal() {
    #expect(
      draw(4, stream: 71) { Exponential.standard.sample(using: &$0) }
        == [0.3047118219645949, 0.2858331823869903, 1.034669078208104, 1.2421513162970226])
    #expect(
      draw(4, stream: 72) { Normal.standard.sample(using: &$0) }
        == [0.13790583280790022, -0.03873319694427743, -1.4004076608419431, 0.26051731828116037])
  }

  @Test(
    "gamma variates",
    arguments: [
      (0.5, [0.055284686602045795, 1.139795188614376, 0.012406431187604284]),
      (1, [1.6346614713837389, 0.21650398041986912, 0.7880405213308402]),
      (3, [5.391943146832994, 4.083150577599108, 2.6858665640451873]),
      (4e18, [4.0000000025917507e18, 4.000000001495089e18, 4.000000000023459e18]),
    ] as [(Double, [Double])])
  func gammaVariates(shape: Double, values: [Double]) throws {
    let gamma = try Gamma(shape: shape)
    #expect(draw(3, stream: 73) { gamma.sample(using: &$0) } == values)
  }

  @Test(
    "Poisson variates",
    arguments: [
      (3, [3, 5, 3, 2]), (1000, [1012, 1005, 994, 1010]),
      (1e18, [1_000_000_000_382_995_947, 1_000_000_000_165_593_089, 999_999_999_815_628_890]),
    ] as [(Double, [Int64])])
  func poissonVariates(mean: Double, values: [Int64]) throws {
    let poisson = try Poisson(mean: mean)
    #expect(draw(values.count, stream: 74) { poisson.sample(using: &$0) } == values)
  }

  @Test(
    "binomial variates",
    arguments: [
      (20, 0.3, [10, 4, 5, 5]),
      (4_000_000_000_000_000_000, 0.7, [2_799_999_997_650_424_333, 2_800_000_000_458_283_472]),
    ] as [(Int64, Double, [Int64])])
  func binomialVariates(trials: Int64, probability: Double, values: [Int64]) throws {
    let binomial = try Binomial(trials: trials, probability: probability)
    #expect(draw(values.count, stream: 75) { binomial.sample(using: &$0) } == values)
  }

  @Test("multinomial and Dirichlet") func multinomialAndDirichlet() throws {
    let law = SimplexPoint(weights: [5, 0, 3, 2])
    let multinomial = Multinomial(count: 1_000_000_000_000_000_000, law: law)
    #expect(
      draw(2, stream: 76) { multinomial.sample(using: &$0) } == [
        [499_999_999_556_345_880, 0, 299_999_999_112_279_409, 200_000_001_331_374_711],
        [499_999_998_891_286_213, 0, 300_000_000_912_871_679, 200_000_000_195_842_108],
      ])
    let large = try Dirichlet(concentrations: [5, 0, 3, 2])
    #expect(
      draw(1, stream: 77) { large.sample(using: &$0).coordinates }
        == [[0.5361083114825037, 0, 0.3583373888017116, 0.10555429971578462]])
    let small = try Dirichlet(concentrations: [5, 0, 3, 0.2])
    #expect(
      draw(1, stream: 77) { small.sample(using: &$0).coordinates }
        == [[0.5993049405138344, 0, 0.40057832135792426, 0.00011673812824142683]])
  }
}
