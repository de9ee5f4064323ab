import CPlatform
import Glibc

/// Writes lines to standard output, whatever that is, and never waits for it.
struct LineWriter: ~Copyable {
  /// Why nothing can be written any more.
  enum End: Hashable {
    /// The reader of a pipe has left.
    case readerLeft
    /// A terminal hung up.
    case hangUp
    /// A system call failed.
    case failed(Int32)
  }

  let descriptor: Int32
  private let isTerminal: Bool
  /// What was not taken yet.
  private var rest: [UInt8] = []
  private(set) var end: End?

  /// Of a pipe that is writable so many bytes can be written without waiting (PIPE_BUF is 4,096), of a
  /// terminal not many more.
  private static let piece = 512

  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  var isPending: Bool { !rest.isEmpty }

  /// Adds bytes, and writes what is taken at once.
  mutating func write(_ bytes: [UInt8]) {
    rest += bytes
    flush()
  }

  /// Writes as much as is taken without waiting.
  mutating func flush() {
    var done = 0
    while end == nil, done < rest.count, isWritable() {
      let count = rest.withUnsafeBytes { bytes in
        Glibc.write(
          descriptor, bytes.baseAddress?.advanced(by: done), min(Self.piece, bytes.count - done))
      }
      if count > 0 {
        done += count
      } else if count < 0, errno != EINTR, errno != EAGAIN {
        fail(errno)
      }
    }
    rest.removeFirst(done)
  }

  /// Takes note of what poll() said of the descriptor.
  mutating func notice(_ events: Int16) {
    guard events & Int16(POLLERR | POLLHUP | POLLNVAL) != 0, end == nil else { return }
    fail(events & Int16(POLLNVAL) != 0 ? EBADF : isTerminal ? EIO : EPIPE)
  }

  private mutating func fail(_ error: Int32) {
    end = error == EPIPE ? .readerLeft : isTerminal && error == EIO ? .hangUp : .failed(error)
  }

  private mutating func isWritable() -> Bool {
    var output = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard hd_poll(&output, 1, 0) > 0 else { return false }
    if output.revents & Int16(POLLOUT) == 0 { notice(output.revents) }
    return output.revents & Int16(POLLOUT) != 0
  }

  /// Writes the rest and some last lines. A terminal that takes nothing is given up after `patience`
  /// nanoseconds; whoever reads a pipe gets all of it in their own time, unless the end is sudden and
  /// there are no last lines.
  mutating func finish(with last: [UInt8], patience: Int64) {
    rest += last
    if isTerminal || last.isEmpty {
      let bytes = rest.map { CChar(bitPattern: $0) }
      _ = hd_write_within(descriptor, bytes, bytes.count, patience)
      rest = []
    }
    while end == nil, !rest.isEmpty {
      flush()
      if end == nil, !rest.isEmpty {
        var output = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = hd_poll(&output, 1, -1)
      }
    }
  }
}
