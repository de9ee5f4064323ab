import RealModule

/// The path of one run from ℓ to now in bounded memory: datasets kept at sizes spaced evenly in
/// the natural clock ln(k/ℓ).
///
/// The clock is cut into cells of equal width and the first dataset seen in each cell is kept.
/// When the points reach ``capacity``, the width doubles and every other point goes. What is kept
/// depends on the datasets recorded and on nothing else.
///
/// Invariant: sizes increase strictly and start at ℓ; no more than ``capacity`` points.
public struct Trajectory: Hashable, Sendable {
  /// n, the number of categories.
  public let categoryCount: Int

  /// The largest number of points kept: 4,096, or fewer where n exceeds 512, so that the counts
  /// kept number at most 2²¹.
  public let capacity: Int

  /// The dataset size k of each point.
  public private(set) var sizes: [Int64]

  /// The counts of all points, n after n.
  public private(set) var flatCounts: [Int64]

  /// The size at which the next point is due.
  public private(set) var nextSize: Int64

  private var cellWidth: Double = 1.0 / 512

  /// Starts a trajectory at the initial dataset.
  public init(start: Dataset) {
    self.init(counts: start.counts, size: start.size)
  }

  init(counts: [Int64], size: Int64) {
    categoryCount = counts.count
    capacity = max(64, min(4096, (1 << 21) / counts.count))
    sizes = [size]
    flatCounts = counts
    nextSize = size + 1
    scheduleNext(after: size)
  }

  /// The number of points.
  public var count: Int { sizes.count }

  /// The counts of point `index`.
  public func counts(at index: Int) -> ArraySlice<Int64> {
    flatCounts[(index * categoryCount)..<((index + 1) * categoryCount)]
  }

  /// ln(k/ℓ) of point `index`, in nats.
  public func clock(at index: Int) -> Double { clock(ofSize: sizes[index]) }

  /// Takes a dataset into the path if it stands in a later cell of the clock than the last one.
  ///
  /// - Complexity: O(n), and O(n·capacity) each time the width doubles.
  public mutating func record(counts: [Int64], size: Int64) {
    precondition(counts.count == categoryCount, "another number of categories")
    guard size >= nextSize else { return }
    if count == capacity { coarsen() }
    guard cell(ofSize: size) > cell(ofSize: sizes[count - 1]) else {
      scheduleNext(after: size)
      return
    }
    sizes.append(size)
    flatCounts.append(contentsOf: counts)
    scheduleNext(after: size)
  }

  private func clock(ofSize size: Int64) -> Double {
    Double.log(Double(size) / Double(sizes[0]))
  }

  private func cell(ofSize size: Int64) -> Double {
    (clock(ofSize: size) / cellWidth).rounded(.down)
  }

  private mutating func scheduleNext(after size: Int64) {
    let boundary = (cell(ofSize: size) + 1) * cellWidth
    let exact = Double(sizes[0]) * Double.exp(boundary)
    // Rounded boundaries may fall a unit short of the cell; `record` then just asks again.
    nextSize = exact < 9e18 ? max(size + 1, Int64(exact.rounded(.up))) : .max
  }

  private mutating func coarsen() {
    cellWidth *= 2
    var keptSizes: [Int64] = []
    var keptCounts: [Int64] = []
    keptSizes.reserveCapacity(capacity)
    keptCounts.reserveCapacity(capacity * categoryCount)
    var lastCell = -Double.infinity
    for index in 0..<count {
      let cell = cell(ofSize: sizes[index])
      guard cell > lastCell else { continue }
      lastCell = cell
      keptSizes.append(sizes[index])
      keptCounts.append(contentsOf: counts(at: index))
    }
    sizes = keptSizes
    flatCounts = keptCounts
  }
}
