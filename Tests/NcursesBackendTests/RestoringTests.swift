import Glibc
import Testing

/// Runs `TerminalProbe`, which opens a screen and ends, in every way there is.
@Suite(.timeLimit(.minutes(2))) struct RestoringTests {
  /// What a terminal is like that no program uses.
  private func expectRestored(_ probe: ProbeProcess, modes: [UInt32]) {
    #expect(probe.shown.modes == [7, 25])
    #expect(probe.shown.style == ScreenStyle())
    #expect(probe.shown.unknown == [])
    #expect(probe.pseudoTerminal.modes == modes)
  }

  @Test(arguments: [
    ("q", ProbeProcess.End.exit(0)), ("e", .exit(0)), ("t", .signal(SIGILL)),
    ("w", .signal(SIGILL)), ("o", .signal(SIGSEGV)), ("O", .signal(SIGSEGV)),
    ("s", .signal(SIGSEGV)), ("a", .signal(SIGABRT)), ("b", .signal(SIGBUS)),
    ("f", .signal(SIGFPE)), ("\u{3}", .signal(SIGINT)), ("\u{1C}", .signal(SIGQUIT)),
  ])
  func theTerminalIsGivenBack(key: String, end: ProbeProcess.End) throws {
    let probe = try ProbeProcess()
    let modes = try PseudoTerminal().modes
    try #require(probe.wait(for: "ready"))
    #expect(probe.shown.modes == VirtualTerminal.screenModes)
    #expect(probe.pseudoTerminal.modes != modes)
    probe.pseudoTerminal.type(key)
    #expect(probe.end() == end)
    expectRestored(probe, modes: modes)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGTRAP])
  func aSignalFromOutsideGivesTheTerminalBackAndIsTheCauseOfDeath(signal: Int32) throws {
    let probe = try ProbeProcess()
    let modes = try PseudoTerminal().modes
    try #require(probe.wait(for: "ready"))
    probe.send(signal)
    #expect(probe.end() == .signal(signal))
    expectRestored(probe, modes: modes)
  }

  @Test(arguments: ["", "enable=no"])
  func aTrapSaysWhyAfterTheScreenIsLeft(backtrace: String) throws {
    let probe = try ProbeProcess(environment: ["SWIFT_BACKTRACE": backtrace])
    try #require(probe.wait(for: "ready"))
    probe.pseudoTerminal.type("mt")
    #expect(probe.end() == .signal(SIGILL))
    let lines = probe.shown.transcript.split(separator: "\n")
    #expect(lines.first == "message on standard error")
    #expect(lines.contains("about to trap"))
    #expect(lines.contains { $0.contains("Fatal error: trapped on purpose") })
  }

  @Test func aVanishedTerminalEndsTheProcess() throws {
    let probe = try ProbeProcess()
    try #require(probe.wait(for: "ready"))
    probe.pseudoTerminal.hangUp()
    #expect(probe.end() == .signal(SIGHUP))
  }

  @Test func aVanishedTerminalEndsAProcessThatIgnoresItsSignal() throws {
    let probe = try ProbeProcess(
      ["/bin/sh", "-c", "trap '' HUP; exec '\(ProbeProcess.probe)'"])
    try #require(probe.wait(for: "ready"))
    probe.send(SIGHUP)
    probe.pseudoTerminal.type("x")
    try #require(probe.wait { $0.rows[0].contains("character") })
    probe.pseudoTerminal.hangUp()
    #expect(probe.end() == .signal(SIGHUP))
  }

  @Test func aShellSuspendsAndContinuesIt() throws {
    let shell = try jobControl("\"$0\"; echo stopped; fg; echo status $?")
    let modes = try PseudoTerminal().modes
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("m")
    try #require(shell.wait(for: "wrote"))
    shell.pseudoTerminal.type("\u{1A}")
    // What it wrote to standard error comes as soon as the screen is left, before the shell's word.
    try #require(shell.wait(for: "resumed"))
    let lines = shell.shown.transcript.split(separator: "\n")
    let message = try #require(lines.firstIndex(of: "message on standard error"))
    let word = try #require(lines.firstIndex(of: "stopped"))
    #expect(message < word)
    #expect(shell.shown.rows[23].hasPrefix("last line"))
    #expect(shell.shown.modes == VirtualTerminal.screenModes)
    shell.pseudoTerminal.type("\u{1B}OAq")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("status 0"))
    expectRestored(shell, modes: modes)
  }

  @Test func aNewSizeDuringTheSuspensionIsNoticed() throws {
    let shell = try jobControl("\"$0\"; read answer; fg; echo status $?")
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("\u{1A}")
    try #require(shell.wait { !$0.modes.contains(1049) })
    shell.pseudoTerminal.resize(width: 60, height: 10)
    shell.resizeShown(width: 60, height: 10)
    shell.pseudoTerminal.type("go\n")
    try #require(shell.wait(for: "60x10"))
    #expect(shell.shown.rows[9].hasPrefix("last line"))
    shell.pseudoTerminal.type("q")
    #expect(shell.end() == .exit(0))
  }

  @Test func aSuspendedProgramCanBeToldToEnd() throws {
    let shell = try jobControl(
      """
      "$0"; job=$(jobs -p); kill -TERM $job; kill -CONT $job
      while kill -0 $job 2>/dev/null; do :; done; echo gone
      """)
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("\u{1A}")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("gone"))
    #expect(shell.shown.modes == [7, 25])
  }

  @Test func inTheBackgroundItLeavesTheTerminalAlone() throws {
    let shell = try jobControl(
      "\"$0\"; bg >/dev/null; until jobs | grep -q Stopped; do :; done; echo again; fg; echo $?")
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("\u{1A}")
    try #require(shell.wait(for: "resumed"))
    #expect(shell.shown.transcript.contains("again"))
    shell.pseudoTerminal.type("q")
    #expect(shell.end() == .exit(0))
  }

  @Test func inTheBackgroundItCanBeToldToEnd() throws {
    let shell = try jobControl(
      """
      "$0"; job=$(jobs -p); bg >/dev/null; until jobs | grep -q Stopped; do :; done
      kill -TERM $job; kill -CONT $job
      while kill -0 $job 2>/dev/null; do :; done; echo gone
      """)
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("\u{1A}")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("gone"))
    #expect(shell.shown.modes == [7, 25])
  }

  @Test func stoppedAndContinuedFromOutsideItDrawsItselfAnew() throws {
    let shell = try jobControl("\"$0\"")
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("x")
    try #require(shell.wait { $0.rows[0].contains("character") })
    let probe = try #require(shell.foregroundProcess)
    kill(probe, SIGSTOP)
    kill(probe, SIGCONT)
    try #require(shell.wait(for: "resumed"))
    shell.pseudoTerminal.type("q")
    _ = shell.end()
    #expect(shell.shown.modes == [7, 25])
  }

  @Test func statusesAreThoseAShellExpects() throws {
    // Without the trap the shell dies of the interrupt too, as it should.
    let interrupted = try ProbeProcess(
      ["/bin/sh", "-c", "trap : INT; \"$0\"; echo status $?", ProbeProcess.probe])
    try #require(interrupted.wait(for: "ready"))
    interrupted.pseudoTerminal.type("\u{3}")
    #expect(interrupted.end() == .exit(0))
    #expect(interrupted.shown.transcript.contains("status 130"))
    for (signal, status) in [(SIGHUP, 129), (SIGTERM, 143)] {
      let shell = try jobControl("\"$0\"; echo status $?")
      try #require(shell.wait(for: "ready"))
      kill(try #require(shell.foregroundProcess), signal)
      #expect(shell.end() == .exit(0))
      #expect(shell.shown.transcript.contains("status \(status)"))
    }
  }

  @Test func keysComeFromTheTerminalWhenInputIsAPipe() throws {
    let shell = try jobControl("echo data | \"$0\"; echo status $?")
    try #require(shell.wait(for: "ready"))
    shell.pseudoTerminal.type("q")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("status 0"))
  }

  /// A shell with job control that runs `script`, where `$0` is the probe.
  private func jobControl(_ script: String) throws -> ProbeProcess {
    try ProbeProcess(["/bin/bash", "-m", "-c", script, ProbeProcess.probe])
  }
}
