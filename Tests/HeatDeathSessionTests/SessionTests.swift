import HeatDeath
import HeatDeathInterface
import HeatDeathSession
import TerminalDrawing
import Testing

/// The loop of the program on a scripted terminal: no pty, no thread, no time but the script's.
@Suite struct SessionTests {
  let world = ScriptedWorld()
  let terminal: ScriptedTerminal

  init() { terminal = ScriptedTerminal(world) }

  func session(
    counts: [Int64] = [5, 3, 2], paused: Bool = false, theme: Theme? = .dark
  ) throws -> Session {
    try Session(
      scenario: Scenario(
        initialData: Dataset(counts: counts), temperature: Temperature(0.8), seed: 42),
      theme: theme, startsPaused: paused, on: .screen(terminal), wiring: world.wiring)
  }

  /// Runs the script to its end, which is `q` unless it ends the session itself.
  @discardableResult
  func play(_ session: inout Session, quitting: Bool = true) -> Int32? {
    if quitting { terminal.type("q") }
    return session.run(hangUpSignal: 1)
  }

  /// Counts the frames up to here in the script, after those that the first answers make.
  func afterFirstAnswers() -> FrameCount {
    let count = FrameCount()
    terminal.then(after: 20) { terminal in
      count.count = terminal.frames.count
      return []
    }
    return count
  }

  final class FrameCount {
    var count = 0
  }

  // MARK: Beginning and end

  @Test("The first frame waits for no source")
  func firstFrame() throws {
    world.room = 0
    #expect(throws: ScriptedWorld.Refusal.self) { try session() }
    #expect(terminal.frames.count == 1)
    #expect(terminal.rows[0].contains("T 0.80"))
    #expect(terminal.rows[22].contains("from 10 real samples on"))
  }

  @Test("Quitting says where the run stood and what starts it again, and stops every source")
  func farewell() throws {
    var session = try session(paused: true)
    terminal.type("..")
    #expect(play(&session) == nil)
    let lines = session.farewell().split(separator: "\n")
    #expect(lines[0].hasPrefix("seed 42, k = 12: A "))
    #expect(lines[1] == "to start again: heatdeath --seed 42 --temperature 0.8")
    #expect(world.sources.allSatisfy { $0.isStopped })
  }

  @Test("Changes that the command leaves out are counted, and a new start forgets them")
  func changes() throws {
    var session = try session(paused: true)
    terminal.type("T")
    #expect(play(&session) == nil)
    #expect(
      session.farewell().hasSuffix(
        "to see it again with its 1 change: heatdeath replay kept.toml"))
    try #require(world.kept.count == 1)
    #expect(
      world.kept[0].events.map(\.intervention) == [.setTemperature(try Temperature(0.85))])
    try world.kept[0].check()
    // Where it cannot be kept, that is said, and what starts it again without.
    world.canSave = false
    #expect(
      session.farewell().hasSuffix(
        """
        not kept: the disk is full
        to start again (without the 1 change made since): heatdeath --seed 42 --temperature 0.8
        """))
    world.canSave = true
    var again = try self.session(paused: true)
    terminal.type("TR")
    play(&again)
    #expect(again.farewell().hasSuffix("to start again: heatdeath --seed 42 --temperature 0.85"))
  }

  @Test("A signal and a terminal that is gone end it as what they are")
  func signals() throws {
    var session = try session()
    terminal.then(.terminate(signal: 15))
    #expect(play(&session, quitting: false) == 15)
    var other = try self.session()
    terminal.then(.hangUp)
    #expect(play(&other, quitting: false) == 1)
    #expect(world.sources.allSatisfy { $0.isStopped })
  }

  // MARK: Frames

  @Test("A key that asks something of the run shows in one frame, with the answer")
  func noTornFrame() throws {
    var session = try session(paused: true)
    let before = afterFirstAnswers()
    terminal.type("T")
    terminal.type("q")
    play(&session, quitting: false)
    let frames = terminal.frames[before.count...]
    #expect(frames.count == 1)
    let header = try #require(frames.first).rows[0]
    #expect(header.contains("T 0.85") && !header.contains("→"))
  }

  @Test("A source that does not answer is not waited for, and what is asked shows as asked")
  func slowAnswer() throws {
    world.answerTime = 80_000_000
    var session = try session(paused: true)
    terminal.type("T")
    terminal.then(after: 200, .event(.key(.character("q"))))
    play(&session, quitting: false)
    let headers = terminal.frames.map { $0.rows[0] }
    #expect(headers.contains { $0.contains("T 0.80→0.85") })
    #expect(headers.last?.contains("T 0.85") == true && headers.last?.contains("→") == false)
  }

  @Test("At work thirty frames a second, and no more")
  func framePeriod() throws {
    var session = try session()
    let before = afterFirstAnswers()
    terminal.then(after: 2000, .event(.key(.character("q"))))
    play(&session, quitting: false)
    #expect((55...62).contains(terminal.frames.count - before.count))
  }

  @Test("Paused means asleep: no wait has a limit, no frame is drawn")
  func asleep() throws {
    var session = try session(paused: true)
    let before = afterFirstAnswers()
    terminal.then(after: 60_000, .event(.key(.character("q"))))
    play(&session, quitting: false)
    #expect(terminal.timeouts.allSatisfy { $0 == nil } && terminal.frames.count == before.count)
  }

  @Test("A run, or a whole comparison, at the largest dataset sleeps", arguments: ["", "c"])
  func full(keys: String) throws {
    var session = try session(counts: [Dataset.maximumSize - 2, 1])
    terminal.type(keys)
    terminal.then(after: 5000) { terminal in
      terminal.then(after: 60_000, .event(.key(.character("q"))))
      return []
    }
    play(&session, quitting: false)
    #expect(terminal.timeouts.suffix(1) == [nil])
    #expect(terminal.rows.joined().contains("full"))
  }

  @Test("A terminal that takes no frame gets the newest one once it does")
  func busyTerminal() throws {
    var session = try session(paused: true)
    let shown = afterFirstAnswers()
    terminal.then { terminal in
      terminal.takesFrames = false
      return [.event(.key(.character("T")))]
    }
    terminal.type("TT")
    terminal.then { terminal in
      #expect(terminal.frames.count == shown.count && terminal.refused > 0)
      terminal.takesFrames = true
      return [.drained]
    }
    play(&session)
    #expect(terminal.frames.count == shown.count + 1 && terminal.rows[0].contains("T 0.91"))
  }

  @Test("A new size and a return from the shell draw at once")
  func redraw() throws {
    var session = try session(paused: true)
    let before = afterFirstAnswers()
    terminal.then { terminal in
      terminal.size = (100, 30)
      return [.event(.resize(width: 100, height: 30))]
    }
    terminal.then(.resumed)
    play(&session)
    #expect(terminal.frames.count == before.count + 2)
    #expect(terminal.frames.suffix(2).allSatisfy { $0.width == 100 && $0.height == 30 })
  }

  @Test("A pointer that reads nothing new draws nothing")
  func pointer() throws {
    var session = try session(paused: true)
    let before = afterFirstAnswers()
    for x in 60..<70 { terminal.then(.event(.mouse(Mouse(.move, x: x, y: 3)))) }
    terminal.then { terminal in
      #expect(terminal.frames.count == before.count)
      return [.event(.mouse(Mouse(.move, x: 25, y: 14)))]
    }
    play(&session)
    #expect(
      terminal.frames.count == before.count + 1 && terminal.rows[22].contains("at the pointer"))
  }

  @Test("The background that the terminal tells chooses the colours")
  func background() throws {
    var session = try session(paused: true, theme: nil)
    let before = afterFirstAnswers()
    terminal.then(.event(.background(.light)))
    play(&session)
    let dark = terminal.frames[before.count - 1]
    #expect(try #require(terminal.frames.last).cells != dark.cells && terminal.rows == dark.rows)
  }

  // MARK: Sources

  @Test("Commands go to the run in the order of the keys")
  func order() throws {
    var session = try session(paused: true)
    terminal.then(
      .event(.key(.character("T"))), .event(.key(.character("r"))), .event(.key(.character("."))))
    play(&session)
    let commands = world.sources[0].commands
    #expect(commands.count == 3)
    guard case .intervene(.setTemperature) = commands[0], case .intervene(.reseed) = commands[1]
    else {
      Issue.record("\(commands)")
      return
    }
    #expect(commands[2] == .step(1))
  }

  @Test("Keys pressed before the first answer build on what was asked")
  func keysAheadOfAnswers() throws {
    world.answerTime = 500_000_000
    var session = try session(paused: true)
    terminal.type("nnTT", every: 1)
    terminal.then(after: 1000, .event(.key(.character("q"))))
    play(&session, quitting: false)
    let simulation = world.sources[0].driver.simulation
    #expect(simulation.categoryCount == 5 && simulation.temperature.value == 0.9)
  }

  @Test("An undo that the run carries out is told once; one that it cannot, as what it is")
  func undo() throws {
    var session = try session(paused: true)
    terminal.type("Tuu")
    play(&session)
    let told = terminal.frames.map { terminal.line($0) }
    #expect(told.count { $0.contains("undone: the run went back to where it stood before") } == 1)
    #expect(told.count { $0.contains("there is nothing to undo") } == 1)
    #expect(world.sources[0].driver.simulation.temperature.value == 0.8)
  }

  @Test("An undo after more categories brings the run and its samples back")
  func undoOfAStart() throws {
    var session = try session(counts: [50, 30, 20], paused: true)
    terminal.type("....nu")
    play(&session)
    #expect(world.sources[0].driver.simulation.size == 104)
    #expect(terminal.rows.joined().contains("n=3"))
  }

  @Test("E is a flight of three seconds, drawn thirty times a second, after which it sleeps")
  func flight() throws {
    var session = try session(paused: true)
    let before = afterFirstAnswers()
    terminal.type("E")
    terminal.then(after: 1500) { terminal in
      #expect(terminal.rows[23].contains("any key stops the flight"))
      return []
    }
    terminal.then(after: 60_000) { [world] terminal in
      #expect((80...100).contains(terminal.frames.count - before.count))
      #expect(terminal.timeouts.suffix(1) == [nil])
      #expect(world.sources[0].driver.simulation.size == 1_000_000_000_000_000_000)
      #expect(world.sources[0].driver.report.fate != nil)
      #expect(terminal.rows[23].contains("? help"))
      return []
    }
    terminal.type("u")
    play(&session)
    #expect(world.sources[0].driver.simulation.size == 10)
  }

  @Test("A key stops a flight where it is; the next ones act, and E flies on")
  func stoppedFlight() throws {
    var session = try session(paused: true)
    terminal.type("E")
    terminal.type("T", every: 1000)
    terminal.then { [world] terminal in
      let simulation = world.sources[0].driver.simulation
      #expect((100_000...100_000_000).contains(simulation.size))
      #expect(simulation.temperature.value == 0.8)
      #expect(terminal.rows[22].contains("stopped on the way"))
      return [.event(.key(.character("T")))]
    }
    terminal.type("E")
    terminal.then(after: 4000) { [world] _ in
      #expect(world.sources[0].driver.simulation.size == 1_000_000_000_000_000_000)
      return []
    }
    // The second flight, the temperature, the first flight.
    terminal.type("uuu")
    play(&session)
    let simulation = world.sources[0].driver.simulation
    #expect(simulation.size == 10 && simulation.temperature.value == 0.8)
  }

  @Test("A comparison has sources of its own, which go with it; the run waits and goes on")
  func comparison() throws {
    var session = try session()
    terminal.type("c")
    terminal.then(after: 1000) { [world] terminal in
      #expect(terminal.rows[1].contains("mode collapse") && world.sources.count == 4)
      #expect(world.sources[1...].allSatisfy { $0.driver.simulation.size > 10 })
      return [.event(.key(.character("c")))]
    }
    play(&session)
    #expect(world.sources[1...].allSatisfy { $0.isStopped })
    #expect(world.sources[0].commands == [.pause, .run])
  }

  @Test("A comparison that cannot start says why, and the run goes on")
  func failedComparison() throws {
    world.room = 2
    var session = try session()
    terminal.type("c")
    play(&session)
    #expect(terminal.rows[22].contains("no comparison: no thread is left"))
    #expect(world.sources[0].commands == [.pause, .run] && world.sources[1].isStopped)
  }

  // MARK: Files and mouse

  @Test("m gives the mouse to the terminal and takes it back")
  func mouse() throws {
    var session = try session(paused: true)
    terminal.type("m")
    terminal.then { terminal in
      #expect(!terminal.wantsMouse)
      return [.event(.key(.character("m")))]
    }
    play(&session)
    #expect(terminal.wantsMouse)
  }

  @Test("What the terminal wants known is the first thing said")
  func notice() throws {
    terminal.notice = "TERM=odd is unknown here"
    _ = try session()
    #expect(terminal.rows[22].contains("TERM=odd is unknown here"))
  }
}
