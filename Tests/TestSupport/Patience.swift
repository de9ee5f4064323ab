/// A bound for a loop that goes on until something happens: no test waits for ever.
///
/// ```swift
/// let patience = Patience("the first leap")
/// while driver.simulation.engine != .leap {
///   try patience.check()
///   _ = driver.turn()
/// }
/// ```
///
/// The bound is no expectation of speed: it is far beyond what a busy machine takes, and only says
/// which event did not come where otherwise nothing would be said at all.
public struct Patience: Sendable {
  private let awaited: String
  private let limit: Duration
  private let start = ContinuousClock.now

  /// - Parameter awaited: what the loop waits for, as it is to stand in the failure.
  public init(_ awaited: String, atMost limit: Duration = .seconds(60)) {
    self.awaited = awaited
    self.limit = limit
  }

  /// Whether the time is over.
  public var isOver: Bool { start.duration(to: .now) > limit }

  /// - Throws: ``Exhausted`` once the time is over.
  public func check() throws(Exhausted) {
    if isOver { throw Exhausted(awaited: awaited, limit: limit) }
  }

  /// What was awaited did not come in time.
  public struct Exhausted: Error, Hashable, Sendable, CustomStringConvertible {
    public let awaited: String
    public let limit: Duration

    public var description: String { "waited \(limit) in vain for \(awaited)" }
  }
}
