import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// The crowd's law against what is known exactly. Tests reject below α = 10⁻⁴, seed 1; each shows a variant that it rejects.
@Suite struct CrowdLawTests {
  private let alpha = 1e-4
  private var runs: Int { StatisticalTier.isOptimised ? 10_000 : 3000 }

  @Test(
    "Four samples on, a crowd has the enumerated law",
    arguments: [(0.5, 0), (1, 0), (2, 0), (0.5, 0.3)] as [(Double, Double)])
  func fourSamples(temperature: Double, fraction: Double) throws {
    let start = try scenario(
      [1, 2, 3], temperature: temperature,
      external: ExternalData(fraction: fraction, law: .uniform))
    let exact = try FiniteLaw(
      of: MeanField(start.settings, initial: start.initialData.empiricalLaw),
      from: start.initialData, draws: 4)
    let law = Dictionary(
      uniqueKeysWithValues: exact.outcomes.map { ($0.counts, $0.probability) })
    func pValue(_ start: Scenario) throws -> Double {
      // Stations 8 and 10.
      let crowd = try Crowd.at(10, start, runs: runs)
      return PearsonTest(observed: crowd.figures.outcomes, law: law).pValue
    }
    #expect(try pValue(start) > alpha)
    #expect(try pValue(start.with(temperature: Temperature(temperature * 0.6))) < alpha)
  }

  @Test("At T = 1 the shares have the Pólya urn's law, near the start and far away")
  func polya() throws {
    let start = try scenario([5, 3, 2], temperature: 1)
    for size in [32, 1000, 1_000_000] as [Int64] {
      let figures = try Crowd.at(size, start, runs: runs).figures
      let fit = try #require(PolyaFit(figures, initial: start.initialData))
      // Three shares, α = 10⁻⁴ in all.
      let critical = Double.sqrt(-Double.log(alpha / 6) / 2 / Double(runs))
      #expect(fit.distance < critical, "k = \(size)")
      #expect(abs(fit.critical - Double.sqrt(-Double.log(0.025 / 3) / 2 / Double(runs))) < 1e-12)
      // Every margin of another start is off.
      let other = try #require(PolyaFit(figures, initial: try Dataset(counts: [6, 2, 2])))
      #expect(other.distance > critical, "k = \(size)")
    }
    let warmer = try Crowd.at(1000, start.with(temperature: Temperature(1.1)), runs: runs)
    let fit = try #require(PolyaFit(warmer.figures, initial: start.initialData))
    #expect(!fit.isWithinChance)
  }

  @Test("The distribution of a share is that of the Pólya urn, and Beta in the end")
  func distribution() throws {
    // By enumeration: three draws from one of each are uniform on 0…3.
    for (value, expected) in zip(
      PolyaFit.distribution(1, of: 2, draws: 3), [0.25, 0.5, 0.75, 1])
    {
      #expect(abs(value - expected) < 1e-12)
    }
    // Beta(2, 1) has the distribution function x².
    let law = PolyaFit.distribution(2, of: 3, draws: 20_000)
    #expect(abs(law[10_000] - 0.25) < 1e-3)
    #expect(PolyaFit.distribution(500, of: 100_000, draws: 2000).allSatisfy { $0.isFinite })
  }

  @Test("The law of a share counts the runs below it: strictly, and to a multiple of 1/k")
  func shareLaw() throws {
    // Three draws from one of each: shares 1/5, 2/5, 3/5, 4/5, a quarter each.
    let urn = ShareLaw.urn(
      cumulative: PolyaFit.distribution(1, of: 2, draws: 3), own: 1, of: 2)
    for (share, below) in [
      (0.1, 0), (0.2, 0), (0.21, 0.25), (0.6, 0.5), (0.61, 0.75), (0.8, 0.75), (0.9, 1), (1, 1),
    ] {
      #expect(abs(urn.probability(below: share) - below) < 1e-12, "\(share)")
    }
    let normal = ShareLaw.normal(mean: 0.5, standardDeviation: 0.1)
    #expect(abs(normal.probability(below: 0.6) - 0.841344746) < 1e-8)
    let point = ShareLaw.normal(mean: 0.5, standardDeviation: 0)
    #expect(point.probability(below: 0.5) == 0 && point.probability(below: 0.51) == 1)
  }

  @Test("Below T = 1 as many runs end at each corner as the odds say")
  func odds() throws {
    let start = try scenario([5, 3, 2], temperature: 0.5)
    let odds = try WinnerOdds(of: start.initialData, temperature: start.temperature).odds
    var crowd = try Crowd(start, runs: runs)
    crowd.setOut(to: 1_000_000_000_000)
    crowd.arrive()
    let summary = CrowdSummary(crowd.figures, categoryCount: 3)
    #expect(summary.settled.reduce(0, +) > runs * 99 / 100)
    #expect(PearsonTest(observed: summary.leaders, probabilities: odds).pValue > alpha)
    for category in 0..<3 {
      let distance = abs(summary.share(ledBy: category) - odds[category])
      #expect(distance < 5 * summary.error(ofShareLedBy: category))
    }
    let warmer = try WinnerOdds(of: start.initialData, temperature: Temperature(0.8)).odds
    #expect(PearsonTest(observed: summary.leaders, probabilities: warmer).pValue < alpha)
  }

  @Test("A summary is what its definitions say")
  func summary() throws {
    var crowd = try Crowd(scenario([5, 3, 2], temperature: 1.5), runs: 500)
    crowd.advance(to: 32)
    let figures = crowd.figures
    let summary = CrowdSummary(figures, categoryCount: 3)
    let shares = figures.allCounts.map { $0.map { Double($0) / 32 } }
    for category in 0..<3 {
      let values = shares.map { $0[category] }
      let mean = values.reduce(0, +) / 500
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 499
      #expect(abs(summary.means[category] - mean) < 1e-12)
      #expect(abs(summary.variances[category] - variance) < 1e-12)
      let leads = figures.allCounts.count { counts in
        counts.enumerated().allSatisfy { $0.offset == category || $0.element < counts[category] }
      }
      #expect(summary.leaders[category] == leads)
    }
    #expect(summary.tiedCount > 0 && summary.runCount == 500)
  }

  // MARK: - What is predicted

  @Test("At T = 1 the predicted spread is the urn's, and Theorem 1's bound lies above it")
  func spreadOfTheUrn() throws {
    for counts: [Int64] in [[5, 3, 2], [50, 30, 20], [4, 0, 1]] {
      let start = try Dataset(counts: counts)
      var noise = LinearNoise(from: start)
      for size in [2 * start.size, 10 * start.size, 10_000 * start.size] {
        let exact = CrowdPrediction.polya(initial: start, clock: size)
        noise.advance(to: size, MeanField(temperature: .one))
        for category in counts.indices {
          let expected = exact.standardDeviations[category]
          #expect(abs(noise.standardDeviations[category] - expected) <= 0.01 * expected)
          let bound = CrowdPrediction.bounds(initial: start, clock: size)[category]
          #expect(bound >= expected * expected && bound <= 1.3 * expected * expected)
        }
      }
    }
  }

  @Test("Above T = 2 the predicted spread falls as 1/√k with the known factor")
  func spreadAboveTwo() throws {
    let start = try Dataset(counts: [5, 3, 2])
    var noise = LinearNoise(from: start)
    noise.advance(to: 1_000_000_000, MeanField(temperature: try Temperature(4)))
    for deviation in noise.standardDeviations {
      #expect(abs(deviation * deviation * 1e9 - 0.4444) < 0.002)
    }
  }

  /// The standard error of a standard deviation is about 1/√(2·3000), 1.3 %; the prediction is of first
  /// order, and 3 % off at this size.
  @Test("A crowd scatters as predicted, also after a change and an injection")
  func spreadOfTheCrowd() throws {
    var driver = try CrowdDriver(
      scenario: scenario([50, 30, 20], temperature: 1.5), runs: 3000, pace: .standard,
      running: false, clock: { 0 })
    func check() throws {
      let report = driver.report()
      let moments = try #require(report.prediction.moments)
      for category in 0..<3 {
        let (found, expected) = (
          report.summary.standardDeviations[category], moments.standardDeviations[category]
        )
        #expect(abs(found / expected - 1) < 0.08, "k = \(report.figures.clock)")
        #expect(abs(report.summary.means[category] - moments.means[category]) < 0.01)
      }
    }
    driver.step(8)
    try check()
    driver.perform(.intervene(.setTemperature(try Temperature(3))), sequence: 2)
    driver.perform(.intervene(.inject(count: 500, law: .category(2))), sequence: 3)
    driver.step(4)
    try check()
    let report = driver.report()
    #expect(report.prediction.forecast == nil)
    // A spread as if T had stayed is another.
    var wrong = LinearNoise(from: try Dataset(counts: [50, 30, 20]))
    wrong.advance(to: driver.crowd.clock, MeanField(temperature: try Temperature(1.5)))
    let found = report.summary.standardDeviations[0]
    #expect(abs(found / wrong.standardDeviations[0] - 1) > 0.08)
  }
}
