import RealModule

/// The colours of one theme on one rung of the colour ladder.
///
/// Every colour stands twice: as a direct colour and as the entry of the 256-colour palette chosen
/// for it by eye, because the cube has no dark gradients. Below 256 colours roles fall back to the
/// sixteen or eight ANSI colours, and without colour to bold and reverse.
public struct Palette: Hashable, Sendable {
  public let theme: Theme
  public let depth: ColorDepth

  /// The levels of each ramp.
  private let age: [Ink]
  private let tint: [Ink]
  private let ground: [Ink]
  private let heat: [Ink]

  public init(theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
    let isDark = theme == .dark
    switch depth {
    case .direct, .indexed:
      age = Self.levels(isDark ? Self.darkAge : Self.lightAge, count: 12, depth: depth)
      let tints = isDark ? Self.darkTints : Self.lightTints
      tint = Self.levels(tints, count: tints.count, depth: depth)
      ground = Self.levels(
        isDark ? Self.darkGround : Self.lightGround, count: 9, depth: depth)
      heat = Self.levels(isDark ? Self.darkHeat : Self.lightHeat, count: 12, depth: depth)
    case .sixteen:
      // The hues all belong to categories: age goes by greys.
      age = (isDark ? [8, 7, 15] : [7, 8, 0]).map { Ink(.indexed($0)) }
      tint = [Ink(.terminal)]
      ground = tint
      heat = tint
    case .eight, .monochrome:
      age = [Ink(.terminal), Ink(.terminal, attributes: .bold)]
      tint = [Ink(.terminal)]
      ground = tint
      heat = tint
    }
  }

  /// The background of the whole screen: the theme's own from 256 colours up, else the terminal's.
  public var background: Color {
    pick(theme == .dark ? Shade(0x101014, 233) : Shade(0xFBF9F5, 231))
  }

  /// The style of a role on the screen's background.
  public func style(_ role: Role) -> Style {
    var style = Style(foreground: color(role), background: background)
    switch role {
    case .strong, .accent, .warning: style.attributes = .bold
    case .text, .muted, .frame, .axis, .expanding, .contracting, .neutral: break
    }
    return style
  }

  /// The foreground colour of a role.
  public func color(_ role: Role) -> Color {
    pick(theme == .dark ? Self.darkShade(role) : Self.lightShade(role))
  }

  /// The colour of category `index`; colours repeat after eight, so categories carry marks as well.
  ///
  /// Measured: the first four stay apart by ΔE*ab ≥ 9 under simulated protanopia, deuteranopia and
  /// tritanopia, all eight by ≥ 5. On eight ANSI colours two of the eight share one.
  ///
  /// - Precondition: `index` ≥ 0.
  /// - Source: Okabe and Ito's colour-blind-safe set, lightened for dark backgrounds and darkened
  ///   for light ones.
  public func category(_ index: Int) -> Color {
    if depth == .eight, theme == .dark {
      return .indexed(Self.darkEightCategories[index % Self.darkEightCategories.count])
    }
    let shades = theme == .dark ? Self.darkCategories : Self.lightCategories
    return pick(shades[index % shades.count])
  }

  /// The colour of marks and text on a place of the ramp ``Ramp/heat``: contrast 4.5 : 1 or more
  /// where the ramp has colours of its own.
  public func color(onHeat position: Double) -> Color { color(on: color(.heat, at: position)) }

  /// The colour of marks and text on any colour: contrast 4.5 : 1 or more where that is one of known
  /// channels.
  public func color(on background: Color) -> Color {
    guard let (red, green, blue) = background.channels else { return color(.strong) }
    // Relative luminance (WCAG 2.2): here black and white stand out as well, by 4.58 : 1.
    let luminance =
      0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    let isLight = luminance >= 0.1791
    return pick(isLight ? Shade(0x000000, 16) : Shade(0xFFFFFF, 231))
  }

  /// The colour of one of three kinds of places that fill an area, in order of lightness: the last
  /// one is nearest to the background, and still stands out from it.
  ///
  /// - Precondition: `index` is 0, 1 or 2.
  public func fill(_ index: Int) -> Color {
    pick((theme == .dark ? Self.darkFills : Self.lightFills)[index])
  }

  /// The colour of a mixture of colours with known channels, by shares that sum to 1; below 256 colours
  /// that of the largest share.
  ///
  /// - Precondition: there is a part.
  public func mixture(_ parts: [(color: Color, share: Double)]) -> Color {
    let most = parts.max { $0.share < $1.share }!
    guard depth >= .indexed, most.share < 1 else { return most.color }
    var sum = (red: 0.5, green: 0.5, blue: 0.5)
    for (color, share) in parts where share > 0 {
      guard let channels = color.channels else { return most.color }
      sum.red += share * Double(channels.red)
      sum.green += share * Double(channels.green)
      sum.blue += share * Double(channels.blue)
    }
    func channel(_ value: Double) -> UInt8 { UInt8(max(0, min(255, value))) }
    return Color.rgb(channel(sum.red), channel(sum.green), channel(sum.blue))
      .quantized(to: depth)
  }

  /// Linear sRGB (IEC 61966-2-1) of a channel.
  private static func linear(_ channel: Int) -> Double {
    let share = Double(channel) / 255
    return share <= 0.04045 ? share / 12.92 : Double.pow((share + 0.055) / 1.055, 2.4)
  }

  /// A colour of a ramp, quantised to about a dozen levels so that slow changes repaint few cells.
  ///
  /// - Parameter position: 0 at the start of the ramp to 1 at its end; clamped, NaN counts as 0.
  public func color(_ ramp: Ramp, at position: Double) -> Color { ink(ramp, at: position).color }

  /// A colour of a ramp with its attributes, see ``color(_:at:)``.
  public func ink(_ ramp: Ramp, at position: Double) -> Ink {
    let levels = levels(of: ramp)
    let clamped = position > 0 ? min(1, position) : 0
    return levels[Int((clamped * Double(levels.count - 1)).rounded())]
  }

  /// What a ramp is drawn with, from its start to its end; at least one level.
  public func levels(of ramp: Ramp) -> [Ink] {
    switch ramp {
    case .age: age
    case .tint: tint
    case .ground: ground
    case .heat: heat
    }
  }

  private static func levels(_ stops: [Shade], count: Int, depth: ColorDepth) -> [Ink] {
    guard depth == .direct else { return stops.map { Ink(.indexed($0.indexed)) } }
    let colors = stops.map(\.direct)
    return (0..<count).map { Ink(interpolated(colors, at: Double($0) / Double(count - 1))) }
  }

  private func pick(_ shade: Shade) -> Color { Self.pick(shade, depth: depth) }

  private static func pick(_ shade: Shade, depth: ColorDepth) -> Color {
    switch depth {
    case .direct: .hex(shade.direct)
    case .indexed: .indexed(shade.indexed)
    case .sixteen: shade.ansi.map { .indexed($0) } ?? .terminal
    // Bright black would come out as black, on black.
    case .eight: shade.ansi.flatMap { $0 == 8 ? nil : .indexed($0 % 8) } ?? .terminal
    case .monochrome: .terminal
    }
  }

  private static func interpolated(_ stops: [UInt32], at position: Double) -> Color {
    let scaled = position * Double(stops.count - 1)
    let index = min(stops.count - 2, Int(scaled))
    let fraction = scaled - Double(index)
    func channel(_ shift: UInt32) -> UInt32 {
      let low = Double((stops[index] >> shift) & 0xFF)
      let high = Double((stops[index + 1] >> shift) & 0xFF)
      return UInt32((low + (high - low) * fraction).rounded()) << shift
    }
    return .hex(channel(16) | channel(8) | channel(0))
  }
}

/// One colour on every rung: 0xRRGGBB, palette entry, ANSI colour (nil: the terminal's own).
struct Shade {
  let direct: UInt32
  let indexed: UInt8
  let ansi: UInt8?

  init(_ direct: UInt32, _ indexed: UInt8, ansi: UInt8? = nil) {
    self.direct = direct
    self.indexed = indexed
    self.ansi = ansi
  }
}

extension Palette {
  fileprivate static func darkShade(_ role: Role) -> Shade {
    switch role {
    case .text: Shade(0xC9CBD3, 251)
    case .strong: Shade(0xF1F2F6, 255)
    case .muted: Shade(0x8A8D99, 245, ansi: 8)
    case .frame: Shade(0x3D404C, 238, ansi: 8)
    case .axis: Shade(0x666977, 242, ansi: 8)
    case .accent: Shade(0xFF9F5A, 215, ansi: 11)
    case .expanding: Shade(0xFFA860, 215, ansi: 11)
    case .contracting: Shade(0x6CB6FF, 75, ansi: 14)
    case .neutral: Shade(0xC4B1F0, 183, ansi: 13)
    case .warning: Shade(0xFF7B72, 210, ansi: 9)
    }
  }

  fileprivate static func lightShade(_ role: Role) -> Shade {
    switch role {
    case .text: Shade(0x2B2D34, 236)
    case .strong: Shade(0x0B0C10, 232)
    case .muted: Shade(0x676A75, 242, ansi: 8)
    case .frame: Shade(0xC6C7CE, 251, ansi: 7)
    case .axis: Shade(0x85878F, 244, ansi: 8)
    case .accent: Shade(0xB4450C, 130, ansi: 1)
    case .expanding: Shade(0xB4450C, 130, ansi: 1)
    case .contracting: Shade(0x0A5CA8, 25, ansi: 4)
    case .neutral: Shade(0x6A3FB0, 62, ansi: 5)
    case .warning: Shade(0xB3261E, 124, ansi: 1)
    }
  }

  fileprivate static let darkCategories: [Shade] = [
    Shade(0x5DB3EE, 74, ansi: 12), Shade(0xEDAA3B, 178, ansi: 11),
    Shade(0x2FBF93, 36, ansi: 10), Shade(0xDD8FBD, 175, ansi: 13),
    Shade(0xF0E57A, 228, ansi: 14), Shade(0x7F9BFF, 105, ansi: 5),
    Shade(0xFF7F50, 209, ansi: 9), Shade(0xC8CAD0, 251, ansi: 6),
  ]

  /// Without bright colours the blue of most terminals is hard to see on black: it comes late.
  fileprivate static let darkEightCategories: [UInt8] = [6, 3, 2, 5, 1, 4, 3, 6]

  fileprivate static let lightCategories: [Shade] = [
    Shade(0x0068B0, 25, ansi: 4), Shade(0xA85B00, 130, ansi: 3),
    Shade(0x007A5A, 29, ansi: 2), Shade(0xA63E86, 89, ansi: 5),
    Shade(0x5A7C10, 58, ansi: 6), Shade(0x4A45B5, 62, ansi: 12),
    Shade(0x85200F, 88, ansi: 1), Shade(0x4A4D57, 239, ansi: 13),
  ]

  fileprivate static let darkAge: [Shade] = [
    Shade(0x8265C6, 98), Shade(0x9168C6, 133), Shade(0xA667C0, 134),
    Shade(0xC26AAE, 169), Shade(0xE0708E, 204), Shade(0xF88A72, 210),
    Shade(0xFFB454, 215), Shade(0xFFE29A, 222),
  ]

  fileprivate static let darkTints: [Shade] = [
    Shade(0x10141C, 233), Shade(0x101822, 233), Shade(0x121A2A, 233), Shade(0x121E32, 234),
    Shade(0x14223A, 234), Shade(0x162640, 235), Shade(0x172946, 235), Shade(0x182C4C, 235),
  ]

  fileprivate static let darkGround: [Shade] = [
    Shade(0x10141C, 233), Shade(0x121C44, 17), Shade(0x16266C, 18),
  ]

  fileprivate static let lightGround: [Shade] = [
    Shade(0xF6F6F6, 255), Shade(0xDCE8FA, 189), Shade(0xBFD8F8, 153),
  ]

  /// Even steps of lightness, in hues that neither the age of a path nor a tint has.
  fileprivate static let darkHeat: [Shade] = [
    Shade(0x27315E, 18), Shade(0x21598A, 24), Shade(0x0585A8, 31), Shade(0x04B2BC, 37),
    Shade(0x74D9C4, 79), Shade(0xC1FCD4, 158),
  ]

  fileprivate static let lightHeat: [Shade] = [
    Shade(0xC4F9E5, 158), Shade(0x7FD5CF, 116), Shade(0x31AEC2, 73), Shade(0x1981AB, 31),
    Shade(0x2E5681, 24), Shade(0x283051, 18),
  ]

  /// Hues of regimes, each about half as light as the one before: what is told by them is told by
  /// lightness as well.
  fileprivate static let darkFills: [Shade] = [
    Shade(0xFFAF5F, 215, ansi: 11), Shade(0x875FAF, 97, ansi: 13), Shade(0x005F87, 24, ansi: 14),
  ]

  fileprivate static let lightFills: [Shade] = [
    Shade(0x875F00, 94, ansi: 1), Shade(0xA078CC, 134, ansi: 5), Shade(0xAFD7FF, 153, ansi: 4),
  ]

  fileprivate static let lightAge: [Shade] = [
    Shade(0x7D6CB8, 97), Shade(0x8C62B8, 97), Shade(0x9654AE, 61),
    Shade(0xA4449A, 126), Shade(0xB03278, 125), Shade(0xB02A48, 125),
    Shade(0x98200E, 124), Shade(0x5A0800, 52),
  ]

  fileprivate static let lightTints: [Shade] = [
    Shade(0xF6F6F6, 255), Shade(0xF1F3F7, 255), Shade(0xECF0F7, 255), Shade(0xE6ECF6, 254),
    Shade(0xE0E8F5, 254), Shade(0xDAE4F4, 254), Shade(0xD4E0F3, 253), Shade(0xCEDBF1, 253),
  ]
}
