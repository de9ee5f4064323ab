import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Where earlier runs of the same beginning were left.
@Suite struct FormerRunsTests {
  private func fixture(counts: [Int64] = [5, 3, 2]) throws -> Fixture {
    var fixture = try Fixture(counts: counts)
    fixture.state.windowSize = (120, 40)
    try fixture.press(.character(" "))
    return fixture
  }

  private func runs(_ fixture: Fixture) -> FormerRuns? { fixture.state.run?.feed.formerRuns }

  private func signs(_ fixture: Fixture) -> Int {
    fixture.screen(width: 120, height: 40).rows.dropLast(2).joined().count { $0 == "◇" }
  }

  @Test("r leaves a sign where the run was, and the foot says which categories led")
  func reseeds() throws {
    for counts in [[5, 3], [5, 3, 2], [5, 3, 2, 2]] as [[Int64]] {
      var fixture = try fixture(counts: counts)
      #expect(signs(fixture) == 0)
      fixture.advance(by: 2000)
      let theta = fixture.simulation.theta
      try fixture.press(.character("r"))
      #expect(runs(fixture)?.ends.map(\.theta) == [theta])
      // One in the picture, one in the foot.
      #expect(signs(fixture) == 2)
      let leader = ["A", "B", "C", "D"][
        try #require(theta.coordinates.firstIndex(of: theta.coordinates.max() ?? 0))]
      let rows = fixture.screen(width: 120, height: 40).rows.joined()
      #expect(rows.contains("◇ 1 earlier run, led by"), "\(counts)")
      #expect(rows.contains("\(leader) 1 ╯"), "\(counts)")
    }
  }

  @Test("More than four categories have the foot alone")
  func bands() throws {
    var fixture = try fixture(counts: [5, 3, 2, 2, 2])
    fixture.advance(by: 2000)
    try fixture.press(.character("r"))
    let rows = fixture.screen(width: 120, height: 40).rows.joined()
    #expect(rows.contains("1 earlier run, led by") && signs(fixture) == 0)
  }

  @Test("A run that has not begun leaves none, nor does one that something was done to")
  func steered() throws {
    var fixture = try fixture()
    try fixture.press(.character("r"))
    #expect(runs(fixture)?.ends.isEmpty == true)
    fixture.advance(by: 100)
    try fixture.press(.character("T"))
    try fixture.press(.character("t"))
    fixture.advance(by: 100)
    try fixture.press(.character("r"))
    #expect(runs(fixture)?.ends.isEmpty == true)
  }

  @Test("Another T begins anew, and a seed has one sign at most, none while it is drawn")
  func beginnings() throws {
    var fixture = try fixture()
    fixture.advance(by: 100)
    try fixture.press(.character("r"))
    fixture.advance(by: 100)
    try fixture.press(.character("r"))
    #expect(runs(fixture)?.ends.count == 2)
    // The run before is the present one again.
    try fixture.press(.character("u"))
    #expect(runs(fixture)?.ends.count == 1)
    try fixture.press(.character("R"))
    #expect(runs(fixture)?.ends.count == 1)
    try fixture.press(.character("T"))
    fixture.advance(by: 100)
    try fixture.press(.character("r"))
    #expect(runs(fixture)?.ends.isEmpty == true)
  }

  @Test("Runs without a single leader count as no one's")
  func ties() {
    var runs = FormerRuns()
    #expect(runs.words { "\($0)" }.isEmpty)
    runs = FormerRuns(ends: [
      .init(seed: 1, theta: SimplexPoint(weights: [1, 1, 0]), clock: 10),
      .init(seed: 2, theta: SimplexPoint(weights: [0, 2, 1]), clock: 10),
      .init(seed: 3, theta: SimplexPoint(weights: [0, 3, 1]), clock: 10),
      .init(seed: 4, theta: SimplexPoint(weights: [0, 1, 3]), clock: 10),
    ])
    #expect(
      runs.words { ["A", "B", "C"][$0] } == ["4 earlier runs, led by B 2, C 1", "4 earlier runs"])
  }

  @Test("The summary says it too")
  func summary() throws {
    var fixture = try fixture()
    fixture.advance(by: 2000)
    try fixture.press(.character("r"))
    let words = fixture.state.stage.summary(
      in: fixture.state, Look(fixture.state.display, colors: .direct).format)
    #expect(
      words.contains {
        $0.hasPrefix("1 earlier run, led by") && $0.hasSuffix("1 from the same start")
      })
  }
}
