import Testing

@testable import HeatDeath

/// The computed sign of V_I(τ) − V_I(θ).
@Suite struct SamplerTrendTests {
  @Test(
    "the computed trend is the exact one of counts",
    arguments: [0.1, 0.5, 0.99, 1, 1.01, 2, 30, .infinity])
  func theComputedTrendIsTheExactOneOfCounts(value: Double) throws {
    let temperature = try Temperature(value)
    let sets = CategorySet.all(ofCategories: 4)
    for code in Int64(1)..<625 {
      let counts = [code % 5, code / 5 % 5, code / 25 % 5, code / 125]
      let theta = SimplexPoint(counts: counts)
      let tau = Sampler.softmax.law(at: theta, temperature: temperature)
      for set in sets {
        #expect(
          Lyapunov.trend(of: set, from: theta, to: tau)
            == Lyapunov.trend(of: set, at: theta, samplerClass: temperature.samplerClass),
          "\(counts) \(set.members)")
      }
    }
  }

  /// One part in 10¹² apart: V_I itself is 5·10⁻¹³, its change by T = 0.9 is 5·10⁻¹⁴.
  @Test("small spreads are told from rounding") func smallSpreadsAreToldFromRounding() throws {
    let set = CategorySet([0, 1])
    let theta = SimplexPoint(weights: [1 + 1e-12, 1])
    for (value, expected) in [(0.9, LyapunovTrend.expanding), (1.1, .contracting)] {
      let tau = Sampler.softmax.law(at: theta, temperature: try Temperature(value))
      #expect(Lyapunov.trend(of: set, from: theta, to: tau) == expected)
    }
  }

  /// Laws that are the identity but for rounding: mixtures of models at T = 1, weights in sevenths.
  @Test("rounding alone is stationary") func roundingAloneIsStationary() throws {
    let sampler = try Sampler(parsing: "models:1*1,1*2,1*4")
    var generator = Xoshiro256PlusPlus(seed: 51)
    var moved = 0
    for _ in 0..<2000 {
      let theta = wildPoint(5, decades: 8, using: &generator)
      let tau = sampler.law(at: theta, temperature: .one)
      for set in CategorySet.all(ofCategories: 5) {
        let trend = Lyapunov.trend(of: set, from: theta, to: tau)
        #expect(trend == nil || trend == .stationary)
        if Lyapunov.value(of: set, at: theta) != Lyapunov.value(of: set, at: tau) { moved += 1 }
      }
    }
    // Without the tolerance these would have moved.
    #expect(moved > 1000)
  }

  @Test("without mass before or after nothing is defined")
  func withoutMassBeforeOrAfterNothingIsDefined() {
    let set = CategorySet([1, 2])
    let theta = SimplexPoint(weights: [0.5, 0.3, 0.2])
    let empty = SimplexPoint(weights: [1, 0, 0])
    #expect(Lyapunov.trend(of: set, from: empty, to: theta) == nil)
    #expect(Lyapunov.trend(of: set, from: theta, to: empty) == nil)
  }
}
