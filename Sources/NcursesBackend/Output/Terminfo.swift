import CNcurses
import Glibc
import TerminalDrawing

/// Capabilities of the terminal that ncurses was opened for last.
enum Terminfo {
  /// A string capability without its padding, or nil where the terminal lacks it.
  static func string(_ capability: String) -> String? {
    // tigetstr answers nil for an absent capability and -1 for a name that is no string's.
    guard let value = tigetstr(capability), Int(bitPattern: value) != -1 else { return nil }
    return withoutPadding(String(cString: value))
  }

  /// The bytes of a string capability, which need not be characters, or nil where it is lacking.
  static func bytes(_ capability: String) -> [UInt8]? {
    guard let value = tigetstr(capability), Int(bitPattern: value) != -1 else { return nil }
    return UnsafeBufferPointer(start: value, count: strlen(value)).map { UInt8(bitPattern: $0) }
  }

  /// A numeric capability, or 0 where the terminal lacks it.
  static func number(_ capability: String) -> Int { max(0, Int(tigetnum(capability))) }

  /// What the terminal can show. Eighty-eight colours have a cube of their own, which is not used.
  static var colors: ColorDepth {
    switch number("colors") {
    case ..<8: .monochrome
    case ..<16: .eight
    case ..<256: .sixteen
    default: hasDirectColor ? .direct : .indexed
    }
  }

  /// Whether colour numbers are 24-bit colours: `RGB` is a flag, or 8 bits a channel.
  static var hasDirectColor: Bool {
    number("colors") == 0x100_0000 && (tigetflag("RGB") > 0 || number("RGB") == 8)
  }

  /// Whether the terminal reports the mouse. The Linux console's description says so, but means a
  /// program beside it that does.
  static func hasMouse(name: String) -> Bool {
    !isLinuxConsole(name) && (string("kmous") != nil || string("XM") != nil)
  }

  static func isLinuxConsole(_ name: String) -> Bool {
    name == "linux" || name.hasPrefix("linux-")
  }

  /// Asks for reports of presses, wheel and movements, in numbers without a limit.
  static let mouseOn = "\u{1B}[?1002h\u{1B}[?1003h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l"

  /// Brackets pastes, so that what is pasted can be told from keys.
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"

  /// Puts the terminal into the state that ncurses expects, but for the alternate screen: scrolling
  /// region, attributes, margins, cursor, cursor keys.
  static func preparation(height: Int) -> String {
    let region = parametrized("csr", 0, height - 1)
    return [region, string("sgr0"), string("op"), string("smam"), string("civis"), string("smkx")]
      .compactMap(\.self).joined()
  }

  /// Switches to the alternate screen.
  static var opening: String { string("smcup") ?? "" }

  /// Gives the terminal back, in an order that leaves it usable wherever it breaks off.
  ///
  /// Mouse reports and brackets are switched off twice: some terminals keep a setting for each screen.
  ///
  /// - Parameter frameEnd: what ends a frame that breaks off.
  static func closing(height: Int, frameEnd: String, hasMouse: Bool) -> String {
    let mouse = (hasMouse ? mouseOff : "") + pasteOff
    var parts: [String?] = [frameEnd, mouse, string("sgr0"), string("op"), string("cnorm")]
    parts.append(string("rmkx"))
    if let leave = string("rmcup") {
      parts.append(leave)
    } else {
      // Without an alternate screen the shell goes on below the last line.
      parts += [parametrized("cup", height - 1, 0), "\r\n"]
    }
    parts.append(mouse)
    return parts.compactMap(\.self).joined()
  }

  /// A capability with two numbers.
  static func parametrized(_ capability: String, _ first: Int, _ second: Int) -> String? {
    guard let format = string(capability) else { return nil }
    return hd_parametrized(format, Int32(first), Int32(second)).map { String(cString: $0) }
  }

  /// Removes `$<5>` and the like, which ask for pauses that no terminal since the 1980s needs.
  static func withoutPadding(_ value: String) -> String {
    var kept = String.UnicodeScalarView()
    var rest = Substring(value).unicodeScalars
    while let scalar = rest.first {
      if scalar == "$", rest.dropFirst().first == "<", let end = rest.firstIndex(of: ">") {
        rest = rest[rest.index(after: end)...]
      } else {
        kept.append(scalar)
        rest.removeFirst()
      }
    }
    return String(kept)
  }
}
