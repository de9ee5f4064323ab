import CAllocationCounter
import TestSupport
import Testing

@testable import HeatDeath

@Suite(.enabled(if: allocation_counter_is_available()))
struct AllocationTests {
  private func allocations(_ body: () throws -> Void) rethrows -> Int64 {
    let before = allocation_count()
    try body()
    return allocation_count() - before
  }

  @Test("an array that grows is counted")
  func anArrayThatGrowsIsCounted() {
    var numbers: [Int] = []
    #expect(allocations { numbers.append(1) } > 0)
    numbers.reserveCapacity(100)
    #expect(allocations { numbers.append(2) } == 0)
  }

  /// Through blocks of one count and of many, through renewed anchors and changes of reference.
  @Test(
    "stepping allocates nothing",
    arguments: [
      (1e-3, 0), (0.8, 0), (1, 0), (1.5, 0), (.infinity, 0), (0.8, 0.2),
    ] as [(Double, Double)])
  func steppingAllocatesNothing(temperature: Double, fraction: Double) throws {
    for start: [Int64] in [
      [5, 3, 2], [(1 << 30) - 100, (1 << 30) - 50], [1, 1, 1, 1, 0, 1, 9, 1],
    ] {
      let external = try ExternalData(fraction: fraction, law: .uniform)
      var simulation = Simulation(
        try scenario(start, temperature: temperature, external: external))
      // What a first call sets up once, and the copy of arrays shared with the dataset.
      var other = simulation
      other.advance(by: 10_000)
      simulation.advance(by: 1)
      #expect(allocations { simulation.advance(by: 10_000) } == 0)
      #expect(allocations { for _ in 0..<100 { simulation.advance(by: 1) } } == 0)
    }
  }

  /// Through every regime: births at once and singly, leader's runs, single steps, T = 1 and ∞.
  /// Unoptimised, a closure and an iterator allocate.
  @Test(
    "leaping allocates nothing", .enabled(if: StatisticalTier.isOptimised),
    arguments: [1e-3, 0.5, 0.8, 0.97, 1, 1.1, 1.5, 4, .infinity] as [Double])
  func leapingAllocatesNothing(temperature: Double) throws {
    for start: [Int64] in [[5, 3, 2], [4000, 3900, 1], [1, 1, 1, 1, 0, 1, 9, 1]] {
      let dataset = try Dataset(counts: start)
      var generator = Xoshiro256PlusPlus(seed: 7, stream: 0)
      var engine = LeapEngine(dataset: dataset, temperature: try Temperature(temperature))
      do {
        // What a first call sets up once; at the end `engine` has its arrays for itself.
        var other = engine
        other.advance(to: 1_000_000_000, using: &generator)
        other.leap(using: &generator)
      }
      #expect(
        allocations {
          engine.advance(to: 1_000_000, using: &generator)
          for _ in 0..<100 { engine.leap(using: &generator) }
          engine.advance(to: 1_000_000_000_000_000, using: &generator)
        } == 0)
    }
  }

  @Test("runs side by side allocate by the run, not by the step")
  func sideBySideAllocatesByTheRun() throws {
    let start = try scenario([5, 3, 2])
    func allocations(steps: Int64) -> Int64 {
      var group = (0..<16).map { Simulation(start, stream: $0) }
      Simulation.advance(&group, by: 1)
      return self.allocations { Simulation.advance(&group, by: steps) }
    }
    #expect(allocations(steps: 1000) == allocations(steps: 10))
  }

  /// Through reweighing and, at T = 10⁻³, changes of reference; with many categories looking ahead.
  @Test(
    "the tree allocates nothing",
    arguments: [(1e-3, 0), (0.8, 0), (1.5, 0), (1.5, 0.2)] as [(Double, Double)])
  func theTreeAllocatesNothing(temperature: Double, fraction: Double) throws {
    let external = try ExternalData(fraction: fraction, law: .uniform)
    for n in [30, 40_000] {
      let start = (0..<n).map { Int64($0 % 5) }
      var simulation = Simulation(
        try scenario(start, temperature: temperature, external: external))
      simulation.advance(by: 1)
      #expect(allocations { simulation.advance(by: n == 30 ? 10_000 : 100) } == 0)
    }
  }

  /// Beside the dataset's: 8 bytes for the counts, 8·8/7 for the sums of the tree's nodes, and as much
  /// again for those of the external law; all that is asked for on the way is in it.
  @Test("the tree takes few bytes a category", arguments: [(0, 17.2), (0.2, 26.4)])
  func theTreeTakesFewBytes(fraction: Double, most: Double) throws {
    let n = 1 << 20
    let dataset = try Dataset(counts: Array(repeating: 10, count: n))
    let law = SimplexPoint.uniform(n)
    let powers = CountPowers(exponent: 0.7)
    let before = allocated_bytes()
    let engine = TreeEngine(
      dataset: dataset, powers: powers, externalFraction: fraction, externalLaw: law)
    let each = Double(allocated_bytes() - before) / Double(n)
    #expect(each < most)
    #expect(each > most - 0.5)
    #expect(engine.size == dataset.size)
  }

  /// Unoptimised, closures and iterators allocate.
  @Test(
    "no other loop allocates by the step", .enabled(if: StatisticalTier.isOptimised),
    arguments: EveryLoop.samplers, EveryLoop.learners)
  func noLoopAllocates(samplerName: String, learnerName: String) throws {
    let sampler = try Sampler(parsing: samplerName)
    let learner = try Learner(parsing: learnerName)
    for policy in EveryLoop.policies {
      for engine in [Engine.step, .split] {
        let loop = ClosedLoop(
          sampler: sampler, learner: learner, policy: policy, batch: try BatchSize(from: 3, to: 40))
        guard loop.refusal(of: engine, externalFraction: 0.2, initialSize: 10) == nil else {
          continue
        }
        let scenario = try Scenario(
          initialData: Dataset(counts: [5, 3, 0, 2]), temperature: Temperature(0.8),
          externalData: ExternalData(fraction: 0.2, law: .uniform), loop: loop, seed: 11)
        var simulation = Simulation(scenario, engine: engine)
        simulation.advance(by: 200)
        let count = allocations { simulation.advance(by: 2_000) }
        #expect(count == 0, "\(policy), \(engine)")
      }
    }
  }
}
