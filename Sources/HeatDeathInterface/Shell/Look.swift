import TerminalDrawing

/// How the screen is shown, whatever is on it.
public struct Display: Sendable {
  /// Which background the colours are for.
  public var theme: Theme
  /// What is drawn with: the terminal's best, or what was chosen by key.
  public internal(set) var glyphs: GlyphSet
  /// The size of the window in cells, for keys whose effect depends on what is in view.
  public var size: (width: Int, height: Int) = (80, 24)
  /// Whether the terminal reports the mouse at all.
  public var hasMouse = true
  /// Whether the mouse acts; without it the terminal selects text with it.
  public internal(set) var isMouseOn = true
  /// Whether what only people who know the program ask for is shown as well: the clock ln(k/ℓ), the
  /// engine and how far its law may be off, the pace in decades.
  public internal(set) var isExpert = false
  /// Whether it is shown to a lecture room: large figures, thick lines, few words.
  public var isProjector = false
  /// Whether it is told in lines instead: words for signs, and pictures only where one is written.
  public var isPlain = false
  /// The colours it is drawn in: in a lecture room those of the highest contrast.
  public var themeShown: Theme {
    isProjector ? theme.isDark ? .contrast : .contrastLight : theme
  }
  /// Turn and tilt of a tetrahedron, in radians.
  var yaw = 0.5
  var pitch = 0.3
}

/// What every part of the screen draws with.
struct Look {
  let palette: Palette
  let symbols: Symbols
  let format: NumberFormat

  /// For what is told of a display in lines.
  static func spoken(_ display: Display) -> Look {
    Look(display, colors: .monochrome, symbols: .spoken)
  }

  init(_ display: Display, colors: ColorDepth) {
    self.init(display, colors: colors, symbols: Symbols(display.glyphs))
  }

  private init(_ display: Display, colors: ColorDepth, symbols: Symbols) {
    // Below 256 colours the background is the terminal's own.
    let theme = colors >= .indexed ? display.themeShown : display.theme
    palette = Palette(theme: theme, depth: colors)
    self.symbols = symbols
    format = NumberFormat(symbols: symbols)
  }

  func style(_ role: Role) -> Style { palette.style(role) }

  /// What tells it from another one, in little to compare.
  struct Traits: Hashable {
    let theme: Theme
    let depth: ColorDepth
    let glyphs: GlyphSet
  }

  var traits: Traits {
    Traits(theme: palette.theme, depth: palette.depth, glyphs: symbols.glyphs)
  }
}
