import TestSupport
import Testing

@testable import HeatDeath

/// Every combination of sampler, learner, policy, batch, external data and engine either runs or is
/// refused with a sentence.
@Suite("Combinations") struct CombinationTests {
  @Test("runs, or says why not", arguments: EveryLoop.samplers, EveryLoop.learners)
  func runsOrSaysWhyNot(sampler: String, learner: String) throws {
    for loop in try EveryLoop.loops(sampler, learner) {
      for fraction in [0, 0.2] {
        for engine in Engine.allCases {
          if let refusal = loop.refusal(of: engine, externalFraction: fraction, initialSize: 10) {
            #expect(engine != .step, "single steps are for everything")
            #expect(refusal.description.count > 20)
          } else {
            try run(loop, fraction: fraction, engine: engine)
          }
        }
      }
    }
  }

  private func run(_ loop: ClosedLoop, fraction: Double, engine: Engine) throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 0, 2]), temperature: Temperature(0.8),
      externalData: ExternalData(fraction: fraction, law: .uniform), loop: loop, seed: 11)
    var simulation = Simulation(scenario, engine: engine)
    for steps: Int64 in [0, 1, 6, 80] {
      let clock = simulation.clock
      simulation.advance(by: steps)
      #expect(simulation.clock == clock + steps)
      let size = simulation.counts.reduce(0, +)
      #expect(simulation.size == size && simulation.counts.allSatisfy { $0 >= 0 })
      switch loop.policy {
      case .accumulate, .subsample: #expect(size == simulation.clock)
      case .replace: #expect(loop.batch != nil || size == 10)
      case .window(let limit): #expect(size == min(limit, simulation.clock))
      }
      let theta = simulation.theta.coordinates
      #expect(abs(theta.reduce(0, +) - 1) < 1e-12 && theta.allSatisfy { $0 >= 0 })
      #expect(simulation.learningError.isFinite)
      #expect(simulation.learningError <= simulation.largestLearningError)
      let revives =
        fraction > 0 || loop.sampler.description.hasPrefix("mix")
        || !["exact", "noisy:0.05", "drifting:0.02"].contains(loop.learner.description)
      if !revives { #expect(simulation.counts[2] == 0, "zero stays zero") }
    }
    // Whatever is changed on the way, the samples stay.
    try simulation.apply(.setTemperature(Temperature(1.7)))
    try simulation.apply(.inject(count: 30, law: .category(1)))
    try simulation.apply(.setExternalData(ExternalData(fraction: 0.5)))
    simulation.advance(by: 50)
    try simulation.apply(.setLoop(.paper))
    simulation.advance(by: 50)
    #expect(simulation.clock == 10 + 87 + 30 + 100)
    #expect(simulation.counts.reduce(0, +) == simulation.size)
    try simulation.apply(.restart)
    #expect(simulation.clock == 10 && simulation.size == 10)
  }

  @Test("a policy out of range is refused where it is given")
  func aPolicyOutOfRangeIsRefusedWhereItIsGiven() throws {
    for policy in [DataPolicy.window(0), .window(1_000_001), .subsample(0), .subsample(-3)] {
      #expect(throws: ScenarioError.self) {
        try Scenario(
          initialData: Dataset(counts: [1, 1]), temperature: .one,
          loop: ClosedLoop(policy: policy), seed: 0)
      }
      var simulation = Simulation(.builtIn(seed: 1))
      #expect(throws: InterventionError.self) {
        try simulation.apply(.setLoop(ClosedLoop(policy: policy)))
      }
    }
    for (least, most) in [(0, 1), (3, 2), (1, BatchSize.largest + 1)] as [(Int64, Int64)] {
      #expect(throws: DataPolicyError.batch(least, most)) {
        try BatchSize(from: least, to: most)
      }
    }
  }
}
