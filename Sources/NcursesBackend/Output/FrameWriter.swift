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
  /// What ``bytesWritten`` was when the screen was opened.
  private var opening = 0

  /// More than the kernel keeps of a terminal's output that nobody reads: 64 kB of Linux's
  /// pseudoterminals, and a page.
  private static let kernelBuffer = 1 << 17

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

  /// Notes that the next frame opens the screen: what was written before is not to be lost.
  mutating func beginScreen() { opening = bytesWritten }

  /// Notes that a frame was dropped, since the terminal takes none.
  func noteDroppedFrame() {
    if isScreenRead { hd_note_output(HD_OUTPUT_STALE) }
  }

  /// Whether all that the kernel may keep was written since the screen was opened.
  private var isScreenRead: Bool { bytesWritten - opening >= Self.kernelBuffer }

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
    guard isPending else { return }
    // First, for whoever finds the process killed in between.
    hd_note_output(HD_OUTPUT_CUT)
    sendPending()
    switch (isPending, isScreenRead) {
    case (false, _): hd_note_output(HD_OUTPUT_WHOLE)
    case (true, true): hd_note_output(HD_OUTPUT_STALE)
    case (true, false): hd_note_output(sent > 0 ? HD_OUTPUT_CUT : HD_OUTPUT_WHOLE)
    }
  }

  /// Writes `text` for as long as `nanoseconds` last; what the terminal does not take is lost.
  func say(_ text: String, withinNanoseconds nanoseconds: Int64) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = hd_write_within(descriptor, characters.baseAddress, characters.count, nanoseconds)
      }
    }
  }

  private mutating func sendPending() {
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
    hd_note_output(HD_OUTPUT_WHOLE)
  }
}
