import RealModule
import Testing

@testable import HeatDeath

@Suite("Sums of powers") struct SumsOfPowersTests {
  /// From 10⁻²⁰ to 30 and back through 0, the ends of every branch among them.
  static let arguments: [Double] =
    stride(from: -20.0, through: 1.45, by: 0.0625).map { Double.exp($0 * Double.log(10)) }
    + [0, 0.0625, 0.125, 0.5].flatMap { [$0.nextDown, $0, $0.nextUp] }

  @Test("their elementary functions equal those of the platform")
  func theirElementaryFunctionsEqualThoseOfThePlatform() {
    for magnitude in Self.arguments {
      for x in [magnitude, -magnitude] {
        let exact = Double.expMinusOne(x)
        #expect(abs(PowerSum.expMinusOne(x) - exact) <= 7e-16 * abs(exact))
        if x > -1, abs(x) > 1e-300 {
          let exact = Double.log(onePlus: x)
          #expect(abs(PowerSum.logOnePlus(x) - exact) <= 7e-16 * abs(exact))
        }
        if x != 0, abs(x) <= PowerSum.seriesRange {
          #expect(abs(PowerSum.growthSeries(x) - Double.expMinusOne(x) / x) <= 1.2e-15)
        }
      }
    }
    #expect(PowerSum.logOnePlus(.infinity) == .infinity)
    #expect(PowerSum.expMinusOne(-.infinity) == -1)
  }

  @Test(
    "the inverse of their integral undoes it", arguments: [0, 0.3, 1, 1.001, 1.25, 7] as [Double])
  func theInverseOfTheirIntegralUndoesIt(exponent: Double) {
    for base in [24, 1e3, 1e15] as [Double] {
      for growth in [-0.5, -1e-2, -1e-4, -1e-9, 1e-9, 1e-4, 1e-2, 0.5, 20] {
        let integral = PowerSum.integral(
          logGrowth: Double.log(onePlus: growth), base: base, exponent: exponent)
        let offset = PowerSum.inverseIntegral(integral, base: base, exponent: exponent)
        #expect(abs(offset / (growth * base) - 1) < 1e-7)
      }
    }
    // ∫ (1 + x/b)^{−2} dx never gets to b.
    #expect(PowerSum.inverseIntegral(10, base: 10, exponent: 2) == .infinity)
  }

  @Test(
    "the largest offset within a sum is the one by counting",
    arguments: [0, 0.5, 1, 1.25, 3] as [Double], [1, 30, 1000] as [Double])
  func theLargestOffsetWithinASumIsTheOneByCounting(exponent: Double, count: Double) {
    let powers = PowerSum(count: count, exponent: exponent)
    var sum = 0.0
    for length in 1...600 {
      let weight = powers.weight(at: Double(length - 1))
      // Halfway between two offsets, and within bounds near and far.
      #expect(powers.largestOffset(sum: sum + weight / 2, bound: 1e9) == Double(length - 1))
      #expect(
        powers.largestOffset(sum: sum + weight / 2, bound: 600, total: powers.value(600))
          == Double(length - 1))
      sum += weight
    }
    #expect(powers.largestOffset(sum: sum * 2, bound: 600) == 600)
  }
}
