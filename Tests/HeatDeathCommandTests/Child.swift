import Foundation
import TestSupport
import Testing

/// The built program as a child process.
struct Child {
  /// How a child ended and what it wrote.
  struct Outcome {
    var status: Int32
    var signal: Int32
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  let process: pid_t
  private let folder: TemporaryFolder

  /// The program stands beside the test bundle.
  static let program: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let bundle = String(
      decoding: buffer[..<max(count, 0)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
      .appendingPathComponent("heatdeath").path
  }()

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Outcome {
    try Child(program, arguments, input: input, environment: environment).wait()
  }

  /// Runs a shell script in which $H is the program.
  static func shell(_ script: String) throws -> Outcome {
    try Child("/bin/sh", ["-c", script], environment: ["H": program]).wait()
  }

  /// Starts a program, with standard input from the bytes given.
  ///
  /// - Parameter errorDescriptor: standard error, in place of a file that the outcome holds.
  init(
    _ path: String, _ arguments: [String], input: [UInt8] = [],
    environment: [String: String] = [:], errorDescriptor: Int32? = nil
  ) throws {
    folder = try TemporaryFolder()
    try folder.write("input", input)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, folder.path("input"), O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, folder.path("output"), O_WRONLY | O_CREAT, 0o600)
    if let errorDescriptor {
      posix_spawn_file_actions_adddup2(&actions, errorDescriptor, 2)
    } else {
      posix_spawn_file_actions_addopen(
        &actions, 2, folder.path("errors"), O_WRONLY | O_CREAT, 0o600)
    }
    // The signals that tests send must do what they do by default, whatever runs the tests.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

    var variables = ProcessInfo.processInfo.environment
    variables["SWIFT_BACKTRACE"] = "enable=no"
    variables["XDG_STATE_HOME"] = folder.path("state")
    variables.merge(environment) { $1 }
    var argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
    var variablePointers = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
    var process = pid_t()
    let code = posix_spawn(
      &process, path, &actions, &attributes, &argumentPointers, &variablePointers)
    try #require(code == 0, "cannot start \(path)")
    self.process = process
  }

  /// Waits for the end; kills the process where none comes within five minutes.
  func wait() throws -> Outcome {
    var status: Int32 = 0
    let patience = Patience("the program's end", atMost: .seconds(300))
    while case let ended = waitpid(process, &status, WNOHANG), ended != process {
      try #require(ended == 0 || errno == EINTR)
      if patience.isOver { kill(process, SIGKILL) }
      usleep(1_000)
    }
    try patience.check()
    let signal = status & 0x7F
    return Outcome(
      status: signal == 0 ? status >> 8 & 0xFF : -1, signal: signal,
      output: (try? folder.read("output")) ?? [],
      errors: String(decoding: (try? folder.read("errors")) ?? [], as: UTF8.self))
  }
}
