import RealModule
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each Kolmogorov–Smirnov test; fixed seeds.
@Suite("Dirichlet distribution") struct DirichletDistributionTests {
  static let sampleCount = 20_000

  @Test("has beta marginals and a beta share within a pair")
  func hasBetaMarginalsAndABetaShareWithinAPair() throws {
    let dirichlet = try Dirichlet(concentrations: [1, 0, 2, 3])
    let samples = draw(Self.sampleCount, stream: 41) { dirichlet.sample(using: &$0) }
    #expect(samples.allSatisfy { $0[1] == 0 })
    expectFit(samples.map { $0[0] }) { 1 - Double.pow(1 - $0, 5) }
    expectFit(samples.map { $0[3] }) { $0 * $0 * $0 * (10 - 15 * $0 + 6 * $0 * $0) }
    expectFit(samples.map { $0[0] / ($0[0] + $0[2]) }) { 1 - (1 - $0) * (1 - $0) }
  }

  @Test("follows the arcsine law at concentrations of one half")
  func followsTheArcsineLawAtConcentrationsOfOneHalf() throws {
    let dirichlet = try Dirichlet(concentrations: [0.5, 0.5])
    let samples = draw(Self.sampleCount, stream: 42) { dirichlet.sample(using: &$0)[0] }
    expectFit(samples) { 2 / Double.pi * Double.asin(Double.sqrt($0)) }
  }

  @Test("is normal at concentrations of 10 to the 18") func isNormalAtConcentrationsOf10ToThe18()
    throws
  {
    let dirichlet = try Dirichlet(concentrations: [1e18, 1e18])
    let scale = Double.sqrt(2e18 + 1) * 2
    let samples = draw(Self.sampleCount, stream: 43) {
      (dirichlet.sample(using: &$0)[0] - 0.5) * scale
    }
    expectFit(samples) { 0.5 * Double.erfc(-$0 / Double.sqrt(2)) }
  }

  @Test("takes a corner with the right odds when every gamma variate underflows")
  func takesACornerWithTheRightOddsWhenEveryGammaVariateUnderflows() throws {
    let dirichlet = try Dirichlet(concentrations: [2e-9, 1e-9, 1e-9])
    let wins = draw(Self.sampleCount, stream: 44) { dirichlet.sample(using: &$0) }
      .count { $0[0] > 0.5 }
    let deviation = Double.sqrt(Double(Self.sampleCount)) / 2
    #expect(abs(Double(wins) - Double(Self.sampleCount) / 2) < 5 * deviation)
  }

  @Test("normalised uniform variates fail the same test")
  func normalisedUniformVariatesFailTheSameTest() {
    let samples = draw(Self.sampleCount, stream: 45) { generator in
      let weights = (0..<3).map { _ in generator.nextUnitInterval() }
      return SimplexPoint(weights: weights)[0]
    }
    #expect(
      GoodnessOfFit.kolmogorovSmirnov(samples) { 1 - (1 - $0) * (1 - $0) }
        > GoodnessOfFit.kolmogorovSmirnovCritical)
  }

  @Test("refuses concentrations that make no law") func refusesConcentrationsThatMakeNoLaw() {
    #expect(throws: DistributionError.noConcentration) { try Dirichlet(concentrations: []) }
    #expect(throws: DistributionError.noConcentration) { try Dirichlet(concentrations: [0, 0]) }
    #expect(throws: DistributionError.concentration(-1, component: 1)) {
      try Dirichlet(concentrations: [1, -1])
    }
    for value in [1e-301, .nan, .infinity] {
      #expect(throws: DistributionError.self) { try Dirichlet(concentrations: [value]) }
    }
  }

  private func expectFit(
    _ samples: [Double], sourceLocation: SourceLocation = #_sourceLocation,
    _ cdf: (Double) -> Double
  ) {
    #expect(
      GoodnessOfFit.kolmogorovSmirnov(samples, cdf: cdf)
        < GoodnessOfFit.kolmogorovSmirnovCritical, sourceLocation: sourceLocation)
  }
}
