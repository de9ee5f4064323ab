/// The colours of the screen: a built-in set, or one of the user's own.
public struct Theme: Hashable, Sendable, CaseIterable {
  /// What it is called; of one's own, the file it comes from.
  public let name: String
  /// Whether its background is dark: on terminals of few colours it decides alone.
  public let isDark: Bool
  let shades: ThemeShades

  public static let dark = Theme(name: "dark", isDark: true, shades: .dark)
  public static let light = Theme(name: "light", isDark: false, shades: .light)
  /// High contrast: text and categories by 7 : 1 or more.
  public static let contrast = Theme(name: "contrast", isDark: true, shades: .contrast)
  /// The same on white.
  public static let contrastLight = Theme(
    name: "contrast-light", isDark: false, shades: .contrastLight)
  /// Categories and regimes far apart for every kind of colour vision.
  public static let colourBlind = Theme(name: "colour-blind", isDark: true, shades: .colourBlind)
  /// Calm, on warm paper.
  public static let paper = Theme(name: "paper", isDark: false, shades: .paper)

  /// Those that are built in.
  public static let allCases = [dark, light, contrast, contrastLight, colourBlind, paper]

  /// A built-in theme by its name.
  public init?(named name: String) {
    guard let theme = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = theme
  }

  private init(name: String, isDark: Bool, shades: ThemeShades) {
    self.name = name
    self.isDark = isDark
    self.shades = shades
  }

  /// A theme that has other direct colours, 0xRRGGBB, for some parts. In 256 colours they are the
  /// nearest ones; below, it is drawn as this one is.
  ///
  /// - Precondition: each part has as many colours as ``ThemePart/counts`` says.
  public func with(_ colors: [ThemePart: [UInt32]], name: String) -> Theme {
    var parts: [ThemePart: [Shade]] = [:]
    for (part, colors) in colors {
      let own = shades[part]
      parts[part] = colors.enumerated().map { index, color in
        let other = own[min(index, own.count - 1)]
        // A colour that stays has the entry that was chosen for it.
        return other.direct == color ? other : Shade(color, like: other)
      }
    }
    return Theme(name: name, isDark: isDark, shades: shades.with(parts))
  }

  /// The direct colours of a part, 0xRRGGBB.
  public func colors(_ part: ThemePart) -> [UInt32] { shades[part].map(\.direct) }

  // Two of one name are told apart by their colours, which are not worth hashing in every frame.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
