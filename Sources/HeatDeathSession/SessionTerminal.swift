import TerminalDrawing

/// What a session needs of a terminal, whatever is shown there.
public protocol SessionTerminal: AnyObject {
  var capabilities: TerminalCapabilities { get }

  /// What the user should know about the terminal, in one line.
  var notice: String? { get }

  /// The size in cells, as of the last resize event; without a screen, that of pictures.
  var size: (width: Int, height: Int) { get }

  /// Waits for something to happen, at most that long; `nil` for ever.
  ///
  /// - Parameter wakeDescriptor: a descriptor to report as ``TerminalInput/wake`` when readable;
  ///   negative for none.
  func wait(timeoutNanoseconds: Int64?, wakeDescriptor: Int32) -> [TerminalInput]

  /// Asks for reports of the mouse, or for none.
  func setMouse(_ isOn: Bool)
}

/// A terminal that shows a screen.
public protocol ScreenTerminal: SessionTerminal {
  /// Shows a frame.
  ///
  /// - Returns: whether it was taken; a terminal that is busy gets the next one instead.
  func present(_ frame: CellBuffer) -> Bool
}

/// A terminal, a pipe or a file that gets lines in place of a screen.
public protocol LineTerminal: SessionTerminal {
  /// Whether keys are taken; those that come meanwhile wait, and are given one at a time.
  var takesKeys: Bool { get set }

  /// Writes lines below those before.
  ///
  /// - Returns: whether they were taken, all of them; one that is busy says by
  ///   ``TerminalInput/drained`` when to try again.
  func say(_ lines: [String]) -> Bool
}
