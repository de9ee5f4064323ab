/// What a terminal can do: all that a view may know about where it is drawn.
public struct TerminalCapabilities: Hashable, Sendable {
  public var colors: ColorDepth
  public var glyphs: GlyphSet
  /// Whether the terminal reports the mouse.
  public var hasMouse: Bool

  public init(colors: ColorDepth, glyphs: GlyphSet, hasMouse: Bool) {
    self.colors = colors
    self.glyphs = glyphs
    self.hasMouse = hasMouse
  }
}
