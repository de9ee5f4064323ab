import HeatDeath

/// Names a source for as long as the program runs; no two sources share one.
public struct SourceID: Hashable, Sendable {
  let number: Int

  public init(_ number: Int) { self.number = number }
}

/// What an event asks of the world outside the screen, in the order of carrying out.
public enum Effect: Hashable, Sendable {
  /// Starts a source.
  case open(SourceID, SourceSpec)
  /// Hands a command to a source.
  case send(SimulationCommand, to: SourceID)
  /// Asks a source a question.
  case ask(Inquiry, of: SourceID)
  /// Ends a source.
  case close(SourceID)
  /// Writes what happened to a new file; a repeat of the key before writes no other.
  case save(isRepeat: Bool)
  /// Writes what is shown as a picture to a file beside which no other is lost.
  case savePicture
  /// Asks the terminal for reports of the mouse, or for none.
  case setMouse(Bool)
  case quit
}
