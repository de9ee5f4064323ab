import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct ComparisonTests {
  /// The state of a comparison and one report a temperature.
  private func comparison(
    counts: [Int64] = [5, 3, 2], glyphs: GlyphSet = .braille, steps: Int64 = 2000
  ) throws -> (fixture: Fixture, reports: [EngineReport]) {
    var fixture = try Fixture(counts: counts, temperature: 0.6, glyphs: glyphs)
    let effects = try fixture.press(.character("c"))
    guard case .compare(let scenarios) = effects.first else {
      Issue.record("c starts a comparison")
      return (fixture, [])
    }
    let reports = scenarios.map { scenario in
      var simulation = Simulation(scenario)
      var trajectory = Trajectory(start: scenario.initialData)
      simulation.advance(by: steps, recordingIn: &trajectory)
      return EngineReport(
        RunReport(
          snapshot: Snapshot(simulation, trajectory: trajectory, generation: 0), activity: .running,
          pace: .standard))
    }
    return (fixture, reports)
  }

  @Test("c starts runs from the same data and seed at 0.8, 1 and 1.5, and c or Esc ends them")
  func startAndEnd() throws {
    for back in [Key.character("c"), .escape] {
      var (fixture, reports) = try comparison()
      #expect(reports.map(\.snapshot.scenario.temperature.value) == [0.8, 1, 1.5])
      #expect(Set(reports.map(\.snapshot.scenario.initialData.counts)) == [[5, 3, 2]])
      #expect(Set(reports.map(\.snapshot.seed)) == [42])
      #expect(fixture.state.mode == .compare && fixture.state.isRunning)
      #expect(try fixture.press(back) == [.endComparison, .send(.run)])
      #expect(fixture.state.mode == .explore && fixture.state.isRunning)
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
      let before = fixture.state
      let counts = fixture.simulation.counts
      _ = update(&fixture.state, key: .character("c"), report: fixture.report)
      #expect(fixture.state.pace == before.pace && fixture.state.isRunning)
      #expect(fixture.state.seed == before.seed && fixture.state.zoom == .none)
      for _ in 0..<random.next(12) {
        _ = update(&fixture.state, key: random.pick(keys), report: fixture.report)
        if fixture.state.mode == .explore { break }
      }
      var effects: [Effect] = []
      if fixture.state.mode == .compare {
        effects = update(&fixture.state, key: .character("c"), report: fixture.report)
        #expect(effects == (before.isRunning ? [.endComparison, .send(.run)] : [.endComparison]))
      }
      #expect(fixture.state.run == before.run)
      #expect(fixture.state.start == before.start && fixture.state.scenario == before.scenario)
      #expect(fixture.simulation.counts == counts)
    }
  }

  @Test("An undo carried out late, while comparing, is adopted by the run")
  func lateUndo() throws {
    var (fixture, _) = try comparison()
    try fixture.press(.character("r"))
    let compared = fixture.state.seed
    #expect(compared != 42)
    fixture.state.adopt(try Fixture(seed: 7).report)
    #expect(fixture.state.seed == compared && fixture.state.run.seed == 7)
  }

  @Test("While comparing, the keys that count act on all runs and the others say so")
  func keys() throws {
    var (fixture, _) = try comparison()
    #expect(try fixture.press(.character(" ")) == [.send(.pause)])
    #expect(try fixture.press(.character("+")) == [.send(.setPace(.decadesPerSecond(1)))])
    #expect(try fixture.press(.character("R")) == [.send(.intervene(.restart))])
    for dead in ["T", "t", "i", "x", "n", "u", "?"] as [Unicode.Scalar] {
      #expect(try fixture.press(.character(dead)).isEmpty)
      #expect(fixture.state.narrator.line.contains("does nothing here"))
      #expect(fixture.state.mode == .compare)
    }
    try fixture.press(.character("z"), .escape)
    #expect(fixture.state.mode == .compare, "Esc takes zoom back first")
  }

  @Test("Each column names its temperature, its regime and how large its dataset is")
  func columns() throws {
    let (fixture, reports) = try comparison()
    let rows = view(
      state: fixture.state, report: fixture.report, comparison: reports, width: 120, height: 40,
      colors: .direct
    ).rows
    for title in ["T 0.80 mode collapse", "T 1.00 martingale", "T 1.50 heat death"] {
      #expect(rows[1].contains(title))
    }
    #expect(rows[1].components(separatedBy: "k 2010").count == 4)
    #expect(rows[39].hasPrefix(" c back  q quit"))
    // V of all categories goes up, stays and goes down.
    let trends = rows.joined()
    #expect(trends.contains("↑") && trends.contains("=") && trends.contains("↓"))
  }

  @Test("Every size, number of categories and glyph set draws without a trap", arguments: 2...8)
  func sizes(categories: Int) throws {
    for glyphs in GlyphSet.allCases {
      let (fixture, reports) = try comparison(
        counts: Array(repeating: 3, count: categories), glyphs: glyphs)
      for (width, height) in [
        (0, 0), (1, 1), (20, 5), (40, 12), (53, 9), (54, 10), (80, 24), (120, 40), (200, 60),
        (300, 20), (30, 70),
      ] {
        let buffer = view(
          state: fixture.state, report: fixture.report, comparison: reports, width: width,
          height: height, colors: .indexed)
        #expect(buffer.width == width && buffer.height == height)
        if glyphs == .ascii {
          #expect(buffer.rows.joined().unicodeScalars.allSatisfy { $0.isASCII })
        }
      }
    }
  }
}
