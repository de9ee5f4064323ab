import RealModule

/// Turns time into samples due: the arithmetic of a ``Pace``, without a clock and without a
/// simulation.
///
/// In dt seconds at dataset size k the pace asks for
///
///     dk = r·dt                 at r steps a second,
///     dk = k·(10^(d·dt) − 1)    at d decades a second,
///
/// and what is asked for but not drawn yet is owed. The part of a sample below one is carried over,
/// so the mean pace is exact however time is cut. Where the samples cannot be drawn as fast, no
/// more is owed than one sample and what the pace asks for in ``horizon`` seconds; the rest is
/// dropped and ``isCapped`` says so until the debt is paid.
struct PaceKeeper: Sendable {
  /// How many seconds' worth of samples may be owed. Long enough for a machine that is busy
  /// elsewhere for a moment, short enough that a key pressed then is not followed by a rush.
  static let horizon = 0.1

  /// Nanoseconds between batches where single samples would be due more often.
  static let tick: UInt64 = 8_000_000

  /// ln 10.
  private static let ln10 = Double.log(10)

  /// The pace in force. A pace that is not above zero asks for nothing.
  private(set) var pace: Pace

  /// Whether samples were dropped since the debt was last paid: they cannot be drawn as fast as
  /// the pace asks.
  private(set) var isCapped = false

  private var owed = 0.0

  init(pace: Pace) { self.pace = pace }

  /// The whole samples owed, at most ``Dataset/maximumSize``.
  var stepsDue: Int64 {
    // What rounding keeps from a whole sample must not cost it another wake-up.
    min(Int64(owed + 1e-9), Dataset.maximumSize)
  }

  /// Changes the pace from now on and forgives the debt.
  mutating func setPace(_ pace: Pace) {
    self.pace = pace
    forgive()
  }

  /// Drops the whole samples owed; the part below one stays.
  mutating func forgive() {
    owed -= owed.rounded(.down)
    isCapped = false
  }

  /// Lets time pass at dataset size `size`.
  ///
  /// - Parameter granule: how many samples are drawn at once; so many may be owed in any case.
  mutating func elapse(nanoseconds: UInt64, size: Int64, granule: Int64 = 1) {
    guard isPositive, nanoseconds > 0 else { return }
    let limit = min(
      Double(granule) + growth(seconds: Self.horizon, from: Double(size)),
      Double(Dataset.maximumSize))
    let total = owed + growth(seconds: Double(nanoseconds) * 1e-9, from: Double(size) + owed)
    isCapped = isCapped || total > limit
    owed = min(total, limit)
  }

  /// Takes samples that were drawn off the debt.
  ///
  /// - Precondition: `steps` ≤ ``stepsDue``.
  mutating func pay(_ steps: Int64) {
    assert(steps <= stepsDue, "more samples than were due")
    owed = max(0, owed - Double(steps))
    if owed < 1 { isCapped = false }
  }

  /// How long nothing needs to be done: until the next sample is due, or a ``tick`` where samples
  /// are due more often; 0 when one is due now.
  ///
  /// - Parameter granule: how many samples are drawn at once.
  /// - Returns: nanoseconds, or `nil` when no sample will ever be due.
  func nanosecondsUntilDue(size: Int64, granule: Int64 = 1) -> UInt64? {
    guard isPositive else { return nil }
    if stepsDue >= granule { return 0 }
    let size = Double(size)
    let granule = Double(granule)
    if seconds(toGrowBy: granule, from: size) < Double(Self.tick) * 1e-9 { return Self.tick }
    let wait = max(1, seconds(toGrowBy: granule - owed, from: size + owed) * 1e9)
    // An hour is as good as any longer wait and fits the integer.
    return UInt64(min(wait, 3.6e12).rounded(.up))
  }

  private var isPositive: Bool {
    switch pace {
    case .stepsPerSecond(let rate), .decadesPerSecond(let rate): rate > 0
    }
  }

  private func growth(seconds: Double, from size: Double) -> Double {
    switch pace {
    case .stepsPerSecond(let rate): rate * seconds
    // expm1: at small k·d·dt a difference of powers would lose the fraction that is carried over.
    case .decadesPerSecond(let rate): size * Double.expMinusOne(rate * seconds * Self.ln10)
    }
  }

  private func seconds(toGrowBy steps: Double, from size: Double) -> Double {
    switch pace {
    case .stepsPerSecond(let rate): steps / rate
    case .decadesPerSecond(let rate): Double.log(onePlus: steps / size) / (rate * Self.ln10)
    }
  }
}
