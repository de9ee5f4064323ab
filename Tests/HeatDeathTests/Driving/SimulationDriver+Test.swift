import TestSupport

@testable import HeatDeath

extension SimulationDriver {
  /// Takes turns until `condition` holds; the failure says that `awaited` did not come.
  mutating func turn(
    _ awaited: String, until condition: (SimulationDriver) -> Bool
  ) throws {
    let patience = Patience(awaited)
    while !condition(self) {
      try patience.check()
      _ = turn()
    }
  }

  /// Takes turns while the driver asks for the next at once.
  mutating func turnUntilDone() throws {
    let patience = Patience("a turn that leaves nothing to do")
    while turn() == .none { try patience.check() }
  }
}
