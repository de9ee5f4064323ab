/// What a screen can ask of a running simulation. Commands are carried out in the order of sending.
public enum SimulationCommand: Hashable, Sendable {
  /// Carries out an intervention at the present moment.
  case intervene(Intervention)
  /// Carries out an intervention that goes on with the last one, as the tenth press of a key does
  /// with the ninth: one ``undo`` takes all of them back. Each is dated for itself.
  case continueGesture(Intervention)
  /// Draws samples at another pace from now on.
  case setPace(Pace)
  /// Draws samples at the pace.
  case run
  /// Draws no more samples, single steps included.
  case pause
  /// Pauses and draws that many samples, as fast as they come; below zero counts as none.
  case step(Int64)
  /// Leaps to a dataset of exactly that size, and pauses there: at once, or evenly in ln k over so
  /// many seconds, which changes nothing of where it ends. Any other command ends such a flight
  /// where it is; the same without seconds lands it. Where no engine leaps, up to
  /// ``SimulationDriver/mostStepsOfFlight`` samples are drawn one by one instead.
  case leap(to: Int64, over: Double? = nil)
  /// Takes back the last intervention, leap or start that was sent, with those that went on with
  /// it: the simulation stands again where it stood then. Pace and pause stay.
  case undo
  /// Takes back the last undo, if nothing else was done since.
  case redo
  /// Shows another moment of the present run, and pauses: its past, or the present. What is done to a
  /// past moment, going on included, is done on a branch that begins there; what came after it is
  /// left, and ``undo`` goes back to it. A start is no branch, and undo from a past moment goes back to
  /// the present.
  case seek(Seek)
  /// Starts anew from another scenario; pace and pause stay.
  case start(Scenario)
}

extension SimulationCommand {
  /// Whether it changes what the run is, and not only when it is drawn.
  var isSteering: Bool {
    switch self {
    case .intervene, .continueGesture, .leap, .undo, .redo, .start: true
    case .setPace, .run, .pause, .step, .seek: false
    }
  }
}
