import Testing

@testable import HeatDeath

/// Runs advanced together are the runs alone, bit for bit: `Simulation.advance(_:by:)`.
@Suite("Side by side") struct SideBySideTests {
  /// Past the table of weights, through counts of zero, with lanes left over.
  @Test(
    "each run draws what it draws alone",
    arguments: [
      (0.3, 2), (0.3, 24), (0.8, 3), (0.8, 9), (1, 4), (1.5, 2), (1.5, 24), (.infinity, 3),
    ] as [(Double, Int)])
  func eachRunDrawsWhatItDrawsAlone(temperature: Double, n: Int) throws {
    let scenario = try scenario(
      (0..<n).map { [5, 30, 0, 1][$0 % 4] }, temperature: temperature, seed: 4)
    for runCount in [1, 2, 16, 17, 35] {
      try check(scenario, runCount: runCount, distances: [0, 1, 300, 7, 4000])
    }
  }

  /// Weights relative to a reference, external data, the tree, another loop, leaps.
  @Test(
    "runs that cannot share lanes are advanced one after the other",
    arguments: [
      ([5, 3, 2], 1e-3, 0, "softmax"), ([5, 3, 2], 0.8, 0.2, "softmax"),
      ([3], 0.8, 0, "softmax"), ([5, 3, 2], 0.8, 0, "mix:0.1"),
      (Array(repeating: 2, count: 30), 0.8, 0, "softmax"),
    ] as [([Int64], Double, Double, String)])
  func othersAreAdvancedInTurn(
    counts: [Int64], temperature: Double, fraction: Double, sampler: String
  ) throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: counts), temperature: Temperature(temperature),
      externalData: ExternalData(fraction: fraction, law: .uniform),
      loop: ClosedLoop(sampler: Sampler(parsing: sampler)), seed: 4)
    try check(scenario, runCount: 18, distances: [100, 1])
  }

  @Test("runs of different sizes and temperatures keep what is theirs")
  func runsThatDiffer() throws {
    var together = [
      Simulation(try scenario([5, 3, 2], seed: 1)),
      Simulation(try scenario([4000, 3, 2], seed: 2)),
      Simulation(try scenario([5, 3, 2], seed: 3), engine: .leap),
    ]
    try together[0].apply(.inject(count: 20, law: .category(1)))
    var alone = together
    for _ in 0..<2 {
      // First with the leap, then without.
      Simulation.advance(&together, by: 500)
      for run in alone.indices { alone[run].advance(by: 500) }
      #expect(together.map(Fingerprint.init) == alone.map(Fingerprint.init))
      together.removeLast()
      alone.removeLast()
    }
    var heated = [alone[0], alone[0]]
    try heated[1].apply(.setTemperature(try Temperature(2)))
    var heatedAlone = heated
    Simulation.advance(&heated, by: 500)
    for run in heatedAlone.indices { heatedAlone[run].advance(by: 500) }
    #expect(heated.map(Fingerprint.init) == heatedAlone.map(Fingerprint.init))
  }

  private func check(_ scenario: Scenario, runCount: Int, distances: [Int64]) throws {
    var together = (0..<runCount).map { Simulation(scenario, stream: UInt64($0)) }
    var alone = together
    for distance in distances {
      Simulation.advance(&together, by: distance)
      for run in alone.indices { alone[run].advance(by: distance) }
      try #require(together.map(\.counts) == alone.map(\.counts))
    }
    #expect(together.map(Fingerprint.init) == alone.map(Fingerprint.init))
  }
}
