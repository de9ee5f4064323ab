import Testing

@testable import HeatDeath

@Suite struct DeterminismTests {
  /// Interventions and the number of samples before each, drawn at random.
  private func schedule(
    using generator: inout Xoshiro256PlusPlus
  ) throws -> [(samples: Int64, intervention: Intervention)] {
    func below(_ bound: UInt64) -> UInt64 { generator.next() % bound }
    func law() -> ExternalLaw {
      switch below(4) {
      case 0: .initial
      case 1: .uniform
      case 2: .category(Int(below(3)))
      default: .point(SimplexPoint(weights: [1, Double(below(5)), 3]))
      }
    }
    return try (0..<(3 + below(8))).map { _ in
      let samples = Int64(below(3000))
      switch below(6) {
      case 0, 1:
        return (samples, .setTemperature(try Temperature([0.01, 0.5, 1, 1.5, 40][Int(below(5))])))
      case 2: return (samples, .inject(count: Int64(below(500)), law: law()))
      case 3:
        let fraction = [0, 0.01, 0.5, 1][Int(below(4))]
        return (samples, .setExternalData(try ExternalData(fraction: fraction, law: law())))
      case 4: return (samples, .reseed(below(1000)))
      default: return (samples, .restart)
      }
    }
  }

  private func batches(of total: Int64, using generator: inout Xoshiro256PlusPlus) -> [Int64] {
    var rest = total
    var batches: [Int64] = []
    while rest > 0 {
      let batch = min(rest, Int64(generator.next() % 700))
      batches.append(batch)
      rest -= batch
    }
    return batches
  }

  @Test(
    "the same dated interventions give the same run however steps are batched",
    arguments: UInt64(0)..<25)
  func theSameDatedInterventionsGiveTheSameRunHoweverStepsAreBatched(
    seed: UInt64
  ) throws {
    var random = Xoshiro256PlusPlus(seed: seed, stream: 77)
    let schedule = try schedule(using: &random)
    let scenario = try scenario([5, 3, 0], seed: seed)
    var whole = Simulation(scenario)
    var split = Simulation(scenario)
    var recorded = Simulation(scenario)
    var recordedSplit = Simulation(scenario)
    var path = Trajectory(start: scenario.initialData)
    var splitPath = path
    for (samples, intervention) in schedule {
      whole.advance(by: samples)
      for batch in batches(of: samples, using: &random) { split.advance(by: batch) }
      recorded.advance(by: samples, recordingIn: &path)
      for batch in batches(of: samples, using: &random) {
        recordedSplit.advance(by: batch, recordingIn: &splitPath)
      }
      #expect(path == splitPath)
      try whole.apply(intervention)
      try split.apply(intervention)
      try recorded.apply(intervention)
      try recordedSplit.apply(intervention)
      switch intervention {
      case .reseed, .restart:
        path = Trajectory(start: scenario.initialData)
        splitPath = path
      default: break
      }
      let expected = Fingerprint(whole)
      #expect(Fingerprint(split) == expected)
      #expect(Fingerprint(recorded) == expected)
      #expect(Fingerprint(recordedSplit) == expected)
    }
  }

  @Test("samples are conserved and the clock counts those drawn", arguments: UInt64(0)..<25)
  func samplesAreConservedAndTheClockCountsThoseDrawn(seed: UInt64) throws {
    var random = Xoshiro256PlusPlus(seed: seed, stream: 79)
    var simulation = Simulation(try scenario([5, 3, 0], seed: seed))
    var drawn: Int64 = 0
    var sinceStart: Int64 = 0
    var injected: Int64 = 0
    for (samples, intervention) in try schedule(using: &random) {
      simulation.advance(by: samples)
      drawn += samples
      sinceStart += samples
      try simulation.apply(intervention)
      switch intervention {
      case .reseed, .restart: (sinceStart, injected) = (0, 0)
      case .inject(let count, _): injected += count
      default: break
      }
      #expect(simulation.samplesDrawn == Int128(drawn))
      #expect(simulation.injectedCount == injected)
      #expect(simulation.size == 8 + sinceStart + injected)
      #expect(simulation.counts.reduce(0, +) == simulation.size)
      #expect(simulation.room == Dataset.maximumSize - simulation.size)
      #expect((0...sinceStart).contains(simulation.externalCount))
    }
  }

  @Test("other seeds and other streams give other runs")
  func otherSeedsAndOtherStreamsGiveOtherRuns() throws {
    var ends = Set<[Int64]>()
    for seed in UInt64(0)..<10 {
      for stream in UInt64(0)..<10 {
        var simulation = Simulation(
          try scenario([500, 300, 200], temperature: 2, seed: seed), stream: stream)
        simulation.advance(by: 10_000)
        ends.insert(simulation.counts)
      }
    }
    // Of 100 runs a pair may end alike by chance; not many.
    #expect(ends.count >= 98)
  }

  /// The hash of a run through every kind of intervention whose samples do not depend on how
  /// injections are drawn. The same value in debug and optimised builds; a change is
  /// value-breaking and belongs in the changelog.
  @Test("a long run keeps its golden hash")
  func aLongRunKeepsItsGoldenHash() throws {
    var simulation = Simulation(
      try scenario([5, 3, 2, 0], temperature: 0.8, seed: 2026), stream: 3)
    let interventions: [Intervention] = [
      .setTemperature(try Temperature(1.5)),
      .inject(count: 1000, law: .category(3)),
      .setExternalData(try ExternalData(fraction: 0.05, law: .uniform)),
      .setTemperature(try Temperature(0.01)),
      .restart,
      .setTemperature(try Temperature(1)),
      .setExternalData(.none),
      .reseed(99),
      .setTemperature(.infinite),
      .setTemperature(try Temperature(4)),
    ]
    var hash = FNV1a()
    for intervention in interventions {
      for _ in 0..<50 {
        simulation.advance(by: 797)
        hash.combine(simulation.counts)
      }
      try simulation.apply(intervention)
    }
    hash.combine([simulation.externalCount, Int64(simulation.samplesDrawn)])
    #expect(hash.value == 8_842_117_002_708_612_268)
  }
}
