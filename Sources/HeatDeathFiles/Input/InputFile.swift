import Glibc

/// Begins to show how the reading of a file goes: is told its size in bytes, `nil` where nobody knows,
/// and returns what is then told how many more were read, 0 as time goes by. Where that is let go of,
/// the reading is over.
package typealias ReadingProgress = (_ total: Int64?) -> ((_ count: Int) -> Void)?

/// A file, device, pipe or standard input, opened for reading.
final class InputFile: ByteSource {
  let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  private var progress: ((Int) -> Void)?

  /// How many milliseconds may pass before a reading that waits says that time goes by.
  private static let patience: Int32 = 200

  /// Opens a file for reading; `-` is standard input.
  ///
  /// - Parameter progress: what is told how the reading goes, where the input is no terminal.
  /// - Throws: ``DataError`` when there is no such file, it may not be read, or is a directory.
  init(path: String, progress start: ReadingProgress? = nil) throws(DataError) {
    let name = DataError.sourceName(of: path)
    self.name = name
    isOwned = path != "-"
    guard !path.isEmpty else {
      throw DataError(source: quoted(path), "is no file name; accepted: a file, or -")
    }
    // A NUL would cut the path short in the call below.
    guard !path.utf8.contains(0) else { throw DataError(source: quoted(path), "is no file name") }
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error(name, "cannot be opened", errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.error(name, "cannot be read", errno) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR {
      if isOwned { close(descriptor) }
      throw DataError(source: name, "is a directory; accepted: a file, or - for standard input")
    }
    if let start, isatty(descriptor) == 0 {
      let position = kind == S_IFREG ? lseek(descriptor, 0, SEEK_CUR) : 0
      let size = Int64(status.st_size) - Int64(max(0, position))
      // The kernel's own files say that they are empty.
      progress = start(kind == S_IFREG && size > 0 ? size : nil)
    }
  }

  deinit {
    if isOwned && descriptor >= 0 { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    while true {
      if progress != nil { waitForBytes() }
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      progress?(max(0, count))
      if count <= 0 { progress = nil }
      guard count >= 0 else { throw Self.error(name, "cannot be read", errno) }
      return count
    }
  }

  /// Returns when a read would not wait; until then says that time goes by.
  private func waitForBytes() {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while Glibc.poll(&poll, 1, Self.patience) == 0 {
      progress?(0)
    }
  }

  private static func error(_ name: String, _ what: String, _ code: Int32) -> DataError {
    DataError(source: name, "\(what): \(String(cString: strerror(code)))")
  }
}
