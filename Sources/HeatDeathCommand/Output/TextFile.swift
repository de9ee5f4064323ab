import Glibc

/// A short text in a file of its own.
enum TextFile {
  /// Writes a text, replacing what was there.
  ///
  /// - Throws: ``OutputError`` where it cannot be written; then nothing of it stays.
  static func write(_ text: String, to path: String) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputError(path, "cannot be created", errno) }
    var code = writeAll(Array(text.utf8), to: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else {
      // A device or pipe is not ours to remove.
      var status = stat()
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { unlink(path) }
      throw OutputError(path, "cannot be written", code)
    }
  }
}
