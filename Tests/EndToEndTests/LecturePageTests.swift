import TestSupport
import Testing

/// docs/lecture.md in a real terminal, as a teacher follows it.
@Suite("A lecture in a terminal") struct LecturePageTests {
  @Test("Its keys bring its words, seed 4")
  func keys() async throws {
    let terminal = try Tmux(
      columns: 100, rows: 30, [Tmux.builtProgram, "--projector", "--seed", "4", "--paused"])
    try await terminal.wait(for: "mode collapse")
    for step in try LecturePage().steps {
      for key in step.keys {
        try terminal.press(key == "Esc" ? "Escape" : key)
        // Esc alone, or the first byte of a key: the terminal waits for what follows.
        if key == "Esc" { try await Task.sleep(for: .milliseconds(200)) }
      }
      var missing = step.words
      try await terminal.wait(for: "\(step.words) after \(step.keys)") { screen in
        missing.removeAll { screen.contains($0) }
        return missing.isEmpty
      }
      if step.keys.contains("E") { try await landing(in: terminal) }
    }
    try terminal.press("q")
    let ending = try await terminal.ending()
    #expect(ending.status == 0 && ending.leftovers == [])
  }

  /// Waits until a flight is over, which a key would stop: then nothing moves any more.
  private func landing(in terminal: Tmux) async throws {
    var last = ""
    while case let screen = try terminal.screen(), screen != last {
      last = screen
      try await Task.sleep(for: .seconds(1))
    }
  }
}
