import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct ViewTests {
  /// A subsample of 4 of 5, 3 and 2 that holds two of A and two of B.
  @Test("Bars, figures and sentences are of the law in force, not of the data")
  func lawInForce() throws {
    var fixture = try Fixture(
      counts: [5, 3, 2, 0], temperature: 0.7, loop: ClosedLoop(policy: .subsample(4)), seed: 3)
    #expect(fixture.simulation.theta.coordinates == [0.5, 0.5, 0, 0])
    fixture.observe(at: 0)
    let rows = fixture.screen(width: 120, height: 40).rows
    let text = rows.joined(separator: "\n")
    let bars = ["▲ A", "■ B", "● C"].map { tag in rows.first { $0.contains("│ \(tag) ") } ?? "" }
    #expect(bars[0].contains("50.0 %") && bars[1].contains("50.0 %") && bars[2].contains(" 0 "))
    #expect(text.contains("2.00"), "effective categories of two equal shares")

    // Within a batch the data change and the model does not: nobody overtakes anybody.
    fixture = try Fixture(
      counts: [6, 5], temperature: 1000, loop: ClosedLoop(batch: BatchSize(1000)), seed: 2)
    fixture.observe(at: 0)
    var isOvertaken = false
    for second in 1..<99 {
      fixture.advance(by: 10)
      fixture.observe(at: Double(second) * 10)
      isOvertaken = isOvertaken || fixture.simulation.counts[1] > fixture.simulation.counts[0]
      #expect(!fixture.state.line.contains("overtook"))
    }
    #expect(isOvertaken, "or the sentence would prove nothing")
  }

  private static let labelSets: [[String]] = [
    ["A", "B", "C", "D", "E", "F", "G", "H"],
    ["日本語の長い名前", "한국어", "🦉 owl", "e\u{301}te\u{301}", "a\u{7}\u{1B}[31mb", "the", "of", "and"],
    [
      "a long label that fits nowhere at all", "x", "👩‍👩‍👧‍👦 family", "\u{202E}rtl", "\u{301}", "é", "ß",
      "œ",
    ],
    ["α", "β", "γ", "δ", "ε", "ζ", "η", "θ"],
  ]

  /// A run in one of the states that screens must bear.
  private func fixture(_ random: inout SeededRandom, categories: Int) throws -> Fixture {
    let temperatures = [0.01, 0.5, 0.8, 1, 1.0000001, 1.5, 1000, .infinity]
    let even = Array(repeating: Int64(7), count: categories)
    let starts: [[Int64]] = [
      even, even.indices.map { $0 == 0 ? 1 : 0 }, even.indices.map { Int64($0) },
      even.indices.map { $0 == 1 ? Dataset.maximumSize - 40 : 1 },
      even.map { _ in Dataset.maximumSize / Int64(categories) - 1 },
      even.indices.map { $0 == 0 ? 1_000_000_000_000 : 1 },
    ]
    var fixture = try Fixture(
      counts: random.pick(starts), labels: Array(random.pick(Self.labelSets).prefix(categories)),
      temperature: random.pick(temperatures),
      externalData: ExternalData(
        fraction: random.pick([0, 0.0001, 0.3, 1]), law: random.pick([.initial, .uniform])),
      seed: random.next(), theme: random.pick(Theme.allCases),
      glyphs: random.pick(GlyphSet.allCases))
    fixture.observe(at: 0)
    if random.next(4) > 0 { fixture.advance(by: Int64(1 << random.next(12))) }
    if random.next(2) == 0 {
      try? fixture.apply(.inject(count: Int64(1 << random.next(40)), law: .category(0)))
      try fixture.apply(.setTemperature(Temperature(random.pick(temperatures))))
    }
    fixture.observe(at: 10)
    if random.next(3) == 0 { fixture.advance(by: 30) }
    let keys: [Key] = [.character("z"), .character("Z"), .character("l"), .character("k"), .end]
    for _ in 0..<random.next(6) {
      fixture.state.time += 1
      try fixture.press(random.pick(keys))
    }
    try fixture.press(random.pick([.insert, .character("?"), .character("i"), .character("x")]))
    return fixture
  }

  @Test("Any size, mode, glyph set, colours and state draw a whole screen", arguments: 2...8)
  func anything(categories: Int) throws {
    var random = SeededRandom(seed: UInt64(categories))
    let edges = [0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 19, 20, 21, 31, 32, 33, 39, 40, 65, 66, 99, 100]
    for _ in 0..<25 {
      let fixture = try fixture(&random, categories: categories)
      for _ in 0..<4 {
        let width = random.next(2) == 0 ? random.pick(edges) : random.next(221)
        let height = random.next(2) == 0 ? random.pick(edges) : random.next(71)
        let depth = random.pick(ColorDepth.allCases)
        let buffer = fixture.screen(width: width, height: height, colors: depth)
        let what = "\(width) × \(height), \(fixture.state.glyphs), \(depth), n = \(categories)"
        #expect(buffer.width == width && buffer.height == height)
        #expect(buffer.cells.count == width * height)
        expectWholeCharacters(buffer, what)
        expectNoBlankBraille(buffer, what)
        if fixture.state.glyphs == .ascii {
          #expect(
            buffer.cells.allSatisfy { (0x20...0x7E).contains($0.glyph.value) }, "ASCII at \(what)")
        }
        expectFrames(buffer, fixture, what)
        #expect(
          fixture.screen(width: width, height: height, colors: depth) == buffer, "pure at \(what)")
      }
    }
  }

  private func expectWholeCharacters(_ buffer: CellBuffer, _ what: String) {
    for y in 0..<buffer.height {
      for x in 0..<buffer.width {
        let glyph = buffer[x, y].glyph
        let isPaired = x > 0 && buffer[x - 1, y].glyph.terminalColumns == 2
        if (glyph == Cell.continuation) != isPaired {
          Issue.record("half a character at \(x), \(y): \(what)")
        }
        if glyph != Cell.continuation, glyph.terminalColumns == 0 {
          Issue.record("no column for \(glyph.value) at \(x), \(y): \(what)")
        }
        if glyph.terminalColumns == 2, x + 1 == buffer.width {
          Issue.record("a character hangs over at row \(y): \(what)")
        }
      }
    }
  }

  /// Blank cells are spaces, never U+2800 (docs/screen.md).
  private func expectNoBlankBraille(_ buffer: CellBuffer, _ what: String) {
    #expect(!buffer.cells.contains { $0.glyph == "\u{2800}" }, "blank Braille at \(what)")
  }

  /// Panels keep their frames whole: nothing inside writes over them.
  private func expectFrames(_ buffer: CellBuffer, _ fixture: Fixture, _ what: String) {
    guard fixture.state.mode == .explore, buffer.width > 0, buffer.height > 0 else { return }
    let layout = fixture.state.runLayout(width: buffer.width, height: buffer.height)
    guard !layout.isTiny, layout.hasFrames else { return }
    let symbols = Symbols(fixture.state.glyphs)
    for area in [layout.picture, layout.bars, layout.speech, layout.lyapunov, layout.knowledge] {
      guard let area, area.width >= 2, area.height >= 2 else { continue }
      var edge: [Unicode.Scalar] = []
      for y in (area.y + 1)..<(area.maxY - 1) {
        edge += [buffer[area.x, y].glyph, buffer[area.maxX - 1, y].glyph]
      }
      #expect(edge.allSatisfy { $0 == symbols.vertical }, "side of \(area), \(what)")
      let foot = ((area.x + 1)..<(area.maxX - 1)).map { buffer[$0, area.maxY - 1].glyph }
      // What V was expected to do stands in the foot of its panel, or what the sets are.
      let isWhole = foot.allSatisfy { $0 == symbols.horizontal }
      #expect(
        isWhole
          || (area == layout.lyapunov
            && (foot.contains("×") || foot.contains("x") || foot.contains("{"))),
        "foot of \(area), \(what)")
      #expect(buffer[area.x, area.maxY - 1].glyph == symbols.bottomLeft)
      #expect(buffer[area.maxX - 1, area.maxY - 1].glyph == symbols.bottomRight)
      #expect(buffer[area.x, area.y].glyph == symbols.topLeft)
      #expect(buffer[area.maxX - 1, area.y].glyph == symbols.topRight)
    }
  }

  @Test("The header always fits, whole or with a mark, and keeps T from 20 columns on")
  func header() throws {
    for temperature in [0.8, 1, 1.0000001, 1e-9, 123_456.7891, .infinity] {
      for counts in [[5, 3, 2] as [Int64], [Dataset.maximumSize - 5, 1, 1]] {
        let external = try ExternalData(fraction: 0.0004)
        for data in [ExternalData.none, external] {
          let fixture = try Fixture(
            counts: counts, temperature: temperature, externalData: data, seed: .max)
          let context = fixture.state.context()
          for width in 20...220 {
            var buffer = CellBuffer(width: width, height: 1)
            HeaderView(context: context).draw(into: &buffer, in: buffer.bounds)
            let row = buffer.rows[0]
            #expect(row.terminalColumns == width)
            let words = ["mode collapse", "random point", "heat death", "…"]
            let hasWords = words.contains { row.contains($0) }
            let hasFraction = row.contains("λ 0.04 %") || (width < 30 && row.contains("…"))
            #expect(data == .none ? hasWords : hasFraction, "\(width): \(row)")
            #expect(row.contains("T "))
            if width >= 66 { #expect(row.contains("k ") && !row.contains("…"), "\(row)") }
          }
        }
      }
    }
  }

  @Test("The line that says what happened is cut with a mark, never without")
  func narration() throws {
    var fixture = try Fixture()
    fixture.state.notify(String(repeating: "word ", count: 40) + "end")
    for width in 20...220 {
      var buffer = CellBuffer(width: width, height: 1)
      let look = Look(fixture.state.display, colors: .indexed)
      NarrationView(look: look, text: fixture.state.line).draw(
        into: &buffer, in: buffer.bounds)
      let row = buffer.rows[0].trimmingSpaces
      #expect(row.hasSuffix("…") || row.hasSuffix("end"), "\(width): \(row)")
    }
  }

  @Test("Rows end between words, and never between a number and its unit or what it is equal to")
  func wrapped() {
    let text = "at λ = 55 % of new data the largest share ends at 42.6 % or 12.5 %, from any start"
    for columns in 9...90 {
      let rows = text.wrapped(columns: columns, rows: .max, mark: "…")
      #expect(rows.joined(separator: " ") == text)
      #expect(rows.allSatisfy { $0.terminalColumns <= columns && !$0.hasPrefix("%") })
      #expect(!rows.contains { $0.hasSuffix("=") || $0.hasPrefix("=") }, "\(rows)")
    }
    #expect(
      "saved above 60.2 %, even".wrapped(columns: 18, rows: 2, mark: "…")
        == ["saved above", "60.2 %, even"])
  }

  @Test("Names of categories are cut with a mark, never without", arguments: 2...8)
  func names(categories: Int) throws {
    let labels = (0..<categories).map { "Ypsilon \($0) with a very long name" }
    for glyphs in GlyphSet.allCases {
      let fixture = try Fixture(
        counts: (0..<categories).map { Int64($0 + 2) }, labels: labels, glyphs: glyphs)
      let symbols = Symbols(glyphs)
      // A point of the path may stand on a name.
      let marks = [symbols.ellipsis, symbols.head, symbols.start].map(Character.init)
      for width in [20, 34, 40, 48, 66, 80, 120] {
        for height in [5, 12, 32] {
          for row in fixture.screen(width: width, height: height).rows {
            var rest = row[...]
            while let start = rest.firstRange(of: "Y") {
              let word = rest[start.lowerBound...]
              let isWhole = labels.contains { word.hasPrefix($0) }
              let cut = word.prefix {
                marks.contains($0) || labels[0].contains($0) || $0.isNumber
              }
              #expect(
                isWhole || cut.contains { marks.contains($0) }, "\(width) × \(height): \(row)")
              rest = rest[start.upperBound...]
            }
          }
        }
      }
    }
  }

  @Test("A live share is never shown as 0 or 1, nor a dead one as alive")
  func shares() throws {
    for counts in [[1, 1_000_000_000], [1, Dataset.maximumSize - 1]] as [[Int64]] {
      for height in [3, 24, 40] {
        let text = try Fixture(counts: counts).screen(width: 100, height: height).rows
          .joined(separator: "\n")
        #expect(text.contains("10⁻") && text.contains(">99.99 %"))
        #expect(!text.contains(" 0.0 %") && !text.contains("100.0 %"))
      }
    }
    let dead = try Fixture(counts: [5, 0, 2]).screen(width: 100, height: 24).rows
    #expect(dead.contains { $0.contains("extinct") })
  }

  @Test("The head of the path stands where its law projects to")
  func headPlace() throws {
    var fixture = try Fixture()
    fixture.advance(by: 3000)
    let buffer = fixture.screen(width: 120, height: 40)
    let context = fixture.state.context()
    let layout = fixture.state.runLayout(width: 120, height: 40)
    let area = try #require(layout.picture).inset(1)
    let scene = SimplexScene(context: context, width: area.width, height: area.height)
    let cell = scene.cell(TriangleProjection.point(context.snapshot.theta))
    #expect(buffer[area.x + Int(cell.x), area.y + Int(cell.y)].glyph == "◆")
    #expect(buffer.cells.count { $0.glyph == "◆" } == 2, "the point and the legend")
  }
}
