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

  /// A loop that freezes, and whether it then costs nothing at all.
  struct Loop: Sendable, CustomTestStringConvertible {
    var counts: [Int64] = [5, 3, 2]
    var sampler = "greedy"
    var learner = "exact"
    var policy = DataPolicy.accumulate
    var batch: ClosedRange<Int64>?
    var external = 0.0
    var law = ExternalLaw.category(0)
    var isFree = true

    var testDescription: String {
      "\(counts) \(sampler) \(learner) \(policy) \(batch.map { "\($0)" } ?? "1") λ=\(external)"
    }

    func simulation() throws -> Simulation {
      Simulation(
        try Scenario(
          initialData: Dataset(counts: counts), temperature: Temperature(0.8),
          externalData: ExternalData(fraction: external, law: law),
          loop: ClosedLoop(
            sampler: try Sampler(parsing: sampler), learner: try Learner(parsing: learner),
            policy: policy,
            batch: try batch.map { try BatchSize(from: $0.lowerBound, to: $0.upperBound) }),
          seed: 8))
    }
  }

  static let loops: [Loop] = [
    Loop(), Loop(batch: 7...7), Loop(batch: 100...100), Loop(sampler: "top-k:1"),
    Loop(sampler: "top-p:0.4", batch: 3...3), Loop(sampler: "min-p:0.9"),
    Loop(learner: "smoothed:0.5", policy: .replace),
    Loop(learner: "smoothed:0.5", policy: .window(8), batch: 3...3),
    Loop(sampler: "min-p:0.9", learner: "smoothed:0.5", policy: .window(8), batch: 2...30),
    Loop(policy: .window(40), batch: 4...4),
    Loop(counts: [0, 9, 0], policy: .subsample(6), batch: 50...50),
    Loop(external: 0.3), Loop(batch: 20...20, external: 0.3),
    Loop(learner: "smoothed:0.5", policy: .replace, external: 0.3),
    Loop(counts: [0, 9, 0], sampler: "softmax"),
    Loop(counts: [9], sampler: "softmax", external: 1),
    Loop(counts: [0, 9, 0], sampler: "softmax", external: 0.3, law: .category(1)),
    Loop(counts: Array(repeating: 0, count: 40) + [3], sampler: "softmax"),
    Loop(counts: [0, 9, 0], sampler: "softmax", learner: "noisy:0.1", batch: 2...30),
    Loop(counts: [0, 9, 0], sampler: "softmax", policy: .window(30), batch: 2...30),
    Loop(counts: [0, 9, 0], sampler: "softmax", policy: .replace, batch: 3...40, isFree: false),
    Loop(learner: "smoothed:0.5", policy: .replace, batch: 3...40, isFree: false),
    Loop(learner: "smoothed:0.5", batch: 1...60, isFree: false),
    // A model in a corner that the data have not reached.
    Loop(counts: [30, 1, 0], sampler: "softmax", learner: "drifting:0.5", isFree: false),
    Loop(counts: [30, 1, 0], sampler: "softmax", learner: "drifting:0.5", policy: .window(40)),
  ]

  @Test("a jump is what steps come to, in every loop that freezes", arguments: loops)
  func aJumpIsWhatStepsComeTo(loop: Loop) throws {
    var whole = try loop.simulation()
    var steps = whole
    var pieces = whole
    whole.advance(by: 3000)
    for _ in 0..<3000 { steps.advance(by: 1) }
    var length: Int64 = 0
    while pieces.clock < whole.clock {
      length = (length + 37) % 101
      pieces.advance(by: min(length, whole.clock - pieces.clock))
    }
    #expect(Fingerprint(steps) == Fingerprint(whole) && Fingerprint(pieces) == Fingerprint(whole))
    #expect(steps.theta == whole.theta && pieces.theta == whole.theta)
    #expect(steps.learningError == whole.learningError)
    #expect(steps.largestLearningError == whole.largestLearningError)
    // Jumps and steps could agree and both be wrong: what is discarded leaves one category.
    switch loop.policy {
    case .replace, .window: #expect(whole.counts.max() == whole.size)
    case .accumulate, .subsample: break
    }
    // A batch that is under way may have to end first.
    if !whole.isFrozen { whole.advance(by: whole.freeSampleCount) }
    let isFrozen = whole.isFrozen
    #expect(isFrozen == loop.isFree)
    guard isFrozen else { return }
    let counts = whole.counts
    whole.advance(by: 1_000_000_000_000_000_000)
    let changed = counts.indices.filter { whole.counts[$0] != counts[$0] }
    #expect(changed.count <= 1, "all further samples are alike")
    if loop.policy == .accumulate {
      #expect(whole.counts.max() == counts.max()! + 1_000_000_000_000_000_000)
    }
    if loop.external > 0 {
      let share = Double(whole.externalCount) / Double(whole.clock)
      #expect(abs(share - loop.external) < 1e-9)
    }
  }

  @Test("a frozen leader is the empirical law of the last full batch")
  func aFrozenLeaderIsTheEmpiricalLawOfTheLastFullBatch() throws {
    var simulation = try Loop(batch: 7...7).simulation()
    simulation.advance(by: 7_000_003)
    #expect(simulation.counts == [7_000_008, 3, 2])
    #expect(simulation.theta == SimplexPoint(counts: [7_000_005, 3, 2]))
    #expect(simulation.freeSampleCount == 4)
  }

  @Test("a tie, an outside law elsewhere, and a learner with a memory are not frozen")
  func whatIsNotFrozen() throws {
    var simulations = try [
      Loop(counts: [5, 5, 2]), Loop(counts: [0, 9, 0], sampler: "softmax", external: 0.1),
      Loop(learner: "sgd:0.5"), Loop(learner: "noisy:0.1"), Loop(learner: "low-rank:1"),
      Loop(policy: .subsample(6)), Loop(external: 0.1, law: .uniform),
    ].map { try $0.simulation() }
    for place in simulations.indices {
      let isFrozen = simulations[place].isFrozen
      #expect(!isFrozen)
    }
  }

  @Test("a batch drawn at once is taken at once")
  func aBatchDrawnAtOnceIsTakenAtOnce() throws {
    var simulation = try Loop(sampler: "softmax", batch: 1_000_000_000...1_000_000_000).simulation()
    #expect(simulation.freeSampleCount == 0)
    var drawn: Int64 = 0
    while drawn < 3_000_000_000 {
      simulation.advance(by: 1)
      let free = simulation.freeSampleCount
      #expect(free == 999_999_999)
      simulation.advance(by: free)
      drawn += free + 1
    }
    var whole = try Loop(sampler: "softmax", batch: 1_000_000_000...1_000_000_000).simulation()
    whole.advance(by: drawn)
    #expect(whole.counts == simulation.counts)
  }
}
