/// What a terminal reports.
public enum Event: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// A line of keys ended that had others in it, where the terminal sends lines: it only sends them,
  /// unless a text is being typed.
  case endOfLine
  /// The mouse was used.
  case mouse(Mouse)
  /// Text was pasted. This is its beginning: 4,096 characters at most, with U+000A between lines and
  /// no other control characters. It is never empty.
  case paste(String)
  /// The terminal said that its background is one for this theme.
  case background(Theme)
  /// The terminal has another size, in cells.
  case resize(width: Int, height: Int)
}

/// One key press.
public enum Key: Hashable, Sendable {
  /// A printable character; the space bar is `.character(" ")`.
  case character(Unicode.Scalar)
  /// Control with a lower-case letter.
  case control(Unicode.Scalar)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right
  case home, end, pageUp, pageDown
  /// F1 to F12.
  case function(Int)
}

/// What the mouse did, and where.
public struct Mouse: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// The main button went down or up.
    case press, release
    /// The pointer moved with the main button down, or without a button.
    case drag, move
    case wheelUp, wheelDown
  }

  public var action: Action
  /// The cell, counted from the upper left corner; (0, 0) is that corner.
  public var x: Int
  public var y: Int

  public init(_ action: Action, x: Int, y: Int) {
    self.action = action
    self.x = x
    self.y = y
  }
}
