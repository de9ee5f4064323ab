/// A partition of n categories into m groups, each with at least one member: the paper's coarse-grained
/// model (Remark 2), in which several outputs count as one.
///
/// ```swift
/// let grouping = Grouping([0, 0, 1])!        // the first two of three categories are one group
/// grouping.merged(SimplexPoint(counts: [5, 3, 2]))  // (0.8, 0.2)
/// ```
public struct Grouping: Hashable, Sendable {
  /// The group of each category.
  public let groups: [Int]
  /// m.
  public let groupCount: Int

  /// - Parameter groups: the group of each category, numbered from 0.
  /// - Returns: `nil` where there is no category, or a number below the largest one has no category.
  public init?(_ groups: [Int]) {
    guard let last = groups.max(), groups.allSatisfy({ $0 >= 0 }), last < groups.count else {
      return nil
    }
    var isTaken = [Bool](repeating: false, count: last + 1)
    for group in groups { isTaken[group] = true }
    guard isTaken.allSatisfy(\.self) else { return nil }
    self.groups = groups
    groupCount = last + 1
  }

  /// The groupCount − 1 largest of some shares by themselves, the largest first, and all others
  /// together; equal ones in their order.
  ///
  /// - Precondition: 1 ≤ `groupCount` ≤ the number of shares.
  /// - Complexity: O(n log n).
  public init(largestOf shares: [Double], groupCount: Int) {
    precondition((1...max(1, shares.count)).contains(groupCount), "as many groups as categories")
    var groups = [Int](repeating: groupCount - 1, count: shares.count)
    let order = shares.indices.sorted {
      shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1
    }
    for (group, category) in order.prefix(groupCount - 1).enumerated() { groups[category] = group }
    self.groups = groups
    self.groupCount = groupCount
  }

  /// n.
  public var categoryCount: Int { groups.count }

  /// The members of a group, in increasing order.
  ///
  /// - Complexity: O(n).
  public func members(of group: Int) -> [Int] { groups.indices.filter { groups[$0] == group } }

  // MARK: Coarse-graining

  /// The sums over the groups of integers in proportion to a law.
  ///
  /// - Precondition: n integers, whose sum is an `Int64`.
  /// - Complexity: O(n).
  public func merged(_ counts: some Collection<Int64>) -> [Int64] {
    precondition(counts.count == categoryCount, "as many counts as categories")
    var sums = [Int64](repeating: 0, count: groupCount)
    for (group, count) in zip(groups, counts) { sums[group] += count }
    return sums
  }

  /// The law of the groups. The merged empirical law of counts is again one of counts.
  ///
  /// - Precondition: n coordinates.
  /// - Complexity: O(n).
  public func merged(_ theta: SimplexPoint) -> SimplexPoint {
    precondition(theta.dimension == categoryCount, "as many coordinates as categories")
    if let counted = theta.counted, counted.isEmpirical {
      return SimplexPoint(counts: merged(counted.counts))
    }
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: groupCount)
    for (group, share) in zip(groups, theta.coordinates) { sums[group].add(share) }
    return SimplexPoint(weights: sums.map { max(0, $0.value) })
  }

  /// A law of the categories whose groups have the shares of `point`, and whose shares within each
  /// group are those of `theta`; even ones within a group that has nothing in `theta`.
  ///
  /// - Precondition: m and n coordinates.
  /// - Complexity: O(n).
  public func expanded(_ point: SimplexPoint, like theta: SimplexPoint) -> SimplexPoint {
    precondition(point.dimension == groupCount, "as many coordinates as groups")
    let sums = merged(theta)
    var sizes = [Double](repeating: 0, count: groupCount)
    for group in groups { sizes[group] += 1 }
    return SimplexPoint(
      weights: groups.indices.map { category in
        let group = groups[category]
        let within = sums[group] > 0 ? theta[category] / sums[group] : 1 / sizes[group]
        return point[group] * within
      })
  }

  // MARK: Other groupings

  /// The grouping with some categories in another group; groups left without members are gone and
  /// those behind them move up.
  ///
  /// - Parameters:
  ///   - moved: categories, each below n.
  ///   - group: where they go; ``groupCount`` for a group of their own.
  /// - Returns: the grouping, and which of the groups before, ``groupCount`` for the new one, each of
  ///   its groups was.
  /// - Complexity: O(n + |moved|).
  public func moving(
    _ moved: some Sequence<Int>, to group: Int
  ) -> (grouping: Grouping, origins: [Int]) {
    precondition((0...groupCount).contains(group), "a group that there is, or the next one")
    var groups = groups
    var isMoved = false
    for category in moved {
      groups[category] = group
      isMoved = true
    }
    guard isMoved else { return (self, Array(0..<groupCount)) }
    let origins = Set(groups).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(origins, origins.indices))
    // Every group that is left has a place.
    return (Grouping(numbered: groups.map { places[$0]! }, groupCount: origins.count), origins)
  }

  private init(numbered groups: [Int], groupCount: Int) {
    self.groups = groups
    self.groupCount = groupCount
  }
}
