import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct UpdateTests {
  /// Presses a key until it has no effect any more, and shows each state on the way.
  private func press(
    _ key: Unicode.Scalar, in fixture: inout Fixture, then: (Fixture) -> Void = { _ in }
  ) throws {
    for _ in 0..<1_000 {
      if try fixture.press(.character(key)) == [] { return }
      then(fixture)
    }
    Issue.record("a thousand presses of \(key) have an effect each")
  }

  // MARK: Running, pace, temperature

  @Test("Space pauses and goes on, a step pauses first")
  func pausing() throws {
    var fixture = try Fixture()
    #expect(try fixture.press(.character(" ")) == [.send(.pause)])
    #expect(!fixture.state.isRunning)
    #expect(try fixture.press(.character(" ")) == [.send(.run)])
    #expect(try fixture.press(.character(".")) == [.send(.step(1))])
    #expect(!fixture.state.isRunning)
    #expect(try fixture.press(.right) == [.send(.step(1))])
    #expect(fixture.simulation.samplesDrawn == 2)
  }

  @Test("A full dataset takes no step and says so")
  func fullDataset() throws {
    var fixture = try Fixture(counts: [Dataset.maximumSize - 1, 1])
    #expect(try fixture.press(.character(".")) == [])
    #expect(fixture.state.line.contains("full"))
  }

  @Test("The paces are climbed one by one, and both ends say so")
  func pace() throws {
    var fixture = try Fixture()
    var seen: [Pace] = []
    while case .send(.setPace(let pace), _)? = try fixture.press(.character("-")).first {
      seen.append(pace)
      try #require(seen.count < 1_000, "the slowest pace does not come")
    }
    #expect(fixture.state.pace == Pace.ladder.first)
    #expect(fixture.state.line.contains("slowest"))
    seen = [fixture.state.pace]
    while case .send(.setPace(let pace), _)? = try fixture.press(.character("+")).first {
      seen.append(pace)
      try #require(seen.count < 1_000, "the fastest pace does not come")
    }
    #expect(seen == Pace.ladder)
    #expect(fixture.state.line.contains("fastest"))
  }

  @Test("T goes up and down by the same rungs, from 0.01 to infinity")
  func ladder() throws {
    var fixture = try Fixture()
    try press("t", in: &fixture)
    #expect(fixture.state.temperature.value == 0.01)
    #expect(fixture.state.line == "T = 0.01: the keys go no lower; = takes any T")
    var up = [fixture.state.temperature]
    try press("T", in: &fixture) { up.append($0.state.temperature) }
    #expect(fixture.state.temperature == .infinite)
    #expect(fixture.state.line == "T = ∞: the keys go no higher; = takes any T")
    var down = [fixture.state.temperature]
    try press("t", in: &fixture) { down.append($0.state.temperature) }
    #expect(down.reversed() == up)
    #expect(zip(up, up.dropFirst()).allSatisfy { $0.value < $1.value })
    #expect(up.contains(.one), "exactly 1 lies on the way")
  }

  @Test("Steps of T are fine near 1")
  func fineNearOne() {
    let near = TemperatureLadder.rungs.map(\.value).filter { (0.9...1.1).contains($0) }
    #expect(near.count == 21)
    #expect(zip(near, near.dropFirst()).allSatisfy { $1 - $0 < 0.0101 })
  }

  @Test(
    "From between two rungs, T moves to the next one",
    arguments: [(0.123, 0.1, 0.15), (0.001, nil, 0.01), (3e7, 1000, .infinity)])
  func betweenRungs(start: Double, below: Double?, above: Double) throws {
    let temperature = try Temperature(start)
    #expect(TemperatureLadder.cooler(than: temperature)?.value == below)
    #expect(TemperatureLadder.warmer(than: temperature)?.value == above)
  }

  @Test("0 sets T to exactly 1, once")
  func temperatureOne() throws {
    var fixture = try Fixture()
    #expect(try fixture.press(.character("0")) == [.send(.intervene(.setTemperature(.one)))])
    #expect(fixture.simulation.temperature == .one)
    #expect(try fixture.press(.character("0")) == [])
    #expect(fixture.state.line.hasPrefix("T is 1 already"))
  }

  // MARK: Starting again

  @Test("r takes another seed, R keeps it, both end the zoom")
  func restarting() throws {
    var fixture = try Fixture()
    try fixture.press(.character("z"), .character("z"))
    let seeds = try (0..<20).map { _ -> UInt64 in
      // Each a gesture of its own.
      fixture.state.time += 2
      guard case .send(.intervene(.reseed(let seed)), _)? = try fixture.press(.character("r")).first
      else {
        return 0
      }
      return seed
    }
    #expect(Set(seeds).count == 20 && seeds.allSatisfy { $0 < 1_000_000 })
    #expect(fixture.simulation.seed == fixture.state.seed)
    #expect(fixture.state.zoom == .none)
    try fixture.press(.character("z"))
    #expect(try fixture.press(.character("R")) == [.send(.intervene(.restart))])
    #expect(fixture.state.zoom == .none && fixture.simulation.seed == seeds.last)
  }

  @Test("n and N go from 2 to 8 categories and no further, keeping T, seed and external data")
  func categories() throws {
    let external = try ExternalData(fraction: 0.25, law: .uniform)
    var fixture = try Fixture(temperature: 1.3, externalData: external)
    try press("N", in: &fixture)
    #expect(fixture.simulation.categoryCount == 2)
    #expect(fixture.state.line.contains("2 to 8"))
    try press("n", in: &fixture)
    #expect(fixture.simulation.categoryCount == 8)
    #expect(fixture.state.line.contains("2 to 8"))
    #expect(fixture.simulation.temperature.value == 1.3)
    #expect(fixture.simulation.externalData == external && fixture.state.externalData == external)
    #expect(fixture.simulation.seed == 42)
  }

  @Test("External data of a category that is gone come from the initial law")
  func lostCategory() throws {
    let external = try ExternalData(fraction: 0.25, law: .category(2))
    var fixture = try Fixture(externalData: external)
    try fixture.press(.character("n"))
    #expect(fixture.state.externalData.law == .category(2))
    try fixture.press(.character("N"), .character("N"))
    #expect(fixture.state.externalData.law == .initial)
    #expect(fixture.state.externalData.fraction == 0.25)
  }

  // MARK: Looking

  @Test("z zooms in to a limit, Esc takes it back and then says that there is nothing to take back")
  func zoom() throws {
    var fixture = try Fixture()
    for exponent in 1...Zoom.maximumExponent {
      try fixture.press(.character("z"))
      #expect(fixture.state.zoom.exponent == exponent)
    }
    try fixture.press(.character("z"))
    #expect(fixture.state.zoom.exponent == Zoom.maximumExponent)
    #expect(fixture.state.line.contains("as far as"))
    for exponent in (0..<Zoom.maximumExponent).reversed() {
      try fixture.press(.escape)
      #expect(fixture.state.zoom.exponent == exponent)
    }
    try fixture.press(.escape)
    #expect(fixture.state.zoom.exponent == 0)
    #expect(fixture.state.line.contains("nothing to go back from"))
    try fixture.press(.character("Z"))
    #expect(fixture.state.zoom.centre == .endState)
  }

  @Test("Zoom and rotation say what they need where they have nothing to show", arguments: 2...8)
  func needs(categories: Int) throws {
    for (key, useful) in [("z", [3, 4]), ("Z", [3, 4]), ("h", [4]), ("k", [4])] {
      var fixture = try Fixture(counts: Array(repeating: 3, count: categories))
      let before = fixture.state
      try fixture.press(.character(Unicode.Scalar(key)!))
      let hasMoved =
        fixture.state.zoom != before.zoom || fixture.state.yaw != before.yaw
        || fixture.state.pitch != before.pitch
      #expect(hasMoved == useful.contains(categories))
      if !hasMoved { #expect(fixture.state.line.contains("(n, N)")) }
    }
  }

  @Test("The tetrahedron turns all the way round and tilts to a limit that says so")
  func rotation() throws {
    var fixture = try Fixture(counts: [1, 1, 1, 1])
    for _ in 0..<200 { try fixture.press(.character("l")) }
    #expect(abs(fixture.state.yaw) <= 2 * .pi)
    for _ in 0..<40 { try fixture.press(.character("k")) }
    #expect(fixture.state.pitch == 1.5 && fixture.state.line.contains("tilted"))
    for _ in 0..<40 { try fixture.press(.character("j")) }
    #expect(fixture.state.pitch == -1.5)
  }

  @Test("g goes round the glyph sets")
  func glyphs() throws {
    var fixture = try Fixture()
    var seen: [GlyphSet] = []
    for _ in 0..<3 {
      try fixture.press(.character("g"))
      seen.append(fixture.state.glyphs)
    }
    #expect(Set(seen) == Set(GlyphSet.allCases) && seen.last == .braille)
  }

  // MARK: Forms

  @Test("The injection proposes the rarest category and about as much as there is")
  func injectionProposal() throws {
    var fixture = try Fixture(counts: [500, 30, 200])
    #expect(
      try fixture.press(.character("i"), .enter) == [
        .send(.intervene(.inject(count: 100, law: .category(1))))
      ])
    #expect(fixture.state.mode == .explore)
    #expect(fixture.simulation.counts == [500, 130, 200])
  }

  @Test("Arrows, letters and lines of the injection form choose law and size")
  func injectionForm() throws {
    var fixture = try Fixture()
    #expect(
      try fixture.press(.character("i"), .character("B"), .down, .right, .right, .enter) == [
        .send(.intervene(.inject(count: 50, law: .category(1))))
      ])
    #expect(
      try fixture.press(.character("i"), .character("C"), .right, .enter).count == 1)
    #expect(fixture.simulation.injectedCount == 60)
    try fixture.press(.character("i"), .character("H"))
    #expect(fixture.state.line == "there is no category H here: A to C")
    try fixture.press(.tab)
    for _ in 0..<30 { try fixture.press(.left) }
    #expect(fixture.state.line.contains("least"))
    for _ in 0..<30 { try fixture.press(.pageUp) }
    #expect(fixture.state.line.contains("no higher"))
    try fixture.press(.escape)
    #expect(fixture.state.mode == .explore && fixture.simulation.injectedCount == 60)
  }

  @Test("The injection form goes round all categories, the initial and the uniform law")
  func injectionLaws() throws {
    var fixture = try Fixture()
    try fixture.press(.character("i"))
    var laws: [ExternalLaw] = []
    for _ in 0..<5 {
      guard let form = fixture.state.form(InjectionForm.self) else { break }
      laws.append(form.law)
      try fixture.press(.left)
    }
    #expect(Set(laws) == [.category(0), .category(1), .category(2), .initial, .uniform])
  }

  @Test("An injection offers what there is room for, at its opening and when it is confirmed")
  func injectionRoom() throws {
    for room in [1, 2, 7, 999, 6_000_000] as [Int64] {
      var fixture = try Fixture(counts: [Dataset.maximumSize - room - 1, 1])
      try fixture.press(.character("i"), .down)
      for _ in 0..<60 {
        let form = try #require(fixture.state.form(InjectionForm.self))
        #expect((1...room).contains(form.count))
        try fixture.press(.pageUp)
      }
      #expect(fixture.state.line == "no more than \(room) samples fit into the dataset")
      // Meanwhile the run goes on.
      fixture.advance(by: 1)
      let effects = try fixture.press(.enter)
      if room == 1 {
        #expect(effects.isEmpty && fixture.state.line.contains("full"))
        #expect(fixture.state.mode == .explore)
        try fixture.press(.character("i"))
        #expect(fixture.state.mode == .explore && fixture.state.line.contains("u undoes"))
      } else if room == 2 {
        #expect(effects.isEmpty && fixture.state.mode == .inject)
        #expect(fixture.state.line == "only one more sample fits by now: Enter injects it")
        try fixture.press(.enter)
        #expect(fixture.simulation.room == 0)
      } else {
        #expect(effects.count == 1 && fixture.simulation.injectedCount > room / 3)
      }
    }
  }

  @Test("The stream's form moves λ by hundredths, from 0 to 1, and says so at the ends")
  func externalForm() throws {
    var fixture = try Fixture()
    try fixture.press(.character("x"), .right, .right, .pageUp, .enter)
    #expect(fixture.simulation.externalData == (try ExternalData(fraction: 0.12)))
    try fixture.press(.character("x"))
    for _ in 0..<12 { try fixture.press(.pageUp) }
    #expect(fixture.state.line.hasPrefix("100 % is the most"))
    for _ in 0..<12 { try fixture.press(.pageDown) }
    #expect(fixture.state.line.hasPrefix("0 % is the least"))
    try fixture.press(.right, .character("B"), .enter)
    #expect(
      fixture.simulation.externalData == (try ExternalData(fraction: 0.01, law: .category(1))))
  }

  @Test("A form confirmed untouched changes nothing", arguments: [0.0, 0.0004, 0.005, 0.333, 1])
  func untouched(fraction: Double) throws {
    let given = ExternalLaw.point(SimplexPoint(weights: [1, 2, 3]))
    for law in [ExternalLaw.initial, .uniform, .category(2), given] {
      let data = try ExternalData(fraction: fraction, law: law)
      var fixture = try Fixture(externalData: data)
      #expect(
        try fixture.press(.character("x"), .enter) == [.send(.intervene(.setExternalData(data)))])
    }
  }

  @Test("λ between two hundredths moves onto the next one", arguments: [(0.005, 0.01, 0.0)])
  func offGrid(fraction: Double, up: Double, down: Double) throws {
    let data = try ExternalData(fraction: fraction)
    var fixture = try Fixture(externalData: data)
    try fixture.press(.character("x"), .right, .enter)
    #expect(fixture.state.externalData.fraction == up)
    fixture = try Fixture(externalData: data)
    try fixture.press(.character("x"), .left, .enter)
    #expect(fixture.state.externalData.fraction == down)
  }

  @Test("A form opened before the engine answered fits the engine that comes")
  func staleReport() throws {
    var fixture = try Fixture(counts: [5, 3, 2, 1])
    let effects = ["N", "i"].flatMap { fixture.state.receive(.key(.character($0))) }
    let injection = fixture.state.receive(.key(.enter))
    fixture.perform(effects + injection)
    #expect(fixture.simulation.injectedCount == 10)
    var wider = try Fixture(counts: [5, 3])
    for key in ["n", "i"] as [Unicode.Scalar] { _ = wider.state.receive(.key(.character(key))) }
    _ = wider.screen(width: 80, height: 24)
  }

  @Test("Help is opened and left by the same key, and by others")
  func help() throws {
    for key in [Key.character("?"), .function(1), .escape, .enter, .character(" ")] {
      var fixture = try Fixture()
      try fixture.press(.character("?"))
      #expect(fixture.state.mode == .help)
      #expect(try fixture.press(key) == [])
      #expect(fixture.state.mode == .explore)
    }
  }

  // MARK: Anything

  @Test(
    "Two thousand random keys never trap, and the engine can do all they ask for", arguments: 1...4)
  func randomKeys(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let starts: [[Int64]] = [
      [5, 3, 2], [7, 0, 0], [1], [1, 1, 1, 1], [Dataset.maximumSize - 40, 20, 10],
      [9, 8, 7, 6, 5, 4, 3, 2],
    ]
    var fixture = try Fixture(counts: random.pick(starts))
    let letters = (0x20...0x7E).map { Key.character(Unicode.Scalar($0)!) }
    let others: [Key] = [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown, .function(1), .function(5), .control("c"), .control("l"),
      .character("é"), .character("\u{301}"),
    ]
    for index in 0..<2000 {
      let keys =
        random.next(3) == 0
        ? others
        : fixture.state.top.keys(in: fixture.state).flatMap { $0.actions.flatMap(\.keys) } + letters
      // Now and then the next key comes before the engine's answer to the last one.
      let isStale = random.next(8) == 0
      var effects = fixture.state.receive(.key(random.pick(keys)))
      if isStale { effects += fixture.state.receive(.key(random.pick(keys))) }
      for failure in fixture.perform(effects) {
        switch failure {
        case .nothingToUndo, .nothingToRedo: break
        // A report older than an injection cannot know the room left; the law must fit all the
        // same.
        case .intervention(.injection), .intervention(.landing): #expect(isStale, "\(failure)")
        case .intervention, .crowd: Issue.record("\(failure)")
        }
      }
      fixture.advance(by: Int64(random.next(30)))
      fixture.observe(at: Double(index) * 0.3)
      #expect((0...Zoom.maximumExponent).contains(fixture.state.zoom.exponent))
      #expect(fixture.state.lyapunovOffset >= 0 && fixture.state.yaw.isFinite)
      if !isStale {
        let wanted = try #require(fixture.state.run).feed.wanted
        #expect(wanted.temperature == fixture.simulation.temperature)
        #expect(wanted.externalData == fixture.simulation.externalData)
        #expect(fixture.state.run?.feed.wanted.seed == fixture.simulation.seed)
      }
      if index % 40 == 0 {
        _ = fixture.screen(width: random.next(130), height: random.next(45))
      }
    }
  }
}
