/// Where runs of a crowd stand: an immutable view that shares its memory with the crowd until that
/// goes on.
public struct CrowdFigures: Sendable {
  /// k of every run in it.
  public let clock: Int64
  /// How many runs are in it.
  public let runCount: Int
  /// The size of the dataset of each run: ``clock`` where all is kept; 0 without runs.
  public let size: Int64
  private let blocks: [CrowdBlock]

  init(_ blocks: [CrowdBlock], clock: Int64) {
    self.blocks = blocks
    self.clock = clock
    runCount = blocks.reduce(0) { $0 + $1.runCount }
    size = blocks.first { $0.runCount > 0 }?.counts(of: 0).reduce(0, +) ?? 0
  }

  /// Calls `body` with the counts of each run, in the order of their numbers; the slices' indices do
  /// not start at 0.
  ///
  /// - Complexity: O(runs), no allocation.
  public func eachRun(_ body: (ArraySlice<Int64>) -> Void) {
    for block in blocks {
      for run in 0..<block.runCount { body(block.counts(of: run)) }
    }
  }
}
