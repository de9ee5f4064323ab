import RealModule
import Testing

@testable import HeatDeath

@Suite("Growth of a weight within a clock") struct GrowthOfAWeightWithinAClockTests {
  /// −ln P(births ≥ m) to all digits shown, from sums of 200 digits: Poisson at p = 0, negative
  /// binomial at p = 1, hypoexponential elsewhere.
  struct Tail: Sendable, CustomTestStringConvertible {
    let count: Double
    let exponent: Double
    let clock: Double
    let births: Double
    let exact: Double
    /// How much the bound may leave out.
    let gap: Double
    var testDescription: String { "c = \(count), p = \(exponent), t = \(clock), m = \(births)" }

    init(
      _ count: Double, _ exponent: Double, _ clock: Double, _ births: Double, _ exact: Double,
      gap: Double
    ) {
      self.count = count
      self.exponent = exponent
      self.clock = clock
      self.births = births
      self.exact = exact
      self.gap = gap
    }
  }

  /// At p = 0 and 1 the bound is Chernoff's own, off by about ln √(2πm); else chords and tangents
  /// cost some more, and nothing is left where a chord rises from 1 to 3,000.
  static let tails = [
    Tail(7, 0, 0.01, 3, 15.614_768_1512, gap: 3), Tail(7, 0, 2, 20, 30.373_083_5207, gap: 3),
    Tail(7, 0, 100, 200, 41.514_473_3046, gap: 3), Tail(1, 1, 2, 60, 8.724_807_472_13, gap: 5),
    Tail(3, 1, 0.5, 20, 32.352_363_9737, gap: 4), Tail(10, 1, 5, 60, 35.605_333_2481, gap: 4),
    Tail(50, 1, 30, 140, 35.045_209_3738, gap: 4), Tail(4, 0.5, 6, 40, 19.937_442_817, gap: 12),
    Tail(100, 2.0 / 3, 50, 120, 19.675_315_0694, gap: 5),
    Tail(5, 1.25, 0.3, 40, 88.468_960_5003, gap: 8),
    Tail(300, 1.25, 20, 80, 44.876_960_8197, gap: 3),
    Tail(10, 2, 2, 20, 11.046_421_855, gap: 6), Tail(16, 20, 0.05, 8, 9.804_400_574_47, gap: 9.81),
  ]

  @Test("its bound is below the exact tail, and near it", arguments: tails)
  func itsBoundIsBelowTheExactTailAndNearIt(_ tail: Tail) {
    let bound = WeightGrowth(count: tail.count, exponent: tail.exponent)
      .logImprobability(births: tail.births, clock: tail.clock)
    #expect(bound <= tail.exact)
    #expect(bound > tail.exact - tail.gap)
  }

  @Test("its bound at p = 1 and near 0 is Chernoff's in closed form")
  func itsBoundAtP1AndNear0IsChernoffsInClosedForm() {
    // c = 10, t = 5: the relative entropy of 60 births and 10 deaths, with q = e^{−1/2}.
    let q = Double.exp(-0.5)
    let entropy = 60 * Double.log(60 / (70 * (1 - q))) + 10 * Double.log(10 / (70 * q))
    let linear = WeightGrowth(count: 10, exponent: 1).logImprobability(births: 60, clock: 5)
    #expect(abs(linear - entropy) < 1e-12)
    for exponent in [0, 1e-300, 1e-12, 1e-10] {
      let bound = WeightGrowth(count: 1, exponent: exponent)
        .logImprobability(births: 20, clock: 2)
      #expect(abs(bound - (2 - 20 + 20 * Double.log(10))) < 1e-6)
    }
  }

  @Test("promises nothing at the mean, and everything of a clock of 0")
  func promisesNothingAtTheMeanAndEverythingOfAClockOf0() {
    for exponent in [0, 0.5, 1, 1.25, 300] as [Double] {
      let growth = WeightGrowth(count: 5, exponent: exponent)
      #expect(growth.logImprobability(births: 30, clock: 0) == .infinity)
      #expect(growth.logImprobability(births: 30, clock: 1e9) == 0)
      #expect(growth.isOutOfReach(births: 1, clock: 0, logProbability: 40))
      #expect(!growth.isOutOfReach(births: 1e9, clock: 1e12, logProbability: 40))
      #expect(!growth.isOutOfReach(births: 1e9, clock: .infinity, logProbability: 40))
    }
  }

  @Test("few births serve for many, even infinitely many")
  func fewBirthsServeForManyEvenInfinitelyMany() {
    for exponent in [1.25, 2, 3] {
      let growth = WeightGrowth(count: 10, exponent: exponent)
      let clock = 0.1
      if exponent > 2 {
        // The chord to 10⁹ births promises nothing.
        #expect(growth.logImprobability(births: 1e9, clock: clock) == 0)
      }
      #expect(growth.isOutOfReach(births: 1e9, clock: clock, logProbability: 40))
      #expect(growth.isOutOfReach(births: .infinity, clock: clock, logProbability: 40))
    }
  }

  @Test(
    "what it calls out of reach is not reached", arguments: [0.5, 1, 1.25, 2] as [Double])
  func whatItCallsOutOfReachIsNotReached(exponent: Double) {
    // At e⁻⁵ = 0.7 %, where a bound that is wrong shows: 5 standard errors of 4,000.
    for (count, clock) in [(1, 0.5), (3, 2), (50, 20)] as [(Double, Double)] {
      let growth = WeightGrowth(count: count, exponent: exponent)
      guard
        let births = (1...400).first(where: {
          growth.logImprobability(births: Double($0), clock: clock) >= 5
        })
      else { continue }
      let process = BirthProcess(exponent: exponent)
      let drawn = draw(4000, stream: 98) {
        process.births(from: count, clock: clock, limit: 1e6, using: &$0)
      }
      let reached = Double(drawn.count { $0 >= Double(births) }) / 4000
      #expect(reached < 0.0067 + 0.0065)
    }
  }
}
