import RealModule

/// One category on the continuous clock: it draws at rate (count)ᵖ, independently of all others.
///
/// In Rubin's embedding the categories of the process run side by side on one clock, and the
/// sequence of states they pass through is the process itself, so a jump of any length needs one
/// number of births a category.
///
/// - Source: H. Rubin's construction, in B. Davis, "Reinforced random walk", Probability Theory and
///   Related Fields 84 (1990).
struct BirthProcess: Sendable {
  /// p = 1/T.
  let exponent: Double

  /// The least variance of the clock, in units of the first wait's, at which births are drawn all
  /// at once: there the law of one draw is right to 4·10⁻⁶.
  static let leastVariance = 256.0

  /// The number of births within `clock`, starting at `count`.
  ///
  /// Births are drawn singly, which is exact, until what is left of the clock is long enough for
  /// ``HittingTime``'s quantile function.
  ///
  /// - Parameters:
  ///   - count: an integer ≥ 1. Beyond 2⁵³, where it stands for the counts around it, a Double
  ///     still tells apart what differs by far less than the fluctuations.
  ///   - clock: in units of count^{−p}; a clock of 0 has no births.
  ///   - limit: where counting stops; an answer above `limit` means "more than `limit`".
  /// - Complexity: O(1): at most about `leastVariance`·max(1, 2p−1) single births, and then some
  ///   five evaluations of the quantile.
  func births(
    from count: Double, clock: Double, limit: Double,
    using generator: inout some RandomNumberGenerator
  ) -> Double {
    switch drawSingly(from: count, clock: clock, limit: limit, using: &generator) {
    case .finished(let births):
      return births
    case .remaining(let births, let time, let clock):
      let offset = time.offset(
        score: generator.nextNormal(), clock: clock, bound: Self.beyond(limit))
      return births + offset.rounded(.down)
    }
  }

  /// How far single births came.
  enum Progress: Sendable {
    /// The clock ran out, or the limit was passed.
    case finished(births: Double)
    /// After so many births, what is left of the clock is long enough for the quantile of `time`.
    case remaining(births: Double, time: HittingTime, clock: Double)
  }

  /// Draws births one by one until the rest can be drawn at once.
  func drawSingly(
    from count: Double, clock: Double, limit: Double,
    using generator: inout some RandomNumberGenerator
  ) -> Progress {
    var births = 0.0
    var clock = clock
    var nextCheck = count
    while clock > 0 {
      let current = count + births
      if clock >= Self.leastVariance, current >= nextCheck {
        let time = HittingTime(count: current, exponent: exponent)
        if Self.isLongEnough(clock, for: time, bound: Self.beyond(limit)) {
          return .remaining(births: births, time: time, clock: clock)
        }
        nextCheck = current + max(1, current / 16)
      }
      clock -= generator.nextExponential()
      guard clock >= 0 else { break }
      births += 1
      guard births <= limit else { break }
      // In units of the next wait.
      clock *= Double.exp(exponent * Double.log(onePlus: 1 / current))
    }
    return .finished(births: births)
  }

  /// The least Double above `limit` by 1 or more: what a search that finds too many births ends at.
  static func beyond(_ limit: Double) -> Double { max(limit + 1, limit.nextUp) }

  /// Whether the variance up to the mean offset reaches ``leastVariance``.
  private static func isLongEnough(
    _ clock: Double, for time: HittingTime, bound: Double
  ) -> Bool {
    // G_2p(∞) is about c/(2p−1), whatever the clock.
    if time.count < (leastVariance - 1) * (2 * time.exponent - 1) { return false }
    return time.sums(min(bound, time.meanOffset(clock: clock))).g2 >= leastVariance
  }
}
