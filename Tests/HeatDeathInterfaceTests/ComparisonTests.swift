import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct ComparisonTests {
  /// A comparison that has drawn some samples, and one report a temperature.
  private func comparison(
    counts: [Int64] = [5, 3, 2], glyphs: GlyphSet = .braille, steps: Int64 = 2000
  ) throws -> (fixture: Fixture, reports: [RunReport]) {
    var fixture = try Fixture(counts: counts, temperature: 0.6, glyphs: glyphs)
    try fixture.press(.character("c"))
    fixture.advanceCompared(by: steps)
    return (fixture, fixture.reports)
  }

  private static let sources = (2...4).map { SourceID($0) }

  /// A command for every run of the first comparison.
  private func all(_ command: SimulationCommand) -> [Effect] {
    Self.sources.map { .send(command, to: $0) }
  }

  private static let closing = sources.map { Effect.close($0) }

  @Test("c starts runs from the same data and seed at 0.8, 1 and 1.5, and c or Esc ends them")
  func startAndEnd() throws {
    for back in [Key.character("c"), .escape] {
      var (fixture, reports) = try comparison()
      #expect(reports.map(\.snapshot.scenario.temperature.value) == [0.8, 1, 1.5])
      #expect(Set(reports.map(\.snapshot.scenario.initialData.counts)) == [[5, 3, 2]])
      #expect(Set(reports.map(\.snapshot.seed)) == [42])
      #expect(fixture.state.mode == .compare && fixture.state.isRunning)
      #expect(!fixture.report.isRunning, "the run waits")
      #expect(try fixture.press(back) == Self.closing + [.send(.run)])
      #expect(fixture.state.mode == .explore && fixture.state.isRunning)
      #expect(fixture.report.isRunning)
    }
  }

  @Test("Whatever is pressed while comparing, the run is as it was afterwards")
  func restoration() throws {
    let keys: [Key] = [
      .character(" "), .character("+"), .character("-"), .character("r"), .character("R"),
      .character("z"), .character("Z"), .character("E"), .character("."), .escape,
    ]
    var random = SeededRandom(seed: 3)
    for _ in 0..<60 {
      var fixture = try Fixture(temperature: 0.6)
      fixture.advance(by: 500)
      for _ in 0..<random.next(5) { _ = try fixture.press(random.pick(Array(keys.dropLast(2)))) }
      fixture.fly()
      let before = try #require(fixture.state.run)
      let counts = fixture.simulation.counts
      try fixture.press(.character("c"))
      #expect(fixture.state.pace == before.controls.pace)
      #expect(fixture.state.isRunning == before.controls.isRunning)
      #expect(fixture.state.seed == before.feed.wanted.seed && fixture.state.zoom == .none)
      for _ in 0..<random.next(12) {
        try fixture.press(random.pick(keys))
        if fixture.state.mode == .explore { break }
      }
      fixture.fly()
      if fixture.state.mode == .compare {
        let effects = try fixture.press(.character("c"))
        #expect(effects == Self.closing + (before.controls.isRunning ? [.send(.run)] : []))
      }
      let after = try #require(fixture.state.run)
      #expect(after.controls == before.controls)
      #expect(after.feed.wanted == before.feed.wanted)
      #expect(after.feed.report.start == before.feed.report.start)
      #expect(fixture.simulation.counts == counts)
    }
  }

  @Test("It opens in motion where the run is, paused where it is paused, and goes on by space")
  func motion() throws {
    for isPaused in [false, true] {
      var fixture = try Fixture(temperature: 0.6)
      if isPaused { try fixture.press(.character(" ")) }
      let effects = try fixture.press(.character("c"))
      let opened = effects.compactMap { effect -> Bool? in
        if case .open(_, .run(_, pace: _, isRunning: let isRunning)) = effect {
          isRunning
        } else {
          nil
        }
      }
      #expect(opened == [!isPaused, !isPaused, !isPaused])
      #expect(Set(fixture.reports.map(\.isRunning)) == [!isPaused])
      #expect(
        fixture.screen(width: 120, height: 40).rows[0].contains("paused") == isPaused)
      #expect(try fixture.press(.character(" ")) == all(isPaused ? .run : .pause))
      #expect(fixture.state.isRunning == isPaused)
      // Other contrasts keep to what was chosen.
      try fixture.press(.character("2"))
      #expect(fixture.state.isRunning == isPaused)
      let back = try fixture.press(.character("c"))
      #expect(back.contains(.send(.run)) == !isPaused, "the run is as it was")
    }
    // A full dataset goes no further; what begins anew does.
    var full = try Fixture(counts: [Dataset.maximumSize - 1, 1])
    try full.press(.character("c"))
    #expect(full.state.isRunning)
  }

  @Test("Of some that are left alike it is said that the others are no more")
  func summariesOfSurvivors() throws {
    let format = NumberFormat(symbols: Symbols(.braille))
    for (counts, words, figure) in [
      ([485, 515, 0], "2 left, alike to 3.0 %", "2 left, nearly alike"),
      ([500, 500, 0], "2 left, alike", "2 left, alike"), ([1, 1, 1], "all alike", "all alike"),
    ] as [([Int64], String, String)] {
      let fixture = try Fixture(counts: counts, temperature: 1.1)
      let summaries = Sentence.summaries(of: fixture.report.snapshot, before: nil, format)
      #expect(summaries == [words, words, figure])
    }
  }

  @Test("Where one has nearly all when it opens, the line says so, and b leads to the start")
  func lateStart() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.6)
    try fixture.press(.character("c"))
    #expect(fixture.state.line == "the same data, the same seed, three temperatures")
    try fixture.press(.character("c"))
    try fixture.apply(.inject(count: 184, law: .category(0)))
    try fixture.press(.character("c"))
    // 189 of 194 are 97.4 %.
    #expect(
      fixture.state.line == "all begin at k = 194, where A has 97.4 % already: b from the start")
    try fixture.press(.character("b"))
    for second in 0..<20 { fixture.observe(at: Double(second)) }
    #expect(fixture.state.line == "the same data, the same seed, three temperatures")
    // From near the end on they come to nothing that tells them apart: it is said at their ends as well.
    var late = try Fixture(counts: [5, 3, 2], temperature: 0.6)
    try late.apply(.inject(count: 999_999_999_999_999_990, law: .category(0)))
    try late.press(.character("c"))
    let line = late.state.line
    #expect(line.hasPrefix("all begin at k = 10¹⁸") && line.hasSuffix("b from the start"))
    // Data that begin like that have no other start.
    var uneven = try Fixture(counts: [98, 1, 1], temperature: 0.6)
    try uneven.press(.character("c"))
    #expect(uneven.state.line == "the same data, the same seed, three temperatures")
    // The longest such line fits a window of 80 columns.
    var large = try Fixture(counts: [1, 1, 1], temperature: 0.6)
    try large.apply(.inject(count: 123_456_789_012_345_678, law: .category(2)))
    try large.press(.character("c"))
    #expect(large.state.line.hasPrefix("all begin at k = 1.23×10¹⁷, where C has >99.99 % already"))
    #expect(large.state.line.terminalColumns <= 77)
  }

  @Test("An undo carried out late, while comparing, is of the run alone")
  func lateUndo() throws {
    var fixture = try Fixture()
    try fixture.press(.character("r"))
    let effects = fixture.state.receive(.key(.character("u")))
    let comparing = fixture.state.receive(.key(.character("c")))
    fixture.perform(effects + comparing)
    let compared = fixture.state.seed
    #expect(compared != 42 && fixture.state.run?.feed.wanted.seed == 42)
  }

  @Test("A comparison that cannot start says why, and the run goes on")
  func lost() throws {
    var fixture = try Fixture()
    _ = fixture.state.receive(.key(.character("c")))
    let effects = fixture.state.lost(SourceID(3), because: "no thread is left")
    #expect(effects == Self.closing + [.send(.run)])
    #expect(fixture.state.mode == .explore)
    #expect(fixture.state.line == "no comparison: no thread is left")
  }

  @Test("While comparing, the keys that count act on all runs and the others say so")
  func keys() throws {
    var (fixture, _) = try comparison()
    #expect(try fixture.press(.character(" ")) == all(.pause))
    #expect(try fixture.press(.character("+")) == all(.setPace(.decadesPerSecond(1))))
    #expect(try fixture.press(.character("R")) == all(.intervene(.restart)))
    for dead in ["i", "x", "n", "u", "="] as [Unicode.Scalar] {
      #expect(try fixture.press(.character(dead)).isEmpty)
      #expect(fixture.state.line.contains("does nothing here"))
      #expect(fixture.state.mode == .compare)
    }
    try fixture.press(.character("z"), .escape)
    #expect(fixture.state.mode == .compare, "Esc takes zoom back first")
  }

  private static func temperatures(_ fixture: Fixture) -> [Double] {
    fixture.reports.map(\.snapshot.temperature.value)
  }

  @Test("Digits set other things against each other, all else alike")
  func contrasts() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.6)
    try fixture.press(.character("c"), .character("2"))
    #expect(Self.temperatures(fixture) == [0.99, 1, 1.01])
    try fixture.press(.character("3"))
    #expect(Self.temperatures(fixture) == [0.6, 0.6])
    #expect(fixture.reports.map(\.snapshot.externalData.fraction) == [0, 0.1])
    try fixture.press(.character("4"))
    #expect(fixture.reports.map(\.snapshot.loop.policy) == [.accumulate, .replace])
    #expect(fixture.reports.allSatisfy { $0.snapshot.externalData == .none })
    fixture.advanceCompared(by: 500)
    let rows = fixture.screen(width: 160, height: 40).rows
    #expect(rows[1].contains("keeps all, T 0.60") && rows[1].contains("keeps the newest batch"))
    #expect(Set(fixture.reports.map(\.snapshot.scenario.initialData)).count == 1)
    #expect(Set(fixture.reports.map(\.snapshot.seed)) == [42])
    try fixture.press(.character("5"))
    #expect(fixture.state.line.contains("a capital C keeps"))
    try fixture.press(.character("1"))
    #expect(Self.temperatures(fixture) == [0.8, 1, 1.5])
  }

  @Test("Runs go on from where the run stands, or with b from its beginning")
  func starts() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.6)
    fixture.advance(by: 500)
    let counts = fixture.simulation.counts
    try fixture.press(.character("c"))
    #expect(Set(fixture.reports.map(\.snapshot.counts)) == [counts])
    try fixture.press(.character("b"))
    #expect(Set(fixture.reports.map(\.snapshot.counts)) == [[5, 3, 2]])
    try fixture.press(.character("b"))
    #expect(Set(fixture.reports.map(\.snapshot.counts)) == [counts])
    #expect(fixture.simulation.counts == counts)
  }

  @Test("Tab leads from all runs through each, and keys act on the one in focus")
  func focus() throws {
    var (fixture, _) = try comparison()
    try fixture.press(.character("T"))
    #expect(Self.temperatures(fixture) == [0.85, 1.01, 1.55])
    try fixture.press(.tab, .tab, .character("0"))
    #expect(Self.temperatures(fixture) == [0.85, 1, 1.55])
    try fixture.press(.character(">"))
    #expect(fixture.reports.map(\.snapshot.externalData.fraction) == [0, 0.05, 0])
    try fixture.press(.character("0"))
    #expect(fixture.state.line == "T = 1 already here; t and T move it")
    let rows = fixture.screen(width: 120, height: 40).rows
    #expect(rows[1].contains("► T 1.00 λ 5 %") && !rows[1].contains("► T 0.85"))
    try fixture.press(.backTab, .character("t"))
    #expect(Self.temperatures(fixture) == [0.8, 1, 1.55])
    try fixture.press(.tab, .tab, .tab, .character("t"))
    #expect(Self.temperatures(fixture) == [0.75, 0.99, 1.5], "after the last one all")
  }

  @Test("Settings kept in the run stand side by side, whatever they are, and at most four")
  func keptSettings() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.6)
    try fixture.press(.character("C"), .character("0"))
    try fixture.apply(.setLoop(ClosedLoop(sampler: .greedy)))
    try fixture.press(.character("C"), .character("C"), .character("c"))
    #expect(fixture.reports.map(\.snapshot.loop.sampler) == [.softmax, .greedy])
    try fixture.press(.character("c"))
    for _ in 0..<4 { try fixture.press(.character("T"), .character("C")) }
    try fixture.press(.character("T"), .character("c"))
    #expect(fixture.reports.count == 4 && Set(Self.temperatures(fixture)).count == 4)
    for (width, height) in [(20, 5), (80, 24), (97, 31), (120, 60), (200, 60)] {
      _ = fixture.screen(width: width, height: height)
    }
  }

  @Test("The distance below is half the sum of the differences of all shares")
  func distance() throws {
    var random = SeededRandom(seed: 12)
    for _ in 0..<200 {
      let counts = (0..<2).map { _ in (0..<5).map { _ in Int64(random.next(50)) + 1 } }
      let laws = counts.map { law in law.map { Double($0) / Double(law.reduce(0, +)) } }
      let expected = zip(laws[0], laws[1]).map { max(0, $0 - $1) }.reduce(0, +)
      let found = ComparisonDistance.distance(counts[0][...], counts[1][...])
      #expect(abs(found - expected) < 1e-12)
    }
    var (fixture, _) = try comparison()
    #expect(!fixture.screen(width: 120, height: 40).rows.joined().contains("how far apart"))
    try fixture.press(.character("d"))
    let rows = fixture.screen(width: 120, height: 40).rows.joined()
    #expect(rows.contains("how far apart they are") && rows.contains("differs from T 0.80"))
  }

  @Test(
    "Triangles side by side are of one size, whatever a division leaves", arguments: [80, 97, 121])
  func sameSize(width: Int) throws {
    var fixture = try Fixture()
    try fixture.press(.character("c"))
    let rows = fixture.screen(width: width, height: 24).rows
    // The lower edge of each triangle is the longest row of its dots between two frames.
    let edges = rows.map { row in
      row.split(separator: "│").map { part in
        part.unicodeScalars.count { (0x2801...0x28FF).contains($0.value) }
      }
    }.filter { $0.count >= 3 }
    let longest = (0..<3).map { column in edges.map { $0[column] }.max() ?? 0 }
    #expect(longest[0] > 8 && Set(longest).count == 1, "\(longest)")
  }

  @Test("Each column names its temperature, its regime and how large its dataset is")
  func columns() throws {
    let (fixture, _) = try comparison()
    let rows = fixture.screen(width: 120, height: 40, colors: .direct).rows
    for title in ["T 0.80 mode collapse", "T 1.00 random point", "T 1.50 heat death"] {
      #expect(rows[1].contains(title))
    }
    #expect(rows[1].components(separatedBy: "k 2010").count == 4)
    #expect(rows[39].hasPrefix(" ? help  q quit  c back  space pause"))
    // V of all categories goes up, stays and goes down.
    let trends = rows.joined()
    #expect(trends.contains("↑") && trends.contains("=") && trends.contains("↓"))
  }

  @Test(
    "Every run shows its k and where it ends, where titles and columns leave no room for them, too")
  func small() throws {
    var fixture = try Fixture(counts: [5, 3, 2])
    try fixture.press(.character("c"))
    for (width, height) in [(80, 24), (97, 31), (120, 40)] {
      let rows = fixture.screen(width: width, height: height).rows
      #expect(rows.joined().components(separatedBy: "k 10 ").count == 4, "\(width)")
      #expect(rows.joined().contains("78.5 %"), "the odds of A at \(width)")
    }
    try fixture.press(.character("E"))
    fixture.fly()
    let rows = fixture.screen(width: 80, height: 24).rows
    #expect(rows.joined().components(separatedBy: "k 10¹⁸ ").count == 4)
    #expect(rows.contains { $0.contains(" wins in ") && $0.contains("even") })
  }

  @Test("E flies the runs that can; of a loop that does not leap it draws samples, and says why")
  func mixedFlight() throws {
    var fixture = try Fixture(counts: [5, 3, 2])
    fixture.observe(at: 0)
    try fixture.press(.character("c"), .character("4"))
    let ids = fixture.state.sources.suffix(2)
    let effects = try fixture.press(.character("E"))
    #expect(
      effects == [
        .send(.leap(to: Shell.eternity, over: Shell.flightSeconds), to: ids[ids.startIndex]),
        .send(
          .leap(to: 1_000_010, over: Shell.flightSeconds), to: ids[ids.startIndex + 1]),
      ])
    #expect(
      fixture.state.line.hasPrefix("the dataset does not grow under replace: drawn one by one"))
    #expect(fixture.state.line.terminalColumns <= 76)
    fixture.fly()
    fixture.observe(at: 20)
    #expect(fixture.reports.suffix(2).map(\.snapshot.clock) == [Shell.eternity, 1_000_010])
    // One category is left of ten samples drawn anew a hundred thousand times.
    #expect(fixture.reports.last?.snapshot.theta.coordinates.max() == 1)
    #expect(
      fixture.state.line.contains("keeps the newest batch: ")
        && fixture.state.line.hasSuffix(" 100 %"))
    #expect(fixture.screen(width: 80, height: 24).rows.joined().contains("drawn 10⁶"))
    try fixture.press(.character("E"))
    #expect(fixture.state.line.hasPrefix("the runs have come to their ends: R starts again"))
    // The run alone is refused as before.
    var alone = try Fixture(loop: ClosedLoop(policy: .replace))
    #expect(try alone.press(.character("E")).isEmpty)
    #expect(alone.state.line.hasPrefix("no flight: the dataset does not grow under replace"))
  }

  @Test("Every size, number of categories and glyph set draws without a trap", arguments: 2...8)
  func sizes(categories: Int) throws {
    for glyphs in GlyphSet.allCases {
      let (fixture, _) = try comparison(
        counts: Array(repeating: 3, count: categories), glyphs: glyphs)
      for (width, height) in [
        (0, 0), (1, 1), (20, 5), (40, 12), (53, 9), (54, 10), (80, 24), (120, 40), (200, 60),
        (300, 20), (30, 70),
      ] {
        let buffer = fixture.screen(width: width, height: height)
        #expect(buffer.width == width && buffer.height == height)
        if glyphs == .ascii {
          #expect(buffer.rows.joined().unicodeScalars.allSatisfy { $0.isASCII })
        }
      }
    }
  }
}
