import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// A run that waits: for a choice among lessons, or for a prediction.
@Suite struct WaitingRunTests {
  private func fixture() throws -> Fixture {
    var fixture = try LessonTests().fixture()
    fixture.state.display.size = (80, 24)
    return fixture
  }

  @Test("The run waits while the list of lessons is open, and is then as it was")
  func menu() throws {
    var fixture = try fixture()
    #expect(try fixture.press(.character("G")) == [.send(.pause)])
    #expect(!fixture.report.isRunning && fixture.state.isRunning)
    #expect(try fixture.press(.down) == [])
    #expect(try fixture.press(.escape) == [.send(.run)])
    #expect(fixture.report.isRunning)
    try fixture.press(.character(" "))
    #expect(try fixture.press(.character("G"), .escape) == [.send(.pause)])
    #expect(!fixture.report.isRunning && !fixture.state.isRunning, "paused before, paused after")
  }

  @Test("It waits from the beginning where the list opens the program, and after a lesson's end")
  func menuElsewhere() throws {
    var fixture = try fixture()
    fixture.perform(fixture.state.openLessons())
    #expect(!fixture.report.isRunning)
    try fixture.press(.escape)
    #expect(fixture.report.isRunning)
    let lesson = Lesson(
      name: "t", title: "A test", cards: [LessonCard(text: try LessonText("One."))])
    fixture.perform(fixture.state.begin(lesson))
    try fixture.press(.enter)
    #expect(fixture.state.overlays.last is LessonMenu && !fixture.report.isRunning)
    // The line there names ?, and a hall needs p.
    try fixture.press(.character("p"))
    #expect(fixture.state.display.isProjector)
    try fixture.press(.character("p"), .character("?"))
    #expect(fixture.state.overlays.last is Help && !fixture.report.isRunning)
    try fixture.press(.escape)
    #expect(fixture.state.overlays.last is LessonMenu && !fixture.report.isRunning)
    try fixture.press(.escape)
    #expect(fixture.report.isRunning)
  }

  @Test("A key that a prediction holds back is not offered, and one that it does not is")
  func footer() throws {
    var fixture = try fixture()
    try fixture.press(.character("G"), .enter)
    #expect(fixture.state.isAwaitingPrediction)
    let look = Look(fixture.state.display, colors: .indexed)
    func offered() -> Set<String> {
      let footer = FooterView(look: look, shell: fixture.state)
      return Set(footer.pages(width: 80).flatMap { $0 }.map(\.label))
    }
    let asking = offered()
    for key in ["E", "t T", "r", "R", ".", "i", "x", "c", "d", "G", ":", "space"] {
      #expect(!asking.contains(key), "\(key)")
    }
    #expect(asking.isSuperset(of: ["?", "q", "p", "X"]), "\(asking)")
    // Whatever is offered does something else than to ask for the prediction.
    let rows = fixture.state.top.bindings(in: fixture.state)
    for binding in rows.dropLast() where asking.contains(binding.label) {
      var tried = fixture
      try tried.press(binding.actions[0].key)
      #expect(!tried.state.line.hasPrefix("a prediction first"), "\(binding.label)")
    }
    let digest = fixture.simulation.digest
    try fixture.press(.character("1"))
    #expect(fixture.simulation.digest == digest)
    #expect(offered().isSuperset(of: ["E", "t T", "i", "c", "space"]))
  }
}
