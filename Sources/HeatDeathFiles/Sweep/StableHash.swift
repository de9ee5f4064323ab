import HeatDeath

/// A number made of a text, the same in every process and on every machine.
enum StableHash {
  /// - Parameter start: what it begins with; another one gives another number.
  static func of(_ text: String, from start: UInt64) -> UInt64 {
    var state = start
    for byte in text.utf8 {
      var words = SplitMix64(seed: state)
      state = words.next() ^ UInt64(byte)
    }
    var words = SplitMix64(seed: state)
    return words.next()
  }
}
