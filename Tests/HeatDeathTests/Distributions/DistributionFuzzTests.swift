import RealModule
import Testing

@testable import HeatDeath

/// Parameters over their whole range: nothing traps, nothing leaves its range.
@Suite("Distributions at parameters from all over their range")
struct DistributionsAtParametersFromAllOverTheirRangeTests {
  /// A number whose logarithm is even between the bounds.
  private func logUniform(
    _ range: ClosedRange<Double>, using generator: inout Xoshiro256PlusPlus
  ) -> Double {
    let low = Double.log(range.lowerBound)
    let high = Double.log(range.upperBound)
    return min(range.upperBound, Double.exp(low + (high - low) * generator.nextUnitInterval()))
  }

  @Test("Poisson variates are not negative") func poissonVariatesAreNotNegative() throws {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 51)
    for _ in 0..<20_000 {
      let mean = logUniform(1e-300...4e18, using: &generator)
      let sample = try Poisson(mean: mean).sample(using: &generator)
      let deviation = Double.sqrt(mean)
      #expect(sample >= 0)
      #expect(abs(Double(sample) - mean) < 10 * deviation + 45)
    }
  }

  @Test("binomial variates are between none and all") func binomialVariatesAreBetweenNoneAndAll()
    throws
  {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 52)
    for round in 0..<20_000 {
      let trials = Int64(logUniform(1...4e18, using: &generator))
      let small = logUniform(1e-300...1, using: &generator)
      let probability = round % 3 == 0 ? small : round % 3 == 1 ? 1 - small : small.squareRoot()
      let binomial = try Binomial(trials: trials, probability: probability)
      let sample = binomial.sample(using: &generator)
      #expect((0...trials).contains(sample))
    }
  }

  @Test("binomials of lopsided weights are between none and all")
  func binomialsOfLopsidedWeightsAreBetweenNoneAndAll() {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 53)
    for _ in 0..<20_000 {
      let trials = Int64(logUniform(1...4e18, using: &generator))
      let success = logUniform(1e-300...1e300, using: &generator)
      let failure = logUniform(1e-300...1e300, using: &generator)
      let sample = Binomial(trials: trials, success: success, failure: failure)
        .sample(using: &generator)
      #expect((0...trials).contains(sample))
    }
  }

  @Test("multinomial counts add up whatever the weights")
  func multinomialCountsAddUpWhateverTheWeights() {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 54)
    for _ in 0..<2_000 {
      let count = Int64(logUniform(1...4e18, using: &generator))
      let weights = (0..<7).map { _ in
        generator.nextUnitInterval() < 0.2 ? 0 : logUniform(1e-200...1e200, using: &generator)
      }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      let law = SimplexPoint(weights: weights)
      let sample = Multinomial(count: count, law: law).sample(using: &generator)
      #expect(sample.reduce(0, +) == count)
      #expect(zip(sample, law.coordinates).allSatisfy { $0 >= 0 && ($1 > 0 || $0 == 0) })
    }
  }

  @Test("gamma variates are finite and not negative") func gammaVariatesAreFiniteAndNotNegative()
    throws
  {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 55)
    for _ in 0..<20_000 {
      let shape = logUniform(1e-300...1e300, using: &generator)
      let sample = try Gamma(shape: shape).sample(using: &generator)
      #expect(sample >= 0 && sample.isFinite, "shape \(shape)")
    }
  }

  @Test("Dirichlet draws are points of the simplex") func dirichletDrawsArePointsOfTheSimplex()
    throws
  {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 56)
    for _ in 0..<5_000 {
      let concentrations = (0..<4).map { _ in logUniform(1e-300...1e300, using: &generator) }
      let sample = try Dirichlet(concentrations: concentrations).sample(using: &generator)
      #expect(abs(sample.coordinates.reduce(0, +) - 1) < 1e-12)
    }
  }
}
