import TestSupport
import Testing

@testable import HeatDeath

/// Categories put into groups.
@Suite struct GroupingTests {
  private func grouping(_ groups: [Int]) throws -> Grouping { try #require(Grouping(groups)) }

  @Test("a grouping has a member for every group up to the last")
  func validity() throws {
    for wrong in [[], [1], [0, 2], [0, -1], [0, 0, 3], [2, 1, 1]] {
      #expect(Grouping(wrong) == nil, "\(wrong)")
    }
    let one = try grouping([1, 0, 1, 2])
    #expect(one.categoryCount == 4 && one.groupCount == 3)
    #expect((0..<3).map(one.members) == [[1], [0, 2], [3]])
  }

  @Test("the largest stand alone, the largest first and equal ones in their order")
  func largest() {
    let shares = [0.1, 0.3, 0.1, 0.3, 0.2]
    #expect(Grouping(largestOf: shares, groupCount: 3).groups == [2, 0, 2, 1, 2])
    #expect(Grouping(largestOf: shares, groupCount: 1).groups == [0, 0, 0, 0, 0])
    #expect(Grouping(largestOf: shares, groupCount: 5).groups == [3, 0, 4, 1, 2])
  }

  @Test("merged counts are sums, and the merged law of counts is theirs, bit for bit")
  func merging() throws {
    let two = try grouping([0, 1, 0, 1])
    let counts: [Int64] = [1_000_000_000_000_000_000, 7, 3, 5]
    #expect(two.merged(counts) == [1_000_000_000_000_000_003, 12])
    let merged = two.merged(SimplexPoint(counts: counts))
    #expect(merged.isEmpiricalLaw(of: two.merged(counts)))
    // 1 − θ would have lost it.
    #expect(merged.complement(of: 0) == 12 / 1_000_000_000_000_000_015.0)
    #expect(two.merged(counts[...]) == two.merged(counts))
  }

  @Test("merging adds up whatever the law is, and expanding takes it back (seed 11)")
  func expanding() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<300 {
      let categories = 3 + random.next(30)
      let groups = 2 + random.next(min(4, categories - 2))
      let one = Grouping(
        largestOf: (0..<categories).map { _ in random.real(0...1) }, groupCount: groups)
      let theta = SimplexPoint(
        weights: (0..<categories).map { _ in random.next(4) == 0 ? 0 : random.real(0.01...1) }
          .enumerated().map { $0.offset == 0 ? 1 : $0.element })
      let merged = one.merged(theta)
      #expect(abs(merged.coordinates.reduce(0, +) - 1) < 1e-15 * Double(groups + 1))
      for group in 0..<groups {
        let sum = one.members(of: group).reduce(0) { $0 + theta[$1] }
        #expect(abs(merged[group] - sum) < 1e-14)
      }
      let again = one.expanded(merged, like: theta)
      for category in 0..<categories {
        #expect(abs(again[category] - theta[category]) < 1e-14)
      }
      let point = SimplexPoint(weights: (0..<groups).map { _ in random.real(0...1) + 1e-3 })
      let spread = one.merged(one.expanded(point, like: theta))
      for group in 0..<groups { #expect(abs(spread[group] - point[group]) < 1e-14) }
    }
  }

  @Test("a group without a share is shared out evenly")
  func emptyGroup() throws {
    let two = try grouping([0, 1, 1])
    let expanded = two.expanded(
      SimplexPoint(weights: [1, 1]), like: SimplexPoint(counts: [4, 0, 0]))
    #expect(expanded.coordinates == [0.5, 0.25, 0.25])
  }

  @Test("moving makes groups, fills them and lets empty ones go")
  func moving() throws {
    let start = try grouping([0, 1, 2, 2])
    let (split, origins) = start.moving([3], to: 3)
    #expect(split.groups == [0, 1, 2, 3] && origins == [0, 1, 2, 3])
    let (joined, left) = start.moving([0], to: 2)
    #expect(joined.groups == [1, 0, 1, 1] && left == [1, 2], "the first group is gone")
    let (whole, all) = start.moving(0..<4, to: 3)
    #expect(whole.groups == [0, 0, 0, 0] && all == [3])
    #expect(start.moving([Int](), to: 0).grouping == start)
    #expect(start.moving([0], to: 0).grouping == start)
  }

  @Test("whatever is moved, the result is a grouping (seed 5)")
  func movesKeepGroupings() throws {
    var random = SeededRandom(seed: 5)
    var one = try grouping([0, 0, 0, 1, 1, 2, 2, 2, 2])
    for _ in 0..<500 {
      let moved = (0..<9).filter { _ in random.next(3) == 0 }
      let group = random.next(one.groupCount + 1)
      let (next, origins) = one.moving(moved, to: group)
      #expect(Grouping(next.groups) == next && origins.count == next.groupCount)
      for category in 0..<9 {
        let origin = origins[next.groups[category]]
        #expect(origin == (moved.contains(category) ? group : one.groups[category]))
      }
      one = next
    }
  }
}
