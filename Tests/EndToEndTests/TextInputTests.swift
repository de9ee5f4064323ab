import Glibc
import TestSupport
import Testing

/// A text that does not end, in a real terminal.
@Suite("Texts without end", .serialized)
struct TextInputTests {
  private func start(_ script: String) throws -> Tmux {
    try Tmux(["sh", "-c", script.replacing("$H", with: "'\(Tmux.builtProgram)'")])
  }

  @Test(
    "An endless text shows how much of it was read, and Ctrl-C ends it, with a screen and without",
    arguments: [
      "yes | $H --text -", "yes | $H run --until 1e9 --text -",
      "tail -f /dev/null | $H --text -",
    ])
  func interrupts(script: String) async throws {
    let terminal = try start(script)
    let screen = try await terminal.wait(for: "reading: ")
    #expect(screen.contains(" bytes"))
    try terminal.press("C-c")
    let ending = try await terminal.ending()
    #expect([128 + SIGINT, SIGINT].contains(ending.status), "\(ending.status)")
    #expect(ending.leftovers == [])
  }

  @Test("With --take the screen opens on an endless text, and the line is gone")
  func takes() async throws {
    let terminal = try start("yes heat death | $H --seed 7 --text - --take 10")
    let screen = try await terminal.wait(for: "death")
    #expect(!screen.contains("reading:"))
    try terminal.press("q")
    #expect(try await terminal.ending().status == 0)
  }
}
