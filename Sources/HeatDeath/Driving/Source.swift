/// What feeds a screen: takes commands, is asked for a report, and has a latest one.
///
/// None of these calls waits for another thread's work, but ``stop()``.
public protocol Source: AnyObject, Sendable {
  associatedtype Report: SourceReport

  /// Hands over a command.
  ///
  /// - Returns: its number, counted from 1, by which reports tell that it has been carried out or
  ///   has failed.
  @discardableResult
  func send(_ command: SimulationCommand) -> UInt64

  /// Asks for a report that shows every command sent so far; requests not yet answered are one.
  func requestReport()

  /// The newest report that has not been taken yet.
  func latest() -> Report?

  /// Ends the source. Later commands and requests have no effect.
  func stop()
}

/// What a source tells: an immutable view of it, all of one moment.
public protocol SourceReport: Sendable {
  /// The number of the last command that has been carried out or has failed; 0 before the first.
  /// All that were sent before it have been, too.
  var lastCommand: UInt64 { get }

  /// The last failures, oldest first.
  var failures: [FailedCommand] { get }
}

extension RunReport: SourceReport {}

/// Which source to start.
public enum SourceSpec: Hashable, Sendable {
  /// A simulation at its initial dataset.
  case run(Scenario, pace: Pace, isRunning: Bool)
  /// A crowd of so many runs at their initial dataset.
  case crowd(Scenario, runs: Int, pace: Pace, isRunning: Bool)
}
