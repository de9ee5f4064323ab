import TestSupport
import Testing

@testable import HeatDeath

/// What the model says, beside the run.
@Suite struct FreshDrawsTests {
  private func snapshot(_ simulation: Simulation) -> Snapshot {
    Snapshot(simulation, trajectory: Trajectory(start: simulation), generation: 0)
  }

  @Test("One moment says the same, another one something else")
  func repeatable() throws {
    var simulation = Simulation(try scenario([5, 3, 2], temperature: 1))
    let first = snapshot(simulation)
    #expect(first.freshDraws(60) == first.freshDraws(60))
    #expect(Array(first.freshDraws(60).prefix(20)) == first.freshDraws(20))
    #expect(first.freshDraws(0).isEmpty && first.freshDraws(-1).isEmpty)
    simulation.advance(by: 1)
    #expect(snapshot(simulation).freshDraws(60) != first.freshDraws(60))
    let other = Simulation(try scenario([5, 3, 2], temperature: 1, seed: 2))
    #expect(snapshot(other).freshDraws(60) != first.freshDraws(60))
  }

  /// χ² over 200 moments of 100 draws each, seed 7, α = 0.001.
  @Test("They have the law of the next sample, fresh data included", arguments: [0, 0.4, 1])
  func law(fraction: Double) throws {
    let external = try ExternalData(fraction: fraction, law: .category(3))
    var simulation = Simulation(
      try scenario([50, 30, 20, 0], temperature: 0.7, external: external, seed: 7))
    let law = snapshot(simulation).nextSampleLaw.coordinates
    var observed = [0, 0, 0, 0]
    for _ in 0..<200 {
      // The law in force stays; another moment has other draws.
      simulation.samplesDrawn += 1
      for category in snapshot(simulation).freshDraws(100) { observed[category] += 1 }
    }
    #expect(PearsonTest(observed: observed, probabilities: law).pValue > 0.001)
    if fraction == 0 { #expect(observed[3] == 0) }
    if fraction == 1 { #expect(observed[3] == 20_000) }
  }

  @Test("They are no part of the run, nor the samples that it draws next")
  func apart() throws {
    var listened = Simulation(try scenario([5, 3, 2], temperature: 1))
    var alone = listened
    var agreements = 0
    for _ in 0..<300 {
      let said = snapshot(listened).freshDraws(1)[0]
      let before = listened.counts
      listened.advance(by: 1)
      alone.advance(by: 1)
      if listened.counts[said] > before[said] { agreements += 1 }
      #expect(listened.digest == alone.digest)
    }
    #expect(agreements < 270, "the run's own generator would foretell it")
  }
}
