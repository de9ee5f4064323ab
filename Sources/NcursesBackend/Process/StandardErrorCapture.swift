import CPlatform
import Glibc

/// Keeps what is written to standard error away from the screen until the screen is left.
///
/// Only a standard error that is a terminal is captured. The text is bounded: what exceeds
/// ``limit`` is lost, for no message may eat the machine's memory.
struct StandardErrorCapture: ~Copyable {
  /// Bytes that are kept.
  static let limit = 1 << 20

  /// The original standard error, or -1 where it was left alone.
  let original: Int32
  /// The memory file, or -1.
  let file: Int32

  init(isWanted: Bool) throws(TerminalError) {
    guard isWanted, isatty(STDERR_FILENO) == 1 else {
      original = -1
      file = -1
      return
    }
    let memory = hd_memory_file("stderr", Self.limit)
    guard memory >= 0 else { throw .failure(of: "memfd_create") }
    let copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else {
      let error = TerminalError.failure(of: "fcntl")
      close(memory)
      throw error
    }
    file = memory
    original = copy
  }

  /// Where to write what was captured: `terminal`, which never waits, where it is the same one.
  func replay(terminal: Int32) -> Int32 {
    var (mine, its) = (stat(), stat())
    let isSame =
      fstat(original, &mine) == 0 && fstat(terminal, &its) == 0 && mine.st_rdev == its.st_rdev
    return isSame ? terminal : original
  }

  /// Diverts standard error; the restoration ends it and replays.
  func begin() {
    if file >= 0 { dup2(file, STDERR_FILENO) }
  }

  deinit {
    if file >= 0 { close(file) }
    if original >= 0 { close(original) }
  }
}
