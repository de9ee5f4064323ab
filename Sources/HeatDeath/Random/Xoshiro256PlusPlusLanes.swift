/// Eight ``Xoshiro256PlusPlus`` generators that advance together: each lane gives the numbers of its
/// generator, bit for bit.
///
/// Use it where eight runs take one number each; for one run it does eight times the work.
struct Xoshiro256PlusPlusLanes: Sendable {
  static let laneCount = 8

  private var s0 = SIMD8<UInt64>.zero
  private var s1 = SIMD8<UInt64>.zero
  private var s2 = SIMD8<UInt64>.zero
  private var s3 = SIMD8<UInt64>.zero

  /// The generator of one lane, to be put in before lanes are advanced and taken out after.
  subscript(lane: Int) -> Xoshiro256PlusPlus {
    get { Xoshiro256PlusPlus(state: s0[lane], s1[lane], s2[lane], s3[lane]) }
    set {
      s0[lane] = newValue.s0
      s1[lane] = newValue.s1
      s2[lane] = newValue.s2
      s3[lane] = newValue.s3
    }
  }

  @inline(__always)
  mutating func next() -> SIMD8<UInt64> {
    let sum = s0 &+ s3
    let result = ((sum &<< 23) | (sum &>> 41)) &+ s0
    let shifted = s1 &<< 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 &<< 45) | (s3 &>> 19)
    return result
  }

  /// A uniform variate on [0, 1) from each lane, as ``nextUnitInterval()`` of its generator.
  ///
  /// The 53 bits become a Double in two parts, the lower 32 as the last bits of 2⁵² and the others
  /// as those of 2⁸⁴: vectors have no conversion of 64-bit integers. No step rounds.
  @inline(__always)
  mutating func nextUnitInterval() -> SIMD8<Double> {
    let bits = next() &>> 11
    let low = (bits & 0xFFFF_FFFF) | SIMD8(repeating: (0x1p52).bitPattern)
    let high = (bits &>> 32) | SIMD8(repeating: (0x1p84).bitPattern)
    let rest =
      unsafeBitCast(high, to: SIMD8<Double>.self) - SIMD8(repeating: 0x1p84 + 0x1p52)
    return (rest + unsafeBitCast(low, to: SIMD8<Double>.self)) * 0x1p-53
  }
}
