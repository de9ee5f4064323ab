import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// One sample at a time: belief and chance beside each other, and where the sample fell.
@Suite struct SampleViewTests {
  @Test("A step shows both laws of the moment before it, and says what was drawn")
  func step() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.8)
    try fixture.press(.character("."))
    let sample = try #require(fixture.report.sample)
    let drawn = try #require(sample.category)
    let label = ["A", "B", "C"][drawn]
    let count = [5, 3, 2][drawn]
    #expect(
      fixture.state.line.wholeMatch(
        of: /drew (.): \1 (\d+) → (\d+) of 11; random number 0\.\d+, \1 has \S+ to \S+/
      ).map { [$0.1, $0.2, $0.3] } == [Substring(label), "\(count)", "\(count + 1)"])
    let rows = fixture.screen(width: 120, height: 40).rows
    let top = try #require(
      rows.firstIndex { $0.contains("the draw, k = 10 → 11") || $0.contains("─ k = 10 → 11") })
    // τ of (5, 3, 2)/10 at T = 0.8: 0.5417, 0.2860, 0.1723.
    for (category, pair) in [("50.0 %", "54.2 %"), ("30.0 %", "28.6 %"), ("20.0 %", "17.2 %")]
      .enumerated()
    {
      let (belief, chance) = (rows[top + 1 + 2 * category], rows[top + 2 + 2 * category])
      #expect(belief.contains(" share ") && belief.contains(pair.0))
      #expect(chance.contains(" chance ") && chance.contains(pair.1))
      #expect(belief.contains("│+") == (category == drawn))
      // And what became of them.
      let (theta, next) = (fixture.report.snapshot.theta, fixture.report.snapshot.nextSampleLaw)
      for (line, law) in [(belief, theta), (chance, next)] {
        let after = line.split(separator: "→").dropFirst().first?.split(separator: "│").first
        #expect(
          after?.filter { $0 != " " }
            == fixture.state.format.percent(of: category, in: law).filter { $0 != " " })
      }
    }
  }

  @Test(
    "The line of all chances has as many cells a category as its chance, and the mark above one")
  func strip() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.8)
    try fixture.press(.character("."))
    fixture.state.display.size = (120, 40)
    let layout = fixture.state.layout(colors: .direct)
    let placed = try #require(layout.parts.first { $0.part is SampleView })
    let buffer = fixture.screen(width: 120, height: 40, colors: .direct)
    let drawn = try #require(fixture.report.sample?.category)
    let area = placed.area.inset(1)
    let palette = Palette(theme: .dark, depth: .direct)
    let law = try #require(fixture.report.sample).before.nextSampleLaw
    var columns = [0, 0, 0]
    var mark: Int?
    var markColumn: Int?
    for x in area.x..<area.maxX {
      let background = buffer[x, area.maxY - 1].style.background
      let category = (0..<3).first { palette.category($0) == background }
      if let category { columns[category] += 1 }
      if buffer[x, area.maxY - 2].glyph == "↓" { (mark, markColumn) = (category, x) }
    }
    #expect(mark == drawn)
    // The mark stands where the random number lies between 0 and 1, which the frame says.
    let number = try #require(fixture.report.sample?.decidingNumber)
    let place = Double(area.x + 1) + number * Double(area.width - 2)
    #expect(abs(Double(try #require(markColumn)) - place) <= 1.5)
    let digits = String(number).prefix(5)
    #expect(buffer.rows[area.maxY].contains(" \(digits) "), "\(buffer.rows[area.maxY])")
    for category in 0..<3 {
      #expect(abs(Double(columns[category]) - law[category] * Double(area.width - 2)) <= 1)
    }
  }

  @Test(
    "Where no single number decided there is no mark over the chances, and it is said what was drawn"
  )
  func withoutNumber() throws {
    var fixture = try Fixture(
      counts: [5, 3, 2], temperature: 0.8, externalData: ExternalData(fraction: 0.2))
    try fixture.press(.character("."))
    let text = fixture.screen(width: 160, height: 50).rows.joined()
    #expect(!text.contains("↓ the draw") && !text.contains("random number"))
    #expect(text.contains(", a fresh sample: ") || text.contains(", which the model made: "))
  }

  @Test("It stands while the run is paused: what goes on or Esc closes it")
  func closing() throws {
    for keys in [[Key.escape], [.character(" ")], [.character("E")], [.left]] {
      var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.8)
      try fixture.press(.character("."), .character("."))
      #expect(fixture.state.run?.looksAtSample == true)
      for key in keys { try fixture.press(key) }
      fixture.observe(at: 1)
      #expect(fixture.state.run?.looksAtSample == false)
      let rows = fixture.screen(width: 120, height: 40).rows.joined()
      #expect(!rows.contains("before the draw"))
    }
    // Another temperature shows its chances, and that none has been drawn yet.
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.8)
    try fixture.press(.character("."), .character("0"))
    let rows = fixture.screen(width: 120, height: 40).rows
    let top = try #require(rows.firstIndex { $0.contains("the next sample, k = 11") })
    #expect(!rows[top...].prefix(9).joined().contains("◆"))
  }

  @Test("Every size, number of categories and glyph set draws", arguments: 2...8)
  func sizes(categories: Int) throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try Fixture(
        counts: (1...categories).map { Int64($0) }, temperature: 0.8, glyphs: glyphs)
      try fixture.press(.character("."))
      for (width, height) in [
        (0, 0), (1, 1), (20, 5), (30, 12), (40, 12), (66, 18), (80, 24), (97, 31), (120, 40),
        (200, 60),
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
