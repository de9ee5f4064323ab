import Glibc
import TerminalDrawing

/// What a terminal says of its background colour: `OSC 11 ; rgb:RRRR/GGGG/BBBB ST`.
///
/// - Source: XTerm Control Sequences by Moy, Gildea and Dickey, "Operating System Commands"; the
///   colour as XParseColor(3) reads it, with one to four hexadecimal digits a channel.
enum BackgroundReport {
  /// The theme for the background that a control string reports; nil where it reports none.
  ///
  /// The light one where black stands out more than white: for a relative luminance Y where
  /// (Y + 0.05) / 0.05 > 1.05 / (Y + 0.05), which is above 0.179.
  ///
  /// - Source: WCAG 2.2, contrast ratio and relative luminance.
  static func theme(_ content: [UInt8]) -> Theme? {
    guard let color = color(String(decoding: content, as: UTF8.self)) else { return nil }
    let luminance =
      0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2])
    return (luminance + 0.05) * (luminance + 0.05) > 1.05 * 0.05 ? .light : .dark
  }

  /// Red, green and blue from 0 to 1.
  private static func color(_ content: String) -> [Double]? {
    let parts = content.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let fields = parts[1].split(separator: "/", omittingEmptySubsequences: false)
    switch (parts[0], fields.count) {
    case ("11;rgb", 3), ("11;rgba", 4): break
    default: return nil
    }
    let channels = fields.prefix(3).compactMap(channel)
    return channels.count == 3 ? channels : nil
  }

  private static func channel(_ digits: Substring) -> Double? {
    guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    return Double(value) / Double((1 << (4 * UInt32(digits.utf8.count))) - 1)
  }

  /// A channel of sRGB as a share of light.
  private static func linear(_ channel: Double) -> Double {
    channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
  }
}
