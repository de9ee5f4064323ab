import HeatDeath
import RealModule
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Knowledge with its histories, what the data are made of, and what V was expected to do.
@Suite struct KnowledgeTests {
  /// What figures show besides, once it has been answered.
  private func notes(_ fixture: inout Fixture) throws -> FigureNotes {
    fixture.answer()
    return try #require(fixture.state.run!.feed.notes)
  }

  private func isBar(_ glyph: Unicode.Scalar) -> Bool { (0x2581...0x2588).contains(glyph.value) }

  @Test("A history ends where the number stands, and begins at the start")
  func history() throws {
    for temperature in [0.6, 1, 1.5] {
      var fixture = try Fixture(temperature: temperature)
      fixture.advance(by: 90)
      try fixture.apply(.inject(count: 300, law: .category(1)))
      fixture.advance(by: 5000)
      let knowledge = try notes(&fixture).knowledge
      let feed = fixture.state.run!.feed
      let snapshot = feed.figures
      let clock = ClockAxis(snapshot)
      for columns in [1, 7, 30, 200] {
        func heights(_ fact: KnowledgeHistory.Fact) throws -> [Double] {
          let heights = knowledge.heights(of: fact, on: clock, columns: columns)
          #expect(heights.count == clock.column(of: clock.position, among: columns) + 1)
          return try heights.map { try #require($0) }
        }
        let real = try heights(.real)
        let size = Double(snapshot.size)
        #expect(real.last == Double(try #require(snapshot.realCount)) / size)
        let diversity = try heights(.diversity)
        #expect(diversity.last == Double.exp(snapshot.theta.entropy) / 3)
        let start = snapshot.scenario.initialData.empiricalLaw
        let drift = try heights(.drift)
        #expect(drift.last == start.totalVariation(from: snapshot.theta))
        #expect((real + diversity + drift).allSatisfy { (0...1).contains($0) })
        // The injection is seen.
        if columns == 200 { #expect(zip(real, real.dropFirst()).contains { $1 > $0 + 0.1 }) }
      }
    }
  }

  @Test("A curve has its scales, or is not drawn")
  func axes() throws {
    for glyphs in GlyphSet.allCases {
      for isExpert in [false, true] {
        var fixture = try Fixture(temperature: 1.5, glyphs: glyphs)
        fixture.advance(by: 300)
        fixture.answer()
        fixture.state.display.isExpert = isExpert
        for width in [24, 36, 39, 40, 44, 60, 77] {
          for height in [5, 6, 7, 8, 9, 10, 13, 20] {
            let buffer = draw(
              KnowledgeView(context: fixture.state.context()), width, height)
            let text = buffer.rows.joined(separator: "\n")
            let hasCurve = (1..<4).contains { row in
              (width / 2..<width).contains { isBar(buffer[$0, row].glyph) }
            }
            let hasScale = text.contains("none to all") && text.contains("samples")
            #expect(!hasCurve || hasScale, "\(width) × \(height)\n\(text)")
            if width >= 60, height >= 9 { #expect(hasScale) }
            #expect(buffer.rows.last?.contains("generated") == false)
          }
        }
      }
    }
  }

  @Test("Fresh data are counted and not dated: no history is made up")
  func streamed() throws {
    var fixture = try Fixture(externalData: ExternalData(fraction: 0.3))
    fixture.advance(by: 500)
    fixture.answer()
    let text = HeatDeathInterfaceTests.text(KnowledgeView(context: fixture.state.context()), 77, 12)
    #expect(text.contains("its past is not kept") && text.contains("came later"))
    #expect(text.contains("fresh"))
  }

  @Test("Parts of the bar are as long as their shares, and those below a cell are told")
  func cells() {
    for counts in [[10, 461], [1, 1, 1, 1], [10, 0, 5, 1_000_000], [3, 90, 7], [1]] as [[Int64]] {
      for width in [1, 5, 17, 29, 64] {
        let cells = OriginsBar.cells(of: counts, width: width)
        let size = counts.reduce(0, +)
        for (count, cells) in zip(counts, cells) {
          let exact = Double(count) / Double(size) * Double(width)
          if exact < 1 { #expect(cells == 0) }
          if cells > 0 { #expect(Double(cells) >= exact - 1) }
        }
        #expect(cells.reduce(0, +) == width || cells.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test("The legend tells every part, by sign or as too thin, at every width", arguments: 36...80)
  func legend(width: Int) throws {
    var fixture = try Fixture(
      counts: [500, 300, 200], externalData: ExternalData(fraction: 0.3))
    fixture.advance(by: 1000)
    try fixture.apply(.inject(count: 900, law: .uniform))
    func legend() -> String {
      let rows = draw(KnowledgeView(context: fixture.state.context()), width, 9).rows
      return rows[(rows.firstIndex { $0.contains("made of") } ?? 0) + 1]
    }
    var last = legend()
    #expect(!last.contains("…") && !last.contains("thin"), "\(last)")
    let signs: [Character] = ["█", "▓", "▒", "░"]
    for sign in signs { #expect(last.contains(sign)) }
    for _ in 0..<8 { fixture.advance(by: 100_000) }
    last = legend()
    #expect(last.contains("too thin") && !last.contains("█") && !last.contains("▓"), "\(last)")
    #expect(!last.contains("…"), "\(last)")
  }

  @Test("Discarded samples are not told apart")
  func discarded() throws {
    var fixture = try Fixture(loop: ClosedLoop(policy: .window(10)))
    fixture.advance(by: 4)
    var text = text(KnowledgeView(context: fixture.state.context()), 77, 12)
    #expect(text.contains("from outside 6") && text.contains("generated 4"), "\(text)")
    fixture = try Fixture(
      externalData: ExternalData(fraction: 0.3), loop: ClosedLoop(policy: .window(10)))
    fixture.advance(by: 40)
    text = HeatDeathInterfaceTests.text(KnowledgeView(context: fixture.state.context()), 77, 12)
    #expect(text.contains("made of      not counted"))
  }

  // MARK: Expected and happened

  @Test(
    "However slowly V goes it has its arrow, and = at T = 1 alone",
    arguments: [0.8, 0.999, 1, 1.001])
  func slow(temperature: Double) throws {
    var fixture = try Fixture(counts: [9_985, 10, 5], temperature: temperature, seed: 5)
    fixture.advance(by: 100_000)
    let drift = try #require(notes(&fixture).drift)
    let format = fixture.state.context().format
    #expect(try notes(&fixture).isDriftOfDecade && drift.after < 0.9999)
    #expect(format.factor(1 + drift.expected / drift.before) == "×1.00")
    let words = temperature < 1 ? "↑ grows" : temperature > 1 ? "↓ falls" : "= drift"
    for size in [(77, 16), (36, 9)] {
      let rows = draw(LyapunovView(context: fixture.state.context()), size.0, size.1).rows
      let whole = rows.dropFirst().prefix(3).joined()
      #expect(whole.contains(words) || whole.contains(words.prefix(1) + " "), "\(rows)")
      #expect(temperature == 1 || !whole.contains("="))
      // ×1.00 beside an arrow would be read as none.
      #expect(temperature == 1 || !rows.joined().contains(/×1\.00(?!\d)/), "\(rows)")
    }
    let text = text(LyapunovView(context: fixture.state.context()), 77, 16)
    let factors = text.matches(of: /(expected|happened) ×(0\.9\d{3}|1\.0\d{3}|1\.00)(?=[ ,])/)
    let expected = try #require(drift.expectedFactor)
    let happened = drift.after / drift.before
    // The window spans ten times the data, but for a few in a hundred.
    let values = try factors.map { try #require(Double($0.output.2)) }
    if values.isEmpty {
      #expect(
        text.contains(
          "expected \(format.change(drift.expected)), happened \(format.change(drift.happened))"),
        "\(text)")
    } else {
      #expect(values.count == 2 && abs(values[0] - expected) < 1e-4, "\(text)")
      #expect(abs(values[1] - happened) < 3e-4, "\(text), \(happened)")
    }
  }

  @Test("What V was to do stands beside what it did, where chance is small")
  func drift() throws {
    var fixture = try Fixture(counts: [500, 300, 200])
    #expect(try notes(&fixture).drift == nil, "before anything is drawn")
    fixture.advance(by: 20_000)
    let drift = try #require(notes(&fixture).drift)
    #expect(drift.happened > 0 && drift.expected > 0)
    let format = fixture.state.context().format
    for width in [36, 44, 77] {
      let rows = draw(LyapunovView(context: fixture.state.context()), width, 16).rows
      let expected = format.factor(1 + drift.expected / drift.before)
      let happened = format.factor(drift.after / drift.before)
      #expect(rows[15].contains("V") && rows[15].contains(expected), "\(rows[15])")
      #expect(rows[15].contains(happened), "\(rows[15])")
    }
    // What came before a change of T is not this law's doing.
    try fixture.apply(.setTemperature(Temperature(1.5)))
    #expect(try notes(&fixture).drift == nil)
    fixture.advance(by: 30_000)
    let later = try #require(notes(&fixture).drift)
    #expect(later.start >= 21_000 && later.happened < 0)
    #expect(
      text(LyapunovView(context: fixture.state.context()), 77, 16).contains("since there were"))
    var few = try Fixture(temperature: 4)
    #expect(try notes(&few).drift == nil)
  }

  @Test("The line that V is to follow is drawn from where it holds, and named")
  func lines() throws {
    var fixture = try Fixture(counts: [50_000, 30_000, 20_000], temperature: 1.2)
    fixture.advance(by: 100_000)
    let lines = try notes(&fixture).lines
    let feed = fixture.state.run!.feed
    #expect(lines.count == 4 && lines.contains { $0 != nil })
    let rows = draw(LyapunovView(context: fixture.state.context()), 77, 30).rows
    #expect(rows[0].contains("– – expected"))
    // Ahead of the curve there is nothing but it.
    let clock = ClockAxis(feed.figures)
    for line in lines.compactMap(\.self) {
      #expect(line.exponent == 1 / 1.2 - 1 && line.size >= 100_000)
      #expect(clock.position(ofExponent: .log10(line.size)) <= clock.position)
    }
    // Before anything is drawn nothing is expected of it.
    var still = try Fixture(counts: [50_000, 30_000, 20_000], temperature: 1.2)
    #expect(try notes(&still).lines.isEmpty)
    var none = try Fixture(temperature: 1.2)
    #expect(try notes(&none).lines.allSatisfy { $0 == nil })
    #expect(!text(LyapunovView(context: none.state.context()), 77, 30).contains("expected"))
    for loop in [
      ClosedLoop(policy: .replace), ClosedLoop(learner: try .smoothed(1)),
      ClosedLoop(sampler: try .tilt(1)),
    ] {
      var other = try Fixture(counts: [50_000, 30_000, 20_000], temperature: 1.2, loop: loop)
      other.advance(by: 10)
      #expect(try notes(&other).lines.allSatisfy { $0 == nil }, "\(loop)")
    }
  }

  // MARK: Room

  @Test("Panels stand side by side without holes, and the picture keeps its size", arguments: 2...8)
  func room(categories: Int) throws {
    let fixture = try Fixture(counts: Array(repeating: 3, count: categories))
    for width in stride(from: 66, through: 220, by: 7) {
      for height in stride(from: 12, through: 70, by: 3) {
        let layout = fixture.state.runLayout(width: width, height: height)
        let areas = [
          layout.header, layout.picture, layout.thermometer, layout.bars, layout.speech,
          layout.lyapunov, layout.knowledge, layout.timeline, layout.narration, layout.footer,
        ].compactMap(\.self)
        let covered = areas.reduce(0) { $0 + $1.width * $1.height }
        #expect(covered == width * height, "\(width) × \(height)")
        for (index, area) in areas.enumerated() {
          for other in areas[..<index] { #expect(area.intersection(other).isEmpty) }
        }
      }
    }
    let layout = fixture.state.runLayout(width: 120, height: 40)
    #expect(try #require(layout.picture).height >= 33)
    #expect(layout.thermometer != nil && layout.speech != nil && layout.knowledge != nil)
    if categories <= 3 {
      let small = fixture.state.runLayout(width: 80, height: 24)
      #expect(small.picture == Rect(x: 0, y: 1, width: 44, height: 21))
      #expect(small.speech != nil && small.knowledge != nil && small.lyapunov != nil)
    }
  }
}
