import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// What V is of: of all categories first, and of others only where nobody speaks of V alone.
@Suite struct UnevennessTests {
  private func rows(_ fixture: Fixture, _ width: Int, _ height: Int) -> [String] {
    HeatDeathInterfaceTests.draw(LyapunovView(context: fixture.state.context()), width, height).rows
  }

  @Test("V of all categories stands first, and a heading says what the others are of")
  func first() throws {
    let fixture = try Fixture(counts: [50, 30, 20])
    for (width, height) in [(44, 24), (44, 10), (36, 9), (24, 7)] {
      let rows = rows(fixture, width, height)
      let whole = try #require(rows.firstIndex { $0.contains("│ V ") })
      let pair = try #require(rows.firstIndex { $0.contains("{A,B}") })
      let heading = try #require(rows.firstIndex { $0.contains("among these alone:") })
      #expect(whole < heading && heading < pair, "\(width) × \(height): \(rows)")
      #expect(!rows.joined().contains("{A,B,C}"))
    }
    // Without a row for it the frame says it.
    #expect(rows(fixture, 44, 6).last?.contains("{…}: of the shares among these alone") == true)
    #expect(rows(fixture, 24, 6).last?.contains("among these alone") == false)
  }

  @Test("Every set in view has its row, with the heading and without", arguments: 2...8)
  func every(categories: Int) {
    let sets = CategorySet.all(ofCategories: categories).count
    for width in [20, 36, 60, 100] {
      for height in 3...60 {
        let rows = LyapunovRows(in: Rect(x: 0, y: 0, width: width, height: height), sets: sets)
        let taken = rows.count + (rows.hasFoot ? LyapunovView.footRows : 0)
        #expect(taken <= height - 2, "\(width) × \(height)")
        #expect(rows.visible >= 1)
        if rows.hasHeading { #expect(rows.headed(from: 0) == 1 && rows.headed(from: 2) == 0) }
      }
    }
  }

  @Test("A lesson and a hall see V of all categories alone, experts every set")
  func taught() throws {
    var fixture = try Fixture(counts: [50, 30, 20], temperature: 1.5)
    fixture.state.display.size = (120, 40)
    func text() -> String { fixture.screen(width: 120, height: 40).rows.joined(separator: "\n") }
    #expect(text().contains("{A,B}"))
    let scene = LessonScene(scenario: fixture.state.scenario)
    let card = LessonCard(text: try LessonText("V is {V}."), scene: scene)
    fixture.perform(fixture.state.begin(Lesson(name: "t", title: "A test", cards: [card])))
    #expect(
      !text().contains("{A,B}") && text().contains("│ V ") && text().contains("1/10 of start"))
    // There is no list to be scrolled.
    try fixture.press(.down)
    #expect(fixture.state.line.contains("X shows it of every set"), "\(fixture.state.line)")
    fixture.state.display.isExpert = true
    #expect(text().contains("{A,B}") && !text().contains("1/10 of start"))
    fixture.state.display.isExpert = false
    try fixture.press(.escape)
    #expect(text().contains("{A,B}"))
    fixture.state.display.isProjector = true
    #expect(!fixture.state.context().showsEverySet)
  }

  @Test("Arrows are explained where there are some")
  func arrows() throws {
    let exact = try Fixture()
    #expect(
      rows(exact, 44, 12)[0].contains("↑ grows") || rows(exact, 44, 12)[0].contains("V grows"))
    let drifting = try Fixture(loop: ClosedLoop(learner: try .drifting(0.1)))
    #expect(drifting.report.snapshot.trend(of: CategorySet(0..<3)) == nil)
    #expect(!rows(drifting, 44, 12)[0].contains("grows"))
  }
}
