import Testing

@testable import TestSupport

@Suite struct PearsonTestTests {
  /// Quantiles of χ² from Abramowitz and Stegun, table 26.8.
  @Test(
    "the survival function agrees with tabulated quantiles",
    arguments: [
      (1, 3.84146, 0.05), (1, 10.8276, 0.001), (2, 9.21034, 0.01), (5, 4.35146, 0.5),
      (10, 29.5883, 0.001), (30, 20.5992, 0.9), (100, 149.449, 0.001),
    ])
  func theSurvivalFunctionAgreesWithTabulatedQuantiles(
    degrees: Int, quantile: Double, survival: Double
  ) {
    let found = PearsonTest.upperGamma(Double(degrees) / 2, quantile / 2)
    #expect(abs(found - survival) < 1e-4 * survival)
  }

  @Test("outcomes exactly as expected have p-value 1")
  func outcomesExactlyAsExpectedHavePValue1() {
    let test = PearsonTest(observed: [20, 30, 50], probabilities: [0.2, 0.3, 0.5])
    #expect(test.statistic == 0)
    #expect(test.degreesOfFreedom == 2)
    #expect(test.pValue == 1)
  }

  @Test("rare outcomes are pooled")
  func rareOutcomesArePooled() {
    let test = PearsonTest(
      observed: [50, 38, 4, 4, 4], probabilities: [0.5, 0.38, 0.04, 0.04, 0.04])
    #expect(test.degreesOfFreedom == 2)
  }

  @Test("an impossible outcome is never accepted")
  func anImpossibleOutcomeIsNeverAccepted() {
    let test = PearsonTest(observed: ["a": 1000, "b": 1], law: ["a": 1])
    #expect(test.pValue == 0)
  }
}
