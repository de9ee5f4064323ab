import HeatDeath

extension NumberFormat {
  /// How often chance does what has a small p-value: `1 of 35`, `fewer than 1 of 1000`.
  func crowds(by pValue: Double) -> String {
    pValue >= 0.001 ? "1 of \(fixed(1 / pValue, digits: 0))" : "fewer than 1 of 1000"
  }
}

extension WinnersFit {
  /// What a p-value says of how far off a crowd is: rare below 1 of 20, and below 1 of 1000 not explained
  /// by chance.
  enum Verdict {
    case usual, rare, unlikely

    init(pValue: Double) { self = pValue >= 0.05 ? .usual : pValue >= 0.001 ? .rare : .unlikely }
  }

  var verdict: Verdict { Verdict(pValue: pValue) }

  /// How far a crowd is off the wins expected, and whether chance does that, from the longest to the shortest.
  func words(_ format: NumberFormat) -> [String] {
    Self.words(deviation: largestDeviation, pValue: pValue, format)
  }

  /// - Parameter deviation: in standard errors.
  static func words(deviation: Double, pValue: Double, _ format: NumberFormat) -> [String] {
    let errors = "\(format.fixed(deviation, digits: 1)) standard errors"
    let crowds = format.crowds(by: pValue)
    switch Verdict(pValue: pValue) {
    case .unlikely:
      return [
        "\(errors) off the wins expected: more than chance explains, \(crowds) crowds",
        "\(errors) off: not by chance", "off by more than chance", "not by chance",
      ]
    case .rare:
      return [
        "up to \(errors) off the wins expected; \(crowds) crowds is further off by chance",
        "\(crowds) crowds is further off by chance", "\(crowds) is further off by chance",
        "\(crowds) by chance",
      ]
    case .usual:
      return [
        "as theory expects, within chance: up to \(errors) off", "as theory expects, within chance",
        "within chance",
      ]
    }
  }
}
