import Glibc
import TestSupport
import Testing

/// The built program in a real terminal, as a person meets it.
@Suite("The program in a terminal", .serialized)
struct ProgramTests {
  /// Starts the screen on the built-in scenario with a fixed seed, and waits until it stands.
  private func start(
    columns: Int = 120, rows: Int = 40, term: String = "tmux-256color", input: String? = nil,
    _ arguments: String...
  ) async throws -> Tmux {
    let terminal = try Tmux(
      columns: columns, rows: rows, term: term, input: input,
      [Tmux.builtProgram, "--seed", "7"] + arguments)
    try await terminal.wait(for: "the header") { Self.temperature(on: $0) != nil }
    return terminal
  }

  /// The temperature that the header shows.
  private static func temperature(on screen: String) -> Double? {
    screen.firstMatch(of: /\bT ([0-9]+\.[0-9]+)/).flatMap { Double($0.1) }
  }

  @Test("the header names the program and the temperature", arguments: [(80, 24), (120, 40)])
  func header(columns: Int, rows: Int) async throws {
    let terminal = try await start(columns: columns, rows: rows)
    let screen = try await terminal.wait(for: "heatdeath")
    #expect(screen.contains("T 0.80"))
  }

  @Test("the temperature asked for is the one shown")
  func option() async throws {
    let terminal = try await start("--temperature", "1.25")
    try await terminal.wait(for: "T 1.25")
  }

  @Test("q quits, restores the terminal, and prints the seed that repeats the run")
  func quits() async throws {
    let terminal = try await start()
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
    #expect(ending.screen.contains("seed"))
    #expect(ending.screen.contains("7"))
  }

  @Test("q quits from a direct-colour terminal as well")
  func quitsInDirectColour() async throws {
    let terminal = try await start(term: "tmux-direct")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
  }

  @Test("? shows the help and Escape hides it")
  func help() async throws {
    let terminal = try await start()
    let before = try terminal.screen()
    #expect(!before.contains("temperature down"))
    try terminal.press("?")
    try await terminal.wait(for: "temperature down")
    try terminal.press("Escape")
    try await terminal.wait(for: "the help to go") { !$0.contains("temperature down") }
  }

  @Test("T raises the temperature, t lowers it, 0 makes it one exactly")
  func temperatureKeys() async throws {
    let terminal = try await start()
    try terminal.press("T")
    try await terminal.wait(for: "more than 0.80") { Self.temperature(on: $0) ?? 0 > 0.8 }
    try terminal.press("t", "t")
    try await terminal.wait(for: "less than 0.80") { Self.temperature(on: $0) ?? 1 < 0.8 }
    try terminal.press("0")
    try await terminal.wait(for: "T 1.00")
    try await terminal.wait(for: "random point")
  }

  @Test("space pauses, and a paused screen stands still until space is pressed again")
  func pauses() async throws {
    let terminal = try await start()
    try terminal.press("Space")
    try await terminal.wait(for: "paused")
    // What is computed of the paused run beside the thread that draws comes later: in a debug build
    // under load by many frames, but once.
    var last = ""
    var change = ContinuousClock.now
    let first = try await terminal.wait(for: "a screen that stands for two seconds") { screen in
      if screen != last { (last, change) = (screen, .now) }
      return screen.contains("paused") && change.duration(to: .now) >= .seconds(2)
    }
    for _ in 0..<5 { #expect(try terminal.screen() == first) }
    try terminal.press("Space")
    try await terminal.wait(for: "the screen to move again") { !$0.contains("paused") }
  }

  @Test("the screen follows every size without a crash, and stands again at the last")
  func resizes() async throws {
    let terminal = try await start()
    for (columns, rows) in [(80, 24), (40, 12), (20, 5), (1, 1), (200, 60), (79, 23)] {
      try terminal.resize(columns: columns, rows: rows)
    }
    try terminal.resize(columns: 100, rows: 30)
    try await terminal.wait(for: "the header and the footer at 100×30") { screen in
      let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
      return Self.temperature(on: screen) != nil
        && lines.prefix(30).suffix(2).contains { $0.contains("quit") }
    }
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
  }

  @Test("Ctrl-C quits and restores the terminal")
  func interrupts() async throws {
    let terminal = try await start()
    try terminal.press("C-c")
    let ending = try await terminal.ending()
    #expect([0, 128 + SIGINT].contains(ending.status))
    #expect(ending.leftovers == [])
  }

  @Test("a signal that asks it to end restores the terminal", arguments: [SIGTERM, SIGHUP, SIGINT])
  func signals(number: Int32) async throws {
    let terminal = try await start()
    try await terminal.signal(number)
    let ending = try await terminal.ending()
    #expect(ending.status == 128 + number)
    #expect(ending.leftovers == [])
  }

  @Test("Ctrl-Z hands the terminal back to the shell, and fg brings the screen again")
  func suspends() async throws {
    let terminal = try Tmux([
      "env", "PS1=shell>", "bash", "--norc", "--noprofile", "-i",
    ])
    try await terminal.wait(for: "shell>")
    try terminal.type("'\(Tmux.builtProgram)' --seed 7\n")
    try await terminal.wait(for: "T 0.80")
    try terminal.press("C-z")
    try await terminal.wait(for: "Stopped")
    try terminal.type("clear; fg\n")
    try await terminal.wait(for: "T 0.80")
    try terminal.press("q")
    try await terminal.wait(for: "shell>")
    try terminal.type("exit 5\n")
    let ending = try await terminal.ending()
    #expect(ending.status == 5)
    #expect(ending.leftovers == [])
  }

  @Test("a loop chosen by key is saved, and the file shows it again")
  func saves() async throws {
    let folder = try TemporaryFolder()
    let terminal = try Tmux([
      "/bin/sh", "-c", "cd '\(folder.root)' && exec '\(Tmux.builtProgram)' --seed 7",
    ])
    try await terminal.wait(for: "the header") { Self.temperature(on: $0) != nil }
    try terminal.press("L")
    try await terminal.wait(for: "the closed loop")
    try terminal.press("Right", "Enter")
    try await terminal.wait(for: "mix 0")
    try terminal.press("s")
    try await terminal.wait(for: "saved: heatdeath replay heatdeath-7.toml")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(
      ending.status == 0
        && ending.screen.contains("to see it again with its 1 change: heatdeath replay "))
    let again = try Tmux([Tmux.builtProgram, "replay", folder.path("heatdeath-7.toml")])
    let screen = try await again.wait(for: "mix 0")
    #expect(screen.contains("seed 7"))
  }

  @Test("a text comes from the pipe and the keys from the terminal")
  func readsTextFromPipe() async throws {
    let terminal = try await start(
      input: "so much so that so much\n", "--text", "-", "--unit", "words", "--top", "3")
    try await terminal.wait(for: "much")
    try terminal.press("q")
    #expect(try await terminal.ending().status == 0)
  }

  @Test("without a terminal it says so and names the commands that need none")
  func refusesWithoutTerminal() async throws {
    let terminal = try Tmux([
      "sh", "-c", "'\(Tmux.builtProgram)' >/dev/null; echo \"ended with $?\"; cat",
    ])
    let screen = try await terminal.wait(for: "ended with ")
    #expect(!screen.contains("ended with 0"))
    // The message is longer than a row.
    let message = screen.replacing("\n", with: "")
    #expect(message.contains("heatdeath run") && message.contains("heatdeath --plain"))
  }
}
