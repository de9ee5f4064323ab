import RealModule

/// The weight cᵖ of every count c from 0 to 4·10¹⁸, without a power at the time of asking.
///
///     cᵖ = aᵖ·2^{sp}·(1 + y)ᵖ,   a·2^s ≤ c < (a + 1)·2^s,   y = c/(a·2^s) − 1
///
/// The powers of all a < 2^{bits+1} and of 2^s stand in tables; the last factor is its binomial
/// series up to y⁴. Octaves of counts are cut so finely that p·y ≤ 2⁻¹⁰: the omitted terms are
/// below 2⁻⁵⁰/120 of the weight, and its error below 4 ulp. Counts below 2¹¹·max(1, p) are in the
/// table themselves.
///
/// A weight is a function of the count alone. Beyond p = 16, where 4·10¹⁸ to the p-th power would
/// overflow, weights are (c/r)ᵖ with a reference r that is a function of the largest count alone;
/// there each one asked for takes a power.
///
/// Use it where weights change all the time; who needs a handful once takes ``powerOfRatio(_:_:exponent:)``.
struct CountPowers: Sendable {
  /// p = 1/T.
  let exponent: Double

  /// How many bits below the leading one a block's a keeps.
  private let bits: Int

  /// aᵖ; empty where weights need a reference.
  private let values: [Double]

  /// 2^{sp}.
  private let scales: [Double]

  /// p, p(p−1)/2, …: binomial coefficients.
  private let coefficient1: Double
  private let coefficient2: Double
  private let coefficient3: Double
  private let coefficient4: Double

  /// From this p on, weights need a reference: (4·10¹⁸)¹⁶ < 2⁹⁹⁰, and 2²⁴ of those can be added.
  static let largestAbsoluteExponent = 16.0

  /// - Precondition: `exponent` ≥ 0.
  /// - Complexity: 2¹¹·max(1, p) powers, about 30 µs at p ≤ 1: share one among engines.
  init(exponent p: Double) {
    exponent = p
    bits = Self.partitionBits(p, limit: 0x1p-10)
    coefficient1 = p
    coefficient2 = p * (p - 1) / 2
    coefficient3 = coefficient2 * (p - 2) / 3
    coefficient4 = coefficient3 * (p - 3) / 4
    guard p <= Self.largestAbsoluteExponent else {
      (values, scales) = ([], [])
      return
    }
    var values = Array(repeating: 0.0, count: 2 << bits)
    for a in 1..<values.count { values[a] = Double.pow(Double(a), p) }
    self.values = values
    scales = (0...62 - bits).map { Double.pow(Double(1 << $0), p) }
  }

  /// Counts below this one stand in the table themselves.
  var tabulatedCount: Int { values.count }

  /// Runs `body` with the weights of the counts below ``tabulatedCount``.
  @inline(__always)
  func withTable<Result>(_ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
    values.withUnsafeBufferPointer(body)
  }

  /// Whether weights are relative to a reference.
  var isRelative: Bool { values.isEmpty }

  /// The count by whose p-th power all weights are divided, so that none overflows: a function of
  /// the largest count alone; 1 where none would.
  ///
  /// The largest power of two up to p = 256, so that it changes once an octave; beyond, octaves are
  /// cut until (leader/reference)ᵖ ≤ e²⁵⁶.
  func reference(of leader: Int64) -> Int64 {
    guard isRelative else { return 1 }
    let leadingBit = 63 - leader.leadingZeroBitCount
    let shift = max(0, leadingBit - Self.partitionBits(exponent, limit: 256))
    return (leader >> shift) << shift
  }

  /// The weight of `count`: (c/r)ᵖ, or cᵖ where the reference is 1; 0 of a category without
  /// samples at every exponent, 0⁰ = 0.
  @inline(__always)
  func weight(of count: Int64, reference: Int64) -> Double {
    isRelative ? relativeWeight(of: count, reference: reference) : weight(of: count)
  }

  /// cᵖ.
  ///
  /// - Precondition: not ``isRelative``.
  @inline(__always)
  func weight(of count: Int64) -> Double {
    if count < values.count { return values[Int(truncatingIfNeeded: count)] }
    let shift = 63 &- count.leadingZeroBitCount &- bits
    let block = count >> Int64(truncatingIfNeeded: shift)
    let start = Double(block << Int64(truncatingIfNeeded: shift))
    let y = Double(count &- (block << Int64(truncatingIfNeeded: shift))) / start
    let series =
      1 + y * (coefficient1 + y * (coefficient2 + y * (coefficient3 + y * coefficient4)))
    return values[Int(truncatingIfNeeded: block)] * scales[shift] * series
  }

  @inline(never)
  private func relativeWeight(of count: Int64, reference: Int64) -> Double {
    count > 0 ? powerOfRatio(count, reference, exponent: exponent) : 0
  }

  /// The least number of bits, at most 62, that cuts octaves into parts with max(1, p)·2^−bits ≤
  /// `limit`.
  private static func partitionBits(_ p: Double, limit: Double) -> Int {
    let parts = max(1, p) / limit
    return parts <= 1 ? 0 : Int(min(62, Double.log2(parts).rounded(.up)))
  }
}
