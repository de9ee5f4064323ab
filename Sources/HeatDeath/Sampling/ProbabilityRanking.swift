/// Categories in the order of their probabilities, as integers that compare as these do: the counts
/// where the law is one of counts, which doubles cannot tell apart above 2⁵³, else the bit patterns,
/// which order doubles that are not negative as their values do.
struct ProbabilityRanking {
  private let theta: [Double]
  private let counts: [Int64]?
  /// Whether all categories with samples are equal, as T = ∞ makes them.
  private let isLevelled: Bool

  init(_ theta: [Double], counts: [Int64]?, isLevelled: Bool = false) {
    self.theta = theta
    self.counts = counts
    self.isLevelled = isLevelled
  }

  /// 0 for a probability of 0, unless the counts are smoothed.
  subscript(category: Int) -> UInt64 {
    if isLevelled { return theta[category] > 0 ? 1 : 0 }
    if let counts { return UInt64(counts[category]) }
    // Minus zero is zero.
    return theta[category] > 0 ? theta[category].bitPattern : 0
  }

  /// The largest rank of all.
  var largest: UInt64 {
    var largest: UInt64 = 0
    for category in theta.indices { largest = max(largest, self[category]) }
    return largest
  }
}
