import Testing

@testable import HeatDeath

@Suite struct CustomSamplerTests {
  private let theta = SimplexPoint(weights: [0.5, 0.3, 0.2])

  @Test("a function's weights are normalised") func aFunctionsWeightsAreNormalised() {
    let squares = Sampler.custom("squares") { theta, _ in theta.coordinates.map { $0 * $0 } }
    let law = squares.law(at: theta, temperature: .one)
    #expect(abs(law[0] - 0.25 / 0.38) < 1e-15)
    let huge = Sampler.custom("huge") { _, _ in [1e308, 1e308, 1e308] }
    #expect(huge.law(at: theta, temperature: .one)[1] == 1.0 / 3)
  }

  @Test("a function is given the temperature") func aFunctionIsGivenTheTemperature() throws {
    let sampler = Sampler.custom("first at its temperature") { _, temperature in
      [temperature.value, 1, 0]
    }
    #expect(sampler.law(at: theta, temperature: try Temperature(3))[0] == 0.75)
  }

  @Test(
    "output that is no law is told and leaves the law alone",
    arguments: [
      ([], .dimension(0, categoryCount: 3)), ([1, 2], .dimension(2, categoryCount: 3)),
      ([1, 1, 1, 1], .dimension(4, categoryCount: 3)), ([1, -0.1, 1], .weight(-0.1, category: 1)),
      ([1, 1, .infinity], .weight(.infinity, category: 2)), ([0, 0, 0], .allZero),
    ] as [([Double], CustomSamplerFault)])
  func outputThatIsNoLawIsToldAndLeavesTheLawAlone(
    weights: [Double], expected: CustomSamplerFault
  ) {
    let sampler = Sampler.custom("bad") { _, _ in weights }
    var law = [0.0, 0, 0]
    let fault = sampler.apply(to: theta.coordinates, temperature: .one, into: &law)
    #expect(fault == expected)
    #expect(expected.description.contains("accepted") || expected.description.contains("must be"))
    #expect(law == theta.coordinates)
    #expect(sampler.law(at: theta, temperature: .one) == theta)
  }

  @Test("NaN is told, too") func nanIsToldToo() {
    let sampler = Sampler.custom("bad") { _, _ in [.nan, 1, 1] }
    var law = [0.0, 0, 0]
    let fault = sampler.apply(to: theta.coordinates, temperature: .one, into: &law)
    guard case .weight(let value, category: 0) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(value.isNaN)
  }

  @Test("custom samplers are equal when their names are")
  func customSamplersAreEqualWhenTheirNamesAre() {
    let one = Sampler.custom("a") { theta, _ in theta.coordinates }
    let other = Sampler.custom("b") { theta, _ in theta.coordinates }
    #expect(one == Sampler.custom("a") { theta, _ in theta.coordinates })
    #expect(one != other && one != .softmax)
    #expect(one.description == "custom:a" && one.name == "a")
    #expect(Set([one, other, one]).count == 2)
    guard case .decidedNumerically = one.assumptionClass(temperature: .one, categoryCount: 3)
    else {
      Issue.record("a custom function has no known class")
      return
    }
  }
}
