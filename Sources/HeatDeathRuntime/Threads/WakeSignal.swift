import CPlatform
import Glibc

/// A flag that one thread raises and another sleeps on, as a descriptor that fits a poll set.
///
/// Any number of signals before the next ``drain()`` count as one. A signal is never lost: one that
/// arrives before the wait ends that wait at once. Everything written before ``signal()`` is still
/// to be published through a lock or an atomic; the flag itself carries no data.
///
/// Made on Linux's eventfd, whose counter is the flag.
public final class WakeSignal: Sendable {
  /// The descriptor, readable while the flag is raised; closed with the last reference.
  public let fileDescriptor: Int32

  /// Creates a flag that is not raised.
  ///
  /// - Throws: ``SystemCallError`` when the process has no descriptor left.
  public init() throws(SystemCallError) {
    fileDescriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    guard fileDescriptor >= 0 else { throw SystemCallError(call: "eventfd", code: errno) }
  }

  deinit { close(fileDescriptor) }

  /// Raises the flag and wakes whoever waits for it.
  ///
  /// Never blocks, from any thread.
  public func signal() {
    var one: UInt64 = 1
    // EAGAIN means a counter at its limit: the flag is raised already.
    while write(fileDescriptor, &one, 8) < 0 && errno == EINTR {}
  }

  /// Lowers the flag and returns whether it was raised.
  @discardableResult
  public func drain() -> Bool {
    var count: UInt64 = 0
    while true {
      if read(fileDescriptor, &count, 8) == 8 { return true }
      if errno != EINTR { return false }
    }
  }

  /// Sleeps until the flag is raised, lowers it, and returns `true`; or returns `false` when the
  /// time is over first.
  ///
  /// - Parameter timeoutNanoseconds: how long to wait at most; `nil` waits for ever.
  public func wait(timeoutNanoseconds: UInt64? = nil) -> Bool {
    let timeout = timeoutNanoseconds.map { Int64(clamping: $0) } ?? -1
    while true {
      if drain() { return true }
      var entry = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
      let ready = hd_poll(&entry, 1, timeout)
      if ready == 0 { return drain() }
      // Only a signal handler on this thread ends a wait early; the runtime's threads run none.
      precondition(ready > 0 || errno == EINTR, "an open eventfd can always be polled")
    }
  }
}
