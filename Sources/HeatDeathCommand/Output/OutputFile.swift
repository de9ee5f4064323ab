import Glibc

/// Where a command writes its data: standard output, a device or pipe, or a file that appears
/// complete or not at all.
///
/// A regular file is written beside its place under another name and renamed by ``commit()``; a
/// symbolic link is followed first, and permissions of a file replaced are kept.
final class OutputFile {
  private let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  private let partial: PartialFile
  /// The path to rename to, `nil` where bytes go straight to their place.
  private let target: String?
  private var isOpen = true

  /// Opens the output; `nil` or `-` is standard output.
  ///
  /// - Throws: ``OutputError``, or ``UsageError`` for a directory.
  init(path: String?, partial: PartialFile) throws {
    self.partial = partial
    guard let path, path != "-" else {
      name = "standard output"
      descriptor = STDOUT_FILENO
      isOwned = false
      target = nil
      return
    }
    guard !path.isEmpty, !path.utf8.contains(0), path.utf8.last != UInt8(ascii: "/") else {
      throw UsageError("--output: \(quoted(path)) is no file name")
    }
    name = path
    isOwned = true
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists && kind == S_IFDIR {
      throw UsageError("--output: \(path) is a directory; accepted: the name of a file")
    }
    if exists && kind != S_IFREG {
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      target = nil
      guard descriptor >= 0 else { throw OutputError(path, "cannot be opened", errno) }
      return
    }
    if exists && access(path, W_OK) != 0 {
      throw OutputError(path, "cannot be replaced", errno)
    }
    let resolved = exists ? Self.resolved(path) : path
    descriptor = partial.create(beside: resolved)
    target = resolved
    guard descriptor >= 0 else { throw OutputError(path, "cannot be created", errno) }
    if exists { fchmod(descriptor, status.st_mode & 0o7777) }
  }

  deinit {
    if isOwned && isOpen && descriptor >= 0 { close(descriptor) }
    partial.discard()
  }

  /// Whether the data appear on a terminal.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all the bytes; the caller sees to large pieces.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    let code = bytes.withUnsafeBytes { bytes -> Int32 in
      var rest = bytes
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return 0
    }
    guard code == 0 else { throw OutputError(name, "cannot be written", code) }
  }

  /// Makes the file complete: after this, and not before, it stands at its path.
  func commit() throws(OutputError) {
    guard isOwned else { return }
    // Devices and pipes cannot be synchronized and say so.
    if target != nil, fsync(descriptor) != 0 {
      throw OutputError(name, "cannot be written", errno)
    }
    isOpen = false
    guard close(descriptor) == 0 else { throw OutputError(name, "cannot be written", errno) }
    guard let target else { return }
    let code = partial.commit(as: target)
    guard code == 0 else { throw OutputError(name, "cannot be replaced", code) }
  }

  private static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
