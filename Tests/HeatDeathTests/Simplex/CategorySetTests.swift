import Testing

@testable import HeatDeath

@Suite struct CategorySetTests {
  private func names(_ categoryCount: Int) -> [String] {
    CategorySet.all(ofCategories: categoryCount).map { set in
      set.members.map { Scenario.defaultLabel($0) }.joined()
    }
  }

  @Test("index sets come largest first, then in lexicographic order")
  func indexSetsComeLargestFirstThenInLexicographicOrder() {
    #expect(names(2) == ["AB"])
    #expect(names(3) == ["ABC", "AB", "AC", "BC"])
    #expect(
      names(4) == [
        "ABCD", "ABC", "ABD", "ACD", "BCD", "AB", "AC", "AD", "BC", "BD", "CD",
      ])
  }

  @Test("there are 2ⁿ − n − 1 of them, all different", arguments: 0...10)
  func thereAre2N1OfThemAllDifferent(categoryCount: Int) {
    let sets = CategorySet.all(ofCategories: categoryCount)
    #expect(sets.count == max(0, 1 << categoryCount - categoryCount - 1))
    #expect(Set(sets).count == sets.count)
    #expect(sets.allSatisfy { $0.count >= 2 && $0.members.allSatisfy { $0 < categoryCount } })
  }

  @Test("a set knows its members")
  func aSetKnowsItsMembers() {
    let set = CategorySet([5, 0, 63, 5])
    #expect(set.members == [0, 5, 63])
    #expect(set.count == 3)
    #expect(set.contains(63) && !set.contains(1) && !set.contains(64) && !set.contains(-1))
    #expect(CategorySet(bits: set.bits) == set)
  }
}
