import HeatDeath
import Synchronization
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// The past of the run on the screen.
@Suite struct PastStageTests {
  /// A run of 1,000 samples at k = 1010, paused, in a window with a timeline.
  private func fixture(counts: [Int64] = [5, 3, 2]) throws -> Fixture {
    var fixture = try Fixture(counts: counts)
    fixture.state.windowSize = (120, 40)
    try fixture.press(.character(" "))
    fixture.advance(by: 1000)
    return fixture
  }

  private func text(_ fixture: Fixture) -> String {
    fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
  }

  @Test("Left and Right go by frames, pages by powers of ten, Home and End to the ends")
  func keys() throws {
    var fixture = try fixture()
    let end = fixture.simulation.counts
    var last = fixture.simulation.clock
    for _ in 0..<5 {
      try fixture.press(.left)
      let clock = fixture.simulation.clock
      #expect(clock < last && Double(clock) > Double(last) * 0.92)
      last = clock
    }
    for key in [Key.character("["), .character("]"), .right] {
      let before = fixture.simulation.clock
      try fixture.press(key)
      #expect((fixture.simulation.clock > before) == (key != .character("[")))
    }
    try fixture.press(.end)
    #expect(!fixture.report.isPast && fixture.simulation.counts == end)
    try fixture.press(.pageUp)
    #expect(fixture.simulation.clock == 101)
    try fixture.press(.pageDown)
    #expect(!fixture.report.isPast)
    try fixture.press(.home)
    #expect(fixture.simulation.counts == [5, 3, 2])
    #expect(try fixture.press(.left) == [])
    #expect(fixture.state.line.contains("where the run starts"))
    try fixture.press(.escape)
    #expect(!fixture.report.isPast && fixture.simulation.counts == end)
    #expect(try fixture.press(.end) == [] && fixture.press(.pageDown) == [])
    #expect(fixture.state.line.contains("this is the present"))
    // Right at the present draws.
    try fixture.press(.right)
    #expect(fixture.simulation.clock == 1011)
  }

  @Test("On the way to a past moment the line says so, and where the run is by now")
  func underway() throws {
    var fixture = try Fixture()
    let source = try #require(fixture.state.run?.feed.source)
    let clock = Clock()
    var driver = SimulationDriver(
      scenario: try Scenario(
        initialData: Dataset(counts: [5, 3, 2]), temperature: .one,
        loop: ClosedLoop(policy: .window(10)), seed: 3),
      pace: .standard, running: false, batching: .init(budget: 1_000_000, chunk: 1),
      clock: { clock.tick() })
    driver.perform(.step(150_000), sequence: 1)
    while driver.activity != .paused { _ = driver.turn() }
    // Between two states that are kept.
    driver.perform(.seek(.back(to: 60_000)), sequence: 2)
    _ = driver.turn()
    #expect(driver.activity == .seeking)
    _ = fixture.state.receive(driver.report, from: source)
    let line = fixture.state.line(fixture.state.format)
    #expect(line.hasPrefix("on the way to an earlier moment, now at "), "\(line)")
    while driver.activity == .seeking { _ = driver.turn() }
    _ = fixture.state.receive(driver.report, from: source)
    #expect(fixture.state.line(fixture.state.format).hasPrefix("as it was at 60000 of 150010"))
  }

  /// A look at it is what takes time.
  private final class Clock: Sendable {
    private let nanoseconds = Atomic<UInt64>(1_000_000_000)
    func tick() -> UInt64 { nanoseconds.add(15_000, ordering: .relaxed).newValue }
  }

  @Test("Keys read together go as far as keys one by one")
  func burst() throws {
    var one = try fixture()
    for _ in 0..<6 { try one.press(.left) }
    var together = try fixture()
    var effects: [Effect] = []
    for index in 0..<6 {
      let next = together.state.receive(.key(.left))
      // The loop tells the screen the number of each command as it is sent.
      for case .send(let command, let id) in next {
        together.state.sent(command, number: UInt64(1_000_000 + index), to: id)
      }
      effects += next
    }
    together.perform(Array(effects.suffix(1)))
    #expect(together.simulation.clock == one.simulation.clock)
  }

  @Test("All that is shown is of the past moment, and the future is a ghost")
  func shown() throws {
    var fixture = try fixture()
    try fixture.press(.pageUp)
    let moment = try #require(fixture.state.run?.feed.snapshot)
    #expect(moment.clock == 101 && moment.counts.reduce(0, +) == 101)
    let past = text(fixture)
    #expect(
      past.contains("k 101") && past.contains("before k 1,010") || past.contains("before k 1010"))
    #expect(fixture.state.line.contains("as it was at 101 of 1010"))
    // A run that was never further looks alike, but for its ghost.
    var young = try Fixture()
    young.state.windowSize = (120, 40)
    try young.press(.character(" "))
    young.advance(by: 91)
    #expect(young.simulation.counts == moment.counts)
    func bars(_ fixture: Fixture) -> [String] {
      let area = fixture.state.runLayout(width: 120, height: 40).bars!
      return fixture.screen(width: 120, height: 40).rows[area.y..<area.maxY].map {
        String($0.suffix(44))
      }
    }
    #expect(bars(young) == bars(fixture))
    #expect(text(young) != past)
  }

  @Test("A change from the past makes a branch, said and marked, and u goes back to the moment")
  func branch() throws {
    var fixture = try fixture()
    fixture.observe(at: 1)
    try fixture.press(.pageUp)
    fixture.observe(at: 2)
    try fixture.press(.character("T"))
    fixture.observe(at: 3)
    #expect(!fixture.report.isPast)
    #expect(fixture.report.ghosts.map(\.fork) == [101])
    #expect(fixture.state.line.contains("a branch from 101 on"))
    #expect(fixture.report.snapshot.temperature.value > 0.8)
    fixture.advance(by: 300)
    #expect(text(fixture).contains("branch"))
    try fixture.press(.character("u"))
    #expect(fixture.report.isPast && fixture.simulation.clock == 101)
    #expect(fixture.report.snapshot.temperature.value == 0.8)
    try fixture.press(.character("u"))
    #expect(fixture.simulation.clock == 1010)
    #expect(fixture.state.line.contains("present again"))
    try fixture.press(.character("U"))
    #expect(fixture.simulation.clock == 401)
  }

  @Test("r from the past is another future each time, with the same past")
  func futures() throws {
    var seen: Set<[Int64]> = []
    var fixture = try fixture()
    for _ in 0..<4 {
      try fixture.press(.pageUp)
      while fixture.simulation.clock > 101 { try fixture.press(.left) }
      let start = fixture.simulation.counts
      let effects = try fixture.press(.character("r"))
      #expect(effects.count == 2 && fixture.state.isRunning)
      try fixture.press(.character(" "))
      #expect(fixture.simulation.counts == start)
      fixture.advance(by: 900)
      seen.insert(fixture.simulation.counts)
      try fixture.press(.character("u"), .character("u"))
    }
    #expect(seen.count == 4)
  }

  @Test("A click on the timeline shows the moment there, a drag goes through them, its end is now")
  func timeline() throws {
    var fixture = try fixture()
    let area = try #require(fixture.state.runLayout(width: 120, height: 40).timeline)
    func use(_ action: Mouse.Action, _ x: Int, _ y: Int) {
      _ = fixture.receive(.mouse(Mouse(action, x: x, y: y)))
    }
    var clocks: [Int64] = []
    use(.press, 30, area.y)
    clocks.append(fixture.simulation.clock)
    for x in 31..<40 {
      // The hand strays from the row.
      use(.drag, x, area.y - x % 5)
      clocks.append(fixture.simulation.clock)
    }
    #expect(zip(clocks, clocks.dropFirst()).allSatisfy { $0 < $1 })
    use(.release, 40, area.y)
    use(.press, 110, area.y)
    #expect(!fixture.report.isPast)
    use(.press, area.x + 11, area.y + 1)
    #expect(fixture.report.isPast && fixture.simulation.clock < 20)
    // The place of the knob is the moment that it stands for.
    let row = fixture.screen(width: 120, height: 40).rows[area.y]
    let knob = try #require(row.firstIndex(of: "●")).utf16Offset(in: row)
    #expect(abs(knob - (area.x + 11)) <= 1)
  }

  @Test("Ghosts are drawn in every picture, and never over the path", arguments: 2...8)
  func ghosts(categories: Int) throws {
    var fixture = try fixture(counts: Array(repeating: 4, count: categories))
    try fixture.press(.pageUp)
    _ = text(fixture)
    try fixture.press(.character("T"), .character(" "))
    fixture.advance(by: 50)
    #expect(fixture.report.ghosts.count == 1)
    _ = text(fixture)
    guard categories < 5 else { return }
    let picture = try #require(fixture.state.runLayout(width: 120, height: 40).picture)
    let with = fixture.screen(width: 120, height: 40)
    try fixture.press(.character("R"))
    #expect(fixture.report.ghosts.isEmpty)
    #expect(picture.width > 20 && with.rows.count == 40)
  }
}
