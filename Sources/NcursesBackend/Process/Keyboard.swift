import Glibc

/// The terminal that keys come from, and its modes: how they were, and how the screen needs them.
///
/// The screen gets each key at once, as it was typed, without echo, and writes its bytes
/// unchanged. Ctrl-C, Ctrl-\ and Ctrl-Z stay signals.
struct Keyboard: ~Copyable {
  let descriptor: Int32
  /// The modes found, which are those to leave behind.
  let originalModes: termios
  private let ownsDescriptor: Bool

  /// Whether reading from ``descriptor`` never waits, whatever the terminal's modes.
  private let neverWaits: Bool

  /// Takes `input`, or the terminal that controls the process where `input` is none.
  init(
    input: Int32, controllingTerminal: String = "/dev/tty"
  ) throws(TerminalError) {
    let isTerminal = isatty(input) == 1
    // Opened anew: that reads do not wait belongs to the opening, and the one that the process was
    // started with is shared with the shell. Refused where the terminal is another user's.
    let path = isTerminal ? "/proc/self/fd/\(input)" : controllingTerminal
    let opened = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    neverWaits = opened >= 0
    ownsDescriptor = opened >= 0
    descriptor = opened >= 0 || !isTerminal ? opened : input
    guard descriptor >= 0 else {
      // No such device: the process has no terminal that controls it.
      throw [ENXIO, ENOENT, ENODEV].contains(errno)
        ? .inputNotATerminal : .failure(of: "open \(controllingTerminal)")
    }
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else {
      let error = TerminalError.failure(of: "tcgetattr")
      if ownsDescriptor { close(descriptor) }
      throw error
    }
    originalModes = modes
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// The modes that the screen needs.
  var screenModes: termios {
    var modes = originalModes
    modes.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | ISTRIP | IXON)
    // ncurses is told nothing of this terminal's modes, so that it may count on none: neither on
    // newlines that return the carriage nor on tabs that become spaces.
    modes.c_oflag &= ~tcflag_t(OPOST)
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
    modes.c_lflag |= tcflag_t(ISIG)
    withUnsafeMutableBytes(of: &modes.c_cc) { characters in
      // A read must not wait: Ctrl-Z throws away what was typed before it, between poll(), which
      // saw a key, and the read that finds none. Where that is the modes' part, a shell that reads
      // them before they are set back takes an empty read for its end.
      characters[Int(VMIN)] = neverWaits ? 1 : 0
      characters[Int(VTIME)] = 0
    }
    return modes
  }

  /// The modes that lines need: each key at once, without echo, and all else as it was found.
  var lineModes: termios {
    var modes = originalModes
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL)
    modes.c_lflag |= tcflag_t(ISIG)
    withUnsafeMutableBytes(of: &modes.c_cc) { characters in
      characters[Int(VMIN)] = neverWaits ? 1 : 0
      characters[Int(VTIME)] = 0
    }
    return modes
  }

  /// Sets the modes that the screen needs.
  func enterRaw() { enter(screenModes) }

  /// Sets modes.
  func enter(_ modes: termios) {
    var modes = modes
    while tcsetattr(descriptor, TCSANOW, &modes) < 0 && errno == EINTR {}
  }

  /// What was typed, `limit` bytes at most, without waiting for more.
  ///
  /// - Returns: nil where the terminal is gone. That nothing was there to read says nothing: a signal
  ///   key throws away what poll() had told of, and another reader may have been quicker.
  func read(limit: Int) -> [UInt8]? {
    var error: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { space, count in
      let taken = Glibc.read(descriptor, space.baseAddress, limit)
      if taken < 0 { error = errno }
      count = max(0, taken)
    }
    return error == 0 || error == EINTR || error == EAGAIN ? bytes : nil
  }

  /// Whether the process may change the modes: true where there is no job control.
  var isForeground: Bool {
    let foreground = tcgetpgrp(descriptor)
    return foreground < 0 || foreground == getpgrp()
  }

  /// The size in cells that the kernel knows, or nil where it knows none.
  static func size(of descriptor: Int32) -> (width: Int, height: Int)? {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
    else { return nil }
    return (Int(window.ws_col), Int(window.ws_row))
  }
}
