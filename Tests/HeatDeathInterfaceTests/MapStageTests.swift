import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// The map: how much fresh data saves the run.
@Suite struct MapStageTests {
  private static let uniform = try! ExternalData(fraction: 0.55, law: .uniform)

  func fixture(
    categories: Int = 8, temperature: Double = 0.5, externalData: ExternalData = uniform,
    loop: ClosedLoop = .paper, glyphs: GlyphSet = .braille
  ) throws -> Fixture {
    var fixture = try Fixture(
      counts: [9] + Array(repeating: 2, count: categories - 1), temperature: temperature,
      externalData: externalData, loop: loop, glyphs: glyphs)
    try fixture.press(.character("d"))
    return fixture
  }

  func text(_ fixture: Fixture, width: Int = 120, height: Int = 40) -> String {
    fixture.screen(width: width, height: height).rows.joined(separator: "\n")
  }

  func map(_ fixture: Fixture) throws -> MapStage {
    try #require(fixture.state.stage as? MapStage)
  }

  @Test("Its key opens it while the run waits, and Esc or d goes back to the run as it was")
  func opening() throws {
    for back in [Key.escape, .character("d")] {
      var fixture = try fixture()
      let before = fixture.report.snapshot.settings
      #expect(fixture.state.stage is MapStage && !fixture.report.isRunning)
      try fixture.press(.right, .character("T"))
      #expect(try fixture.press(back) == [.send(.run)])
      #expect(fixture.state.stage is RunStage && fixture.report.isRunning)
      #expect(fixture.report.snapshot.settings == before)
    }
  }

  @Test("It says the two thresholds, and what each end is at the share looked at")
  func words() throws {
    var fixture = try fixture()
    fixture.answerAll()
    #expect(
      text(fixture).contains("no lead lasts above λ = 60.2 %; evenness holds above 50 %"))
    #expect(
      fixture.state.line.hasPrefix("at λ = 55 % the past decides: the largest share is ")
    )
    #expect(fixture.state.line.hasSuffix(" or 12.5 %"))
    let last = fixture.screen(width: 80, height: 24).rows[22]
    #expect(!last.contains("…") && last.contains(" or 12.5 %"), "a window of 80 columns has it all")
    for _ in 0..<10 { try fixture.press(.right) }
    fixture.answerAll()
    #expect(
      fixture.state.line == "at λ = 65 % it ends with a largest share of 12.5 %, from any start")
    try fixture.press(.home)
    fixture.answerAll()
    #expect(
      fixture.state.line == "at λ = 0 % one of 8 ends is reached, the largest share 100 % in each")
  }

  @Test("Where no formula is known it says from the branches where the choice ends")
  func otherLaw() throws {
    var fixture = try fixture(categories: 3, externalData: ExternalData(fraction: 0.3))
    #expect(text(fixture).contains("being computed"))
    fixture.answerAll()
    let field = try #require(
      text(fixture).split(separator: "from λ = ").dropFirst().first?.prefix { $0 != " " })
    let first = try #require(Double(field)) / 100
    let law = SimplexPoint(counts: [9, 2, 2])
    func ends(_ fraction: Double) throws -> Int {
      BranchQuestion(temperature: try Temperature(0.5), fraction: fraction, law: law).answer()
        .filter(\.isStable).reduce(0) { $0 + $1.count }
    }
    #expect(try ends(first - 0.003) > 1 && ends(first) == 1)
  }

  @Test("The ways up and down part between the thresholds, and nowhere else")
  func gap() throws {
    var fixture = try fixture()
    fixture.answerAll()
    var diagram = LambdaDiagram(
      temperature: try Temperature(0.5), law: .uniform(8), leader: 0)
    #expect(diagram.gap == nil)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    let gap = try #require(diagram.gap)
    // They cross over at the thresholds, and go no further.
    let end = Hysteresis(temperature: try Temperature(0.5), categoryCount: 8).collapseThreshold
    #expect(gap.up[0].fraction == 0.5 && gap.up.suffix(2).allSatisfy { $0.fraction == end })
    #expect(gap.down[0].fraction == end && gap.down.suffix(2).allSatisfy { $0.fraction == 0.5 })
    for way in [gap.up, gap.down.reversed()] {
      #expect(zip(way, way.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
    }
    #expect(gap.up.dropLast().allSatisfy { $0.share > 0.25 } && gap.up.last!.share < 0.13)
    #expect(gap.down.dropLast().allSatisfy { abs($0.share - 0.125) < 1e-3 })
    #expect(gap.down.last!.share == gap.up[0].share && gap.up[0].share > 0.5)
    // The collapsed branch goes from the corner to where it meets the one that is not stable.
    let collapsed = try #require(
      diagram.branches.first { $0.isStable && $0.points[0].share == 1 })
    #expect(abs(collapsed.points.last!.fraction - end) < 0.002)
    let middle = try #require(
      diagram.branches.first { !$0.isStable && abs($0.points.last!.fraction - end) < 0.002 })
    #expect(middle.points.last!.share == collapsed.points.last!.share)
    let even = try #require(diagram.branches.first { $0.isStable && $0.points.last!.fraction == 1 })
    #expect(abs(even.points[0].fraction - 0.5) < 0.002)
  }

  @Test("Where no formula is known the ways cross over where the branches end")
  func gapOfOtherLaw() throws {
    let law = SimplexPoint(counts: [2, 3, 3])
    var diagram = LambdaDiagram(temperature: try Temperature(0.5), law: law, leader: 0)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    let gap = try #require(diagram.gap)
    let ends = diagram.branches.filter(\.isStable).flatMap { [$0.points[0], $0.points.last!] }
    for way in [gap.up, gap.down] {
      let jump = way.suffix(2).map(\.fraction)
      #expect(jump[0] == jump[1] && ends.contains { $0.fraction == jump[0] }, "\(way)")
    }
  }

  @Test("Enter sets the run to what is looked at, and one undo takes back both")
  func enter() throws {
    var fixture = try fixture()
    let before = fixture.report.snapshot.settings
    try fixture.press(.right, .character("t"), .enter)
    #expect(fixture.state.stage is RunStage)
    #expect(fixture.state.line.contains("λ = 56 %"))
    #expect(fixture.report.snapshot.settings.externalData.fraction == 0.56)
    #expect(fixture.report.snapshot.temperature.value == 0.45)
    try fixture.press(.character("u"))
    #expect(fixture.report.snapshot.settings == before)
    try fixture.press(.character("d"), .enter)
    #expect(fixture.state.line.contains("already"))
    #expect(fixture.report.snapshot.settings == before)
  }

  @Test("Its keys move within their bounds, and say so there") func bounds() throws {
    var fixture = try fixture()
    try fixture.press(.end, .right)
    #expect(try map(fixture).fraction == 1 && fixture.state.line.hasPrefix("100 % is the most"))
    try fixture.press(.home, .left)
    #expect(try map(fixture).fraction == 0 && fixture.state.line.hasPrefix("0 % is the least"))
    for _ in 0..<30 { try fixture.press(.character("t")) }
    #expect(fixture.state.line.contains("go no lower"))
    try fixture.press(.character("0"))
    fixture.answerAll()
    #expect(try map(fixture).temperature == .one)
    #expect(fixture.state.line == "at λ = 0 % every point rests: nothing moves on average")
  }

  @Test("It says what it is not drawn for") func obstacle() throws {
    let loops = [
      (ClosedLoop(sampler: .greedy), "for the softmax sampler alone; L chooses it"),
      (
        try ClosedLoop(learner: .drifting(0.05)),
        "not known for the learner drifting:0.05; L chooses"
      ),
    ]
    for (loop, words) in loops {
      var fixture = try Fixture(loop: loop)
      try fixture.press(.character("d"))
      #expect(fixture.state.stage is RunStage && fixture.state.line.contains(words))
    }
  }

  @Test("At every size from 20 by 5 on it shows what it looks at, with every set of glyphs")
  func sizes() throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try fixture(categories: 3, glyphs: glyphs)
      fixture.answerAll()
      for (width, height) in [(20, 5), (30, 8), (40, 12), (66, 12), (97, 31), (200, 60)] {
        for colors in ColorDepth.allCases {
          let rows = fixture.screen(width: width, height: height, colors: colors).rows
          let share = "\(Symbols(glyphs).lambda) \(width < 24 ? "55%" : "55 %")"
          #expect(rows[0].contains("T 0.50") && rows[0].contains(share), "\(rows[0])")
          #expect(
            !rows.contains { $0.contains("  %") || $0.hasPrefix(" %") || $0.hasPrefix("│ %") })
        }
      }
    }
  }

  @Test(
    "The form of external data shows it small, of the law chosen there, while a number is typed")
  func form() throws {
    var fixture = try Fixture(
      counts: [9, 2, 2, 2, 2, 2, 2, 2], temperature: 0.5, externalData: Self.uniform)
    try fixture.press(.character("x"))
    fixture.answerAll()
    let words = "no lead lasts above"
    #expect(text(fixture).contains(words) && !text(fixture, width: 80, height: 24).contains(words))
    let form = try #require(fixture.state.form(ExternalForm.self))
    let diagram = try #require(form.diagram)
    #expect(diagram.inquiries.isEmpty && diagram.gap != nil)
    try fixture.press(.character("0"), .character("."), .character("7"))
    #expect(fixture.state.form(ExternalForm.self)?.diagram?.inquiries.isEmpty == true)
    #expect(fixture.state.form(ExternalForm.self)?.fraction == 0.7)
    try fixture.press(.down, .right)
    let other = try #require(fixture.state.form(ExternalForm.self)?.diagram)
    #expect(other.law[0] == 1 && !other.inquiries.isEmpty)
    fixture.answerAll()
    #expect(!text(fixture).contains(words))
  }

  @Test("The word at what is looked at never falls on a name of a curve") func here() throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try fixture(glyphs: glyphs)
      fixture.answerAll()
      for (width, height) in [(40, 11), (40, 12), (50, 12), (60, 14), (80, 24)] {
        let words = text(fixture, width: width, height: height)
        for part in words.split(whereSeparator: { !$0.isLetter }) where part.hasPrefix("here") {
          #expect(part == "here", "\(words)")
        }
      }
    }
  }

  @Test("The run's mark never falls on a name of a curve") func marks() throws {
    var diagram = LambdaDiagram(temperature: try Temperature(0.5), law: .uniform(8), leader: 0)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    for glyphs in GlyphSet.allCases {
      let look = Look(Display(theme: .dark, glyphs: glyphs), colors: .eight)
      var covered = 0
      for fraction in stride(from: 0.4, through: 0.8, by: 0.01) {
        for share in stride(from: 0, through: 0.6, by: 0.06) {
          var buffer = CellBuffer(width: 78, height: 17)
          LambdaChart(diagram: diagram, look: look, run: (fraction, share), cursor: 0.2)
            .draw(into: &buffer, in: buffer.bounds)
          let text = buffer.rows.joined()
          #expect(text.unicodeScalars.contains(look.symbols.head))
          for name in look.symbols.lambda == "λ" ? ["rises", "falls"] : ["rising", "falling"] {
            let isWhole = text.contains(name)
            let isThere = text.contains(name.prefix(3)) || text.contains(name.suffix(3))
            #expect(isWhole || !isThere, "\(fraction) \(share)")
            covered += isThere ? 0 : 1
          }
        }
      }
      // A name gives way at most where nothing near its curve is free.
      #expect(covered < 9, "\(glyphs) \(covered)")
    }
  }

  @Test("The smallest window cuts no sentence") func smallest() throws {
    for glyphs in GlyphSet.allCases {
      for (temperature, categories) in [(0.5, 8), (0.5, 2), (1, 3), (1.5, 3), (0.9, 4)] {
        var fixture = try fixture(
          categories: categories, temperature: temperature, glyphs: glyphs)
        fixture.answerAll()
        let rows = fixture.screen(width: 20, height: 5).rows[1...3].joined()
        #expect(!rows.unicodeScalars.contains(Symbols(glyphs).ellipsis), "\(rows)")
      }
    }
  }
}
