import Glibc
import TerminalDrawing
import TestSupport

/// A program in a session of its own on a pseudoterminal, `TerminalProbe` unless told otherwise.
final class ProbeProcess {
  let pseudoTerminal: PseudoTerminal
  private(set) var shown: VirtualTerminal
  let process: pid_t
  /// The terminal's modes before the program was there.
  let originalModes: [UInt32]
  private let token: String
  private var status: Int32?

  /// How the process ended.
  enum End: Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  /// The probe's path.
  static var probe: String { product("TerminalProbe") }
  /// The path of the program itself.
  static var program: String { product("heatdeath") }

  /// Products lie side by side.
  private static func product(_ name: String) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes {
      readlink("/proc/self/exe", $0.bindMemory(to: CChar.self).baseAddress!, $0.count)
    }
    let path = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    return path[...(path.lastIndex(of: "/") ?? path.startIndex)] + name
  }

  init(
    _ arguments: [String] = [probe], width: Int = 80, height: Int = 24,
    environment: [String: String] = [:]
  ) throws {
    pseudoTerminal = try PseudoTerminal(width: width, height: height)
    originalModes = pseudoTerminal.modes
    shown = VirtualTerminal(width: width, height: height)
    token = "PROBE=\(pseudoTerminal.path) \(UInt64.random(in: 0 ... .max))"
    let variables = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
      // No file of the dead process is wanted, whatever the machine's settings.
      "SWIFT_BACKTRACE": "enable=no",
    ].merging(environment) { _, new in new }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens controls it.
    posix_spawn_file_actions_addopen(&actions, 0, pseudoTerminal.path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The tests' own threads may hold signals off.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, a GNU extension
    posix_spawnattr_setflags(&attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGMASK)))

    let argv = arguments.map { strdup($0) } + [nil]
    let envp =
      (variables.filter { !$1.isEmpty }.map { "\($0)=\($1)" } + [token])
      .map { (assignment: String) in strdup(assignment) } + [nil]
    defer { for string in argv + envp { free(string) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, arguments[0], &actions, &attributes, argv, envp)
    guard error == 0 else { throw SystemFailure(error) }
    self.process = process
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      _ = end()
    }
  }

  /// Whether it has ended.
  var hasEnded: Bool { ProcessRecord(process: process).isZombie }

  func send(_ signal: Int32) { kill(process, signal) }

  /// The leader of the process group that the terminal's keys go to.
  var foregroundProcess: pid_t? {
    let group = pseudoTerminal.foregroundGroup
    return group > 0 ? group : nil
  }

  /// The processes that guard a screen opened here.
  var guards: [ProcessRecord] {
    ProcessRecord.all.filter { $0.name == "tty-guard" && $0.environment.contains(token) }
  }

  /// The guard, once it has nothing left to do; nil where there is none within a minute.
  func waitForTheGuardsSleep() -> ProcessRecord? {
    let start = ContinuousClock.now
    while start.duration(to: .now) < .seconds(60) {
      if let record = guards.first, record.isAsleep { return record }
    }
    return nil
  }

  /// Waits until the terminal has `modes`; false where it has not within a minute.
  func wait(forModes modes: [UInt32]) -> Bool {
    let start = ContinuousClock.now
    while pseudoTerminal.modes != modes {
      if start.duration(to: .now) > .seconds(60) { return false }
      shown.feed(pseudoTerminal.read(milliseconds: 1) ?? [])
    }
    return true
  }

  /// Waits until no guard is left; false where one is after a minute.
  func waitForTheGuardsEnd() -> Bool {
    let start = ContinuousClock.now
    while !guards.isEmpty {
      if start.duration(to: .now) > .seconds(60) { return false }
      shown.feed(pseudoTerminal.read(milliseconds: 5) ?? [])
    }
    return true
  }

  /// Shows a screen of another size from now on.
  func resizeShown(width: Int, height: Int) { shown.resize(width: width, height: height) }

  /// Reads until `condition` holds; false where it does not within a minute, or the terminal ends. A
  /// program that goes on drawing does not prolong it.
  func wait(until condition: (VirtualTerminal) -> Bool) -> Bool {
    let patience = Patience("the screen")
    while !condition(shown) {
      guard !patience.isOver, let bytes = pseudoTerminal.read(milliseconds: 100) else {
        return false
      }
      shown.feed(bytes)
    }
    return true
  }

  /// Shows what arrives within `milliseconds`; the number of bytes.
  func read(milliseconds: Int32) -> Int {
    let bytes = pseudoTerminal.read(milliseconds: milliseconds) ?? []
    shown.feed(bytes)
    return bytes.count
  }

  /// Reads until the first row has `word`.
  func wait(for word: String) -> Bool {
    wait { $0.rows[0].split(separator: " ").contains(Substring(word)) }
  }

  /// Waits for the end of the process, and shows what it wrote before; kills it and its children
  /// where none comes within a minute.
  func end() -> End {
    var status: Int32 = 0
    let start = ContinuousClock.now
    while waitpid(process, &status, WNOHANG) == 0 {
      // A process that waits for its terminal must not wait for this one.
      shown.feed(pseudoTerminal.read(milliseconds: 5) ?? [])
      if start.duration(to: .now) > .seconds(60) {
        if let group = foregroundProcess { kill(-group, SIGKILL) }
        kill(process, SIGKILL)
      }
    }
    self.status = status
    while let bytes = pseudoTerminal.read(milliseconds: 0), !bytes.isEmpty { shown.feed(bytes) }
    return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
}
