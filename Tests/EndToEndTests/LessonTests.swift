import TestSupport
import Testing

/// A lesson in a real terminal, as a student walks it.
@Suite("A lesson in a terminal", .serialized)
struct LessonTests {
  @Test("One sample is walked to its end, predictions, step and challenge, and q quits")
  func walk() async throws {
    let terminal = try Tmux(columns: 80, rows: 24, [Tmux.builtProgram, "lesson", "one-sample"])
    try await terminal.wait(for: "A 60.0 %, B 30.0 %, C 10.0 %.")
    try terminal.press("Enter")
    try await terminal.wait(for: "2 of 5")
    try terminal.press("3")
    try await terminal.wait(for: "Right: more often. Chances go as the shares")
    try terminal.press("Enter")
    try await terminal.wait(for: "3 of 5")
    try terminal.press("3")
    try await terminal.wait(for: "You said: more often. In fact: less often.")
    try terminal.press("Enter")
    try await terminal.wait(for: "waits until you press .")
    try terminal.press(".")
    try await terminal.wait(for: "k 11")
    try terminal.press("Enter")
    try await terminal.wait(for: "Goal: the chance that the next sample is A")
    try terminal.press("BSpace")
    try await terminal.wait(for: "4 of 5")
    try terminal.press("Enter", "Enter")
    try await terminal.wait(for: "5 of 5")
    for _ in 0..<10 { try terminal.press("t") }
    try await terminal.wait(for: "Won at k = ")
    try terminal.press("Escape")
    try await terminal.wait(for: "a run of your own: ? lists")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
  }

  @Test("A lesson whose first card flies is seen to fly, without a key")
  func flight() async throws {
    let terminal = try Tmux(columns: 97, rows: 31, [Tmux.builtProgram, "lesson", "fresh-data"])
    try await terminal.wait(for: "waits until k is 10⁵")
    try await terminal.wait(for: "at k = 10⁵ A has 99.7 %.")
    try terminal.press("Enter")
    try await terminal.wait(for: "2 of 6")
    try terminal.press("q")
    #expect(try await terminal.ending().status == 0)
  }

  @Test("Alone it lists the lessons, and Enter begins the one chosen")
  func menu() async throws {
    let terminal = try Tmux(columns: 120, rows: 40, [Tmux.builtProgram, "lesson"])
    try await terminal.wait(for: "7  What language models do")
    try terminal.press("Down", "Down", "Enter")
    try await terminal.wait(for: "Who takes all in this run?")
    try terminal.press("2")
    try await terminal.wait(for: "Right: B takes all.")
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0)
    #expect(ending.leftovers == [])
  }
}
