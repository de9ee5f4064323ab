import Testing

@testable import HeatDeath

@Suite("Weight tree") struct WeightTreeTests {
  private func tree(_ weights: [Double]) -> WeightTree {
    var tree = WeightTree(categoryCount: weights.count)
    tree.setAll { weights[$0] }
    return tree
  }

  @Test("picks each category over its share of the random numbers")
  func picksEachCategoryOverItsShareOfTheRandomNumbers() {
    let tree = tree([1, 0, 2, 4, 1])
    #expect(tree.total == 8)
    let picks = (0..<16).map { tree.category(at: UInt64($0) << 60) }
    #expect(picks == [0, 0, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4])
  }

  @Test(
    "finds both ends of every share in trees of one to four levels",
    arguments: [1, 7, 8, 9, 64, 65, 600])
  func findsBothEndsOfEveryShareInTreesOfOneToFourLevels(n: Int) {
    // The last weight fills the total up to a power of two: shares of 2⁶⁴ are whole numbers.
    var weights = (0..<n).map { Double($0 % 5) }
    weights[n - 1] = 4096 - weights[..<(n - 1)].reduce(0, +)
    let tree = tree(weights)
    #expect(tree.total == 4096)
    var start = 0.0
    for category in 0..<n where weights[category] > 0 {
      #expect(tree.category(at: UInt64(start) << 52) == category)
      start += weights[category]
      if start < 4096 { #expect(tree.category(at: (UInt64(start) << 52) - 1) == category) }
    }
  }

  @Test("never picks a weight of zero")
  func neverPicksAWeightOfZero() {
    for zeros in [[0, 1], [3], [0, 3, 4], [1, 2, 3, 4]] {
      let tree = tree((0..<5).map { zeros.contains($0) ? 0 : 0.1 })
      for random in [0, 1 << 62, 0x5555_5555_5555_5555, .max] as [UInt64] {
        #expect(!zeros.contains(tree.category(at: random)))
      }
    }
  }

  @Test("is after many changes what it would be built anew", arguments: [1, 13, 100, 1000])
  func isAfterManyChangesWhatItWouldBeBuiltAnew(n: Int) {
    var generator = Xoshiro256PlusPlus(seed: distributionSeed, stream: 110)
    var weights = [Double](repeating: 0.5, count: n)
    var changed = tree(weights)
    for _ in 0..<3000 {
      let category = Int(generator.next() % UInt64(n))
      let weight = generator.nextUnitInterval()
      if changed.isFull { changed.setAll { weights[$0] } }
      changed.change(category, from: weights[category], to: weight)
      weights[category] = weight
    }
    // In the same unit sums must agree to the last bit.
    changed.setAll { weights[$0] }
    let fresh = tree(weights)
    #expect(changed.units == fresh.units)
    for _ in 0..<200 {
      let random = generator.next()
      #expect(changed.category(at: random) == fresh.category(at: random))
    }
  }

  @Test("the unit is the smallest that keeps the total below 2 to the 61")
  func theUnitIsTheSmallestThatKeepsTheTotalBelow2ToThe61() {
    for weights in [[1.0], [1, 1], [3, 5, 7], [1e300, 1e290], [1e-280, 3e-285], [0, 0, 0.1]] {
      let tree = tree(weights)
      #expect(!tree.isFull)
      #expect(tree.units >= 1 << 60)
      #expect(abs(tree.total / weights.reduce(0, +) - 1) < 1e-15)
    }
  }
}
