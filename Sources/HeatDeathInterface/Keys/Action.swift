/// Everything a key can do.
public enum Action: Hashable, Sendable {
  case quit
  case toggleHelp
  /// Leaves a form or the help, or takes back one power of ten of zoom.
  case back
  case togglePause
  case stepOnce
  case slower, faster
  case cooler, warmer, temperatureOne
  case openInjection, openExternal, openLoop
  /// Writes the scenario of the present run to a file.
  case save
  case reseed, restart
  /// Leaps to 10¹⁸ samples, and below T = 1 on to the fate.
  case eternity
  case undo
  /// Starts or ends the comparison of temperatures.
  case toggleComparison
  case fewerCategories, moreCategories
  case zoomIn, toggleZoomCentre
  /// Turns the tetrahedron by steps to the right and upwards.
  case rotate(right: Int, up: Int)
  /// Scrolls the list of V_I by rows.
  case scroll(Int)
  case cycleGlyphs
  /// Gives the mouse to the program or back to the terminal.
  case toggleMouse
  /// Moves to another line of a form.
  case formLine(Int)
  /// Changes the value of the form's present line by fine steps.
  case formChange(Int)
  /// Chooses a category of a form by its letter, A first.
  case formChoose(Int)
  case formConfirm
}
