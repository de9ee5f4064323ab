/// Counts the first samples of a text, where a sample is a unit that belongs to a category.
struct UnitPrefix: UnitSink {
  /// The category of each number, −1 for none.
  private let categories: [Int]
  /// The category of numbers beyond those, −1 for none: a file may grow while it is read twice.
  private let restIndex: Int
  private(set) var counts: [Int64]
  /// How many samples are still to come.
  private(set) var remaining: Int64

  init(categories: [Int], restIndex: Int, categoryCount: Int, limit: Int64) {
    self.categories = categories
    self.restIndex = restIndex
    counts = Array(repeating: 0, count: categoryCount)
    remaining = limit
  }

  @inline(__always)
  mutating func add(_ number: Int) {
    guard remaining > 0 else { return }
    let category = number < categories.count ? categories[number] : restIndex
    guard category >= 0 else { return }
    counts[category] += 1
    remaining -= 1
  }
}
