import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// What the paper says of the limit, at k = 10¹⁵ (docs/model.md): 5 standard errors for each
/// frequency and moment (α = 6·10⁻⁷), fixed seeds.
@Suite("Statistics of asymptotics", .enabled(if: StatisticalTier.isOn))
struct StatisticsOfAsymptotics {
  static let target: Int64 = 1_000_000_000_000_000
  static let runs = 100_000 * StatisticalTier.scale

  /// Calls `body` with the counts at each of `targets`, for every run.
  private func run(
    _ temperature: Double, _ start: [Int64], targets: [Int64] = [Self.target],
    runs: Int = Self.runs, stream: UInt64, body: ([[Int64]]) -> Void
  ) throws {
    let initial = LeapEngine(
      dataset: try Dataset(counts: start), temperature: try Temperature(temperature))
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: stream)
    for _ in 0..<runs {
      var engine = initial
      body(
        targets.map { target in
          engine.advance(to: target, using: &generator)
          return engine.counts
        })
    }
  }

  @Test("the leader at 10 to the 15 has the exact odds of the winner", arguments: KnownOdds.all)
  func theLeaderAt10ToThe15HasTheExactOddsOfTheWinner(_ test: KnownOdds) throws {
    var wins = [Int](repeating: 0, count: test.start.count)
    try run(test.temperature, test.start, stream: 161) { counts in
      wins[counts[0].indices.max { counts[0][$0] < counts[0][$1] } ?? 0] += 1
    }
    #expect(test.worstScore(wins: wins) < 5)
  }

  @Test(
    "a category has taken every draw to 10 to the 15 with the exact odds",
    arguments: [
      (0.5, [1, 1], 0.2720290550), (0.5, [1, 1, 1], 0.1045286662), (1.0 / 3, [1, 1], 0.4118294226),
    ] as [(Double, [Int64], Double)])
  func aCategoryHasTakenEveryDrawTo10ToThe15WithTheExactOdds(
    temperature: Double, start: [Int64], odds: Double
  ) throws {
    var settled = 0
    try run(temperature, start, stream: 162) { counts in
      if counts[0].dropFirst().allSatisfy({ $0 == 1 }) { settled += 1 }
    }
    let expected = Double(Self.runs) * odds
    #expect(abs(Double(settled) - expected) < 5 * Double.sqrt(expected * (1 - odds)))
  }

  @Test("at T < 1 a loser has more than m samples with odds falling as m^-(p-1)")
  func atTBelow1ALoserHasMoreThanMSamplesWithOddsFallingAsMP1() throws {
    // T = 4/5: p − 1 = 1/4, so four decades of m are a factor of 10. Losers above 10⁸ are among
    // those above 10⁴: their share is binomial.
    var above = [0, 0]
    try run(0.8, [5, 3], stream: 163) { counts in
      let loser = counts[0].min() ?? 0
      if loser > 10_000 { above[0] += 1 }
      if loser > 100_000_000 { above[1] += 1 }
    }
    let expected = Double(above[0]) / 10
    // The approach to the power law is of order m^−1/4 as well: a tenth at 10⁴.
    #expect(abs(Double(above[1]) - expected) < 0.1 * expected + 5 * Double.sqrt(expected * 0.9))
  }

  @Test(
    "at 1 < T < 2 a run's deviation falls as k^-(1-1/T)",
    arguments: [(1.1, 0.01), (1.5, 1e-3)])
  func at1T2ARunsDeviationFallsAsK11T(temperature: Double, tolerance: Double) throws {
    var squares = [0.0, 0.0]
    try run(temperature, [30, 20], targets: [1_000_000_000, Self.target], stream: 164) { counts in
      for (index, counts) in counts.enumerated() {
        let deviation = Double(counts[0] - counts[1]) / Double(counts[0] + counts[1])
        squares[index] += deviation * deviation
      }
    }
    // Six decades. Noise after 10⁹ adds ∫ k^{2r−2} dk from there to the square, a thousandth of the
    // deviation at T = 1.5. The curvature of τ is far below these tolerances; a rate off by a
    // hundredth would be off by 13 percent.
    let rate = 1 - 1 / temperature
    let noise = Double(Self.runs) / (1e9 * (1 - 2 * rate))
    let ratio = Double.sqrt((squares[0] + noise) / squares[1])
    #expect(abs(ratio / Double.pow(1e6, rate) - 1) < tolerance)
  }

  @Test("at T = 2 the variance falls as ln k over k")
  func atT2TheVarianceFallsAsLnKOverK() throws {
    // k Var Θ_1 = (1/n)(1−1/n) ln k + a constant: six decades add 2/9 · ln 10⁶.
    let targets: [Int64] = [1_000_000_000, Self.target]
    var squares = [0.0, 0.0]
    try run(2, [10, 10, 10], targets: targets, stream: 165) { counts in
      for (index, counts) in counts.enumerated() {
        let deviation = Double(counts[0]) / Double(targets[index]) - 1.0 / 3
        squares[index] += deviation * deviation
      }
    }
    let scaled = zip(squares, targets).map { $0 / Double(Self.runs) * Double($1) }
    let standardError =
      Double.sqrt(2 / Double(Self.runs)) * Double.hypot(scaled[0], scaled[1])
    #expect(abs(scaled[1] - scaled[0] - 2.0 / 9 * Double.log(1e6)) < 5 * standardError)
  }

  @Test("at T = 4 the variance times k goes to four ninths")
  func atT4TheVarianceTimesKGoesToFourNinths() throws {
    var squares = 0.0
    try run(4, [1, 1, 1], stream: 138) { counts in
      let deviation = Double(counts[0][0]) / Double(Self.target) - 1.0 / 3
      squares += deviation * deviation
    }
    let scaled = squares / Double(Self.runs) * Double(Self.target)
    #expect(abs(scaled / (4.0 / 9) - 1) < 5 * Double.sqrt(2 / Double(Self.runs)))
  }

  @Test("at T = 1 the share has its beta law at 10 to the 18")
  func atT1TheShareHasItsBetaLawAt10ToThe18() throws {
    let target: Int64 = 1_000_000_000_000_000_000
    var shares: [Double] = []
    try run(1, [1, 2, 3], targets: [target], stream: 140) { counts in
      shares.append(Double(counts[0][0]) / Double(target))
    }
    #expect(
      GoodnessOfFit.kolmogorovSmirnov(shares) { 1 - Double.pow(1 - $0, 5) }
        < GoodnessOfFit.kolmogorovSmirnovCritical)
  }
}
