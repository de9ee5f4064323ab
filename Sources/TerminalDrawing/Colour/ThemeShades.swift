/// The colours of a theme, by part.
struct ThemeShades: Hashable, Sendable {
  private let parts: [[Shade]]

  /// - Precondition: every part has as many colours as it takes.
  init(_ shades: [ThemePart: [Shade]]) {
    parts = ThemePart.allCases.map { shades[$0]! }
  }

  subscript(_ part: ThemePart) -> [Shade] { parts[part.rawValue] }

  /// The same but for some parts.
  func with(_ shades: [ThemePart: [Shade]]) -> ThemeShades {
    var all = shades
    for part in ThemePart.allCases where all[part] == nil { all[part] = self[part] }
    return ThemeShades(all)
  }
}

/// One colour on every rung: 0xRRGGBB, palette entry, ANSI colour (nil: the terminal's own).
struct Shade: Hashable, Sendable {
  let direct: UInt32
  let indexed: UInt8
  let ansi: UInt8?

  init(_ direct: UInt32, _ indexed: UInt8, ansi: UInt8? = nil) {
    self.direct = direct
    self.indexed = indexed
    self.ansi = ansi
  }

  /// A colour with the entry of the palette that is nearest, and the ANSI colour that another has.
  init(_ direct: UInt32, like other: Shade) {
    let rgb = XtermPalette.RGB(
      red: Int(direct >> 16 & 0xFF), green: Int(direct >> 8 & 0xFF), blue: Int(direct & 0xFF))
    self.init(direct, XtermPalette.nearestExtended(rgb), ansi: other.ansi)
  }
}
