import Glibc
import HeatDeathFiles

/// Standard output, for commands that print one text.
enum StandardOutput {
  /// Writes a text; a reader that has left is no error.
  ///
  /// - Throws: ``OutputError``, or `UsageError`.
  static func write(_ text: String) throws {
    // A reader that leaves shows as an error of the write, not as a signal.
    signal(SIGPIPE, SIG_IGN)
    let output = try OutputFile(path: nil, part: PartFile(note: StandardError.write))
    do {
      try output.writeWhole(Array(text.utf8))
    } catch let error where error.isBrokenPipe {}
  }
}
