import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// What becomes of each category, beside its bar.
@Suite struct EndColumnTests {
  private func column(
    _ counts: [Int64], _ temperature: Double, external: ExternalData = .none,
    loop: ClosedLoop = .paper, glyphs: GlyphSet = .braille
  ) throws -> EndColumn {
    var fixture = try Fixture(
      counts: counts, temperature: temperature, externalData: external, loop: loop,
      glyphs: glyphs)
    fixture.answer()
    return fixture.state.context().ends
  }

  private func texts(_ column: EndColumn) -> [String] {
    column.counts.indices.map { column.text(of: $0).text }
  }

  @Test("Below T = 1 the odds to win, at 1 mean and deviation, above it the even end")
  func regimes() throws {
    #expect(try texts(column([5, 3, 2], 0.8)) == ["78.5 %", "16.7 %", "4.8 %"])
    #expect(try texts(column([5, 3, 2], 1)) == ["50±15 %", "30±14 %", "20±12 %"])
    #expect(try texts(column([5, 3, 0], 1.5)) == ["50.0 %", "50.0 %", "0 %"])
    #expect(try column([5, 3, 2], 0.8).headings[0] == "wins in the end")
    #expect(try column([5, 3, 2], 1).headings[0] == "settles at")
    #expect(try column([5, 3, 2], 1.5).headings[0] == "share in the end")
  }

  @Test("With fresh data the rest point that the flow leads to from here")
  func freshData() throws {
    let law = ExternalLaw.point(SimplexPoint(weights: [0.5, 0.3, 0.2]))
    let external = try ExternalData(fraction: 0.3, law: law)
    #expect(
      try texts(column([80, 12, 8], 0.5, external: external)) == ["83.6 %", "10.0 %", "6.4 %"])
    #expect(
      try texts(column([12, 80, 8], 0.5, external: external)) == ["19.5 %", "74.0 %", "6.5 %"])
  }

  @Test("What is alive is never 0, and what is not alone never 100")
  func neverRounded() throws {
    let column = try column([2_000_000_000_000_000, 1, 0], 0.5)
    let texts = texts(column)
    #expect(texts[0] == ">99.99 %" && texts[1].first != "0" && texts[2] == "0 %")
    #expect(try self.texts(self.column([2893, 76, 41], 0.3))[0] == ">99.99 %")
    #expect(try self.texts(self.column([7, 0, 0], 0.8)) == ["100 %", "0 %", "0 %"])
  }

  @Test("Odds near none or all are written one way, as sentences say them in words")
  func oneWriting() {
    let format = NumberFormat(symbols: Symbols(.braille))
    for (odds, sign, words) in [
      (0.785, "78.5 %", "78.5 %"), (0.00009, "<0.01 %", "less than 0.01 %"),
      (1e-20, "<0.01 %", "less than 0.01 %"), (0.99995, ">99.99 %", "more than 99.99 %"),
      (0.0002, "0.02 %", "0.02 %"), (0, "0 %", "0 %"), (1, "100 %", "100 %"),
    ] {
      #expect(format.odds(odds, complement: 1 - odds) == sign)
      #expect(format.oddsInWords(odds, complement: 1 - odds) == words)
    }
    #expect(format.odds(1, complement: 1e-20) == ">99.99 %")
  }

  @Test("Counts and odds are of one moment, or the odds are dim")
  func together() throws {
    var fixture = try Fixture(temperature: 0.8)
    var feed = RunFeed(SourceID(1), fixture.report)
    func receive(at time: Double) { _ = feed.receive(fixture.report, time: time) }
    func answer() { for inquiry in feed.inquiries { feed.take(inquiry.answered()) } }
    func ends() -> EndColumn {
      let state = fixture.state
      return DrawingContext(
        Look(state.display, colors: .indexed), feed, RunControls(), state.display
      ).ends
    }
    receive(at: 1)
    answer()
    #expect(feed.isForecastPresent && !ends().text(of: 0).isIdle)
    // Figures wait for their odds.
    fixture.advance(by: 13)
    receive(at: 1.4)
    #expect(feed.snapshot.size == 23 && feed.figures.size == 10)
    #expect(feed.isForecastPresent && !feed.isForecastOfAnotherMoment)
    let asked = feed.inquiries
    receive(at: 1.5)
    #expect(feed.inquiries == asked, "it is asked once")
    answer()
    #expect(feed.figures.size == 23 && feed.isForecastPresent && feed.notes != nil)
    // Not for ever: then the old ones are dim.
    fixture.advance(by: 30)
    receive(at: 1.8)
    #expect(feed.figures.size == 23 && !feed.isForecastOfAnotherMoment)
    receive(at: 2.1)
    #expect(feed.figures.size == 53 && feed.isForecastOfAnotherMoment)
    #expect(feed.forecast != nil && ends().text(of: 0).isIdle && ends().text(of: [0, 1]).isIdle)
    answer()
    #expect(feed.isForecastPresent && !feed.isForecastOfAnotherMoment && !ends().text(of: 0).isIdle)
    // Whoever stops sees the present at once.
    fixture.advance(by: 30)
    try fixture.press(.character(" "))
    receive(at: 2.2)
    #expect(feed.figures.size == 83 && feed.isForecastOfAnotherMoment)
  }

  @Test("What is not known has a dash, and the heading says so")
  func unknown() throws {
    let loop = ClosedLoop(policy: .window(100))
    let column = try column([50, 30, 20], 0.8, loop: loop)
    #expect(column.headings[0] == "no forecast" && texts(column) == ["–", "–", "–"])
  }

  @Test("Every text fits, whatever the counts, the temperature and the glyphs")
  func fits() throws {
    let counts: [[Int64]] = [
      [1, 1, 1], [5, 3, 2], [1, 1_000_000_000_000], [400, 3, 0], [999, 1],
      [999_999_999_999_999, 1], [70_000_000_000_000_000, 30_000_000_000_000_000],
      [10, 10, 10, 10, 10, 9, 9, 1],
    ]
    for glyphs in [GlyphSet.braille, .ascii] {
      for temperature in [0.1, 0.8, 0.99, 1, 1.01, 2.5, .infinity] {
        for counts in counts {
          for text in try texts(column(counts, temperature, glyphs: glyphs)) {
            #expect(
              text.terminalColumns <= EndColumn.width, "\(counts) \(temperature): \(text)")
          }
        }
      }
    }
  }

  @Test("An answer for other settings or other data is not shown")
  func stale() throws {
    var fixture = try Fixture()
    fixture.advance(by: 1000)
    fixture.answer()
    let old = fixture.state.run!.feed
    let answer = Inquiry(
      ForecastQuestion(fixture.report.snapshot), about: old.source.number
    ).answered()
    try fixture.press(.character("T"))
    var feed = fixture.state.run!.feed
    feed.take(answer)
    #expect(feed.forecast == nil, "another temperature")
    try fixture.press(.character("t"), .character("R"))
    feed = fixture.state.run!.feed
    feed.take(answer)
    #expect(feed.forecast == nil, "begun anew")
  }
}
