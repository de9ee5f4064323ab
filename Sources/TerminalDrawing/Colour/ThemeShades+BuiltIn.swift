/// The colours of the built-in themes.
extension ThemeShades {
  /// On a dark background.
  static let dark = ThemeShades([
    .background: [Shade(0x101014, 233)],
    .text: [Shade(0xC9CBD3, 251)],
    .strong: [Shade(0xF1F2F6, 255)],
    .muted: [Shade(0x8A8D99, 245, ansi: 8)],
    .frame: [Shade(0x3D404C, 238, ansi: 8)],
    .axis: [Shade(0x666977, 242, ansi: 8)],
    .accent: [Shade(0xFF9F5A, 215, ansi: 11)],
    .expanding: [Shade(0xFFA860, 215, ansi: 11)],
    .contracting: [Shade(0x6CB6FF, 75, ansi: 14)],
    .neutral: [Shade(0xC4B1F0, 183, ansi: 13)],
    .warning: [Shade(0xFF7B72, 210, ansi: 9)],
    .categories: [
      Shade(0x5DB3EE, 74, ansi: 12), Shade(0xEDAA3B, 178, ansi: 11),
      Shade(0x2FBF93, 36, ansi: 10), Shade(0xDD8FBD, 175, ansi: 13),
      Shade(0xF0E57A, 228, ansi: 14), Shade(0x7F9BFF, 105, ansi: 5),
      Shade(0xFF7F50, 209, ansi: 9), Shade(0xC8CAD0, 251, ansi: 6),
    ],
    .age: [
      Shade(0x8265C6, 98), Shade(0x9168C6, 133), Shade(0xA667C0, 134),
      Shade(0xC26AAE, 169), Shade(0xE0708E, 204), Shade(0xF88A72, 210),
      Shade(0xFFB454, 215), Shade(0xFFE29A, 222),
    ],
    .tints: [
      Shade(0x10141C, 233), Shade(0x101822, 233), Shade(0x121A2A, 233), Shade(0x121E32, 234),
      Shade(0x14223A, 234), Shade(0x162640, 235), Shade(0x172946, 235), Shade(0x182C4C, 235),
    ],
    .ground: [
      Shade(0x10141C, 233), Shade(0x121C44, 17), Shade(0x16266C, 18),
    ],
    .heat: [
      Shade(0x27315E, 18), Shade(0x21598A, 24), Shade(0x0585A8, 31), Shade(0x04B2BC, 37),
      Shade(0x74D9C4, 79), Shade(0xC1FCD4, 158),
    ],
    .fills: [
      Shade(0xFFAF5F, 215, ansi: 11), Shade(0x875FAF, 97, ansi: 13), Shade(0x005F87, 24, ansi: 14),
    ],
  ])

  /// On a light background.
  static let light = ThemeShades([
    .background: [Shade(0xFBF9F5, 231)],
    .text: [Shade(0x2B2D34, 236)],
    .strong: [Shade(0x0B0C10, 232)],
    .muted: [Shade(0x676A75, 242, ansi: 8)],
    .frame: [Shade(0xC6C7CE, 251, ansi: 7)],
    .axis: [Shade(0x85878F, 244, ansi: 8)],
    .accent: [Shade(0xB4450C, 130, ansi: 1)],
    .expanding: [Shade(0xB4450C, 130, ansi: 1)],
    .contracting: [Shade(0x0A5CA8, 25, ansi: 4)],
    .neutral: [Shade(0x6A3FB0, 62, ansi: 5)],
    .warning: [Shade(0xB3261E, 124, ansi: 1)],
    .categories: [
      Shade(0x0068B0, 25, ansi: 4), Shade(0xA85B00, 130, ansi: 1),
      Shade(0x007A5A, 29, ansi: 2), Shade(0xA63E86, 89, ansi: 5),
      Shade(0x5A7C10, 58, ansi: 6), Shade(0x4A45B5, 62, ansi: 12),
      Shade(0x85200F, 88, ansi: 3), Shade(0x4A4D57, 239, ansi: 13),
    ],
    .age: [
      Shade(0x7D6CB8, 97), Shade(0x8C62B8, 97), Shade(0x9654AE, 61),
      Shade(0xA4449A, 126), Shade(0xB03278, 125), Shade(0xB02A48, 125),
      Shade(0x98200E, 124), Shade(0x5A0800, 52),
    ],
    .tints: [
      Shade(0xF6F6F6, 255), Shade(0xF1F3F7, 255), Shade(0xECF0F7, 255), Shade(0xE6ECF6, 254),
      Shade(0xE0E8F5, 254), Shade(0xDAE4F4, 254), Shade(0xD4E0F3, 253), Shade(0xCEDBF1, 253),
    ],
    .ground: [
      Shade(0xF6F6F6, 255), Shade(0xDCE8FA, 189), Shade(0xBFD8F8, 153),
    ],
    .heat: [
      Shade(0xC4F9E5, 158), Shade(0x7FD5CF, 116), Shade(0x31AEC2, 73), Shade(0x1981AB, 31),
      Shade(0x2E5681, 24), Shade(0x283051, 18),
    ],
    .fills: [
      Shade(0x875F00, 94, ansi: 1), Shade(0xA078CC, 134, ansi: 5), Shade(0xAFD7FF, 153, ansi: 4),
    ],
  ])

  /// On black, text and marks of categories by 7 : 1 or more.
  static let contrast = dark.with([
    .background: [Shade(0x000000, 16)],
    .text: [Shade(0xFFFFFF, 231)],
    .strong: [Shade(0xFFFFFF, 231)],
    .muted: [Shade(0xC6C6C6, 251, ansi: 7)],
    .frame: [Shade(0x767676, 243, ansi: 8)],
    .axis: [Shade(0xB2B2B2, 249, ansi: 7)],
    .accent: [Shade(0xFFAF5F, 215, ansi: 11)],
    .expanding: [Shade(0xFFAF5F, 215, ansi: 11)],
    .contracting: [Shade(0x87D7FF, 117, ansi: 14)],
    .neutral: [Shade(0xD7AFFF, 183, ansi: 13)],
    .warning: [Shade(0xFF8787, 210, ansi: 9)],
    .categories: [
      // In the order of hues that the dark theme has: who is blue there is blue here.
      Shade(0xAFD7FF, 153, ansi: 14), Shade(0xD78700, 172, ansi: 11),
      Shade(0x5FFFAF, 85, ansi: 10), Shade(0xAF87FF, 141, ansi: 13),
      Shade(0xD7FF87, 192, ansi: 9), Shade(0x00AFAF, 37, ansi: 6),
      Shade(0xAFAF5F, 143, ansi: 3), Shade(0x87AF87, 108, ansi: 2),
    ],
  ])

  /// On white, text and marks of categories by 7 : 1 or more.
  static let contrastLight = light.with([
    .background: [Shade(0xFFFFFF, 231)],
    .text: [Shade(0x000000, 16)],
    .strong: [Shade(0x000000, 16)],
    .muted: [Shade(0x444444, 238, ansi: 8)],
    .frame: [Shade(0x8A8A8A, 245, ansi: 7)],
    .axis: [Shade(0x4E4E4E, 239, ansi: 8)],
    .accent: [Shade(0x870000, 88, ansi: 1)],
    .expanding: [Shade(0x870000, 88, ansi: 1)],
    .contracting: [Shade(0x0000AF, 19, ansi: 4)],
    .neutral: [Shade(0x5F0087, 54, ansi: 5)],
    .warning: [Shade(0x870000, 88, ansi: 1)],
    .categories: [
      Shade(0x0000FF, 21, ansi: 4), Shade(0x870000, 88, ansi: 1),
      Shade(0x005F5F, 23, ansi: 2), Shade(0x8700AF, 91, ansi: 5),
      Shade(0x00005F, 17, ansi: 6), Shade(0x303030, 236, ansi: 12),
      Shade(0x870087, 90, ansi: 3), Shade(0x0000AF, 19, ansi: 13),
    ],
  ])

  /// Categories and regimes as far apart as the 256 colours have them for protanopia, deuteranopia
  /// and tritanopia at once, none of them glaring: found by search.
  static let colourBlind = dark.with([
    .background: [Shade(0x121212, 233)],
    .accent: [Shade(0xFFAF00, 214, ansi: 11)],
    .expanding: [Shade(0xFF8700, 208, ansi: 11)],
    .contracting: [Shade(0x5FAFFF, 75, ansi: 14)],
    .neutral: [Shade(0xFFFFD7, 230, ansi: 13)],
    .categories: [
      Shade(0x00FFD7, 50, ansi: 14), Shade(0xFFFF87, 228, ansi: 11),
      Shade(0xAF8700, 136, ansi: 3), Shade(0x8787FF, 105, ansi: 12),
      Shade(0xD7AFFF, 183, ansi: 13), Shade(0x00AF5F, 35, ansi: 2),
      Shade(0x808080, 244, ansi: 5), Shade(0xAFFFAF, 157, ansi: 10),
    ],
  ])

  /// Calm, on warm paper.
  static let paper = light.with([
    .background: [Shade(0xFBF3E3, 230)],
    .text: [Shade(0x3A342B, 236)],
    .strong: [Shade(0x1C1812, 234)],
    .muted: [Shade(0x6B6253, 241, ansi: 8)],
    .frame: [Shade(0xD3C7AE, 187, ansi: 7)],
    .axis: [Shade(0x857A66, 243, ansi: 8)],
    .accent: [Shade(0x9A3F0C, 130, ansi: 1)],
    .expanding: [Shade(0x9A3F0C, 130, ansi: 1)],
    .contracting: [Shade(0x1F5A8A, 24, ansi: 4)],
    .categories: [
      Shade(0x005FD7, 26, ansi: 4), Shade(0xA05600, 130, ansi: 1),
      Shade(0x875F87, 96, ansi: 5), Shade(0x870000, 88, ansi: 3),
      Shade(0x00005F, 17, ansi: 6), Shade(0x870087, 90, ansi: 13),
      Shade(0x585858, 240, ansi: 2), Shade(0x303030, 236, ansi: 12),
    ],
    .tints: [
      Shade(0xF8F1E2, 255), Shade(0xF5EFE1, 255), Shade(0xF1ECE0, 255), Shade(0xEDE9E0, 254),
      Shade(0xE8E6E0, 254), Shade(0xE2E2E0, 254), Shade(0xDBDDE0, 253), Shade(0xD3D9E2, 253),
    ],
  ])
}
