import Glibc
import Testing

/// The program without a screen, on a terminal: keys at once, the modes given back, no control sequence.
@Suite(.timeLimit(.minutes(2))) struct PlainTerminalTests {
  private static let words = "learns from what it generates itself"

  private func start(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> ProbeProcess {
    let process = try ProbeProcess(
      [ProbeProcess.program, "--plain", "--no-config", "--seed", "4"] + arguments, width: 200,
      environment: environment)
    try #require(process.wait { $0.transcript.contains(Self.words) })
    return process
  }

  private func type(_ keys: String, until words: String, in process: ProbeProcess) throws {
    process.pseudoTerminal.type(keys)
    try #require(process.wait { $0.transcript.contains(words) }, "\(process.shown.transcript)")
  }

  private func expectAtRest(_ process: ProbeProcess) {
    #expect(process.wait(forModes: process.originalModes))
    #expect(process.shown.modes == [7, 25] && process.shown.unknown == [])
    #expect(process.shown.style == ScreenStyle())
  }

  @Test(
    "Each key is answered at once, arrows too, whatever TERM is",
    arguments: ["xterm-256color", "dumb", "", "none-such"])
  func keys(term: String) throws {
    let process = try start("--paused", environment: ["TERM": term])
    #expect(process.pseudoTerminal.modes != process.originalModes)
    try type("T", until: "T = 0.85: still below 1", in: process)
    try type("\u{1B}[D", until: "this is where the run starts", in: process)
    try type("I", until: "in the end one category takes everything", in: process)
    try type(":", until: "commands: ", in: process)
    try type("temperature 2\r", until: "T = 2.00, above 1", in: process)
    process.pseudoTerminal.type("q")
    #expect(process.end() == .exit(0))
    #expect(process.shown.transcript.contains("seed 4, k = 10: A 5, B 3, C 2"))
    expectAtRest(process)
  }

  @Test(
    "Whatever ends it gives the modes back, and is how it ended",
    arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGKILL])
  func signals(number: Int32) throws {
    let process = try start()
    process.send(number)
    #expect(process.end() == .signal(number))
    expectAtRest(process)
  }

  @Test("Ctrl-C ends it by its signal; a terminal that hangs up by that one")
  func keyboardSignals() throws {
    let process = try start()
    process.pseudoTerminal.type("\u{3}")
    #expect(process.end() == .signal(SIGINT))
    expectAtRest(process)
    let other = try start()
    other.pseudoTerminal.hangUp()
    #expect(other.end() == .signal(SIGHUP))
  }

  @Test("Ctrl-Z gives the modes back and stops; in the foreground again it goes on")
  func suspension() throws {
    let script = "\"$0\" \"$@\"; echo stopped $?; read answer; fg; echo status $?"
    let shell = try ProbeProcess(
      [
        "/bin/bash", "-m", "-c", script, ProbeProcess.program, "--plain", "--no-config", "--paused",
      ],
      width: 200)
    try #require(shell.wait { $0.transcript.contains(Self.words) })
    shell.pseudoTerminal.type("\u{1A}")
    try #require(shell.wait { $0.transcript.contains("stopped 148") })
    #expect(shell.wait(forModes: shell.originalModes))
    shell.pseudoTerminal.type("\n")
    try #require(shell.wait { _ in shell.pseudoTerminal.modes != shell.originalModes })
    try type("T", until: "T = 0.85", in: shell)
    shell.pseudoTerminal.type("q")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("status 0"))
    expectAtRest(shell)
  }

  @Test("In a locale that is not UTF-8 lines are ASCII")
  func ascii() throws {
    let process = try start(
      "--paused", "--counts", "3,4", "--labels", "Größe,b", environment: ["LC_ALL": "C"])
    try type("0", until: "T = 1: a Polya urn", in: process)
    #expect(process.shown.transcript.contains("Grose 3"))
    process.pseudoTerminal.type("q")
    #expect(process.end() == .exit(0))
  }
}
