import Foundation
import TestSupport
import Testing

@testable import HeatDeath

/// The approximate leaps against exact laws: order of the error, law with external data, landing.
@Suite("Splitting engine") struct SplittingEngineTests {
  fileprivate static func engine(
    _ start: [Int64], temperature: Double, external: ExternalData = .none,
    loop: ClosedLoop = .paper, tolerance: Double = SplittingEngine.standardTolerance,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SplittingEngine {
    let dataset = try Dataset(counts: start)
    return SplittingEngine(
      dataset: dataset, loop: loop, batch: loop.batchSize(initialSize: dataset.size),
      temperature: try Temperature(temperature), externalFraction: external.fraction,
      externalLaw: try external.law.resolved(initial: dataset.empiricalLaw), tolerance: tolerance,
      using: &generator)
  }

  // MARK: The order

  /// Mean and variance of the draws of category 0 in one leap of `draws` from (a, b): by the rule of
  /// two halves, by one law for the whole leap, and exactly.
  private func moments(
    _ a: Int, _ b: Int, exponent: Double, draws: Int
  ) -> (halves: [Double], frozen: [Double], exact: [Double]) {
    func share(_ first: Int, _ second: Int) -> Double {
      ExactLaw(exponent: exponent).next(after: [Int64(first), Int64(second)])[0]
    }
    func binomial(_ count: Int, _ trials: Int, _ share: Double) -> Double {
      let n = Double(trials)
      let k = Double(count)
      let ways: Double = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      return exp(ways + k * log(share) + (n - k) * log1p(-share))
    }
    func moments(_ law: [Double]) -> [Double] {
      var mean = 0.0
      for (count, probability) in law.enumerated() { mean += Double(count) * probability }
      var variance = 0.0
      for (count, probability) in law.enumerated() {
        let deviation = Double(count) - mean
        variance += deviation * deviation * probability
      }
      return [mean, variance]
    }
    let before = share(a, b)
    let half = draws / 2
    var halves = [Double](repeating: 0, count: draws + 1)
    for first in 0...half {
      let probability = binomial(first, half, before)
      let law = SplittingEngine.secondShare(
        first: before, halfway: share(a + first, b + half - first), length: Int64(draws))
      for second in 0...half {
        halves[first + second] += probability * binomial(second, half, law)
      }
    }
    let frozen = (0...draws).map { binomial($0, draws, before) }
    let exact = ExactLaw(exponent: exponent).firstCategoryDraws(
      from: (Int64(a), Int64(b)), draws: draws)
    return (moments(halves), moments(frozen), moments(exact))
  }

  @Test(
    "in one leap the error of the mean falls with the third power of its length",
    arguments: [0.6, 0.9, 1.6])
  func inOneLeapTheErrorOfTheMeanFallsWithTheThirdPower(temperature: Double) {
    // From k = 1600: leaps of k/20 and k/10.
    let short = moments(1000, 600, exponent: 1 / temperature, draws: 80)
    let long = moments(1000, 600, exponent: 1 / temperature, draws: 160)
    let halves = (short.halves[0] - short.exact[0], long.halves[0] - long.exact[0])
    #expect((7...9).contains(halves.1 / halves.0))
    let frozen = (short.frozen[0] - short.exact[0], long.frozen[0] - long.exact[0])
    #expect((3.5...4.5).contains(frozen.1 / frozen.0), "frozen weights are of second order")
    let variances = (long.halves[1] - long.exact[1], long.frozen[1] - long.exact[1])
    #expect(abs(variances.0) < abs(variances.1) / 100)
  }

  @Test("a leap of two samples is two single steps")
  func aLeapOfTwoSamplesIsTwoSingleSteps() {
    let two = moments(3, 2, exponent: 2.5, draws: 2)
    #expect(zip(two.halves, two.exact).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  /// E θ² at `size` by leaps of `growth` of the dataset, from 20 and 12 with q = (0.1, 0.9): the
  /// whole law is carried along.
  private func secondMoment(exponent: Double, fraction: Double, growth: Double, size: Int) -> Double
  {
    let logFactorials: [Double] = (0...size).map { lgamma(Double($0) + 1) }
    func share(_ first: Int, _ second: Int) -> Double {
      let weight = pow(Double(first), exponent)
      return weight / (weight + pow(Double(second), exponent))
    }
    func binomials(_ trials: Int, _ generated: Double) -> [Double] {
      let share = (1 - fraction) * generated + fraction * 0.1
      return (0...trials).map { count in
        let ways = logFactorials[trials] - logFactorials[count] - logFactorials[trials - count]
        return exp(ways + Double(count) * log(share) + Double(trials - count) * log1p(-share))
      }
    }
    var law = [Double](repeating: 0, count: size + 1)
    law[20] = 1
    var total = 32
    while total < size {
      let draws = min(max(2, Int(growth * Double(total)) / 2 * 2), size - total)
      let half = draws / 2
      var later = [Double](repeating: 0, count: size + 1)
      for count in law.indices where law[count] > 1e-12 {
        let before = share(count, total - count)
        for (first, probability) in binomials(half, before).enumerated() {
          let second = SplittingEngine.secondShare(
            first: before, halfway: share(count + first, total - count + half - first),
            length: Int64(draws))
          for (more, odds) in binomials(half, second).enumerated() {
            later[count + first + more] += law[count] * probability * odds
          }
        }
      }
      law = later
      total += draws
    }
    var moment = 0.0
    for (count, probability) in law.enumerated() {
      moment += probability * Double(count * count) / Double(size * size)
    }
    return moment
  }

  @Test(
    "the error of a whole run falls at least with the square of the leaps' length",
    arguments: [(0.7, 0.1), (1.5, 0.2)])
  func theErrorOfAWholeRunFallsWithTheSquareOfTheLeapsLength(
    temperature: Double, fraction: Double
  ) {
    let size = 128
    let law = ExactLaw(
      exponent: 1 / temperature, externalFraction: fraction, externalLaw: [0.1, 0.9]
    ).firstCategoryDraws(from: (20, 12), draws: size - 32)
    var exact = 0.0
    for (drawn, probability) in law.enumerated() {
      exact += probability * Double((20 + drawn) * (20 + drawn)) / Double(size * size)
    }
    let errors = [0.5, 0.25, 0.125].map { growth in
      abs(
        secondMoment(
          exponent: 1 / temperature, fraction: fraction, growth: growth, size: size) - exact)
    }
    #expect(errors[0] / errors[1] > 3 && errors[1] / errors[2] > 3, "\(errors)")
    #expect(errors[2] < 1e-4)
  }

  // MARK: The law

  /// α = 10⁻⁴, seed 401.
  @Test(
    "with external data the law is that of dynamic programming",
    arguments: [(0.7, 0.1), (1.5, 0.3)])
  func withExternalDataTheLawIsThatOfDynamicProgramming(
    temperature: Double, fraction: Double
  ) throws {
    let law = SplitLaw(fraction: fraction, size: 600)
    #expect(try law.pValue(of: temperature, exact: temperature, runs: 1000) > 1e-4)
    #expect(try law.pValue(of: temperature * 1.3, exact: temperature, runs: 1000) < 1e-4)
  }

  @Test("without external data, from one sample on, it has the law of the single steps as well")
  func withoutExternalDataItHasTheLawOfTheSingleSteps() throws {
    let law = LeapTables.laws.first { $0.temperature == 1.5 && $0.start == [1, 1] }
    let table = try #require(law)
    let counts = try (0..<2000).map { run -> Int64 in
      var generator = Xoshiro256PlusPlus(seed: 402, stream: UInt64(run))
      var engine = try Self.engine(table.start, temperature: 1.5, using: &generator)
      engine.advance(to: table.size, using: &generator)
      return engine.counts[table.category]
    }
    #expect(table.cells.chiSquare(counts) < table.cells.critical)
  }

  // MARK: Landing

  @Test(
    "lands on any K to the unit with every loop that it takes",
    arguments: ["softmax", "mix:0.05", "tilt:2", "tilt:-0.9", "models:0.5*0.3,2*0.7"],
    ["exact", "smoothed:0.5", "drifting:0.01", "low-rank:1"])
  func landsOnAnyKToTheUnit(sampler: String, learner: String) throws {
    let loop = ClosedLoop(
      sampler: try Sampler(parsing: sampler), learner: try Learner(parsing: learner),
      batch: try BatchSize(from: 1, to: 20))
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2, 0]), temperature: Temperature(0.8),
      externalData: ExternalData(fraction: 0.05, law: .uniform), loop: loop, seed: 3)
    var simulation = Simulation(scenario, engine: .split)
    for target: Int64 in [1_000, 1_000_003, 3_000_000_000_000_001] {
      let before = simulation.counts
      try simulation.advanceOrFail(by: target - simulation.clock)
      #expect(simulation.size == target && simulation.counts.reduce(0, +) == target)
      #expect(zip(simulation.counts, before).allSatisfy { $0 >= $1 })
    }
    let share = Double(simulation.externalCount) / 3e15
    #expect(abs(share - 0.05) < 1e-6)
  }

  @Test("comes to rest where (1−λ)τ + λq = θ")
  func comesToRestWhereTheMeanFieldRests() throws {
    // T = 1/2, n = 2, uniform q: at λ = 0.6 above λ* = ½ only the uniform point is left.
    var simulation = Simulation(
      try Scenario(
        initialData: Dataset(counts: [900, 100]), temperature: Temperature(0.5),
        externalData: ExternalData(fraction: 0.6, law: .uniform), seed: 5), engine: .split)
    try simulation.advanceOrFail(by: 1_000_000_000_000_000 - 1000)
    #expect(abs(simulation.theta[0] - 0.5) < 1e-3)
    // Below it, a collapsed state: θ² against (1−θ)² at λ = 0.3 rests at 0.7(θ²/(θ²+(1−θ)²)) + 0.15.
    try simulation.apply(.restart)
    try simulation.apply(.setExternalData(ExternalData(fraction: 0.3, law: .uniform)))
    try simulation.apply(.setEngine(.split))
    try simulation.advanceOrFail(by: 1_000_000_000_000_000 - 1000)
    let theta = simulation.theta[0]
    let rest = 0.7 * theta * theta / (theta * theta + (1 - theta) * (1 - theta)) + 0.15
    #expect(theta > 0.7 && abs(rest - theta) < 1e-4)
  }
}

/// The law of the first category's count at K = `size`, from 30 and 20 with q = (0.1, 0.9).
private struct SplitLaw {
  let fraction: Double
  let size: Int
  private static let law = [0.1, 0.9]

  /// Of runs at one temperature against dynamic programming at another; seed 401.
  func pValue(of temperature: Double, exact: Double, runs: Int) throws -> Double {
    let draws = size - 50
    let expected = ExactLaw(
      exponent: 1 / exact, externalFraction: fraction, externalLaw: Self.law
    ).firstCategoryDraws(from: (30, 20), draws: draws)
    let external = try ExternalData(
      fraction: fraction, law: .point(SimplexPoint(weights: Self.law)))
    var generator = Xoshiro256PlusPlus(seed: 401)
    let initial = try SplittingEngineTests.engine(
      [30, 20], temperature: temperature, external: external, using: &generator)
    var observed = [Int](repeating: 0, count: draws + 1)
    let patience = Patience("\(runs) runs", atMost: .seconds(180))
    for _ in 0..<runs {
      try patience.check()
      var engine = initial
      engine.advance(to: Int64(size), using: &generator)
      observed[Int(engine.counts[0] - 30)] += 1
    }
    return PearsonTest(observed: observed, probabilities: expected, mergedTo: 0.05).pValue
  }
}

/// α = 10⁻⁴, seed 401.
@Suite("Statistics of approximate leaps", .enabled(if: StatisticalTier.isOn))
struct StatisticsOfApproximateLeaps {
  @Test(
    "a hundred thousand runs cannot tell them from single steps",
    arguments: [(0.7, 0.1), (1.5, 0.3), (0.5, 0.6), (0.9, 0.02)])
  func aHundredThousandRunsCannotTellThemFromSingleSteps(
    temperature: Double, fraction: Double
  ) throws {
    let runs = 100_000 * StatisticalTier.scale
    let law = SplitLaw(fraction: fraction, size: 2000)
    #expect(try law.pValue(of: temperature, exact: temperature, runs: runs) > 1e-4)
  }
}
