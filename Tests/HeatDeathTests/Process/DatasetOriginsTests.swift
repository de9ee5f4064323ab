import TestSupport
import Testing

@testable import HeatDeath

/// Where samples came from.
@Suite struct DatasetOriginsTests {
  private func snapshot(_ simulation: Simulation, _ marks: [InterventionMark] = []) -> Snapshot {
    Snapshot(simulation, trajectory: Trajectory(start: simulation), marks: marks, generation: 0)
  }

  @Test("Initial, injected, streamed and generated samples add up to the dataset")
  func parts() throws {
    let external = try ExternalData(fraction: 0.3)
    var simulation = Simulation(try scenario([5, 3, 2], external: external))
    simulation.advance(by: 500)
    try simulation.apply(.inject(count: 40, law: .uniform))
    simulation.advance(by: 500)
    let snapshot = snapshot(simulation)
    let origins = try #require(snapshot.origins)
    #expect(origins.initial == 10 && origins.injected == 40)
    #expect(origins.streamed == snapshot.externalCount && origins.streamed > 200)
    #expect(origins.real + origins.generated == snapshot.size)
    #expect(origins.real == snapshot.realCount)
    #expect(snapshot.realCount(atSize: 100) == nil, "streamed data are not dated")
  }

  @Test("What was real at a size counts the injections until then")
  func atSize() throws {
    var simulation = Simulation(try scenario([5, 3, 2]))
    simulation.advance(by: 90)
    try simulation.apply(.inject(count: 40, law: .uniform))
    let marks = [
      InterventionMark(clock: simulation.clock, intervention: .inject(count: 40, law: .uniform))
    ]
    simulation.advance(by: 60)
    let snapshot = snapshot(simulation, marks)
    #expect(
      [10, 100, 139, 140, 200].map { snapshot.realCount(atSize: $0) } == [10, 10, 10, 50, 50])
    #expect(snapshot.realCount(atSize: snapshot.size) == snapshot.realCount)
  }

  @Test("Where samples are discarded nothing is told")
  func discarded() throws {
    let data = try Dataset(counts: [5, 3, 2])
    for policy in [DataPolicy.replace, .window(6)] {
      let scenario = try Scenario(
        initialData: data, temperature: .one, loop: ClosedLoop(policy: policy), seed: 1)
      let snapshot = snapshot(Simulation(scenario))
      #expect(snapshot.origins == nil && snapshot.realCount(atSize: 10) == nil)
    }
  }
}
