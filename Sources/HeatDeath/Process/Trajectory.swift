import RealModule

/// The path of one run from ℓ to now in bounded memory: the model's laws Θ kept at sizes spaced
/// evenly in the natural clock ln(k/ℓ), as integers in proportion to them, ``SimplexPoint/shares``.
///
/// With the exact learner, trained on all the data, these are the counts of the dataset.
///
/// The clock is cut into cells of equal width and the first law recorded in each cell is kept.
/// When there are ``capacity`` points, the width doubles until some of them share a cell. What is
/// kept depends on the datasets recorded and on nothing else.
///
/// Copies share their points: to record into a path of which a copy is alive costs the copy of one
/// block of counts, not of all, so that a screen can take the whole path with every frame.
///
/// Invariant: sizes increase strictly, start at ℓ and stand in cells of their own; no more than
/// ``capacity`` points.
public struct Trajectory: Hashable, Sendable {
  /// n, the number of categories.
  public let categoryCount: Int

  /// The largest number of points kept: 4,096, or fewer where n exceeds 512, so that the counts
  /// kept number at most 2²¹, but never fewer than 64.
  public let capacity: Int

  /// The dataset size k of each point.
  public private(set) var sizes = Sizes()

  /// The smallest size at which ``record(counts:size:)`` keeps another point.
  ///
  /// `Int64.max` when no dataset can grow into another cell.
  public private(set) var nextSize: Int64

  /// The width of a cell in nats: a power of two, so that two cells make one of twice the width
  /// exactly.
  private var cellWidth: Double = 1.0 / 512

  private var counts: BlockedRows

  /// Starts a trajectory at the first model of a simulation that has drawn nothing yet.
  public init(start simulation: Simulation) {
    self.init(start: simulation.scenario.initialData, shares: simulation.theta.shares)
  }

  /// Starts a trajectory at the law of the initial dataset.
  public init(start: Dataset) { self.init(start: start, shares: start.counts) }

  private init(start: Dataset, shares: [Int64]) {
    categoryCount = start.categoryCount
    capacity = max(64, min(4096, (1 << 21) / start.categoryCount))
    sizes.append(start.size)
    counts = BlockedRows(rowLength: start.categoryCount)
    counts.append(shares[...])
    nextSize = .max
    scheduleNext()
  }

  /// The number of points.
  public var count: Int { sizes.count }

  /// The law of point `index`, as integers in proportion to it; the slice's indices do not start at 0.
  ///
  /// - Complexity: O(1).
  public func counts(at index: Int) -> ArraySlice<Int64> { counts[index] }

  /// Calls `body` with the law and the size of every point, oldest first: what ``counts(at:)`` and
  /// ``sizes`` have, at half the cost.
  ///
  /// - Complexity: O(``count``).
  public func eachPoint(_ body: (ArraySlice<Int64>, Int64) -> Void) {
    var index = 0
    counts.eachRow { row in
      body(row, sizes[index])
      index += 1
    }
  }

  /// Dataset sizes, which increase strictly.
  ///
  /// A path that grows shares those it had with its copies, as it does its laws.
  public struct Sizes: RandomAccessCollection, Hashable, Sendable {
    private var rows = BlockedRows(rowLength: 1)

    public var startIndex: Int { 0 }
    public var endIndex: Int { rows.count }

    /// - Complexity: O(1).
    public subscript(index: Int) -> Int64 { rows.first(ofRow: index) }

    mutating func append(_ size: Int64) { rows.append([size]) }
  }

  /// ln(k/ℓ) of point `index`, in nats.
  public func clock(at index: Int) -> Double {
    Double.log(Double(sizes[index]) / Double(sizes[0]))
  }

  /// Takes the model of a simulation into the path: Θ, at its ``Simulation/clock``.
  public mutating func record(_ simulation: Simulation) {
    record(counts: simulation.theta.shares, size: simulation.clock)
  }

  /// Takes a law into the path, given as integers in proportion to it, if it stands in a later
  /// cell of the clock than the last one.
  ///
  /// - Complexity: O(n), and O(n·capacity) each time the width doubles; some 16 kB, or one law, are copied
  ///   first where a copy of the path is alive.
  public mutating func record(counts: [Int64], size: Int64) {
    precondition(counts.count == categoryCount, "another number of categories")
    while size >= nextSize, count == capacity { coarsen() }
    // Wider cells may hold both the last point and this one.
    guard size >= nextSize else { return }
    sizes.append(size)
    self.counts.append(counts[...])
    scheduleNext()
    _checkInvariants()
  }

  private mutating func scheduleNext() {
    nextSize = firstSize(ofCell: cell(ofSize: sizes[count - 1]) + 1)
  }

  /// The smallest size with ln(size/ℓ) ≥ cell·width, to rounding: cells are defined by these sizes.
  private func firstSize(ofCell cell: Double) -> Int64 {
    let exact = Double(sizes[0]) * Double.exp(cell * cellWidth)
    return exact <= Double(Dataset.maximumSize) ? Int64(exact.rounded(.up)) : .max
  }

  private func cell(ofSize size: Int64) -> Double {
    let estimate = (Double.log(Double(size) / Double(sizes[0])) / cellWidth).rounded(.down)
    // The logarithm may fall on the wrong side of a boundary; no cell starts below ℓ.
    if firstSize(ofCell: estimate) > size { return estimate - 1 }
    return firstSize(ofCell: estimate + 1) <= size ? estimate + 1 : estimate
  }

  private mutating func coarsen() {
    cellWidth *= 2
    var keptSizes = Sizes()
    var keptCounts = BlockedRows(rowLength: categoryCount)
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
    scheduleNext()
  }

  private func _checkInvariants() {
    assert(count <= capacity && counts.count == count)
    assert(count < 2 || sizes[count - 2] < sizes[count - 1])
    assert(nextSize > sizes[count - 1])
  }
}
