import TestSupport
import Testing

@testable import HeatDeath

/// A run through random commands: scenario, interventions, undos, landings, leaps and starts.
struct RandomSession {
  private(set) var driver: SimulationDriver

  /// - Parameter loop: how the loop is closed at first.
  init(seed: UInt64, loop: ClosedLoop? = nil, commands: Int = 40) throws {
    var random = SeededRandom(seed: seed)
    let time = FakeClock(nanosecondsPerLook: 15_000)
    driver = SimulationDriver(
      scenario: try Self.scenario(&random, loop: loop ?? random.pick(TimelineTests.loops)),
      pace: .decadesPerSecond(3), running: true,
      batching: .init(budget: 100_000, chunk: Int64(1 + random.next(5000))), clock: time.clock)
    for number in 1...UInt64(commands) {
      for _ in 0..<(1 + random.next(6)) {
        if case .until(let wake) = driver.turn() { time.advance(to: wake) }
      }
      driver.perform(try TimelineTests.command(&random), sequence: number)
    }
  }

  /// One of a few categories and temperatures, with external data of every kind.
  private static func scenario(_ random: inout SeededRandom, loop: ClosedLoop) throws -> Scenario {
    let scenario = try TimelineTests.scenario(&random, loop: loop)
    let weights = scenario.labels.indices.map { _ in random.real(0.1...1) }
    let law: ExternalLaw = random.pick([
      .initial, .uniform, .category(1), .point(SimplexPoint(weights: weights)),
      .point(scenario.initialData.empiricalLaw),
    ])
    return try scenario.with(
      externalData: ExternalData(fraction: random.pick([0, 0, 0.1]), law: law))
  }
}
