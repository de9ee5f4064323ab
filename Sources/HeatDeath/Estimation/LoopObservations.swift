import RealModule

/// What is kept of somebody's log so that its loop can be estimated: in bounded memory, however many
/// rows there are.
///
/// Three things are kept, since only the whole log tells which of them it is about: a path of totals,
/// evenly in ln k; steps from one row to the next, evenly in their number; and how often the counts of
/// all categories grew. Rows may become longer, as categories come up; what a row lacks is 0.
public struct LoopObservations: Sendable {
  /// What the numbers of a row are.
  public enum Values: Hashable, Sendable {
    /// Counts of samples.
    case counts
    /// A law, as integers in proportion to it.
    case laws
  }

  /// What a row is about.
  public enum Reading: Hashable, Sendable, CaseIterable {
    /// All samples so far: from row to row counts only grow.
    case totals
    /// Samples of its own, drawn from what was trained on those of the row before.
    case samples
    /// A law.
    case laws
  }

  /// From one row to the next.
  struct Step: Sendable {
    /// The row before `from`, where there was one.
    var earlier: [Int64]?
    var from: [Int64]
    var to: [Int64]

    func before(_ category: Int) -> Int64 { category < from.count ? from[category] : 0 }
    func after(_ category: Int) -> Int64 { category < to.count ? to[category] : 0 }

    /// The categories that a likelihood is about: all that an external law has, or without one those
    /// that the step begins with, since the urn never revives any.
    func categories(law: [Double]?) -> [Int] {
      if let law { return Array(law.indices) }
      return from.indices.filter { from[$0] > 0 }
    }
  }

  /// A dataset on the path.
  struct Waypoint: Sendable {
    var counts: [Int64]
    var size: Int64
    /// Whether nothing leads to it from the waypoint before.
    var startsAnew: Bool

    init(_ counts: [Int64], startsAnew: Bool) {
      self.counts = counts
      size = counts.reduce(0, +)
      precondition(size > 0 && size <= Dataset.maximumSize, "a row has samples")
      self.startsAnew = startsAnew
    }
  }

  public let values: Values

  /// How many rows there were.
  public private(set) var rowCount: Int64 = 0

  /// How many of the last steps are kept; `nil` for some of all there were.
  public let window: Int?

  private(set) var waypoints: [Waypoint] = []
  /// The last total, where it is not among the waypoints.
  private var pending: Waypoint?
  /// In nats.
  private var spacing = 0.0
  private(set) var steps: [Step] = []
  private var stepCount: Int64 = 0
  private var stride: Int64 = 1
  private var previous: [Int64]?
  private var earlier: [Int64]?
  private(set) var growingCount: Int64 = 0
  private(set) var shrinkingCount: Int64 = 0
  /// What the rows are about, where that is known from elsewhere.
  private var knownReading: Reading?

  /// - Parameters:
  ///   - values: what the numbers of a row are.
  ///   - window: to keep the last steps only, so many of them, ≥ 1.
  public init(_ values: Values, window: Int? = nil) {
    precondition(window ?? 1 >= 1, "a window has at least one step")
    self.values = values
    self.window = window
  }

  /// The most rows kept: 1,024, or fewer where there are more than 2,048 categories, but never fewer
  /// than 64.
  static func capacity(categoryCount: Int) -> Int {
    max(64, min(1024, (1 << 21) / max(1, categoryCount)))
  }

  /// Totals where counts grow in all but one of ten steps, whatever restarts do; else each row is about
  /// samples of its own.
  public var reading: Reading {
    guard values == .counts else { return .laws }
    if let knownReading { return knownReading }
    let changes = growingCount + shrinkingCount
    return shrinkingCount * 10 > changes ? .samples : .totals
  }

  /// The next row follows no other: the log begins anew, or a row between was not readable.
  public mutating func beginAnew() {
    previous = nil
    earlier = nil
  }

  /// Takes a row.
  ///
  /// - Precondition: amounts are not negative, one is positive, and they add up to at most
  ///   ``Dataset/maximumSize``.
  /// - Complexity: O(n); O(n·capacity) each time there are too many rows.
  public mutating func append(_ amounts: [Int64]) {
    rowCount += 1
    defer {
      earlier = previous
      previous = amounts
    }
    let growth = previous.map { note(earlier: earlier, from: $0, to: amounts) } ?? 0
    keep(Waypoint(amounts, startsAnew: previous == nil || growth < 0))
  }

  /// Takes a step.
  ///
  /// - Returns: ``growth(from:to:)``.
  private mutating func note(earlier: [Int64]?, from: [Int64], to: [Int64]) -> Int {
    let growth = Self.growth(from: from, to: to)
    if growth > 0 { growingCount += 1 }
    if growth < 0 { shrinkingCount += 1 }
    keep(Step(earlier: earlier, from: from, to: to))
    return growth
  }

  /// What a log had told at a row of it, from the rows that are kept: its steps are those that end with
  /// one of these. Where all rows are kept they are those that ``append(_:)`` would have kept.
  ///
  /// - Parameters:
  ///   - values: whether the rows have counts or laws.
  ///   - history: the rows kept, later ones as well.
  ///   - number: of the row.
  ///   - reading: what the whole log is about, which its first rows may not tell.
  ///   - window: to take steps of so many last rows only; of these again only those that are kept.
  /// - Complexity: O(n) a row.
  public init(
    _ values: Values, from history: LogHistory, through number: Int64, reading: Reading,
    window: Int? = nil
  ) {
    self.init(values, window: window)
    knownReading = reading
    var rows = history.rowsToLast[...]
    while let last = rows.last, last.number > number { rows.removeLast() }
    if let window {
      rows =
        history.stride == 1
        ? rows.suffix(window) : rows.drop { $0.number <= number - Int64(clamping: window) }
    }
    for row in rows {
      var growth = 0
      if let before = row.previous {
        growth = note(earlier: row.earlier, from: before, to: row.amounts)
        if rowCount == 0 { keep(Waypoint(before, startsAnew: true)) }
      }
      // Between two rows that are kept the log may have begun anew.
      let hasFallen = previous.map { Self.growth(from: $0, to: row.amounts) < 0 } ?? false
      keep(
        Waypoint(row.amounts, startsAnew: row.previous == nil || growth < 0 || hasFallen))
      rowCount += 1
      previous = row.amounts
    }
    rowCount = rows.last?.previous == nil ? rowCount : max(2, rowCount)
  }

  /// 1 where no count falls and one grows, −1 where one falls, 0 where all stand still.
  private static func growth(from old: [Int64], to new: [Int64]) -> Int {
    var hasGrown = false
    for category in 0..<max(old.count, new.count) {
      let before = category < old.count ? old[category] : 0
      let after = category < new.count ? new[category] : 0
      if after < before { return -1 }
      if after > before { hasGrown = true }
    }
    return hasGrown ? 1 : 0
  }

  private mutating func keep(_ step: Step) {
    defer { stepCount += 1 }
    if let window {
      steps.append(step)
      // In blocks, so that each step costs O(1).
      if steps.count >= 2 * window { steps.removeFirst(steps.count - window) }
      return
    }
    guard stepCount.isMultiple(of: stride) else { return }
    steps.append(step)
    let capacity = Self.capacity(categoryCount: step.to.count)
    while steps.count > capacity {
      stride *= 2
      steps = Swift.stride(from: 0, to: steps.count, by: 2).map { steps[$0] }
    }
  }

  private mutating func keep(_ point: Waypoint) {
    guard values == .counts else { return }
    if let window {
      waypoints.append(point)
      if waypoints.count > 2 * window { waypoints.removeFirst(waypoints.count - window - 1) }
      return
    }
    if point.startsAnew, let pending {
      waypoints.append(pending)
      self.pending = nil
    }
    if let last = waypoints.last, !point.startsAnew, !isFar(point, from: last) {
      pending = point
      return
    }
    pending = nil
    waypoints.append(point)
    let capacity = Self.capacity(categoryCount: point.counts.count)
    while waypoints.count > capacity { thin(to: capacity) }
  }

  private func isFar(_ point: Waypoint, from last: Waypoint) -> Bool {
    spacing == 0 || Double(point.size) >= Double(last.size) * Double.exp(spacing)
  }

  private mutating func thin(to capacity: Int) {
    if spacing > 64 {
      // Nothing but restarts: the older half goes.
      waypoints.removeFirst(waypoints.count / 2)
      return
    }
    if spacing == 0 {
      var length = 0.0
      for (old, new) in zip(waypoints, waypoints.dropFirst()) where !new.startsAnew {
        length += Double.log(Double(new.size) / Double(old.size))
      }
      spacing = max(2 * length / Double(capacity), 1e-12)
    } else {
      spacing *= 2
    }
    var kept: [Waypoint] = []
    for point in waypoints {
      if let last = kept.last, !point.startsAnew, !isFar(point, from: last) { continue }
      kept.append(point)
    }
    // The end of the path stays.
    if let newest = waypoints.last, kept.last?.size != newest.size { pending = newest }
    waypoints = kept
  }

  /// The totals between which the path is known, oldest first.
  var intervals: [Step] {
    let points = waypoints + (pending.map { [$0] } ?? [])
    let found = zip(points, points.dropFirst()).compactMap { old, new in
      new.startsAnew || new.size == old.size ? nil : Step(from: old.counts, to: new.counts)
    }
    return window.map { Array(found.suffix($0)) } ?? found
  }

  /// Steps from row to row, oldest first.
  var lastSteps: [Step] { window.map { Array(steps.suffix($0)) } ?? steps }
}
