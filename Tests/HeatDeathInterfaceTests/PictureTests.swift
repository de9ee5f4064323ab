import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Pictures say what the numbers say.
@Suite struct PictureTests {
  private func picture(_ fixture: Fixture, width: Int = 120, height: Int = 40) throws -> Rect {
    try #require(fixture.state.runLayout(width: width, height: height).picture).inset(1)
  }

  // MARK: - The end

  @Test("With fresh data the end stands where the run comes to rest, not in the corner")
  func endWithFreshData() throws {
    let data = try ExternalData(fraction: 0.3, law: .initial)
    for counts in [[5, 3, 2], [5, 3, 2, 2]] as [[Int64]] {
      var fixture = try Fixture(counts: counts, temperature: 0.5, externalData: data)
      fixture.advance(by: 1_000_000)
      let end = try #require(fixture.state.context().end?.point)
      let theta = fixture.simulation.theta
      #expect(zip(end.coordinates, theta.coordinates).allSatisfy { abs($0 - $1) < 0.02 })
      for keys in [[], [Key.character("Z")], [Key.character("z")]] as [[Key]] {
        for key in keys { try fixture.press(key) }
        let buffer = fixture.screen(width: 120, height: 40)
        let area = try picture(fixture)
        let scene = SimplexScene(
          context: fixture.state.context(), width: area.width, height: area.height)
        let cell = scene.cell(scene.image(of: end))
        let glyph = buffer[area.x + Int(cell.x), area.y + Int(cell.y)].glyph
        // The run may stand on it.
        #expect(glyph == "╳" || glyph == "◆", "\(glyph)")
      }
    }
  }

  @Test("Where chance decides no end is marked")
  func noEnd() throws {
    for (counts, temperature) in [
      ([5, 3, 2], 1), ([4, 4, 4], 0.8), ([4, 4, 1], 0.8), ([5, 3, 2], 0.8),
    ] as [([Int64], Double)] {
      let fixture = try Fixture(counts: counts, temperature: temperature)
      let picture = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
      #expect(!picture.contains("╳"), "\(counts) \(temperature)")
    }
    let even = try Fixture(counts: [5, 3, 2], temperature: 1.5)
    #expect(even.screen(width: 120, height: 40).rows.joined().contains("╳ end"))
  }

  // MARK: - The path

  /// The levels of a path, 0 to 1, whose places are given by size and position.
  private func levels(_ places: [(size: Int64, x: Double)], in fixture: Fixture) -> [Double] {
    let palette = Palette(theme: .dark, depth: .direct)
    let ramp = palette.levels(of: .age)
    var path = PathColors(fixture.report.snapshot, palette: palette, last: (0, 0))
    for place in places { path.append((place.x, 0), size: place.size) }
    var levels: [Double] = []
    path.eachHop { _, ink in
      levels.append(Double(ramp.firstIndex(of: ink) ?? -1) / Double(ramp.count - 1))
    }
    return levels
  }

  @Test("A collapse stays bright however long the leap after it; the newest fifth is hottest")
  func collapseAfterALeap() throws {
    var fixture = try Fixture()
    fixture.advance(by: 1_000_000)
    // Everything moves in the first eighth of the clock.
    let size = Double(fixture.simulation.size)
    let places = (1...170).map { step -> (size: Int64, x: Double) in
      let clock = Double(step) / 170
      let k = step == 170 ? size : Double.exp(clock * Double.log(size / 10)) * 10
      return (Int64(k), min(1, clock * 8.5) * 40)
    }
    let levels = levels(places, in: fixture)
    #expect(levels.count == 170 && levels == levels.sorted())
    #expect(levels[19] > 0.6, "the end of the collapse: \(levels[19])")
    #expect(levels[0] < 0.1 && levels[80] < 1)
    #expect(levels[(170 * 4 / 5)...].allSatisfy { $0 == 1 })
  }

  @Test("The first seconds are places and a newest line, no scribble")
  func firstSeconds() throws {
    var fixture = try Fixture()
    // As many samples as 3 seconds bring.
    for _ in 0..<70 { fixture.advance(by: 1) }
    let palette = Palette(theme: .dark, depth: .indexed)
    let path = Set(palette.levels(of: .age).map(\.color))
    let buffer = fixture.screen(width: 120, height: 40)
    let area = try picture(fixture)
    var dots = 0
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX where path.contains(buffer[x, y].style.foreground) {
        let glyph = buffer[x, y].glyph.value
        if (0x2800...0x28FF).contains(glyph) { dots += (glyph & 0xFF).nonzeroBitCount }
      }
    }
    // 70 places, some of them joined; with lines between all of them there are some 300 dots.
    #expect((30...170).contains(dots), "\(dots)")
  }

  // MARK: - Shares over time

  @Test("Bands too thin for half a cell are not drawn, and named as left out")
  func thinBands() throws {
    let fixture = try Fixture(counts: [1000, 500, 300, 3, 2, 1], temperature: 1)
    for depth in [ColorDepth.indexed, .monochrome] {
      let palette = Palette(theme: .dark, depth: depth)
      let symbols = Symbols(.braille)
      let buffer = fixture.screen(width: 120, height: 40, colors: depth)
      let area = try picture(fixture)
      for category in 3..<6 {
        for y in area.y..<area.maxY {
          for x in area.x..<area.maxX {
            let cell = buffer[x, y]
            #expect(cell.glyph != symbols.categoryMark(category))
            guard depth == .indexed else { continue }
            let color = palette.category(category)
            #expect(cell.style.foreground != color && cell.style.background != color)
          }
        }
      }
    }
    let text = fixture.screen(width: 120, height: 40).rows
    #expect(text[1].contains("too thin to draw: ★ D △ E □ F"))
    #expect(text.contains { $0.contains("share, stacked") })
    #expect(text.contains { $0.contains("samples in all, k") })
  }

  @Test("Each name stands beside its band", arguments: [(80, 24), (120, 40), (97, 31)])
  func namesOfBands(width: Int, height: Int) throws {
    for counts in [
      [50, 1, 1, 1, 1, 50], [9, 8, 7, 6, 5, 4, 3, 2], [1, 1, 1, 40, 1], [60, 3, 3, 3, 3, 3],
    ] as [[Int64]] {
      let fixture = try Fixture(counts: counts, temperature: 1)
      let palette = Palette(theme: .dark, depth: .indexed)
      let buffer = fixture.screen(width: width, height: height)
      let area = try picture(fixture, width: width, height: height)
      var named = 0
      for y in area.y..<area.maxY {
        for x in area.x..<area.maxX {
          let glyph = buffer[x, y].glyph
          guard
            let category = counts.indices.first(where: {
              Symbols(.braille).categoryMark($0) == glyph
            })
          else { continue }
          named += 1
          // The last column of bands to the left of the names: whole cells are colour alone.
          let bands = Set(counts.indices.map { palette.category($0) })
          let band = try #require(
            (area.x..<x).last { bands.contains(buffer[$0, y].style.background) })
          let style = buffer[band, y].style
          let colors = [style.background] + (buffer[band, y].glyph == " " ? [] : [style.foreground])
          #expect(
            colors.contains(palette.category(category)), "\(counts) category \(category), row \(y)")
        }
      }
      let undrawn = CompositionView(context: fixture.state.context()).undrawn(in: area)
      #expect(named == counts.count - undrawn.count)
    }
  }

  // MARK: - Two categories

  @Test("The segment has both scales, and the pointer reads the foot's")
  func segmentScales() throws {
    var fixture = try Fixture(counts: [5, 3], temperature: 1)
    fixture.advance(by: 5000)
    let text = fixture.screen(width: 120, height: 40).rows.joined(separator: "\n")
    for label in ["samples in all, k", "share of ■ B", "0.40", "10³", "all ▲ A", "all ■ B", "even"]
    {
      #expect(text.contains(label), "\(label)")
    }
    let area = try picture(fixture)
    let view = SegmentView(context: fixture.state.context())
    let buffer = fixture.screen(width: 120, height: 40)
    let heads = (area.y..<area.maxY).flatMap { y in
      (area.x..<area.maxX).filter { buffer[$0, y].glyph == "◆" }
    }
    let column = try #require(heads.first)
    let point = try #require(view.point(atX: column, in: area))
    #expect(abs(point[1] - fixture.simulation.theta[1]) < 0.02)
  }

  // MARK: - The header

  private func header(_ fixture: Fixture, width: Int = 120) -> String {
    var buffer = CellBuffer(width: width, height: 1)
    HeaderView(context: fixture.state.context()).draw(into: &buffer, in: buffer.bounds)
    return buffer.rows[0].trimmingSpaces
  }

  @Test("The header says what fresh data make of the regime, and where that leads")
  func headerWithFreshData() throws {
    func header(_ temperature: Double, _ fraction: Double, _ law: ExternalLaw) throws -> String {
      self.header(
        try Fixture(
          temperature: temperature, externalData: ExternalData(fraction: fraction, law: law)))
    }
    let collapse = try header(0.5, 0.3, .initial)
    #expect(collapse.contains("λ 30 %  one leads, held off the corner by fresh data → ▲ A 83.6 %"))
    let narrow = self.header(
      try Fixture(
        temperature: 0.5, externalData: ExternalData(fraction: 0.3, law: .initial)), width: 80)
    #expect(narrow.contains("λ 30 %  one leads  ") && !narrow.contains("held"), "\(narrow)")
    #expect(try header(0.9, 0.6, .uniform).contains("becomes even by fresh data  "))
    // Chance may lead to another end than the mean flow does.
    var several = try Fixture(
      counts: [Int64](repeating: 10, count: 8), temperature: 0.5,
      externalData: ExternalData(fraction: 0.55, law: .uniform))
    several.answerAll()
    #expect(
      self.header(several).contains("even or one leads: the past decides → drawn to even"),
      "\(self.header(several))")
    #expect(several.state.context().endSentences == ["every share is drawn to 1/8"])
    #expect(try header(2, 0.3, .initial).contains("held off the centre by fresh data → ▲ A 4"))
    #expect(try header(2, 0.3, .uniform).contains("heat death, fresh data too → even"))
    #expect(try header(1, 0.3, .initial).contains("drawn to the fresh data → ▲ A 50.0 %"))
    #expect(try header(0.5, 1, .category(2)).contains("fresh data only → ● C 1"))
  }

  @Test("Of several that lead alike in the end the header names none as the winner")
  func tie() throws {
    let fixture = try Fixture(
      counts: [40, 30, 20, 10], externalData: ExternalData(fraction: 0.3, law: .uniform),
      loop: ClosedLoop(sampler: .topP(0.8)))
    #expect(
      header(fixture, width: 140).contains(
        "cuts off 1 of 4 now, with fresh data → 3 alike, 30.8 % each")
    )
    var even = try Fixture(
      counts: [4, 4, 2], temperature: 1, externalData: ExternalData(fraction: 0.3, law: .initial))
    even.answerAll()
    let context = even.state.context()
    #expect(context.endInWords() == "2 alike, 40.0 % each")
    #expect(
      context.endSentences == [
        "leads to 2 alike, 40% each, 1 other 20%", "leads to 2 alike, 40% each",
      ])
  }

  @Test("The header says the pace in words, paused or not; symbols are for experts")
  func headerWords() throws {
    var fixture = try Fixture()
    fixture.advance(by: 1000)
    #expect(header(fixture).contains("k 1010  ► ×10 in 3.3 s"))
    try fixture.press(.character(" "))
    #expect(header(fixture).contains("‖ paused · ×10 in 3.3 s"))
    #expect(header(fixture, width: 60).contains("‖ ×10 in 3.3 s"))
    try fixture.press(.character("+"))
    #expect(header(fixture).contains("‖ paused · ×10 a second"))
    for word in ["ℓ", "dec", "≤", "1e-5", "step,"] { #expect(!header(fixture).contains(word)) }
    fixture.state.display.isExpert = true
    for word in ["ln(k/ℓ) 4.6", "1 decades/s", "step, exact"] {
      #expect(header(fixture, width: 140).contains(word), "\(word): \(header(fixture, width: 140))")
    }
  }
}
