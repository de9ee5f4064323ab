/// An index set I ⊆ {0, …, n−1} of categories, n ≤ 64.
public struct CategorySet: Hashable, Sendable {
  /// An index set holds categories below that.
  public static let mostCategories = 64

  /// Bit i is set when category i belongs to the set.
  public let bits: UInt64

  public init(bits: UInt64) { self.bits = bits }

  /// - Precondition: every member is in 0..<64.
  public init(_ members: some Sequence<Int>) {
    var bits: UInt64 = 0
    for member in members {
      precondition((0..<64).contains(member), "a category set holds categories 0 to 63")
      bits |= 1 << UInt64(member)
    }
    self.bits = bits
  }

  @inlinable
  public func contains(_ category: Int) -> Bool {
    (0..<64).contains(category) && bits & (1 << UInt64(category)) != 0
  }

  public var count: Int { bits.nonzeroBitCount }

  /// The members in increasing order.
  public var members: [Int] { (0..<64).filter(contains) }

  /// Every index set of two or more of `categoryCount` categories, the largest first and sets of
  /// one size in lexicographic order: for three categories ABC, AB, AC, BC.
  ///
  /// - Precondition: `categoryCount` ≤ 16; there are 2ⁿ − n − 1 sets.
  /// - Complexity: O(n·2ⁿ).
  public static func all(ofCategories categoryCount: Int) -> [CategorySet] {
    precondition(categoryCount <= 16, "2^n index sets are listed for at most 16 categories")
    guard categoryCount >= 2 else { return [] }
    return (0..<(1 << UInt64(categoryCount)))
      .map(CategorySet.init(bits:))
      .filter { $0.count >= 2 }
      .sorted { left, right in
        left.count != right.count
          ? left.count > right.count : left.members.lexicographicallyPrecedes(right.members)
      }
  }
}
