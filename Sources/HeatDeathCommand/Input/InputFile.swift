import Glibc

/// A file, device, pipe or standard input, opened for reading.
///
/// A pipe is gone once read. One that must be rewound keeps its bytes in memory; a regular file is
/// simply read again.
final class InputFile: ByteSource {
  let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  private let start: off_t?
  private let keepsBytes: Bool
  private var kept: [UInt8] = []
  private var replayOffset: Int?

  /// Opens a file for reading; `-` is standard input.
  ///
  /// - Parameter rewindable: whether ``rewind()`` will be called.
  /// - Throws: ``DataError`` when there is no such file, it may not be read, or is a directory.
  init(path: String, rewindable: Bool) throws(DataError) {
    let name = path == "-" ? "standard input" : path
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
    let position = kind == S_IFREG ? lseek(descriptor, 0, SEEK_CUR) : -1
    start = position >= 0 ? position : nil
    keepsBytes = rewindable && start == nil
  }

  deinit {
    if isOwned && descriptor >= 0 { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    if let offset = replayOffset {
      let count = min(buffer.count, kept.count - offset)
      kept.withUnsafeBytes { bytes in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)]))
      }
      replayOffset = offset + count
      return count
    }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.error(name, "cannot be read", errno) }
      if keepsBytes { kept.append(contentsOf: buffer[..<count]) }
      return count
    }
  }

  func rewind() throws(DataError) {
    if keepsBytes {
      replayOffset = 0
    } else if let start, lseek(descriptor, start, SEEK_SET) < 0 {
      throw Self.error(name, "cannot be read again", errno)
    }
  }

  private static func error(_ name: String, _ what: String, _ code: Int32) -> DataError {
    DataError(source: name, "\(what): \(String(cString: strerror(code)))")
  }
}
