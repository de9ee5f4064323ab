import Glibc
import HeatDeathFiles

/// Sees to an unfinished file when the process is interrupted, whatever its threads are doing.
///
/// The signals are blocked in every thread and taken by one that waits for them, so that is
/// ordinary code and not a signal handler. The process then dies of the signal, as shells expect.
enum InterruptGuard {
  /// Starts to guard. Call it before any other thread starts: threads inherit the blocked signals.
  ///
  /// A signal that is ignored, as `nohup` and background jobs of scripts arrange, stays ignored.
  ///
  /// - Parameter cleaningUp: called first when a signal has arrived, on another thread.
  static func install(
    abandoning part: PartFile, cleaningUp: @escaping @Sendable () -> Void
  ) {
    // A reader that leaves shows as EPIPE from write.
    signal(SIGPIPE, SIG_IGN)
    var signals = blockSignals()
    let body = Unmanaged.passRetained(
      Body(signals: signals) {
        cleaningUp()
        return part
      })
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().wait() }
        return nil
      }, body.toOpaque())
    if code == 0 {
      pthread_detach(thread)
    } else {
      // Without a thread to take them the signals must end the process as they always do.
      body.release()
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
  }

  /// Blocks the signals that ask to end, but for those that are ignored: they are waited for instead.
  ///
  /// - Returns: those that were blocked.
  static func blockSignals() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      sigaction(number, nil, &action)
      let isIgnored = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
      if !isIgnored { sigaddset(&signals, number) }
    }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    return signals
  }

  private final class Body {
    private var signals: sigset_t
    private let cleanUp: @Sendable () -> PartFile

    init(signals: sigset_t, cleanUp: @escaping @Sendable () -> PartFile) {
      self.signals = signals
      self.cleanUp = cleanUp
    }

    func wait() {
      var number: Int32 = 0
      while sigwait(&signals, &number) != 0 {}
      cleanUp().abandon {
        signal(number, SIG_DFL)
        kill(getpid(), number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        // Not reached unless the signal was lost; its exit code is the shells' convention.
        _exit(128 + number)
      }
    }
  }
}
