/// The order of the newest samples: a ring of categories.
struct SampleWindow: Sendable {
  /// W.
  let capacity: Int

  private var categories: [UInt32] = []
  /// Where the oldest sample stands, once the ring is full.
  private var oldest = 0

  /// Takes the samples of a dataset in random order, which is how exchangeable data come; of more
  /// than `capacity` those that would have come last.
  init(
    capacity: Int64, counts: [Int64], size: Int64, using generator: inout some RandomNumberGenerator
  ) {
    self.capacity = Int(capacity)
    categories = Self.newest(of: counts, size: size, limit: capacity, using: &generator)
    categories.reserveCapacity(self.capacity)
  }

  /// Counts of the samples in the window.
  func counts(categoryCount: Int) -> [Int64] {
    var counts = [Int64](repeating: 0, count: categoryCount)
    for category in categories { counts[Int(category)] += 1 }
    return counts
  }

  /// Adds the newest sample.
  ///
  /// - Returns: the category of the sample that leaves, or `nil` while there is room.
  mutating func push(_ category: Int) -> Int? {
    guard categories.count == capacity else {
      categories.append(UInt32(category))
      return nil
    }
    let leaving = Int(categories[oldest])
    categories[oldest] = UInt32(category)
    oldest = oldest + 1 == capacity ? 0 : oldest + 1
    return leaving
  }

  /// Adds samples that come all at once, in random order.
  ///
  /// - Complexity: O(n + W).
  mutating func push(
    counts: [Int64], size: Int64, using generator: inout some RandomNumberGenerator
  ) {
    for category in Self.newest(of: counts, size: size, limit: Int64(capacity), using: &generator) {
      _ = push(Int(category))
    }
  }

  private static func newest(
    of counts: [Int64], size: Int64, limit: Int64, using generator: inout some RandomNumberGenerator
  ) -> [UInt32] {
    var kept = counts
    if size > limit {
      MultivariateHypergeometric.draw(limit, from: counts, into: &kept, using: &generator)
    }
    var categories: [UInt32] = []
    categories.reserveCapacity(Int(min(size, limit)))
    for category in kept.indices {
      for _ in 0..<kept[category] { categories.append(UInt32(category)) }
    }
    // Fisher and Yates.
    for index in categories.indices.reversed() {
      let other = Int(generator.nextInteger(below: UInt64(index + 1)))
      categories.swapAt(index, other)
    }
    return categories
  }
}
