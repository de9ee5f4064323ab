import CPlatform
import Glibc
import TerminalDrawing

/// Which characters the C library lets ncurses print, and which of them to use.
enum CharacterSupport {
  /// Chooses the process's character set and says whether it is UTF-8.
  ///
  /// With a character set that lacks them, ncurses prints Braille dots as spaces and reports
  /// success. So where the user's locale is UTF-8 but not installed, where no locale is asked for,
  /// or where `isWanted` says that the user insists, the one UTF-8 locale that is always there is
  /// taken.
  static func prepareLocale(environment: Environment, insisting isWanted: Bool) -> Bool {
    if setlocale(LC_CTYPE, "") != nil, isUTF8 { return true }
    guard isWanted || asksForUTF8OrNothing(environment) else { return false }
    return setlocale(LC_CTYPE, "C.UTF-8") != nil && isUTF8
  }

  /// Whether the environment names a UTF-8 locale, or none.
  ///
  /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set counts, as POSIX says.
  static func asksForUTF8OrNothing(_ environment: Environment) -> Bool {
    guard let name = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG")
    else { return true }
    let lowered = name.lowercased()
    return lowered.hasSuffix("utf-8") || lowered.hasSuffix("utf8") || lowered.contains("utf-8@")
      || lowered.contains("utf8@")
  }

  /// The rung of the glyph ladder for a terminal.
  ///
  /// The Linux console has no Braille dots; whether it has half blocks depends on the font that was
  /// loaded (the kernel's own has, most of Debian's have not), and only the console itself knows.
  ///
  /// - Parameter fontHas: whether the console's font has these characters; nil where it cannot be
  ///   asked, as through a network.
  static func glyphs(
    terminal: String, isUTF8: Bool, fontHas: (Set<Unicode.Scalar>) -> Bool?
  ) -> GlyphSet {
    guard isUTF8 else { return .ascii }
    guard Terminfo.isLinuxConsole(terminal) else { return .braille }
    return fontHas(Symbols(.blocks).repertoire) == true ? .blocks : .ascii
  }

  /// Whether the font of the Linux console at `descriptor` has all `characters`; nil where there is
  /// no such console.
  static func consoleFont(at descriptor: Int32, has characters: Set<Unicode.Scalar>) -> Bool? {
    let values = characters.map(\.value)
    let answer = hd_console_font_has(descriptor, values, values.count)
    return answer < 0 ? nil : answer == 1
  }

  private static var isUTF8: Bool {
    String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
  }
}
