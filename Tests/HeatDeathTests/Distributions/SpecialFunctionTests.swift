import RealModule
import Testing

@testable import HeatDeath

@Suite("Special functions") struct SpecialFunctionsTests {
  @Test("the Stirling error is exact to a few ulp") func theStirlingErrorIsExactToAFewUlp() {
    for (n, exact) in SpecialFunctionTables.stirlingError {
      #expect(abs(SpecialFunctions.stirlingError(n) - exact) <= 4 * exact.ulp, "n = \(n)")
    }
  }

  @Test("the deviance is exact to a few ulp from a unit off to far out")
  func theDevianceIsExactToAFewUlpFromAUnitOffToFarOut() {
    for (offset, mean, exact) in SpecialFunctionTables.deviance {
      let found = SpecialFunctions.deviance(offset: offset, mean: mean)
      #expect(abs(found - exact) <= 8 * exact.ulp, "offset \(offset), mean \(mean)")
    }
  }

  @Test("the textbook deviance is off by more than one at a mean of 10 to the 18")
  func theTextbookDevianceIsOffByMoreThanOneAtAMeanOf10ToThe18() {
    let mean = 1e18
    let count = 1e18 - 3e9
    let textbook = count * Double.log(count / mean) + mean - count
    #expect(abs(textbook - SpecialFunctions.deviance(offset: -3e9, mean: mean)) > 1)
  }

  @Test("the normal quantile is exact to a few ulp down to tails of 1e-300")
  func theNormalQuantileIsExactToAFewUlpDownToTailsOf1e300() {
    for (tail, exact) in SpecialFunctionTables.normalUpperQuantile {
      let found = SpecialFunctions.normalUpperQuantile(tail)
      #expect(abs(found - exact) <= 8 * max(exact.ulp, 1e-17), "tail \(tail)")
    }
  }
}
