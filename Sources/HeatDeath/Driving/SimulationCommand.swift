/// What a screen can ask of a running simulation. Commands are carried out in the order of sending.
public enum SimulationCommand: Hashable, Sendable {
  /// Carries out an intervention at the present moment.
  case intervene(Intervention)
  /// Draws samples at another pace from now on.
  case setPace(Pace)
  /// Draws samples at the pace.
  case run
  /// Draws no more samples, single steps included.
  case pause
  /// Pauses and draws that many samples, as fast as they come; below zero counts as none.
  case step(Int64)
  /// Leaps to a dataset of exactly that size at once, and pauses there.
  case leap(to: Int64)
  /// Takes back the last intervention, leap or start that was sent: the simulation stands again
  /// where it stood then. Pace and pause stay.
  case undo
  /// Starts anew from another scenario; pace and pause stay.
  case start(Scenario)
}
