import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// Remark 2: temperature on merged categories is not the temperature of the merged ones.
@Suite struct GroupedLawTests {
  private func law(
    _ temperature: Double, _ theta: SimplexPoint, _ groups: [Int], _ sampler: Sampler = .softmax
  ) throws -> GroupedLaw {
    let field = MeanField(sampler, temperature: try Temperature(temperature))
    let grouping = try #require(Grouping(groups))
    return try #require(GroupedLaw(field, at: theta, grouping: grouping))
  }

  @Test("two equal categories merged weigh 2^(1 − 1/T) times one as large")
  func equalPair() throws {
    let theta = SimplexPoint(counts: [3, 3, 4])
    for temperature in [0.2, 0.5, 0.8, 1.3, 2, 5, 40] {
      let law = try law(temperature, theta, [0, 0, 1])
      let factor = Double.pow(2, 1 - 1 / temperature)
      // Odds against the third category, with and without the factor.
      let apart = law.drawn[0] / law.drawn[1]
      let merged = law.ofGroups[0] / law.ofGroups[1]
      #expect(abs(apart / merged / factor - 1) < 1e-13, "T = \(temperature)")
      #expect(abs(merged - Double.pow(1.5, 1 / temperature)) < 1e-12 * merged)
      #expect((law.drawn[0] > law.ofGroups[0]) == (temperature > 1))
    }
  }

  @Test("r equal categories weigh r^(1 − 1/T), up to r/(r + 1) at T = ∞, where groups are even")
  func equalMembers() throws {
    for members in [2, 3, 10, 100] {
      let theta = SimplexPoint(counts: Array(repeating: 1, count: members) + [Int64(members)])
      let groups = Array(repeating: 0, count: members) + [1]
      let warm = try law(2, theta, groups)
      #expect(abs(warm.drawn[0] / warm.drawn[1] - Double(members).squareRoot()) < 1e-12 * 10)
      #expect(abs(warm.ofGroups[0] - 0.5) < 1e-15)
      let hot = try law(.infinity, theta, groups)
      #expect(abs(hot.drawn[0] - Double(members) / Double(members + 1)) < 1e-14)
      #expect(hot.ofGroups.coordinates == [0.5, 0.5])
    }
  }

  @Test("at T = 1, among single live members and with λ = 1 both are the same (seed 3)")
  func equality() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<200 {
      let categories = 4 + random.next(8)
      let theta = SimplexPoint(weights: (0..<categories).map { _ in random.real(0.01...1) })
      let groups = (0..<categories).map { min($0, 2) }
      let one = try law(1, theta, groups)
      for group in 0..<3 { #expect(abs(one.drawn[group] - one.ofGroups[group]) < 1e-14) }
      #expect(abs(one.largestDifference.difference) < 1e-14)

      let alone = SimplexPoint(
        weights: (0..<categories).map { $0 < 3 ? theta[$0] : 0 })
      let cold = try law(0.4, alone, groups)
      for group in 0..<3 { #expect(abs(cold.drawn[group] - cold.ofGroups[group]) < 1e-14) }

      let field = MeanField(
        temperature: try Temperature(0.3), externalFraction: 1, externalLaw: .uniform(categories))
      let grouping = try #require(Grouping(groups))
      let fresh = try #require(GroupedLaw(field, at: theta, grouping: grouping))
      for group in 0..<3 { #expect(abs(fresh.drawn[group] - fresh.ofGroups[group]) < 1e-15) }
    }
  }

  @Test("fresh data dilute the difference by 1 − λ")
  func freshData() throws {
    let theta = SimplexPoint(counts: [3, 3, 4])
    let grouping = try #require(Grouping([0, 0, 1]))
    let closed = try law(0.5, theta, grouping.groups)
    let field = MeanField(
      temperature: try Temperature(0.5), externalFraction: 0.25,
      externalLaw: SimplexPoint(counts: [1, 2, 3]))
    let open = try #require(GroupedLaw(field, at: theta, grouping: grouping))
    let (wide, narrow) = (closed.drawn[0] - closed.ofGroups[0], open.drawn[0] - open.ofGroups[0])
    #expect(abs(narrow - 0.75 * wide) < 1e-15 && abs(wide) > 0.05)
    #expect(abs(abs(open.largestDifference.difference) - abs(narrow)) < 1e-15)
    #expect(abs(open.drawn[0] - (0.75 * closed.drawn[0] + 0.25 * 0.5)) < 1e-15)
  }

  @Test("both are laws, and drawn is the sum, for every sampler there is (seed 8)")
  func everySampler() throws {
    var random = SeededRandom(seed: 8)
    let samplers: [Sampler] = [
      .softmax, .greedy, try .mixing(0.2), try .tilt(1.5), try .topK(3), try .topK(50),
      try .topP(0.7), try .minP(0.3), try Sampler(.models([.init(temperature: .one, weight: 1)])),
    ]
    for sampler in samplers {
      for _ in 0..<40 {
        let theta = SimplexPoint(weights: (0..<7).map { _ in random.real(0...1) })
        let temperature = try Temperature(random.real(0.1...4))
        let field = MeanField(sampler, temperature: temperature)
        let grouping = try #require(Grouping([0, 1, 2, 2, 1, 2, 3]))
        let law = try #require(GroupedLaw(field, at: theta, grouping: grouping))
        let next = field.nextSampleLaw(at: theta)
        for group in 0..<4 {
          let sum = grouping.members(of: group).reduce(0) { $0 + next[$1] }
          #expect(abs(law.drawn[group] - sum) < 1e-14)
        }
        for point in [law.drawn, law.ofGroups] {
          #expect(abs(point.coordinates.reduce(0, +) - 1) < 1e-14)
          #expect(point.coordinates.allSatisfy { (0...1).contains($0) })
        }
      }
    }
    let custom = MeanField(.custom("own") { theta, _ in theta.coordinates }, temperature: .one)
    let pair = try #require(Grouping([0, 0, 1]))
    #expect(GroupedLaw(custom, at: .uniform(3), grouping: pair) == nil)
  }

  @Test("draws of a loop follow the law drawn, not that of groups (α = 1e-6, 20000 seeds)")
  func draws() throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [30, 30, 40]), temperature: Temperature(0.5), seed: 0)
    let grouping = try #require(Grouping([0, 0, 1]))
    let law = try law(0.5, scenario.initialData.empiricalLaw, grouping.groups)
    var falls: Int64 = 0
    let runs = 20_000
    for run in 0..<runs {
      var simulation = Simulation(try scenario.with(seed: UInt64(run)))
      simulation.advance(by: 1)
      falls += grouping.merged(simulation.counts)[0] - 60
    }
    let frequency = Double(falls) / Double(runs)
    let error = (law.drawn[0] * law.drawn[1] / Double(runs)).squareRoot()
    #expect(abs(frequency - law.drawn[0]) < 4.9 * error)
    #expect(abs(frequency - law.ofGroups[0]) > 20 * error)
  }
}
