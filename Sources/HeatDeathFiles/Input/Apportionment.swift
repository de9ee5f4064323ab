/// Whole samples in proportion to weights.
enum Apportionment {
  /// `total` samples shared out by the largest remainder: every category gets its share rounded down,
  /// and those with the largest fractions, the first of equals, one more.
  ///
  /// Computed in integers, so that the sum is `total` exactly.
  ///
  /// - Precondition: weights are below 2⁶³, and at least one is positive; `total` ≥ 0.
  /// - Complexity: O(n log n).
  static func counts(of weights: [Int64], total: Int64) -> [Int64] {
    let sum = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
    var remainders: [UInt128] = []
    var counts = weights.map { weight in
      let (quotient, remainder) = (UInt128(weight) * UInt128(total)).quotientAndRemainder(
        dividingBy: sum)
      remainders.append(remainder)
      return Int64(quotient)
    }
    let missing = Int(total - counts.reduce(0, +))
    let order = remainders.indices.sorted {
      remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1
    }
    for category in order.prefix(missing) { counts[category] += 1 }
    return counts
  }

  /// The same for real weights, which are rounded to 2⁻⁶² of the largest.
  ///
  /// - Precondition: weights are finite and ≥ 0, at least one is positive.
  static func counts(of weights: [Double], total: Int64) -> [Int64] {
    let largest = weights.max()!
    let unit = 0x1p62
    return counts(of: weights.map { Int64(($0 / largest * unit).rounded()) }, total: total)
  }
}
