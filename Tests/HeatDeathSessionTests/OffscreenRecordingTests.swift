import HeatDeath
import HeatDeathInterface
import HeatDeathSession
import TerminalDrawing
import TestSupport
import Testing

/// Recordings without a terminal, held against the interactive screen.
@Suite struct OffscreenRecordingTests {
  /// A run with a change of T, an injection, a landing and a restart.
  private func recording() throws -> Recording {
    var timeline = Timeline(.builtIn(seed: 42))
    timeline.advance(by: 30)
    try timeline.apply(.setTemperature(.one))
    timeline.advance(by: 60)
    try timeline.apply(.inject(count: 20, law: .uniform))
    try timeline.apply(.setEngine(.leap))
    try timeline.apply(.land(at: 5_000_000))
    try timeline.apply(.reseed(9))
    try timeline.apply(.setEngine(.step))
    timeline.advance(by: 70)
    try timeline.apply(.setTemperature(Temperature(1.5)))
    timeline.advance(by: 40)
    return timeline.recording
  }

  private func end(
    of recording: Recording, isWhole: Bool = true, screen: ScreenName = .explore,
    size: (width: Int, height: Int) = (120, 40)
  ) throws -> (frame: CellBuffer, report: RunReport) {
    var session = try OffscreenSession(
      recording.start, following: recording, screen: screen, size: size)
    try session.follow(isWhole: isWhole)
    return (session.frame(), try #require(session.shell.report))
  }

  @Test(
    "At its end a recording shows what the interactive screen shows there",
    arguments: [(80, 24), (120, 40), (97, 31)])
  func sameAsTheScreen(width: Int, height: Int) throws {
    let recording = try recording()
    let world = ScriptedWorld()
    let terminal = ScriptedTerminal(world)
    terminal.capabilities = TerminalCapabilities(
      colors: .direct, glyphs: .braille, hasMouse: true)
    terminal.size = (width, height)
    var session = try Session(
      scenario: recording.start, recording: (recording, "run.toml"), theme: .dark,
      startsPaused: false, on: .screen(terminal), wiring: world.wiring)
    // Some twenty seconds, and the sentence about the end goes by.
    for _ in 0..<400 { terminal.then(after: 100) { _ in [] } }
    terminal.type("q")
    _ = session.run(hangUpSignal: 1)
    let shown = try #require(
      terminal.frames.last { terminal.line($0).contains("the recording ends here") })
    let drawn = try end(of: recording, size: (width, height)).frame
    #expect(drawn.rows == shown.rows)
    #expect(drawn == shown)
  }

  @Test("What was done is done on the way, and the run is the one recorded")
  func follows() throws {
    for seed in 0..<8 as Range<UInt64> {
      let timeline = try RandomSession(seed: seed, isLarge: seed >= 3).driver.timeline
      guard timeline.recording.decades < 200 else { continue }
      let report = try end(of: timeline.recording).report
      #expect(report.replay == .finished)
      #expect(report.snapshot.counts == timeline.present.simulation.counts)
      #expect(report.snapshot.trajectory == timeline.present.trajectory)
      #expect(!report.isRunning)
    }
  }

  @Test(
    "A part ends where it was cut: exactly by single steps, before K by leaps",
    arguments: [40, 41, 100, 5000, 5_000_000])
  func parts(size: Int64) throws {
    let part = try recording().cut(at: size)
    let (frame, report) = try end(of: part, isWhole: false)
    let clock = report.snapshot.clock
    #expect(size == 5000 ? (4000..<5000).contains(clock) : clock == size)
    #expect(report.snapshot.temperature.value == 1)
    #expect(!frame.rows.joined().contains("the recording ends"))
    #expect(frame.rows[0].contains("paused"))
  }

  @Test("The map of a recording is that of its end")
  func map() throws {
    let text = try end(of: recording(), screen: .map).frame.rows.joined(separator: "\n")
    #expect(text.contains("fresh data") && text.contains("1.5"))
  }
}
