import Testing

@testable import HeatDeath

/// What a sampler claims under Assumption 1 against V_I of every index set at random points.
@Suite struct SamplerClassTests {
  /// The trends seen over index sets without zeros and not uniform, as Assumption 1 has them.
  private func trends(
    of sampler: Sampler, at temperature: Temperature, categories: Int, points: Int,
    seed: UInt64 = 31
  ) -> [LyapunovTrend: Int] {
    var generator = Xoshiro256PlusPlus(seed: seed)
    var seen: [LyapunovTrend: Int] = [:]
    for round in 0..<points {
      let theta =
        switch round % 3 {
        case 0: tamePoint(categories, using: &generator)
        case 1: wildPoint(categories, decades: 6, using: &generator)
        default: nearUniformPoint(categories, using: &generator)
        }
      let tau = sampler.law(at: theta, temperature: temperature)
      for set in CategorySet.all(ofCategories: categories) {
        let inside = set.members.map { theta[$0] }
        guard let least = inside.min(), let most = inside.max(), least > 0, most > least else {
          continue
        }
        guard let trend = Lyapunov.trend(of: set, from: theta, to: tau) else { continue }
        seen[trend, default: 0] += 1
      }
    }
    return seen
  }

  private func nearUniformPoint(
    _ dimension: Int, using generator: inout Xoshiro256PlusPlus
  ) -> SimplexPoint {
    SimplexPoint(weights: (0..<dimension).map { _ in 1 + 0.01 * generator.nextUnitInterval() })
  }

  @Test("every classified sampler does what its class says", arguments: builtInSamplers)
  func everyClassifiedSamplerDoesWhatItsClassSays(name: String) throws {
    let sampler = try Sampler(parsing: name)
    for value in [0.1, 0.5, 0.9, 1, 1.1, 2, 30, .infinity] {
      let temperature = try Temperature(value)
      for categories in 2...4 {
        let claim = sampler.assumptionClass(temperature: temperature, categoryCount: categories)
        let seen = trends(of: sampler, at: temperature, categories: categories, points: 90)
        let note: Comment = "\(name) at T = \(value), n = \(categories): \(seen)"
        switch claim {
        case .satisfies(.identity):
          #expect(seen[.contracting] == nil && seen[.expanding] == nil, note)
          #expect(seen[.stationary, default: 0] > 0)
        case .satisfies(.contracting):
          #expect(seen[.expanding] == nil && seen[.contracting, default: 0] > 50, note)
        case .satisfies(.expanding):
          // Stationary where V_I is 1 to rounding, before and after.
          #expect(seen[.contracting] == nil && seen[.expanding, default: 0] > 50, note)
        case .neither:
          #expect(
            seen[.contracting, default: 0] > 0 && seen[.expanding, default: 0] > 0, note)
        case .breaks, .decidedNumerically: break
        }
      }
    }
  }

  @Test(
    "classes are those of the model's table",
    arguments: [
      ("softmax", 0.5, .satisfies(.expanding)), ("softmax", 1, .satisfies(.identity)),
      ("softmax", 2, .satisfies(.contracting)), ("mix:0", 0.5, .satisfies(.expanding)),
      ("mix:0.1", 1, .satisfies(.contracting)), ("mix:0.1", 2, .satisfies(.contracting)),
      ("mix:1", 0.5, .satisfies(.contracting)), ("tilt:-0.5", 0.5, .satisfies(.contracting)),
      ("tilt:0", 0.5, .satisfies(.identity)), ("tilt:2", 2, .satisfies(.expanding)),
      ("models:0.5*1,1*1", 1, .satisfies(.expanding)),
      ("models:2*1,1*1", 1, .satisfies(.contracting)),
      ("models:1*1,1*2", 1, .satisfies(.identity)),
      ("models:0.01*0,2*1", 1, .satisfies(.contracting)),
      ("top-k:3", 0.5, .satisfies(.expanding)), ("top-p:1", 1, .satisfies(.identity)),
      ("min-p:0", 2, .satisfies(.contracting)),
    ] as [(String, Double, AssumptionClass)])
  func classesAreThoseOfTheModelsTable(
    name: String, temperature: Double, expected: AssumptionClass
  ) throws {
    let found = try Sampler(parsing: name).assumptionClass(
      temperature: Temperature(temperature), categoryCount: 3)
    #expect(found == expected)
    #expect(found.samplerClass != nil)
  }

  @Test(
    "what language models do breaks the assumption, with a reason",
    arguments: ["greedy", "top-k:2", "top-p:0.9", "min-p:0.1"])
  func whatLanguageModelsDoBreaksTheAssumptionWithAReason(name: String) throws {
    let sampler = try Sampler(parsing: name)
    let claim = sampler.assumptionClass(temperature: .one, categoryCount: 3)
    guard case .breaks(let reason) = claim else {
      Issue.record("\(claim)")
      return
    }
    #expect(reason.contains("0") && reason.contains("jumps"))
    #expect(claim.samplerClass == nil)
    #expect(!sampler.isContinuous)
    // The order of the two smallest is lost.
    let law = sampler.law(
      at: SimplexPoint(weights: [0.9, 0.06, 0.04]), temperature: try Temperature(0.5))
    #expect(law[1] == law[2] || name == "top-k:2" && law[2] == 0)
    #expect(
      sampler.assumptionClass(temperature: .one, categoryCount: 1) == .satisfies(.identity))
  }

  /// Σ w_m/T_m = 0.98: two categories always contract, of three some pair may be driven apart.
  /// The same for mixing with (1−ε)/T = 0.98.
  @Test(
    "three categories can be driven apart where two cannot",
    arguments: [("models:0.5*0.49,inf*0.51", 1.0), ("mix:0.51", 0.5)])
  func threeCategoriesCanBeDrivenApartWhereTwoCannot(name: String, value: Double) throws {
    let sampler = try Sampler(parsing: name)
    let temperature = try Temperature(value)
    #expect(
      sampler.assumptionClass(temperature: temperature, categoryCount: 2)
        == .satisfies(.contracting))
    let two = trends(of: sampler, at: temperature, categories: 2, points: 3000)
    #expect(two[.expanding] == nil)
    guard
      case .decidedNumerically = sampler.assumptionClass(
        temperature: temperature, categoryCount: 3)
    else {
      Issue.record("decided without proof")
      return
    }
    let three = trends(of: sampler, at: temperature, categories: 3, points: 3000)
    #expect(three[.expanding, default: 0] > 0 && three[.contracting, default: 0] > 0)
  }

  @Test("a sampler knows whether it uses the temperature")
  func aSamplerKnowsWhetherItUsesTheTemperature() throws {
    let theta = SimplexPoint(weights: [0.5, 0.3, 0.15, 0.05])
    for name in builtInSamplers {
      let sampler = try Sampler(parsing: name)
      let cold = sampler.law(at: theta, temperature: try Temperature(0.8))
      let warm = sampler.law(at: theta, temperature: try Temperature(1.2))
      // What keeps one category alone gives it everything at every temperature.
      let keepsOne = cold.coordinates.contains(1)
      if !keepsOne { #expect(sampler.usesTemperature == (cold != warm), "\(name)") }
    }
  }
}
