import Glibc

/// A terminal without a screen: the program's side is `slave`, the user's side is here.
///
/// Nothing reads the output but the test itself, so that a terminal that takes nothing is one that
/// the test does not read from.
final class PseudoTerminal {
  let slave: Int32
  let path: String
  private var master: Int32

  init(width: Int = 80, height: Int = 24) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 64)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw SystemFailure(errno) }
    // Not for the programs that tests start: one of them would keep the terminal alive.
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    self.master = master
    self.slave = slave
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    hangUp()
    close(slave)
  }

  /// Takes the user's side away.
  func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Changes the size; the kernel sends SIGWINCH to the programs in the foreground.
  func resize(width: Int, height: Int) {
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Types `text`.
  func type(_ text: String) { type(Array(text.utf8)) }

  /// Sends `bytes`, as a terminal that answers or has another character set.
  func type(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// The modes that a program finds, as bytes to compare.
  var modes: [UInt32] {
    var modes = termios()
    tcgetattr(slave, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_lflag, modes.c_cflag]
  }

  /// The process group in the foreground, or -1.
  var foregroundGroup: pid_t { tcgetpgrp(master) }

  /// Output that arrives within `milliseconds`; nil at the end.
  func read(milliseconds: Int32) -> [UInt8]? {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : nil
  }

  /// All output that is there.
  func rest() -> [UInt8] {
    var bytes: [UInt8] = []
    while let more = read(milliseconds: 0), !more.isEmpty { bytes += more }
    return bytes
  }

  /// Exactly `count` bytes of output, or fewer where no more come within a minute.
  func read(count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, let more = read(milliseconds: 60_000), !more.isEmpty {
      bytes += more
    }
    return bytes
  }
}

/// An errno.
struct SystemFailure: Error {
  let number: Int32
  init(_ number: Int32) { self.number = number }
}
