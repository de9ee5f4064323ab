import HeatDeath

/// What an action asks of the world outside the screen.
public enum Effect: Hashable, Sendable {
  /// Hands a command to the run, or to every run of a comparison.
  case send(SimulationCommand)
  /// Pauses the run and starts others beside it; further commands are for these.
  case compare([Scenario])
  /// Ends the runs of a comparison; the run beside them is still paused.
  case endComparison
  /// Writes a scenario to a file beside which no other is lost.
  case save(Scenario)
  /// Asks the terminal for reports of the mouse, or for none.
  case setMouse(Bool)
  case quit
}
