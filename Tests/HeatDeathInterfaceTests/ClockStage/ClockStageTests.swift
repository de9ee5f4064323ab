import CustomDump
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// A stage needs one folder and one line in the list of openings.
@Suite struct ClockStageTests {
  private func fixture() throws -> Fixture {
    var fixture = try Fixture(openings: StageOpenings.all + [ClockStage.opening])
    fixture.observe(at: 10)
    return fixture
  }

  private func screen(_ fixture: Fixture) -> [String] {
    fixture.screen(width: 40, height: 10).rows
  }

  @Test("Its key stands in the footer and the help of the run, and opens it; the run waits")
  func opening() throws {
    var fixture = try fixture()
    #expect(fixture.screen(width: 200, height: 24).rows[23].contains("K clock"))
    try fixture.press(.character("?"))
    let help = fixture.screen(width: 100, height: 50).rows
    #expect(help.contains { $0.contains("how long this key has been pressed") })
    #expect(try fixture.press(.escape, .character("K")) == [.send(.pause)])
    #expect(fixture.state.stage is ClockStage && !fixture.report.isRunning)
  }

  @Test("It looks as expected")
  func looks() throws {
    var fixture = try fixture()
    try fixture.press(.character("K"))
    fixture.state.time = 12.54
    let expected = [
      "╭─ clock ──────────────────────────────╮",
      "│                                      │",
      "│                                      │",
      "│                                      │",
      "│                2.5 s                 │",
      "│                                      │",
      "│                                      │",
      "╰──────────────────────────────────────╯",
      " » Esc goes back                        ",
      " Esc back  ? help  q quit  0 zero       ",
    ]
    let rows = screen(fixture)
    #expect(rows == expected, "\(diff(expected, rows) ?? "")")
  }

  @Test("Its keys act on it, dead ones say the way out, and Esc goes back to the run")
  func keys() throws {
    var fixture = try fixture()
    try fixture.press(.character("K"))
    fixture.state.time = 20
    try fixture.press(.character("0"))
    #expect(screen(fixture)[4].contains("0.0 s"))
    try fixture.press(.character("T"))
    #expect(fixture.state.line == "T does nothing here; Esc goes back")
    #expect(try fixture.press(.escape) == [.send(.run)])
    #expect(fixture.state.stage is RunStage && fixture.report.isRunning)
  }

  @Test("Its footer can be clicked, and its help lists its keys and signs")
  func mouseAndHelp() throws {
    var fixture = try fixture()
    fixture.receive(.resize(width: 80, height: 24))
    try fixture.press(.character("K"))
    fixture.receive(.mouse(Mouse(.press, x: 12, y: 23)))
    #expect(fixture.state.overlays.last is Help)
    let help = fixture.screen(width: 80, height: 24).rows.joined(separator: "\n")
    for text in ["back to the run", "start from zero", "seconds"] { #expect(help.contains(text)) }
  }
}
