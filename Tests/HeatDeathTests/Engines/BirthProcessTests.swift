import RealModule
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each chi-square; fixed seeds.
@Suite("Births of one category") struct BirthsOfOneCategoryTests {
  static let sampleCount = 50_000

  @Test("follow their exact law when drawn at once", arguments: LeapTables.births)
  func followTheirExactLawWhenDrawnAtOnce(_ law: BirthLaw) throws {
    let process = BirthProcess(exponent: law.exponent)
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 91)
    let progress = process.drawSingly(
      from: law.count, clock: law.clock, limit: 1e18, using: &generator)
    guard case .remaining(births: 0, _, _, _) = progress else {
      Issue.record("not all of the clock is drawn through the quantile")
      return
    }
    let samples = draw(Self.sampleCount, stream: 92) {
      Int64(process.births(from: law.count, clock: law.clock, limit: 1e18, using: &$0))
    }
    #expect(law.cells.chiSquare(samples) < law.cells.critical)
  }

  @Test(
    "fail that test without the third cumulant",
    arguments: LeapTables.births.filter { [0, 1, 2].contains($0.exponent) })
  func failThatTestWithoutTheThirdCumulant(_ law: BirthLaw) {
    let time = HittingTime(count: law.count, exponent: law.exponent)
    let samples = draw(4 * Self.sampleCount, stream: 93) { generator in
      Int64(
        time.offset(score: generator.nextNormal(), clock: law.clock, bound: 1e18) {
          $0.quantileWithoutSkewness($1)
        })
    }
    #expect(law.cells.chiSquare(samples) > law.cells.critical)
  }

  @Test("have the same law singly and at once", arguments: [0, 0.5, 1, 1.5] as [Double])
  func haveTheSameLawSinglyAndAtOnce(exponent: Double) {
    // Two-sample Kolmogorov–Smirnov, α = 10⁻⁶; the single births stop nowhere near the quantile.
    let process = BirthProcess(exponent: exponent)
    let count = 600.0
    let clock = 550.0
    let runs = 2000
    let atOnce = draw(runs, stream: 94) {
      process.births(from: count, clock: clock, limit: 1e6, using: &$0)
    }
    let singly = draw(runs, stream: 95) { generator -> Double in
      var births = 0.0
      var rest = clock
      while true {
        rest -=
          generator.nextExponential()
          * PowerSum.weight(at: births, count: count, exponent: exponent)
        if rest < 0 || births == 1e6 { return births }
        births += 1
      }
    }
    #expect(GoodnessOfFit.twoSample(atOnce, singly) < GoodnessOfFit.kolmogorovSmirnovCritical)
  }

  @Test("have the same law with tabulated weights and without", arguments: [0.5, 1.25, 3])
  func haveTheSameLawWithTabulatedWeightsAndWithout(exponent: Double) {
    let powers = CountPowers(exponent: exponent)
    // The clock ends inside the table, at its end and beyond: the same births from the same seed,
    // but where rounding decides.
    for (count, clock) in [(2, 1.1), (7, 300), (2000, 40), (4090, 20), (12000, 500)] {
      var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 97)
      var other = generator
      for _ in 0..<200 {
        let tabulated = BirthProcess(exponent: exponent, powers: powers)
          .births(from: Double(count), clock: clock, limit: 500, using: &generator)
        let single = BirthProcess(exponent: exponent)
          .births(from: Double(count), clock: clock, limit: 500, using: &other)
        #expect(tabulated == single)
      }
    }
  }

  @Test("are none in no time, and stop beyond the limit")
  func areNoneInNoTimeAndStopBeyondTheLimit() {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 96)
    for exponent in [0, 1, 1e300] as [Double] {
      for powers in [nil, CountPowers(exponent: exponent)] {
        let process = BirthProcess(exponent: exponent, powers: powers)
        #expect(process.births(from: 1, clock: 0, limit: 100, using: &generator) == 0)
        #expect(process.births(from: 1, clock: 1e6, limit: 100, using: &generator) == 101)
      }
    }
    // Limits that a Double cannot add 1 to.
    for limit in [0x1p53, 4e18] {
      let process = BirthProcess(exponent: 0.5)
      let births = process.births(from: 1e15, clock: 1e18, limit: limit, using: &generator)
      #expect(births > limit)
    }
  }
}
