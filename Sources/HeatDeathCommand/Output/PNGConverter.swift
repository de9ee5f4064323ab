@preconcurrency import Glibc
import HeatDeathFiles

/// Makes pictures in PNG of those in SVG, with the program rsvg-convert.
enum PNGConverter {
  /// What went wrong.
  struct Failure: CommandFailure {
    let description: String
    let exitStatus: ExitStatus
  }

  private static let program = "rsvg-convert"

  /// How long it may take, in milliseconds: a picture of the largest size takes seconds.
  private static let patience = 60_000

  /// Converts a picture.
  ///
  /// - Parameter zoom: pixels for each unit of the picture.
  /// - Throws: ``Failure``.
  static func convert(_ svg: String, zoom: Int) throws(Failure) -> [UInt8] {
    var files: [UnsafeMutablePointer<FILE>] = []
    defer { for file in files { fclose(file) } }
    for _ in 0..<3 {
      // Without a name, so nothing of them stays.
      guard let file = tmpfile() else { throw refusal("a temporary file", errno) }
      files.append(file)
    }
    let (input, output, errors) = (fileno(files[0]), fileno(files[1]), fileno(files[2]))
    let code = writeAll(Array(svg.utf8), to: input)
    guard code == 0, lseek(input, 0, SEEK_SET) == 0 else {
      throw refusal("a temporary file", code == 0 ? errno : code)
    }
    let status = try run(
      ["--format=png", "--zoom=\(zoom)"], descriptors: [input, output, errors])
    guard status == 0 else {
      let message =
        String(decoding: contents(of: errors), as: UTF8.self)
        .split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw Failure(
        description: "\(program) did not convert the picture\(message)", exitStatus: .unavailable)
    }
    return contents(of: output)
  }

  /// - Returns: the status that the program ended with.
  private static func run(
    _ arguments: [String], descriptors: [Int32]
  ) throws(Failure) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
    }
    // The screen blocks signals, and ignores some; the program shall not.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, &attributes, &words, environ)
    guard code != ENOENT else {
      throw Failure(
        description: "PNG needs \(program), which is not installed; the Debian package "
          + "librsvg2-bin has it, and --format svg needs nothing", exitStatus: .unavailable)
    }
    guard code == 0 else { throw refusal(program, code) }
    var status: Int32 = 0
    for _ in 0..<patience {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status }
      if ended < 0, errno != EINTR { throw refusal(program, errno) }
      usleep(1000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return status
  }

  private static func contents(of descriptor: Int32) -> [UInt8] {
    let size = max(0, lseek(descriptor, 0, SEEK_END))
    return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      while count < Int(size) {
        let read = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), Int(size) - count, off_t(count))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { break }
        count += read
      }
    }
  }

  private static func refusal(_ what: String, _ code: Int32) -> Failure {
    Failure(
      description: "\(what): \(String(cString: strerror(code)))", exitStatus: .unavailable)
  }
}
