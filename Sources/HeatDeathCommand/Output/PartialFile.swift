import Glibc
import Synchronization

/// The unfinished file beside the one that a command was asked for; it takes the name of the other
/// when it is complete and otherwise disappears.
///
/// The path is shared with the thread that waits for interrupts, so that whichever comes first,
/// completion or interrupt, happens as a whole.
final class PartialFile: Sendable {
  private let path = Mutex<String?>(nil)

  /// Creates the file with a name of its own in the directory of `target`.
  ///
  /// - Returns: its descriptor, or −1 with `errno` set.
  func create(beside target: String) -> Int32 {
    path.withLock { path in
      let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
      let directory = slash.map { target[...$0] } ?? ""
      let name = slash.map { target[target.utf8.index(after: $0)...] } ?? target[...]
      for _ in 0..<100 {
        let suffix = String(UInt64.random(in: 0...(.max)), radix: 36)
        // Names have at most 255 bytes; the start of the name is enough to recognise it by.
        let candidate = "\(directory).\(name.prefix(50)).\(suffix).part"
        let descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor >= 0 {
          path = candidate
          return descriptor
        }
        if errno != EEXIST { return -1 }
      }
      return -1
    }
  }

  /// Gives the file the name of `target`, replacing what had it.
  ///
  /// - Returns: 0, or the error number.
  func commit(as target: String) -> Int32 {
    path.withLock { path in
      guard let candidate = path else { return 0 }
      guard rename(candidate, target) == 0 else { return errno }
      path = nil
      return 0
    }
  }

  /// Removes the file if it is still there, then does something before anyone else gets a turn.
  func discard(then action: () -> Void = {}) {
    path.withLock { path in
      if let candidate = path { unlink(candidate) }
      path = nil
      action()
    }
  }
}
