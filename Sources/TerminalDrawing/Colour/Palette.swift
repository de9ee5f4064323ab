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
    let (isDark, shades) = (theme.isDark, theme.shades)
    switch depth {
    case .direct, .indexed:
      age = Self.levels(shades[.age], count: 12, depth: depth)
      tint = Self.levels(shades[.tints], count: shades[.tints].count, depth: depth)
      ground = Self.levels(shades[.ground], count: 9, depth: depth)
      heat = Self.levels(shades[.heat], count: 12, depth: depth)
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
    pick(theme.shades[.background][0])
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
    pick(theme.shades[role.part][0])
  }

  /// The colour of category `index`; colours repeat after eight, so categories carry marks as well.
  ///
  /// Measured: the first four stay apart by ΔE*ab ≥ 9 under simulated protanopia, deuteranopia and
  /// tritanopia, all eight by ≥ 5; of ``Theme/colourBlind`` by 38 and 23. On eight ANSI colours two of the eight share one.
  ///
  /// - Precondition: `index` ≥ 0.
  /// - Source: Okabe and Ito's colour-blind-safe set, lightened for dark backgrounds and darkened
  ///   for light ones.
  public func category(_ index: Int) -> Color {
    if depth == .eight, theme.isDark {
      return .indexed(Self.darkEightCategories[index % Self.darkEightCategories.count])
    }
    let shades = theme.shades[.categories]
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
    pick(theme.shades[.fills][index])
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

  /// Without bright colours the blue of most terminals is hard to see on black: it comes late.
  private static let darkEightCategories: [UInt8] = [6, 3, 2, 5, 1, 4, 3, 6]

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
