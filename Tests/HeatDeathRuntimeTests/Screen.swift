import HeatDeath

@testable import HeatDeathRuntime

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
