/// Chooses the engine: exact leaps where they hold, approximate ones where only they reach, single
/// steps otherwise.
public enum EngineSelection: String, Hashable, Sendable, CaseIterable {
  /// By the thresholds below.
  case automatic = "auto"
  case step
  case leap

  /// Without a screen, runs of at least so many samples are leapt: single steps would take some
  /// tens of milliseconds.
  public static let leapDistance: Int64 = 1_000_000

  /// Without a screen, runs of at least so many samples are leapt where leaps are approximate:
  /// single steps would take some tens of seconds.
  public static let splitDistance: Int64 = 1_000_000_000

  /// Without a screen, records must on average be at least so many samples apart: landing on each
  /// costs a leap some hundreds of single steps.
  public static let leapSpacing: Int64 = 10_000

  /// On the screen, datasets of at least so many samples are leapt where the pace is in decades:
  /// a leap of 1/32 decade is then no coarser than a frame at single steps.
  public static let leapSize: Int64 = 100_000

  /// On the screen, datasets of at least so many samples are leapt where leaps are approximate: as
  /// long as single steps keep up, they are shown.
  public static let splitSize: Int64 = 1_000_000

  /// The engine for a whole run without a screen.
  ///
  /// - Parameters:
  ///   - distance: K − ℓ, how many samples the run draws.
  ///   - records: at how many sizes it stops.
  ///   - scenario: what is run.
  ///   - thresholds: from where on it is leapt.
  /// - Throws: ``EngineRefusal`` where leaps are asked for and none hold.
  public func engine(
    distance: Int64, records: Int, scenario: Scenario, thresholds: LeapThresholds = .run
  ) throws(EngineRefusal) -> Engine {
    if self == .step { return .step }
    let leaping: Engine
    do {
      leaping = try scenario.loop.leapingEngine(
        externalFraction: scenario.externalData.fraction, initialSize: scenario.initialData.size)
    } catch {
      if self == .leap { throw error }
      return .step
    }
    if self == .leap { return leaping }
    let isFar = distance >= (leaping == .leap ? thresholds.leapDistance : thresholds.splitDistance)
    let isSparse = distance / Int64(max(1, records)) >= thresholds.spacing
    return isFar && isSparse ? leaping : .step
  }

  /// The engine on the screen: a function of the state and of whether the pace counts decades or
  /// steps.
  public func engine(for simulation: Simulation, pace: Pace) -> Engine {
    guard self != .step, case .decadesPerSecond = pace, let leaping = simulation.leapingEngine
    else { return .step }
    let threshold = leaping == .leap ? Self.leapSize : Self.splitSize
    return self == .leap || simulation.size >= threshold ? leaping : .step
  }
}
