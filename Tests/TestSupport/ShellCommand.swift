import Glibc
import Synchronization

/// A short command, run to its end: what it printed and how it ended.
public struct ShellCommand: Sendable {
  /// Standard output and standard error together, as UTF-8.
  public let output: String
  /// The exit status, or 128 plus the number of the signal that ended it.
  public let status: Int32

  /// One spawn at a time: a pipe's end that another child inherits between `pipe` and
  /// `FD_CLOEXEC` would keep the reader waiting for as long as that child lives.
  private static let spawning = Mutex(())

  /// Runs a program found on the `PATH` and waits for it; kills it where it does not end within a
  /// minute.
  public init(_ arguments: [String]) throws(TmuxError) {
    let (process, reader) = try Self.spawn(arguments)
    let patience = Patience("\(arguments)")
    output = String(decoding: Self.readToEnd(reader, patience), as: UTF8.self)
    close(reader)
    var status: Int32 = 0
    while case let ended = waitpid(process, &status, WNOHANG), ended != process {
      if ended == -1 && errno != EINTR { break }
      if patience.isOver { kill(process, SIGKILL) }
      usleep(1_000)
    }
    let signal = status & 0x7f
    self.status = signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private static func spawn(
    _ arguments: [String]
  ) throws(TmuxError) -> (process: pid_t, reader: Int32) {
    let result = spawning.withLock { _ -> Result<(pid_t, Int32), TmuxError> in
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { return .failure(.system("pipe", errno)) }
      defer { close(ends[1]) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }

      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)

      // The threads that tests run on block signals; a child that inherits this cannot be ended.
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      sigfillset(&signals)
      posix_spawnattr_setsigdefault(&attributes, &signals)
      posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

      var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
      words.append(nil)
      defer { for word in words { free(word) } }
      var process: pid_t = 0
      let error = posix_spawnp(&process, arguments[0], &actions, &attributes, words, environ)
      guard error == 0 else {
        close(ends[0])
        return .failure(.system(arguments[0], error))
      }
      return .success((process, ends[0]))
    }
    return try result.get()
  }

  private static func readToEnd(_ descriptor: Int32, _ patience: Patience) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while !patience.isOver {
      var readable = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&readable, 1, 100) == 0 { continue }
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
      } else if count == 0 || errno != EINTR {
        break
      }
    }
    return bytes
  }
}
