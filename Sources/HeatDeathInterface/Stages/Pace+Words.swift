import HeatDeath

extension Pace {
  /// As sentences and the header say it: `3 samples/s`, `×10 in 3.3 s`, `×10³ a second`.
  func words(_ format: NumberFormat) -> String {
    switch self {
    case .stepsPerSecond(let rate):
      return "\(format.fixed(rate, digits: rate < 1 ? 1 : 0)) sample\(rate == 1 ? "" : "s")/s"
    case .decadesPerSecond(let rate):
      let times = format.symbols.isSpoken ? "k times " : format.symbols.times
      if rate >= 1, rate == rate.rounded() {
        return "\(times)\(format.magnitude(Int(rate))) a second"
      }
      let seconds = 1 / rate
      let digits = abs(seconds - seconds.rounded()) < 1e-6 ? 0 : 1
      return "\(times)10 in \(format.fixed(seconds, digits: digits)) s"
    }
  }
}
