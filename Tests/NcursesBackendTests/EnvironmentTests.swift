import TerminalDrawing
import TestSupport
import Testing

@testable import NcursesBackend

@Suite struct EnvironmentTests {
  @Test(
    arguments: [
      ([:], true), (["LANG": "de_DE.UTF-8"], true), (["LANG": "de_DE.utf8@euro"], true),
      (["LANG": "C"], false), (["LC_ALL": "POSIX", "LANG": "C.UTF-8"], false),
      (["LC_CTYPE": "en_US.ISO-8859-1", "LANG": "C.UTF-8"], false),
      (["LC_ALL": "C.UTF-8", "LC_CTYPE": "C"], true),
    ] as [([String: String], Bool)])
  func theFirstLocaleVariableThatIsSetCounts(variables: [String: String], isUTF8: Bool) {
    #expect(CharacterSupport.asksForUTF8OrNothing { variables[$0] } == isUTF8)
  }

  @Test("Glyphs go by the locale, the terminal, and the font where the terminal is a console")
  func glyphsGoByTheLocaleAndTheTerminal() {
    func glyphs(_ name: String, isUTF8: Bool = true, font: String? = nil) -> GlyphSet {
      CharacterSupport.glyphs(terminal: name, isUTF8: isUTF8) { characters in
        font.map { characters.isSubset(of: Set($0.unicodeScalars)) }
      }
    }
    #expect(glyphs("xterm") == .braille)
    #expect(glyphs("xterm", isUTF8: false) == .ascii)
    let ascii = String(String.UnicodeScalarView((0x20..<0x7F).map { Unicode.Scalar($0) }))
    for console in ["linux", "linux-16color"] {
      #expect(glyphs(console, font: CodePage437.characters + ascii) == .blocks)
      // A font of Debian's: Latin, lines and full blocks only.
      #expect(glyphs(console, font: ascii + "│┤┐└┴┬├─┼┘┌█░▒■▲▼▶♦•") == .ascii)
      #expect(glyphs(console, font: nil) == .ascii)
      #expect(glyphs(console, isUTF8: false, font: CodePage437.characters) == .ascii)
    }
  }

  @Test("Where there is no console, its font is unknown")
  func withoutAConsoleItsFontIsUnknown() throws {
    let terminal = try PseudoTerminal()
    #expect(CharacterSupport.consoleFont(at: terminal.slave, has: ["a"]) == nil)
    #expect(CharacterSupport.consoleFont(at: -1, has: ["a"]) == nil)
  }

  private func description(
    _ variables: [String: String], wanted: ColorDepth? = nil
  ) -> TerminalDescription {
    TerminalDescription(environment: { variables[$0] }, wanted: wanted)
  }

  @Test func directColourIsTriedWhereTheTerminalClaimsItOrTheUserWantsIt() {
    let modern = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
    #expect(description(modern).candidates == ["xterm-direct", "xterm-256color", "xterm"])
    #expect(description(modern, wanted: .indexed).candidates.first == "xterm-256color")
    #expect(
      description(["TERM": "xterm-256color"], wanted: .direct).candidates.first == "xterm-direct")
    #expect(description(["TERM": "xterm-256color"]).candidates.first == "xterm-256color")
    let plain = modern.merging(["NO_COLOR": "1"]) { $1 }
    #expect(description(plain).candidates.first == "xterm-256color")
    // GNU screen inherits COLORTERM and knows no such colours.
    #expect(
      description(["TERM": "screen-256color", "COLORTERM": "truecolor"]).candidates
        == ["screen-256color", "xterm-256color", "xterm"])
  }

  @Test func aStandInIsAnnouncedAndAVariantIsNot() {
    let none: Environment = { _ in nil }
    let modern = description(["TERM": "xterm-256color", "COLORTERM": "24bit"])
    #expect(modern.notice(using: "xterm-direct", environment: none) == nil)
    #expect(modern.notice(using: "xterm-256color", environment: none) == nil)
    #expect(
      description(["TERM": "xterm-ghostty"]).notice(using: "xterm-256color", environment: none)
        == "unknown TERM \"xterm-ghostty\": using xterm-256color")
    #expect(
      description([:]).notice(using: "xterm-256color", environment: none)
        == "TERM is not set: using xterm-256color")
  }

  @Test func paddingIsLeftOut() {
    for (value, kept) in [
      ("\u{1B}[m\u{F}$<2>", "\u{1B}[m\u{F}"), ("a$<5/>b$<10*>c", "abc"), ("$", "$"), ("$<2", "$<2"),
    ] {
      #expect(Terminfo.withoutPadding(Array(value.utf8)) == Array(kept.utf8))
    }
  }
}
