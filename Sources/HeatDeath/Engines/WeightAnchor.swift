import RealModule

/// The weight (c/r)ᵖ for all counts c of one block [a, e): a polynomial of degree 4 in c − a.
///
///     (c/r)ᵖ = (a/r)ᵖ · Σ_m binom(p, m) ((c−a)/a)^m
///
/// Blocks cut every octave of counts into 2^bits parts, with bits so large that p(e−a)/a ≤ 2⁻¹⁰:
/// the omitted terms are below 2⁻⁵⁰/120 of the weight, and its error below 2 ulp wherever it is a
/// normal number. Block and reference are functions of counts alone, so a weight
/// is too.
struct WeightAnchor: Sendable {
  /// The first count beyond the block.
  let end: Int64
  private let start: Int64
  private let value: Double
  private let slope1: Double
  private let slope2: Double
  private let slope3: Double
  private let slope4: Double

  /// The block of a category without samples: its weight is 0 at every exponent, 0⁰ = 0.
  static let empty = WeightAnchor()

  private init() {
    (start, end, value) = (0, 1, 0)
    (slope1, slope2, slope3, slope4) = (0, 0, 0, 0)
  }

  /// The block that holds `count` ≥ 1.
  init(count: Int64, reference: Int64, exponent p: Double, bits: Int) {
    let shift = Self.blockShift(of: count, bits: bits)
    start = (count >> shift) << shift
    end = start + (1 << shift)
    value = powerOfRatio(start, reference, exponent: p)
    guard shift > 0 else {
      // A block of one count needs no slopes, and at p above 10⁷⁷ they would be infinite.
      (slope1, slope2, slope3, slope4) = (0, 0, 0, 0)
      return
    }
    let a = Double(start)
    slope1 = value * p / a
    slope2 = slope1 * (p - 1) / (2 * a)
    slope3 = slope2 * (p - 2) / (3 * a)
    slope4 = slope3 * (p - 3) / (4 * a)
  }

  /// (c/r)ᵖ of a count c of the block; no weight at all beyond it.
  @inline(__always)
  func weight(of count: Int64) -> Double {
    let d = Double(count &- start)
    return value + d * (slope1 + d * (slope2 + d * (slope3 + d * slope4)))
  }

  /// How many bits below the leading one a block start keeps.
  static func bits(exponent p: Double) -> Int { partitionBits(p, limit: 0x1p-10) }

  /// The count by whose p-th power all weights are divided, so that none overflows: a function of
  /// the leader's count alone.
  ///
  /// The largest power of two up to p = 256, so that it changes once an octave; beyond, octaves are
  /// cut until (leader/reference)ᵖ ≤ e²⁵⁶.
  static func reference(of leader: Int64, exponent p: Double) -> Int64 {
    let shift = blockShift(of: leader, bits: partitionBits(p, limit: 256))
    return (leader >> shift) << shift
  }

  /// The least number of bits, at most 62, that cuts octaves into parts with max(1, p)·2^−bits ≤
  /// `limit`.
  private static func partitionBits(_ p: Double, limit: Double) -> Int {
    let parts = max(1, p) / limit
    return parts <= 1 ? 0 : Int(min(62, Double.log2(parts).rounded(.up)))
  }

  private static func blockShift(of count: Int64, bits: Int) -> Int64 {
    let leadingBit = 63 - count.leadingZeroBitCount
    return Int64(max(0, leadingBit - bits))
  }
}
