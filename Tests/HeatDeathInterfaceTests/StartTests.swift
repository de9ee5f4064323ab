import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// What the present run started from, and what is said about keys.
@Suite struct StartTests {
  @Test("Restart and reseed start from the temperature and the external data in force")
  func starts() throws {
    var fixture = try Fixture(temperature: 0.8)
    #expect(fixture.state.start == fixture.simulation.scenario)
    try fixture.press(.character("T"), .character("T"))
    #expect(fixture.state.start.temperature.value == 0.8, "the run began at 0.8")
    try fixture.press(.character("r"))
    #expect(fixture.state.start.temperature.value == 0.9)
    #expect(fixture.state.start.seed == fixture.simulation.seed)
    // The scenario noted gives the run itself.
    fixture.advance(by: 1000)
    var again = Simulation(fixture.state.start)
    again.advance(by: 1000)
    #expect(again.counts == fixture.simulation.counts)
  }

  @Test("The number of categories of the user's own data brings these back")
  func original() throws {
    var fixture = try Fixture(counts: [29, 14, 17])
    try fixture.press(.character("n"))
    #expect(fixture.simulation.scenario.initialData.counts == [5, 3, 2, 2])
    try fixture.press(.character("N"))
    #expect(fixture.simulation.scenario.initialData.counts == [29, 14, 17])
    #expect(fixture.state.start == fixture.simulation.scenario)
  }

  @Test("More and fewer categories keep the way the loop is closed")
  func loop() throws {
    let loop = ClosedLoop(sampler: .greedy, learner: try .smoothed(0.5), policy: .window(20))
    var fixture = try Fixture(counts: [29, 14, 17], loop: loop)
    for key in ["n", "N", "N"] as [Unicode.Scalar] {
      try fixture.press(.character(key))
      #expect(fixture.simulation.loop == loop && fixture.state.start.loop == loop)
    }
  }

  @Test("What is said about a key goes with the next key")
  func answers() throws {
    var fixture = try Fixture()
    fixture.observe(at: 0)
    let news = fixture.state.line
    try fixture.press(.character("Y"))
    #expect(fixture.state.line.contains("Y does nothing here"))
    try fixture.press(.character("+"))
    #expect(fixture.state.line == news)
  }

  @Test("With external data the mark is the law of the next sample, not the model's alone")
  func nextSample() throws {
    let data = try ExternalData(fraction: 1, law: .category(0))
    let fixture = try Fixture(counts: [2, 30, 30], externalData: data)
    #expect(fixture.report.snapshot.nextSampleLaw.coordinates == [1, 0, 0])
    let half = try Fixture(
      counts: [2, 1, 1], temperature: 1,
      externalData: ExternalData(fraction: 0.5, law: .category(2)))
    #expect(half.report.snapshot.nextSampleLaw.coordinates == [0.25, 0.125, 0.625])
  }

  // MARK: Every start

  /// A run of any kind, some samples on its way.
  private func anyRun(_ random: inout SeededRandom) throws -> Fixture {
    let categories = 2 + random.next(7)
    let labels = (0..<categories).map {
      random.next(3) == 0 ? "D\($0)" : random.pick(["D", "red"]) + "\($0)"
    }
    let law: ExternalLaw = random.pick([
      .initial, .uniform, .category(random.next(categories)),
      .point(SimplexPoint(weights: (0..<categories).map { Double($0 + 1) })),
    ])
    let loop = random.pick(
      try EveryLoop.loops(random.pick(EveryLoop.samplers), random.pick(EveryLoop.learners)))
    var fixture = Fixture(
      try Scenario(
        initialData: Dataset(counts: (0..<categories).map { Int64(2 + 3 * $0) }),
        labels: random.next(4) == 0 ? nil : labels,
        temperature: Temperature(random.pick([0.3, 1, 1.7])),
        externalData: ExternalData(fraction: random.pick([0, 0.3, 1]), law: law), loop: loop,
        seed: random.next() % 1000))
    fixture.state.windowSize = (120, 40)
    for _ in 0..<random.next(4) {
      try fixture.press(random.pick([.character("+"), .character("-")]))
    }
    if random.next(2) == 0 { try fixture.press(.character(" ")) }
    fixture.advance(by: 5)
    return fixture
  }

  /// Everything that can be pressed, and clicks all over the picture.
  private static let inputs: [Event] =
    (0x20...0x7E).map { .key(.character(Unicode.Scalar($0)!)) }
    + [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown,
    ].map { .key($0) }
    + [(38, 20), (38, 28), (30, 25), (2, 2), (118, 3)].flatMap { x, y in
      [.mouse(Mouse(.press, x: x, y: y)), .mouse(Mouse(.release, x: x, y: y))]
    }

  @Test(
    "Every start, whatever begins it, keeps all that it does not change, and can be undone",
    arguments: UInt64(1)...6)
  func everyStart(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let base = try anyRun(&random)
    var starts: Set<Event> = []
    for input in Self.inputs {
      // A form confirmed at once is at its edge: it may start nothing, and may lose nothing.
      for isConfirmed in [false, true] {
        var fixture = base
        // The drivers are values; their clock does not move here.
        let before = fixture.report
        if case .mouse(let mouse) = input, mouse.action == .release {
          fixture.receive(.mouse(Mouse(.press, x: mouse.x, y: mouse.y)))
        }
        fixture.receive(input)
        if isConfirmed {
          guard fixture.state.overlays.last is Form else { continue }
          try fixture.press(.enter)
        }
        guard fixture.state.stage is RunStage,
          fixture.report.snapshot.generation > before.snapshot.generation
        else { continue }
        starts.insert(input)
        let (old, new) = (before.snapshot, fixture.report.snapshot)
        #expect(new.loop == old.loop && new.temperature == old.temperature, "\(input)")
        #expect(new.seed == old.seed || input == .key(.character("r")))
        #expect(fixture.report.pace == before.pace && fixture.report.isRunning == before.isRunning)
        #expect(new.externalData.fraction == old.externalData.fraction)
        let fits =
          (try? old.externalData.law.resolved(initial: new.scenario.initialData.empiricalLaw))
          != nil
        #expect(new.externalData.law == (fits ? old.externalData.law : .initial))
        if !fits, old.externalData.fraction > 0 {
          #expect(fixture.state.line.contains("external data now have the initial law"))
        }
        let kept = min(old.categoryCount, new.categoryCount)
        #expect(Array(new.scenario.labels.prefix(kept)) == Array(old.scenario.labels.prefix(kept)))
        #expect(Set(new.scenario.labels).count == new.categoryCount)
        if old.categoryCount == new.categoryCount {
          #expect(new.scenario.initialData.size == old.scenario.initialData.size)
        }
        #expect(fixture.state.run?.feed.wanted == (try new.scenario.with(new.settings)))
        // The way back.
        try fixture.press(.character("u"))
        let undone = fixture.report.snapshot
        #expect(undone.scenario == old.scenario && undone.settings == old.settings)
        #expect(undone.counts == old.counts && undone.trajectory == old.trajectory)
        #expect(fixture.report.pace == before.pace)
      }
    }
    let keys = starts.compactMap { if case .key(let key) = $0 { key } else { nil } }
    let count = base.report.snapshot.categoryCount
    var expected: Set<Key> = [.character("r"), .character("R")]
    if count < 8 { expected.insert(.character("n")) }
    if count > 2 { expected.insert(.character("N")) }
    #expect(Set(keys) == expected)
    #expect((starts.count > keys.count) == (count <= 4), "clicks")
  }

  @Test("Away from the user's categories and back, their data, names and law are there again")
  func wayBack() throws {
    for way in ["nN", "Nn", "nnnNNN", "NnnN"] {
      var fixture = try Fixture(counts: [29, 14, 17], labels: ["red", "D", "blue"])
      for key in way.unicodeScalars { try fixture.press(.character(key)) }
      #expect(fixture.simulation.scenario == fixture.state.start)
      #expect(fixture.simulation.counts == [29, 14, 17])
      #expect(fixture.simulation.scenario.labels == ["red", "D", "blue"])
      // D is taken.
      try fixture.press(.character("n"))
      #expect(fixture.simulation.scenario.labels == ["red", "D", "blue", "E"])
    }
  }
}
