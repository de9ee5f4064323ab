import Testing

@testable import HeatDeath

@Suite("Weight tree") struct WeightTreeTests {
  @Test("picks each category over its share of the unit interval")
  func picksEachCategoryOverItsShareOfTheUnitInterval() {
    var tree = WeightTree(categoryCount: 5)
    tree.setAll([1, 0, 2, 4, 1])
    #expect(tree.total == 8)
    let picks = (0..<16).map { tree.category(at: Double($0) / 16) }
    #expect(picks == [0, 0, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4])
  }

  @Test("never picks a weight of zero, whatever the rounding")
  func neverPicksAWeightOfZeroWhateverTheRounding() {
    for zeros in [[0, 1], [3], [0, 3, 4], [1, 2, 3, 4]] {
      var tree = WeightTree(categoryCount: 5)
      tree.setAll((0..<5).map { zeros.contains($0) ? 0 : 0.1 })
      for uniform in [0, 0.25, 0.3333333333333333, 0.5, 1.0.nextDown] {
        #expect(!zeros.contains(tree.category(at: uniform)))
      }
    }
  }

  @Test("is after many changes what it would be built anew")
  func isAfterManyChangesWhatItWouldBeBuiltAnew() {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 110)
    var weights = [Double](repeating: 0, count: 13)
    var tree = WeightTree(categoryCount: 13)
    for _ in 0..<1000 {
      let category = Int(generator.next() % 13)
      weights[category] = generator.nextUnitInterval()
      tree.set(weights[category], at: category)
    }
    var fresh = WeightTree(categoryCount: 13)
    fresh.setAll(weights)
    #expect(tree.total == fresh.total)
    #expect(weights.indices.allSatisfy { tree[$0] == weights[$0] })
  }
}
