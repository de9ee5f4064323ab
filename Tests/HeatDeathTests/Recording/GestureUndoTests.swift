import TestSupport
import Testing

@testable import HeatDeath

/// One undo takes back one gesture, and the log keeps every part of it.
@Suite struct GestureUndoTests {
  private func driver() -> SimulationDriver {
    SimulationDriver(
      scenario: .builtIn(seed: 1), pace: .standard, running: false, clock: FakeClock().clock)
  }

  private func temperature(_ index: Int) throws -> Intervention {
    .setTemperature(try Temperature(1 + Double(index) / 100))
  }

  @Test("Twenty changes of one gesture are one undo, dated one by one, and replay bit for bit")
  func temperatures() throws {
    var driver = driver()
    driver.perform(.intervene(.inject(count: 7, law: .uniform)), sequence: 1)
    let before = driver.timeline
    for index in 0..<20 {
      let change = try temperature(index)
      driver.perform(index == 0 ? .intervene(change) : .continueGesture(change), sequence: 2)
      driver.perform(.step(100), sequence: 3)
      try driver.turnUntilDone()
    }
    let log = driver.timeline.log
    #expect(log.events.count == 21 && log.marks.count == 21)
    #expect(log.events.dropFirst().map(\.samplesDrawn) == (0..<20).map { Int128(100 * $0) })
    for date in stride(from: 0, through: 2000, by: 130) as StrideThrough<Int128> {
      var plain = RunState(log.start)
      try plain.replay(log.events, to: date)
      #expect(plain.simulation.digest == driver.timeline.state(at: date).simulation.digest)
    }
    driver.perform(.undo, sequence: 4)
    #expect(driver.timeline.log == before.log)
    #expect(driver.simulation.digest == before.present.simulation.digest)
    driver.perform(.undo, sequence: 5)
    #expect(driver.timeline.log.events.isEmpty && driver.report.failures.isEmpty)
  }

  @Test("Starts go on with a gesture as well: the run before all of them comes back")
  func starts() throws {
    var driver = driver()
    driver.perform(.step(300), sequence: 1)
    try driver.turnUntilDone()
    let digest = driver.simulation.digest
    driver.perform(.start(.builtIn(seed: 5)), sequence: 2)
    for seed in 6...99 as ClosedRange<UInt64> {
      driver.perform(.continueGesture(.start(.builtIn(seed: seed))), sequence: 3)
      driver.perform(.continueGesture(.reseed(seed)), sequence: 3)
    }
    driver.perform(.undo, sequence: 4)
    #expect(driver.simulation.digest == digest)
    #expect(driver.trajectory.count > 50)
  }

  @Test(
    "What goes on with nothing begins a gesture: after an undo, a failure, a leap, or first of all")
  func beginnings() throws {
    for interruption in [
      .undo, .intervene(.inject(count: -1, law: .initial)), .leap(to: 1000),
      .intervene(.restart),
    ] as [SimulationCommand] {
      var driver = driver()
      driver.perform(.continueGesture(try temperature(1)), sequence: 1)
      driver.perform(.continueGesture(try temperature(2)), sequence: 2)
      driver.perform(interruption, sequence: 3)
      let digest = driver.simulation.digest
      driver.perform(.continueGesture(try temperature(3)), sequence: 4)
      driver.perform(.continueGesture(try temperature(4)), sequence: 5)
      driver.perform(.undo, sequence: 6)
      if interruption == .intervene(.restart) {
        // It was an intervention, so it was gone on with.
        #expect(driver.simulation.temperature.value == 1.02)
      } else {
        #expect(driver.simulation.digest == digest)
      }
    }
  }
}
