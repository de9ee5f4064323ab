/// What feeds a screen from beside the thread that draws it: has a latest report.
///
/// None of these calls waits for another thread's work, but where ``stop()`` says so.
public protocol Source: AnyObject, Sendable {
  associatedtype Report: SourceReport

  /// The newest report that has not been taken yet.
  func latest() -> Report?

  /// Ends the source. Later calls have no effect.
  func stop()
}

/// A source that reports when it is asked to.
public protocol ReportingSource: Source {
  /// Asks for a report of the moment, which shows every command sent so far; requests not yet answered
  /// are one.
  func requestReport()
}

/// A source that is driven: takes commands.
public protocol CommandedSource: ReportingSource {
  /// Hands over a command.
  ///
  /// - Returns: its number, counted from 1, by which reports tell that it has been carried out or
  ///   has failed.
  @discardableResult
  func send(_ command: SimulationCommand) -> UInt64
}

/// A source that answers questions, each with an ``AnswerReport``.
public protocol AskedSource: Source {
  /// Asks a question, in place of an older one of the same kind and subject that has not been
  /// begun.
  func ask(_ inquiry: Inquiry)
}

/// What a source tells: an immutable view of it, all of one moment.
public protocol SourceReport: Sendable {}

extension RunReport: SourceReport {}

/// Which source to start.
public enum SourceSpec: Hashable, Sendable {
  /// A simulation at its initial dataset.
  case run(Scenario, pace: Pace, isRunning: Bool)
  /// A simulation that does what was recorded.
  case replay(Recording, pace: Pace, isRunning: Bool)
  /// A crowd of so many runs at their initial dataset.
  case crowd(Scenario, runs: Int, pace: Pace, isRunning: Bool)
  /// A log of somebody else's loop, by its place among those that the program was started with.
  case log(Int)
  /// What computes answers.
  case calculator
}
