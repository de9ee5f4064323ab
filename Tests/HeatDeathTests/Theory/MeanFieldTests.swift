import TestSupport
import Testing

@testable import HeatDeath

/// The drift, and which way it moves V_I.
@Suite struct MeanFieldTests {
  @Test("the drift is (1−λ)τ + λq − θ")
  func theDriftIsItsFormula() throws {
    let theta = SimplexPoint(counts: [5, 3, 2])
    let drift = try field(0.5, 0.25, .uniform).drift(at: theta)
    for (category, squared) in [0.25, 0.09, 0.04].enumerated() {
      let expected = 0.75 * squared / 0.38 + 0.25 / 3 - theta[category]
      #expect(abs(drift[category] - expected) < 1e-15)
    }
    #expect(try field(1, 0, .initial).drift(at: theta) == [0, 0, 0])
  }

  @Test("where fresh data win, V falls though the sampler raises it")
  func freshDataAgainstTheSampler() throws {
    // The flow from (5, 3, 2) comes to rest at .83 of A: beyond, it goes back.
    let law = ExternalLaw.point(SimplexPoint(weights: [5, 3, 2]))
    let all = CategorySet([0, 1, 2])
    for (counts, expected) in [
      ([95, 3, 2], .contracting), ([6, 2, 2], .expanding), ([1, 1, 1], .expanding),
    ] as [([Int64], LyapunovTrend)] {
      let simulation = Simulation(
        try Scenario(
          initialData: Dataset(counts: counts), temperature: Temperature(0.5),
          externalData: ExternalData(fraction: 0.3, law: law), seed: 1))
      let snapshot = Snapshot(
        simulation, trajectory: Trajectory(start: simulation), generation: 0)
      #expect(snapshot.trend(of: all) == expected)
      let own: LyapunovTrend = counts == [1, 1, 1] ? .stationary : .expanding
      #expect(snapshot.samplerTrend(of: all) == own)
    }
  }

  @Test("zero is decided by integers where it can be")
  func exactZeros() throws {
    let all = CategorySet([0, 1, 2])
    let huge = SimplexPoint(counts: [5 << 58, 3 << 58, (2 << 58) + 1])
    for fraction in [0.3, 1] {
      // The identity, towards the law it is at: nothing moves; one sample in 10¹⁸ more, it does.
      let field = try field(1, fraction, .initial, initial: [50, 30, 20])
      #expect(field.trend(of: all, at: SimplexPoint(counts: [5, 3, 2])) == .stationary)
      #expect(field.trend(of: all, at: huge) == .expanding)
      let less = SimplexPoint(counts: [5 << 58, 3 << 58, (2 << 58) - 1])
      #expect(field.trend(of: all, at: less) == .contracting)
    }
    for temperature in [0.5, 1, 2, .infinity] {
      let level = try field(temperature, 0.3, .uniform)
      #expect(level.trend(of: all, at: .uniform(3)) == .stationary)
      #expect(
        level.trend(of: CategorySet([0, 1]), at: SimplexPoint(counts: [4, 4, 1])) == .stationary)
      // Where sampler and fresh data agree nothing is rounded away, however even the shares.
      let near = SimplexPoint(counts: [(1 << 60) + 1, 1 << 60, 1 << 60])
      if temperature >= 1 { #expect(level.trend(of: all, at: near) == .contracting) }
    }
    let without = try field(0.5, 0, .initial)
    #expect(without.trend(of: all, at: SimplexPoint(counts: [9, 9, 9])) == .stationary)
    #expect(without.trend(of: all, at: SimplexPoint(counts: [9, 9, 8])) == .expanding)
    #expect(without.trend(of: CategorySet([1, 2]), at: SimplexPoint(counts: [9, 0, 0])) == nil)
  }

  @Test("among ties the derivative is the one to the right")
  func ties() throws {
    // A and B lead together and only B gets fresh data: the largest share grows.
    let pair = SimplexPoint(counts: [2, 2, 1])
    let toB = try field(1, 0.5, .category(1))
    #expect(toB.trend(of: CategorySet([0, 1, 2]), at: pair) == .expanding)
    #expect(toB.trend(of: CategorySet([0, 1]), at: pair) == .expanding)
    let toC = try field(1, 0.5, .category(2))
    #expect(toC.trend(of: CategorySet([0, 1, 2]), at: pair) == .contracting)
    #expect(toC.trend(of: CategorySet([0, 1]), at: pair) == .stationary)
    #expect(toC.trend(of: CategorySet([0, 1, 2]), at: .uniform(3)) == .expanding)
  }

  @Test("the sign is that of V a moment later, for every sampler", arguments: EveryLoop.samplers)
  func theSignIsThatOfAMomentLater(name: String) throws {
    let sampler = try Sampler(parsing: name)
    var random = SeededRandom(seed: 9)
    var (rises, falls) = (0, 0)
    for _ in 0..<300 {
      let categories = Int(random.real(2...6))
      let counts = (0..<categories).map { _ in Int64(random.real(0...9)) }
      guard counts.contains(where: { $0 > 0 }) else { continue }
      let theta = SimplexPoint(counts: counts)
      let outside = SimplexPoint(weights: (0..<categories).map { _ in random.real(0.01...1) })
      let fraction = [0, 0.05, 0.4, 1][Int(random.real(0...3.99))]
      let field = try field(
        random.real(0.3...2), fraction, .point(outside), sampler: sampler, initial: counts)
      let drift = field.drift(at: theta)
      let moment = 1e-6
      let next = SimplexPoint(
        weights: zip(theta.coordinates, drift).map { max(0, $0 + moment * $1) })
      for set in CategorySet.all(ofCategories: categories) {
        guard let now = Lyapunov.value(of: set, at: theta),
          let then = Lyapunov.value(of: set, at: next)
        else {
          #expect(field.trend(of: set, at: theta) == nil)
          continue
        }
        let slope = (then - now) / moment
        let trend = field.trend(of: set, at: theta)
        if slope > 1e-4 { #expect(trend == .expanding, "\(counts) \(set.members) \(slope)") }
        if slope < -1e-4 { #expect(trend == .contracting, "\(counts) \(set.members) \(slope)") }
        rises += trend == .expanding ? 1 : 0
        falls += trend == .contracting ? 1 : 0
      }
    }
    #expect(rises > 100 && falls > 100)
  }
}
