import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// What strangers misread in the panels, and does not stand there any more.
@Suite struct PanelTests {
  // MARK: Probabilities

  @Test("A share too small for a bar has none, and its number stands out", arguments: 2...8)
  func smallShares(categories: Int) throws {
    let small: [Int64] = [3, 40, 1_000_000, 9_000_000_000, 2, 700, 50_000]
    for glyphs in GlyphSet.allCases {
      let fixture = try Fixture(
        counts: [1_000_000_000_000_000_000] + small.prefix(categories - 1), temperature: 0.5,
        glyphs: glyphs)
      for depth in ColorDepth.allCases {
        let context = fixture.state.context(colors: depth)
        for width in [24, 36, 44, 80] {
          let view = ProbabilityView(context: context, isFramed: false)
          let buffer = draw(view, width, categories)
          for row in 1..<categories {
            let cells = (0..<width).map { buffer[$0, row] }
            // The mark may be as thin as an eighth of a bar, in a colour of its own.
            let bars = cells.filter { "▏▎▍▌▋▊▉█=".unicodeScalars.contains($0.glyph) }
            #expect(
              bars.allSatisfy {
                depth != .monochrome && $0.style.foreground == context.palette.color(.strong)
              })
            guard depth >= .indexed else { continue }
            let hue = context.palette.category(row)
            #expect(!cells.contains { $0.style.background == hue })
            #expect(
              cells.contains { ["e", "⁻"].contains($0.glyph) && $0.style.foreground == hue },
              "the number of \(row) at \(width)")
          }
        }
      }
    }
  }

  @Test("An extinct category says so at every width")
  func extinct() throws {
    let fixture = try Fixture(counts: [6, 0, 4])
    for width in [20, 24, 30, 36, 60] {
      let view = ProbabilityView(context: fixture.state.context(), isFramed: false)
      #expect(text(view, width, 3).contains("extinct"), "\(width)")
    }
  }

  @Test("Bar and mark are explained in words a student knows")
  func legend() throws {
    var fixture = try Fixture()
    fixture.answer()
    let panel = ProbabilityView(context: fixture.state.context(), isFramed: true)
    // What a mark means stands beside the panel's name: at the right is the heading of a column.
    #expect(text(panel, 64, 7).contains("─ share of the data, │ chance of the next ─"))
    #expect(text(panel, 64, 7).contains("── wins in the end ─╮"))
    #expect(text(panel, 44, 7).contains("─ share, │ chance ─"))
    #expect(text(panel, 36, 7).contains("─ share, │ chance ─"))
    #expect(text(panel, 36, 7).contains("─ wins ─╮"))
    fixture = try Fixture(temperature: 1.5)
    fixture.answer()
    #expect(
      text(ProbabilityView(context: fixture.state.context(), isFramed: true), 44, 7)
        .contains("─ share, │ chance ─"))
    fixture = try Fixture(loop: ClosedLoop(learner: try .smoothed(1)))
    #expect(
      text(ProbabilityView(context: fixture.state.context(), isFramed: true), 64, 7)
        .contains("─ model's share, │ chance of the next ─"))
  }

  // MARK: V

  @Test("The arrow tells where V goes with fresh data; the sampler's own is for experts")
  func trend() throws {
    var fixture = try Fixture(
      counts: [970, 20, 10], temperature: 0.8,
      externalData: ExternalData(fraction: 0.5, law: .uniform))
    let rows = draw(LyapunovView(context: fixture.state.context()), 36, 10).rows
    // In rows that have no room for words one arrow is all there is.
    #expect(rows.contains { $0.contains("│ V ") && $0.contains(" ↓ ") })
    let tall = text(LyapunovView(context: fixture.state.context()), 44, 24)
    #expect(tall.contains("↓ falls") && tall.contains("↑ V grows ↓ V falls"))
    fixture.state.display.isExpert = true
    #expect(text(LyapunovView(context: fixture.state.context()), 44, 24).contains("↓(↑)"))
    fixture = try Fixture(counts: [970, 20, 10], temperature: 0.8)
    #expect(text(LyapunovView(context: fixture.state.context()), 44, 24).contains("↑ grows"))
  }

  @Test(
    "Where all are alike the next sample ends it: what pulls apart grows, and at T = 1 it roams")
  func trendOfNone() throws {
    for (temperature, word) in [(0.8, "↑ grows"), (1, "= roams")] {
      let fixture = try Fixture(counts: [65, 65, 65], temperature: temperature)
      let view = LyapunovView(context: fixture.state.context())
      #expect(text(view, 77, 16).contains(word), "\(text(view, 77, 16))")
    }
  }

  @Test("The chance of the next stands below every bar, or below none")
  func chances() throws {
    let fixture = try Fixture(counts: [51, 49], temperature: 0.7)
    for height in 4...8 {
      let rows = draw(ProbabilityView(context: fixture.state.context(), isFramed: true), 58, height)
        .rows
      let count = rows.count { $0.contains(/│ \d+\.\d %/) && !$0.contains(/[AB]\s/) }
      #expect(count == (height >= 6 ? 2 : 0), "\(rows)")
    }
  }

  @Test("A curve has one colour, whatever its age")
  func curveColours() throws {
    for theme in Theme.allCases {
      for temperature in [0.8, 1, 1.5] {
        var fixture = try Fixture(temperature: temperature, theme: theme)
        fixture.advance(by: 20_000)
        let context = fixture.state.context()
        for height in [8, 24] {
          let cells = draw(LyapunovView(context: context), 44, height).cells
          // What V is to do is drawn in another colour than what it did.
          let curve = cells.filter {
            ((0x2801...0x28FF).contains($0.glyph.value)
              || (0x2581...0x2588).contains($0.glyph.value))
              && $0.style.foreground != context.palette.color(.muted)
          }
          #expect(curve.count > 20)
          #expect(Set(curve.map(\.style.foreground)).count == 1)
        }
      }
    }
  }

  @Test("A curve has numbers on both axes, or is not drawn", arguments: 2...8)
  func axes(categories: Int) throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try Fixture(
        counts: (1...Int64(categories)).map { $0 * $0 }, temperature: 1.5, glyphs: glyphs)
      fixture.advance(by: 3000)
      let view = LyapunovView(context: fixture.state.context())
      for width in [20, 35, 36, 44, 100] {
        for height in [3, 4, 5, 6, 7, 8, 9, 11, 14, 17, 22, 30, 40] {
          let rows = LyapunovRows(
            in: Rect(x: 0, y: 0, width: width, height: height),
            sets: CategorySet.all(ofCategories: categories).count)
          let text = HeatDeathInterfaceTests.text(view, width, height)
          #expect(text.contains("samples") == rows.hasFoot)
          let curve = text.unicodeScalars.contains {
            (0x2801...0x28FF).contains($0.value) || (0x2581...0x2588).contains($0.value)
          }
          if curve { #expect(rows.hasFoot && (text.contains("1┤") || text.contains(" to 1"))) }
        }
      }
    }
  }

  @Test("Panels side by side have the same scales, however far apart their values are")
  func sharedScales() throws {
    let panels = try [[5, 3, 2], [1_000_000, 999_999, 1_000_001]].map { counts in
      LyapunovView(context: try Fixture(counts: counts).state.context())
    }
    /// The numbers and ends of the vertical axis.
    func scale(_ rows: [String], _ panel: Int) -> [String] {
      rows.flatMap { row in
        row.dropFirst(44 * panel).prefix(44).split(separator: " ")
          .filter { $0.contains("┤") || $0.hasPrefix("10⁻") || $0.hasPrefix("0.1") }
          .map { String($0.prefix { $0 != "┤" }) }
      }
    }
    for height in [10, 24] {
      var together = CellBuffer(width: 88, height: height)
      var apart = together
      let areas = [0, 44].map { Rect(x: $0, y: 0, width: 44, height: height) }
      LyapunovView.draw(Array(zip(panels, areas)), into: &together)
      for (panel, area) in zip(panels, areas) { panel.draw(into: &apart, in: area) }
      #expect(scale(apart.rows, 0) != scale(apart.rows, 1), "or sharing would prove nothing")
      #expect(scale(together.rows, 0) == scale(together.rows, 1))
      #expect(scale(together.rows, 0).contains { $0.hasPrefix("10⁻") })
    }
  }

  @Test("A column of a comparison says what the header would")
  func comparedTitles() throws {
    for data in [ExternalData.none, try ExternalData(fraction: 0.3)] {
      var fixture = try Fixture(externalData: data)
      try fixture.press(.character("c"))
      let rows = fixture.screen(width: 180, height: 40).rows
      let stage = try #require(fixture.state.stage as? ComparisonStage)
      for feed in stage.feeds {
        let context = DrawingContext(
          Look(fixture.state.display, colors: .indexed), feed, stage.controls, fixture.state.display
        )
        let title = HeaderView(context: context).title(isWide: false, isNamed: false)
        #expect(rows[1].contains(ComparisonColumn.words(title)))
        if data.fraction > 0 { #expect(rows[1].contains("λ 30 %")) }
      }
    }
  }

  // MARK: Knowledge

  @Test("What is known is said in a student's words, and to an expert in nats")
  func words() throws {
    var fixture = try Fixture()
    fixture.advance(by: 3000)
    for width in [36, 44, 80] {
      let plain = text(KnowledgeView(context: fixture.state.context()), width, 12)
      for word in ["from outside 0.3 %", "diversity", " of 3", "moved", "generated"] {
        #expect(plain.contains(word), "\(word) at \(width)")
      }
      for symbol in ["nats", "KL", "ln(", "ℓ", "‖", "θ", "…"] { #expect(!plain.contains(symbol)) }
    }
    fixture.state.display.isExpert = true
    let expert = text(KnowledgeView(context: fixture.state.context()), 44, 12)
    #expect(expert.contains("nats of KL") && expert.contains("nats = "))
  }

  @Test("What is from outside is of the dataset that exists, and never rounded to none or all")
  func fromOutside() throws {
    func shown(
      _ counts: [Int64], _ loop: ClosedLoop, after steps: Int64
    ) throws -> String {
      var fixture = try Fixture(counts: counts, loop: loop)
      fixture.advance(by: steps)
      return text(KnowledgeView(context: fixture.state.context()), 60, 14)
    }
    #expect(try shown([5, 3, 2], .paper, after: 0).contains("all of the data"))
    #expect(
      try shown([5, 3, 2], ClosedLoop(policy: .window(6)), after: 3).contains("50.0 % of"))
    #expect(
      try shown([5, 3, 2], ClosedLoop(policy: .window(6)), after: 9).contains("none of the data"))
    #expect(
      try shown([5, 3, 2], ClosedLoop(policy: .replace, batch: BatchSize(5)), after: 5)
        .contains("none of the data"))
    let huge = Dataset.maximumSize - 5
    #expect(try shown([huge, 1, 1], .paper, after: 1).contains(">99.99 %"))
    var fixture = try Fixture()
    try fixture.press(.character("E"))
    fixture.fly()
    #expect(text(KnowledgeView(context: fixture.state.context()), 60, 14).contains("10⁻¹⁵ %"))
  }

  // MARK: Timeline

  private func timeline(_ fixture: Fixture, width: Int = 120) -> [String] {
    draw(TimelineView(context: fixture.state.context()), width, 2).rows
  }

  @Test("A key held down is one change with one label, at every width")
  func heldKey() throws {
    var fixture = try Fixture()
    fixture.advance(by: 500)
    for _ in 0..<12 {
      try fixture.press(.character("T"))
      fixture.advance(by: 5)
    }
    let value = NumberFormat(symbols: Symbols(.braille))
      .temperature(fixture.state.temperature.value)
    for width in [30, 31, 40, 57, 80, 97, 120, 200] {
      let rows = timeline(fixture, width: width)
      #expect(rows[1].components(separatedBy: "T ").count == 2, "\(rows)")
      #expect(rows[1].contains("T .80→\(value.hasPrefix("0") ? String(value.dropFirst()) : value)"))
    }
  }

  @Test("Beyond 10¹⁸ the line goes to the largest dataset, and 10¹⁸ is a place on it")
  func beyondEternity() throws {
    var far = try Fixture(counts: [Shell.eternity / 2, Shell.eternity / 4, 2])
    #expect(timeline(far)[0].hasSuffix(" 10¹⁸ "), "\(timeline(far))")
    try far.apply(.inject(count: Shell.eternity, law: .uniform))
    #expect(timeline(far)[0].hasSuffix(" 4×10¹⁸ "), "\(timeline(far))")
    for (size, end) in [(Shell.eternity / 10, " 10¹⁸"), (Dataset.maximumSize, " 4×10¹⁸")] {
      let fixture = try Fixture(counts: [size / 2, size / 2 - 2, 2])
      let rows = timeline(fixture)
      #expect(rows[0].split(separator: " ").last.map { " \($0)" } == end, "\(rows)")
    }
  }

  @Test("Interventions have the labels, decades what room is left, and engines none")
  func labels() throws {
    var fixture = try Fixture()
    fixture.advance(by: 90)
    try fixture.apply(.inject(count: 5, law: .category(1)))
    fixture.advance(by: 3000)
    try fixture.apply(.setEngine(.leap))
    for width in [30, 31, 40, 57, 80, 97, 120, 200] {
      let rows = timeline(fixture, width: width)
      #expect(rows[1].contains("+5 B") && !rows[1].contains("leap"), "\(rows)")
      let buffer = draw(TimelineView(context: fixture.state.context()), width, 2)
      let palette = fixture.state.context().palette
      let inks = (0..<width).filter { buffer[$0, 1].glyph != " " }
        .map { buffer[$0, 1].style.foreground }
      #expect(Set(inks).isSubset(of: [palette.color(.text), palette.color(.muted)]))
    }
    #expect(timeline(fixture)[1].contains("10⁴"))
    fixture.state.display.isExpert = true
    #expect(timeline(fixture)[1].contains("leap"))
  }

  @Test("Injections of one law that stand together are one sum")
  func injections() throws {
    var fixture = try Fixture()
    fixture.advance(by: 5000)
    for _ in 0..<3 { try fixture.apply(.inject(count: 50, law: .category(0))) }
    try fixture.apply(.inject(count: 7, law: .category(2)))
    #expect(timeline(fixture)[1].contains("+7 C"))
    let gestures = TimelineGesture.gathered(
      fixture.report.snapshot.marks.map { ($0.intervention, 40) },
      start: fixture.report.start.settings, reach: 7)
    #expect(
      gestures.map(\.intervention)
        == [.inject(count: 150, law: .category(0)), .inject(count: 7, law: .category(2))])
  }
}
