/// The training dataset, reduced to what the process depends on: how many samples of each category.
///
/// Counts are integers, so a dataset cannot drift off the simplex however long it grows.
///
/// Invariant: n ≥ 1, every count ≥ 0, at least one positive, and the size k = Σ c_i is at most
/// ``maximumSize``.
public struct Dataset: Hashable, Sendable {
  /// The largest size a dataset may reach: 4·10¹⁸ samples.
  public static let maximumSize: Int64 = 4_000_000_000_000_000_000

  /// The count c_i of each category.
  public private(set) var counts: [Int64]

  /// The number of samples k = Σ c_i.
  public private(set) var size: Int64

  /// Creates a dataset from its counts.
  ///
  /// - Throws: ``DatasetError`` when there is no category, a count is negative, all are zero, or
  ///   they add up to more than ``maximumSize``.
  /// - Complexity: O(n).
  public init(counts: [Int64]) throws(DatasetError) {
    guard !counts.isEmpty else { throw .empty }
    var size: Int64 = 0
    for (category, count) in counts.enumerated() {
      guard count >= 0 else { throw .negativeCount(category: category, count: count) }
      let (sum, overflow) = size.addingReportingOverflow(count)
      guard !overflow, sum <= Self.maximumSize else { throw .tooLarge(category: category) }
      size = sum
    }
    guard size > 0 else { throw .allZero }
    self.counts = counts
    self.size = size
  }

  /// n, the number of categories.
  public var categoryCount: Int { counts.count }

  /// The empirical law Θ*_i = c_i/k.
  public var empiricalLaw: SimplexPoint { SimplexPoint(counts: counts) }

  /// Adds `count` samples of one category.
  ///
  /// - Precondition: `count` ≥ 0 and the size stays within ``maximumSize``.
  public mutating func add(_ count: Int64, toCategory category: Int) {
    precondition(count >= 0, "samples are added, never removed")
    precondition(
      count <= Self.maximumSize - size, "a dataset holds at most \(Self.maximumSize) samples")
    counts[category] += count
    size += count
    _checkInvariants()
  }

  /// Takes over counts that an engine advanced in place.
  mutating func replace(counts newCounts: [Int64], size newSize: Int64) {
    counts = newCounts
    size = newSize
    _checkInvariants()
  }

  func _checkInvariants() {
    assert(size > 0 && size <= Self.maximumSize)
    assert(counts.allSatisfy { $0 >= 0 })
    assert(counts.reduce(0, +) == size)
  }
}

/// Counts that are no dataset. Categories are numbered from zero.
public enum DatasetError: Error, Hashable, Sendable {
  /// There is no category at all.
  case empty
  /// A count is below zero.
  case negativeCount(category: Int, count: Int64)
  /// The counts up to and including `category` add up to more than ``Dataset/maximumSize``.
  case tooLarge(category: Int)
  /// Every count is zero, so there is nothing to learn from.
  case allZero
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "no counts; accepted are integers from 0, at least one of them positive"
    case .negativeCount(let category, let count):
      "count \(category + 1) is \(count); accepted are integers from 0"
    case .tooLarge(category: 0):
      "count 1 is more than \(Dataset.maximumSize), the largest dataset"
    case .tooLarge(let category):
      "counts 1 to \(category + 1) add up to more than \(Dataset.maximumSize), the largest dataset"
    case .allZero: "every count is 0; at least one must be positive"
    }
  }
}
