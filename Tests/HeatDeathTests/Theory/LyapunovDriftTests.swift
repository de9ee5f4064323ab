import RealModule
import TestSupport
import Testing

@testable import HeatDeath

/// What V_I is expected to do along a path, against what it does.
@Suite struct LyapunovDriftTests {
  private let sets = CategorySet.all(ofCategories: 3)

  @Test("dV/dt is (Σ τ/Σ θ)(V(τ) − V), and the slope of the closed-form flow", arguments: 1...40)
  func identity(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let temperature = try Temperature(random.pick([0.3, 0.5, 0.8, 1.1, 1.5, 4]))
    let theta = SimplexPoint(weights: (0..<3).map { _ in random.real(0.05...1) })
    let field = MeanField(temperature: temperature)
    let tau = field.nextSampleLaw(at: theta)
    let streamline = Streamline(from: theta, temperature: temperature)
    for set in sets {
      let (mass, next) = [theta, tau].map { point in set.members.map { point[$0] }.reduce(0, +) }
        .withUnsafeBufferPointer { ($0[0], $0[1]) }
      let value = try #require(Lyapunov.value(of: set, at: theta))
      let after = try #require(Lyapunov.value(of: set, at: tau))
      let slope = try #require(field.slope(of: set, at: theta))
      #expect(abs(slope - next / mass * (after - value)) < 1e-12)
      let small = 1e-6
      let moved = try #require(Lyapunov.value(of: set, at: streamline.point(after: small)))
      #expect(abs((moved - value) / small - slope) < 2e-4, "\(theta) \(set)")
    }
  }

  @Test("At T = 1 nothing is expected of V, not even what rounding makes of nothing")
  func martingale() throws {
    var random = SeededRandom(seed: 6)
    for _ in 0..<500 {
      let theta = SimplexPoint(counts: (0..<3).map { _ in Int64(random.next(100_000) + 1) })
      for set in sets { #expect(MeanField(temperature: .one).slope(of: set, at: theta) == 0) }
    }
  }

  @Test("With fresh data the slope has the sign of the trend, and none where V is undefined")
  func freshData() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let field = try field(
        random.pick([0.5, 0.9, 2]), random.real(0.01...1), random.pick([.initial, .uniform]))
      let theta = SimplexPoint(counts: (0..<3).map { _ in Int64(random.next(1000) + 1) })
      for set in sets {
        let slope = try #require(field.slope(of: set, at: theta))
        switch field.trend(of: set, at: theta) {
        case .expanding: #expect(slope > 0)
        case .contracting: #expect(slope < 0)
        case .stationary, nil: #expect(abs(slope) < 1e-12)
        }
      }
    }
    let dead = SimplexPoint(counts: [3, 0, 0])
    #expect(MeanField(temperature: .one).slope(of: CategorySet([1, 2]), at: dead) == nil)
  }

  @Test(
    "Along the mean flow itself what was expected is what happened", arguments: [0.5, 0.8, 1.5, 3])
  func meanPath(temperature: Double) throws {
    let start = try Dataset(counts: [5_000_000_000, 3_000_000_000, 2_000_000_000])
    let temperature = try Temperature(temperature)
    let streamline = Streamline(from: start.empiricalLaw, temperature: temperature)
    var path = Trajectory(start: start)
    var law = start.empiricalLaw
    var size = start.size
    for step in 1...400 {
      let time = Double(step) / 400 * Double.log(10)
      let wanted = Int64(1e10 * Double.exp(time))
      law = SimplexPoint(
        counts: streamline.point(after: time).coordinates.map { Int64($0 * Double(wanted)) })
      size = law.shares.reduce(0, +)
      path.record(counts: law.shares, size: size)
    }
    let field = MeanField(temperature: temperature)
    for set in sets {
      let drift = try #require(
        LyapunovDrift(of: set, along: path, to: law, size: size, from: 0, in: field))
      #expect(drift.start == start.size)
      #expect(abs(drift.expected - drift.happened) < 2e-3 * abs(drift.happened))
      #expect(drift.noise < 1e-4)
      let factor = try #require(drift.expectedFactor)
      #expect(abs(factor - drift.after / drift.before) < 2e-3 * abs(1 - factor))
      #expect(drift.before == Lyapunov.value(of: set, at: start.empiricalLaw))
    }
  }

  /// Near even V falls as k^(1/T − 1) wherever chance has put it: the factor expected of ten times the data is that
  /// power, while the change expected along the path is of the path as it was. Seeds 1…20; at T = 1.5 from a
  /// million samples the bends of the field leave less than 10⁻³.
  @Test("What is expected of V as a factor is the power law, whatever chance did on the way")
  func factor() throws {
    let power = Double.pow(10, 1 / 1.5 - 1)
    var spread = 0.0
    for seed in 1...UInt64(20) {
      let scenario = try scenario([334_000, 333_000, 333_000], temperature: 1.5, seed: seed)
      var simulation = Simulation(scenario)
      var path = Trajectory(start: simulation)
      while simulation.size < 10_000_000 {
        simulation.leap(towards: min(path.nextSize, 10_000_000))
        path.record(simulation)
      }
      let drift = try #require(
        LyapunovDrift(
          of: CategorySet(0..<3), along: path, to: simulation.theta, size: simulation.size, from: 1,
          in: MeanField(temperature: scenario.temperature)))
      let factor = try #require(drift.expectedFactor)
      #expect(abs(factor - power) < 1e-3, "\(seed): \(factor)")
      spread = max(spread, abs(1 + drift.expected / drift.before - power))
    }
    // What the sum along the path says instead is off by far more in some run.
    #expect(spread > 0.01)
  }

  /// Each path's difference in units of its own noise is nearly a standard normal variate. Both the
  /// mean of 200 and their variance are asked to be within 3.3 standard errors, α = 0.001 each, seeds
  /// 1…200. Without the factor Σ τ/Σ θ, {B,C} fails: its V would be expected to grow by half more.
  @Test("What chance adds is as large as it is said to be", arguments: [0.5, 0.8, 1, 1.5])
  func noise(temperature: Double) throws {
    let runs = 200
    var deviations = sets.map { _ in [Double]() }
    for seed in 1...UInt64(runs) {
      let scenario = try scenario([500, 300, 200], temperature: temperature, seed: seed)
      var simulation = Simulation(scenario)
      var path = Trajectory(start: simulation)
      while simulation.size < 4000 {
        simulation.advance(by: min(path.nextSize, 4000) - simulation.size)
        path.record(simulation)
      }
      let field = MeanField(temperature: scenario.temperature)
      for (index, set) in sets.enumerated() {
        let drift = try #require(
          LyapunovDrift(
            of: set, along: path, to: simulation.theta, size: simulation.size, from: 1, in: field))
        deviations[index].append((drift.happened - drift.expected) / drift.noise)
      }
    }
    for (set, values) in zip(sets, deviations) {
      let count = Double(runs)
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      #expect(abs(mean) < 3.3 / Double.sqrt(count), "\(set.members) mean \(mean)")
      #expect(abs(variance - 1) < 3.3 * Double.sqrt(2 / count), "\(set.members): \(variance)")
    }
  }

  @Test("An empty window and an undefined V have no drift")
  func nothing() throws {
    let field = MeanField(temperature: .one)
    let start = try Dataset(counts: [5, 3, 0, 0])
    let path = Trajectory(start: start)
    let all = CategorySet(0..<4)
    #expect(
      LyapunovDrift(of: all, along: path, to: start.empiricalLaw, size: 8, from: 1, in: field)
        == nil)
    let later = SimplexPoint(counts: [6, 3, 0, 0])
    #expect(LyapunovDrift(of: all, along: path, to: later, size: 9, from: 9, in: field) == nil)
    #expect(
      LyapunovDrift(of: CategorySet([2, 3]), along: path, to: later, size: 9, from: 1, in: field)
        == nil)
    #expect(LyapunovDrift(of: all, along: path, to: later, size: 9, from: 1, in: field) != nil)
  }

  @Test("The first point of a size on", arguments: [5, 10, 11, 40, 300, 301, 1000])
  func index(size: Int64) throws {
    var path = Trajectory(start: try Dataset(counts: [5, 5]))
    for size in 11...300 as ClosedRange<Int64> { path.record(counts: [size - 5, 5], size: size) }
    let index = path.index(ofSize: size)
    #expect(index == path.sizes.firstIndex { $0 >= size } ?? path.count)
  }
}
