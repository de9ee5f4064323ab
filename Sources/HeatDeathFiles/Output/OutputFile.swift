import Glibc

/// Where a command writes its data: standard output, a device or pipe, or a file that appears
/// complete or not at all.
///
/// A regular file is written beside its place as a ``PartFile`` and renamed by ``commit()``; a
/// symbolic link is followed first, and permissions of a file replaced are kept.
package final class OutputFile {
  private let name: String
  /// −1 where there is a part.
  private let descriptor: Int32
  private let isOwned: Bool
  /// `nil` where bytes go straight to their place.
  private let part: PartFile?
  private var isOpen = true

  /// Opens the output; `nil` or `-` is standard output.
  ///
  /// - Throws: ``OutputError``, or ``UsageError`` for a directory.
  package init(path: String?, part: PartFile) throws {
    guard let path, path != "-" else {
      name = "standard output"
      descriptor = STDOUT_FILENO
      isOwned = false
      self.part = nil
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
      self.part = nil
      guard descriptor >= 0 else { throw OutputError(path, "cannot be opened", errno) }
      return
    }
    if exists && access(path, W_OK) != 0 {
      throw OutputError(path, "cannot be replaced", errno)
    }
    let resolved = Self.resolved(path)
    descriptor = -1
    self.part = part
    try part.open(for: resolved, permissions: exists ? status.st_mode & 0o7777 : nil)
  }

  deinit {
    if isOwned && isOpen && descriptor >= 0 { close(descriptor) }
  }

  /// Whether the data appear on a terminal.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Makes the output ready for its first record: begins anew, or finds the runs or cells that an
  /// earlier process has finished.
  ///
  /// - Parameters:
  ///   - document: what the records are made from.
  ///   - resumes: whether to go on with what is finished.
  /// - Returns: how many runs or cells are there already.
  /// - Throws: ``OutputError``; ``UsageError`` where the part is one of something else.
  package func begin(_ document: RunDocument, resumes: Bool) throws -> Int {
    guard let part else {
      if resumes {
        throw UsageError(
          "--resume: \(name) is no regular file; accepted: together with --output and the name of one"
        )
      }
      try writeWhole(Array(document.header.utf8))
      return 0
    }
    if !part.isEmpty {
      let scanner = try part.scan(document.scanner)
      let sidecar = PartFile.sidecar(of: Self.resolved(name))
      if resumes {
        try document.check(against: RunDocument.members(of: sidecar), of: sidecar)
        if scanner.finishedCount > 0 {
          try part.resume(document, after: scanner)
          return scanner.finishedCount
        }
      } else if scanner.finishedCount > 0 || !document.describes(sidecar) {
        throw OutputError(
          PartFile.path(of: Self.resolved(name)),
          "has finished \(document.units.name) of an earlier command; accepted: that command with "
            + "--resume, or removing this file")
      }
    }
    try part.begin(document)
    try writeWhole(Array(document.header.utf8))
    return 0
  }

  /// Makes the output ready for what has no units and is made at once: the part is emptied.
  ///
  /// - Throws: ``OutputError``, also where there is a part of something else.
  package func beginWhole() throws(OutputError) {
    guard let part else { return }
    guard part.isEmpty else {
      throw OutputError(
        PartFile.path(of: Self.resolved(name)),
        "is the part of an earlier command; accepted: that command with --resume, or removing this file"
      )
    }
    try part.begin()
  }

  /// Writes bytes that finish no unit.
  package func writeWhole(_ bytes: [UInt8]) throws(OutputError) {
    try write(RecordChunk(bytes: bytes, finishedByteCount: 0, finishedCount: 0))
  }

  /// Writes records.
  package func write(_ chunk: RecordChunk) throws(OutputError) {
    let code = part?.append(chunk) ?? writeAll(chunk.bytes, to: descriptor)
    guard code == 0 else { throw OutputError(name, "cannot be written", code) }
  }

  /// Makes the file complete: after this, and not before, it stands at its path.
  package func commit() throws(OutputError) {
    guard isOwned else { return }
    if let part {
      let code = part.commit()
      guard code == 0 else { throw OutputError(name, "cannot be replaced", code) }
      return
    }
    isOpen = false
    guard close(descriptor) == 0 else { throw OutputError(name, "cannot be written", errno) }
  }

  /// The seed of the runs in the part of an output, where there is one.
  package static func seedOfPart(of path: String?) -> UInt64? {
    guard let path else { return nil }
    // What is wrong with it is said where the runs are compared.
    return (try? RunDocument.members(of: PartFile.sidecar(of: resolved(path))))?["seed"]
      .flatMap { UInt64($0) }
  }

  /// The path with links followed, where there is something; what is not there yet is itself.
  package static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

/// A short text in a file of its own.
package enum TextFile {
  /// Writes a text to a new file in the working directory; the name gets a number where it is taken.
  ///
  /// - Parameter last: the largest number that it may get.
  /// - Returns: the file's name.
  /// - Throws: ``OutputError`` where no file can be made; none that exists is touched.
  package static func writeNew(
    _ text: String, name: String, type: String, upTo last: Int = 999
  ) throws(OutputError) -> String {
    for number in 1...last {
      let path = "\(name)\(number == 1 ? "" : "-\(number)").\(type)"
      do throws(OutputError) {
        try write(text, to: path, replacing: false)
        return path
      } catch {
        guard error.code == EEXIST else { throw OutputError(path, "cannot be written", error.code) }
      }
    }
    throw OutputError("\(name).\(type)", "cannot be written", EEXIST)
  }

  /// Writes a text, replacing what was there where it may.
  ///
  /// - Throws: ``OutputError`` where it cannot be written; then nothing of it stays.
  static func write(
    _ text: String, to path: String, replacing: Bool = true
  ) throws(OutputError) {
    let descriptor = open(
      path, O_WRONLY | O_CREAT | (replacing ? O_TRUNC : O_EXCL) | O_CLOEXEC, 0o666)
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
