import HeatDeath

/// The temperatures that keys move through: fine near 1, where the regimes meet, coarse far away.
enum TemperatureLadder {
  /// The next rung above `temperature`, or `nil` at T = ∞.
  static func warmer(than temperature: Temperature) -> Temperature? {
    rungs.first { $0.value > temperature.value * (1 + 1e-9) }
  }

  /// The next rung below `temperature`, or `nil` at or below the lowest.
  static func cooler(than temperature: Temperature) -> Temperature? {
    rungs.last { $0.value < temperature.value * (1 - 1e-9) }
  }

  /// The next rung, or `nil` at the end.
  ///
  /// - Parameter isHeld: whether the key is held down: the fine steps near 1 are then left out, but
  ///   not 1 itself.
  static func next(
    to temperature: Temperature, warmer: Bool, isHeld: Bool = false
  ) -> Temperature? {
    guard isHeld else { return warmer ? self.warmer(than: temperature) : cooler(than: temperature) }
    return warmer
      ? coarse.first { $0.value > temperature.value * (1 + 1e-9) }
      : coarse.last { $0.value < temperature.value * (1 - 1e-9) }
  }

  /// The rungs but those that are no multiple of 0.05 near 1.
  private static let coarse = rungs.filter { rung in
    guard (0.9...1.1).contains(rung.value) else { return true }
    let twentieths = rung.value * 20
    return abs(twentieths - twentieths.rounded()) < 1e-9
  }

  /// 0.01, 0.02, from 0.05 to 0.9 by 0.05, to 1.1 by 0.01, to 2 by 0.05, to 5 by 0.25, to 10 by 1,
  /// then 20, 50, 100, 1,000 and ∞.
  static let rungs: [Temperature] = {
    let hundredths: [Int] =
      [1, 2] + Array(stride(from: 5, through: 90, by: 5)) + Array(91...110)
      + Array(stride(from: 115, through: 200, by: 5))
      + Array(stride(from: 225, through: 500, by: 25))
      + Array(stride(from: 600, through: 1000, by: 100)) + [2_000, 5_000, 10_000, 100_000]
    // Every entry is a positive number.
    return hundredths.map { try! Temperature(Double($0) / 100) } + [.infinite]
  }()
}
