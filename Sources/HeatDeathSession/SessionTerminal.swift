import TerminalDrawing

/// What a session needs of a terminal.
public protocol SessionTerminal: AnyObject {
  var capabilities: TerminalCapabilities { get }

  /// What the user should know about the terminal, in one line.
  var notice: String? { get }

  /// The size in cells, as of the last resize event.
  var size: (width: Int, height: Int) { get }

  /// Waits for something to happen, at most that long; `nil` for ever.
  ///
  /// - Parameter wakeDescriptor: a descriptor to report as ``TerminalInput/wake`` when readable;
  ///   negative for none.
  func wait(timeoutNanoseconds: Int64?, wakeDescriptor: Int32) -> [TerminalInput]

  /// Shows a frame.
  ///
  /// - Returns: whether it was taken; a terminal that is busy gets the next one instead.
  func present(_ frame: CellBuffer) -> Bool

  /// Asks for reports of the mouse, or for none.
  func setMouse(_ isOn: Bool)
}
