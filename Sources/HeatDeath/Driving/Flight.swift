import RealModule

/// The way to a size that takes its time: which size is due when, evenly in ln k.
///
///     k(t) = k₀·(K/k₀)^{t/d},   0 ≤ t ≤ d.
///
/// It draws the single steps that the run would draw at any pace, and leaps from where that would: a
/// seed has one run, whenever somebody takes off.
struct Flight: Sendable {
  /// K, where it lands.
  let target: Int64
  /// What it leaps by.
  let engine: Engine
  /// The clock up to which single steps are drawn.
  let takeOffClock: Int64
  /// How many samples had been drawn when the first leap was; `nil` before.
  var date: Int128?
  private let start: Int64
  private let beginning: UInt64
  private let nanoseconds: Double

  /// - Parameters:
  ///   - start: k₀ ≤ `target`.
  ///   - engine: one that leaps.
  ///   - takeOffClock: from where on.
  ///   - now: nanoseconds on the clock that ``clockDue(at:)`` is asked by.
  ///   - seconds: d; what is not above zero is at once.
  init(
    to target: Int64, from start: Int64, by engine: Engine, leapingFrom takeOffClock: Int64,
    now: UInt64, seconds: Double
  ) {
    self.target = target
    self.engine = engine
    self.takeOffClock = takeOffClock
    self.start = start
    beginning = now
    nanoseconds = seconds * 1e9
  }

  /// The size that should be reached by `now`.
  func clockDue(at now: UInt64) -> Int64 {
    let part = Double(now - beginning) / nanoseconds
    guard part < 1 else { return target }
    let decades = Double.log(Double(target) / Double(start))
    return min(target, Int64(Double(start) * Double.exp(part * decades)))
  }
}
