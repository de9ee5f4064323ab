import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// The map of T and λ: what becomes of runs there.
@Suite struct PhaseMapTests {
  private static let uniform = try! ExternalData(fraction: 0.2, law: .uniform)

  private func fixture(
    counts: [Int64] = [9, 2, 2, 2, 2, 2, 2, 2], temperature: Double = 0.5,
    externalData: ExternalData = uniform, loop: ClosedLoop = .paper,
    glyphs: GlyphSet = .braille, size: (width: Int, height: Int) = (80, 24)
  ) throws -> Fixture {
    var fixture = try Fixture(
      counts: counts, temperature: temperature, externalData: externalData, loop: loop,
      glyphs: glyphs)
    fixture.receive(.resize(width: size.width, height: size.height))
    try fixture.press(.character("d"), .character("v"))
    return fixture
  }

  private func text(_ fixture: Fixture, width: Int = 80, height: Int = 24) -> String {
    fixture.screen(width: width, height: height, answered: false).rows.joined(separator: "\n")
  }

  private func stage(_ fixture: Fixture) throws -> MapStage {
    try #require(fixture.state.stage as? MapStage)
  }

  private func questions(_ fixture: Fixture) -> [PhaseQuestion] {
    fixture.state.stage.inquiries(in: fixture.state).compactMap { $0.question as? PhaseQuestion }
  }

  // MARK: What cells are

  private func scenario(_ loop: ClosedLoop = .paper) throws -> Scenario {
    try Scenario(
      initialData: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.8),
      externalData: ExternalData(fraction: 0.4, law: .uniform), loop: loop, seed: 71)
  }

  @Test("A cell has the numbers that sweep prints for its T and λ, whatever is asked when")
  func sweep() throws {
    let window = ClosedLoop(policy: .window(5))
    for (loop, column, row) in [(ClosedLoop.paper, 24, 4), (.paper, 8, 0), (window, 40, 24)] {
      var map = PhaseMap(of: try scenario(loop))
      var asked = 0
      for _ in 0..<8 where map.outcome(column, row) == nil {
        let inquiry = try #require(
          map.inquiries(stride: 1, lookingAt: (column, row)).first)
        let (question, answer) = try #require(inquiry.answered().pair(PhaseQuestion.self))
        map.take(question, answer)
        // A late answer changes nothing.
        map.take(question, answer)
        asked += 1
      }
      #expect(asked == 4)
      // As the command does: numbers from a text, the scenario's own seed.
      let temperature = try Temperature(#require(Double("\(Double(200 + 25 * column) / 1000)")))
      let diagram = try PhaseDiagram(
        of: scenario(loop), temperatures: [temperature], fractions: [Double(row) / 40],
        finalSize: map.diagram.finalSize, runCount: 16)
      #expect(map.outcome(column, row) == diagram.cell(0, 0).outcome())
      #expect(map.knownCount(stride: 1) == 1)
    }
  }

  @Test("Runs leap to a round size far beyond their data, or end where single steps are slow")
  func sizes() throws {
    func size(_ count: Int64, _ loop: ClosedLoop = .paper) throws -> Int64 {
      let scenario = try Scenario(
        initialData: Dataset(counts: [count - 2, 2]), temperature: .one, loop: loop, seed: 1)
      let (size, isShort) = PhaseMap.finalSize(of: scenario)
      let leaps =
        (try? loop.leapingEngine(externalFraction: 0.5, initialSize: count)) != nil
      #expect(isShort == !leaps && size >= scenario.firstSize)
      if isShort {
        let batch = loop.batchSize(initialSize: count).range.lowerBound
        #expect((size - scenario.firstSize) / batch <= 1000)
        #expect(size - scenario.firstSize >= 500 || batch > 1)
      }
      return size
    }
    #expect(try size(10) == 1_000_000)
    #expect(try size(11) == 10_000_000)
    #expect(try size(1000) == 100_000_000)
    #expect(try size(1 << 61) == 1 << 61)
    #expect(try size(10, ClosedLoop(policy: .window(50))) == 1000)
    #expect(try size(40, ClosedLoop(policy: .replace)) == 40_000)
    #expect(try size(10, ClosedLoop(learner: .noisy(0.1))) == 1000)
    #expect(try size(123_456, ClosedLoop(learner: .noisy(0.1))) == 124_456)
  }

  @Test("Grid after grid is asked, each with the cells of the coarser one, and each cell once")
  func refinement() throws {
    var map = PhaseMap(of: try scenario())
    let outcome = PhaseDiagram.outcome(of: map.diagram)
    var seen: Set<[Int]> = []
    for stride in PhaseMap.strides {
      let count = PhaseMap.cellCount(stride: stride)
      for _ in 0..<count where map.knownCount(stride: stride) < count {
        let inquiries = map.inquiries(stride: stride, lookingAt: (0, 0))
        #expect((1...4).contains(inquiries.count))
        for inquiry in inquiries {
          let question = try #require(inquiry.question as? PhaseQuestion)
          let place = [question.temperature, question.fraction]
          #expect(place.allSatisfy { $0 % stride == 0 })
          #expect(seen.insert(place).inserted)
          map.take(question, outcome)
        }
      }
      #expect(map.inquiries(stride: stride, lookingAt: (0, 0)).isEmpty && seen.count == count)
      // What is not known yet looks like what is near.
      #expect(map.outcome(near: 71, 39) == outcome)
    }
    #expect(PhaseMap.strides.map(PhaseMap.cellCount) == [60, 209, 777, 2993])
  }

  @Test("Where neighbours ended in other ways is asked before the rest")
  func contested() throws {
    var map = PhaseMap(of: try scenario())
    let same = PhaseDiagram.outcome(of: map.diagram)
    let other = map.diagram.cell(72, 40).outcome()
    #expect((other.collapsedCount, other.uniformCount) != (same.collapsedCount, same.uniformCount))
    for row in stride(from: 0, through: 40, by: 8) {
      for column in stride(from: 0, through: 72, by: 8) {
        map.take(PhaseQuestion(map.diagram, column, row), column == 40 ? other : same)
      }
    }
    let places = map.inquiries(stride: 4, lookingAt: (0, 0)).compactMap {
      ($0.question as? PhaseQuestion)?.temperature
    }
    #expect(places.count == 4 && places.allSatisfy { (36...44).contains($0) })
  }

  // MARK: The stage

  @Test("v shows it and the diagram again, at the same T and λ, and leaving asks nothing more")
  func views() throws {
    var fixture = try fixture()
    #expect(try stage(fixture).view == .plane && questions(fixture).count == 4)
    #expect(questions(fixture)[0].temperature == 12 && questions(fixture)[0].fraction == 8)
    #expect(text(fixture).contains("0 of 777 cells"))
    #expect(fixture.state.line.hasPrefix("T 0.50, λ 20 %: being computed"))
    fixture.answer()
    #expect(text(fixture).contains("4 of 777 cells"))
    #expect(fixture.state.line.contains(" 16 ") && fixture.state.line.hasSuffix("is kept"))
    try fixture.press(.up, .right, .character("v"))
    #expect(try stage(fixture).view == .lambda && questions(fixture).isEmpty)
    #expect(try stage(fixture).temperature.value == 0.55 && stage(fixture).fraction == 0.25)
    try fixture.press(.character("v"))
    #expect(text(fixture).contains("4 of 777 cells"))
    let before = fixture.report.snapshot.settings
    #expect(try fixture.press(.escape) == [.send(.run)])
    #expect(questions(fixture).isEmpty && fixture.report.snapshot.settings == before)
  }

  @Test("The whole of it becomes known, finer in a larger window; c shows what is kept")
  func whole() throws {
    for (glyphs, size, cells) in [
      (GlyphSet.braille, (80, 24), 777), (.ascii, (80, 24), 209), (.braille, (120, 40), 2993),
    ] as [(GlyphSet, (width: Int, height: Int), Int)] {
      let fixture = try fixture(counts: [5, 3], glyphs: glyphs, size: size)
      #expect(text(fixture, width: size.width, height: size.height).contains("of \(cells) cells"))
    }
    var fixture = try fixture(counts: [5, 3, 2], size: (66, 20))
    fixture.answerAll()
    var rows = fixture.screen(width: 66, height: 20, colors: .monochrome).rows
    #expect(rows.joined().contains("209 cells") && rows.joined().contains("one-sided"))
    // Cold and closed runs collapse; hot ones with much fresh data end even.
    #expect(rows.joined().contains("█") && rows.joined().contains("░"))
    try fixture.press(.character("c"))
    rows = fixture.screen(width: 66, height: 20, colors: .monochrome).rows
    #expect(rows[1].contains("what is kept") && rows.joined().contains("kept of the initial law 0"))
    try fixture.press(.character("c"))
    #expect(
      fixture.screen(width: 66, height: 20).rows[1].contains(
        "where runs from the first data stand at"))
  }

  @Test("The lines are those of the formulas where fresh data are uniform, else it says why not")
  func thresholds() throws {
    let map = PhaseMap(of: try scenario())
    let thresholds = try #require(map.thresholds)
    #expect(thresholds.count == 33 && thresholds[12].uniformThreshold == 0.5)
    let known = Hysteresis(temperature: try Temperature(0.5), categoryCount: 3)
    #expect(thresholds[12] == known && thresholds[32].collapseThreshold == 0)
    let uniform = try fixture()
    #expect(text(uniform).contains("no lead lasts above"))
    #expect(text(uniform).contains { ("⠁"..."⣿").contains($0) })
    let other = try fixture(externalData: ExternalData(fraction: 0.2))
    #expect(text(other).contains("no lines: they are drawn"))
    #expect(!text(other).contains { ("⠁"..."⣿").contains($0) })
    let two = try fixture(counts: [5, 3])
    #expect(text(two).contains("the line, 1−T"))
  }

  @Test(
    "Enter starts the run from its first data at the T and λ of the cell; one undo takes it back")
  func enter() throws {
    var fixture = try Fixture(counts: [5, 3, 2], externalData: Self.uniform)
    fixture.advance(by: 500)
    try fixture.press(.character(" "), .character("d"), .character("v"))
    let before = fixture.report.snapshot
    try fixture.press(.up, .right)
    let effects = try fixture.press(.enter)
    let expected = try before.scenario.with(
      temperature: Temperature(0.85), externalData: ExternalData(fraction: 0.25, law: .uniform))
    #expect(effects == [.send(.start(expected)), .send(.run)])
    #expect(fixture.state.stage is RunStage && fixture.report.isRunning)
    #expect(fixture.report.snapshot.size == 10 && fixture.report.snapshot.scenario == expected)
    #expect(
      fixture.state.line == "started from the first data, T = 0.85, λ = 25 %: u takes it back")
    try fixture.press(.character("u"))
    #expect(fixture.report.snapshot.counts == before.counts)
    #expect(fixture.report.snapshot.settings == before.settings)
  }

  @Test("What is neither collapsed nor even is not so yet, and where runs begin is said")
  func notYet() throws {
    let fixture = try Fixture(counts: [5, 3, 2])
    let plane = PhaseMap(of: fixture.state.scenario)
    let format = NumberFormat(symbols: Symbols(.braille))
    #expect(
      plane.settings(format, width: 120).contains("from the first data (A 5, B 3, C 2) to k ="))
    let from = "runs"
    for (collapsed, even, areOpen, long, brief) in [
      (0, 13, true, "13 of 16 \(from) even, 3 not yet", "13/16 even"),
      (0, 13, false, "13 of 16 \(from) even, 3 neither", "13/16 even"),
      (16, 0, true, "all 16 \(from) one-sided", "16/16 one-sided"),
      (0, 0, true, "no run is one-sided or even yet", "16/16 neither yet"),
      (0, 0, false, "no run is one-sided or even", "16/16 neither"),
      (5, 8, true, "8 of 16 \(from) even, 5 one-sided, 3 neither yet", "8/16 even"),
      (2, 1, true, "2 of 16 \(from) one-sided, 1 even, 13 neither yet", "13/16 neither yet"),
      (2, 1, false, "2 of 16 \(from) one-sided, 1 even, 13 neither", "13/16 neither"),
    ] {
      let words = PhaseMap.fates(of: 16, collapsed: collapsed, even: even, areOpen: areOpen)
      #expect(words.long == long)
      #expect(words.brief == brief)
    }
  }

  @Test("Its keys, the wheel and clicks move within its bounds, and it says so there")
  func moves() throws {
    var fixture = try fixture()
    try fixture.press(.home, .down)
    #expect(try stage(fixture).fraction == 0 && fixture.state.line.hasPrefix("0 % is the least"))
    try fixture.press(.end, .up)
    #expect(try stage(fixture).fraction == 1 && fixture.state.line.hasPrefix("100 % is the most"))
    try fixture.press(.pageDown)
    #expect(try stage(fixture).fraction == 0.8)
    for _ in 0..<8 { try fixture.press(.left) }
    #expect(fixture.state.line.contains("goes no lower"))
    #expect(try stage(fixture).temperature.value == 0.2)
    try fixture.press(.character("0"))
    #expect(try stage(fixture).temperature == .one)
    fixture.receive(.mouse(Mouse(.wheelDown, x: 40, y: 12)))
    #expect(try stage(fixture).fraction == 0.75)
    // The lower left cell of the plot: right of the axis, above its line.
    let rows = fixture.screen(width: 80, height: 24, answered: false).rows
    let foot = try #require(rows.firstIndex { $0.hasPrefix("│") && $0.contains("╰") })
    let column = try #require(Array(rows[foot]).lastIndex(of: "╰"))
    fixture.receive(.mouse(Mouse(.press, x: column + 1, y: foot - 1)))
    #expect(try stage(fixture).temperature.value == 0.2 && stage(fixture).fraction == 0)
    fixture.receive(.mouse(Mouse(.press, x: 78, y: foot - 1)))
    #expect(try stage(fixture).temperature.value == 2)
  }

  @Test("A run beyond its temperatures is not marked, and the sentence says where it is")
  func outside() throws {
    let inside = try fixture()
    #expect(text(inside).contains("◆") && !text(inside).contains("off the map"))
    let outside = try fixture(temperature: 5)
    #expect(
      !text(outside).contains("◆")
        && text(outside, width: 100).contains("the run's T = 5.00 is off the map"))
    #expect(text(outside).contains("T 2.00"))
  }

  @Test("At every size from 20 by 5 on it says what it holds, with every set of glyphs")
  func windows() throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try fixture(counts: [5, 3, 2], glyphs: glyphs)
      fixture.answer()
      for (width, height) in [(20, 5), (30, 8), (40, 12), (66, 12), (97, 31), (200, 60)] {
        fixture.receive(.resize(width: width, height: height))
        fixture.answer()
        for colors in ColorDepth.allCases {
          let rows = fixture.screen(width: width, height: height, colors: colors, answered: false)
            .rows
          #expect(rows[0].contains("T 0.50") && rows.joined().contains("16"))
          #expect(rows.joined(separator: " ").contains("kept"), "\(width) \(rows)")
        }
      }
    }
  }

  @Test("Shares of three kinds mix their colours, and each kind has a sign where there are none")
  func inks() {
    for theme in Theme.allCases {
      for depth in ColorDepth.allCases {
        var display = Display(theme: theme, glyphs: .blocks)
        display.size = (80, 24)
        let look = Look(display, colors: depth)
        let inks = FateInks(look: look, runs: 16)
        let pure = [(16, 0), (0, 0), (0, 16)].map { inks.swatch(collapsed: $0.0, even: $0.1) }
        #expect(Set(pure.map(\.sign)).count == 3)
        #expect(pure.map(\.color) == (0...2).map(look.palette.fill))
        let between = inks.swatch(collapsed: 9, even: 0)
        #expect(between.sign == pure[0].sign)
        if depth >= .indexed {
          #expect(between.color != pure[0].color && between.color != pure[1].color)
        }
      }
    }
  }
}

extension PhaseDiagram {
  /// What became of all runs of its first cell, at a size that single steps come to at once.
  fileprivate static func outcome(of diagram: PhaseDiagram) -> PhaseOutcome {
    diagram.cell(0, 0).outcome()
  }
}
