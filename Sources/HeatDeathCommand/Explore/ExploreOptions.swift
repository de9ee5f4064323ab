import TerminalDrawing

/// What the interactive screen is told on the command line besides the scenario.
struct ExploreOptions: Hashable, Sendable {
  /// The colour depth, `nil` to ask the terminal.
  var colors: ColorDepth?
  /// The characters to draw with, `nil` to ask the locale.
  var glyphs: GlyphSet?
  /// The background to choose colours for, `nil` to ask the terminal.
  var theme: Theme?
  /// Whether frames are wrapped in synchronized-output brackets.
  var synchronizesOutput = true
  /// Whether the screen opens with the simulation paused.
  var startsPaused = false
}
