import Foundation
import TestSupport
import Testing

@testable import HeatDeath

/// Every data policy and batch against its exact law after a few samples. α = 10⁻⁴, seeds beside the
/// cases, and the same tests reject mutants.
@Suite("Retraining engine") struct RetrainingEngineTests {
  private let alpha = 1e-4
  private static let runs = 20_000

  /// How often runs of `draws` samples end at each outcome.
  private func outcomes<Outcome: Hashable>(
    _ loop: ClosedLoop, _ start: [Int64], temperature: Double, external: ExternalData = .none,
    draws: Int64, runs: Int = runs, seed: UInt64, outcome: (Simulation) -> Outcome
  ) throws -> [Outcome: Int] {
    let scenario = try Scenario(
      initialData: Dataset(counts: start), temperature: Temperature(temperature),
      externalData: external, loop: loop, seed: seed)
    var observed: [Outcome: Int] = [:]
    for run in 0..<runs {
      var simulation = Simulation(scenario, stream: UInt64(run))
      simulation.advance(by: draws)
      observed[outcome(simulation), default: 0] += 1
    }
    return observed
  }

  // MARK: Accumulate

  /// The law of the counts after batches of the given sizes, each drawn from one law.
  private func batchLaw(
    _ start: [Int64], exponent: Double, batches: [Int]
  ) -> [[Int64]: Double] {
    let enumeration = ExactLaw(exponent: exponent)
    var law = [start: 1.0]
    for size in batches {
      var later: [[Int64]: Double] = [:]
      for (counts, probability) in law {
        let next = enumeration.next(after: counts)
        var grown = [counts: probability]
        for _ in 0..<size {
          var more: [[Int64]: Double] = [:]
          for (counts, probability) in grown {
            for (category, share) in next.enumerated() where share > 0 {
              var sample = counts
              sample[category] += 1
              more[sample, default: 0] += probability * share
            }
          }
          grown = more
        }
        for (counts, probability) in grown { later[counts, default: 0] += probability }
      }
      law = later
    }
    return law
  }

  @Test(
    "batches follow the enumerated law, drawn one by one and all at once",
    arguments: [(0.5, 3, 3, 301), (2, 2, 4, 302), (0.8, 18, 2, 303)]
      as [(Double, Int, Int, UInt64)])
  func batchesFollowTheEnumeratedLaw(
    temperature: Double, size: Int, count: Int, seed: UInt64
  ) throws {
    let start: [Int64] = [2, 3]
    let loop = ClosedLoop(batch: try BatchSize(Int64(size)))
    let observed = try outcomes(
      loop, start, temperature: temperature, draws: Int64(size * count), seed: seed
    ) { $0.counts }
    let batches = Array(repeating: size, count: count)
    let law = batchLaw(start, exponent: 1 / temperature, batches: batches)
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
    let singly = batchLaw(
      start, exponent: 1 / temperature, batches: Array(repeating: 1, count: size * count))
    #expect(PearsonTest(observed: observed, law: singly).pValue < alpha, "one by one")
  }

  @Test("batches of a random size follow the mixture of their laws")
  func batchesOfARandomSizeFollowTheMixtureOfTheirLaws() throws {
    // Two batches of 2 or 3, seen after the fourth sample: the second has begun.
    let loop = ClosedLoop(batch: try BatchSize(from: 2, to: 3))
    let observed = try outcomes(loop, [1, 2], temperature: 0.5, draws: 4, seed: 304) { $0.counts }
    let short = batchLaw([1, 2], exponent: 2, batches: [2, 2])
    let long = batchLaw([1, 2], exponent: 2, batches: [3, 1])
    let law = short.merging(long, uniquingKeysWith: +).mapValues { $0 / 2 }
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
    #expect(PearsonTest(observed: observed, law: short).pValue < alpha, "always 2")
  }

  @Test(
    "at T = 1 batches as large as the start keep their part of the diversity",
    arguments: [(1, 0.5), (4, 0.848826)] as [(Int64, Double)])
  func atT1BatchesAsLargeAsTheStartKeepTheirPartOfTheDiversity(
    size: Int64, limit: Double
  ) throws {
    // E h of k = jℓ to (j+1)ℓ falls by 1 − 1/(ℓ(j+1)²); docs/model.md has the limits.
    let product = (1...1_000_000).reduce(1.0) {
      $0 * (1 - 1 / (Double(size) * Double($1 + 1) * Double($1 + 1)))
    }
    #expect(abs(product - limit) < 2e-6)
    let start: [Int64] = size == 4 ? [3, 1] : [1]
    guard size == 4 else { return }
    let generations = 30
    let loop = ClosedLoop(batch: try BatchSize(size))
    var sum = 0.0
    for (counts, times) in try outcomes(
      loop, start, temperature: 1, draws: size * Int64(generations), seed: 305,
      outcome: \.counts)
    {
      sum += Double(times) * ExactLaw.meanDiversity([counts: 1])
    }
    let expected =
      ExactLaw.meanDiversity([start: 1])
      * (1...generations).reduce(1.0) {
        $0 * (1 - 1 / (Double(size) * Double($1 + 1) * Double($1 + 1)))
      }
    // The standard deviation of h is below ¼.
    #expect(abs(sum / Double(Self.runs) - expected) < 5 * 0.25 / Double(Self.runs).squareRoot())
  }

  // MARK: Replace

  /// The law of category 0's count after generations of M, each binomial from τ of the last.
  private func wrightFisher(
    _ first: Int, of size: Int, exponent: Double, generations: Int
  ) -> [Int: Double] {
    let sampler = ExactLaw(exponent: exponent)
    var law = [Double](repeating: 0, count: size + 1)
    law[first] = 1
    for _ in 0..<generations {
      var later = [Double](repeating: 0, count: size + 1)
      for (count, probability) in law.enumerated() where probability > 0 {
        let share = sampler.next(after: [Int64(count), Int64(size - count)])[0]
        for next in 0...size {
          let choose: Double =
            lgamma(Double(size) + 1) - lgamma(Double(next) + 1) - lgamma(Double(size - next) + 1)
          let odds = pow(share, Double(next)) * pow(1 - share, Double(size - next))
          later[next] += probability * exp(choose) * odds
        }
      }
      law = later
    }
    return Dictionary(uniqueKeysWithValues: law.enumerated().map { ($0, $1) })
  }

  @Test(
    "replacing is Wright–Fisher",
    arguments: [(1, 4, 10, 3, 311), (0.7, 8, 20, 2, 312), (2, 20, 30, 3, 313)]
      as [(Double, Int, Int, Int, UInt64)])
  func replacingIsWrightFisher(
    temperature: Double, first: Int, size: Int, generations: Int, seed: UInt64
  ) throws {
    let observed = try outcomes(
      ClosedLoop(policy: .replace), [Int64(first), Int64(size - first)], temperature: temperature,
      draws: Int64(size * generations), seed: seed
    ) { Int($0.counts[0]) }
    func law(_ generations: Int, _ temperature: Double) -> [Int: Double] {
      wrightFisher(first, of: size, exponent: 1 / temperature, generations: generations)
    }
    #expect(PearsonTest(observed: observed, law: law(generations, temperature)).pValue > alpha)
    let late = PearsonTest(observed: observed, law: law(generations + 1, temperature))
    #expect(late.pValue < alpha, "a generation more")
    let warm = PearsonTest(observed: observed, law: law(generations, temperature * 1.5))
    #expect(warm.pValue < alpha, "warmer")
  }

  @Test("at T = 1 replacing loses 1/M of the diversity a generation, and fixes by the odds θ_i")
  func atT1ReplacingLosesDiversityAndFixesByTheOdds() throws {
    let size = 10.0
    for generations in [1, 5, 12] {
      let law = wrightFisher(3, of: 10, exponent: 1, generations: generations)
      let diversity = law.reduce(0.0) {
        let share = Double($1.key) / size
        return $0 + $1.value * 2 * share * (1 - share)
      }
      #expect(abs(diversity - 0.42 * pow(1 - 1 / size, Double(generations))) < 1e-12)
    }
    let fixed = try outcomes(
      ClosedLoop(policy: .replace), [3, 7], temperature: 1, draws: 3000, runs: 3000, seed: 314
    ) { $0.counts }
    #expect(Set(fixed.keys) == [[10, 0], [0, 10]])
    #expect(abs(Double(fixed[[10, 0]] ?? 0) - 900) < 5 * (3000 * 0.21).squareRoot())
  }

  // MARK: Window

  @Test("a window follows the enumerated law of ordered samples")
  func aWindowFollowsTheEnumeratedLawOfOrderedSamples() throws {
    let exponent = 2.0
    let draws = 4
    // Every order of 1, 1, 0 is equally likely at first.
    var law: [[Int]: Double] = [[0, 1, 1]: 1.0 / 3, [1, 0, 1]: 1.0 / 3, [1, 1, 0]: 1.0 / 3]
    for _ in 0..<draws {
      var later: [[Int]: Double] = [:]
      for (window, probability) in law {
        let ones = Int64(window.reduce(0, +))
        let next = ExactLaw(exponent: exponent).next(after: [3 - ones, ones])
        for category in 0...1 {
          later[Array(window.dropFirst()) + [category], default: 0] +=
            probability * next[category]
        }
      }
      law = later
    }
    var counts: [[Int64]: Double] = [:]
    for (window, probability) in law {
      let ones = Int64(window.reduce(0, +))
      counts[[3 - ones, ones], default: 0] += probability
    }
    let observed = try outcomes(
      ClosedLoop(policy: .window(3)), [1, 2], temperature: 0.5, draws: Int64(draws), seed: 321,
      outcome: \.counts)
    #expect(PearsonTest(observed: observed, law: counts).pValue > alpha)
    let replaced = try outcomes(
      ClosedLoop(policy: .replace), [1, 2], temperature: 0.5, draws: 3, seed: 321,
      outcome: \.counts)
    #expect(PearsonTest(observed: replaced, law: counts).pValue < alpha, "a generation instead")
  }

  @Test("a window grows to its size and keeps the newest of what it starts with")
  func aWindowGrowsToItsSizeAndKeepsTheNewest() throws {
    let grown = Simulation(
      try Scenario(
        initialData: Dataset(counts: [5, 3, 2]), temperature: .one,
        loop: ClosedLoop(policy: .window(12)), seed: 1))
    var later = grown
    later.advance(by: 1)
    #expect(grown.size == 10 && later.size == 11 && later.clock == 11)
    later.advance(by: 50)
    #expect(later.size == 12 && later.clock == 61)
    try later.apply(.inject(count: 1_000_000_000_000, law: .category(1)))
    #expect(later.counts == [0, 12, 0] && later.size == 12)
    let cut = Simulation(
      try Scenario(
        initialData: Dataset(counts: [500, 300, 0]), temperature: .one,
        loop: ClosedLoop(policy: .window(8)), seed: 1))
    #expect(cut.size == 8 && cut.counts[2] == 0)
  }

  // MARK: Subsample

  @Test("a subsample follows the enumerated law")
  func aSubsampleFollowsTheEnumeratedLaw() throws {
    // Two of the samples train each model: both A with C(a, 2)/C(k, 2), and so on.
    var law: [[Int64]: Double] = [[3, 2]: 1]
    for _ in 0..<3 {
      var later: [[Int64]: Double] = [:]
      for (counts, probability) in law {
        let (a, b) = (Double(counts[0]), Double(counts[1]))
        let pairs = (a + b) * (a + b - 1) / 2
        let first = a * (a - 1) / 2 / pairs + 0.5 * a * b / pairs
        later[[counts[0] + 1, counts[1]], default: 0] += probability * first
        later[[counts[0], counts[1] + 1], default: 0] += probability * (1 - first)
      }
      law = later
    }
    let observed = try outcomes(
      ClosedLoop(policy: .subsample(2)), [3, 2], temperature: 0.25, draws: 3, seed: 331,
      outcome: \.counts)
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
    let whole = try outcomes(
      ClosedLoop(policy: .subsample(100)), [3, 2], temperature: 0.25, draws: 3, seed: 331,
      outcome: \.counts)
    #expect(PearsonTest(observed: whole, law: law).pValue < alpha, "trained on all")
    let exact = ExactLaw(exponent: 4).distribution(from: [3, 2], draws: 3)
    #expect(PearsonTest(observed: whole, law: exact).pValue > alpha)
  }

  // MARK: Samplers, learners, external data

  @Test(
    "a sampler and a learner follow the enumeration of their own laws",
    arguments: [
      ("mix:0.2", "exact"), ("tilt:-0.7", "exact"), ("softmax", "smoothed:0.5"),
      ("models:0.5*0.5,2*0.5", "exact"), ("top-p:0.8", "smoothed:1"), ("greedy", "exact"),
    ])
  func aSamplerAndALearnerFollowTheEnumerationOfTheirOwnLaws(
    samplerName: String, learnerName: String
  ) throws {
    let sampler = try Sampler(parsing: samplerName)
    let learner = try Learner(parsing: learnerName)
    let external = try ExternalData(fraction: 0.25, law: .category(2))
    let temperature = try Temperature(0.6)
    let smoothing = learnerName.split(separator: ":").dropFirst().first.map { Double($0)! } ?? 0
    var law: [[Int64]: Double] = [[3, 1, 0]: 1]
    for _ in 0..<4 {
      var later: [[Int64]: Double] = [:]
      for (counts, probability) in law {
        let theta = SimplexPoint(weights: counts.map { Double($0) + smoothing })
        let tau = sampler.law(at: theta, temperature: temperature)
        for category in 0..<3 {
          var grown = counts
          grown[category] += 1
          later[grown, default: 0] +=
            probability * (0.75 * tau[category] + (category == 2 ? 0.25 : 0))
        }
      }
      law = later
    }
    let observed = try outcomes(
      ClosedLoop(sampler: sampler, learner: learner), [3, 1, 0], temperature: 0.6,
      external: external, draws: 4, seed: 341, outcome: \.counts)
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
    let closed = try outcomes(
      ClosedLoop(sampler: sampler, learner: learner), [3, 1, 0], temperature: 0.6, draws: 4,
      seed: 341, outcome: \.counts)
    #expect(PearsonTest(observed: closed, law: law).pValue < alpha, "nothing from outside")
  }

  // MARK: Where a run stops

  @Test(
    "where a run stops changes nothing",
    arguments: ["accumulate", "replace", "window:7", "subsample:5"], [1, 5, 40] as [Int64])
  func whereARunStopsChangesNothing(policyName: String, batch: Int64) throws {
    let policy = try #require(
      [DataPolicy.accumulate, .replace, .window(7), .subsample(5)].first {
        $0.description == policyName
      })
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8),
      externalData: ExternalData(fraction: 0.1, law: .uniform),
      loop: ClosedLoop(
        learner: try Learner(.noisy(0.05)), policy: policy,
        batch: try BatchSize(from: batch, to: 2 * batch)),
      seed: 5)
    var whole = Simulation(scenario)
    var pieces = Simulation(scenario)
    whole.advance(by: 1000)
    var generator = Xoshiro256PlusPlus(seed: 351)
    while pieces.samplesDrawn < 1000 {
      let rest = 1000 - Int64(pieces.samplesDrawn)
      pieces.advance(by: min(rest, Int64(generator.nextInteger(below: 60))))
    }
    #expect(whole.counts == pieces.counts && whole.theta == pieces.theta)
    #expect(whole.externalCount == pieces.externalCount)
    whole.advance(by: 500)
    pieces.advance(by: 500)
    #expect(whole.counts == pieces.counts && whole.clock == pieces.clock)
  }
}
