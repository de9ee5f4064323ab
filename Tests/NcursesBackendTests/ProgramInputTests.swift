import Testing

/// The program on a terminal that answers, and that pastes.
@Suite(.timeLimit(.minutes(2))) struct ProgramInputTests {
  private func background(_ program: ProbeProcess) -> String {
    program.shown.cells[0].style.background
  }

  @Test("The terminal's background picks the theme, unless --theme does")
  func theBackgroundPicksTheTheme() throws {
    for (arguments, follows) in [([], true), (["--theme", "dark"], false)] as [([String], Bool)] {
      let program = try ProbeProcess(
        [ProbeProcess.program, "--seed", "7", "--paused"] + arguments, width: 120, height: 40)
      try #require(program.wait { $0.rows.joined().contains("T 0.80") })
      let dark = background(program)
      program.pseudoTerminal.type("\u{1B}]11;rgb:fa/fa/fa\u{1B}\\\u{1B}[?64;1c?")
      try #require(program.wait { $0.rows.joined().contains("this list") })
      #expect((background(program) != dark) == follows)
      // Out of the list, and out of the program.
      program.pseudoTerminal.type("qq")
      #expect(program.end() == .exit(0))
      #expect(program.shown.modes == [7, 25])
    }
  }

  @Test("A paste does nothing but say so, however long it is")
  func aPasteDoesNothing() throws {
    let program = try ProbeProcess(
      [ProbeProcess.program, "--seed", "7", "--paused"], width: 120, height: 40)
    try #require(program.wait { $0.rows.joined().contains("T 0.80") })
    #expect(program.shown.modes.contains(2004))
    program.pseudoTerminal.type(
      "\u{1B}[200~" + String(repeating: "qtE", count: 1_000) + "\u{1B}[201~")
    try #require(program.wait { $0.rows.joined().contains("pasted text") })
    #expect(program.shown.rows.joined().contains("T 0.80"))
    program.pseudoTerminal.type("q")
    #expect(program.end() == .exit(0))
    #expect(program.shown.modes == [7, 25])
  }
}
