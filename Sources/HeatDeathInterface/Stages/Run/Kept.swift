import Synchronization

/// A value that is computed when it is first asked for, and kept: by copies of what holds it as well.
///
/// It is a function of what it was made from, so nobody can tell when it was computed.
final class Kept<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)
  private let compute: @Sendable () -> Value

  init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  var value: Value {
    kept.withLock { kept in
      if let kept { return kept }
      let value = compute()
      kept = value
      return value
    }
  }
}
