import TestSupport
import Testing

/// The program without a screen in a real terminal.
@Suite("Told in lines in a terminal", .serialized)
struct PlainTests {
  @Test("Sentences come below each other, keys are answered, and q leaves the terminal as it was")
  func walk() async throws {
    let terminal = try Tmux(
      columns: 120, rows: 40, term: "dumb",
      [Tmux.builtProgram, "--plain", "--seed", "7", "--paused"])
    try await terminal.wait(for: "from 10 real samples on")
    try terminal.press("T")
    try await terminal.wait(for: "T = 0.85: still below 1")
    try terminal.press("Left")
    try await terminal.wait(for: "this is where the run starts")
    try terminal.press("i")
    try await terminal.wait(for: "inject fresh samples: ")
    try terminal.press("Down", "5", "0")
    try await terminal.wait(for: "samples: 50")
    try terminal.press("Enter")
    try await terminal.wait(for: "injected 50 ")
    try terminal.press("c")
    try await terminal.wait(for: "side by side: T 0.80; T 1.00; T 1.50")
    try terminal.press("Space", "Escape", "I")
    try await terminal.wait(for: "in the end one category takes everything")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
    #expect(ending.screen.contains("to see it again with its 2 changes"))
  }
}
