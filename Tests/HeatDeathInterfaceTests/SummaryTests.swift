import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// The panel that says in words how everything stands.
@Suite struct SummaryTests {
  private func screen(_ fixture: Fixture, _ width: Int, _ height: Int) -> String {
    PlainTextEncoder().encode(fixture.screen(width: width, height: height))
  }

  @Test("It has the sentences that are told in lines, and goes by its key, Esc and q")
  func sentences() throws {
    for leaving in [Key.character("I"), .escape, .character("q")] {
      var fixture = try Fixture(labels: ["yes", "no", "may be"])
      try fixture.press(.character(" "))
      let before = screen(fixture, 120, 40)
      try fixture.press(.character("I"))
      fixture.answer()
      let text = screen(fixture, 120, 40)
      for sentence in fixture.state.stage.summary(in: fixture.state, fixture.state.format) {
        // Long ones stand on two rows.
        #expect(text.contains(sentence.prefix(60)), "\(sentence)")
      }
      #expect(text.contains("\"may be\" has a share of 20.0 % of the data and 2 samples"))
      try fixture.press(leaving)
      #expect(screen(fixture, 120, 40) == before)
    }
  }

  @Test("Where it does not fit it scrolls to its end, and says so")
  func scrolling() throws {
    var fixture = try Fixture()
    fixture.state.display.size = (40, 12)
    try fixture.press(.character(" "), .character("I"))
    fixture.answer()
    #expect(screen(fixture, 40, 12).contains("Up Down for "))
    #expect(!screen(fixture, 40, 12).contains("dataset is from"))
    for _ in 0..<60 { try fixture.press(.down) }
    #expect(fixture.state.line.contains("this is the end of it"))
    #expect(screen(fixture, 40, 12).contains("dataset is from"))
  }

  @Test("Every stage has one, at any size")
  func stages() throws {
    for keys in [[], ["c"], ["e"], ["d"], ["d", "v"]] as [[Unicode.Scalar]] {
      var fixture = try Fixture()
      for key in keys { try fixture.press(.character(key)) }
      try fixture.press(.character("I"))
      for (width, height) in [(1, 1), (20, 5), (40, 12), (80, 24), (200, 60)] {
        let text = screen(fixture, width, height)
        #expect(height < 12 || text.contains("in words"), "\(keys) \(width)")
      }
    }
  }
}
