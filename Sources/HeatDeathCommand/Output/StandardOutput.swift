import Glibc
import HeatDeathFiles

/// Where commands write what is made at once: standard output, or a file.
enum StandardOutput {
  /// Writes bytes to a file, which appears whole or not at all, or to standard output; a reader that
  /// has left is no error.
  ///
  /// - Parameter path: `nil` or `-` for standard output.
  /// - Throws: ``OutputError``, or `UsageError`.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    let part = PartFile(note: StandardError.write)
    InterruptGuard.install(abandoning: part) {}
    do {
      let file = try OutputFile(path: path, part: part)
      try file.beginWhole()
      try file.writeWhole(bytes)
      try file.commit()
    } catch let error as OutputError where error.isBrokenPipe {
      // Whoever reads has enough.
    } catch {
      part.abandon()
      throw error
    }
  }

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
