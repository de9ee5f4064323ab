import RealModule
import Testing

@testable import HeatDeath

/// α = 10⁻⁶ for each chi-square; fixed seeds.
@Suite("Leap engine") struct LeapEngineTests {
  static let runs = 1_000

  static let temperatures = [0.05, 0.3, 0.5, 0.65, 0.8, 0.9, 0.95, 1.5, 100]
  static let starts: [[Int64]] = [[1, 1, 1], [5, 3, 2], [4000, 3900, 1], [40, 0, 30]]

  @Test("lands on K with the exact law", arguments: LeapTables.laws)
  func landsOnKWithTheExactLaw(_ law: LeapLaw) throws {
    let counts = try leapCounts(law, runs: Self.runs, stream: 101)
    #expect(law.cells.chiSquare(counts) < law.cells.critical)
  }

  @Test(
    "keeps the law through leaps of a length the state decides",
    arguments: LeapTables.laws.filter { [0.5, 0.8, 2.5].contains($0.temperature) })
  func keepsTheLawThroughLeapsOfALengthTheStateDecides(_ law: LeapLaw) throws {
    let counts = try leapCounts(law, runs: Self.runs / 4, stream: 102, onScreen: true)
    #expect(law.cells.chiSquare(counts) < law.cells.critical)
  }

  @Test(
    "a multinomial with frozen weights fails the same test",
    arguments: LeapTables.laws.filter { [0.8, 1.5].contains($0.temperature) })
  func aMultinomialWithFrozenWeightsFailsTheSameTest(_ law: LeapLaw) throws {
    let temperature = try Temperature(law.temperature)
    let counts = draw(Self.runs, stream: 103) { generator in
      let weights = SoftmaxSampler(temperature).law(trainedOn: law.start)
      let drawn = Multinomial(count: law.size - law.start.reduce(0, +), law: weights)
        .sample(using: &generator)
      return law.start[law.category] + drawn[law.category]
    }
    #expect(law.cells.chiSquare(counts) > law.cells.critical)
  }

  @Test("reaches any K to the unit", arguments: temperatures, starts)
  func reachesAnyKToTheUnit(temperature: Double, start: [Int64]) throws {
    let dataset = try Dataset(counts: start)
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 104)
    for target in [1_000_000_000, 1_000_000_000_000_003, 3_999_999_999_999_999_999] as [Int64] {
      for _ in 0..<2 {
        var engine = LeapEngine(dataset: dataset, temperature: try Temperature(temperature))
        engine.advance(to: target, using: &generator)
        #expect(engine.size == target)
        #expect(engine.counts.reduce(0, +) == target)
        #expect(zip(engine.counts, start).allSatisfy { $0 >= $1 && ($0 == 0) == ($1 == 0) })
        #expect(engine.tally.leaps < 60)
        #expect(engine.tally.singleSteps < 4000)
        #expect(engine.tally.leaderRuns < 2000)
      }
    }
  }

  @Test(
    "keeps totals and counts exact in every sequence of leaps",
    arguments: [
      1e-300, 1e-3, 0.01, 0.2, 0.999, 1 - 1e-12, 1, 1 + 1e-12, 1.001, 30, 1e6, 1e300, .infinity,
    ])
  func keepsTotalsAndCountsExactInEverySequenceOfLeaps(temperature: Double) throws {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 105)
    for start in [
      [1, 1, 1], [7, 0, 7, 7, 1], [9], [0, 5, 0], [1_000_000, 999_999, 3],
      [1_000_000_000_000_000_000, 1, 1_000_000_000_000_000_000],
    ] as [[Int64]] {
      var engine = LeapEngine(
        dataset: try Dataset(counts: start), temperature: try Temperature(temperature))
      var before = engine.counts
      var rounds = 0
      while engine.size < Dataset.maximumSize, rounds < 60 {
        let size = engine.size
        if rounds % 3 == 2 {
          let room = Dataset.maximumSize - size
          engine.advance(to: size + min(room, 1 + size * Int64(rounds % 2) / 3), using: &generator)
        } else {
          engine.leap(using: &generator)
        }
        #expect(engine.size > size)
        #expect(engine.counts.reduce(0, +) == engine.size)
        #expect(zip(engine.counts, before).allSatisfy { $0 >= $1 && ($0 == 0) == ($1 == 0) })
        before = engine.counts
        rounds += 1
      }
      engine.advance(to: Dataset.maximumSize, using: &generator)
      #expect(engine.counts.reduce(0, +) == Dataset.maximumSize)
    }
  }

  @Test("a leap on the screen is about a thirty-second of a decade, never more")
  func aLeapOnTheScreenIsAboutAThirtySecondOfADecadeNeverMore() throws {
    for temperature in [0.9, 1, 1.5, .infinity] {
      var engine = LeapEngine(
        dataset: try Dataset(counts: [400, 300, 300]), temperature: try Temperature(temperature))
      var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 106)
      var leaps = 0
      while engine.size < 1_000_000_000_000_000 {
        let size = Double(engine.size)
        engine.leap(using: &generator)
        leaps += 1
        #expect((1.036...1.0747).contains(Double(engine.size) / size))
      }
      // Twelve decades, at 32 leaps a decade or some more.
      #expect((12 * 32...12 * 37).contains(leaps))
    }
  }

  @Test("never goes beyond the limit of a leap") func neverGoesBeyondTheLimitOfALeap() throws {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 107)
    for temperature in [0.5, 0.95, 1, 2] {
      var engine = LeapEngine(
        dataset: try Dataset(counts: [5, 3, 2]), temperature: try Temperature(temperature))
      while engine.size < 1_000_003 { engine.leap(limit: 1_000_003, using: &generator) }
      #expect(engine.size == 1_000_003)
    }
  }

  #if compiler(>=6.2)
    @Test("a clock that is too long ends the process and says so")
    func aClockThatIsTooLongEndsTheProcessAndSaysSo() async throws {
      let result = await #expect(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) {
        var engine = LeapEngine(
          dataset: try Dataset(counts: [4000, 3000, 3000]), temperature: try Temperature(1.5))
        var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 110)
        _ = engine.weigh()
        // A wait of the leader's is 1, so that this clock has some 500 births.
        engine.leap(clock: 500, room: 100, using: &generator)
      }
      let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
      #expect(message.contains("a leap passed its target"))
    }
  #endif

  /// A change here changes every recorded run with leaps: a value-breaking change.
  @Test(
    "gives the same counts from the same seed",
    arguments: [
      (0.5, [999_999_986, 7, 7]), (0.8, [25_856_142, 974_106_661, 37_197]),
      (0.95, [583_051_902, 331_478_085, 85_470_013]), (1, [537_290_950, 145_889_329, 316_819_721]),
      (1.1, [361_082_777, 319_155_695, 319_761_528]), (4, [333_347_061, 333_339_592, 333_313_347]),
      (.infinity, [333_329_845, 333_336_894, 333_333_261]),
    ] as [(Double, [Int64])])
  func givesTheSameCountsFromTheSameSeed(temperature: Double, counts: [Int64]) throws {
    var engine = LeapEngine(
      dataset: try Dataset(counts: [5, 3, 2]), temperature: try Temperature(temperature))
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 108)
    engine.advance(to: 1_000_000_000, using: &generator)
    #expect(engine.counts == counts)
  }

  @Test("handles thousands of categories, most of them small")
  func handlesThousandsOfCategoriesMostOfThemSmall() throws {
    let start = (1...3000).map { Int64(3000 / $0) }
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 109)
    for temperature in [0.8, 1.3] {
      var engine = LeapEngine(
        dataset: try Dataset(counts: start), temperature: try Temperature(temperature))
      engine.advance(to: 1_000_000_000_000, using: &generator)
      #expect(engine.counts.reduce(0, +) == 1_000_000_000_000)
      #expect(zip(engine.counts, start).allSatisfy { $0 >= $1 })
    }
  }
}
