import Testing

@testable import HeatDeath

@Suite struct LyapunovTests {
  private let abc = CategorySet([0, 1, 2])

  @Test("values follow the definition")
  func valuesFollowTheDefinition() {
    let theta = SimplexPoint(weights: [0.5, 0.3, 0.2])
    func value(_ members: [Int]) -> Double? { Lyapunov.value(of: CategorySet(members), at: theta) }
    #expect(abs(value([0, 1, 2])! - 0.3) < 1e-15)
    #expect(abs(value([0, 1])! - 0.25) < 1e-15)
    #expect(abs(value([1, 2])! - 0.2) < 1e-15)
    #expect(abs(value([0, 2])! - 3.0 / 7) < 1e-15)
    #expect(value([1]) == 0)
  }

  @Test("sampling at T = 1/2 raises 0.3 to 0.5526")
  func samplingAtT12Raises03To05526() throws {
    let theta = SimplexPoint(weights: [0.5, 0.3, 0.2])
    let tau = SoftmaxSampler(try Temperature(0.5)).law(at: theta)
    let value = try #require(Lyapunov.value(of: abc, at: tau))
    #expect(abs(value - 0.21 / 0.38) < 1e-15)
    #expect(abs(value - 0.5526) < 1e-4)
    #expect(
      Lyapunov.trend(of: abc, at: theta, samplerClass: .expanding) == .expanding)
  }

  @Test("without a sample in the set nothing is defined")
  func withoutASampleInTheSetNothingIsDefined() {
    let set = CategorySet([0, 2])
    #expect(Lyapunov.value(of: set, at: SimplexPoint(weights: [0, 1, 0])) == nil)
    #expect(Lyapunov.value(of: set, counts: [0, 7, 0]) == nil)
    #expect(
      Lyapunov.trend(of: set, at: SimplexPoint(counts: [0, 7, 0]), samplerClass: .contracting)
        == nil)
    #expect(Lyapunov.value(of: CategorySet(bits: 0), counts: [1, 2]) == nil)
  }

  @Test("extremes are 0 and 1")
  func extremesAre0And1() {
    #expect(Lyapunov.value(of: abc, counts: [4, 4, 4]) == 0)
    #expect(Lyapunov.value(of: abc, counts: [0, 9, 0]) == 1)
    #expect(Lyapunov.value(of: abc, counts: [Dataset.maximumSize, 0, 0]) == 1)
  }

  @Test("near-equal counts lose nothing to cancellation")
  func nearEqualCountsLoseNothingToCancellation() throws {
    let value = try #require(
      Lyapunov.value(of: abc, counts: [1_000_000_000_000_000_001, 1_000_000_000_000_000_000, 0]))
    #expect(value == 0.5)
    let pair = try #require(
      Lyapunov.value(
        of: CategorySet([0, 1]), counts: [1_000_000_000_000_000_001, 1_000_000_000_000_000_000, 0]))
    #expect(abs(pair / 5e-19 - 1) < 1e-15)
    #expect(
      Lyapunov.trend(
        of: CategorySet([0, 1]),
        at: SimplexPoint(counts: [1_000_000_000_000_000_001, 1_000_000_000_000_000_000, 0]),
        samplerClass: .contracting) == .contracting)
  }

  @Test("both forms of the value agree")
  func bothFormsOfTheValueAgree() throws {
    for a in Int64(0)...6 {
      for b in Int64(0)...6 {
        for c in Int64(1)...6 {
          for set in CategorySet.all(ofCategories: 3) {
            let exact = Lyapunov.value(of: set, counts: [a, b, c])
            let rounded = Lyapunov.value(of: set, at: SimplexPoint(counts: [a, b, c]))
            #expect((exact == nil) == (rounded == nil))
            if let exact, let rounded { #expect(abs(exact - rounded) < 1e-15) }
          }
        }
      }
    }
  }

  /// Every dataset of four categories with counts up to 4, every index set: V_I is computed before
  /// and after sampling. No difference lies between rounding (10⁻¹⁴) and 10⁻⁶, so signs are certain.
  @Test(
    "the trend is the sign of V after sampling minus V before",
    arguments: [0.1, 0.5, 0.99, 1, 1.01, 2, 30, .infinity])
  func theTrendIsTheSignOfVAfterSamplingMinusVBefore(value: Double) throws {
    let temperature = try Temperature(value)
    let sampler = SoftmaxSampler(temperature)
    let sets = CategorySet.all(ofCategories: 4)
    for code in Int64(1)..<625 {
      let counts = [code % 5, code / 5 % 5, code / 25 % 5, code / 125]
      let theta = SimplexPoint(counts: counts)
      let tau = sampler.law(at: theta)
      for set in sets {
        let trend = Lyapunov.trend(
          of: set, at: theta, samplerClass: temperature.samplerClass)
        guard let before = Lyapunov.value(of: set, at: theta),
          let after = Lyapunov.value(of: set, at: tau)
        else {
          #expect(trend == nil)
          continue
        }
        let difference = after - before
        let sign: LyapunovTrend =
          abs(difference) < 1e-14 ? .stationary : difference > 0 ? .expanding : .contracting
        if trend != sign { Issue.record("\(counts) \(set.members): \(difference)") }
        if sign != .stationary, abs(difference) < 1e-6 {
          Issue.record("\(counts) \(set.members): \(difference) is too close to call")
        }
      }
    }
  }

  @Test("Where the learner is not exact, only what the sampler does is known")
  func learner() throws {
    let set = CategorySet(0..<3)
    for learner in [Learner.exact, try .drifting(0.05), try .noisy(0.05)] {
      let loop = ClosedLoop(learner: learner)
      let simulation = Simulation(try Scenario.builtIn(seed: 7).with(loop: loop))
      let snapshot = Snapshot(
        simulation, trajectory: Trajectory(start: simulation), generation: 0)
      #expect(snapshot.samplerTrend(of: set) == .expanding)
      #expect(snapshot.trend(of: set) == (learner == .exact ? .expanding : nil))
    }
  }
}
