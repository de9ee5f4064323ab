import Glibc
import TestSupport
import Testing

@testable import NcursesBackend

/// The program where the system refuses what it needs: a sentence that names it, and status 69.
@Suite(.timeLimit(.minutes(2))) struct LimitTests {
  /// Runs the program under a shell that sets a limit, and quits it if its screen opens.
  ///
  /// - Parameter launcher: a command that becomes the program.
  private func run(
    _ limit: String, launcher: String = "", environment: [String: String] = [:]
  ) throws -> (status: ProbeProcess.End, said: String) {
    let program = try ProbeProcess(
      ["/bin/sh", "-c", "\(limit) exec \(launcher) \"$0\" --seed 7", ProbeProcess.program],
      width: 120,
      height: 40, environment: environment)
    _ = program.wait { screen in
      screen.rows.joined().contains("T 0.80") || program.hasEnded
    }
    program.pseudoTerminal.type("q")
    let end = program.end()
    #expect(program.shown.state == VirtualTerminal(width: 120, height: 40).state)
    return (end, program.shown.transcript.replacing("\n", with: ""))
  }

  @Test("With few descriptors it opens, or says that they are too few")
  func fewDescriptors() throws {
    var refused = 0
    for limit in 5...24 {
      let (end, said) = try run("ulimit -n \(limit);")
      if end == .exit(0) { continue }
      refused += 1
      #expect(end == .exit(69), "\(limit): \(said)")
      #expect(said.contains("Too many open files"), "\(limit): \(said)")
    }
    #expect(refused > 3)
  }

  @Test("Where no thread or process may be added it says so")
  func processLimit() throws {
    // The superuser has no limit: another user, and without the right to pass over it.
    let other = "setpriv --ruid=54321 --bounding-set=-sys_resource,-sys_admin"
    var refused = 0
    for limit in 1...6 {
      let (end, said) = try run(
        "", launcher: "\(geteuid() == 0 ? other : "") prlimit --nproc=\(limit)")
      if end == .exit(0) { continue }
      refused += 1
      #expect(end == .exit(69), "\(limit): \(said)")
      #expect(said.contains("ulimit -u"), "\(limit): \(said)")
    }
    #expect(refused > 0)
  }

  @Test("A terminal that may not be opened anew takes keys all the same")
  func terminalOfAnotherUser() throws {
    // The superuser may open everything, unless that right is given up.
    let launcher = geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : ""
    let (end, said) = try run("chmod 000 \"$(tty)\" && ", launcher: launcher)
    #expect(end == .exit(0), "\(said)")
    #expect(said.contains("seed 7"))
  }

  @Test("A terminal of the process that may not be opened is not said to be missing")
  func unreadableControllingTerminal() throws {
    let folder = try TemporaryFolder()
    // A link to itself stops the superuser as well.
    symlink("tty", folder.path("tty"))
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    #expect(throws: TerminalError.system(call: "open \(folder.path("tty"))", error: ELOOP)) {
      _ = try Keyboard(input: ends[0], controllingTerminal: folder.path("tty"))
    }
    #expect(throws: TerminalError.inputNotATerminal) {
      _ = try Keyboard(input: ends[0], controllingTerminal: folder.path("missing"))
    }
    #expect(TerminalError.system(call: "open", error: EACCES).isRefusalOfTheMachine)
  }

  @Test("Where no file may be written it says so, and is not ended by the signal")
  func noFiles() throws {
    let (end, said) = try run("ulimit -f 0;")
    #expect(end == .exit(69))
    #expect(said.contains("ulimit -f"))
    #expect(said.contains("heatdeath run"))
  }

  @Test("A description that may not be read is not said to be missing")
  func unreadableDescription() throws {
    let folder = try TemporaryFolder()
    // No permission stops the superuser, whom tests may run as; a link to itself does.
    mkdir(folder.path("n"), 0o700)
    symlink("no-such-terminal", folder.path("n/no-such-terminal"))
    let environment: Environment = {
      ["TERM": "no-such-terminal", "TERMINFO": folder.root][$0]
    }
    let notice = TerminalDescription(environment: environment, wanted: nil)
      .notice(using: "xterm", environment: environment)
    #expect(
      notice == "TERM \"no-such-terminal\" cannot be read (Too many levels of symbolic links): "
        + "using xterm")
  }

  @Test("LINES and COLUMNS are no size of the terminal")
  func linesAndColumns() throws {
    let program = try ProbeProcess(
      [ProbeProcess.program, "--seed", "7"], width: 120, height: 40,
      environment: ["LINES": "8000", "COLUMNS": "8000"])
    try #require(program.wait { $0.rows.joined().contains("T 0.80") })
    // Kilobytes. Windows of that size would take five gigabytes.
    #expect(ProcessRecord(process: program.process).status("VmHWM") ?? .max < 200_000)
    program.pseudoTerminal.type("q")
    #expect(program.end() == .exit(0))
  }

  @Test("A comparison at the largest size sleeps")
  func aComparisonAtTheCapSleeps() throws {
    let program = try ProbeProcess(
      [
        ProbeProcess.program, "--seed", "7", "--counts", "2000000000000000000,1999999999999999999",
      ], width: 120, height: 40)
    try #require(program.wait { $0.rows.joined().contains("T 0.80") })
    try #require(sleeps(program))
    program.pseudoTerminal.type("c")
    try #require(program.wait { $0.rows.joined().contains("1.50") })
    #expect(sleeps(program))
    program.pseudoTerminal.type("q")
    #expect(program.end() == .exit(0))
  }

  /// Whether the program stays asleep for as long as it would show ten frames.
  private func sleeps(_ program: ProbeProcess) -> Bool {
    let record = ProcessRecord(process: program.process)
    let patience = Patience("the program's sleep")
    while !patience.isOver {
      let before = record.switches
      let start = ContinuousClock.now
      while start.duration(to: .now) < .milliseconds(333) { _ = program.read(milliseconds: 20) }
      if record.switches == before { return true }
    }
    return false
  }
}
