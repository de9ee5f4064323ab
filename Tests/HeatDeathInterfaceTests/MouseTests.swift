import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct MouseTests {
  private func layout(_ fixture: Fixture) -> (context: DrawingContext, layout: RunLayout) {
    let size = fixture.state.windowSize
    return (
      fixture.state.context(colors: .direct),
      fixture.state.runLayout(width: size.width, height: size.height)
    )
  }

  private func target(_ fixture: Fixture, _ x: Int, _ y: Int) -> ScreenTarget {
    fixture.state.layout(colors: .direct).target(x: x, y: y)
  }

  @discardableResult
  private func use(_ action: Mouse.Action, _ x: Int, _ y: Int, _ fixture: inout Fixture) throws
    -> [Effect]
  {
    fixture.receive(.mouse(Mouse(action, x: x, y: y)))
  }

  /// Where a character stands in the picture.
  private func place(of glyph: Unicode.Scalar, in fixture: Fixture) throws -> (x: Int, y: Int)? {
    let size = fixture.state.windowSize
    let buffer = fixture.screen(width: size.width, height: size.height)
    let (_, layout) = layout(fixture)
    let area = try #require(layout.picture)
    let inner = layout.hasFrames ? area.inset(1) : area
    for y in inner.y..<inner.maxY {
      for x in inner.x..<inner.maxX where buffer[x, y].glyph == glyph { return (x, y) }
    }
    return nil
  }

  @Test("The cell that shows the current point reads as its place, at every size", arguments: 2...4)
  func inversion(categories: Int) throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<60 {
      var fixture = try Fixture(
        counts: (0..<categories).map { _ in Int64(1 + random.next(30)) },
        temperature: random.pick([0.5, 1, 2]), seed: random.next())
      fixture.state.windowSize = (20 + random.next(200), 5 + random.next(60))
      fixture.advance(by: Int64(random.next(2000)))
      for _ in 0..<random.next(3) where categories > 2 { try fixture.press(.character("z")) }
      for _ in 0..<random.next(30) where categories == 4 {
        try fixture.press(random.pick([.character("h"), .character("k"), .character("j")]))
      }
      let head = Symbols(.braille).head
      // Beside a point out of view, or one under a name, there is nothing to click at.
      guard let (x, y) = try place(of: head, in: fixture) else { continue }
      guard case .picture(let found?) = target(fixture, x, y) else {
        Issue.record("nothing at \(x), \(y) in \(fixture.state.windowSize)")
        continue
      }
      let (context, layout) = layout(fixture)
      let area = try #require(layout.picture)
      let inner = layout.hasFrames ? area.inset(1) : area
      guard categories > 2 else {
        let width = Double(inner.width - (inner.width >= 30 ? 6 : 2))
        #expect(abs(found[1] - context.snapshot.theta[1]) <= 1 / width)
        continue
      }
      let scene = SimplexScene(context: context, width: inner.width, height: inner.height)
      let (seen, meant) = (scene.cell(scene.image(of: found)), scene.cell(scene.head))
      #expect(abs(seen.x - meant.x) <= 1.01 && abs(seen.y - meant.y) <= 1.01)
      if categories == 3 {
        let cell = scene.viewport.columnsPerUnit
        for category in 0..<3 {
          #expect(abs(found[category] - context.snapshot.theta[category]) <= 3 / cell)
        }
      } else {
        #expect(found.coordinates.contains(0), "a point of a face")
      }
    }
  }

  @Test("A click on the simplex starts there with as many samples as before")
  func start() throws {
    let loop = ClosedLoop(learner: try .smoothed(0.5))
    var fixture = try Fixture(counts: [50, 30, 20], loop: loop)
    fixture.state.windowSize = (120, 40)
    fixture.advance(by: 5000)
    let (x, y) = try #require(try place(of: "◆", in: fixture))
    let shares = fixture.report.snapshot.theta
    let effects = try use(.press, x, y, &fixture)
    guard case .send(.start(let scenario), _)? = effects.first, effects.count == 1 else {
      Issue.record("no start: \(effects)")
      return
    }
    #expect(scenario.initialData.size == 100 && scenario.loop == loop)
    for category in 0..<3 {
      #expect(abs(scenario.initialData.empiricalLaw[category] - shares[category]) < 0.05)
    }
    #expect(fixture.state.scenario == scenario && fixture.state.start == scenario)
    #expect(fixture.simulation.counts == scenario.initialData.counts)
    // R starts there again.
    fixture.advance(by: 10)
    try fixture.press(.character("R"))
    #expect(fixture.simulation.counts == scenario.initialData.counts)
  }

  @Test("With the injection form open, a click aims and Enter injects towards it")
  func aiming() throws {
    var fixture = try Fixture(counts: [50, 30, 20])
    fixture.state.windowSize = (120, 40)
    let (x, y) = try #require(try place(of: "◆", in: fixture))
    try fixture.press(.character("i"))
    #expect(try use(.press, x, y - 8, &fixture).isEmpty)
    guard case .point(let aim)? = fixture.state.form(InjectionForm.self)?.law else {
      Issue.record("no aim: \(fixture.state.mode)")
      return
    }
    #expect(aim[0] > 0.6)
    let effects = try fixture.press(.enter)
    #expect(effects == [.send(.intervene(.inject(count: 100, law: .point(aim))))])
    #expect(fixture.simulation.injectedCount == 100)
  }

  @Test("A bar chooses its category in the injection form")
  func bars() throws {
    var fixture = try Fixture(counts: [5, 3, 2])
    fixture.state.windowSize = (120, 40)
    try fixture.press(.character("i"))
    let area = try #require(layout(fixture).layout.bars)
    for (category, label) in ["A", "B", "C"].enumerated() {
      let buffer = fixture.screen(width: 120, height: 40)
      let row = try #require(
        (area.y..<area.maxY).first { y in
          (area.x..<(area.x + 6)).contains { buffer[$0, y].glyph == label.unicodeScalars.first }
        })
      try use(.press, area.x + 15, row, &fixture)
      #expect(fixture.state.form(InjectionForm.self)?.law == .category(category))
    }
  }

  @Test("Every entry of the footer does what its key does, in every mode")
  func footer() throws {
    for opening in [nil, Key.character("?"), .character("i"), .character("x"), .character("c")] {
      var base = try Fixture()
      base.state.windowSize = (160, 40)
      if let opening { try base.press(opening) }
      let row = Rect(x: 0, y: 39, width: 160, height: 1)
      let entries = FooterView(
        look: Look(base.state.display, colors: .direct), shell: base.state
      ).entries(width: row.width)
      #expect(entries.count >= 2)
      for entry in entries {
        let top = base.state.top
        let binding = entry.row.map { top.keys(in: base.state)[$0] } ?? .more(top.moreKey)
        for x in entry.columns {
          let key = binding.key(atColumn: x - entry.columns.lowerBound)
          #expect(target(base, x, 39) == .key(key), "\(entry.label)")
        }
      }
      #expect(target(base, 0, 39) == .elsewhere)
    }
  }

  @Test("The wheel changes T over picture and header, the pace elsewhere")
  func wheel() throws {
    var fixture = try Fixture(temperature: 1)
    fixture.state.windowSize = (120, 40)
    for (x, y) in [(30, 20), (30, 0)] {
      fixture.state.time += 2
      guard
        case .send(.intervene(.setTemperature(let up)), _)? = try use(.wheelUp, x, y, &fixture)
          .first
      else {
        Issue.record("the wheel turns T")
        return
      }
      #expect(up.value == 1.01)
      try use(.wheelDown, x, y, &fixture)
      #expect(fixture.simulation.temperature.value == 1)
    }
    let pace = fixture.state.pace
    try use(.wheelUp, 100, 20, &fixture)
    #expect(fixture.state.pace == pace.faster)
    try use(.wheelDown, 100, 20, &fixture)
    #expect(fixture.state.pace == pace)
  }

  @Test("The pointer reads the simplex while paused, and only then")
  func hover() throws {
    var fixture = try Fixture()
    fixture.state.windowSize = (120, 40)
    try use(.move, 38, 25, &fixture)
    #expect(fixture.state.pointer == nil)
    try fixture.press(.character(" "))
    try use(.move, 38, 25, &fixture)
    #expect(fixture.state.pointer != nil)
    let line = fixture.screen(width: 120, height: 40).rows[38]
    #expect(line.contains("at the pointer: A 0."))
    try use(.move, 110, 25, &fixture)
    #expect(fixture.state.pointer == nil)
    #expect(!fixture.screen(width: 120, height: 40).rows[38].contains("pointer"))
  }

  @Test("A drag turns the tetrahedron, and is no click")
  func dragging() throws {
    var fixture = try Fixture(counts: [5, 3, 2, 2])
    fixture.state.windowSize = (120, 40)
    let yaw = fixture.state.yaw
    #expect(try use(.press, 38, 20, &fixture).isEmpty)
    #expect(try use(.drag, 42, 20, &fixture).isEmpty)
    #expect(try use(.release, 42, 20, &fixture).isEmpty)
    #expect(abs(fixture.state.yaw - yaw - 0.4) < 1e-9)
    try use(.press, 38, 20, &fixture)
    guard case .send(.start, _)? = try use(.release, 38, 20, &fixture).first else {
      Issue.record("a click without a drag starts there")
      return
    }
  }

  @Test("m gives the mouse back to the terminal, and says so")
  func toggling() throws {
    var fixture = try Fixture()
    fixture.state.windowSize = (120, 40)
    #expect(try fixture.press(.character("m")) == [.setMouse(false)])
    #expect(fixture.state.line == "mouse off: the terminal selects text again")
    #expect(try use(.wheelUp, 30, 20, &fixture).isEmpty)
    #expect(try fixture.press(.character("m")) == [.setMouse(true)])
    fixture.state.display.hasMouse = false
    #expect(try fixture.press(.character("m")).isEmpty)
  }

  @Test("Shares become counts of the right sum, each within one of its quota")
  func largestRemainder() {
    var random = SeededRandom(seed: 9)
    for _ in 0..<2000 {
      let weights = (0..<(2 + random.next(7))).map { _ in
        random.next(4) == 0 ? 0 : random.real(0...1)
      }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      let point = SimplexPoint(weights: weights)
      let size = random.pick([0, 1, 7, 10, 1000, 123_456_789] as [Int64])
      let counts = point.counts(ofSize: size)
      #expect(counts.reduce(0, +) == size)
      for (count, share) in zip(counts, point.coordinates) {
        #expect(abs(Double(count) - share * Double(size)) < 1 + 1e-6)
      }
      let huge = point.counts(ofSize: Dataset.maximumSize)
      #expect(huge.reduce(0, +) == Dataset.maximumSize && huge.allSatisfy { $0 >= 0 })
    }
  }
}
