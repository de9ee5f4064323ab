/// How fast samples are really drawn, over the last moment.
///
/// The rate is taken from sample to sample over the last 0.25 to 0.5 seconds or the last 4 to 8
/// batches of samples, whichever is longer, so that it stands still at one step a second and
/// follows at once at a million.
struct RateMeter: Sendable {
  private struct Span {
    var steps: Int64 = 0
    var batches = 0
    var nanoseconds: UInt64 = 0
  }

  private var previous = Span()
  private var current = Span()
  private var start: UInt64

  /// Starts measuring at time `now`.
  init(now: UInt64) { start = now }

  /// Counts samples that were drawn by time `now`.
  mutating func count(_ steps: Int64, now: UInt64) {
    guard steps > 0 else { return }
    current.steps += steps
    current.batches += 1
    current.nanoseconds = now - start
    if current.nanoseconds >= 250_000_000 && current.batches >= 4 {
      previous = current
      current = Span()
      start = now
    }
  }

  /// Samples a second; 0 before the first.
  var stepsPerSecond: Double {
    let nanoseconds = previous.nanoseconds + current.nanoseconds
    guard nanoseconds > 0 else { return 0 }
    return Double(previous.steps + current.steps) / Double(nanoseconds) * 1e9
  }
}
