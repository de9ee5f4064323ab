import CAllocationCounter
import TestSupport
import Testing

@testable import HeatDeath

@Suite struct CrowdTests {
  /// In one go; in slices of a block; and with the blocks carried last to first, as threads might.
  @Test(
    "However a crowd is sliced, it becomes the same, bit for bit",
    arguments: [(0.8, 0), (1, 0), (1.5, 0), (0.8, 0.2)] as [(Double, Double)])
  func slices(temperature: Double, fraction: Double) throws {
    let start = try scenario(
      [5, 3, 2], temperature: temperature,
      external: ExternalData(fraction: fraction, law: .uniform))
    func change(_ crowd: inout Crowd) throws {
      var settings = crowd.settings
      settings.temperature = try Temperature(1.2)
      try crowd.change(to: settings)
      try crowd.inject(7, law: .uniform)
    }
    var whole = try Crowd(start, runs: 150)
    whole.advance(to: 100)
    try change(&whole)
    whole.advance(to: 3000)

    var sliced = try Crowd(start, runs: 150)
    while !sliced.advance(to: 100, budget: 1) {}
    try change(&sliced)
    while !sliced.advance(to: 3000, budget: 1) {}

    var scattered = try Crowd(start, runs: 150)
    func goOn(to target: Int64) throws {
      while let next = scattered.nextStation, next <= target {
        scattered.setOut()
        var loads: [CrowdLoad] = []
        while let load = scattered.takeLoad() { loads.append(load) }
        for var load in loads.reversed() {
          load.carry()
          scattered.put(load)
        }
      }
    }
    try goOn(to: 100)
    try change(&scattered)
    try goOn(to: 3000)

    #expect(whole.clock == sliced.clock && whole.clock == scattered.clock)
    #expect(whole.changes == sliced.changes && whole.changes.map(\.clock) == [100, 100])
    #expect(whole.figures.allCounts == sliced.figures.allCounts)
    #expect(whole.figures.allCounts == scattered.figures.allCounts)
    #expect(whole.figures.allCounts.allSatisfy { $0.reduce(0, +) == whole.clock })
  }

  @Test("Run r is what stream r draws, however many runs there are")
  func streams() throws {
    let start = try scenario([5, 3, 2])
    let crowd = try Crowd.at(1000, start, runs: 70)
    let counts = crowd.figures.allCounts
    for run in [0, 15, 16, 63, 64, 69] {
      var simulation = Simulation(start, stream: UInt64(run))
      simulation.advance(by: crowd.clock - 10)
      #expect(counts[run] == simulation.counts, "run \(run)")
    }
    let fewer = try Crowd.at(1000, start, runs: 20)
    #expect(fewer.figures.allCounts == Array(counts.prefix(20)))
  }

  /// Of 300 runs at T = 1 two end alike by chance less than once in 10⁴ times: there are 5·10⁹ places
  /// (seed 1).
  @Test("No two runs are one, and a stream used twice is found")
  func twins() throws {
    let start = try scenario([5, 3, 2], temperature: 1)
    let counts = try Crowd.at(100_000, start, runs: 300).figures.allCounts
    #expect(Set(counts).count == counts.count)
    // What a run is follows from its stream alone: this is stream 7 for run 299 as well.
    let broken = counts.prefix(299) + [counts[7]]
    #expect(Set(broken).count < broken.count)
  }

  @Test("Stations are round sizes, whole batches apart, and end where counting ends")
  func stations() throws {
    var crowd = try Crowd(scenario([5, 3, 2]), runs: 2)
    var passed: [Int64] = []
    for _ in 0..<8 {
      passed.append(try #require(crowd.nextStation))
      crowd.setOut()
      crowd.arrive()
    }
    #expect(passed == [14, 18, 24, 32, 43, 57, 75, 100])
    crowd.setOut(to: 1_000_000_000_000_000_000)
    crowd.arrive()
    #expect(crowd.clock == 1_000_000_000_000_000_000)
    #expect(crowd.changes == [CrowdChange(clock: 100, kind: .land(at: crowd.clock))])
    crowd.advance(to: .max)
    let goesOn = crowd.setOut()
    #expect(crowd.clock == Dataset.maximumSize && crowd.nextStation == nil && !goesOn)

    let loop = ClosedLoop(batch: try BatchSize(7))
    var batches = try Crowd(
      Scenario(
        initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), loop: loop, seed: 1),
      runs: 3)
    for _ in 0..<20 {
      batches.setOut()
      batches.arrive()
      #expect((batches.clock - 10) % 7 == 0)
    }
  }

  @Test("A crowd can be sent to a size before the next station, as a change")
  func landing() throws {
    var crowd = try Crowd(scenario([5, 3, 2]), runs: 2)
    crowd.setOut(to: 12)
    crowd.arrive()
    #expect(crowd.clock == 12 && crowd.nextStation == 14)
    #expect(crowd.changes == [CrowdChange(clock: 10, kind: .land(at: 12))])
    crowd.setOut(to: 14)
    crowd.arrive()
    #expect(crowd.clock == 14 && crowd.changes.count == 1)
  }

  @Test("A start anew drops what is on the way; the same seed gives the same crowd again")
  func restart() throws {
    let start = try scenario([5, 3, 2])
    var crowd = try Crowd(start, runs: 100)
    crowd.setOut()
    let taken = crowd.takeLoad()
    crowd.restart()
    var late = try #require(taken)
    late.carry()
    let isTaken = crowd.put(late)
    #expect(!isTaken && crowd.isStanding && crowd.clock == 10)
    crowd.advance(to: 100)
    #expect(try crowd.figures.allCounts == Crowd.at(100, start, runs: 100).figures.allCounts)
    crowd.restart(seed: 99)
    crowd.advance(to: 100)
    let other = try start.with(seed: 99)
    #expect(try crowd.figures.allCounts == Crowd.at(100, other, runs: 100).figures.allCounts)
  }

  @Test("Every loop has a crowd or says why not, and keeps its counts")
  func everyLoop() throws {
    for sampler in EveryLoop.samplers {
      for learner in EveryLoop.learners {
        for loop in try EveryLoop.loops(sampler, learner) {
          let start = try Scenario(
            initialData: Dataset(counts: [5, 3, 0, 2]), temperature: Temperature(0.8),
            externalData: ExternalData(fraction: 0.1, law: .initial), loop: loop, seed: 3)
          if let refusal = Crowd.refusal(of: start) {
            #expect(!refusal.description.isEmpty)
            let varies = loop.batch?.range.count ?? 1 > 1
            let isWindow = loop.policy == .window(15)
            #expect(varies || isWindow || learner == "sgd:0.5", "\(loop)")
          } else {
            var crowd = try Crowd(start, runs: 3)
            crowd.advance(to: 60)
            #expect(crowd.figures.allCounts.allSatisfy { $0.allSatisfy { $0 >= 0 } })
            if loop.policy == .accumulate {
              #expect(crowd.figures.allCounts.allSatisfy { $0.reduce(0, +) == crowd.clock })
            }
          }
        }
      }
    }
  }

  @Test("What does not fit is refused, and nothing has changed")
  func refusals() throws {
    let start = try scenario([5, 3, 2])
    #expect(throws: CrowdRefusal.runs(0)) { try Crowd(start, runs: 0) }
    #expect(throws: CrowdRefusal.runs(100_001)) { try Crowd(start, runs: 100_001) }
    var crowd = try Crowd(start, runs: 5)
    #expect(throws: CrowdRefusal.self) { try crowd.inject(-1, law: .uniform) }
    #expect(throws: CrowdRefusal.self) { try crowd.inject(1, law: .category(3)) }
    var settings = crowd.settings
    settings.loop.policy = .window(5)
    #expect(throws: CrowdRefusal.window("window:5")) { try crowd.change(to: settings) }
    #expect(crowd.changes.isEmpty && crowd.settings == start.settings && crowd.clock == 10)
  }

  @Test("What goes on from other data keeps a law and batches that hang on the first ones")
  func goingOn() throws {
    let loop = ClosedLoop(policy: .replace)
    let first = try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: .one,
      externalData: ExternalData(fraction: 0.1, law: .initial), loop: loop, seed: 1)
    let next = first.goingOn(from: try Dataset(counts: [80, 10, 10]))
    #expect(next.externalData.law == .point(first.initialData.empiricalLaw))
    #expect(next.loop.batchSize(initialSize: 100) == (try BatchSize(10)))
    let plain = try scenario([5, 3, 2])
    #expect(plain.goingOn(from: plain.initialData) == plain)
    // Without any as well: what is drawn later is of the first data, not of those it went on from.
    let later = plain.goingOn(from: try Dataset(counts: [80, 10, 10])).externalData
    #expect(later.fraction == 0 && later.law == .point(plain.initialData.empiricalLaw))
  }

  @Test(
    "A crowd takes less than 100 bytes a run and category",
    .enabled(if: allocation_counter_is_available()), arguments: [2, 3, 8])
  func memory(categories: Int) throws {
    let runs = 1 << 14
    let start = try scenario(Array(repeating: 3, count: categories))
    let before = allocated_bytes()
    let crowd = try Crowd(start, runs: runs)
    let each = Double(allocated_bytes() - before) / Double(runs * categories)
    #expect(crowd.isStanding && each < 100)
    // 8 for the count, 32 a run for the generator, and the heads of arrays.
    #expect(each < 8 + 40 / Double(categories))
  }
}
