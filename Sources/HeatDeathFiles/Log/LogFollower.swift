import Glibc

/// The bytes of a log that may still be written: a pipe, a file, or a file that is followed as it
/// grows, through rotation (another file has its name) and truncation (it became shorter).
///
/// A file that was cut and has grown beyond where it was read, between two looks, is taken for one that
/// has only grown.
package final class LogFollower {
  /// What there is.
  package enum Event: Hashable, Sendable {
    /// So many bytes, in the buffer.
    case bytes(Int)
    /// Nothing at present.
    case idle
    /// Another file has the name, and is read from its start.
    case rotated
    /// The file became shorter, and is read from its start.
    case truncated
    /// Nothing more will come.
    case end
  }

  /// What messages call it.
  package let name: String
  private let path: String
  private let follows: Bool
  private var descriptor: Int32
  private var isRegular = false
  private var identity: (device: UInt, node: UInt) = (0, 0)
  private var offset: Int64 = 0

  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - follows: whether the end of a file is not the end of the log.
  /// - Throws: ``DataError`` when there is no such file, it may not be read, or is a directory.
  package init(path: String, follows: Bool) throws(DataError) {
    name = DataError.sourceName(of: path)
    self.path = path
    self.follows = follows
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw DataError(source: quoted(path), "is no file name; accepted: a file, or -")
    }
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error(name, "cannot be opened", errno) }
    try inspect()
  }

  deinit {
    if path != "-" && descriptor >= 0 { close(descriptor) }
  }

  /// Fills the buffer from its start, and does not wait.
  package func next(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Event {
    if !isRegular {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, 0) > 0 else { return .idle }
    }
    var count = 0
    repeat {
      count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw Self.error(name, "cannot be read", errno) }
    if count > 0 {
      if offset == 0 { try checkEncoding(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      offset += Int64(count)
      return .bytes(count)
    }
    guard isRegular, follows, path != "-" else { return .end }
    return try look()
  }

  /// Waits until a pipe has something, a tenth of a second at most.
  package func wait() {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = Glibc.poll(&poll, 1, 100)
  }

  private func checkEncoding(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    let encoding = TextEncoding(firstBytes: bytes)
    guard encoding == .utf8 else {
      throw DataError(source: name, "is \(encoding.name); accepted: UTF-8")
    }
  }

  /// Sees what became of a file that has no more bytes.
  private func look() throws(DataError) -> Event {
    var status = stat()
    // While a rotation is under way there may be no file of the name.
    if stat(path, &status) == 0,
      UInt(status.st_dev) != identity.device
        || UInt(status.st_ino) != identity.node
    {
      let next = open(path, O_RDONLY | O_CLOEXEC)
      guard next >= 0 else { return .idle }
      close(descriptor)
      descriptor = next
      offset = 0
      try inspect()
      return .rotated
    }
    if fstat(descriptor, &status) == 0, Int64(status.st_size) < offset {
      offset = 0
      lseek(descriptor, 0, SEEK_SET)
      return .truncated
    }
    return .idle
  }

  private func inspect() throws(DataError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.error(name, "cannot be read", errno) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else {
      throw DataError(source: name, "is a directory; accepted: a file, or - for standard input")
    }
    isRegular = kind == S_IFREG
    identity = (UInt(status.st_dev), UInt(status.st_ino))
  }

  private static func error(_ name: String, _ what: String, _ code: Int32) -> DataError {
    DataError(source: name, "\(what): \(String(cString: strerror(code)))")
  }
}
