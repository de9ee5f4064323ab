import RealModule
import Testing

@testable import HeatDeath

@Suite("Hitting time of one category") struct HittingTimeOfOneCategoryTests {
  @Test("its quantile is right to 4e-6 in probability", arguments: LeapTables.quantiles)
  func itsQuantileIsRightTo4e6InProbability(_ row: QuantileRow) {
    #expect(row.error { $0.quantile($1) } < 4e-6)
  }

  @Test("a quantile without the third cumulant is off a hundred times as far")
  func aQuantileWithoutTheThirdCumulantIsOffAHundredTimesAsFar() {
    let worst = LeapTables.quantiles.map { $0.error { $0.quantileWithoutSkewness($1) } }.max()
    #expect((worst ?? 0) > 4e-4)
  }

  @Test(
    "its sums equal the sums of single terms",
    arguments: [0, 0.01, 0.5, 0.999, 1, 1.001, 2, 20] as [Double], [1, 3, 15, 40, 1000])
  func itsSumsEqualTheSumsOfSingleTerms(exponent: Double, count: Double) {
    let time = HittingTime(count: count, exponent: exponent)
    let power = PowerSum(count: count, exponent: exponent)
    for length in [1, 2, 15, 17, 100, 5000] {
      var exact = HittingTime.Sums()
      for term in stride(from: length - 1, through: 0, by: -1) {
        exact.add(PowerSum.weight(at: Double(term), count: count, exponent: exponent))
      }
      let sums = time.sums(Double(length))
      #expect(abs(sums.g1 / exact.g1 - 1) < 1e-14)
      #expect(abs(sums.g2 / exact.g2 - 1) < 1e-12)
      #expect(abs(sums.g3 / exact.g3 - 1) < 1e-11)
      #expect(abs(sums.g4 / exact.g4 - 1) < 1e-11)
      #expect(abs(power.value(Double(length)) / exact.g1 - 1) < 2e-13)
    }
  }

  @Test("its mean keeps its digits where differences of powers cancel")
  func itsMeanKeepsItsDigitsWhereDifferencesOfPowersCancel() {
    // Σ (1+j/c)^{−p} = u − p u(u−1)/2c + p(p+1)/2 · u³/3c² − …, from c = 4·10¹⁸.
    let c = 4e18
    let u = 1e6
    for exponent in [1.25, 1.001] {
      let exact = u - exponent * u * (u - 1) / (2 * c)
      let sums = HittingTime(count: c, exponent: exponent).sums(u)
      #expect(abs(sums.g1 - exact) < 1e-9)
      let rate = 1 - exponent
      let textbook =
        (Double.pow(c + u, rate) - Double.pow(c, rate)) / rate * Double.pow(c, exponent)
      #expect(abs(textbook - exact) > Double.sqrt(sums.g2))
    }
  }

  @Test("its sums to infinity are zeta values") func itsSumsToInfinityAreZetaValues() {
    let sums = HittingTime(count: 1, exponent: 2).sums(.infinity)
    #expect(abs(sums.g1 - Double.pi * Double.pi / 6) < 1e-14)
    #expect(abs(sums.g2 - Double.pow(Double.pi, 4) / 90) < 1e-14)
    #expect(abs(sums.g3 - Double.pow(Double.pi, 6) / 945) < 1e-14)
    #expect(abs(sums.g4 - Double.pow(Double.pi, 8) / 9450) < 1e-14)
  }

  @Test(
    "solving its quantile for the offset undoes it",
    arguments: [0.01, 0.5, 0.999, 1, 1.001, 2, 20] as [Double])
  func solvingItsQuantileForTheOffsetUndoesIt(exponent: Double) {
    for count in [3e4, 1e9, 1e15, 4e18] {
      let time = HittingTime(count: count, exponent: exponent)
      for offset in [2000, 1e6, 1e12, 3e18] as [Double] {
        for score in [-9, -2, 0, 5] as [Double] {
          let sums = time.sums(offset)
          // Beyond, the clock no longer tells offsets apart.
          guard sums.weight > 1e-6 else { continue }
          let found = time.offset(score: score, clock: sums.quantile(score), bound: 4e18)
          // 10⁻⁸ of a deviation changes no law.
          let tolerance = 1e-6 + (1e-13 * offset + 2e-8 * Double.sqrt(sums.g2)) / sums.weight
          #expect(abs(found - offset) <= tolerance, "c \(count), u \(offset), z \(score)")
        }
      }
    }
  }

  @Test("its quantile is solved to 1e-7 of a deviation from anywhere, or ends at the bound")
  func itsQuantileIsSolvedTo1e7OfADeviationFromAnywhereOrEndsAtTheBound() {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 82)
    let bound = 4e18
    for _ in 0..<5_000 {
      let exponent = Double.exp(5 * generator.nextUnitInterval() - 2)
      let count = Double.exp(20 * generator.nextUnitInterval()).rounded(.down)
      let clock = 256 * Double.exp(30 * generator.nextUnitInterval())
      let score = 1.5 * generator.nextNormal()
      let time = HittingTime(count: count, exponent: exponent)
      guard time.typical(clock: clock, bound: bound).sums.g2 >= 256 else { continue }
      let offset = time.offset(score: score, clock: clock, bound: bound)
      if offset == bound {
        #expect(time.sums(bound).quantile(score) <= clock * (1 + 1e-14))
        continue
      }
      let sums = time.sums(offset)
      let error = abs(sums.quantile(score) - clock)
      let rounding = 1e-14 * clock
      #expect(
        error <= 1e-7 * max(Double.sqrt(sums.g2), sums.weight) + rounding,
        "p \(exponent), c \(count), t \(clock), z \(score)")
    }
  }

  @Test(
    "its safe clock is passed by no sum of waits in many, and by some when not so safe",
    arguments: [0.5, 1, 1.25, 2] as [Double])
  func itsSafeClockIsPassedByNoSumOfWaitsInManyAndBySomeWhenNotSoSafe(
    exponent: Double
  ) {
    for (count, length) in [(1, 40), (3, 300), (50, 400)] as [(Double, Int)] {
      let time = HittingTime(count: count, exponent: exponent)
      let safe = time.safeClock(offset: Double(length), logProbability: 37)
      let loose = time.safeClock(offset: Double(length), logProbability: 5)
      let hits = draw(4000, stream: 81) { generator -> Double in
        var sum = 0.0
        for term in 0..<length {
          sum +=
            generator.nextExponential()
            * PowerSum.weight(at: Double(term), count: count, exponent: exponent)
        }
        return sum
      }
      #expect(safe > 0)
      #expect(hits.allSatisfy { $0 > safe })
      // Chernoff promises at most e⁻⁵ = 0.7%; not vacuous: some do pass, or nearly.
      let passed = Double(hits.count { $0 <= loose }) / 4000
      #expect(passed < 0.0067 + 0.004)
      #expect(hits.contains { $0 < 1.5 * loose })
    }
  }

  @Test("a safe clock exists where the mean less nine deviations is negative")
  func aSafeClockExistsWhereTheMeanLessNineDeviationsIsNegative() {
    let time = HittingTime(count: 1, exponent: 2)
    let sums = time.sums(1e6)
    #expect(sums.g1 - 9 * Double.sqrt(sums.g2) < 0)
    #expect(time.safeClock(offset: 1e6, logProbability: 38) > 0.04)
  }
}
