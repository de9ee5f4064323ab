import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// Starts, temperatures and targets from all over their range: nothing traps, nothing is lost.
@Suite("Leaps from anywhere") struct LeapsFromAnywhereTests {
  @Test("land on their target, and every run at T < 1 has a fate")
  func landOnTheirTargetAndEveryRunAtT1HasAFate() throws {
    try LeapFuzz.run(cases: 300, stream: 151)
  }
}

@Suite("Statistics of leaps from anywhere", .enabled(if: StatisticalTier.isOn))
struct StatisticsOfLeapsFromAnywhere {
  @Test("they land on their target, and every run at T < 1 has a fate")
  func theyLandOnTheirTargetAndEveryRunAtT1HasAFate() throws {
    try LeapFuzz.run(cases: 20_000 * StatisticalTier.scale, stream: 152)
  }
}

enum LeapFuzz {
  static func run(cases: Int, stream: UInt64) throws {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: stream)
    for _ in 0..<cases {
      let dataset = try dataset(using: &generator)
      let temperature = try temperature(using: &generator)
      let room = Dataset.maximumSize - dataset.size
      let target = dataset.size + min(room, integer(below: 4e18, using: &generator))
      var engine = LeapEngine(dataset: dataset, temperature: temperature)
      for _ in 0..<3 where engine.size < target { engine.leap(limit: target, using: &generator) }
      engine.advance(to: target, using: &generator)
      #expect(engine.size == target && engine.counts.reduce(0, +) == target)
      #expect(
        zip(engine.counts, dataset.counts).allSatisfy { $0 >= $1 && ($0 == 0) == ($1 == 0) },
        "\(dataset.counts) at T = \(temperature.value)")
      guard temperature.value < 1, temperature.exponent > 1 else { continue }
      let fate = try Fate.draw(from: dataset, temperature: temperature, using: &generator)
      for (category, final) in fate.finalCounts.enumerated() {
        switch final {
        case .unbounded: #expect(category == fate.winner)
        case .exact(let count): #expect(count >= dataset.counts[category])
        case .logarithm(let value): #expect(value.isFinite && value > 42.8)
        }
      }
    }
  }

  /// An integer from 0 whose logarithm is about evenly spread.
  private static func integer(below bound: Double, using generator: inout Xoshiro256PlusPlus)
    -> Int64
  {
    Int64(Double.exp(generator.nextUnitInterval() * Double.log(bound))) - 1
  }

  private static func dataset(using generator: inout Xoshiro256PlusPlus) throws -> Dataset {
    let categoryCount = 1 + Int(generator.next() % 12)
    let bound = Double.exp(generator.nextUnitInterval() * Double.log(3e17))
    let tied = generator.next() % 4 == 0
    let tie = 1 + integer(below: 1 + bound, using: &generator)
    var counts = (0..<categoryCount).map { _ in
      let step = Int64(generator.next() % 3)
      return tied ? tie + step : integer(below: 1 + bound, using: &generator)
    }
    counts[0] += 1
    return try Dataset(counts: counts)
  }

  /// From 0.01 to 100, at times within 10⁻¹² to 10⁻² of 1.
  private static func temperature(
    using generator: inout Xoshiro256PlusPlus
  ) throws -> Temperature {
    if generator.next() % 4 == 0 {
      let distance = Double.exp(-Double.log(10) * (2 + 10 * generator.nextUnitInterval()))
      return try Temperature(generator.next() % 4 == 0 ? 1 + distance : 1 - distance)
    }
    return try Temperature(Double.exp((generator.nextUnitInterval() - 0.5) * 9.2))
  }
}
