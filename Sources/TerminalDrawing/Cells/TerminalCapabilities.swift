/// What a terminal can show: all that a view may know about where it is drawn.
public struct TerminalCapabilities: Hashable, Sendable {
  public var colors: ColorDepth
  public var glyphs: GlyphSet

  public init(colors: ColorDepth, glyphs: GlyphSet) {
    self.colors = colors
    self.glyphs = glyphs
  }
}
