import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeath
@testable import HeatDeathInterface

@Suite struct CrowdStageTests {
  /// A crowd that has gone some stations on.
  private func crowd(
    counts: [Int64] = [5, 3, 2], temperature: Double = 0.8, glyphs: GlyphSet = .braille,
    stations: Int = 6, theme: Theme = .dark
  ) throws -> Fixture {
    var fixture = try Fixture(
      counts: counts, temperature: temperature, theme: theme, glyphs: glyphs)
    fixture.mostRuns = 40
    fixture.observe(at: 0)
    try fixture.press(.character("e"))
    fixture.advanceCrowd(by: stations)
    return fixture
  }

  private func stage(_ fixture: Fixture) throws -> CrowdStage {
    try #require(fixture.state.stage as? CrowdStage)
  }

  @Test("e starts a crowd from the run's data and settings, and e or Esc goes back to the run")
  func startAndEnd() throws {
    for back in [Key.character("e"), .escape] {
      var fixture = try Fixture(temperature: 0.6)
      fixture.advance(by: 90)
      let counts = fixture.simulation.counts
      let effects = try fixture.press(.character("e"))
      let expected = try Scenario(
        initialData: Dataset(counts: counts), temperature: Temperature(0.6),
        // Those it would turn on are of the run's first data.
        externalData: ExternalData(
          fraction: 0, law: .point(fixture.state.scenario.initialData.empiricalLaw)),
        seed: 42)
      let id = SourceID(2)
      #expect(
        effects == [
          .send(.pause),
          .open(id, .crowd(expected, runs: 10_000, pace: .standard, isRunning: true)),
        ])
      #expect(fixture.state.mode == .crowd && !fixture.report.isRunning)
      fixture.advanceCrowd(by: 3)
      #expect(try fixture.press(back) == [.close(id), .send(.run)])
      #expect(fixture.state.mode == .explore && fixture.simulation.counts == counts)
    }
  }

  @Test("Its keys act on all runs from there on, and what they change is shown")
  func keys() throws {
    var fixture = try crowd()
    let id = try stage(fixture).source
    try fixture.press(.character("T"))
    var report = try stage(fixture).report
    #expect(report.settings.temperature == (try Temperature(0.85)))
    #expect(report.changes.map(\.clock) == [report.figures.clock])
    #expect(fixture.screen(width: 80, height: 24).rows[0].contains("T 0.85"))
    try fixture.press(.character("0"), .character(">"), .character(">"), .character("<"))
    report = try stage(fixture).report
    #expect(report.settings.temperature == .one)
    #expect(abs(report.settings.externalData.fraction - 0.05) < 1e-12)
    #expect(try fixture.press(.character("+")) == [.send(.setPace(.decadesPerSecond(1)), to: id)])
    #expect(try fixture.press(.character(" ")) == [.send(.pause, to: id)])
    let before = report.figures.clock
    try fixture.press(.character("."))
    #expect(try stage(fixture).report.figures.clock > before)
    #expect(try fixture.press(.character("E")) == [.send(.leap(to: Shell.eternity), to: id)])
    #expect(try stage(fixture).report.figures.clock == Shell.eternity)
    try fixture.press(.character("E"))
    #expect(fixture.state.line.contains("reached 10¹⁸"))
    try fixture.press(.character("R"))
    #expect(try stage(fixture).report.figures.clock == 10)
    for dead in ["i", "x", "u", "="] as [Unicode.Scalar] {
      #expect(try fixture.press(.character(dead)).isEmpty)
      #expect(fixture.state.line.contains("does nothing here"))
    }
  }

  @Test("More runs, and another start, are another crowd")
  func anotherCrowd() throws {
    var fixture = try Fixture()
    fixture.advance(by: 90)
    try fixture.press(.character("e"))
    let first = try stage(fixture).report.scenario
    #expect(first.initialData.size == 100)
    let effects = try fixture.press(.character("N"))
    // The fixture's crowds are small, whatever is asked for: from 6 on the keys go to 1000.
    #expect(effects.first == .close(SourceID(2)))
    guard case .open(SourceID(3), .crowd(first, runs: _, pace: _, isRunning: true))? = effects.last
    else {
      Issue.record("\(effects)")
      return
    }
    try fixture.press(.character("b"))
    #expect(try stage(fixture).report.scenario.initialData.counts == [5, 3, 2])
    try fixture.press(.character("b"))
    #expect(try stage(fixture).report.scenario == first)
  }

  @Test("Whatever is pressed, the run is as it was afterwards")
  func restoration() throws {
    let keys: [Key] =
      "tT0<>+- .zZrRbEhjkl".unicodeScalars.map { .character($0) } + [.escape, .right]
    var random = SeededRandom(seed: 5)
    for _ in 0..<10 {
      var fixture = try Fixture(counts: random.pick([[5, 3, 2], [5, 3], [2, 2, 3, 4]]))
      fixture.advance(by: 200)
      let before = try #require(fixture.state.run)
      let counts = fixture.simulation.counts
      try fixture.press(.character("e"))
      for _ in 0..<12 {
        if fixture.state.mode == .crowd { try fixture.press(random.pick(keys)) }
        _ = fixture.screen(width: random.next(130), height: random.next(45))
      }
      while fixture.state.mode == .crowd { try fixture.press(.escape) }
      let after = try #require(fixture.state.run)
      #expect(after.feed.wanted == before.feed.wanted && fixture.simulation.counts == counts)
      #expect(after.controls == before.controls)
    }
  }

  @Test("Bars and numbers are those of the summary, and stand beside the computed odds")
  func leaders() throws {
    var fixture = try crowd(temperature: 0.5, stations: 0)
    try fixture.press(.character("E"))
    let report = try stage(fixture).report
    let odds = try WinnerOdds(
      of: Dataset(counts: [5, 3, 2]), temperature: Temperature(0.5)
    ).odds
    let rows = fixture.screen(width: 120, height: 40).rows
    for category in 0..<3 {
      let row = try #require(
        rows.first { $0.contains("│ \(["▲ A", "■ B", "● C"][category]) ") && $0.contains("±") })
      let share = 100 * report.summary.share(ledBy: category)
      #expect(row.contains("\(share == share.rounded() ? String(Int(share)) : String(share))"))
      let percent = (1000 * odds[category]).rounded() / 10
      #expect(row.contains("\(percent) %"))
    }
    #expect(rows.joined().contains("wins in the end"))
    // Once T has changed on the way, these odds are no longer those of the crowd.
    try fixture.press(.character("R"), .character("."), .character("T"))
    #expect(!fixture.screen(width: 120, height: 40).rows.joined().contains("wins"))
  }

  @Test("What is said is so of the crowd that is shown")
  func sentences() throws {
    var fixture = try crowd(temperature: 1, stations: 0)
    fixture.observe(at: 100)
    #expect(fixture.state.line.contains("begin at the same place"))
    fixture.advanceCrowd(by: 8)
    fixture.observe(at: 200)
    let fit = try #require(stage(fixture).report.prediction.fit)
    #expect(fixture.state.line.contains("keeps its place") == fit.isWithinChance)
    // How far off is told as a number where it is more than chance makes it.
    let isTold = fixture.state.line.contains(fixture.state.format.fixed(fit.distance, digits: 3))
    #expect(isTold != fit.isWithinChance)
    try fixture.press(.character("T"))
    fixture.advanceCrowd()
    fixture.observe(at: 300)
    #expect(fixture.state.line.contains("differ by"))
    for _ in 0..<30 { try fixture.press(.character("t")) }
    fixture.advanceCrowd()
    fixture.observe(at: 400)
    #expect(fixture.state.line.contains("leads in"))
  }

  @Test("Once all have settled it says how often chance puts a crowd so far off the odds")
  func chance() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.5)
    fixture.mostRuns = 1000
    fixture.observe(at: 0)
    try fixture.press(.character("e"))
    fixture.advanceCrowd(by: 2)
    fixture.observe(at: 100)
    #expect(try stage(fixture).report.winnersFit == nil)
    #expect(!fixture.state.line.contains("chance"))
    try fixture.press(.character("E"))
    fixture.observe(at: 200)
    let fit = try #require(stage(fixture).report.winnersFit)
    let format = fixture.state.format
    switch fit.verdict {
    case .usual:
      #expect(fixture.state.line.hasSuffix(", as theory expects, within chance"))
    case .rare: #expect(fixture.state.line.hasSuffix("crowds is further off by chance"))
    case .unlikely: #expect(fixture.state.line.contains("more than chance explains"))
    }
    for (width, height) in [(80, 24), (97, 31), (120, 40)] {
      let rows = fixture.screen(width: width, height: height).rows.joined()
      #expect(fit.words(format).contains { rows.contains($0) })
      #expect(!rows.contains("…"), "\(width)")
    }
    for (pValue, words) in [
      (0.0286, "1 of 35"), (0.001, "1 of 1000"), (1e-9, "fewer than 1 of 1000"),
    ] {
      #expect(format.crowds(by: pValue) == words)
    }
    // Nothing that chance does as a rule is said as a number of crowds: it would read as a fault.
    for (pValue, part) in [
      (0.9, "within chance"), (0.05, "within chance"),
      (0.0286, "1 of 35 crowds is further off by chance"), (1e-5, "more than chance explains"),
    ] {
      let words = WinnersFit.words(deviation: 2.1, pValue: pValue, format)
      #expect(words[0].contains(part) && words[0].contains("2.1 standard errors off"))
      #expect(pValue < 0.05 || words.allSatisfy { !$0.contains(" of ") && !$0.contains("crowds") })
      #expect(zip(words, words.dropFirst()).allSatisfy { $0.count > $1.count })
    }
    // The same winners beside other odds.
    let odds = try WinnerOdds(of: Dataset(counts: [2, 3, 5]), temperature: Temperature(0.5))
    let other = try #require(WinnersFit(stage(fixture).report.summary, odds: odds))
    #expect(other.pValue < 1e-9 && other.words(format)[0].contains("more than chance explains"))
  }

  @Test("No number of the colours' scale is above the number of runs")
  func scaleOfRuns() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.5)
    fixture.mostRuns = 1000
    fixture.observe(at: 0)
    try fixture.press(.character("e"), .character("E"))
    fixture.observe(at: 100)
    for (width, height) in [(80, 24), (80, 16), (120, 40)] {
      let rows = fixture.screen(width: width, height: height).rows
      let title = try #require(rows.firstIndex { $0.contains("runs a half cell") }, "\(height)")
      // The numbers stand beside the title, or below it.
      let legend = rows[title...(title + 1)].map { $0.split(separator: "│").first ?? "" }.joined()
      let numbers = legend.matches(of: /\d+/).compactMap { Int($0.0) }
      #expect(numbers.first == 1 && numbers.allSatisfy { $0 <= 1000 }, "\(legend)")
      #expect(!legend.contains("10⁴"))
    }
  }

  @Test("At T = 1 spreads stand beside the exact ones and the theorem's bound")
  func spreads() throws {
    let fixture = try crowd(temperature: 1, stations: 8)
    let rows = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
    for text in ["spread", "expected", "bound", "off the"] {
      #expect(rows.contains(text))
    }
    let cold = try crowd(temperature: 0.8, stations: 8)
    let others = cold.screen(width: 120, height: 40).rows.joined()
    #expect(!others.contains("bound") && others.contains("no expected spread is known here"))
  }

  @Test("Beside the picture stand each share or the leader's, with the law where it is known")
  func shares() throws {
    for (counts, title) in [
      ([5, 3], "the leader's share"), ([5, 3, 2], "each share"), ([5, 4, 3, 2], "each share"),
      ([2, 2, 2, 2, 2, 2, 2, 2], "the leader's share"),
    ] as [([Int64], String)] {
      for (temperature, line) in [(0.8, nil), (1, "line: exact law"), (1.5, "line: expected")]
        as [(Double, String?)]
      {
        let fixture = try crowd(counts: counts, temperature: temperature, stations: 8)
        for (width, height) in [(120, 40), (160, 50)] {
          let rows = fixture.screen(width: width, height: height).rows.joined(separator: "\n")
          #expect(rows.contains(title) && rows.contains("mean and spread"))
          #expect(rows.contains("line: ") == (line != nil))
          if let line { #expect(rows.contains(line)) }
        }
        let small = fixture.screen(width: 80, height: 24).rows.joined()
        if counts.count > 2 { #expect(!small.contains(title)) }
      }
    }
  }

  @Test("A law's expected runs in the parts of a histogram sum to all, and are those of the law")
  func expected() throws {
    let fixture = try crowd(counts: [5, 3], temperature: 1, stations: 4)
    let report = try stage(fixture).report
    let law = try #require(report.prediction.law(of: 1))
    for bins in [3, 10, 40] {
      let histogram = ShareHistogram(report.figures, of: 1, bins: bins, from: 0, to: 1)
      let expected = histogram.expected(law, runs: 1000)
      #expect(abs(expected.reduce(0, +) - 1000) < 1e-6)
      let leaders = ShareHistogram(ofLeadersIn: report.figures, bins: bins, from: 0.5)
      #expect(leaders.runs.reduce(0, +) == report.figures.runCount)
      let larger = leaders.expected(ofTheLargerOfTwo: law, runs: 1000)
      #expect(larger.allSatisfy { $0 >= 0 })
      // Half of the data each is both the larger and the smaller share.
      #expect(abs(larger.reduce(0, +) - 1000) < 1000 * 0.2)
    }
    // Beta(3, 5) in the end: its mean is 3/8.
    let far = try Crowd.far(from: [5, 3])
    let histogram = ShareHistogram(far.figures, of: 1, bins: 50, from: 0, to: 1)
    let fit = try #require(PolyaFit(far.figures, initial: far.scenario.initialData))
    let expected = histogram.expected(try #require(fit.laws[1]), runs: 1)
    let mean = expected.indices.reduce(0) { $0 + expected[$1] * histogram.middle($1) }
    #expect(abs(mean - 0.375) < 1e-3)
  }

  @Test("A loop of which there is no crowd says so, and where the way out is")
  func obstacles() throws {
    var loop = ClosedLoop.paper
    loop.policy = .window(5)
    var fixture = try Fixture(loop: loop)
    #expect(try fixture.press(.character("e")).isEmpty)
    #expect(fixture.state.mode == .explore)
    #expect(fixture.state.line == CrowdRefusal.window("window:5").sentence)
    for refusal: CrowdRefusal in [
      .runs(0), .window("window:5"), .learner("sgd:0.5"), .batch("3..40"),
      .injection(count: 5, room: 0), .change, .policy(.window(0)),
      .externalData(.category(4, categoryCount: 3)),
    ] {
      #expect(refusal.sentence.terminalColumns <= 78 && !refusal.sentence.isEmpty)
    }
  }

  @Test("A crowd that cannot start says why, and the run goes on")
  func lost() throws {
    var fixture = try Fixture()
    _ = fixture.state.receive(.key(.character("e")))
    let effects = fixture.state.lost(SourceID(2), because: "no thread is left")
    #expect(effects == [.close(SourceID(2)), .send(.run)])
    #expect(fixture.state.line == "no crowd: no thread is left")
  }

  @Test(
    "Every size, number of categories, glyph set and depth draws without a trap", arguments: 2...8)
  func sizes(categories: Int) throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try crowd(
        counts: Array(repeating: 3, count: categories), temperature: 1.5, glyphs: glyphs,
        stations: 3, theme: glyphs == .blocks ? .light : .dark)
      for isMagnified in [false, true] {
        if isMagnified { try fixture.press(.character("z")) }
        for (width, height) in [
          (0, 0), (1, 1), (20, 5), (40, 12), (36, 9), (66, 10), (80, 24), (97, 31), (120, 40),
          (200, 60), (300, 20), (38, 70),
        ] {
          for colors in [ColorDepth.direct, .eight, .monochrome] {
            let buffer = fixture.screen(width: width, height: height, colors: colors)
            #expect(buffer.width == width && buffer.height == height)
            if glyphs == .ascii {
              #expect(buffer.rows.joined().unicodeScalars.allSatisfy { $0.isASCII })
            }
          }
        }
      }
    }
  }

  @Test("Each run is in the histogram once, and no part holds more multiples of 1/k than another")
  func histogram() throws {
    let fixture = try crowd(counts: [5, 3], temperature: 1, stations: 4)
    let figures = try stage(fixture).report.figures
    for bins in [1, 7, 10, 23, 100] {
      let histogram = ShareHistogram(figures, of: 1, bins: bins, from: 0, to: 1)
      #expect(histogram.runs.reduce(0, +) == figures.runCount)
      let step = (histogram.high - histogram.low) / Double(histogram.runs.count)
      let multiples = step * Double(figures.size)
      #expect(abs(multiples - multiples.rounded()) < 1e-9 && histogram.runs.count <= bins)
      figures.eachRun { counts in
        let share = Double(counts[counts.startIndex + 1]) / Double(figures.size)
        #expect(histogram.runs(at: share) > 0)
      }
    }
    let far = ShareHistogram(
      try Crowd.far(from: [5, 3]).figures, of: 1, bins: 30, from: 0, to: 1)
    #expect(far.runs.count == 30 && far.low == 0 && far.high == 1)
  }
}

extension Crowd {
  fileprivate static func far(from counts: [Int64]) throws -> Crowd {
    var crowd = try Crowd(
      Scenario(initialData: Dataset(counts: counts), temperature: .one, seed: 1), runs: 50)
    crowd.advance(to: 1_000_000)
    return crowd
  }
}
