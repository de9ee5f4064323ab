extension RandomNumberGenerator {
  /// A uniform integer in 0 ..< `bound`, without the bias of a remainder.
  ///
  /// Written out here, because what the standard library draws from a generator is not promised to
  /// stay the same from one version to the next.
  ///
  /// - Precondition: `bound` > 0.
  /// - Source: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
  mutating func nextInteger(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "an integer below 0")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }
}
