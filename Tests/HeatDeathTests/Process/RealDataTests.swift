import TestSupport
import Testing

@testable import HeatDeath

@Suite struct RealDataTests {
  private func snapshot(
    _ counts: [Int64], policy: DataPolicy = .accumulate, batch: BatchSize = .one,
    fraction: Double = 0, _ play: (inout Timeline) throws -> Void
  ) throws -> Snapshot {
    let scenario = try Scenario(
      initialData: Dataset(counts: counts), temperature: Temperature(0.8),
      externalData: ExternalData(fraction: fraction),
      loop: ClosedLoop(policy: policy, batch: batch),
      seed: 3)
    var timeline = Timeline(scenario)
    try play(&timeline)
    return Snapshot(
      timeline.present.simulation, trajectory: timeline.present.trajectory,
      marks: timeline.log.marks, generation: 0)
  }

  @Test("Where everything is kept, all but the generated samples are real")
  func kept() throws {
    for policy in [DataPolicy.accumulate, .subsample(4)] {
      let snapshot = try snapshot([5, 3, 2], policy: policy, fraction: 0.3) {
        $0.advance(by: 500)
        try $0.apply(.inject(count: 70, law: .uniform))
        $0.advance(by: 500)
      }
      #expect(snapshot.externalCount > 0)
      #expect(snapshot.realCount == 80 + snapshot.externalCount)
    }
  }

  @Test("Before anything is generated all is real, whatever the policy")
  func start() throws {
    for policy in [DataPolicy.accumulate, .replace, .window(4), .window(40), .subsample(4)] {
      let snapshot = try snapshot([5, 3, 2], policy: policy) { _ in }
      #expect(snapshot.realCount == snapshot.size)
    }
  }

  @Test("A window holds the newest samples: initial ones leave it, injected ones later")
  func window() throws {
    for (drawn, real) in [(0, 6), (1, 5), (5, 1), (6, 0), (100, 0)] as [(Int64, Int64)] {
      let snapshot = try snapshot([5, 3, 2], policy: .window(6)) { $0.advance(by: drawn) }
      #expect(snapshot.realCount == real, "\(drawn) drawn")
    }
    for (drawn, real) in [(0, 4), (1, 4), (2, 4), (3, 3), (6, 0)] as [(Int64, Int64)] {
      let snapshot = try snapshot([5, 3, 2], policy: .window(6)) {
        $0.advance(by: 20)
        try $0.apply(.inject(count: 4, law: .category(0)))
        $0.advance(by: drawn)
      }
      #expect(snapshot.realCount == real, "\(drawn) drawn")
    }
  }

  @Test("A generation is real until the first one is complete, then not at all")
  func generations() throws {
    for (drawn, real) in [(0, 10), (3, 10), (4, 0), (99, 0)] as [(Int64, Int64)] {
      let snapshot = try snapshot([5, 3, 2], policy: .replace, batch: BatchSize(4)) {
        $0.advance(by: drawn)
      }
      #expect(snapshot.realCount == real, "\(drawn) drawn")
    }
  }

  @Test("What cannot be told apart is not guessed")
  func unknown() throws {
    #expect(
      try snapshot([5, 3, 2], policy: .window(6), fraction: 0.5) { $0.advance(by: 50) }.realCount
        == nil)
    #expect(
      try snapshot([5, 3, 2], policy: .replace, batch: BatchSize(4), fraction: 0.5) {
        $0.advance(by: 50)
      }.realCount == nil)
    let shuffled = try snapshot([5, 3, 2], policy: .window(6)) {
      $0.advance(by: 2)
      try $0.apply(.setLoop(ClosedLoop(policy: .window(6), batch: BatchSize(2))))
      $0.advance(by: 2)
    }
    #expect(shuffled.realCount == nil)
    let later = try snapshot([5, 3, 2], policy: .window(6)) {
      $0.advance(by: 50)
      try $0.apply(.setLoop(.paper))
      $0.advance(by: 50)
    }
    #expect(later.realCount == nil)
  }

  @Test("The total variation is half the sum of the differences, however small")
  func totalVariation() {
    let start = SimplexPoint(counts: [5, 3, 2])
    #expect(start.totalVariation(from: start) == 0)
    #expect(abs(SimplexPoint(counts: [9, 1, 0]).totalVariation(from: start) - 0.4) < 1e-15)
    #expect(SimplexPoint(counts: [1, 0]).totalVariation(from: SimplexPoint(counts: [0, 7])) == 1)
    let near = SimplexPoint(counts: [1_000_000_000_000_000_001, 1_000_000_000_000_000_000])
    let expected = 0.5 / 2e18
    #expect(
      abs(near.totalVariation(from: SimplexPoint(counts: [1, 1])) / expected - 1) < 1e-14)
  }
}
