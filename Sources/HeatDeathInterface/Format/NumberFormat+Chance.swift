import HeatDeath

extension NumberFormat {
  /// How often chance does what has a p-value: `1 of 35`, `4 of 10`, `nearly all`, `fewer than 1 of 1000`.
  func crowds(by pValue: Double) -> String {
    guard pValue >= 0.001 else { return "fewer than 1 of 1000" }
    guard pValue >= 0.1 else { return "1 of \(fixed(1 / pValue, digits: 0))" }
    let tenths = Int((10 * pValue).rounded())
    return tenths < 10 ? "\(tenths) of 10" : "nearly all"
  }
}

extension WinnersFit {
  /// The p-value below which chance is said not to explain how far off a crowd is.
  static let significance = 0.001

  /// How far a crowd is off the odds and how often chance does that, from the longest to the shortest.
  func words(_ format: NumberFormat) -> [String] {
    let errors = "\(format.fixed(largestDeviation, digits: 1)) standard errors"
    let crowds = format.crowds(by: pValue)
    guard pValue >= Self.significance else {
      return [
        "\(errors) off the odds: more than chance explains, \(crowds) crowds",
        "\(errors) off: not by chance", "off by more than chance", "not by chance",
      ]
    }
    return [
      "up to \(errors) off the odds, as \(crowds) crowds by chance",
      "so far off the odds by chance: \(crowds) crowds", "by chance \(crowds) stray as far",
      "by chance",
    ]
  }
}
