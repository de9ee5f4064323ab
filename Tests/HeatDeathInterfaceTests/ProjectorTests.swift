import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// The screen for a lecture room.
@Suite struct ProjectorTests {
  /// The rows of a text in large figures, as a part of the screen has them.
  private static func figures(_ text: String) -> [String] {
    let digits = LargeDigits(text, symbols: Symbols(.braille))
    var buffer = CellBuffer(width: digits.columns, height: 3, fill: Cell(" ", Style()))
    digits.draw(
      into: &buffer, in: Rect(x: 0, y: 0, width: digits.columns, height: 3), style: Style(),
      symbols: Symbols(.braille))
    // Full blocks are blanks on their colour.
    return buffer.rows.map { String($0.map { $0 == "█" ? " " : $0 }) }
  }

  /// Whether figures stand somewhere on a screen.
  private static func has(_ text: String, in buffer: CellBuffer) -> Bool {
    let figures = figures(text).map(Array.init)
    let rows = buffer.rows.map(Array.init)
    guard let width = figures.first?.count else { return false }
    return (0...max(0, rows.count - 3)).contains { y in
      (0...max(0, buffer.width - width)).contains { x in
        figures.indices.allSatisfy { row in
          rows[y + row].count >= x + width
            && Array(rows[y + row][x..<(x + width)]) == figures[row]
        }
      }
    }
  }

  @Test("p shows T, k and every share in figures three rows tall, and p goes back")
  func run() throws {
    for (width, height) in [(80, 24), (97, 31), (120, 40), (200, 60)] {
      var fixture = try Fixture(counts: [50, 30, 20], temperature: 0.8)
      let before = fixture.screen(width: width, height: height, colors: .direct)
      try fixture.press(.character("p"))
      let buffer = fixture.screen(width: width, height: height, colors: .direct)
      for text in ["T 0.80", "k 100", "50%", "30%", "20%"] {
        #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
        #expect(!Self.has(text, in: before))
      }
      #expect(buffer.rows.joined().contains("mode collapse"))
      try fixture.press(.character("0"))
      #expect(Self.has("T 1.00", in: fixture.screen(width: width, height: height, colors: .direct)))
      try fixture.press(.character("p"))
      #expect(!Self.has("T 1.00", in: fixture.screen(width: width, height: height)))
    }
  }

  @Test("Every view has it: comparison, crowd and map")
  func views() throws {
    for (key, texts) in [
      ("c", ["T 0.80", "T 1.00", "T 1.50"]), ("e", ["T 0.80", "k 100"]), ("d", ["T 0.80", "0%"]),
    ] as [(Unicode.Scalar, [String])] {
      var fixture = try Fixture(counts: [50, 30, 20], temperature: 0.8)
      try fixture.press(.character(key), .character("p"))
      let buffer = fixture.screen(width: 120, height: 40, colors: .direct)
      for text in texts { #expect(Self.has(text, in: buffer), "\(text) after \(key)") }
    }
  }

  @Test(
    "A hall sees V over k where shares become even, as far as there is room, and its shares large")
  func unevenness() throws {
    for (temperature, height, isShown) in [
      (1.1, 40, true), (1.1, 24, false), (0.8, 40, false),
    ] {
      var fixture = try Fixture(counts: [400, 330, 270], temperature: temperature)
      fixture.advance(by: 20_000)
      try fixture.press(.character("p"))
      let buffer = fixture.screen(width: 120, height: height, colors: .direct)
      let text = buffer.rows.joined(separator: "\n")
      #expect(text.contains("V, log scale") == isShown, "\(text)")
      #expect(text.contains("1/10") == isShown)
      for category in 0..<3 {
        let share = fixture.state.format.wholePercent(fixture.report.snapshot.theta[category])
        #expect(Self.has(share, in: buffer), "\(share) at T = \(temperature)")
      }
    }
  }

  @Test("One sample has both laws of every category in large figures, and says what it did")
  func sample() throws {
    for (width, height) in [(80, 24), (97, 31), (120, 40)] {
      var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.8)
      try fixture.press(.character("p"), .character("."))
      let buffer = fixture.screen(width: width, height: height, colors: .direct)
      // What the model believes, and τ of it.
      for text in ["T 0.80", "k 10", "50.0%", "54.2%", "30.0%", "28.6%", "20.0%", "17.2%"] {
        #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
      }
      let sample = try #require(fixture.report.sample)
      let sentence = fixture.state.format.sentence(of: sample)
      // Once: in the line above the keys.
      #expect(buffer.rows.joined(separator: "\n").components(separatedBy: sentence).count == 2)
      let drawn = try #require(sample.category)
      // Large k tells both moments, and each column of figures one of them.
      #expect(Self.has("k 10→11", in: buffer))
      #expect(buffer.rows.joined().contains("\(["A", "B", "C"][drawn]) was drawn"))
      // Where the random number fell among the chances, in every size.
      let number = try #require(sample.decidingNumber)
      let place = "random number \(fixture.state.format.randomNumber(number))"
      #expect(buffer.rows.contains { $0.contains("↓ \(place)") || $0.contains("\(place) ↓") })
      #expect(
        buffer.rows.contains { $0.contains("share at k 10") && $0.contains("chance at k 11") })
      let law = fixture.report.snapshot.nextSampleLaw
      for category in 0..<3 {
        let text = fixture.state.format.percent(of: category, in: law).filter { $0 != " " }
        #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
      }
      let marked = buffer.rows.firstIndex { $0.hasPrefix(" + ") }
      let tag = ["▲ A", "■ B", "● C"][drawn]
      #expect(try buffer.rows[#require(marked) + 1].hasPrefix(" \(tag)"))
      try fixture.press(.escape)
      #expect(
        Self.has("45%", in: fixture.screen(width: width, height: height, colors: .direct))
          == (drawn != 0))
    }
    // More categories than have room keep the panel.
    var many = try Fixture(counts: [5, 3, 2, 2, 2, 2, 2, 2], temperature: 0.8)
    try many.press(.character("p"), .character("."))
    #expect(many.screen(width: 80, height: 24).rows.joined().contains("before"))
  }

  @Test(
    "The head says where it ends",
    arguments: [
      (0.5, 0.0, "chance to take all: A 89%, B 9%, C 1%"),
      (1, 0, "settles near A 50%, B 30%, C 20%"),
      (1.5, 0, "every share goes to 1/3"), (0.5, 0.3, "leads to A 77%, B 11%, C 11%"),
      (0.9, 0.6, "every share goes to 1/3"),
    ])
  func ends(temperature: Double, fraction: Double, sentence: String) throws {
    let data = try ExternalData(fraction: fraction, law: .uniform)
    var fixture = try Fixture(
      counts: [5, 3, 2], temperature: temperature, externalData: data)
    try fixture.press(.character("p"))
    for (width, height) in [(80, 24), (97, 31), (120, 40)] {
      let rows = fixture.screen(width: width, height: height).rows[0...2]
      let words = rows.joined(separator: " ").split(separator: " ").joined(separator: " ")
      let whole = sentence.split(separator: " ").allSatisfy { words.contains($0) }
      #expect(whole, "\(words)")
    }
    // While a prediction is asked for nothing gives it away.
    fixture.answerAll()
    let feed = try #require(fixture.state.run).feed
    for isVeiled in [false, true] {
      let context = DrawingContext(
        Look(fixture.state.display, colors: .indexed), feed, RunControls(), fixture.state.display,
        isVeiled: isVeiled)
      #expect(context.endSentences.isEmpty == isVeiled)
    }
  }

  @Test("Every run of a comparison has T and k in large figures, and where it ends")
  func comparison() throws {
    for (width, height) in [(80, 24), (97, 31), (120, 40), (200, 60)] {
      var fixture = try Fixture(counts: [50, 30, 20], temperature: 0.8)
      try fixture.press(.character("c"), .character("p"))
      let buffer = fixture.screen(width: width, height: height, colors: .direct)
      for text in ["T 0.80", "T 1.00", "T 1.50", "k 100"] {
        #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
      }
      let words = buffer.rows.joined()
      #expect(["take all", "win"].contains { words.contains("chance to \($0): A ") })
      #expect(words.contains("settles near A 50%"))
      #expect(words.contains("every share goes to 1/3"))
      #expect(words.contains("▲ A") && words.contains("● C"), "corners have names")
      try fixture.press(.character("4"))
      let rows = fixture.screen(width: width, height: height).rows.joined()
      #expect(rows.contains("keeps all, ") && rows.contains("keeps the newest batch"))
    }
  }

  @Test(
    "The map has T, the fresh data looked at and the thresholds large, and says what is so there")
  func map() throws {
    let uniform = try ExternalData(fraction: 0.55, law: .uniform)
    var fixture = try Fixture(
      counts: [9, 2, 2, 2, 2, 2, 2, 2], temperature: 0.5, externalData: uniform)
    try fixture.press(.character("d"), .character("p"))
    fixture.answerAll()
    for (width, height) in [(80, 24), (97, 31), (120, 40)] {
      let buffer = fixture.screen(width: width, height: height, colors: .direct)
      for text in ["T 0.50", "55%", "50%", "60.2%"] {
        #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
      }
      let head = buffer.rows[0...2].joined(separator: " ")
      #expect(head.contains("the past decides"), "\(head)")
      #expect(buffer.rows[4...6].joined().contains("lead above"))
    }
    // Curves are two dots wide there.
    func dots(_ fixture: Fixture) -> Int {
      fixture.screen(width: 120, height: 40).rows.joined().unicodeScalars.reduce(0) {
        (0x2800...0x28FF).contains($1.value) ? $0 + Int($1.value - 0x2800).nonzeroBitCount : $0
      }
    }
    let thick = dots(fixture)
    try fixture.press(.character("p"))
    #expect(Double(thick) > 1.2 * Double(dots(fixture)))
  }

  @Test("A crowd says in large figures in how many runs each category leads")
  func crowd() throws {
    var fixture = try Fixture(counts: [5, 3, 2], temperature: 0.5)
    fixture.mostRuns = 1000
    fixture.observe(at: 0)
    try fixture.press(.character("e"), .character("p"), .character("E"))
    let stage = try #require(fixture.state.stage as? CrowdStage)
    for (width, height) in [(80, 24), (97, 31), (120, 40)] {
      let buffer = fixture.screen(width: width, height: height, colors: .direct)
      for category in 0..<3 {
        let share = stage.report.summary.share(ledBy: category)
        let text = fixture.state.format.wholePercent(share)
        #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
      }
      #expect(buffer.rows[0...2].joined().contains("A leads in "))
    }
  }

  @Test("From T = 1 on the large figures of a crowd are the means, and no fit of laws is told")
  func crowdOfMeans() throws {
    for temperature in [1, 1.5] {
      var fixture = try Fixture(counts: [5, 3, 2], temperature: temperature)
      fixture.mostRuns = 1000
      fixture.observe(at: 0)
      try fixture.press(.character("e"), .character("p"))
      fixture.advanceCrowd(by: 8)
      fixture.observe(at: 100)
      let means = try #require(fixture.state.stage as? CrowdStage).report.summary.means
      for (width, height) in [(80, 24), (97, 31), (120, 40)] {
        let buffer = fixture.screen(width: width, height: height, colors: .direct)
        for mean in means {
          let text = fixture.state.format.wholePercent(mean)
          #expect(Self.has(text, in: buffer), "\(text) at \(width)×\(height)")
        }
        let rows = buffer.rows
        #expect(rows.joined().contains("mean of all runs"))
        let head = rows[0...2].joined()
        #expect(!head.contains("off the exact law"))
        #expect(temperature > 1 || head.contains("the mean of all runs"))
      }
    }
  }

  @Test("What fresh data do is said at length where the line has room")
  func longWords() throws {
    var fixture = try Fixture(
      temperature: 0.5, externalData: ExternalData(fraction: 0.3, law: .initial))
    try fixture.press(.character("p"))
    fixture.answerAll()
    #expect(
      fixture.screen(width: 120, height: 40).rows[0]
        .contains("30% fresh data, one leads, held off the corner  "))
    let small = fixture.screen(width: 80, height: 24).rows[0]
    #expect(small.contains("30% fresh data, one leads  "), "\(small)")
  }

  @Test("Whatever the view, size, glyphs and number of categories, it draws", arguments: 2...8)
  func sizes(categories: Int) throws {
    for (key, glyphs) in [
      ("", .braille), ("c", .ascii), ("e", .blocks), ("d", .braille), (".", .braille),
      (".", .ascii),
      ("c4", .braille), ("dv", .ascii),
    ]
      as [(String, GlyphSet)]
    {
      var fixture = try Fixture(
        counts: (1...categories).map { Int64($0) }, temperature: 0.8, glyphs: glyphs)
      for scalar in key.unicodeScalars { try fixture.press(.character(scalar)) }
      try fixture.press(.character("p"))
      for (width, height) in [
        (0, 0), (1, 1), (20, 5), (59, 18), (60, 18), (66, 20), (80, 24), (300, 20), (30, 70),
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

  @Test("Shares in whole percent are never rounded to none or all, and sizes keep a figure")
  func numbers() {
    let format = NumberFormat(symbols: Symbols(.braille))
    for (share, text) in [
      (0, "0%"), (1e-9, "<1%"), (0.004, "<1%"), (0.006, "1%"), (0.5, "50%"), (0.994, "99%"),
      (0.996, ">99%"), (1 - 1e-15, ">99%"), (1, "100%"),
    ] {
      #expect(format.wholePercent(share) == text)
    }
    for (count, text) in [
      (10, "10"), (99_999, "99999"), (100_000, "10^5"), (2_400_000, "2×10^6"),
      (960_000, "10^6"), (1_000_000_000_000_000_000, "10^18"),
      (4_000_000_000_000_000_000, "4×10^18"),
    ] as [(Int64, String)] {
      #expect(format.roundCount(count) == text)
    }
  }
}
