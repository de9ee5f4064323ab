/// Rows of a log kept evenly in their number, in bounded memory: what a screen draws of a log however
/// long it grows.
///
/// Row numbers are cut into cells of equal width, and the first row in each cell is kept. When there
/// are more than `capacity` rows, the width doubles. What is kept depends on the rows and on nothing
/// else. Rows may become longer, as categories come up; what a row lacks is 0. Each keeps the two rows
/// before it, so that steps can be estimated from; neighbours share them.
///
/// Invariant: numbers increase strictly and stand in cells of their own.
public struct LogHistory: Sendable {
  /// A row of a log.
  public struct Row: Hashable, Sendable {
    /// Which row it is, from 1.
    public let number: Int64
    /// Its counts, or integers in proportion to its law.
    public let amounts: [Int64]
    /// Where it stands by the log's own count of steps; `nil` where that has none.
    public let position: Double?
    /// The row of the log before it, whether or not that is kept, and the one before that; `nil` where
    /// there is none that it follows. A step is known by its two ends, however few rows are kept.
    public internal(set) var previous: [Int64]?
    public internal(set) var earlier: [Int64]?

    public init(number: Int64, amounts: [Int64], position: Double? = nil) {
      self.number = number
      self.amounts = amounts
      self.position = position
    }
  }

  /// The rows kept, oldest first.
  public private(set) var rows: [Row] = []

  /// The last row, whether or not it is among ``rows``.
  public private(set) var last: Row?

  /// The width of a cell, a power of two.
  public private(set) var stride: Int64 = 1

  public init() {}

  /// The largest number of rows kept: 4,096, or fewer where there are more than 512 categories, so that
  /// the numbers kept are at most 2²¹ (three times as many with what stood before each row), but never
  /// fewer than 64.
  public static func capacity(categoryCount: Int) -> Int {
    max(64, min(4096, (1 << 21) / max(1, categoryCount)))
  }

  /// Takes a row.
  ///
  /// - Parameters:
  ///   - row: the counts or the law of each category, and where it stands in the log.
  ///   - startsAnew: whether it follows no other row.
  /// - Precondition: its number is above that of the last one, and at least 1.
  /// - Complexity: O(1) amortised; rows are shared, not copied.
  public mutating func append(_ row: Row, startsAnew: Bool = false) {
    precondition(row.number > last?.number ?? 0, "rows come in the order of their numbers")
    var row = row
    if !startsAnew {
      row.previous = last?.amounts
      row.earlier = last?.previous
    }
    last = row
    if let newest = rows.last, newest.cell(stride) == row.cell(stride) { return }
    rows.append(row)
    let capacity = Self.capacity(categoryCount: row.amounts.count)
    while rows.count > capacity {
      stride *= 2
      var lastCell: Int64 = -1
      rows.removeAll { [stride] row in
        defer { lastCell = row.cell(stride) }
        return row.cell(stride) == lastCell
      }
    }
  }

  /// The rows kept and the last one.
  public var rowsToLast: [Row] {
    guard let last, rows.last?.number != last.number else { return rows }
    return rows + [last]
  }
}

extension LogHistory.Row {
  fileprivate func cell(_ stride: Int64) -> Int64 { (number - 1) / stride }
}
