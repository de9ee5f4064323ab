import Glibc
import TestSupport
import Testing

/// The probe and the program leave terminals of every kind, and such as take nothing.
@Suite(.timeLimit(.minutes(5))) struct LeavingProcessTests {
  /// Descriptions that once left a scrolling region of 24 rows behind, and one with another screen.
  private static let names = [
    "linux", "eterm-color", "vt220", "wsvt25", "fbterm", "vt320", "screen", "xterm-256color",
  ].filter(TerminfoEntry.exists)

  /// How the probe ends.
  enum Cause: CaseIterable { case key, terminated, killed }

  @Test(
    "A large terminal is as it was after q, TERM and kill -9",
    arguments: names, Cause.allCases)
  func aLargeTerminalIsAsItWas(name: String, cause: Cause) throws {
    let script = "printf 'one\\ntwo\\n'; \"$0\"; read answer; echo over"
    let shell = try ProbeProcess(
      ["/bin/bash", "-m", "-c", script, ProbeProcess.probe], width: 120, height: 40,
      environment: ["TERM": name])
    let before = shell.shown.state
    try #require(shell.wait(for: "ready"))
    let process = try #require(shell.foregroundProcess)
    switch cause {
    case .key: shell.pseudoTerminal.type("q")
    case .terminated: kill(process, SIGTERM)
    case .killed: kill(process, SIGKILL)
    }
    #expect(shell.wait { $0.state == before })
    #expect(shell.wait(forModes: shell.originalModes))
    shell.pseudoTerminal.type("\n")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.state == before)
    #expect(shell.shown.transcript.contains("over"))
  }

  /// The program on a terminal, with frames at the fastest pace that nobody reads.
  private func saturated() throws -> ProbeProcess {
    let program = try ProbeProcess([ProbeProcess.program, "--seed", "7"], width: 120, height: 40)
    try #require(program.wait { $0.rows.joined().contains("T 0.80") })
    return program
  }

  /// Whether the process has ended within `seconds`; nothing is read from its terminal.
  private func ends(_ program: ProbeProcess, within seconds: Double) -> Bool {
    let start = ContinuousClock.now
    while start.duration(to: .now) < .seconds(seconds) {
      if program.hasEnded { return true }
      usleep(1_000)
    }
    return false
  }

  @Test("On a terminal whose output is stopped, q restores it and says farewell, in this order")
  func aStoppedTerminalIsRestored() throws {
    let program = try saturated()
    let before = VirtualTerminal(width: 120, height: 40).state
    #expect(tcflow(program.pseudoTerminal.slave, TCOOFF) == 0)
    let record = ProcessRecord(process: program.process)
    let switches = record.switches
    try #require(record.wait { $0.switches > switches + 20 })
    program.pseudoTerminal.type("q")
    #expect(ends(program, within: 60))
    #expect(tcflow(program.pseudoTerminal.slave, TCOON) == 0)
    #expect(program.end() == .exit(0))
    #expect(program.shown.state == before)
    #expect(program.shown.transcript.contains("to start again"))
  }

  @Test("A reader that is far behind gets the farewell and none of the frames")
  func aSlowReaderGetsTheFarewell() throws {
    let probe = try ProbeProcess(width: 120, height: 40)
    try #require(probe.wait(for: "ready"))
    let before = VirtualTerminal(width: 120, height: 40).state
    probe.pseudoTerminal.type("F")
    // It reads for a while, so that the screen's opening is behind it, and then no more.
    let patience = Patience("frames")
    var read = 0
    while read < 200_000 {
      try patience.check()
      read += probe.read(milliseconds: 100)
    }
    let record = ProcessRecord(process: probe.process)
    let sleeps = record.status("voluntary_ctxt_switches")
    // Until 4,000 frames were presented, nearly all of them dropped.
    try #require(
      record.wait {
        probe.pseudoTerminal.type("z")
        return $0.isAsleep && $0.status("voluntary_ctxt_switches") != sleeps
      })
    probe.pseudoTerminal.type("q")
    #expect(ends(probe, within: 60))
    // What is left of the frames is what the kernel was just handing over: a page or a few.
    var rest = 0
    while case let more = probe.read(milliseconds: 100), more > 0 { rest += more }
    #expect(rest < 32_768)
    #expect(probe.end() == .exit(0))
    #expect(probe.shown.state == before)
    #expect(probe.shown.transcript.contains("farewell"))
  }

  @Test("A guard that was killed is replaced, and the next one does its work")
  func aKilledGuardIsReplaced() throws {
    let shell = try ProbeProcess([
      "/bin/bash", "-m", "-c", "\"$0\"; read answer; echo over", ProbeProcess.probe,
    ])
    try #require(shell.wait(for: "ready"))
    for _ in 0..<3 {
      let first = try #require(shell.waitForTheGuardsSleep())
      kill(first.process, SIGKILL)
      let patience = Patience("another guard")
      while shell.guards.first.map({ $0.process == first.process || !$0.isAsleep }) ?? true {
        try patience.check()
      }
    }
    #expect(shell.guards.count == 1)
    kill(try #require(shell.foregroundProcess), SIGKILL)
    #expect(shell.wait { $0.modes == [7, 25] })
    shell.pseudoTerminal.type("\n")
    #expect(shell.end() == .exit(0))
  }
}
