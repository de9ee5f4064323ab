import HeatDeath
import HeatDeathInterface
import HeatDeathSession
import TerminalDrawing
import Testing

/// Frames without a terminal, held against those of the interactive screen.
@Suite struct OffscreenSessionTests {
  private func scenario(
    counts: [Int64] = [5, 3, 2], temperature: Double = 0.8, fraction: Double = 0,
    policy: DataPolicy = .accumulate, seed: UInt64 = 42
  ) throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: counts), temperature: Temperature(temperature),
      externalData: fraction > 0
        ? ExternalData(fraction: fraction, law: .uniform) : .none,
      loop: ClosedLoop(policy: policy), seed: seed)
  }

  private func frame(
    _ scenario: Scenario, screen: ScreenName = .explore, until size: Int64,
    width: Int = 120, height: Int = 40
  ) throws -> CellBuffer {
    var session = try OffscreenSession(scenario, screen: screen, size: (width, height))
    #expect(session.carry(to: size) == size)
    return session.frame()
  }

  /// What the interactive screen shows last.
  private func interactive(
    _ scenario: Scenario, size: (width: Int, height: Int), keys: String, colors: ColorDepth
  ) throws -> CellBuffer {
    let world = ScriptedWorld()
    let terminal = ScriptedTerminal(world)
    terminal.capabilities = TerminalCapabilities(
      colors: colors, glyphs: .braille, hasMouse: true)
    terminal.size = size
    var session = try Session(
      scenario: scenario, theme: .dark, startsPaused: true, on: .screen(terminal),
      wiring: world.wiring)
    for key in keys {
      if key == "\u{1B}" {
        terminal.then(after: 50, .event(.key(.escape)))
      } else {
        terminal.type(String(key))
      }
      // The answers to what it asks come.
      terminal.then(after: 400) { _ in [] }
    }
    terminal.type("q")
    _ = session.run(hangUpSignal: 1)
    return try #require(terminal.frames.last)
  }

  @Test(
    "A frame is what the interactive screen shows at that moment",
    arguments: [(80, 24), (120, 40), (97, 31)])
  func sameAsTheScreen(width: Int, height: Int) throws {
    let scenario = try scenario()
    for (samples, size) in [(0, 10), (3, 13), (12, 22)] as [(Int, Int64)] {
      let shown = try interactive(
        scenario, size: (width, height),
        // Esc closes the look at the last sample.
        keys: String(repeating: ".", count: samples) + (samples > 0 ? "\u{1B}" : ""),
        colors: .direct)
      let drawn = try frame(scenario, until: size, width: width, height: height)
      #expect(drawn.rows == shown.rows, "at k = \(size)")
      #expect(drawn == shown)
    }
  }

  @Test(
    "The same options give the same frame, another seed another one", arguments: ScreenName.allCases
  )
  func determinism(screen: ScreenName) throws {
    let first = try frame(try scenario(fraction: 0.1), screen: screen, until: 40)
    #expect(try frame(try scenario(fraction: 0.1), screen: screen, until: 40) == first)
    #expect(try frame(try scenario(fraction: 0.1, seed: 43), screen: screen, until: 40) != first)
  }

  @Test(
    "A run is carried to exactly K, through the samples of a run at that seed",
    arguments: [10, 11, 1000, 99_999, 100_001, 123_456, 3_000_000, 1_000_000_000_000])
  func landing(size: Int64) throws {
    let scenario = try scenario()
    var session = try OffscreenSession(scenario, size: (80, 24))
    #expect(session.carry(to: size) == size)
    let snapshot = try #require(session.shell.report).snapshot
    #expect(snapshot.clock == size && snapshot.counts.reduce(0, +) == size)
    #expect(!session.shell.isMoving)
    var simulation = Simulation(scenario)
    if size < EngineSelection.leapSize {
      simulation.advance(by: size - 10)
      #expect(snapshot.counts == simulation.counts)
    }
  }

  @Test("A crowd is carried to exactly K, between stations as well", arguments: [12, 14, 60])
  func crowdLanding(size: Int64) throws {
    let text = try frame(scenario(), screen: .crowd, until: size).rows[0]
    #expect(text.contains("10000 runs") && text.contains("k \(size) "))
  }

  @Test("Where data are discarded the clock counts samples drawn")
  func window() throws {
    var session = try OffscreenSession(
      try scenario(policy: .window(7)), size: (80, 24))
    #expect(session.carry(to: 500) == 500)
    let snapshot = try #require(session.shell.report).snapshot
    #expect(snapshot.samplesDrawn == 490)
  }

  @Test("At eternity the run has its fate, and nowhere else")
  func fate() throws {
    var session = try OffscreenSession(try scenario(), size: (80, 24))
    session.carry(to: Shell.eternity)
    #expect(session.shell.report?.fate != nil)
    var other = try OffscreenSession(try scenario(), size: (80, 24))
    other.carry(to: Shell.eternity / 10)
    #expect(other.shell.report?.fate == nil)
  }

  @Test("Every screen names its k, and what it is", arguments: ScreenName.allCases)
  func screens(screen: ScreenName) throws {
    let text = try frame(scenario(fraction: 0.1), screen: screen, until: 200).rows
      .joined(separator: "\n")
    switch screen {
    case .explore: #expect(text.contains("k 200 ") && text.contains("paused"))
    case .compare: #expect(text.contains("three temperatures") && text.contains("200"))
    case .crowd: #expect(text.contains("10 000 runs") || text.contains("10000 runs"))
    case .map: #expect(text.contains("fresh data") && !text.contains("being computed"))
    }
  }

  @Test("What a scenario has no screen of is refused as the key is answered")
  func refusals() throws {
    let window = try scenario(policy: .window(7))
    #expect { try OffscreenSession(window, screen: .crowd, size: (80, 24)) } throws: {
      "\($0)".contains("under a window")
    }
    let noisy = try Scenario(
      initialData: Dataset(counts: [5, 3]), temperature: .one,
      loop: ClosedLoop(sampler: .greedy), seed: 1)
    #expect { try OffscreenSession(noisy, screen: .map, size: (80, 24)) } throws: {
      !"\($0)".isEmpty
    }
  }

  @Test("No size is too small")
  func sizes() throws {
    for (width, height) in [(1, 1), (20, 5), (300, 3)] {
      let buffer = try frame(scenario(), until: 50, width: width, height: height)
      #expect(buffer.width == width && buffer.height == height)
    }
  }
}
