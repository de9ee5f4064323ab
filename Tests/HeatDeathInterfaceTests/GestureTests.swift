import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// What one undo takes back, and what a held key does.
@Suite struct GestureTests {
  /// Inputs so many seconds apart.
  private func use(_ events: [Event], every seconds: Double, in fixture: inout Fixture) {
    for event in events {
      if case .mouse(let mouse) = event, mouse.action == .move {
      } else {
        fixture.state.time += seconds
      }
      fixture.receive(event)
    }
  }

  private func keys(_ text: String) -> [Event] { text.unicodeScalars.map { .key(.character($0)) } }

  @Test(
    "Twenty presses, or turns of the wheel, are one undo; after a second's rest begins another",
    arguments: [0.03, 0.3, 0.9, 1.1])
  func temperature(pause: Double) throws {
    let wheel = Event.mouse(Mouse(.wheelUp, x: 30, y: 15))
    let gestures: [[Event]] = [
      keys(String(repeating: "T", count: 20)), keys("TTTtTTTtt"),
      Array(repeating: wheel, count: 20), keys("T") + [wheel, wheel],
      // Pointing is nothing in between.
      keys("T") + [.mouse(Mouse(.move, x: 20, y: 15))] + keys("T"),
    ]
    for gesture in gestures {
      var fixture = try Fixture(temperature: 0.8)
      fixture.state.windowSize = (120, 40)
      use(gesture, every: pause, in: &fixture)
      let presses = gesture.count {
        if case .mouse(let mouse) = $0 { mouse.action != .move } else { true }
      }
      #expect(fixture.report.snapshot.marks.count == presses, "each is in the log")
      let temperature = fixture.simulation.temperature
      try fixture.press(.character("u"))
      #expect((fixture.simulation.temperature.value == 0.8) == (pause < 1))
      #expect(fixture.simulation.temperature != temperature)
    }
  }

  @Test("Anything in between ends a gesture", arguments: ["+", "n", "0", "g", ".", "?q", " ", "y"])
  func interrupted(key: String) throws {
    var fixture = try Fixture(temperature: 0.8)
    use(keys("TT\(key)TT"), every: 0.1, in: &fixture)
    #expect(fixture.state.temperature.value == (key == "0" ? 1.02 : 0.92))
    try fixture.press(.character("u"))
    #expect(fixture.state.temperature.value == (key == "0" ? 1 : 0.9))
  }

  @Test(
    "Starts in a row are one gesture: the run before all of them comes back",
    arguments: ["n", "N", "r", "R"])
  func starts(key: String) throws {
    var fixture = try Fixture(counts: [5, 4, 3, 2, 1], labels: ["a", "b", "c", "d", "e"])
    fixture.advance(by: 300)
    let counts = fixture.simulation.counts
    use(keys(String(repeating: key, count: 3)), every: 0.1, in: &fixture)
    #expect(fixture.simulation.counts != counts && fixture.report.snapshot.generation == 3)
    try fixture.press(.character("u"))
    #expect(fixture.simulation.counts == counts)
    #expect(fixture.simulation.scenario.labels == ["a", "b", "c", "d", "e"])
  }

  @Test("A held key crosses 0.9 to 1.1 in few repeats, and stops at 1; single presses go finely")
  func held() throws {
    for (key, start, end) in [("T", 0.9, 1.1), ("t", 1.1, 0.9)] {
      let single = try climb(key, from: start, to: end, every: 0.2)
      #expect(single.count == 20)
      let held = try climb(key, from: start, to: end, every: 1.0 / 30)
      #expect(held.count <= 8 && held.contains(1), "\(held)")
      // A slow console's repeats, too.
      #expect(try climb(key, from: start, to: end, every: 1.0 / 10.9).count <= 8)
    }
  }

  /// The temperatures that presses of a key go through.
  private func climb(
    _ key: String, from start: Double, to end: Double, every seconds: Double
  ) throws -> [Double] {
    var fixture = try Fixture(temperature: start)
    var seen: [Double] = []
    while seen.count < 60, abs((seen.last ?? start) - end) > 1e-9 {
      use(keys(key), every: seconds, in: &fixture)
      seen.append(fixture.state.temperature.value)
    }
    return seen
  }

  @Test("Turning round ends what a held key has gathered")
  func turning() throws {
    var fixture = try Fixture(temperature: 0.9)
    use(keys("TTTTTT"), every: 0.03, in: &fixture)
    let top = fixture.state.temperature.value
    use(keys("t"), every: 0.03, in: &fixture)
    #expect(abs(top - fixture.state.temperature.value - 0.01) < 1e-9)
  }
}
