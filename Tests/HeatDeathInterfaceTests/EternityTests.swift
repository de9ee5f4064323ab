import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// The flight to k = 10¹⁸ as the screen shows it.
@Suite struct EternityTests {
  private static let flight = SimulationCommand.leap(to: Shell.eternity, over: Shell.flightSeconds)

  @Test("E flies: header and footer say so, and it lands by itself, paused")
  func flies() throws {
    var fixture = try Fixture()
    fixture.advance(by: 90)
    #expect(try fixture.press(.character("E")) == [.send(Self.flight)])
    fixture.fly(seconds: 1.5)
    #expect(fixture.state.isMoving && fixture.report.activity == .flying)
    #expect((1_000_000_000...20_000_000_000).contains(fixture.simulation.size))
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
      let rows = fixture.screen(width: width, height: height).rows
      #expect(rows[height - 1].hasPrefix(" any key stops the flight"))
      if width >= 80 { #expect(rows[0].contains("flying")) }
    }
    fixture.fly()
    #expect(!fixture.state.isMoving && fixture.simulation.size == Shell.eternity)
    #expect(fixture.screen(width: 80, height: 24).rows[23].contains("? help"))
    #expect(try fixture.press(.character("E")).isEmpty)
    #expect(fixture.state.line.contains("has reached 10¹⁸"))
    try fixture.press(.character("u"))
    #expect(fixture.simulation.size == 100)
  }

  @Test(
    "Any key, click or turn of the wheel stops it, and does nothing else but open what it opens")
  func stops() throws {
    let inputs: [Event] =
      [
        .character("q"), .character("T"), .character("u"), .character("n"), .escape, .tab, .enter,
        .character(" "), .character("?"), .character("i"), .character("c"),
      ].map { .key($0) }
      + [Mouse.Action.press, .wheelUp].map { .mouse(Mouse($0, x: 20, y: 12)) }
    for input in inputs {
      var fixture = try Fixture()
      try fixture.press(.character("E"))
      fixture.fly(seconds: 1)
      let counts = fixture.simulation.counts
      #expect(fixture.receive(.mouse(Mouse(.move, x: 20, y: 12))).isEmpty, "pointing is nothing")
      #expect(fixture.receive(input) == [.send(.pause)])
      // Keys that come after it are meant for what it opens.
      let opens = [.character("?"), .character("i")].map(Event.key).contains(input)
      #expect(fixture.state.overlays.isEmpty != opens)
      if opens {
        try fixture.press(.escape)
      } else {
        #expect(fixture.state.line.contains("stopped on the way"))
      }
      #expect(fixture.simulation.counts == counts && fixture.report.activity == .paused)
      #expect(fixture.state.mode == .explore && !fixture.state.isRunning)
      #expect(fixture.state.temperature.value == 0.8)
      try fixture.press(.character("u"))
      #expect(fixture.simulation.size == 10)
    }
    var fixture = try Fixture()
    try fixture.press(.character("E"))
    #expect(try fixture.press(.control("c")) == [.quit])
  }

  @Test("A held E lands, and one undo takes the flight back")
  func held() throws {
    var fixture = try Fixture()
    fixture.advance(by: 40)
    for _ in 0..<5 { try fixture.press(.character("E")) }
    #expect(fixture.simulation.size == Shell.eternity)
    try fixture.press(.character("u"))
    #expect(fixture.simulation.size == 50)
    // Keys that come before any report.
    var effects: [Effect] = []
    for _ in 0..<3 {
      let next = fixture.state.receive(.key(.character("E")))
      for case .send(let command, let id) in next {
        fixture.state.sent(command, number: 1_000_000, to: id)
      }
      effects += next.filter { !$0.isQuestion }
    }
    #expect(effects == [.send(Self.flight), .send(.leap(to: Shell.eternity))])
  }

  @Test("In a comparison all fly together, and any key stops them together")
  func comparison() throws {
    var fixture = try Fixture()
    try fixture.press(.character("c"))
    fixture.advanceCompared(by: 500)
    #expect(try fixture.press(.character("E")).count == 3)
    fixture.fly(seconds: 1)
    let sizes = fixture.reports.map { Double($0.snapshot.size) }
    #expect(sizes.allSatisfy { $0 > 1e6 } && sizes.max()! / sizes.min()! < 1.2)
    #expect(fixture.screen(width: 80, height: 24).rows[23].hasPrefix(" any key stops"))
    #expect(try fixture.press(.character("c")).count == 3)
    #expect(fixture.state.mode == .compare)
    #expect(fixture.reports.allSatisfy { $0.activity == .paused })
    try fixture.press(.character("E"))
    fixture.fly()
    #expect(fixture.reports.allSatisfy { $0.snapshot.size == Shell.eternity })
  }

  @Test("Where nothing leaps, E says why in a whole sentence with the way out")
  func refusals() throws {
    let loops = [
      ClosedLoop(policy: .replace), ClosedLoop(policy: .window(1_000_000)),
      ClosedLoop(policy: .subsample(1_000_000)), ClosedLoop(sampler: .greedy),
      ClosedLoop(sampler: try Sampler(parsing: "top-p:0.123456789")),
      ClosedLoop(learner: try Learner(parsing: "sgd:0.123456789")),
    ]
    for loop in loops {
      var fixture = try Fixture(loop: loop)
      #expect(try fixture.press(.character("E")).isEmpty)
      let line = fixture.state.line
      #expect(
        line.hasPrefix("no flight: ") && line.hasSuffix("; space goes on"))
      #expect(line.terminalColumns <= 78, "\(line)")
    }
  }

  @Test("A full dataset says the ways out: by itself, and at every key that needs room")
  func full() throws {
    var fixture = try Fixture(counts: [Dataset.maximumSize - 2, 1])
    fixture.observe(at: 0)
    fixture.advanceUnseen(by: 1)
    fixture.observe(at: 1)
    #expect(fixture.state.line.contains("the dataset is full (4e18 samples): u undoes"))
    for key in [".", " ", "+", "i"] {
      try fixture.press(.character("m"))
      let effects = try fixture.press(.character(Unicode.Scalar(key)!))
      #expect(effects.isEmpty || key == "+")
      #expect(fixture.state.line.contains("R, r or a click start anew"), "\(key)")
      #expect(fixture.state.line.terminalColumns <= 78)
    }
  }

  @Test("A change of pace while paused says what it is")
  func pace() throws {
    var fixture = try Fixture()
    try fixture.press(.character(" "), .character("+"))
    #expect(fixture.state.line == "faster: ×10 a second, once it goes on (space)")
    try fixture.press(.character("-"), .character("-"), .character("-"))
    #expect(fixture.state.line == "slower: 100 samples/s, once it goes on (space)")
    try fixture.press(.character("c"), .character("+"))
    #expect(fixture.state.line.hasPrefix("faster: ×10 in 10 s"))
  }

  @Test("Z alone zooms in, and undo of more categories takes a zoom of them back")
  func zoom() throws {
    var fixture = try Fixture()
    let whole = fixture.screen(width: 80, height: 24).rows[1..<20]
    try fixture.press(.character("Z"))
    #expect(fixture.state.zoom == Zoom(exponent: 1, centre: .endState))
    #expect(fixture.screen(width: 80, height: 24).rows[1..<20] != whole)
    #expect(fixture.state.line.contains("zoomed in on the end state"))
    try fixture.press(.character("n"), .character("z"), .character("u"))
    #expect(fixture.state.zoom == .none)
  }
}
