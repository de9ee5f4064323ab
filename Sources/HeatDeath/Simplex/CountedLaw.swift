/// A law that is known in integers: θ_i = (c_i + α)/(k + nα), the empirical law of counts (α = 0) or
/// Laplace's smoothing of it.
///
/// What a figure takes the difference of, it takes in integers here, where the shares themselves
/// would have been rounded first.
struct CountedLaw: Hashable, Sendable {
  let counts: [Int64]
  /// k = Σ c_i.
  let size: Int64
  /// α ≥ 0.
  let pseudoCount: Double
  /// k + nα.
  let total: Double

  /// - Returns: `nil` where the counts add up to more than ``Dataset/maximumSize``, or α is so large
  ///   that nothing is left of them.
  init?(counts: [Int64], pseudoCount: Double = 0) {
    var size: Int64 = 0
    for count in counts {
      let (sum, overflow) = size.addingReportingOverflow(count)
      guard !overflow, sum <= Dataset.maximumSize else { return nil }
      size = sum
    }
    guard size > 0, pseudoCount <= 1e290 else { return nil }
    self.counts = counts
    self.size = size
    self.pseudoCount = pseudoCount
    total = Double(size) + Double(counts.count) * pseudoCount
  }

  /// Whether the law is the empirical one of the counts.
  var isEmpirical: Bool { pseudoCount == 0 }

  /// 1 − θ_i.
  func complement(of category: Int) -> Double {
    (Double(size - counts[category]) + Double(counts.count - 1) * pseudoCount) / total
  }

  /// θ_i − φ_i. Of empirical laws right to a few roundings however close they are; with
  /// pseudo-counts to a few roundings of the largest of three terms that are.
  func difference(_ category: Int, from other: CountedLaw) -> Double {
    Self.difference(
      (counts[category], size, pseudoCount, total),
      (other.counts[category], other.size, other.pseudoCount, other.total),
      categoryCount: counts.count)
  }

  /// The same of one category's counts, sizes, pseudo-counts and totals, without the laws.
  ///
  ///     (c + α)(k' + nα') − (c' + α')(k + nα) = (c k' − c' k) + α'(n c − k) − α(n c' − k')
  @inline(__always)
  static func difference(
    _ one: (count: Int64, size: Int64, pseudoCount: Double, total: Double),
    _ other: (count: Int64, size: Int64, pseudoCount: Double, total: Double), categoryCount: Int
  ) -> Double {
    let n = Int128(categoryCount)
    let cross = Int128(one.count) * Int128(other.size) - Int128(other.count) * Int128(one.size)
    var numerator = Double(cross)
    if other.pseudoCount > 0 {
      numerator += other.pseudoCount * Double(n * Int128(one.count) - Int128(one.size))
    }
    if one.pseudoCount > 0 {
      numerator -= one.pseudoCount * Double(n * Int128(other.count) - Int128(other.size))
    }
    return numerator / one.total / other.total
  }
}
