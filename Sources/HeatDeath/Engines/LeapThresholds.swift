/// From where on a run without a screen is leapt if nobody chose its engine.
public struct LeapThresholds: Hashable, Sendable {
  /// The fewest samples of a run that is leapt exactly, and where leaps are approximate.
  public let leapDistance: Int64
  public let splitDistance: Int64

  /// How many samples records are at least apart, on average.
  public let spacing: Int64

  public init(leapDistance: Int64, splitDistance: Int64, spacing: Int64) {
    self.leapDistance = leapDistance
    self.splitDistance = splitDistance
    self.spacing = spacing
  }

  /// Those of a run whose records count, each for itself.
  public static let run = LeapThresholds(
    leapDistance: EngineSelection.leapDistance, splitDistance: EngineSelection.splitDistance,
    spacing: EngineSelection.leapSpacing)
}
