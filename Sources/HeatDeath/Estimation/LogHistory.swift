/// Rows of a log kept evenly in their number, in bounded memory: what a screen draws of a log however
/// long it grows.
///
/// Row numbers are cut into cells of equal width, and the first row in each cell is kept. When there
/// are more than `capacity` rows, the width doubles. What is kept depends on the rows and on nothing
/// else. Rows may become longer, as categories come up; what a row lacks is 0.
///
/// Invariant: numbers increase strictly and stand in cells of their own.
public struct LogHistory: Sendable {
  /// A row of a log.
  public struct Row: Hashable, Sendable {
    /// Which row it is, from 1.
    public let number: Int64
    /// Its counts, or integers in proportion to its law.
    public let amounts: [Int64]

    public init(number: Int64, amounts: [Int64]) {
      self.number = number
      self.amounts = amounts
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
  /// the numbers kept are at most 2²¹, but never fewer than 64.
  public static func capacity(categoryCount: Int) -> Int {
    max(64, min(4096, (1 << 21) / max(1, categoryCount)))
  }

  /// Takes a row.
  ///
  /// - Precondition: its number is above that of the last one, and at least 1.
  /// - Complexity: O(1) amortised; rows are shared, not copied.
  public mutating func append(_ row: Row) {
    precondition(row.number > last?.number ?? 0, "rows come in the order of their numbers")
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
}

extension LogHistory.Row {
  fileprivate func cell(_ stride: Int64) -> Int64 { (number - 1) / stride }
}
