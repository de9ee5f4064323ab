/// The SplitMix64 generator, used here only to turn seeds into generator states.
///
/// The state advances by the golden-ratio constant γ = 0x9E3779B97F4A7C15 and each output is a
/// bijective mix of the state, so distinct states give distinct outputs.
///
/// Do not use it to drive a simulation: 64 bits of state are too few for ensembles.
///
/// - Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014;
///   the mixing constants are Stafford's variant 13.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  var state: UInt64

  /// Creates a generator whose first output is the mix of `seed + γ`.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= Self.gamma
    return Self.mix(state)
  }

  static let gamma: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A bijection of the 64-bit integers in which every input bit affects every output bit.
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
