import Glibc

/// A program running in a terminal of its own: a private tmux server with one window.
///
/// ```swift
/// let terminal = try Tmux(columns: 80, rows: 24, [Tmux.builtProgram, "--seed", "7"])
/// try await terminal.wait(for: "T 0.80")
/// try terminal.press("q")
/// let ending = try await terminal.ending()
/// ```
///
/// The server, the program and their files are gone soon after the last reference is, and also
/// when the test process itself crashes: a watcher outlives it.
public final class Tmux: Sendable {
  private let directory: String
  /// Held open for as long as the terminal is wanted; the watcher waits for its end.
  private let alive: Int32

  /// The program of this package, where the build that holds the running tests has put it.
  public static let builtProgram: String = {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    let tests = String(
      decoding: path[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let end = tests.lastIndex(of: "/") ?? tests.startIndex
    return tests[..<end] + "/heatdeath"
  }()

  /// Starts a program in a terminal of the given size.
  ///
  /// - Parameters:
  ///   - columns: The terminal's width, in cells.
  ///   - rows: The terminal's height, in cells.
  ///   - term: The value of `TERM` that the program sees.
  ///   - environment: Variables to set for the program; an empty value unsets one.
  ///   - input: Text for standard input; the terminal itself where absent.
  ///   - command: The program, by path or by name, and its arguments.
  /// - Throws: ``TmuxError`` if tmux is missing or refuses.
  public init(
    columns: Int = 120, rows: Int = 40, term: String = "tmux-256color",
    environment: [String: String] = [:], input: String? = nil, _ command: [String]
  ) throws(TmuxError) {
    var template = Array("/tmp/heatdeath-tmux-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .system("mkdtemp", errno) }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Both ends at once: opening a FIFO for writing alone waits for a reader.
    guard mkfifo(directory + "/alive", 0o600) == 0 else { throw .system("mkfifo", errno) }
    alive = open(directory + "/alive", O_RDWR | O_CLOEXEC)
    guard alive >= 0 else { throw .system("open", errno) }
    _ = try ShellCommand(["sh", "-c", Self.watcher, "sh", directory])

    try Self.write(Self.configuration, to: directory + "/configuration")
    if let input { try Self.write(input, to: directory + "/input") }
    var assignments = [
      "TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
      "NO_COLOR": "", "COLORTERM": "", "COLORFGBG": "", "TMUX": "", "TMUX_PANE": "",
      // What a session keeps does not come into the tester's home, nor the tester's habits into it.
      "XDG_STATE_HOME": directory + "/state", "XDG_CONFIG_HOME": directory + "/config",
    ]
    assignments.merge(environment) { $1 }
    let variables = assignments.sorted { $0.key < $1.key }
    let launch =
      ["env"] + variables.filter { $0.value.isEmpty }.flatMap { ["-u", $0.key] }
      + variables.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" } + command
    try Self.write(
      Self.wrapper(directory: directory, launch: launch, hasInput: input != nil),
      to: directory + "/wrapper")
    try tmux(
      "-f", directory + "/configuration", "-u", "new-session", "-d",
      "-x", String(columns), "-y", String(rows), "sh \(directory)/wrapper")
  }

  deinit {
    close(alive)
  }

  // MARK: - What a person does

  /// Presses keys, named as tmux names them: `q`, `Space`, `Up`, `C-c`, `F1`, `Escape`.
  public func press(_ keys: String...) throws(TmuxError) {
    for key in keys { try tmux("send-keys", "-t", ":", "--", key) }
  }

  /// Sends characters as they are, escape sequences too.
  public func type(_ text: String) throws(TmuxError) {
    try tmux("send-keys", "-t", ":", "-l", "--", text)
  }

  /// Changes the terminal's size, in cells.
  public func resize(columns: Int, rows: Int) throws(TmuxError) {
    try tmux("resize-window", "-t", ":", "-x", String(columns), "-y", String(rows))
  }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) async throws {
    let text = try await poll(for: "the program's start", within: .seconds(30)) {
      Self.read(directory + "/pid")
    }
    guard let process = pid_t(text.filter(\.isNumber)), kill(process, number) == 0 else {
      throw TmuxError.system("kill", errno)
    }
  }

  // MARK: - What a person sees

  /// The screen's text, one line a row; blanks at the ends of lines are left out.
  public func screen() throws(TmuxError) -> String {
    try tmux("capture-pane", "-t", ":", "-p")
  }

  /// The screen with colours and attributes, as escape sequences.
  public func screenWithAttributes() throws(TmuxError) -> String {
    try tmux("capture-pane", "-t", ":", "-p", "-e")
  }

  /// Waits until the screen shows a text, and returns the screen.
  @discardableResult
  public func wait(
    for text: String, within deadline: Duration = .seconds(30)
  ) async throws -> String {
    try await wait(for: "'\(text)'", within: deadline) { $0.contains(text) }
  }

  /// Waits until the screen meets a condition, and returns the screen.
  ///
  /// - Throws: ``TmuxError/deadline(waitingFor:screen:)``, which shows the last screen.
  @discardableResult
  public func wait(
    for what: String, within deadline: Duration = .seconds(30), until condition: (String) -> Bool
  ) async throws -> String {
    try await poll(for: what, within: deadline) {
      let screen = try screen()
      return condition(screen) ? screen : nil
    }
  }

  /// Waits until the program has ended, and tells how.
  public func ending(within deadline: Duration = .seconds(30)) async throws -> TmuxEnding {
    let status = try await poll(for: "the program's end", within: deadline) {
      Self.read(directory + "/status")
    }
    var leftovers: [String] = []
    let before = Self.read(directory + "/before") ?? ""
    let after = Self.read(directory + "/after") ?? ""
    if before != after { leftovers.append("stty \(before) became \(after)") }
    // The order is that of the format's fields; each has the value of a terminal at rest.
    let flags = try tmux(
      "display-message", "-t", ":", "-p",
      "#{alternate_on}#{mouse_any_flag}#{keypad_flag}#{keypad_cursor_flag}#{cursor_flag}")
    let names = ["alternate screen", "mouse reports", "keypad mode", "cursor-key mode"]
    for (flag, name) in zip(flags, names + ["hidden cursor"]) {
      if (flag == "1") != (name == "hidden cursor") { leftovers.append(name) }
    }
    return TmuxEnding(
      status: Int32(status.filter(\.isNumber)) ?? -1, leftovers: leftovers, screen: try screen())
  }

  // MARK: - How

  @discardableResult
  private func tmux(_ arguments: String...) throws(TmuxError) -> String {
    let command = try ShellCommand(["tmux", "-S", directory + "/socket"] + arguments)
    guard command.status == 0 else { throw .command(arguments, said: command.output) }
    return command.output
  }

  /// Looks every 10 ms: the only wait in this harness, and never longer than needed.
  private func poll<Value>(
    for what: String, within deadline: Duration, _ look: () throws -> Value?
  ) async throws -> Value {
    let end = ContinuousClock.now + deadline
    while true {
      if let value = try look() { return value }
      guard ContinuousClock.now < end else {
        throw TmuxError.deadline(waitingFor: what, screen: (try? screen()) ?? "(no screen)")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private static let configuration = """
    set -g status off
    set -g escape-time 0
    set -g default-terminal tmux-256color
    set -g history-limit 0

    """

  private static let watcher = """
    (
      cat "$1/alive"
      while tmux -S "$1/socket" kill-server; do sleep 0.05; done
      rm -rf "$1"
    ) >/dev/null 2>&1 </dev/null &
    """

  /// Notes the terminal's settings before and after; Ctrl-C must not end this shell as well.
  private static func wrapper(directory: String, launch: [String], hasInput: Bool) -> String {
    let words = launch.map { word in
      let parts = word.split(separator: "'", omittingEmptySubsequences: false)
      return "'" + parts.joined(separator: #"'\''"#) + "'"
    }
    return """
      trap : INT QUIT TSTP
      stty -g >\(directory)/before
      (
        sh -c 'echo $PPID' >\(directory)/pid.part
        mv \(directory)/pid.part \(directory)/pid
        exec \(words.joined(separator: " "))\(hasInput ? " <\(directory)/input" : "")
      )
      status=$?
      stty -g >\(directory)/after
      echo $status >\(directory)/status.part
      mv \(directory)/status.part \(directory)/status
      trap '' INT QUIT TSTP
      exec tail -f /dev/null

      """
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) throws(TmuxError) {
    guard let file = fopen(path, "w") else { throw .system(path, errno) }
    defer { fclose(file) }
    guard fputs(text, file) >= 0 else { throw .system(path, errno) }
  }
}
