import TestSupport
import Testing

@testable import HeatDeath

/// An engine at `counts`; λ = 0 unless given.
func stepEngine(
  _ counts: [Int64], temperature: Double, externalFraction: Double = 0, externalLaw: [Double]? = nil
) throws -> StepEngine {
  try StepEngine(
    dataset: Dataset(counts: counts), temperature: Temperature(temperature),
    externalFraction: externalFraction,
    externalLaw: externalLaw.map(SimplexPoint.init(weights:)) ?? .uniform(counts.count))
}

/// What draws single steps from counts.
protocol SteppingEngine {
  mutating func advance(by steps: Int64, using generator: inout Xoshiro256PlusPlus)
}

extension StepEngine: SteppingEngine {}
extension TreeEngine: SteppingEngine {}

/// How often `runs` independent runs of `draws` samples end at each outcome: run r uses stream r
/// of `seed`.
func sampledOutcomes<Engine: SteppingEngine, Outcome: Hashable>(
  of engine: Engine, draws: Int64, runs: Int, seed: UInt64, outcome: (Engine) -> Outcome
) -> [Outcome: Int] {
  var observed: [Outcome: Int] = [:]
  for run in 0..<runs {
    var engine = engine
    var generator = Xoshiro256PlusPlus(seed: seed, stream: UInt64(run))
    engine.advance(by: draws, using: &generator)
    observed[outcome(engine), default: 0] += 1
  }
  return observed
}

/// The same for the mutant whose weights stay those of the initial counts: a multinomial.
func frozenOutcomes<Outcome: Hashable>(
  of engine: StepEngine, draws: Int, runs: Int, seed: UInt64, outcome: ([Int64]) -> Outcome
) -> [Outcome: Int] {
  var observed: [Outcome: Int] = [:]
  for run in 0..<runs {
    var counts = engine.counts
    var generator = Xoshiro256PlusPlus(seed: seed, stream: UInt64(run))
    for _ in 0..<draws {
      var frozen = engine
      frozen.advance(by: 1, using: &generator)
      for category in counts.indices {
        counts[category] += frozen.counts[category] - engine.counts[category]
      }
    }
    observed[outcome(counts), default: 0] += 1
  }
  return observed
}
