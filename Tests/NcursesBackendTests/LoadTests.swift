import Glibc
import TestSupport
import Testing

/// The program and the probe on terminals that are slow, stopped, suspended or gone.
@Suite(.timeLimit(.minutes(2))) struct LoadTests {
  /// The program, with its engine at the fastest pace.
  private func saturated(_ command: [String]) throws -> ProbeProcess {
    let program = try ProbeProcess(command, width: 120, height: 40)
    try #require(isShown(program))
    for _ in 0..<8 { program.pseudoTerminal.type("+") }
    return program
  }

  /// Waits until the program's screen stands.
  private func isShown(_ program: ProbeProcess) -> Bool {
    program.wait { $0.modes.contains(1049) && $0.rows.joined().contains("T 0.80") }
  }

  @Test("A terminal that takes nothing for 4,000 frames costs one frame's memory and no key")
  func aStoppedTerminalCostsNothing() throws {
    let probe = try ProbeProcess(width: 200, height: 60)
    try #require(probe.wait(for: "ready"))
    let record = ProcessRecord(process: probe.process)
    try #require(record.wait { $0.isAsleep })
    let sleeps = record.status("voluntary_ctxt_switches")
    // Nothing is read from here on until all frames were presented.
    probe.pseudoTerminal.type("F")
    try #require(
      record.wait {
        probe.pseudoTerminal.type("z")
        return $0.isAsleep && $0.status("voluntary_ctxt_switches") != sleeps
      })
    try #require(probe.wait { $0.rows[0].contains("grew-") })
    let words = probe.shown.rows[0].split(separator: " ")
    func number(_ name: String) -> Int? {
      words.first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count)) }
    }
    #expect(number("took-") ?? 4_000 < 100)
    #expect(number("keys-") ?? 0 > 0)
    #expect(number("grew-") == 0)
    probe.pseudoTerminal.type("q")
    #expect(probe.end() == .exit(0))
  }

  @Test("The program at work answers q though its terminal has stopped")
  func aStoppedTerminalDoesNotKeepTheProgram() throws {
    let program = try ProbeProcess([ProbeProcess.program, "--seed", "7"], width: 120, height: 40)
    try #require(isShown(program))
    let record = ProcessRecord(process: program.process)
    let before = try #require(record.status("VmRSS"))
    // It wakes for each frame that is due, or on a busy machine goes from one to the next.
    let switches = record.switches
    try #require(record.wait { $0.switches > switches + 100 })
    // Kilobytes; the engine's history is bounded, and so is the frame that waits.
    #expect((record.status("VmRSS") ?? .max) < before + 8_192)
    program.pseudoTerminal.type("q")
    #expect(program.end() == .exit(0))
    #expect(program.shown.modes == [7, 25])
  }

  @Test("A hundred suspensions under load leave nothing behind")
  func aHundredSuspensions() throws {
    // A stopped command ends a loop, so there is none.
    let script = (1...100).map { "echo suspension \($0) over; fg" }.joined(separator: "\n")
    let shell = try saturated([
      "/bin/bash", "-m", "-c", "\"$0\" --seed 7\n\(script)\necho status $?", ProbeProcess.program,
    ])
    let modes = try PseudoTerminal().modes
    for number in 1...100 {
      shell.pseudoTerminal.type("\u{1A}")
      try #require(
        shell.wait { $0.transcript.contains("suspension \(number) over") }, "at \(number)")
      try #require(isShown(shell), "at \(number)")
    }
    shell.pseudoTerminal.type("q")
    #expect(shell.end() == .exit(0))
    #expect(shell.shown.transcript.contains("status 0"))
    #expect(shell.shown.modes == [7, 25])
    #expect(shell.pseudoTerminal.modes == modes)
    #expect(shell.waitForTheGuardsEnd())
  }

  @Test(
    "The terminal's end is the end of the program and its guard, even where HUP is ignored",
    arguments: ["", "trap '' HUP; "])
  func theTerminalsEndIsTheEnd(prefix: String) throws {
    let program = try saturated([
      "/bin/sh", "-c", "\(prefix)exec \"$0\" --seed 7", ProbeProcess.program,
    ])
    #expect(program.waitForTheGuardsSleep() != nil)
    program.pseudoTerminal.hangUp()
    #expect(program.end() == .signal(SIGHUP))
    #expect(program.waitForTheGuardsEnd())
  }

  @Test("A program killed at work leaves the terminal as it was", arguments: [SIGKILL, SIGSEGV])
  func aProgramKilledAtWork(signal: Int32) throws {
    let shell = try saturated([
      "/bin/bash", "-m", "-c", "\"$0\" --seed 7; read answer; echo over", ProbeProcess.program,
    ])
    kill(try #require(shell.foregroundProcess), signal)
    #expect(shell.wait { $0.modes == [7, 25] })
    shell.pseudoTerminal.type("\n")
    #expect(shell.end() == .exit(0))
  }

  @Test("Mouse reports come through tmux, beyond column 223, and stop when switched off")
  func mouseReportsComeThroughTmux() async throws {
    let terminal = try Tmux(columns: 300, rows: 50, [ProbeProcess.probe])
    try await terminal.wait(for: "ready")
    try terminal.type("\u{1B}[<0;240;6M\u{1B}[<0;240;6m\u{1B}[<64;299;50M")
    try await terminal.wait(for: "press@239,5 release@239,5 wheelUp@298,49")
    try terminal.press("N")
    try await terminal.wait(for: "mouse-off")
    try terminal.type("\u{1B}[<0;240;6M")
    try terminal.press("M")
    try await terminal.wait(for: "mouse-on")
    try terminal.type("\u{1B}[<32;2;3Mx")
    let screen = try await terminal.wait(for: "drag@1,2 character")
    #expect(screen.matches(of: /press@/).count == 1)
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
  }
}
