import RealModule

/// The path of one run from ℓ to now in bounded memory: datasets kept at sizes spaced evenly in
/// the natural clock ln(k/ℓ).
///
/// The clock is cut into cells of equal width and the first dataset seen in each cell is kept.
/// When the points reach ``capacity``, the width doubles and every other point goes. What is kept
/// depends on the datasets recorded and on nothing else.
///
/// Copies share their points: to record into a path of which a copy is alive costs the copy of one
/// block of counts, not of all, so that a screen can take the whole path with every frame.
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

  /// The size at which the next point is due.
  public private(set) var nextSize: Int64

  private var cellWidth: Double = 1.0 / 512

  private var counts: BlockedRows

  /// Starts a trajectory at the initial dataset.
  public init(start: Dataset) {
    self.init(counts: start.counts, size: start.size)
  }

  init(counts: [Int64], size: Int64) {
    categoryCount = counts.count
    capacity = max(64, min(4096, (1 << 21) / counts.count))
    sizes = [size]
    self.counts = BlockedRows(rowLength: counts.count)
    self.counts.append(counts[...])
    nextSize = size + 1
    scheduleNext(after: size)
  }

  /// The number of points.
  public var count: Int { sizes.count }

  /// The counts of point `index`; the slice's indices do not start at 0.
  ///
  /// - Complexity: O(1).
  public func counts(at index: Int) -> ArraySlice<Int64> { counts[index] }

  /// ln(k/ℓ) of point `index`, in nats.
  public func clock(at index: Int) -> Double { clock(ofSize: sizes[index]) }

  /// Takes a dataset into the path if it stands in a later cell of the clock than the last one.
  ///
  /// - Complexity: O(n), and O(n·capacity) each time the width doubles; up to 64 kB are copied
  ///   first where a copy of the path is alive.
  public mutating func record(counts: [Int64], size: Int64) {
    precondition(counts.count == categoryCount, "another number of categories")
    guard size >= nextSize else { return }
    if count == capacity { coarsen() }
    guard cell(ofSize: size) > cell(ofSize: sizes[count - 1]) else {
      scheduleNext(after: size)
      return
    }
    sizes.append(size)
    self.counts.append(counts[...])
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
    var keptCounts = BlockedRows(rowLength: categoryCount)
    keptSizes.reserveCapacity(capacity)
    var lastCell = -Double.infinity
    for index in 0..<count {
      let cell = cell(ofSize: sizes[index])
      guard cell > lastCell else { continue }
      lastCell = cell
      keptSizes.append(sizes[index])
      keptCounts.append(counts[index])
    }
    sizes = keptSizes
    counts = keptCounts
  }
}
