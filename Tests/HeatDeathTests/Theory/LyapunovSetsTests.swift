import TestSupport
import Testing

@testable import HeatDeath

/// Ω_low and Ω_high.
@Suite struct LyapunovSetsTests {
  private let abc = CategorySet([0, 1, 2])

  @Test("they are what the paper says they are")
  func definition() {
    let sets = LyapunovSets(of: CategorySet([0, 1]), level: 0.1)
    func place(_ weights: [Double]) -> LyapunovSets.Membership {
      sets.membership(of: SimplexPoint(weights: weights))
    }
    // V of A and B is 0.1/0.9 and 0.08/0.98; the least of the two counts, not of all three.
    #expect(place([50, 40, 10]) == .init(isLow: false, isHigh: false))
    #expect(place([53, 45, 2]) == .init(isLow: true, isHigh: false))
    #expect(place([85, 10, 5]) == .init(isLow: false, isHigh: true))
    #expect(place([5, 5, 90]) == .init(isLow: true, isHigh: true))
    #expect(place([0, 0, 1]) == .init(isLow: false, isHigh: true), "V is undefined there")
  }

  @Test("the borders belong to them")
  func borders() {
    let half = LyapunovSets(of: abc, level: 0.25)
    #expect(half.membership(of: SimplexPoint(weights: [2, 1, 1])).isLow)
    #expect(half.membership(of: SimplexPoint(weights: [2, 1, 1])).isHigh)
    let none = LyapunovSets(of: abc, level: 0)
    #expect(none.membership(of: .uniform(3)) == .init(isLow: true, isHigh: false))
    #expect(none.membership(of: SimplexPoint(weights: [1, 1, 0])).isHigh)
  }

  @Test("points and plain coordinates say the same, and V_I and the least share do")
  func agreement() {
    var random = SeededRandom(seed: 6)
    for _ in 0..<500 {
      let categories = 2 + random.next(5)
      let point = SimplexPoint(weights: (0..<categories).map { _ in random.real(0...1) })
      let set = random.pick(CategorySet.all(ofCategories: categories))
      let level = random.real(0...1)
      let sets = LyapunovSets(of: set, level: level)
      let place = sets.membership(of: point)
      #expect(place == sets.membership(of: point.coordinates))
      #expect(place.isLow == ((Lyapunov.value(of: set, at: point) ?? 2) <= level))
      #expect(place.isHigh == set.members.contains { point[$0] <= level })
      if level >= 1 / Double(categories), set.count == categories { #expect(place.isHigh) }
    }
  }
}
