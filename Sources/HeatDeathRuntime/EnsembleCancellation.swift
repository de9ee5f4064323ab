import Synchronization

/// A request, from any thread, that an ensemble run end early.
public final class EnsembleCancellation: Sendable {
  private let requested = Atomic(false)

  public init() {}

  /// Whether the run is to end.
  public var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Asks the run to end. Jobs notice when they next emit or check; it cannot be taken back.
  public func request() { requested.store(true, ordering: .relaxed) }
}
