import HeatDeath
import RealModule
import TestSupport
import Testing

@testable import HeatDeathInterface
@testable import TerminalDrawing

/// What lies in the picture below the path, and what the keys for it say.
@Suite struct LayerTests {
  private static let flow = [Key.character("v")]
  private static let sets = [Key.character("o")]

  /// A picture with a layer, where it stands and how it is seen.
  private struct Shown {
    let fixture: Fixture
    let buffer: CellBuffer
    let area: Rect
    /// Of three categories or four.
    var scene: SimplexScene {
      SimplexScene(context: fixture.state.context(), width: area.width, height: area.height)
    }

    init(
      _ fixture: Fixture, width: Int = 120, height: Int = 40, colors: ColorDepth = .indexed
    ) throws {
      self.fixture = fixture
      buffer = fixture.screen(width: width, height: height, colors: colors)
      area = try #require(fixture.state.runLayout(width: width, height: height).picture).inset(1)
    }

    var field: MeanField { fixture.report.snapshot.meanField }

    /// The cell of a point, where it is in view.
    func cell(of point: SimplexPoint) -> Cell? {
      let place = scene.cell(scene.image(of: point))
      guard place.x >= 0, place.y >= 0, place.x < Double(area.width), place.y < Double(area.height)
      else { return nil }
      return buffer[area.x + Int(place.x), area.y + Int(place.y)]
    }

    /// The cells whose middle is in the triangle, and the point there.
    var inside: [(cell: Cell, theta: [Double])] {
      let grid = SimplexGrid(triangle: scene.viewport)
      var all: [(Cell, [Double])] = []
      grid.eachCell { _, x, y, theta in all.append((buffer[area.x + x, area.y + y], theta)) }
      return all
    }
  }

  private func fixture(
    counts: [Int64] = [5, 3, 2], temperature: Double = 0.8, fraction: Double = 0,
    law: ExternalLaw = .initial, loop: ClosedLoop = .paper, glyphs: GlyphSet = .braille,
    steps: Int64 = 100, keys: [Key] = []
  ) throws -> Fixture {
    var fixture = try Fixture(
      counts: counts, temperature: temperature,
      externalData: ExternalData(fraction: fraction, law: law), loop: loop, glyphs: glyphs)
    fixture.advance(by: steps)
    for key in keys { try fixture.press(key) }
    return fixture
  }

  // MARK: - Flow

  @Test("An arrow points where the drift at the middle of its cell does")
  func arrows() throws {
    var random = SeededRandom(seed: 21)
    var count = 0
    for _ in 0..<24 {
      let glyphs = random.pick(GlyphSet.allCases)
      let keys = Self.flow + random.pick([[], [], [Key.character("z")], [.character("Z")]])
      let fixture = try fixture(
        temperature: random.pick([0.3, 0.6, 0.95, 1.3, 3, .infinity]),
        fraction: random.pick([0, 0.1, 0.4, 1]), glyphs: glyphs, keys: keys)
      let size = random.pick([(80, 24), (120, 40), (200, 60)])
      let shown = try Shown(fixture, width: size.0, height: size.1)
      let arrows = Symbols(glyphs).arrows
      for (cell, theta) in shown.inside {
        // The arrows of signposts and scales are bold or beside the triangle.
        guard cell.style.attributes == [], let place = arrows.firstIndex(of: cell.glyph)
        else { continue }
        let drift = shown.field.drift(at: SimplexPoint(weights: theta))
        let move = (
          x: (drift[2] - drift[1]) / 2, y: drift[0] * Double.sqrt(3) / 2
        )
        let angle = 2 * Double.pi * Double(place) / Double(arrows.count)
        let length = (move.x * move.x + move.y * move.y).squareRoot()
        let cosine = (Double.cos(angle) * move.x + Double.sin(angle) * move.y) / length
        #expect(cosine >= Double.cos(.pi / Double(arrows.count)) - 1e-6, "\(theta) \(drift)")
        count += 1
      }
    }
    #expect(count > 500, "\(count) arrows")
  }

  @Test("Every rest point in view has its sign, but where the run stands or is bound for")
  func restPoints() throws {
    for (temperature, fraction) in [(0.5, 0.3), (0.8, 0), (2, 0), (2, 0.3), (0.5, 0.6)] {
      for keys in [Self.flow, Self.flow + [.character("Z")]] {
        let fixture = try fixture(temperature: temperature, fraction: fraction, keys: keys)
        let shown = try Shown(fixture)
        let symbols = Symbols(.braille)
        var seen = 0
        let members = try RestPoints(of: shown.field, categoryCount: 3).members
        for member in members {
          guard let glyph = shown.cell(of: member.point)?.glyph else { continue }
          let sign =
            switch member.stability {
            case .stable: symbols.stableRest
            case .saddle, .marginal: symbols.saddleRest
            case .unstable: symbols.unstableRest
            }
          #expect([sign, symbols.endState, symbols.head, symbols.start].contains(glyph))
          seen += glyph == sign ? 1 : 0
        }
        // A single one is the end, which has a sign of its own.
        #expect(seen > 0 || keys.count > 1 || members.count == 1)
      }
    }
  }

  @Test("The line from here begins at the present law and ends at the end")
  func streamline() throws {
    for (counts, temperature, fraction) in [
      ([5, 3, 2], 0.5, 0.3), ([5, 3, 2], 1.7, 0.2), ([5, 3, 2, 2], 0.6, 0.2), ([5, 3], 0.6, 0.2),
    ] as [([Int64], Double, Double)] {
      var fixture = try fixture(
        counts: counts, temperature: temperature, fraction: fraction, steps: 20, keys: Self.flow)
      fixture.answer()
      let context = fixture.state.context()
      let line = try #require(FlowLayer().lines(in: context).last)
      let end = try #require(context.end?.point)
      let (first, last) = (try #require(line.places.first), try #require(line.places.last))
      #expect(first.point.coordinates == context.snapshot.theta.coordinates)
      #expect(zip(last.point.coordinates, end.coordinates).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  @Test("On a tetrahedron lines and rest points stand in for arrows on a grid")
  func tetrahedron() throws {
    var fixture = try fixture(counts: [5, 3, 2, 2], fraction: 0.1, keys: Self.flow)
    fixture.answer()
    let text = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
    #expect(text.contains("tetrahedron: flow"))
    #expect(text.contains("◉ stable") && text.contains("◐ saddle"))
    let context = fixture.state.context()
    #expect(FlowLayer().lines(in: context).filter(\.hasArrow).count == 12)
    let arrows = Symbols(.braille).arrows.map { Character($0) }
    #expect(text.count { arrows.contains($0) } >= 4)
  }

  @Test("No layer covers the path, the marks or the names")
  func pathOnTop() throws {
    let palette = Palette(theme: .dark, depth: .indexed)
    let path = Set(palette.levels(of: .age).map(\.color))
    let symbols = Symbols(.braille)
    let own: Set = [
      symbols.stableRest, symbols.saddleRest, symbols.unstableRest, symbols.endState,
    ]
    for counts in [[5, 3, 2], [5, 3]] as [[Int64]] {
      let plain = try Shown(fixture(counts: counts, temperature: 0.7, steps: 300))
      for keys in [Self.flow, Self.sets, Self.flow + Self.flow + Self.flow] {
        let layered = try Shown(
          fixture(counts: counts, temperature: 0.7, steps: 300, keys: keys))
        for y in plain.area.y..<plain.area.maxY {
          for x in plain.area.x..<plain.area.maxX {
            let (before, after) = (plain.buffer[x, y], layered.buffer[x, y])
            if path.contains(before.style.foreground) {
              #expect(path.contains(after.style.foreground) || own.contains(after.glyph))
            }
            if before.style.attributes.contains(.bold) { #expect(after.glyph == before.glyph) }
          }
        }
      }
    }
  }

  // MARK: - Sets

  @Test("A cell is filled as its place in the sets says, and the picture says where the model is")
  func membership() throws {
    let symbols = Symbols(.braille)
    for presses in 0..<4 {
      for level in 0..<3 {
        let keys =
          Self.sets + Array(repeating: .character("o"), count: presses)
          + Array(repeating: .character("A"), count: level)
        let shown = try Shown(fixture(steps: 0, keys: keys))
        let controls = shown.fixture.state.run!.controls.layers
        let sets = controls.sets(ofCategories: 3)
        #expect(sets.set == CategorySet.all(ofCategories: 3)[presses])
        #expect(sets.level == LayerControls.levels[2 + level])
        for (cell, theta) in shown.inside {
          let place = sets.membership(of: theta)
          let fills = [symbols.evenFill, symbols.borderFill, symbols.bothFill]
          guard cell.glyph == " " || fills.contains(cell.glyph) else { continue }
          let expected: Unicode.Scalar =
            place.isLow && place.isHigh
            ? symbols.bothFill
            : place.isLow ? symbols.evenFill : place.isHigh ? symbols.borderFill : " "
          #expect(cell.glyph == expected)
        }
        let here = sets.membership(of: SimplexPoint(counts: [5, 3, 2]))
        let words =
          here.isLow
          ? (here.isHigh ? "in both" : "nearly even") : (here.isHigh ? "at an edge" : "in neither")
        let text = shown.buffer.rows.joined(separator: "\n")
        #expect(text.contains("◆ the model is \(words)"))
      }
    }
  }

  // MARK: - Law

  /// The densest cells, and the point in the middle of one.
  private func peak(_ shown: Shown) throws -> [Double] {
    let levels = Palette(theme: .dark, depth: .direct).levels(of: .ground)
    let strongest = shown.inside.filter {
      $0.cell.style.background == levels[levels.count - 1].color
    }
    let sum = strongest.reduce([0.0, 0, 0]) { sum, cell in zip(sum, cell.theta).map(+) }
    try #require(!strongest.isEmpty)
    return sum.map { $0 / Double(strongest.count) }
  }

  @Test("The law is densest where it should be: at the mode of Dirichlet, at the uniform point")
  func law() throws {
    let twice = Self.flow + Self.flow
    let dirichlet = try fixture(temperature: 1, steps: 30, keys: twice)
    let counts = dirichlet.simulation.counts.map(Double.init)
    let total = counts.reduce(0, +) - 3
    let mode = counts.map { ($0 - 1) / total }
    let end = try peak(Shown(dirichlet, colors: .direct))
    #expect(zip(end, mode).allSatisfy { abs($0 - $1) < 0.03 })
    let spread = try fixture(temperature: 3, steps: 3000, keys: twice + Self.flow)
    let centre = try peak(Shown(spread, colors: .direct))
    #expect(centre.allSatisfy { abs($0 - 1.0 / 3) < 0.02 })
  }

  @Test("The exact law of the next samples has its mean where the mean of the counts is")
  func finiteLaw() throws {
    let fixture = try fixture(
      temperature: 0.9, fraction: 0.2, steps: 20, keys: Self.flow + Self.flow + Self.flow)
    let text = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
    #expect(text.contains("simplex: law") && text.contains("after 30 more samples"))
    let question = FiniteLawQuestion(
      field: fixture.report.snapshot.meanField,
      dataset: try Dataset(counts: fixture.simulation.counts), draws: 30)
    let law = try #require(question.answer())
    let mean = law.outcomes.reduce(0) { $0 + $1.probability * Double($1.counts[0]) / 60 }
    #expect(try abs(peak(Shown(fixture, colors: .direct))[0] - mean) < 0.1)
  }

  // MARK: - Keys

  private func title(_ fixture: Fixture) -> String {
    let row = fixture.screen(width: 120, height: 40).rows[1]
    return row.split(separator: "─").map(\.description).first { $0.contains(":") } ?? row
  }

  @Test("v goes round the layers, o to the sets, and a and A move their level")
  func cycle() throws {
    var fixture = try fixture(steps: 20)
    var names: [String] = []
    for _ in 0..<5 {
      names.append(title(fixture).trimmingSpaces)
      try fixture.press(.character("v"))
    }
    #expect(names == ["V", "flow", "sets", "law", "V"].map { "simplex: \($0)" })
    try fixture.press(.character("o"))
    #expect(title(fixture).contains("simplex: sets"))
    #expect(fixture.state.line == "sets of A, B, C at a = 0.1; o the next set, a A the level")
    try fixture.press(.character("A"))
    #expect(fixture.state.line.contains("a = 0.2"))
    for _ in 0..<6 { try fixture.press(.character("a")) }
    #expect(fixture.state.line == "this is the lowest level of the sets")
    try fixture.press(.character("v"), .character("a"))
    #expect(fixture.state.line == "a and A move the level of the sets; o shows them")
  }

  @Test("What is not known is left out, and the key says why")
  func refusals() throws {
    func line(_ fixture: Fixture, _ keys: [Key]) throws -> (String, String) {
      var fixture = fixture
      for key in keys { try fixture.press(key) }
      return (fixture.state.line, title(fixture).trimmingSpaces)
    }
    let still = try line(fixture(temperature: 1), Self.flow)
    #expect(still.0.hasPrefix("no flow: nothing pushes the model at T = 1"))
    #expect(still.1 == "simplex: sets")
    let leaning = try fixture(loop: ClosedLoop(learner: .drifting(0.05)))
    #expect(
      try line(leaning, Self.flow).0
        == "no flow: where the learner drifting:0.05 is pushed is not known")
    let smoothed = try fixture(loop: ClosedLoop(learner: .smoothed(1)))
    #expect(try !line(smoothed, Self.flow).0.hasPrefix("no flow"))
    let late = try line(fixture(steps: 5000), Self.sets + Self.flow)
    #expect(late.0.hasPrefix("no law: known up to 1000 samples"))
    #expect(late.1 == "simplex: V")
    let dead = try line(fixture(counts: [5, 0, 2]), Self.sets + Self.flow)
    #expect(dead.0.hasPrefix("no law: a category has no sample"))
    let other = try fixture(loop: ClosedLoop(sampler: .mixing(0.1)))
    #expect(try line(other, Self.sets + Self.flow).0.hasPrefix("no law: known for softmax"))
    let four = try fixture(counts: [5, 3, 2, 2])
    #expect(try line(four, Self.flow + Self.flow).0.hasPrefix("no sets: inside a tetrahedron"))
    #expect(try line(four, Self.sets).0.hasPrefix("no sets: inside a tetrahedron"))
    let five = try fixture(counts: [5, 3, 2, 2, 2])
    #expect(try line(five, Self.flow).0.hasPrefix("layers lie on a simplex that can be drawn"))
  }

  @Test("A layer that settings have made unknown says so in the picture")
  func gone() throws {
    var fixture = try fixture(keys: Self.flow)
    try fixture.press(.character("0"))
    let text = fixture.screen(width: 80, height: 24).rows.joined(separator: "\n")
    #expect(text.contains("simplex: flow") && text.contains("nothing flows"))
    #expect(!text.contains("⇑") && !text.contains("stable"))
  }

  @Test("A comparison takes the layer along, and has the same keys")
  func comparison() throws {
    var fixture = try fixture(keys: Self.flow + [.character("c")])
    fixture.advanceCompared(by: 50)
    var text = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
    #expect(text.contains("⇑") && text.contains("nothing flows"))
    try fixture.press(.character("o"))
    text = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
    #expect(text.contains("╱") && !text.contains("⇑"))
  }

  @Test("Every layer on every terminal and at every size draws, magnified or not", arguments: 2...4)
  func everywhere(categories: Int) throws {
    var random = SeededRandom(seed: 31)
    let counts = (0..<Int64(categories)).map { 5 - $0 }
    for glyphs in GlyphSet.allCases {
      for temperature in [0.2, 1, 2.5] {
        var fixture = try fixture(
          counts: counts, temperature: temperature, glyphs: glyphs, steps: 50)
        for _ in 0..<8 {
          let all: [Key] = ["v", "v", "o", "A", "z", "Z"].map { .character($0) } + [.escape]
          try fixture.press(random.pick(all))
          let size = (random.next(130), random.next(45))
          let buffer = fixture.screen(
            width: size.0, height: size.1, colors: random.pick(ColorDepth.allCases))
          if glyphs == .ascii { #expect(buffer.cells.allSatisfy { $0.glyph.isASCII }) }
        }
      }
    }
  }
}
