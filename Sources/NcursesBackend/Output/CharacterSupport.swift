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

  /// The rung of the glyph ladder for a terminal: the Linux console's fonts have blocks but no
  /// Braille dots.
  static func glyphs(terminal: String, isUTF8: Bool) -> GlyphSet {
    guard isUTF8 else { return .ascii }
    return Terminfo.isLinuxConsole(terminal) ? .blocks : .braille
  }

  private static var isUTF8: Bool {
    String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
  }
}
