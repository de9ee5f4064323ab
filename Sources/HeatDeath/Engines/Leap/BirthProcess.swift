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

  /// The weights of counts, where the caller has them: spares a power a birth while they are small.
  private let powers: CountPowers?

  /// - Parameter powers: cᵖ for the same p.
  init(exponent: Double, powers: CountPowers? = nil) {
    self.exponent = exponent
    self.powers = powers
  }

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
  /// - Complexity: O(1): at most about `leastVariance`·max(1, 2p−1) single births, and then one to
  ///   three evaluations of the quantile, as a rule.
  func births(
    from count: Double, clock: Double, limit: Double,
    using generator: inout some RandomNumberGenerator
  ) -> Double {
    switch drawSingly(from: count, clock: clock, limit: limit, using: &generator) {
    case .finished(let births):
      return births
    case .remaining(let births, let time, let clock, let typical):
      let offset = time.offset(
        score: generator.nextNormal(), clock: clock, bound: Self.beyond(limit), typical: typical)
      return births + offset.rounded(.down)
    }
  }

  /// How far single births came.
  enum Progress: Sendable {
    /// The clock ran out, or the limit was passed.
    case finished(births: Double)
    /// After so many births, what is left of the clock is long enough for the quantile of `time`;
    /// `typical` is where its search begins.
    case remaining(
      births: Double, time: HittingTime, clock: Double, typical: HittingTime.Typical)
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
        if let typical = Self.typical(clock, of: time, bound: Self.beyond(limit)) {
          return .remaining(births: births, time: time, clock: clock, typical: typical)
        }
        nextCheck = current + max(1, current / 16)
      }
      if let powers, current + 1 < Double(powers.tabulatedCount) {
        drawByTable(
          powers, from: current, check: nextCheck, limit: count + limit + 1, births: &births,
          clock: &clock, using: &generator)
        guard births <= limit else { break }
        continue
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

  /// Draws at least one wait, and more while their counts stand in the table of `powers`, up to
  /// count `limit`; from count `check` on only while the clock is short of ``leastVariance``.
  ///
  /// On an absolute clock, where a wait is E/cᵖ and no wait's division waits for the one before.
  @inline(__always)
  private func drawByTable(
    _ powers: CountPowers, from count: Double, check: Double, limit: Double,
    births: inout Double, clock: inout Double, using generator: inout some RandomNumberGenerator
  ) {
    powers.withTable { table in
      let first = Int(count)
      let end = Int(min(Double(table.count - 1), limit))
      let check = Int(min(Double(end), check))
      var current = first
      var rest = clock / table[first]
      repeat {
        rest -= generator.nextExponential() / table[current]
        if rest < 0 { break }
        current += 1
      } while current < end && (current < check || rest * table[current] < Self.leastVariance)
      births += Double(current - first)
      clock = rest * table[current]
    }
  }

  /// The least Double above `limit` by 1 or more: what a search that finds too many births ends at.
  static func beyond(_ limit: Double) -> Double { max(limit + 1, limit.nextUp) }

  /// ``HittingTime/typical(clock:bound:)``, if the variance there reaches ``leastVariance``.
  private static func typical(
    _ clock: Double, of time: HittingTime, bound: Double
  ) -> HittingTime.Typical? {
    // G_2p(∞) is about c/(2p−1), whatever the clock.
    if time.count < (leastVariance - 1) * (2 * time.exponent - 1) { return nil }
    let typical = time.typical(clock: clock, bound: bound)
    return typical.sums.g2 >= leastVariance ? typical : nil
  }
}
