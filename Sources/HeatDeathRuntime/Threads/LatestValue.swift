/// A place for one value between two threads, where a newer value replaces an older one: nothing is
/// queued.
///
/// The lock is held for a swap of references only. A value that is replaced is released by the
/// publisher after the lock, so that freeing a large one never makes the other thread wait.
public final class LatestValue<Value: Sendable>: Sendable {
  private let slot = Guarded<Value?>(nil)

  public init() {}

  /// Puts `value` in place of whatever has not been taken yet.
  public func publish(_ value: Value) {
    var exchanged: Value? = value
    slot.withLock { swap(&$0, &exchanged) }
  }

  /// The newest value published since the last call, or `nil` if there is none.
  public func take() -> Value? {
    slot.withLock { $0.take() }
  }
}
