import CPlatform
import Glibc

/// The signals that concern a terminal program, taken as data instead of by handlers.
///
/// They are blocked in every thread, and read from a descriptor that the main loop polls together
/// with the keys: no code ever runs in the middle of other code. A signal that the process was
/// started with ignored (as `nohup` does with HUP) stays ignored.
struct SignalQueue: ~Copyable {
  private static let candidates = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE, SIGCHLD,
  ]
  /// The signals that ask the process to end.
  static let terminating: Set<Int32> = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Becomes readable when a signal is waiting.
  let descriptor: Int32

  init() throws(TerminalError) {
    Self.block()
    var signals = Self.managed
    descriptor = signalfd(-1, &signals, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
    guard descriptor >= 0 else { throw .failure(of: "signalfd") }
  }

  deinit { close(descriptor) }

  /// Blocks the signals in the calling thread and in those it starts from now on.
  static func block() {
    var signals = managed
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Lets the signals take their usual effect on the calling thread, those already waiting too.
  static func unblock() {
    // The terminal vanishing while it was written to is not worth dying of.
    _ = consume(SIGPIPE)
    var signals = managed
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// The next waiting signal, or nil.
  func next() -> Int32? {
    var information = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard read(descriptor, &information, size) == size else { return nil }
    return Int32(information.ssi_signo)
  }

  /// Whether a signal that asks the process to end is waiting.
  var terminationIsPending: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return Self.terminating.contains { sigismember(&pending, $0) == 1 }
  }

  /// What became of the way to the foreground.
  enum Foreground {
    case reached
    /// A signal that asks the process to end waits.
    case ending
    /// An orphan is not stopped, and has no one to bring it to the foreground.
    case orphaned
  }

  /// Stops again and again until the process may change the modes of its terminal, after it was
  /// continued by whatever signal.
  func awaitForeground(of keyboard: borrowing Keyboard) -> Foreground {
    _ = Self.consume(SIGCONT)
    while !keyboard.isForeground {
      // Continued in the background, or to be told to end. Touching the terminal would stop the
      // process before it could read the signal.
      if terminationIsPending { return .ending }
      Self.takeDefaultAction(of: SIGTTOU)
      if !Self.consume(SIGCONT) { return .orphaned }
    }
    return terminationIsPending ? .ending : .reached
  }

  /// Takes a waiting `signal` out of the queue; false where none was waiting.
  static func consume(_ signal: Int32) -> Bool {
    var signals = signalSet(of: [signal])
    var atOnce = timespec()
    return sigtimedwait(&signals, nil, &atOnce) == signal
  }

  /// Sends the calling thread `signal` with its default action, which the queue holds off
  /// otherwise, and returns if the process is still there or there again.
  static func takeDefaultAction(of signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    var previous = sigaction()
    sigaction(signal, &action, &previous)
    raise(signal)
    var signals = signalSet(of: [signal])
    var mask = sigset_t()
    pthread_sigmask(SIG_UNBLOCK, &signals, &mask)
    pthread_sigmask(SIG_SETMASK, &mask, nil)
    sigaction(signal, &previous, nil)
  }

  /// Runs `body` and undoes what it did to the signals' actions: ncurses installs handlers of its
  /// own, which would never run while the signals are blocked, but outlive the screen.
  static func preservingActions<Result>(_ body: () -> Result) -> Result {
    var saved: [(signal: Int32, action: sigaction)] = []
    for signal in candidates {
      var action = sigaction()
      if sigaction(signal, nil, &action) == 0 { saved.append((signal, action)) }
    }
    // ncurses sets SIGTSTP to be ignored while it draws, which would discard one that waits in the
    // queue; it keeps its hands off where somebody else has a handler as it starts.
    signal(SIGTSTP) { _ in }
    defer {
      for var entry in saved { sigaction(entry.signal, &entry.action, nil) }
    }
    return body()
  }

  private static var managed: sigset_t {
    signalSet(
      of: candidates.filter { signal in
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        return handler != unsafeBitCast(SIG_IGN, to: Int.self)
      })
  }

  private static func signalSet(of signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
