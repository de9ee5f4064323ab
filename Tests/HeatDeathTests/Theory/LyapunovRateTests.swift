import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// The power of k that V_I goes by, and where.
@Suite struct LyapunovRateTests {
  private let all = CategorySet(0..<3)

  private func line(
    _ counts: [Int64], _ temperature: Double, fraction: Double = 0, of set: CategorySet? = nil,
    start: Int64? = nil, initial: Double? = nil, sampler: Sampler = .softmax
  ) throws -> LyapunovRate.Line? {
    let field = try field(temperature, fraction, .uniform, sampler: sampler)
    let theta = SimplexPoint(counts: counts)
    let size = counts.reduce(0, +)
    return LyapunovRate(
      field, categoryCount: counts.count, support: counts.count { $0 > 0 })?.line(
        of: set ?? CategorySet(counts.indices), at: theta, size: size,
        next: field.nextSampleLaw(at: theta).coordinates, start: start ?? size, initial: initial,
        in: field)
  }

  @Test("It is 1/T − 1, with fresh data (1−λ)/T − 1")
  func exponents() throws {
    for (temperature, fraction, exponent) in [
      (1.5, 0, -1.0 / 3), (1.1, 0, 1 / 1.1 - 1), (0.8, 0, 0.25), (1, 0, 0), (0.5, 0.75, -0.5),
    ] as [(Double, Double, Double)] {
      let field = try field(temperature, fraction, .uniform)
      let rate = try #require(LyapunovRate(field, categoryCount: 3, support: 2))
      #expect(abs(rate.exponent - exponent) < 1e-15)
      #expect(rate.support == (fraction > 0 ? 3 : 2))
    }
    let mixing = try field(0.5, 0, .uniform, sampler: .mixing(0.75))
    #expect(LyapunovRate(mixing, categoryCount: 3, support: 3)?.exponent == -0.5)
    for sampler in [Sampler.greedy, try .tilt(0.5), try .topK(2)] {
      let other = try field(0.8, 0, .uniform, sampler: sampler)
      #expect(LyapunovRate(other, categoryCount: 3, support: 3) == nil)
    }
    #expect(LyapunovRate(try field(2, 0.2, .initial), categoryCount: 3, support: 3) == nil)
  }

  @Test("Along the closed-form flow V keeps to its line", arguments: [0.5, 0.8, 1.1, 1.5, 1.9])
  func flow(temperature: Double) throws {
    let counts: [Int64] = [340_000_000, 333_000_000, 327_000_000]
    let line = try #require(try line(counts, temperature))
    let flow = Streamline(
      from: SimplexPoint(counts: counts), temperature: try Temperature(temperature))
    for time in [0.5, 1, 2, 5] where 1e9 * Double.exp(time) < line.end {
      let expected = flow.deviation(after: time)
      let value = line.value(atSize: 1e9 * Double.exp(time))
      #expect(abs(value / expected - 1) < (expected < 0.05 ? 0.03 : 0.3), "\(time)")
    }
    #expect(line.isNoise == false && (line.end < .infinity) == (temperature < 1))
  }

  /// A path of 200, seeds 1…200, from where the line holds: the mean of V/line is 1 within 3.3 standard
  /// errors (α = 0.001) and 2 % for what is not linear, and one standard deviation is what is tolerated
  /// at most. A line of exponent 1/T or of none fails at once.
  @Test("Paths keep to the line from where it holds", arguments: [0.8, 1, 1.1, 1.3])
  func paths(temperature: Double) throws {
    let counts: [Int64] = [1150, 1000, 850]
    let line = try #require(try line(counts, temperature))
    let end: Int64 = 30_000
    let ratios = try (1...200).map { seed in
      var simulation = Simulation(
        try scenario(counts, temperature: temperature, seed: UInt64(seed)), engine: .leap)
      simulation.advance(by: end - simulation.size)
      let value = try #require(Lyapunov.value(of: all, at: simulation.theta))
      return value / line.value(atSize: Double(end))
    }
    let mean = ratios.reduce(0, +) / 200
    let deviation = Double.sqrt(ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199)
    #expect(abs(mean - 1) < 0.02 + 3.3 * deviation / Double.sqrt(200), "\(mean) ± \(deviation)")
    #expect(deviation < 1.2 * LyapunovRate.tolerance)
  }

  /// 300 runs at T = 4 from 30 samples to 30,000, seeds 1…300: the mean V is within 3.3 standard errors,
  /// α = 0.001, of the height, and a tenth for what is left of the beginning.
  @Test("Where noise decides V has the height that is told")
  func noise() throws {
    for set in [all, CategorySet([0, 2])] {
      let values = try (1...300).map { seed in
        var simulation = Simulation(
          try scenario([10, 10, 10], temperature: 4, seed: UInt64(seed)), engine: .leap)
        simulation.advance(by: 30_000 - simulation.size)
        return try #require(Lyapunov.value(of: set, at: simulation.theta))
      }
      let mean = values.reduce(0, +) / 300
      let deviation = Double.sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299)
      let line = try #require(
        try line([10_000, 10_000, 10_000], 4, of: set, start: 30, initial: 0))
      #expect(line.isNoise && line.exponent == -0.5)
      #expect(abs(mean / line.value - 1) < 0.05 + 3.3 * deviation / mean / Double.sqrt(300))
    }
  }

  @Test("It is told nowhere else")
  func elsewhere() throws {
    // Few samples: chance decides.
    #expect(try line([5, 3, 2], 1.5) == nil)
    #expect(try line([50, 30, 20], 1.5) == nil)
    // Far from even: the drift is not linear.
    #expect(try line([900_000, 60_000, 40_000], 0.8) == nil)
    #expect(try line([900_000, 60_000, 40_000], 1.5) == nil)
    // Grown too large to be a power for long.
    #expect(try line([450_000, 300_000, 250_000], 0.8) == nil)
    // Below the noise, even, and dead.
    #expect(try line([1_000_001, 1_000_000, 1_000_000], 1.5) == nil)
    #expect(try line([1000, 1000, 1000], 1.5) == nil)
    #expect(try line([600_000, 500_000, 0], 1.5, of: all) == nil)
    #expect(try line([600_000, 500_000, 0], 1.5, of: CategorySet([0, 1])) != nil)
    // At T = 2 there is no power; beyond, not before the noise has grown.
    #expect(try line([400_000, 330_000, 270_000], 2, start: 10, initial: 0.3) == nil)
    #expect(try line([400_000, 330_000, 270_000], 4, start: 900_000, initial: 0.1) == nil)
    #expect(try line([400_000, 330_000, 270_000], 4, start: 10, initial: 0.3) != nil)
  }

  @Test("The range of normal variates", arguments: [(2, 1.128_379_167), (3, 1.692_568_751)])
  func range(count: Int, value: Double) {
    // 2/√π and 3/√π.
    #expect(abs(LyapunovRate.normalRange(of: count) - value) < 1e-9)
  }
}
