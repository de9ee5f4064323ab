import CNcurses
import Glibc
import TerminalDrawing

/// Capabilities of the terminal that ncurses was opened for last.
enum Terminfo {
  /// A string capability without its padding, or nil where the terminal lacks it.
  static func string(_ capability: String) -> [UInt8]? {
    // tigetstr answers nil for an absent capability and -1 for a name that is no string's.
    guard let value = tigetstr(capability), Int(bitPattern: value) != -1 else { return nil }
    return withoutPadding(bytes(value))
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
  static func preparation(height: Int) -> [UInt8] {
    let region = parametrized("csr", 0, height - 1)
    return [region, string("sgr0"), string("op"), string("smam"), string("civis"), string("smkx")]
      .compactMap(\.self).flatMap(\.self)
  }

  /// Switches to the alternate screen.
  static var opening: [UInt8] { string("smcup") ?? [] }

  /// Gives the terminal back, in an order that leaves it usable wherever it breaks off: no mode,
  /// margin or character set of the screen stays, and the cursor is below what is left of it.
  ///
  /// Mouse reports and brackets are switched off twice: some terminals keep a setting for each screen.
  ///
  /// - Parameter height: the terminal's rows.
  /// - Parameter frameEnd: what ends a frame that breaks off.
  static func closing(height: Int, frameEnd: String, hasMouse: Bool) -> [UInt8] {
    let mouse = Array(((hasMouse ? mouseOff : "") + pasteOff).utf8)
    let leave = string("rmcup") ?? []
    // Multiplexers and consoles may ignore it: the move before it is for them. Where it brings the
    // other screen back, the cursor comes with it; else it may be anything, and the rest is after it.
    let bringsScreen = ["?1049l", "?1047l", "?47l"].contains { leave.contains(Array($0.utf8)) }
    let rest = margins(height: height) + below(height: height)
    var parts: [[UInt8]?] = [Array(frameEnd.utf8), mouse, string("sgr0"), string("op")]
    parts += [string("cnorm"), string("rmir"), string("rmacs"), string("smam"), string("rmkx")]
    parts += [modes] + (bringsScreen ? [rest, leave] : [leave, modes, rest])
    parts.append(mouse)
    return parts.compactMap(\.self).flatMap(\.self)
  }

  /// What ends a sequence that broke off: CAN, where the terminal is of the family that knows it.
  static var cancel: [UInt8] { isANSI ? [0x18] : [] }

  /// Whether the terminal moves its cursor as ECMA-48 says.
  static var isANSI: Bool {
    let home = parametrized("cup", 0, 0)
    return home == Array("\u{1B}[1;1H".utf8) || home == Array("\u{1B}[1;1f".utf8)
  }

  /// Whether it is of the VT100's kin.
  static var isDEC: Bool {
    isANSI && parametrized("csr", 0, 1) == Array("\u{1B}[1;2r".utf8)
  }

  /// What a shell expects, where the description has no word for it, or another idea of it:
  /// attributes, and the modes of insertion, line feeds, origin, wrapping, cursor keys, keypad and
  /// character set.
  private static var modes: [UInt8] {
    guard isANSI else { return [] }
    var sequences = "\u{1B}[m"
    if isDEC { sequences += "\u{1B}[4;20l\u{1B}[?6l\u{1B}[?7h\u{1B}[?1l\u{1B}>" }
    // Where the description names the normal character set itself, it may be another.
    let normal = string("sgr0") ?? []
    if isDEC, !normal.contains(0x0E), !normal.contains(Array("\u{1B}(".utf8)) {
      sequences += "\u{1B}(B\u{F}"
    }
    return Array(sequences.utf8) + unsetModes
  }

  /// Unsets the modes that the description's own strings set, and no other of them may unset.
  private static var unsetModes: [UInt8] {
    let used = ["smcup", "smkx", "civis", "cnorm", "rmkx", "rmcup", "sgr0", "op"]
    let text = used.compactMap { string($0) }.map { String(decoding: $0, as: UTF8.self) }.joined()
    // Wrapping, repeating keys, the cursor; and the other screen.
    let kept: Set<Substring> = ["7", "8", "25", "47", "1047", "1048", "1049"]
    var sequences: [String] = []
    for match in text.matches(of: /\x{1B}\[(\??)([0-9;]+)h/) {
      for mode in match.2.split(separator: ";") where match.1.isEmpty || !kept.contains(mode) {
        let sequence = "\u{1B}[\(match.1)\(mode)l"
        if !sequences.contains(sequence) { sequences.append(sequence) }
      }
    }
    return Array(sequences.joined().utf8)
  }

  /// The whole screen scrolls. It may have another height by the time this is sent.
  private static func margins(height: Int) -> [UInt8] {
    isDEC ? Array("\u{1B}[r".utf8) : parametrized("csr", 0, height - 1) ?? []
  }

  /// Puts the cursor on a line of its own below everything.
  private static func below(height: Int) -> [UInt8] {
    (parametrized("cup", height - 1, 0) ?? []) + Array("\r\n".utf8)
  }

  /// A capability with two numbers.
  static func parametrized(_ capability: String, _ first: Int, _ second: Int) -> [UInt8]? {
    guard let value = tigetstr(capability), Int(bitPattern: value) != -1,
      let filled = hd_parametrized(value, Int32(first), Int32(second))
    else { return nil }
    return withoutPadding(bytes(filled))
  }

  private static func bytes(_ string: UnsafePointer<CChar>) -> [UInt8] {
    UnsafeBufferPointer(start: string, count: strlen(string)).map(UInt8.init(bitPattern:))
  }

  /// Removes `$<5>` and the like, which ask for pauses that no terminal since the 1980s needs.
  static func withoutPadding(_ value: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var rest = value[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        kept.append(byte)
        rest.removeFirst()
      }
    }
    return kept
  }
}
