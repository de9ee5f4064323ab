import RealModule
import Testing

@testable import HeatDeath

/// How often a category wins: exact odds (docs/model.md).
struct KnownOdds: Sendable, CustomTestStringConvertible {
  let temperature: Double
  let start: [Int64]
  let odds: [Double]
  var testDescription: String { "T = \(temperature), \(start)" }

  static let all = [
    KnownOdds(temperature: 0.5, start: [2, 1], odds: [0.881117834, 0.118882166]),
    KnownOdds(temperature: 0.5, start: [3, 2], odds: [0.803335909, 0.196664091]),
    KnownOdds(temperature: 0.5, start: [6, 4], odds: [0.874992887, 0.125007113]),
    KnownOdds(temperature: 0.5, start: [2, 1, 1], odds: [0.7949192, 0.1025404, 0.1025404]),
    KnownOdds(temperature: 0.5, start: [3, 2, 1], odds: [0.7917875, 0.1926181, 0.0155944]),
    KnownOdds(temperature: 0.8, start: [6, 4], odds: [0.791330729, 0.208669271]),
    KnownOdds(temperature: 2.0 / 3, start: [51, 49], odds: [0.611825213, 0.388174787]),
  ]

  /// The largest deviation of the observed odds, in standard errors.
  func worstScore(runs: Int, stream: UInt64) throws -> Double {
    let dataset = try Dataset(counts: start)
    let temperature = try Temperature(temperature)
    var wins = [Int](repeating: 0, count: start.count)
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: stream)
    for _ in 0..<runs {
      wins[try Fate.draw(from: dataset, temperature: temperature, using: &generator).winner] += 1
    }
    return worstScore(wins: wins)
  }

  /// The largest deviation of `wins` out of as many runs as they add up to, in standard errors.
  func worstScore(wins: [Int]) -> Double {
    let runs = wins.reduce(0, +)
    return zip(wins, odds).map { wins, odds in
      abs(Double(wins) - Double(runs) * odds) / Double.sqrt(Double(runs) * odds * (1 - odds))
    }.max() ?? 0
  }
}

/// 5 standard errors for each frequency (α = 6·10⁻⁷), fixed seeds.
@Suite("The fate of a run") struct TheFateOfARunTests {
  @Test("the winner has the exact odds", arguments: KnownOdds.all)
  func theWinnerHasTheExactOdds(_ test: KnownOdds) throws {
    #expect(try test.worstScore(runs: 3000, stream: 121) < 5)
  }

  @Test("a loser that never draws again has the exact odds")
  func aLoserThatNeverDrawsAgainHasTheExactOdds() throws {
    // Both ways: 2·|Γ(1+i)|² at T = 1/2, 2·0.4118294226 at T = 1/3.
    for (temperature, odds) in [(0.5, 0.544058110), (1.0 / 3, 0.8236588452)] {
      let runs = 4000
      let dataset = try Dataset(counts: [1, 1])
      let temperature = try Temperature(temperature)
      let frozen = try draw(runs, stream: 122) { generator in
        Result { try Fate.draw(from: dataset, temperature: temperature, using: &generator) }
      }.count { try $0.get().finalCounts.contains(.exact(1)) }
      let deviation = Double.sqrt(Double(runs) * odds * (1 - odds))
      #expect(abs(Double(frozen) - Double(runs) * odds) < 5 * deviation)
    }
  }

  @Test(
    "noise decides near-ties at the scale of 10 to the 18", arguments: [0.4, 0.8, 0.99, 0.999999])
  func noiseDecidesNearTiesAtTheScaleOf10ToThe18(temperature: Double) throws {
    // Φ((x−y) √((2−T)/(T(x+y)))) with the difference chosen for one standard deviation.
    let total = 3.9e18
    let difference = Int64(Double.sqrt(temperature * total / (2 - temperature)) / 2) * 2
    let half = Int64(total) / 2
    let dataset = try Dataset(counts: [half - difference / 2, half + difference / 2])
    let value = try Temperature(temperature)
    let runs = 1500
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 123)
    var wins = 0
    for _ in 0..<runs {
      wins += try Fate.draw(from: dataset, temperature: value, using: &generator).winner
    }
    let odds = 0.8413447461
    let deviation = Double.sqrt(Double(runs) * odds * (1 - odds))
    #expect(abs(Double(wins) - Double(runs) * odds) < 5 * deviation)
  }

  @Test("losers' final counts have the law of simulated explosion times", arguments: [0.9, 0.97])
  func losersFinalCountsHaveTheLawOfSimulatedExplosionTimes(
    temperature: Double
  ) throws {
    let dataset = try Dataset(counts: [3, 2])
    let value = try Temperature(temperature)
    let runs = 1000
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 124)
    var drawn: [Double] = []
    for _ in 0..<runs {
      let fate = try Fate.draw(from: dataset, temperature: value, using: &generator)
      switch fate.finalCounts[1 - fate.winner] {
      case .unbounded: Issue.record("two winners")
      case .exact(let count): drawn.append(Double.log(Double(count)))
      case .logarithm(let logarithm): drawn.append(logarithm)
      }
    }
    let simulated = draw(runs, stream: 125) {
      ExplosionPaths(exponent: value.exponent).loserLogCount(from: [3, 2], using: &$0)
    }
    #expect(GoodnessOfFit.twoSample(drawn, simulated) < GoodnessOfFit.kolmogorovSmirnovCritical)
  }

  /// c^p m^{1−p}/(p−1) samples in the mean, Poisson: 100.0 here; 5 standard errors, α = 6·10⁻⁷.
  @Test("a loser at the largest dataset gains what its rate says")
  func aLoserAtTheLargestDatasetGainsWhatItsRateSays() throws {
    let start: Int64 = 69_000
    let dataset = try Dataset(counts: [Dataset.maximumSize - start, start])
    let exponent = 1.25
    let leader = Double(Dataset.maximumSize - start)
    let mean =
      Double.exp(exponent * Double.log(Double(start) / leader) + Double.log(leader))
      / (exponent - 1)
    let runs = 100
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 127)
    var gained: Int64 = 0
    for _ in 0..<runs {
      let fate = try Fate.draw(
        from: dataset, temperature: Temperature(1 / exponent), using: &generator)
      guard case .exact(let count) = fate.finalCounts[1] else {
        Issue.record("\(fate)")
        return
      }
      gained += count - start
    }
    let deviation = (Double(gained) - Double(runs) * mean) / Double.sqrt(Double(runs) * mean)
    #expect(abs(deviation) < 5 && mean > 99 && mean < 101)
  }

  @Test("keeps zeros, and leaves a single category alone")
  func keepsZerosAndLeavesASingleCategoryAlone() throws {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 126)
    for temperature in [1e-300, 0.5, 0.999999, 1.0.nextDown] {
      let fate = try Fate.draw(
        from: Dataset(counts: [0, 5, 0]), temperature: Temperature(temperature),
        using: &generator)
      #expect(fate == Fate(winner: 1, finalCounts: [.exact(0), .unbounded, .exact(0)]))
      let other = try Fate.draw(
        from: Dataset(counts: [4, 0, 4, 90]), temperature: Temperature(temperature),
        using: &generator)
      #expect(other.finalCounts[1] == .exact(0))
      #expect(other.finalCounts[other.winner] == .unbounded)
      #expect(other.finalCounts.count { $0 == .unbounded } == 1)
    }
  }

  @Test("has no winner from T = 1 on") func hasNoWinnerFromT1On() throws {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed)
    for temperature in [1, 1.5, .infinity] {
      #expect(throws: FateError.noWinner(try Temperature(temperature))) {
        try Fate.draw(
          from: Dataset(counts: [1, 1]), temperature: Temperature(temperature), using: &generator)
      }
    }
  }
}

/// Two categories on the continuous clock, by waits: exact to a count of 400, normal in blocks of
/// two percent to 10⁷, without noise beyond. Knows nothing of the engine.
struct ExplosionPaths {
  let exponent: Double

  func loserLogCount(from start: [Double], using generator: inout Xoshiro256PlusPlus) -> Double {
    var counts: [[Double]] = []
    var clocks: [[Double]] = []
    for count in start {
      let path = path(from: count, using: &generator)
      counts.append(path.counts)
      clocks.append(path.clocks)
    }
    let excess = exponent - 1
    let ends = zip(counts, clocks).map { counts, clocks in
      clocks[clocks.count - 1] + Double.pow(counts[counts.count - 1], -excess) / excess
    }
    let winner = ends[0] < ends[1] ? 0 : 1
    let loser = 1 - winner
    if let passed = clocks[loser].firstIndex(where: { $0 > ends[winner] }) {
      // Within a block the count moves with the clock.
      let from = clocks[loser][passed - 1]
      let share = (ends[winner] - from) / (clocks[loser][passed] - from)
      let count = counts[loser][passed - 1]
      let width = counts[loser][passed] - count
      return Double.log(width == 1 ? count : count + share * width)
    }
    return -Double.log((ends[loser] - ends[winner]) * excess) / excess
  }

  private func path(
    from start: Double, using generator: inout Xoshiro256PlusPlus
  ) -> (counts: [Double], clocks: [Double]) {
    var count = start
    var clock = 0.0
    var counts = [count]
    var clocks = [clock]
    while count < 1e7 {
      if count < 400 {
        clock += generator.nextExponential() * Double.pow(count, -exponent)
        count += 1
      } else {
        let width = (count * 0.02).rounded(.down)
        let middle = count + (width - 1) / 2
        let mean =
          (Double.pow(count - 0.5, 1 - exponent) - Double.pow(count + width - 0.5, 1 - exponent))
          / (exponent - 1)
        let deviation = Double.sqrt(width) * Double.pow(middle, -exponent)
        clock += mean + deviation * generator.nextNormal()
        count += width
      }
      counts.append(count)
      clocks.append(clock)
    }
    return (counts, clocks)
  }
}
