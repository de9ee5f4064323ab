/// A colour as the terminal is asked for it, in four bytes.
public struct Color: Hashable, Sendable {
  /// 0x00000000: the terminal's own; 0x01000000 | i: palette entry i; 0x02000000 | rgb: direct.
  let packed: UInt32

  /// The terminal's default foreground or background.
  public static let terminal = Color(packed: 0)

  /// Entry `index` of the terminal's palette: 0–7 ANSI, 8–15 bright, 16–231 cube, 232–255 greys.
  public static func indexed(_ index: UInt8) -> Color {
    Color(packed: 0x0100_0000 | UInt32(index))
  }

  /// A direct colour, 8 bits a channel.
  public static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Color {
    Color(packed: 0x0200_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
  }

  /// A direct colour from 0xRRGGBB.
  public static func hex(_ value: UInt32) -> Color {
    Color(packed: 0x0200_0000 | (value & 0xFF_FFFF))
  }

  /// What the packed value stands for.
  public enum Kind: Hashable, Sendable {
    case terminal
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
  }

  public var kind: Kind {
    switch packed >> 24 {
    case 1: .indexed(UInt8(truncatingIfNeeded: packed))
    case 2:
      .rgb(
        UInt8(truncatingIfNeeded: packed >> 16), UInt8(truncatingIfNeeded: packed >> 8),
        UInt8(truncatingIfNeeded: packed))
    default: .terminal
    }
  }
}
