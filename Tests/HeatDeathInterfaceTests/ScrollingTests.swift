import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite struct ScrollingTests {
  @Test("The list of V_I scrolls within its sets", arguments: 2...8)
  func scrolling(categories: Int) throws {
    var fixture = try Fixture(counts: Array(repeating: 3, count: categories))
    fixture.state.windowSize = (80, 24)
    let sets = CategorySet.all(ofCategories: categories).count
    let panel = try #require(fixture.state.runLayout(width: 80, height: 24).lyapunov)
    let hidden = sets - LyapunovRows(in: panel, sets: sets).visible
    for _ in 0...hidden { try fixture.press(.down) }
    #expect(fixture.state.lyapunovOffset == hidden)
    if hidden == 0 { #expect(fixture.state.line.contains("in view as a whole")) }
    for _ in 0...hidden { try fixture.press(.up) }
    #expect(fixture.state.lyapunovOffset == 0)
    try fixture.press(.down)
    #expect(fixture.state.lyapunovOffset == min(1, hidden))
  }

  @Test("A help longer than the window scrolls to its last line, and begins at the top again")
  func helpScrolling() throws {
    var fixture = try Fixture(counts: [5, 3, 2])
    fixture.state.windowSize = (40, 12)
    func shows(_ text: String) -> Bool {
      fixture.screen(width: 40, height: 12).rows.contains { $0.contains(text) }
    }
    try fixture.press(.character("?"))
    #expect(shows("this list") && !shows("made of"))
    try fixture.press(.end)
    #expect(!shows("this list") && shows("made of"))
    try fixture.press(.character("?"), .character("?"))
    #expect(shows("this list"))
  }
}
