import Glibc
import Testing

/// What no handler can see to: the end by `SIGKILL`, with and without job control.
@Suite(.timeLimit(.minutes(2))) struct GuardTests {
  private static let shells = [["/bin/bash", "-m", "-c"], ["/bin/sh", "-c"]]

  private func shell(_ shell: [String], _ script: String) throws -> ProbeProcess {
    try ProbeProcess(shell + [script, ProbeProcess.probe])
  }

  @Test("A killed program's terminal is given back, with what it had to say", arguments: shells)
  func aKilledProgramsTerminalIsGivenBack(shell command: [String]) throws {
    // The shell stays, and touches nothing, until the terminal is as it was.
    let shell = try shell(command, "\"$0\"; status=$?; read answer; echo status $status $answer")
    let modes = try PseudoTerminal().modes
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("m")
    try #require(shell.wait(for: "wrote"))
    shell.pseudoTerminal.type("k")
    #expect(shell.wait { $0.transcript.contains("message on standard error") })
    #expect(shell.shown.modes == [7, 25])
    #expect(shell.shown.style == ScreenStyle())
    #expect(shell.wait(forModes: modes))
    shell.pseudoTerminal.type("heard\n")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("status 137 heard"))
  }

  @Test("A program killed with its whole process group leaves the terminal as it was")
  func aKilledGroupsTerminalIsGivenBack() throws {
    let shell = try shell(Self.shells[0], "\"$0\"; read answer; echo over")
    try #require(shell.wait(for: "ready"))
    _ = try #require(shell.waitForTheGuardsSleep())
    kill(-(try #require(shell.foregroundProcess)), SIGKILL)
    #expect(shell.wait { $0.modes == [7, 25] })
    shell.pseudoTerminal.type("\n")
    #expect(shell.end() == .exit(0))
  }

  @Test("Killed while suspended, it leaves the shell's terminal alone")
  func killedWhileSuspendedItLeavesTheTerminalAlone() throws {
    let shell = try shell(
      Self.shells[0], "\"$0\"; kill -KILL %1; stty -echo; read answer; stty -a; echo over")
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("\u{1A}")
    try #require(shell.wait { !$0.modes.contains(1049) })
    #expect(shell.waitForTheGuardsEnd())
    shell.pseudoTerminal.type("go\n")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("-echo "))
    #expect(shell.shown.transcript.contains("over"))
  }

  @Test("The guard costs nothing, holds no pipe open, and goes when the program does")
  func theGuardCostsNothing() throws {
    let shell = try shell(
      Self.shells[0], "echo data | \"$0\" 2>&1 >/dev/tty | cat; echo over")
    try #require(shell.wait(for: "ready"))
    let guardProcess = try #require(shell.waitForTheGuardsSleep())
    #expect(shell.guards.count == 1)
    // The pipe that it waits at, and the terminal; neither standard input nor standard error.
    let held = guardProcess.descriptors
    #expect(held.count { $0.hasPrefix("pipe:") } == 1)
    #expect(
      held.allSatisfy {
        $0.hasPrefix("pipe:") || $0 == shell.pseudoTerminal.path || $0 == "/dev/tty"
      })
    let sleeps = try #require(guardProcess.status("voluntary_ctxt_switches"))
    for key in ["A", "B", "C"] {
      shell.pseudoTerminal.type(key)
      try #require(shell.wait { $0.rows[0].contains("\"\(key)\"") })
    }
    shell.pseudoTerminal.resize(width: 80, height: 20)
    shell.resizeShown(width: 80, height: 20)
    try #require(shell.wait(for: "80x20"))
    #expect(guardProcess.status("voluntary_ctxt_switches") == sleeps)
    shell.pseudoTerminal.type("q")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("over"))
    #expect(shell.guards.isEmpty)
  }

  @Test("No signal but KILL ends the guard before its time")
  func signalsDoNotEndTheGuard() throws {
    let shell = try shell(Self.shells[0], "\"$0\"; read answer; echo over")
    try #require(shell.wait(for: "ready"))
    let process = try #require(shell.foregroundProcess)
    let guardProcess = try #require(shell.waitForTheGuardsSleep()).process
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTOU, SIGUSR1, SIGPIPE] {
      kill(guardProcess, signal)
    }
    kill(process, SIGKILL)
    #expect(shell.wait { $0.modes == [7, 25] })
    shell.pseudoTerminal.type("\n")
    #expect(shell.end() == .exit(0))
  }
}
