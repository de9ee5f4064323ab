/// What a simulation is doing.
public enum SimulationActivity: Hashable, Sendable, CaseIterable {
  /// Drawing samples at its pace, or working off single steps.
  case running
  /// On its way to a size, in a time that was given.
  case flying
  /// On its way to a past moment, which takes longer than a frame.
  case seeking
  /// Waiting to be told to run.
  case paused
  /// Stopped by itself at the largest dataset that can be counted; a restart, a reseed or another
  /// scenario makes room.
  case full

  /// Whether it changes by itself.
  public var isMoving: Bool {
    switch self {
    case .running, .flying, .seeking: true
    case .paused, .full: false
    }
  }
}
