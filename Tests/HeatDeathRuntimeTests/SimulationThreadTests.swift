import Glibc
import HeatDeath
import Synchronization
import Testing

@testable import HeatDeathRuntime

/// The thread with real time: nothing here depends on how fast it is.
@Suite struct SimulationThreadTests {
  @Test("A requested snapshot comes with every command that was sent before")
  func order() throws {
    let screen = try Screen(scenario: .builtIn(seed: 1), running: false)
    #expect(screen.frame().snapshot.size == 10)
    let sequence = screen.engine.send(.step(5))
    let frame = screen.frame { $0.activity == .paused && $0.snapshot.samplesDrawn == 5 }
    #expect(sequence == 1)
    #expect(frame.lastCommand == 1)
    #expect(frame.snapshot.counts.reduce(0, +) == 15)
  }
}

/// A screen that asks for a frame and sleeps until it is there.
struct Screen {
  let wake: WakeSignal
  let engine: SimulationThread

  init(scenario: Scenario, pace: Pace = .standard, running: Bool) throws {
    wake = try WakeSignal()
    engine = try SimulationThread(scenario: scenario, pace: pace, running: running, wake: wake)
  }

  /// Asks for frames until one satisfies `predicate`.
  func frame(where predicate: (RuntimeSnapshot) -> Bool = { _ in true }) -> RuntimeSnapshot {
    while true {
      engine.requestSnapshot()
      _ = wake.wait()
      if let frame = engine.latest(), predicate(frame) { return frame }
    }
  }
}
