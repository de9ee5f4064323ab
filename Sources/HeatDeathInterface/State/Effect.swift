import HeatDeath

/// What an action asks of the world outside the screen.
public enum Effect: Hashable, Sendable {
  case intervene(Intervention)
  case setPace(Pace)
  case run
  case pause
  /// Draws that many samples while paused.
  case step(Int64)
  /// Leaps to a dataset of that size and pauses there.
  case leap(to: Int64)
  /// Takes back the last intervention.
  case undo
  /// Pauses the run and starts others beside it; further effects are for these.
  case compare([Scenario])
  /// Ends the runs of a comparison; the run beside them is still paused.
  case endComparison
  /// Starts the engine anew from another scenario.
  case start(Scenario)
  /// Writes a scenario to a file beside which no other is lost.
  case save(Scenario)
  /// Asks the terminal for reports of the mouse, or for none.
  case setMouse(Bool)
  case quit
}
