import Glibc
import Synchronization

/// The unfinished file beside the one that a command was asked for, `NAME.part`: it takes the name
/// when it is complete. Where the command ends before, the runs or cells that have finished stay in it,
/// and `NAME.part.json` says what they are of.
///
/// The file is locked, so that no two processes write to it. Its state is shared with the thread
/// that waits for interrupts: whichever comes first, completion or interrupt, happens as a whole.
package final class PartFile: Sendable {
  private struct State {
    var descriptor: Int32
    /// Where it stands, and where it is to stand.
    var path: String
    var target: String
    /// What has been written, and how much of that is finished runs.
    var length: Int64 = 0
    var finishedLength: Int64 = 0
    var finishedCount = 0
    /// How many runs or cells there are to be, and what they are called.
    var units = (count: 0, name: "")
    /// Whether what is in it may be changed: it is of the runs in question.
    var isOurs = false

    var sidecar: String { PartFile.sidecar(of: target) }
  }

  private let state = Mutex<State?>(nil)
  private let note: @Sendable (String) -> Void

  /// - Parameter note: is told what ``abandon(then:)`` leaves behind.
  package init(note: @escaping @Sendable (String) -> Void) { self.note = note }

  /// The part of the file at `target`.
  static func path(of target: String) -> String {
    let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { target.utf8.index(after: $0) } ?? target.startIndex
    let name = target[start...]
    // Names have at most 255 bytes.
    guard name.utf8.count > 240 else { return target + ".part" }
    return target[..<start] + String(name.unicodeScalars.prefix(60)) + ".part"
  }

  /// What says of which runs the part of the file at `target` is.
  package static func sidecar(of target: String) -> String { path(of: target) + ".json" }

  /// Creates the part of the file at `target`, or takes the one that is there, and locks it.
  ///
  /// - Parameter permissions: those of the file to be replaced.
  /// - Throws: ``OutputError``, also where another process writes to it.
  func open(for target: String, permissions: mode_t?) throws(OutputError) {
    let path = Self.path(of: target)
    while true {
      let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw OutputError(target, "cannot be created", errno) }
      var isKept = false
      defer { if !isKept { close(descriptor) } }
      // Where a file system has no locks, nobody is kept out.
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        throw OutputError(
          path, "is being written by another process; accepted: one process for each file")
      }
      var opened = stat()
      var named = stat()
      guard fstat(descriptor, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG else {
        throw OutputError(path, "is no regular file; accepted: none there, or a part of an output")
      }
      // Between opening and locking it may have become the finished file.
      guard lstat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev
      else { continue }
      if let permissions { fchmod(descriptor, permissions) }
      isKept = true
      state.withLock {
        $0 = State(
          descriptor: descriptor, path: path, target: target, length: Int64(opened.st_size))
      }
      return
    }
  }

  /// Whether there is something in it from before.
  var isEmpty: Bool { state.withLock { ($0?.length ?? 0) == 0 } }

  /// Empties it and writes down what its runs will be of.
  func begin(_ document: RunDocument) throws(OutputError) {
    try cut(at: 0, finishedCount: 0, units: document.units)
    let sidecar = state.withLock { $0?.sidecar ?? "" }
    try TextFile.write(document.description, to: sidecar)
  }

  /// Empties it for what is written as a whole or not at all.
  func begin() throws(OutputError) { try cut(at: 0, finishedCount: 0, units: (0, "")) }

  /// Goes on after the finished runs in it, and cuts off what comes after them.
  func resume(_ document: RunDocument, after scanner: PartScanner) throws(OutputError) {
    try cut(
      at: scanner.finishedLength, finishedCount: scanner.finishedCount, units: document.units)
  }

  /// Finds the finished runs in it.
  func scan(_ scanner: PartScanner) throws(OutputError) -> PartScanner {
    var scanner = scanner
    let (descriptor, path) = state.withLock { ($0?.descriptor ?? -1, $0?.path ?? "") }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var offset: off_t = 0
    while true {
      let count = pread(descriptor, &buffer, buffer.count, offset)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw OutputError(path, "cannot be read", errno) }
      guard count > 0 else { break }
      offset += off_t(count)
      guard scanner.take(buffer[..<count]) else { break }
    }
    return scanner
  }

  private func cut(
    at length: Int64, finishedCount: Int, units: (count: Int, name: String)
  ) throws(OutputError) {
    let problem: OutputError? = state.withLock { state in
      guard var part = state else { return nil }
      guard ftruncate(part.descriptor, off_t(length)) == 0,
        lseek(part.descriptor, off_t(length), SEEK_SET) >= 0
      else { return OutputError(part.path, "cannot be written", errno) }
      part.length = length
      part.finishedLength = length
      part.finishedCount = finishedCount
      part.units = units
      part.isOurs = true
      state = part
      return nil
    }
    if let problem { throw problem }
  }

  /// Appends records.
  ///
  /// - Returns: 0, or the error number.
  func append(_ chunk: RecordChunk) -> Int32 {
    state.withLock { state in
      guard let part = state else { return EBADF }
      let code = writeAll(chunk.bytes, to: part.descriptor)
      guard code == 0 else { return code }
      if chunk.finishedCount > 0 {
        state?.finishedLength = part.length + Int64(chunk.finishedByteCount)
        state?.finishedCount += chunk.finishedCount
      }
      state?.length += Int64(chunk.bytes.count)
      return 0
    }
  }

  /// Gives the file its name, replacing what had it.
  ///
  /// - Returns: 0, or the error number.
  func commit() -> Int32 {
    state.withLock { state in
      guard let part = state else { return EBADF }
      guard fsync(part.descriptor) == 0, rename(part.path, part.target) == 0 else { return errno }
      unlink(part.sidecar)
      // Locked until it has its name.
      close(part.descriptor)
      state = nil
      return 0
    }
  }

  /// Ends before the last run: keeps the runs that are finished, and says where they are; without
  /// any, leaves nothing. Then does something before anyone else gets a turn.
  package func abandon(then action: () -> Void = {}) {
    state.withLock { state in
      if let part = state {
        if part.finishedCount > 0, ftruncate(part.descriptor, off_t(part.finishedLength)) == 0 {
          fsync(part.descriptor)
          note(
            "\(part.path) keeps \(part.finishedCount) of \(part.units.count) \(part.units.name); the "
              + "same command with --resume goes on from there\n")
        } else if part.isOurs || part.length == 0 {
          unlink(part.path)
          unlink(part.sidecar)
        }
        close(part.descriptor)
      }
      state = nil
      action()
    }
  }
}

/// Writes all the bytes.
///
/// - Returns: 0, or the error number.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return 0
  }
}
