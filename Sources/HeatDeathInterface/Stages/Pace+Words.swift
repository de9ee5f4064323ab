import HeatDeath

extension Pace {
  /// As a sentence says it: `3 samples a second`, `×10 every 3.3 s`.
  func words(_ format: NumberFormat) -> String {
    switch self {
    case .stepsPerSecond(let rate):
      return "\(Int(rate)) sample\(rate == 1 ? "" : "s") a second"
    case .decadesPerSecond(let rate):
      let seconds = 1 / rate
      let digits = seconds == seconds.rounded() ? 0 : 1
      return "\(format.symbols.times)10 every \(format.fixed(seconds, digits: digits)) s"
    }
  }
}
