import Testing

@testable import HeatDeath

/// Runs that have one category left and no way back: a jump to the end is what steps come to.
@Suite("Frozen runs") struct FrozenRunTests {
  private func simulation(
    _ policy: DataPolicy, batch: Int64, sampler: String = "softmax", learner: String = "exact",
    external: Double = 0
  ) throws -> Simulation {
    let scenario = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.5),
      externalData: ExternalData(fraction: external, law: .uniform),
      loop: ClosedLoop(
        sampler: try Sampler(parsing: sampler), learner: try Learner(parsing: learner),
        policy: policy, batch: try BatchSize(batch)), seed: 3)
    return Simulation(scenario)
  }

  @Test(
    "a frozen run crosses 10^18 samples at once, however it is cut",
    arguments: ["replace", "window:8"], ["exact", "noisy:0.1", "drifting:0.05"])
  func aFrozenRunCrossesAnyDistanceAtOnce(policyName: String, learner: String) throws {
    let policy: DataPolicy = policyName == "replace" ? .replace : .window(8)
    var whole = try simulation(policy, batch: 5, learner: learner)
    var pieces = whole
    whole.advance(by: 100_000)
    for _ in 0..<1000 { pieces.advance(by: 100) }
    #expect(whole.counts == pieces.counts && whole.theta == pieces.theta)
    let isFrozen = [whole.isFrozen, pieces.isFrozen]
    #expect(isFrozen == [true, true])
    let counts = whole.counts
    let theta = whole.theta
    whole.advance(by: 1_000_000_000_000_000_000)
    #expect(whole.counts == counts && whole.theta == theta && counts.max() == whole.size)
    // What is put in from outside is taken up again.
    try whole.apply(.inject(count: 40, law: .uniform))
    let isFrozenStill = whole.isFrozen
    #expect(!isFrozenStill && whole.counts.count { $0 > 0 } > 1)
  }

  @Test("what can bring a category back is never frozen")
  func whatCanBringACategoryBackIsNeverFrozen() throws {
    var revived = [
      try simulation(.replace, batch: 5, sampler: "mix:0.01"),
      try simulation(.replace, batch: 5, learner: "smoothed:0.01"),
      try simulation(.replace, batch: 5, external: 0.01),
    ]
    for place in revived.indices {
      for _ in 0..<200 {
        revived[place].advance(by: 50)
        let isFrozen = revived[place].isFrozen
        #expect(!isFrozen)
      }
    }
  }
}
