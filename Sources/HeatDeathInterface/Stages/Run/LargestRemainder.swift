import HeatDeath

extension SimplexPoint {
  /// Counts of `size` samples in all that are nearest the point's shares: whole parts first, then
  /// one sample each for the largest remainders (Hamilton's method).
  ///
  /// - Precondition: `size` ≥ 0.
  /// - Complexity: O(n log n).
  func counts(ofSize size: Int64) -> [Int64] {
    let quotas = coordinates.map { $0 * Double(size) }
    var counts = quotas.map { min(size, Int64($0)) }
    let rest = size - counts.reduce(0, +)
    let order = quotas.indices.sorted {
      let (left, right) = (quotas[$0].fraction, quotas[$1].fraction)
      return left != right ? left > right : $0 < $1
    }
    if (0...Int64(order.count)).contains(rest) {
      for category in order.prefix(Int(rest)) { counts[category] += 1 }
    } else if let largest = counts.indices.max(by: { counts[$0] < counts[$1] }) {
      // Beyond 2⁵³ samples a double loses whole ones: too few to be seen in the largest count.
      counts[largest] += rest
    }
    return counts
  }
}

extension Double {
  fileprivate var fraction: Double { self - rounded(.down) }
}
