/// A command that could not be carried out; the simulation is as it was.
public enum CommandError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The intervention does not fit the simulation.
  case intervention(InterventionError)
  /// There is no intervention left to take back.
  case nothingToUndo
  /// There is no undo left to take back.
  case nothingToRedo
  /// It does not fit a crowd.
  case crowd(CrowdRefusal)

  public var description: String {
    switch self {
    case .intervention(let error): error.description
    case .nothingToUndo: "there is nothing to undo"
    case .nothingToRedo: "there is no undo to take back"
    case .crowd(let refusal): refusal.description
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
