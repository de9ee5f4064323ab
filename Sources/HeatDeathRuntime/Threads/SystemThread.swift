import CPlatform
import Glibc

/// A POSIX thread with a name and a stack of its own size, that takes no signal sent to the
/// process, and an alternate stack for the handlers of its own faults.
///
/// The thread starts with signals blocked rather than blocking them itself, so there is no moment
/// at which it could take one. Faults of the thread's own (SIGSEGV, a Swift trap, …) stay
/// deliverable: blocked, the kernel would end the process without the handlers that restore the
/// terminal.
public final class SystemThread: Sendable {
  /// The signals that report a fault of the thread itself.
  static let faultSignals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS]

  private let handle: Guarded<pthread_t?>

  /// Starts a thread that runs `body` and ends with it.
  ///
  /// - Parameters:
  ///   - name: what debuggers and `top` show, at most 15 bytes.
  ///   - stackSize: bytes of stack; only what is touched takes memory.
  ///   - body: what the thread does; it must not be bound to an actor.
  /// - Throws: ``SystemCallError`` when the process may not have another thread.
  public init(
    name: StaticString, stackSize: Int = 1 << 20, body: @escaping @Sendable () -> Void
  ) throws(SystemCallError) {
    precondition(name.utf8CodeUnitCount <= 15, "a thread's name has at most 15 bytes")
    let start = Unmanaged.passRetained(Start(name: name, body: body))

    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)

    var blocked = sigset_t()
    sigfillset(&blocked)
    for fault in Self.faultSignals { sigdelset(&blocked, fault) }
    var previous = sigset_t()
    pthread_sigmask(SIG_SETMASK, &blocked, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }

    var handle = pthread_t()
    let code = pthread_create(&handle, &attributes, runThread, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw SystemCallError(call: "pthread_create", code: code)
    }
    self.handle = Guarded(handle)
  }

  deinit {
    if let handle = handle.withLock({ $0.take() }) { pthread_detach(handle) }
  }

  /// Waits until the thread has ended; returns at once when it was joined before.
  public func join() {
    guard let handle = handle.withLock({ $0.take() }) else { return }
    pthread_join(handle, nil)
  }

  fileprivate final class Start: Sendable {
    let name: StaticString
    let body: @Sendable () -> Void

    init(name: StaticString, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }
}

private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  // `argument` is the retained `Start` that the initialiser passed.
  let start = Unmanaged<SystemThread.Start>.fromOpaque(argument!).takeRetainedValue()
  // Without one an overflow of this stack could not restore the terminal; all else works the same.
  _ = hd_install_alternate_stack()
  hd_name_thread(UnsafeRawPointer(start.name.utf8Start).assumingMemoryBound(to: CChar.self))
  start.body()
  return nil
}
