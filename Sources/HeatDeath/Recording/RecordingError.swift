/// Parts that do not make a recording. Events and checkpoints are numbered from zero.
public enum RecordingError: Error, Hashable, Sendable {
  /// No checkpoint says where it ends.
  case noCheckpoint
  /// An event is dated before the one before it, or before anything was drawn.
  case event(Int, after: Int128)
  /// An event, or the last checkpoint where it is none, comes after more samples than a run can have.
  case late(Int?, latest: Int128)
  /// A checkpoint is not after the one before it, or not between the events that it stands between.
  case checkpoint(Int)
  /// Something was done after the last checkpoint.
  case eventAfterEnd(Int)
}

/// Where a recording and the run drawn again part.
public struct RecordingMismatch: Error, Hashable, Sendable {
  /// The first moment that is not as recorded.
  public let expected: RecordedMoment

  /// The last one that is; `nil` where none is.
  public let agreed: RecordedMoment?

  public let reason: Reason

  public enum Reason: Hashable, Sendable {
    /// The run is in another state then, or came to it otherwise.
    case state(RecordedMoment)
    /// What was done after so many samples does not fit the run.
    case event(Int128, ReplayError)
  }
}
