import TestSupport
import Testing

@testable import HeatDeath

/// The sign of dV_I/dt where V_I is next to 0 or to 1, which no rounding may take for none.
@Suite struct LyapunovSignTests {
  private static let sizes: [Int64] =
    (1...18).map { (0..<$0).reduce(1) { power, _ in 10 * power } } + [4_000_000_000_000_000_000]

  /// Next to a corner, next to even, at both, and with categories without samples.
  private static func states(_ size: Int64) -> [[Int64]] {
    let (third, half) = (size / 3, size / 2)
    return [
      [size - 2, 1, 1], [size - 3, 2, 1], [1, size - 1, 0],
      [size - third / 1000 - 2, third / 1000 + 1, 1],
      [third, third, third], [third + 1, third, third], [third + 1, third, third - 1],
      [third, third, third + 1], [half, half, 0], [half + 1, half - 1, 0], [0, size, 0],
    ].filter { $0.allSatisfy { $0 >= 0 } }
  }

  @Test(
    "Of softmax alone it follows from T wherever two with samples differ",
    arguments: [0.5, 0.8, 0.99, 1, 1.01, 1.5, 3])
  func softmax(temperature: Double) throws {
    for (size, counts) in Self.sizes.flatMap({ size in Self.states(size).map { (size, $0) } }) {
      let scenario = try Scenario(
        initialData: Dataset(counts: counts), temperature: Temperature(temperature), seed: 1)
      let simulation = Simulation(scenario)
      let snapshot = Snapshot(
        simulation, trajectory: Trajectory(start: simulation), generation: 0)
      for set in CategorySet.all(ofCategories: counts.count) {
        let alive = set.members.map { counts[$0] }.filter { $0 > 0 }
        let expected: LyapunovTrend? =
          alive.isEmpty
          ? nil
          : Set(alive).count == 1 || temperature == 1
            ? .stationary : temperature < 1 ? .expanding : .contracting
        #expect(snapshot.trend(of: set) == expected, "\(counts) \(set.members) at \(size)")
        #expect(snapshot.samplerTrend(of: set) == expected, "\(counts) \(set.members) at \(size)")
      }
    }
  }

  /// T = ½ and a uniform q: beside a corner the others come to rest at about λ/3 each.
  @Test(
    "With fresh data it is known next to a corner", arguments: [1e-3, 1e-6, 1e-9, 1e-12, 1e-15])
  func corner(fraction: Double) throws {
    let flow = try field(0.5, fraction, .uniform)
    let all = CategorySet([0, 1, 2])
    let size: Int64 = 4_000_000_000_000_000_000
    let rest = Double(size) * fraction / 3
    for (factor, expected) in [(0.9, LyapunovTrend.contracting), (1.1, .expanding)] {
      let other = Int64(factor * rest)
      let theta = SimplexPoint(counts: [size - 2 * other, other, other])
      #expect(flow.trend(of: all, at: theta) == expected, "\(other)")
      let slope = try #require(flow.slope(of: all, at: theta))
      #expect(expected == .expanding ? slope > 0 : slope < 0, "\(slope)")
      // V falls by what the others gain: 1 − V = 3x, and dx/dt = λ/3 − x to λ².
      let rate = 3 * (Double(other) / Double(size) - fraction / 3)
      #expect(abs(slope - rate) < 0.02 * abs(rate) + 4 * fraction * fraction)
    }
  }

  /// T = ½ and λ = 3/8 of a uniform q rest at (3, 1)/4: there 5/8·9/10 + 3/16 = 3/4. Stable, so above it V
  /// falls and below it grows; and T = 1 at its fresh data.
  @Test("At rest points with fresh data it is =, and beside them it is not")
  func restPoints() throws {
    let pair = CategorySet([0, 1])
    let rest = try field(0.5, 0.375, .uniform, initial: [1, 1])
    for scale in [1, 1000, 1_000_000_007, 1_000_000_000_000_000_000] as [Int64] {
      let theta = SimplexPoint(counts: [3 * scale, scale])
      #expect(rest.trend(of: pair, at: theta) == .stationary)
      #expect(rest.slope(of: pair, at: theta) == 0)
      guard scale > 1 else { continue }
      let away = max(1, scale / 1_000_000_000)
      #expect(
        rest.trend(of: pair, at: SimplexPoint(counts: [3 * scale + away, scale - away]))
          == .contracting)
      #expect(
        rest.trend(of: pair, at: SimplexPoint(counts: [3 * scale - away, scale + away]))
          == .expanding)
    }
    let urn = try field(1, 0.3, .initial, initial: [5, 3, 2])
    let all = CategorySet([0, 1, 2])
    let scale: Int64 = 400_000_000_000_000_000
    #expect(
      urn.trend(of: all, at: SimplexPoint(counts: [5 * scale, 3 * scale, 2 * scale])) == .stationary
    )
    #expect(
      urn.trend(of: all, at: SimplexPoint(counts: [5 * scale + 1, 3 * scale, 2 * scale - 1]))
        == .contracting)
    // Even under uniform fresh data, at any T.
    for temperature in [0.5, 0.8, 1, 1.5] {
      let even = try field(temperature, 0.4, .uniform)
      #expect(
        even.trend(of: all, at: SimplexPoint(counts: [scale, scale, scale])) == .stationary)
    }
  }

  /// Mixing ε at T = ½ has no class: the others of a corner rest where x²/(1−x)² ≈ x² and ε/3 add up to x.
  @Test(
    "Where the class is not known it is told next to a corner too", arguments: [1e-6, 1e-12, 1e-15])
  func mixing(epsilon: Double) throws {
    let sampler = try Sampler(parsing: "mix:\(epsilon)")
    let flow = try field(0.5, 0, .initial, sampler: sampler)
    let all = CategorySet([0, 1, 2])
    let size: Int64 = 4_000_000_000_000_000_000
    for (factor, expected) in [(0.9, LyapunovTrend.contracting), (1.1, .expanding)] {
      let other = Int64(factor * Double(size) * epsilon / 3)
      let theta = SimplexPoint(counts: [size - 2 * other, other, other])
      #expect(flow.samplerClass(categoryCount: 3) == nil)
      #expect(flow.trend(of: all, at: theta) == expected)
      let tau = sampler.law(at: theta, temperature: try Temperature(0.5))
      #expect(Lyapunov.trend(of: all, from: theta, to: tau) == expected)
    }
  }
}
