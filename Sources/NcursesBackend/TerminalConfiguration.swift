import TerminalDrawing

/// What the user asked of the terminal; whatever is nil is detected.
public struct TerminalConfiguration: Hashable, Sendable {
  /// The colours to use, or nil to ask the terminal's description and the environment.
  ///
  /// More than the terminal can show counts as the most it can show.
  public var colors: ColorDepth?

  /// The characters to use, or nil to ask the locale and the terminal's name.
  public var glyphs: GlyphSet?

  /// Whether each frame is bracketed by `CSI ? 2026 h` and `CSI ? 2026 l`, between which a terminal
  /// that knows them shows nothing of a half-drawn frame. Others ignore them.
  public var synchronizedOutput: Bool

  /// Whether to ask the terminal for its background, which comes as ``Event/background(_:)`` where
  /// the terminal tells it. The first frame does not wait for it.
  public var asksForBackground: Bool

  public init(
    colors: ColorDepth? = nil, glyphs: GlyphSet? = nil, synchronizedOutput: Bool = true,
    asksForBackground: Bool = false
  ) {
    self.asksForBackground = asksForBackground
    self.colors = colors
    self.glyphs = glyphs
    self.synchronizedOutput = synchronizedOutput
  }
}
