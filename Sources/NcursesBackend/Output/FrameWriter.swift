import CPlatform
import Glibc

/// Sends frames to the terminal, one write each, and never waits for it.
///
/// A frame that the terminal takes only in part is kept until the rest is out; meanwhile others are
/// refused. So memory holds one frame at most, and what the terminal is sent stays a sequence of
/// whole frames.
struct FrameWriter: ~Copyable {
  /// The terminal, opened anew: the non-blocking mode belongs to the opening, and the one that the
  /// process was started with is shared with the shell.
  let descriptor: Int32
  private let ownsDescriptor: Bool
  private var frame: [UInt8] = []
  private var sent = 0

  /// Bytes that the terminal took.
  private(set) var bytesWritten = 0
  /// Calls of write() that sent something.
  private(set) var writes = 0
  /// Whether writing failed for good: the terminal is gone.
  private(set) var isBroken = false

  init(terminal: Int32) {
    let reopened = open("/proc/self/fd/\(terminal)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    // Refused where the terminal belongs to another user, as after `su`. Then the shared opening
    // must do, and poll() alone keeps the program from waiting.
    descriptor = reopened >= 0 ? reopened : terminal
    ownsDescriptor = reopened >= 0
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// Bytes of the last frame that still wait for the terminal.
  var pendingBytes: Int { frame.count - sent }
  var isPending: Bool { pendingBytes > 0 }

  /// Whether the terminal would take output now.
  func isWritable() -> Bool {
    var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return hd_poll(&target, 1, 0) == 1 && target.revents & Int16(POLLOUT) != 0
  }

  /// Sends the bytes that `compose` appends, as far as the terminal takes them.
  ///
  /// - Precondition: nothing is pending.
  mutating func send(_ compose: (inout [UInt8]) -> Void) {
    precondition(!isPending, "a frame before the last one was out")
    frame.removeAll(keepingCapacity: true)
    sent = 0
    compose(&frame)
    flush()
  }

  /// Sends what is pending, as far as the terminal takes it.
  mutating func flush() {
    while isPending && !isBroken {
      let count = frame.withUnsafeBytes {
        write(descriptor, $0.baseAddress! + sent, $0.count - sent)
      }
      if count > 0 {
        sent += count
        bytesWritten += count
        writes += 1
        // A short count means that the terminal is full.
        if isPending { return }
      } else if count < 0 && errno == EINTR {
        continue
      } else if count < 0 && errno == EAGAIN {
        return
      } else {
        isBroken = true
      }
    }
  }

  /// Forgets what is pending: the screen is left, or drawn anew.
  mutating func discard() {
    frame.removeAll(keepingCapacity: true)
    sent = 0
  }
}
