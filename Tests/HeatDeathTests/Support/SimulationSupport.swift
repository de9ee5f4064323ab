import TestSupport
import Testing

@testable import HeatDeath

func scenario(
  _ counts: [Int64], temperature: Double = 0.8, external: ExternalData = .none, seed: UInt64 = 1
) throws -> Scenario {
  try Scenario(
    initialData: Dataset(counts: counts), temperature: Temperature(temperature),
    externalData: external, seed: seed)
}

/// Everything about a simulation that can be observed, its next thousand samples included.
struct Fingerprint: Equatable {
  let counts: [Int64]
  let size: Int64
  let samplesDrawn: Int128
  let injectedCount: Int64
  let externalCount: Int64
  let temperature: Temperature
  let externalData: ExternalData
  let seed: UInt64
  let nextCounts: [Int64]

  init(_ simulation: Simulation) {
    counts = simulation.counts
    size = simulation.size
    samplesDrawn = simulation.samplesDrawn
    injectedCount = simulation.injectedCount
    externalCount = simulation.externalCount
    temperature = simulation.temperature
    externalData = simulation.externalData
    seed = simulation.seed
    var next = simulation
    next.advance(by: min(1000, next.room))
    nextCounts = next.counts
  }
}

extension Simulation {
  /// Draws `steps` samples in pieces that double the dataset, and gives up between two of them after
  /// three minutes: an engine that does not get on fails its test in place of holding it up for ever.
  mutating func advanceOrFail(by steps: Int64) throws {
    let patience = Patience("\(steps) samples", atMost: .seconds(180))
    var rest = steps
    while rest > 0 {
      try patience.check()
      let piece = min(rest, max(1000, size))
      advance(by: piece)
      rest -= piece
    }
  }
}
