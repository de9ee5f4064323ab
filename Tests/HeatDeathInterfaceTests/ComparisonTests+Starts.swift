import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// What the runs of a comparison have in common: the law of their fresh data, and the size at which they stand.
extension ComparisonTests {
  @Test("Fresh data that are turned on later are of the run's first data, whatever it has come to")
  func freshDataLaw() throws {
    let first = SimplexPoint(counts: [5, 3, 2])
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.6)
    fixture.advance(by: 500)
    #expect(fixture.report.snapshot.theta != first)
    func laws(_ reports: [RunReport]) -> [SimplexPoint?] {
      reports.map { report in
        let snapshot = report.snapshot
        return try? snapshot.externalData.law.resolved(
          initial: snapshot.scenario.initialData.empiricalLaw)
      }
    }
    // By the contrast, and by the keys.
    try fixture.press(.character("c"), .character("3"))
    #expect(laws(fixture.reports) == [first, first])
    try fixture.press(.character("1"), .character(">"))
    #expect(laws(fixture.reports) == [first, first, first])
    try fixture.press(.character("b"))
    #expect(laws(fixture.reports) == [first, first, first])
    // Settings kept before they were in force.
    try fixture.press(.escape, .character("C"), .character("T"), .character("C"), .character("c"))
    try fixture.press(.character(">"))
    #expect(laws(fixture.reports) == [first, first])
    try fixture.press(.escape, .character("e"), .character(">"))
    let crowd = try #require(fixture.state.stage as? CrowdStage)
    let asked = crowd.report.scenario
    #expect(
      try asked.externalData.law.resolved(initial: asked.initialData.empiricalLaw) == first)
  }

  @Test("Once all have stopped they stand at one size, however far each had come")
  func evenSizes() throws {
    for lags in [[0, 40, 7], [300_000, 0, 1]] as [[Int64]] {
      var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.6)
      try fixture.press(.character("c"))
      let sources = fixture.state.stage.sources
      for (source, lag) in zip(sources, lags) { fixture.advance(source, by: lag) }
      fixture.observe(at: 1)
      #expect(fixture.reports.suffix(3).map { $0.snapshot.clock - 10 } == lags, "while they run")
      try fixture.press(.character(" "))
      fixture.observe(at: 2)
      fixture.observe(at: 3)
      let most = lags.max() ?? 0
      #expect(fixture.reports.suffix(3).allSatisfy { $0.snapshot.clock == 10 + most })
      #expect(fixture.state.stage.isPaused)
    }
  }
}
