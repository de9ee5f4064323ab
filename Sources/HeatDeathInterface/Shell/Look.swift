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
  /// Turn and tilt of a tetrahedron as it was put, in radians.
  var yaw = 0.5
  var pitch = 0.3
  /// Whether a tetrahedron turns by itself while what is shown moves.
  public var turnsByItself = true
  /// How far it has turned by itself since it was put, in steps.
  private(set) var ownTurn = 0.0

  /// Turn as it is shown, in radians.
  var yawShown: Double { yaw + ownTurn.rounded(.down) * 2 * .pi / Self.stepsOfTurn }

  /// Every step is a picture drawn anew, which terminals far away have to be sent: three a second, and
  /// once around in two minutes.
  private static let stepsOfTurn = 360.0
  private static let stepsPerSecond = 3.0
  /// A longer time between two frames was none in which anything moved.
  private static let longestFrame = 0.25

  /// Turns by itself for some seconds.
  mutating func turn(seconds: Double) {
    guard seconds > 0 else { return }
    ownTurn = (ownTurn + min(seconds, Self.longestFrame) * Self.stepsPerSecond)
      .truncatingRemainder(dividingBy: Self.stepsOfTurn)
  }

  /// Turns and tilts the tetrahedron by tenths of a radian, from where it stands.
  mutating func turn(right: Int, up: Int) {
    yaw = (yawShown + Double(right) * 0.1).truncatingRemainder(dividingBy: 2 * .pi)
    ownTurn = 0
    pitch = max(-1.5, min(1.5, pitch + Double(up) * 0.1))
  }
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
