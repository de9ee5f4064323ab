import Glibc
import Testing

/// Every end under a shell with job control: the terminal as it was, and the status that says why.
@Suite(.timeLimit(.minutes(2))) struct JobControlTests {
  /// The probe under a shell that stays until it has heard an answer, touching nothing.
  private func shell() throws -> ProbeProcess {
    let script = "\"$0\"; status=$?; read answer; echo status $status $answer"
    let shell = try ProbeProcess(["/bin/bash", "-m", "-c", script, ProbeProcess.probe])
    try #require(shell.wait(for: "ready"))
    return shell
  }

  private func expect(status: Int32, from shell: ProbeProcess) throws {
    let modes = try PseudoTerminal().modes
    #expect(shell.wait { $0.modes == [7, 25] })
    #expect(shell.wait(forModes: modes))
    #expect(shell.shown.style == ScreenStyle())
    #expect(shell.shown.unknown == [])
    shell.pseudoTerminal.type("heard\n")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("status \(status) heard"))
  }

  @Test(
    "A signal ends it and leaves the terminal as it was",
    arguments: [
      SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP, SIGKILL,
    ])
  func aSignalEndsIt(signal: Int32) throws {
    let shell = try shell()
    kill(try #require(shell.foregroundProcess), signal)
    try expect(status: 128 + signal, from: shell)
  }

  @Test(
    "A trap, a fault or an overflow, on the main or the engine's thread, leaves the terminal as it was",
    arguments: [
      ("t", SIGILL), ("w", SIGILL), ("o", SIGSEGV), ("O", SIGSEGV), ("s", SIGSEGV), ("a", SIGABRT),
      ("k", SIGKILL), ("\u{1C}", SIGQUIT),
    ])
  func aFaultEndsIt(key: String, signal: Int32) throws {
    let shell = try shell()
    shell.pseudoTerminal.type(key)
    try expect(status: 128 + signal, from: shell)
  }

  @Test("A broken pipe ends nothing, and is not held against it at the end")
  func aBrokenPipeEndsNothing() throws {
    let shell = try shell()
    kill(try #require(shell.foregroundProcess), SIGPIPE)
    shell.pseudoTerminal.type("q")
    try expect(status: 0, from: shell)
  }

  @Test("What was written to standard error comes at each suspension, and once")
  func standardErrorComesAtEachSuspension() throws {
    let script = (1...20).map { "echo suspension \($0) over; fg" }.joined(separator: "\n")
    let shell = try ProbeProcess(
      ["/bin/bash", "-m", "-c", "\"$0\"\n\(script)\necho status $?", ProbeProcess.probe], width: 400
    )
    func messages() -> Int {
      shell.shown.transcript.split(separator: "\n").count { $0 == "message on standard error" }
    }
    try #require(shell.wait(for: "ready"))
    for number in 1...20 {
      // Ctrl-Z throws away what was typed before it and not read yet.
      shell.pseudoTerminal.type("m")
      try #require(
        shell.wait { $0.rows[0].split(separator: " ").count { $0 == "wrote" } == number })
      shell.pseudoTerminal.type("\u{1A}")
      try #require(shell.wait { $0.transcript.contains("suspension \(number) over") })
      #expect(messages() == number)
      try #require(shell.wait { $0.modes.contains(1049) })
    }
    shell.pseudoTerminal.type("q")
    #expect(shell.end() == .exit(0))
    #expect(messages() == 20)
  }
}
