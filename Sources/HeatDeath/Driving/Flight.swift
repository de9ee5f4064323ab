import RealModule

/// A leap that takes its time: which size is due when, evenly in ln k.
///
///     k(t) = k₀·(K/k₀)^{t/d},   0 ≤ t ≤ d.
struct Flight: Sendable {
  /// K, where it lands.
  let target: Int64
  /// How many samples had been drawn at its beginning.
  let date: Int128
  private let start: Int64
  private let takeOff: UInt64
  private let nanoseconds: Double

  /// - Parameters:
  ///   - start: k₀ ≤ `target`.
  ///   - now: nanoseconds on the clock that ``clockDue(at:)`` is asked by.
  ///   - seconds: d; what is not above zero is at once.
  init(to target: Int64, from start: Int64, date: Int128, now: UInt64, seconds: Double) {
    self.target = target
    self.date = date
    self.start = start
    takeOff = now
    nanoseconds = seconds * 1e9
  }

  /// The size that should be reached by `now`.
  func clockDue(at now: UInt64) -> Int64 {
    let part = Double(now - takeOff) / nanoseconds
    guard part < 1 else { return target }
    let decades = Double.log(Double(target) / Double(start))
    return min(target, Int64(Double(start) * Double.exp(part * decades)))
  }
}
