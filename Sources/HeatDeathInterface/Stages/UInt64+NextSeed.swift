import HeatDeath

extension UInt64 {
  /// The seed that `r` goes on to: a function of the present one, short enough to be read aloud.
  var nextSeed: UInt64 {
    var words = SplitMix64(seed: self)
    return words.next() % 1_000_000
  }
}
