import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// The tetrahedron turns by itself while samples are drawn, and stands where it was put.
@Suite struct TurningTests {
  private func fixture(_ counts: [Int64] = [5, 3, 2, 2]) throws -> Fixture {
    var fixture = try Fixture(counts: counts)
    fixture.observe(at: 1)
    return fixture
  }

  /// Lets seconds pass, in frames.
  private func pass(_ seconds: Double, _ fixture: inout Fixture) {
    let frames = Int((seconds * 30).rounded())
    for _ in 0..<frames { fixture.state.time += 1.0 / 30 }
  }

  private var fullTurn: Double { 2 * .pi }

  @Test("It turns once around in two minutes, three steps a second")
  func pace() throws {
    var fixture = try fixture()
    let start = fixture.state.display.yawShown
    pass(30, &fixture)
    #expect(abs(fixture.state.display.yawShown - start - fullTurn / 4) < fullTurn / 359)
    var views: Set<Double> = []
    for _ in 0..<60 {
      fixture.state.time += 1.0 / 30
      views.insert(fixture.state.display.yawShown)
    }
    #expect((6...7).contains(views.count), "more pictures than that are bytes for nothing")
    pass(95, &fixture)
    #expect(fixture.state.display.yawShown.isFinite)
  }

  @Test("It stands while paused, at its present turn, and a long sleep is no turn")
  func paused() throws {
    var fixture = try fixture()
    pass(3, &fixture)
    try fixture.press(.character(" "))
    let yaw = fixture.state.display.yawShown
    pass(20, &fixture)
    #expect(fixture.state.display.yawShown == yaw)
    #expect(!fixture.state.isMoving, "nothing asks for frames")
    let screen = fixture.screen(width: 80, height: 24)
    fixture.state.time += 1000
    #expect(fixture.screen(width: 80, height: 24) == screen)
    try fixture.press(.character(" "))
    fixture.state.time += 1000
    #expect(abs(fixture.state.display.yawShown - yaw) < fullTurn / 100)
  }

  @Test("y stops it and lets it go on; turning by hand stops it where it was put")
  func keys() throws {
    var fixture = try fixture()
    try fixture.press(.character("y"))
    #expect(fixture.state.line.contains("stands still"))
    let yaw = fixture.state.display.yawShown
    pass(3, &fixture)
    #expect(fixture.state.display.yawShown == yaw)
    try fixture.press(.character("y"))
    pass(3, &fixture)
    let turned = fixture.state.display.yawShown
    #expect(turned > yaw)
    try fixture.press(.character("l"))
    #expect(abs(fixture.state.display.yawShown - turned - 0.1) < 1e-12)
    #expect(fixture.state.line.contains("turned by hand"))
    pass(3, &fixture)
    #expect(abs(fixture.state.display.yawShown - turned - 0.1) < 1e-12)
  }

  @Test("A drag turns it from where it stands and a click does not")
  func mouse() throws {
    var fixture = try fixture()
    pass(4, &fixture)
    let turned = fixture.state.display.yawShown
    fixture.receive(.mouse(Mouse(.press, x: 20, y: 10)))
    fixture.receive(.mouse(Mouse(.release, x: 20, y: 10)))
    #expect(fixture.state.display.turnsByItself && fixture.state.display.yawShown == turned)
    fixture.receive(.mouse(Mouse(.press, x: 20, y: 10)))
    fixture.receive(.mouse(Mouse(.drag, x: 23, y: 10)))
    fixture.receive(.mouse(Mouse(.release, x: 23, y: 10)))
    #expect(abs(fixture.state.display.yawShown - turned - 0.3) < 1e-12)
    #expect(!fixture.state.display.turnsByItself)
  }

  @Test("Nothing else turns: triangles, many categories, a crowd, whatever lies over the run")
  func others() throws {
    for counts in [[5, 3], [5, 3, 2], [5, 3, 2, 2, 2]] as [[Int64]] {
      var fixture = try fixture(counts)
      let yaw = fixture.state.display.yawShown
      pass(5, &fixture)
      #expect(fixture.state.display.yawShown == yaw)
      if counts.count < 5 {
        try fixture.press(.character("y"))
        #expect(fixture.state.line.contains("only the tetrahedron turns"))
      }
    }
    var four = try fixture()
    try four.press(.character("e"))
    let yaw = four.state.display.yawShown
    pass(5, &four)
    #expect(four.state.display.yawShown == yaw)
    var groups = try fixture([5, 3, 2, 2, 2, 1])
    for key in "Ma".unicodeScalars { try groups.press(.character(key)) }
    try groups.press(.enter)
    let before = groups.state.display.yawShown
    pass(5, &groups)
    #expect(groups.state.display.yawShown > before, "four groups are a tetrahedron as well")
  }

  @Test("Turning asks the run for nothing and draws no random number")
  func run() throws {
    var turning = try fixture()
    var standing = try fixture()
    try standing.press(.character("y"))
    pass(10, &turning)
    turning.advance(by: 300)
    standing.advance(by: 300)
    #expect(turning.simulation.digest == standing.simulation.digest)
  }

  @Test("What is near is brighter and thicker than what is far")
  func depth() throws {
    #expect(DepthTone(0.6) == .near && DepthTone(0) == .middle && DepthTone(-0.6) == .far)
    let palette = Palette(theme: .dark, depth: .direct)
    let tones = [DepthTone.near, .middle, .far].map { palette.color($0.role) }
    #expect(Set(tones).count == 3)
    for colors in [ColorDepth.direct, .indexed] {
      let screen = try fixture().screen(width: 120, height: 40, colors: colors)
      let edges = Set(
        (0..<74).flatMap { x in
          (1..<30).compactMap { y -> Color? in
            let cell = screen[x, y]
            return (0x2801...0x28FF).contains(cell.glyph.value) ? cell.style.foreground : nil
          }
        })
      let palette = Palette(theme: .dark, depth: colors)
      for tone in [DepthTone.near, .middle, .far] {
        #expect(edges.contains(palette.color(tone.role)), "\(tone) in \(colors)")
      }
    }
  }
}
