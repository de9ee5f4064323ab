import HeatDeath
import HeatDeathSession
import TerminalDrawing
import Testing

/// A terminal of lines that does what a script says and keeps what it was told.
final class ScriptedLineTerminal: LineTerminal {
  let capabilities = TerminalCapabilities(colors: .direct, glyphs: .braille, hasMouse: false)
  let notice: String? = nil
  let size = (width: 120, height: 40)
  var takesKeys = true
  /// Whether lines are taken.
  var takesLines = true
  private(set) var lines: [String] = []
  /// When each was said, in nanoseconds.
  private(set) var times: [UInt64] = []

  private let world: ScriptedWorld
  /// Keys that are there already, and so many nanoseconds before the next thing happens.
  private var inputs: [(delay: UInt64, input: TerminalInput)] = []

  init(_ world: ScriptedWorld) { self.world = world }

  func then(after milliseconds: UInt64 = 0, _ input: TerminalInput) {
    inputs.append((milliseconds * 1_000_000, input))
  }

  func type(_ keys: String) {
    for scalar in keys.unicodeScalars { then(.event(.key(.character(scalar)))) }
  }

  func wait(timeoutNanoseconds: Int64?, wakeDescriptor: Int32) -> [TerminalInput] {
    let step = takesKeys || isLast ? inputs.first?.delay : nil
    let timeout = timeoutNanoseconds.map { UInt64(max(0, $0)) }
    guard let soonest = [step, world.nextAnswer, timeout].compactMap(\.self).min() else {
      return [.hangUp]
    }
    world.pass(soonest)
    if let step { inputs[0].delay = step - soonest }
    if world.nextAnswer == 0, step != 0 { return [.wake] }
    if step == soonest {
      let input = inputs.removeFirst().input
      if input == .drained { takesLines = true }
      return [input]
    }
    return [.wake]
  }

  /// Whether something comes that is no key.
  private var isLast: Bool {
    if case .drained = inputs.first?.input { true } else { false }
  }

  func say(_ lines: [String]) -> Bool {
    guard takesLines else { return false }
    self.lines += lines
    times += lines.map { _ in world.clock.now }
    return true
  }

  func setMouse(_ isOn: Bool) {}
}

/// The loop of the program without a screen.
@Suite struct PlainSessionTests {
  let world = ScriptedWorld()
  let terminal: ScriptedLineTerminal

  init() { terminal = ScriptedLineTerminal(world) }

  private func session(paused: Bool = true) throws -> Session {
    try Session(
      scenario: Scenario(
        initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8), seed: 42),
      theme: nil, startsPaused: paused, on: .lines(terminal), wiring: world.wiring)
  }

  @Test("Keys that come at once are answered one after the other, and the summary is of all before")
  func order() throws {
    var session = try session()
    terminal.type("TT0Iq")
    #expect(session.run(hangUpSignal: 1) == nil)
    let lines = terminal.lines
    let places = try ["T = 0.85: ", "T = 0.90: ", "T = 1: ", "the run stands at k = 10: T = 1.00"]
      .map { start in try #require(lines.firstIndex { $0.hasPrefix(start) }, "\(lines)") }
    #expect(places == places.sorted())
    #expect(lines.last?.contains("is from outside") == true)
    #expect(lines.contains { $0.hasPrefix("shares settle where chance") })
  }

  @Test(
    "A source that does not answer is waited for two seconds, then the key is answered as it is")
  func slow() throws {
    world.answerTime = 60_000_000_000
    var session = try session()
    terminal.type("Tq")
    #expect(session.run(hangUpSignal: 1) == nil)
    #expect(world.clock.now - 1_000_000_000 >= 2_000_000_000)
    #expect(world.clock.now - 1_000_000_000 < 3_000_000_000)
  }

  @Test("The end of the keys ends it when a flight has landed and what was asked is said")
  func endOfInput() throws {
    var session = try session(paused: false)
    terminal.type("E")
    terminal.then(.endOfInput)
    #expect(session.run(hangUpSignal: 1) == nil)
    #expect(terminal.lines.contains { $0.hasPrefix("flying to k = 1e18") })
    #expect(terminal.lines.last?.hasPrefix("k = 1e18: ") == true, "\(terminal.lines)")
    #expect(world.sources.allSatisfy { $0.isStopped })
    #expect(session.farewell().contains("k = 1000000000000000000"))
  }

  @Test("Without keys it says what runs and ends; a recording that is asked for is saved before")
  func nothing() throws {
    var session = try session()
    terminal.type("s")
    terminal.then(.endOfInput)
    #expect(session.run(hangUpSignal: 1) == nil)
    #expect(world.saved.count == 1)
    #expect(terminal.lines.last == "saved: heatdeath replay saved-1.toml shows it again")
  }

  @Test("What a busy terminal did not take is said first when it takes lines again, and once")
  func busy() throws {
    terminal.takesLines = false
    var session = try session()
    terminal.then(after: 5_000, .drained)
    terminal.type("Tq")
    #expect(session.run(hangUpSignal: 1) == nil)
    #expect(terminal.lines.count == 5)
    #expect(terminal.lines.first?.hasPrefix("heatdeath") == true)
    #expect(terminal.lines.last?.hasPrefix("T = 0.85: ") == true)
    #expect(terminal.times[0] >= 6_000_000_000)
  }

  @Test("A picture is written of what the screen would show, and its name is said")
  func picture() throws {
    var session = try session()
    terminal.type("wq")
    #expect(session.run(hangUpSignal: 1) == nil)
    try #require(world.pictures.count == 1)
    let frame = world.pictures[0].frame
    #expect(frame.width == 120 && frame.height == 40 && frame.rows[0].contains("T 0.80"))
    #expect(terminal.lines.last == "picture written: \(world.pictures[0].name).svg")
  }

  @Test("While it runs it looks ten times a second at most; paused it sleeps")
  func sleeps() throws {
    var session = try session()
    terminal.then(after: 60_000, .event(.key(.character("q"))))
    #expect(session.run(hangUpSignal: 1) == nil)
    #expect(world.sources[0].commands.isEmpty)
    #expect(terminal.lines.count == 4)
  }

  @Test("A signal and a terminal that is gone end it as what they are", arguments: [15, 2])
  func signals(number: Int32) throws {
    var session = try session()
    terminal.then(.terminate(signal: number))
    #expect(session.run(hangUpSignal: 1) == number)
    var other = try self.session()
    terminal.then(.hangUp)
    #expect(other.run(hangUpSignal: 1) == 1)
  }
}
