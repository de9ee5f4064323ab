import HeatDeath
import TestSupport

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
  func frame(where predicate: (RunReport) -> Bool = { _ in true }) throws -> RunReport {
    let patience = Patience("a frame as it is asked for")
    while true {
      try patience.check()
      engine.requestReport()
      _ = wake.wait(timeoutNanoseconds: 1_000_000_000)
      if let frame = engine.latest(), predicate(frame) { return frame }
    }
  }
}
