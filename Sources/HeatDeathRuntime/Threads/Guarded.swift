import Synchronization

/// A value behind a lock, each access of which Thread Sanitizer sees to come after the last.
///
/// `Mutex` takes its lock inside the standard library, which is not instrumented: the sanitizer
/// would report every pair of accesses as a race. The atomic that is read after locking and written
/// before unlocking tells it their order. It adds nothing to the lock's own guarantees and costs a
/// plain load and store.
struct Guarded<Value: Sendable>: ~Copyable, Sendable {
  private let mutex: Mutex<Value>
  private let order = Atomic<Bool>(false)

  init(_ value: Value) { mutex = Mutex(value) }

  /// Calls `body` with the value while no other thread has it.
  ///
  /// - Parameter body: short, and never waiting for anything.
  borrowing func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    mutex.withLock { value in
      _ = order.load(ordering: .acquiring)
      defer { order.store(true, ordering: .releasing) }
      return body(&value)
    }
  }
}
