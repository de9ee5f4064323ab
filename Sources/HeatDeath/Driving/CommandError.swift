/// A command that could not be carried out; the simulation is as it was.
public enum CommandError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The intervention does not fit the simulation.
  case intervention(InterventionError)
  /// An intervention was scheduled for a number of samples that has already been passed.
  case datePassed(date: Int128, samplesDrawn: Int128)
  /// A leap was to end at a size already reached, or beyond the largest dataset.
  case leapTarget(Int64, size: Int64)
  /// There is no intervention left to take back.
  case nothingToUndo

  public var description: String {
    switch self {
    case .intervention(let error): error.description
    case .leapTarget(let target, let size):
      "a leap to \(target) samples is not possible; accepted are \(size) to "
        + "\(Dataset.maximumSize)"
    case .nothingToUndo: "there is nothing to undo"
    case .datePassed(let date, let samplesDrawn):
      "an intervention at \(date) samples is too late; accepted are dates from \(samplesDrawn)"
    }
  }
}

/// Which command failed, and why.
public struct FailedCommand: Hashable, Sendable {
  /// The number that sending the command returned.
  public let sequence: UInt64

  public let error: CommandError

  public init(sequence: UInt64, error: CommandError) {
    self.sequence = sequence
    self.error = error
  }
}
