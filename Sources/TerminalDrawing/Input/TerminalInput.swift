/// Why a wait for the terminal ended.
public enum TerminalInput: Hashable, Sendable {
  /// A key was pressed, the mouse used, or the size changed.
  case event(Event)
  /// The wake descriptor is readable. Its owner drains it.
  case wake
  /// The terminal takes output again after a frame was dropped: present the newest one.
  case drained
  /// The process was suspended and is back: the screen is blank until the next frame.
  case resumed
  /// The process was asked to end, by Ctrl-C or by the signal: give the terminal back, then end by
  /// that signal.
  case terminate(signal: Int32)
  /// No more keys will come: finish what was asked, then end.
  case endOfInput
  /// The terminal is gone: end, as after `terminate(signal: SIGHUP)`.
  case hangUp
}
