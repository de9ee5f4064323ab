import Glibc
import TerminalDrawing

/// Standard error: everything that is not data goes there, unbuffered.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes what it can, format controls written out; there is nowhere to report a failure to.
  static func write(_ text: String) {
    var text = text.withFormatsWrittenOut
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let base = rest.baseAddress, !rest.isEmpty {
        let count = Glibc.write(STDERR_FILENO, base, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
    }
  }
}
