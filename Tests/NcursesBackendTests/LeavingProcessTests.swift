import Glibc
import TestSupport
import Testing

/// The probe and the program leave terminals of every kind, and such as take nothing.
@Suite(.timeLimit(.minutes(5))) struct LeavingProcessTests {
  /// Descriptions that once left a scrolling region of 24 rows behind, and one with another screen.
  private static let names = [
    "linux", "eterm-color", "vt220", "wsvt25", "fbterm", "vt320", "screen", "xterm-256color",
  ].filter { TerminfoEntry.names.contains($0) }

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
    let (before, modes) = (shell.shown.state, shell.pseudoTerminal.modes)
    try #require(shell.wait(for: "ready"))
    let process = try #require(shell.foregroundProcess)
    switch cause {
    case .key: shell.pseudoTerminal.type("q")
    case .terminated: kill(process, SIGTERM)
    case .killed: kill(process, SIGKILL)
    }
    #expect(shell.wait { $0.state == before })
    #expect(shell.wait(forModes: modes))
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
      if ProcessRecord(process: program.process).isZombie { return true }
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
    let program = try saturated()
    let before = VirtualTerminal(width: 120, height: 40).state
    // It reads for a while, so that the screen's opening is behind it, and then no more.
    let patience = Patience("frames of 200 kB")
    var read = 0
    for _ in 0..<8 { program.pseudoTerminal.type("+") }
    while read < 200_000 {
      try patience.check()
      read += program.read(milliseconds: 100)
    }
    let record = ProcessRecord(process: program.process)
    // Until the kernel takes no more, and frames are dropped.
    let written = { record.input("wchar") }
    var last = -1
    while last != written() {
      try patience.check()
      last = written()
      usleep(200_000)
    }
    program.pseudoTerminal.type("q")
    #expect(ends(program, within: 60))
    // A page of the kernel's own is left of the frames.
    var rest = 0
    while case let more = program.read(milliseconds: 100), more > 0 { rest += more }
    #expect(rest < 8_192)
    #expect(program.end() == .exit(0))
    #expect(program.shown.state == before)
    #expect(program.shown.transcript.contains("to start again"))
  }
}
