import TestSupport
import Testing

@testable import HeatDeath

/// What is shown of one moment is a function of the one Θ in force.
@Suite struct OneLawTests {
  @Test("tau and V_I of a subsample are those of its theta")
  func tauAndVOfASubsample() throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2, 0]), temperature: Temperature(0.7),
      loop: ClosedLoop(policy: .subsample(4)), seed: 3)
    let simulation = Simulation(scenario)
    #expect(simulation.theta.coordinates == [0.5, 0.5, 0, 0])
    #expect(simulation.tau.coordinates == [0.5, 0.5, 0, 0])
    #expect(simulation.lyapunov(of: CategorySet([0, 1])) == 0)
    #expect(simulation.lyapunov(of: CategorySet([2, 3])) == nil)
    let snapshot = Snapshot(
      simulation, trajectory: Trajectory(start: simulation), generation: 0)
    #expect(snapshot.trend(of: CategorySet([0, 1])) == .stationary)
    #expect(snapshot.trend(of: CategorySet([2, 3])) == nil)
    #expect(snapshot.trajectory.counts(at: 0).elementsEqual([2, 2, 0, 0]))
  }

  @Test(
    "tau, V_I, trend and path are functions of theta, in every loop",
    arguments: EveryLoop.samplers, EveryLoop.learners)
  func everythingIsAFunctionOfTheta(samplerName: String, learnerName: String) throws {
    let sampler = try Sampler(parsing: samplerName)
    let learner = try Learner(parsing: learnerName)
    var differs = 0
    for policy in EveryLoop.policies {
      for batch in [nil, try BatchSize(7), try BatchSize(from: 3, to: 40)] {
        let scenario = try Scenario(
          initialData: Dataset(counts: [9, 5, 3, 0]), temperature: Temperature(0.7),
          loop: ClosedLoop(sampler: sampler, learner: learner, policy: policy, batch: batch),
          seed: 17)
        var simulation = Simulation(scenario)
        for steps: Int64 in [0, 1, 3, 30] {
          simulation.advance(by: steps)
          check(simulation)
          if learner == .exact, !simulation.theta.isEmpiricalLaw(of: simulation.counts) {
            differs += 1
          }
        }
      }
    }
    // Or the exact learner would prove nothing.
    #expect(learner != .exact || differs > 10)
  }

  /// Where another engine carries the run, and where part of the data come from outside.
  @Test("the same by leaps and with external data", arguments: EveryLoop.samplers)
  func theSameByLeaps(samplerName: String) throws {
    let sampler = try Sampler(parsing: samplerName)
    var engines: Set<Engine> = []
    for learner in [Learner.exact, try .smoothed(0.5)] {
      for batch in [nil, try BatchSize(from: 3, to: 40)] {
        for fraction in [0, 0.2] {
          let loop = ClosedLoop(sampler: sampler, learner: learner, batch: batch)
          let scenario = try Scenario(
            initialData: Dataset(counts: [900, 500, 300, 0]), temperature: Temperature(0.7),
            externalData: ExternalData(fraction: fraction, law: .uniform), loop: loop, seed: 17)
          for engine in Engine.allCases
          where loop.refusal(of: engine, externalFraction: fraction, initialSize: 1700) == nil {
            engines.insert(engine)
            var simulation = Simulation(scenario, engine: engine)
            for steps: Int64 in [0, 1, 30, engine == .step ? 300 : 1_000_000] {
              simulation.advance(by: steps)
              check(simulation)
            }
          }
        }
      }
    }
    // Laws that are not smooth in θ are not leapt over.
    let isSmooth = !["greedy", "top-k:2", "top-p:0.9", "min-p:0.1"].contains(samplerName)
    #expect((engines.count > 1) == isSmooth)
  }

  private func check(_ simulation: Simulation) {
    // Rebuilt from the doubles of the row alone.
    let theta = SimplexPoint(weights: simulation.theta.coordinates)
    let tau = simulation.loop.sampler.law(at: theta, temperature: simulation.temperature)
    for (one, other) in zip(simulation.tau.coordinates, tau.coordinates) {
      #expect(abs(one - other) < 1e-13, "\(simulation.loop)")
    }
    let snapshot = Snapshot(
      simulation, trajectory: Trajectory(start: simulation), generation: 0)
    #expect(snapshot.theta == simulation.theta && snapshot.tau == simulation.tau)
    #expect(abs(simulation.theta.entropy - theta.entropy) < 1e-13)
    for set in CategorySet.all(ofCategories: 4) {
      let value = Lyapunov.value(of: set, at: theta)
      let shown = simulation.lyapunov(of: set)
      #expect((shown == nil) == (value == nil), "\(simulation.loop)")
      #expect(snapshot.lyapunov(of: set) == shown)
      if let shown, let value { #expect(abs(shown - value) < 1e-13, "\(simulation.loop)") }
    }
    let path = SimplexPoint(counts: Array(snapshot.trajectory.counts(at: 0)))
    for (one, other) in zip(path.coordinates, theta.coordinates) {
      #expect(abs(one - other) < 1e-13, "\(simulation.loop)")
    }
  }

  /// A batch's samples do not move Θ before it is full.
  @Test("in the middle of a batch theta is that of the last training")
  func inTheMiddleOfABatch() throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.7),
      loop: ClosedLoop(batch: BatchSize(10)), seed: 3)
    var simulation = Simulation(scenario)
    simulation.advance(by: 9)
    #expect(simulation.theta.shares == [5, 3, 2] && simulation.size == 19)
    #expect(simulation.lyapunov(of: CategorySet([0, 1, 2])) == 0.3)
    simulation.advance(by: 1)
    #expect(simulation.theta.shares == simulation.counts)
  }
}
