/// The fractions λ of fresh data that keys move through: whole hundredths.
enum FractionLadder {
  /// So many hundredths further, onto the next one where `fraction` stands between two; no further than
  /// 0 and 1.
  static func next(to fraction: Double, by hundredths: Int) -> Double {
    let present = fraction * 100
    let base = hundredths > 0 ? (present + 1e-9).rounded(.down) : (present - 1e-9).rounded(.up)
    return max(0, min(100, base + Double(hundredths))) / 100
  }

  /// Why there is no further fraction.
  static func end(isHighest: Bool) -> String {
    isHighest
      ? "100 % is the most: every new sample is fresh"
      : "0 % is the least: no sample is fresh"
  }
}
