import Foundation
import TestSupport
import Testing

@testable import HeatDeath

/// What the laws after whole batches cannot see: the order of the samples in a batch drawn at once,
/// and whether a subsample holds a sample twice. α = 10⁻⁴, seeds beside the cases; the law of the
/// wrong process is rejected by the same test.
@Suite("Order of samples") struct SampleOrderTests {
  private let alpha = 1e-4

  /// How often runs of `draws` samples end at each outcome.
  private func outcomes(
    _ loop: ClosedLoop, _ start: [Int64], external: ExternalData = .none, draws: Int64,
    seed: UInt64, outcome: (Simulation) -> Int64
  ) throws -> [Int64: Int] {
    let scenario = try Scenario(
      initialData: Dataset(counts: start), temperature: .one, externalData: external, loop: loop,
      seed: seed)
    var observed: [Int64: Int] = [:]
    for run in 0..<5_000 {
      var simulation = Simulation(scenario, stream: UInt64(run))
      simulation.advance(by: draws)
      observed[outcome(simulation), default: 0] += 1
    }
    return observed
  }

  private func choose(_ count: Int64, _ part: Int64) -> Double {
    guard (0...count).contains(part) else { return 0 }
    return (0..<part).reduce(1) { $0 * Double(count - $1) / Double($1 + 1) }
  }

  private func binomial(_ trials: Int64, _ share: Double) -> [Int64: Double] {
    Dictionary(
      uniqueKeysWithValues: (0...trials).map {
        ($0, choose(trials, $0) * pow(share, Double($0)) * pow(1 - share, Double(trials - $0)))
      })
  }

  /// The first seven of twenty samples are seven independent ones of the batch's law. In the order of
  /// their categories they would all be A but for one run in some hundred.
  @Test(
    "any part of a batch drawn at once is binomial, not in the order of its categories",
    arguments: [(0, 401), (1, 402), (2, 403)] as [(Int, UInt64)])
  func aPartOfABatchIsBinomial(category: Int, seed: UInt64) throws {
    let start: [Int64] = [4, 3, 3]
    let size: Int64 = 20
    #expect(size > RetrainingEngine.singlyDrawn)
    let observed = try outcomes(
      ClosedLoop(batch: try BatchSize(size)), start, draws: 7, seed: seed
    ) { $0.counts[category] - start[category] }
    let law = binomial(7, Double(start[category]) / 10)
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
    let whole = binomial(size, Double(start[category]) / 10)
    var ordered: [Int64: Double] = [:]
    // Category 0 comes first, as far as there are samples of it.
    for (count, probability) in whole { ordered[min(7, count), default: 0] += probability }
    if category == 0 {
      #expect(PearsonTest(observed: observed, law: ordered).pValue < alpha, "in order")
    }
  }

  @Test("samples from outside come anywhere in a batch drawn at once")
  func externalSamplesComeAnywhere() throws {
    let observed = try outcomes(
      ClosedLoop(batch: try BatchSize(20)), [2, 3],
      external: ExternalData(fraction: 0.3, law: .category(0)), draws: 7, seed: 404
    ) { Int64($0.externalCount) }
    #expect(PearsonTest(observed: observed, law: binomial(7, 0.3)).pValue > alpha)
    #expect(PearsonTest(observed: observed, law: [0: 1]).pValue < alpha, "those of the model first")
  }

  @Test("a full window forgets the samples that it starts with in random order")
  func aWindowForgetsInRandomOrder() throws {
    // Greedy draws A alone, so the first seven samples push out the seven oldest of the start, and
    // the count of B tells how many of those were B.
    let loop = ClosedLoop(sampler: .greedy, policy: .window(20), batch: try BatchSize(20))
    let observed = try outcomes(loop, [12, 8], draws: 7, seed: 405) { $0.counts[1] }
    // Of the 8, as many stay as a draw of 13 from 20 without replacement holds.
    let law = Dictionary(
      uniqueKeysWithValues: (1...8).map { (stay: Int64) in
        (stay, choose(8, stay) * choose(12, 13 - stay) / choose(20, 13))
      })
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
    // Category 0 first: seven of the twelve A leave.
    #expect(PearsonTest(observed: observed, law: [8: 1]).pValue < alpha, "in order")
  }

  @Test(
    "a subsample is drawn without replacement: hypergeometric, not binomial",
    arguments: [(5, 411), (2, 412), (9, 413)] as [(Int64, UInt64)])
  func aSubsampleIsHypergeometric(draws: Int64, seed: UInt64) throws {
    let observed = try outcomes(
      ClosedLoop(policy: .subsample(draws)), [6, 4], draws: 0, seed: seed
    ) { Int64(($0.theta[0] * Double(draws)).rounded()) }
    let law = Dictionary(
      uniqueKeysWithValues: (0...draws).map {
        ($0, choose(6, $0) * choose(4, draws - $0) / choose(10, draws))
      })
    #expect(PearsonTest(observed: observed, law: law).pValue > alpha)
    let repeating = PearsonTest(observed: observed, law: binomial(draws, 0.6))
    #expect(repeating.pValue < alpha, "with replacement")
  }
}
