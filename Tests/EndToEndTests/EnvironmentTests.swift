import TestSupport
import Testing

/// The built program under every TERM and locale that a person may have.
@Suite("The program in its environment", .serialized)
struct EnvironmentTests {
  /// Starts the program with a fixed seed, paused, and waits until its screen stands.
  private func start(
    term: String = "tmux-256color", environment: [String: String] = [:], _ arguments: String...
  ) async throws -> Tmux {
    let terminal = try Tmux(
      columns: 120, rows: 40, term: term, environment: environment,
      [Tmux.builtProgram, "--seed", "7", "--paused"] + arguments)
    try await terminal.wait(for: "T 0.80")
    return terminal
  }

  private func quits(_ terminal: Tmux) async throws {
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
  }

  /// Whether the picture is drawn in Braille dots.
  private func hasBraille(_ screen: String) -> Bool {
    screen.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
  }

  @Test(
    "The screen stands and goes under every TERM",
    arguments: [
      ("xterm", true), ("xterm-256color", true), ("xterm-direct", true), ("tmux-256color", true),
      ("screen", true), ("vt100", true), ("linux", false),
    ])
  func everyTerm(name: String, hasBraille: Bool) async throws {
    let terminal = try await start(term: name)
    let screen = try terminal.screen()
    #expect(self.hasBraille(screen) == hasBraille)
    #expect(!screen.contains("unknown TERM"))
    try await quits(terminal)
  }

  @Test("An unknown TERM is taken for xterm, and says so")
  func unknownTerm() async throws {
    let terminal = try await start(term: "no-such-terminal")
    try await terminal.wait(for: "unknown TERM \"no-such-terminal\"")
    try await quits(terminal)
  }

  @Test("A dumb terminal is refused with the command that needs none")
  func dumbTerm() async throws {
    let terminal = try Tmux(term: "dumb", [Tmux.builtProgram, "--seed", "7"])
    let ending = try await terminal.ending()
    #expect(ending.status == 64)
    #expect(ending.leftovers == [])
    #expect(ending.screen.contains("'dumb' cannot move its cursor"))
    #expect(ending.screen.contains("heatdeath run"))
  }

  @Test(
    "A locale without UTF-8 is ASCII; one that is not installed, or none, is UTF-8 as it says",
    arguments: [
      (["LC_ALL": "C"], false), (["LC_ALL": "POSIX"], false), (["LC_ALL": "C.UTF-8"], true),
      (["LC_ALL": "xx_YY.UTF-8"], true), (["LC_ALL": "xx_YY.ISO-8859-1"], false),
      (["LC_ALL": "", "LANG": "", "LC_CTYPE": ""], true), (["LC_ALL": "", "LANG": "C"], false),
    ])
  func everyLocale(environment: [String: String], isUTF8: Bool) async throws {
    let terminal = try await start(environment: environment)
    let screen = try terminal.screen()
    #expect(hasBraille(screen) == isUTF8)
    #expect(screen.allSatisfy(\.isASCII) == !isUTF8)
    try await quits(terminal)
  }

  @Test("NO_COLOR means no colour, whatever COLORTERM says; --colors is stronger")
  func noColor() async throws {
    let color = /\u{1B}\[(?:[0-9:]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;:m]/
    let environment = ["NO_COLOR": "1", "COLORTERM": "truecolor"]
    let plain = try await start(environment: environment)
    let screen = try plain.screenWithAttributes()
    #expect(screen.contains("\u{1B}["))
    #expect(!screen.contains(color))
    try await quits(plain)
    let colored = try await start(environment: environment, "--colors", "256")
    #expect(try colored.screenWithAttributes().contains(color))
    try await quits(colored)
  }
}
