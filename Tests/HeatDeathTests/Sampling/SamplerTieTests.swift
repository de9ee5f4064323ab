import Testing

@testable import HeatDeath

/// Which categories are the most probable ones is for the integers to say.
@Suite struct SamplerTieTests {
  private func law(_ name: String, _ counts: [Int64], _ temperature: Double = 1) throws -> [Double]
  {
    let sampler = try Sampler(parsing: name)
    return sampler.law(at: SimplexPoint(counts: counts), temperature: try Temperature(temperature))
      .coordinates
  }

  @Test("min-p keeps what stands at the ratio exactly")
  func minPKeepsWhatStandsAtTheRatio() throws {
    for last: Int64 in [0, 1, 3, 7] {
      #expect(try law("min-p:0.3", [50, 15, last])[1] > 0)
      #expect(try law("min-p:0.3", [50, 14, last])[1] == 0)
    }
    #expect(try law("min-p:0.6", [25, 9], 2)[1] > 0)
    #expect(try law("min-p:0.6", [250_000, 89_999], 2)[1] == 0)
    #expect(try law("min-p:0.1", [10, 1, 1, 1])[3] > 0)
    // Every ratio of small integers, in one decimal place or two, on any total.
    for hundredths in 1...100 {
      let name = "min-p:\(Double(hundredths) / 100)"
      for rest: Int64 in [0, 1, 2, 5, 11, 77] {
        #expect(try law(name, [100, Int64(hundredths), rest])[1] > 0, "\(name) \(rest)")
        #expect(try law(name, [10_000, Int64(hundredths) * 100 - 1, rest])[1] == 0, "\(name)")
      }
    }
  }

  @Test(
    "counts that round to one double are told apart",
    arguments: ["greedy", "top-k:1", "top-p:0.1", "min-p:1"])
  func countsThatRoundToOneDouble(name: String) throws {
    let (one, other): (Int64, Int64) = (9_007_199_254_740_993, 9_007_199_254_740_992)
    for temperature in [0.01, 1, 100, 1e20] {
      #expect(try law(name, [one, other, 1], temperature) == [1, 0, 0])
      #expect(try law(name, [other, one, 1], temperature) == [0, 1, 0])
      #expect(try law(name, [one, one, 1], temperature)[0] > 0)
    }
    // At T = ∞ all that are alive are equal.
    if name != "greedy" { #expect(try law(name, [one, other], .infinity)[1] > 0) }
  }

  /// (50/3)^p rounds to 1 at p = 10⁻²⁰.
  @Test("a high temperature does not make a tie")
  func aHighTemperatureDoesNotMakeATie() throws {
    #expect(try law("top-k:1", [3, 50, 7], 1e20) == [0, 1, 0])
    #expect(try law("top-p:0.5", [3, 50, 7, 6], 1e20) == [0, 0.5, 0.5, 0])
  }

  /// The loop draws from the law that is shown.
  @Test("the loop asks the integers too")
  func theLoopAsksTheIntegersToo() throws {
    let counts: [Int64] = [9_007_199_254_740_992, 9_007_199_254_740_993]
    for learner in [Learner.exact, try .smoothed(0.5)] {
      let scenario = try Scenario(
        initialData: Dataset(counts: counts), temperature: .one,
        loop: ClosedLoop(sampler: .greedy, learner: learner), seed: 5)
      var simulation = Simulation(scenario)
      simulation.advance(by: 50)
      #expect(simulation.counts == [counts[0], counts[1] + 50])
    }
  }

  @Test("the trend is decided by integers for every sampler with a proof")
  func theTrendIsDecidedByIntegers() throws {
    let theta = SimplexPoint(counts: [1_000_000_000_000_000_001, 1_000_000_000_000_000_000, 0])
    let pair = CategorySet([0, 1])
    func trend(_ set: CategorySet, _ name: String) throws -> LyapunovTrend? {
      let sampler = try Sampler(parsing: name)
      let known = sampler.assumptionClass(temperature: .one, categoryCount: 3).samplerClass
      return Lyapunov.trend(
        of: set, at: theta, samplerClass: try #require(known), revivesZeros: sampler.revivesZeros)
    }
    #expect(try trend(pair, "tilt:1") == .expanding)
    #expect(try trend(pair, "tilt:-0.5") == .contracting)
    #expect(try trend(pair, "mix:0.1") == .contracting)
    let even = SimplexPoint(counts: [4, 4, 0])
    let all = CategorySet([0, 1, 2])
    #expect(
      Lyapunov.trend(of: all, at: even, samplerClass: .contracting, revivesZeros: true)
        == .contracting)
    #expect(Lyapunov.trend(of: all, at: even, samplerClass: .contracting) == .stationary)
    #expect(
      Lyapunov.trend(
        of: CategorySet([2]), at: even, samplerClass: .contracting, revivesZeros: true) == nil)
  }
}
