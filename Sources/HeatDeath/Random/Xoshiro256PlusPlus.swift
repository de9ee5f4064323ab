/// The xoshiro256++ 1.0 generator: 256 bits of state, period 2²⁵⁶ − 1.
///
/// Every random choice of the program comes from one of these, seeded and passed in; there is no
/// global generator. Independent streams come from ``init(seed:stream:)``.
///
/// Not a cryptographic generator.
///
/// - Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47
///   (2021). Checked against the output of the authors' published C code in the tests.
public struct Xoshiro256PlusPlus: RandomNumberGenerator, Hashable, Sendable {
  var s0: UInt64
  var s1: UInt64
  var s2: UInt64
  var s3: UInt64

  /// Creates a generator from its raw state.
  ///
  /// - Precondition: not all four words are zero, the one state the generator never leaves.
  public init(state s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64) {
    precondition(s0 | s1 | s2 | s3 != 0, "the all-zero state of xoshiro256++ is a fixed point")
    self.s0 = s0
    self.s1 = s1
    self.s2 = s2
    self.s3 = s3
  }

  /// Creates stream number `stream` of the family that `seed` names.
  ///
  /// Word j of the state is mix(m_j + γ·(stream + 1)), where m_0…m_3 are the first four outputs of
  /// SplitMix64 at `seed` and γ is odd, so each word alone tells any two streams of one seed apart.
  /// Trajectory r of an ensemble uses stream r, which makes results independent of the number of
  /// workers.
  ///
  /// - Complexity: O(1).
  public init(seed: UInt64, stream: UInt64 = 0) {
    var words = SplitMix64(seed: seed)
    let offset = SplitMix64.gamma &* (stream &+ 1)
    let s0 = SplitMix64.mix(words.next() &+ offset)
    let s1 = SplitMix64.mix(words.next() &+ offset)
    let s2 = SplitMix64.mix(words.next() &+ offset)
    let s3 = SplitMix64.mix(words.next() &+ offset)
    // mix(0) = 0, and the four m_j differ, so at most one word can vanish.
    self.init(state: s0, s1, s2, s3)
  }

  @inline(__always)
  public mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = ((sum << 23) | (sum >> 41)) &+ s0
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }
}

extension RandomNumberGenerator {
  /// A uniform variate on [0, 1): one of the 2⁵³ multiples of 2⁻⁵³.
  @inline(__always)
  mutating func nextUnitInterval() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}
