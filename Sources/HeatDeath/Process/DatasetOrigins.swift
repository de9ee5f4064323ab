/// Where the samples of a dataset came from.
public struct DatasetOrigins: Hashable, Sendable {
  /// ℓ samples that the run began with.
  public let initial: Int64
  /// Samples added at once from outside.
  public let injected: Int64
  /// Samples of the stream of external data.
  public let streamed: Int64
  /// Samples that a model of the run has made.
  public let generated: Int64

  /// All but the generated ones.
  public var real: Int64 { initial + injected + streamed }
}

extension Snapshot {
  /// Where the samples of the dataset came from.
  ///
  /// - Returns: `nil` where samples have ever been discarded: which ones are left is not counted, and
  ///   only sometimes known, as ``realCount`` says.
  /// - Complexity: O(marks).
  public var origins: DatasetOrigins? {
    guard hasAlwaysGrown else { return nil }
    return DatasetOrigins(
      initial: initialSize, injected: injectedCount, streamed: externalCount,
      generated: clock - initialSize - injectedCount - externalCount)
  }

  /// How many samples there were from outside, initial ones included, when there were `size` in all.
  ///
  /// - Returns: `nil` where it is not known: data that have streamed in are counted, not dated.
  public func realCount(atSize size: Int64) -> Int64? {
    guard hasAlwaysGrown, externalCount == 0 else { return nil }
    return marks.reduce(initialSize) { sum, mark in
      guard case .inject(let count, _) = mark.intervention, mark.clock <= size else { return sum }
      return sum + count
    }
  }
}
