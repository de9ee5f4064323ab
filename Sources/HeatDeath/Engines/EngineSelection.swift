/// Chooses between engines that give the same law, by what they cost.
public enum EngineSelection: String, Hashable, Sendable, CaseIterable {
  /// By the thresholds below.
  case automatic = "auto"
  case step
  case leap

  /// Without a screen, runs of at least so many samples are leapt: single steps would take some
  /// tens of milliseconds.
  public static let leapDistance: Int64 = 1_000_000

  /// Without a screen, records must on average be at least so many samples apart: landing on each
  /// costs a leap some hundreds of single steps.
  public static let leapSpacing: Int64 = 10_000

  /// On the screen, datasets of at least so many samples are leapt where the pace is in decades:
  /// a leap of 1/32 decade is then no coarser than a frame at single steps.
  public static let leapSize: Int64 = 100_000

  /// The engine for a whole run without a screen.
  ///
  /// - Parameters:
  ///   - distance: K − ℓ, how many samples the run draws.
  ///   - records: at how many sizes it stops.
  ///   - externalData: the leap needs λ = 0.
  public func engine(distance: Int64, records: Int, externalData: ExternalData) -> Engine {
    switch self {
    case .step: return .step
    case .leap: return .leap
    case .automatic:
      let isFar =
        distance >= Self.leapDistance && distance / Int64(max(1, records)) >= Self.leapSpacing
      return isFar && externalData.fraction == 0 ? .leap : .step
    }
  }

  /// The engine on the screen at dataset size `size`: a function of the state and of whether the
  /// pace counts decades or steps.
  public func engine(size: Int64, pace: Pace, externalData: ExternalData) -> Engine {
    guard externalData.fraction == 0, case .decadesPerSecond = pace else { return .step }
    switch self {
    case .step: return .step
    case .leap: return .leap
    case .automatic: return size >= Self.leapSize ? .leap : .step
    }
  }
}
