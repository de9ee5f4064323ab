import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// The map: how much fresh data saves the run.
@Suite struct MapStageTests {
  private static let uniform = try! ExternalData(fraction: 0.55, law: .uniform)

  private func fixture(
    categories: Int = 8, temperature: Double = 0.5, externalData: ExternalData = uniform,
    loop: ClosedLoop = .paper, glyphs: GlyphSet = .braille
  ) throws -> Fixture {
    var fixture = try Fixture(
      counts: [9] + Array(repeating: 2, count: categories - 1), temperature: temperature,
      externalData: externalData, loop: loop, glyphs: glyphs)
    try fixture.press(.character("d"))
    return fixture
  }

  private func text(_ fixture: Fixture, width: Int = 120, height: Int = 40) -> String {
    fixture.screen(width: width, height: height).rows.joined(separator: "\n")
  }

  private func map(_ fixture: Fixture) throws -> MapStage {
    try #require(fixture.state.stage as? MapStage)
  }

  @Test("Its key opens it while the run waits, and Esc or d goes back to the run as it was")
  func opening() throws {
    for back in [Key.escape, .character("d")] {
      var fixture = try fixture()
      let before = fixture.report.snapshot.settings
      #expect(fixture.state.stage is MapStage && !fixture.report.isRunning)
      try fixture.press(.right, .character("T"))
      #expect(try fixture.press(back) == [.send(.run)])
      #expect(fixture.state.stage is RunStage && fixture.report.isRunning)
      #expect(fixture.report.snapshot.settings == before)
    }
  }

  @Test("It says the two thresholds, and what each end is at the share looked at")
  func words() throws {
    var fixture = try fixture()
    fixture.answerAll()
    #expect(
      text(fixture).contains("no lead lasts above λ = 60.2 %; evenness holds above 50.0 %"))
    #expect(
      fixture.state.line.hasPrefix("at λ = 55 % the past decides: the largest share is ")
    )
    #expect(fixture.state.line.hasSuffix(" or 12.5 %"))
    let last = fixture.screen(width: 80, height: 24).rows[22]
    #expect(!last.contains("…") && last.contains(" or 12.5 %"), "a window of 80 columns has it all")
    for _ in 0..<10 { try fixture.press(.right) }
    fixture.answerAll()
    #expect(
      fixture.state.line == "at λ = 65 % it ends with a largest share of 12.5 %, from any start")
    try fixture.press(.home)
    fixture.answerAll()
    #expect(
      fixture.state.line == "at λ = 0 % one of 8 ends is reached, the largest share 100 % in each")
  }

  @Test("Where no formula is known it says from the branches where the choice ends")
  func otherLaw() throws {
    var fixture = try fixture(categories: 3, externalData: ExternalData(fraction: 0.3))
    #expect(text(fixture).contains("being computed"))
    fixture.answerAll()
    let field = try #require(
      text(fixture).split(separator: "from λ = ").dropFirst().first?.prefix { $0 != " " })
    let first = try #require(Double(field)) / 100
    let law = SimplexPoint(counts: [9, 2, 2])
    func ends(_ fraction: Double) throws -> Int {
      BranchQuestion(temperature: try Temperature(0.5), fraction: fraction, law: law).answer()
        .filter(\.isStable).reduce(0) { $0 + $1.count }
    }
    #expect(try ends(first - 0.003) > 1 && ends(first) == 1)
  }

  @Test("The ways up and down part between the thresholds, and nowhere else")
  func gap() throws {
    var fixture = try fixture()
    fixture.answerAll()
    var diagram = LambdaDiagram(
      temperature: try Temperature(0.5), law: .uniform(8), leader: 0)
    #expect(diagram.gap == nil)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    let gap = try #require(diagram.gap)
    // They cross over at the thresholds, and go no further.
    let end = Hysteresis(temperature: try Temperature(0.5), categoryCount: 8).collapseThreshold
    #expect(gap.up[0].fraction == 0.5 && gap.up.suffix(2).allSatisfy { $0.fraction == end })
    #expect(gap.down[0].fraction == end && gap.down.suffix(2).allSatisfy { $0.fraction == 0.5 })
    for way in [gap.up, gap.down.reversed()] {
      #expect(zip(way, way.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
    }
    #expect(gap.up.dropLast().allSatisfy { $0.share > 0.25 } && gap.up.last!.share < 0.13)
    #expect(gap.down.dropLast().allSatisfy { abs($0.share - 0.125) < 1e-3 })
    #expect(gap.down.last!.share == gap.up[0].share && gap.up[0].share > 0.5)
    // The collapsed branch goes from the corner to where it meets the one that is not stable.
    let collapsed = try #require(
      diagram.branches.first { $0.isStable && $0.points[0].share == 1 })
    #expect(abs(collapsed.points.last!.fraction - end) < 0.002)
    let middle = try #require(
      diagram.branches.first { !$0.isStable && abs($0.points.last!.fraction - end) < 0.002 })
    #expect(middle.points.last!.share == collapsed.points.last!.share)
    let even = try #require(diagram.branches.first { $0.isStable && $0.points.last!.fraction == 1 })
    #expect(abs(even.points[0].fraction - 0.5) < 0.002)
  }

  @Test("Where no formula is known the ways cross over where the branches end")
  func gapOfOtherLaw() throws {
    let law = SimplexPoint(counts: [2, 3, 3])
    var diagram = LambdaDiagram(temperature: try Temperature(0.5), law: law, leader: 0)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    let gap = try #require(diagram.gap)
    let ends = diagram.branches.filter(\.isStable).flatMap { [$0.points[0], $0.points.last!] }
    for way in [gap.up, gap.down] {
      let jump = way.suffix(2).map(\.fraction)
      #expect(jump[0] == jump[1] && ends.contains { $0.fraction == jump[0] }, "\(way)")
    }
  }

  @Test("The chart's two ways stand in the columns of the thresholds, and say what is dashed")
  func columnsOfThresholds() throws {
    var fixture = try fixture()
    fixture.answerAll()
    for (width, height) in [(80, 24), (97, 31), (120, 40)] {
      #expect(
        text(fixture, width: width, height: height)
          .contains("solid: where runs end  dashed: what parts them"))
      let buffer = fixture.screen(width: width, height: height, colors: .direct)
      let palette = Palette(theme: .dark, depth: .direct)
      func columns(_ role: Role) -> [Int] {
        (0..<width).filter { x in
          (4..<(height - 5)).contains { y in
            let cell = buffer[x, y]
            return (0x2801...0x28FF).contains(cell.glyph.value)
              && cell.style.foreground == palette.color(role)
          }
        }
      }
      // Steps are rounded to columns. The axis covers the ways and room beside them, with its round numbers below.
      let row = try #require(buffer.rows.lastIndex { $0.contains("┴") })
      let axis = Array(buffer.rows[row])
      let numbers = buffer.rows[row + 1].matches(of: /(\d+)%/).compactMap { Double($0.1) }
      let zero = try #require(axis.firstIndex(of: "┴"))
      let one = try #require(axis.lastIndex(of: "┴"))
      let (low, high) = (try #require(numbers.first) / 100, try #require(numbers.last) / 100)
      #expect(0.3 < low && low < 0.42 && 0.68 < high && high < 0.8, "\(numbers)")
      func column(_ fraction: Double) -> Int {
        zero + Int(0.5 + (fraction - low) / (high - low) * Double(one - zero))
      }
      let threshold = Hysteresis(temperature: try Temperature(0.5), categoryCount: 8)
      for role in [Role.expanding, .contracting] {
        let found = columns(role)
        #expect(
          found.first.map { $0 >= column(threshold.uniformThreshold) - 1 } == true,
          "\(found) \(width)")
        #expect(
          found.last.map { $0 <= column(threshold.collapseThreshold) + 1 } == true,
          "\(found) \(width)")
      }
    }
  }

  @Test("What parts the two ends is one line of its own colour where the ends leave it cells")
  func oneLine() throws {
    var fixture = try fixture()
    fixture.answerAll()
    for isProjector in [false, true] {
      if isProjector { try fixture.press(.character("p")) }
      for (width, height) in [(80, 24), (97, 31), (120, 40)] {
        let buffer = fixture.screen(width: width, height: height, colors: .direct)
        let color = Look(fixture.state.display, colors: .direct).palette.color(.neutral)
        var cells: [(x: Int, y: Int)] = []
        for y in 0..<height {
          for x in 0..<width {
            let cell = buffer[x, y]
            let isDots = (0x2801...0x28FF).contains(cell.glyph.value)
            if isDots, cell.style.foreground == color { cells.append((x, y)) }
          }
        }
        let (left, right) = (cells.map(\.x).min() ?? 0, cells.map(\.x).max() ?? 0)
        #expect(right - left >= width / 16, "\(left) to \(right) of \(width)")
        // From cell to cell, over gaps of one, all are reached.
        var reached = cells.isEmpty ? [] : [cells.removeFirst()]
        var index = 0
        while index < reached.count {
          let from = reached[index]
          func isNear(_ cell: (x: Int, y: Int)) -> Bool {
            abs(cell.x - from.x) < 3 && abs(cell.y - from.y) < 3
          }
          reached += cells.filter(isNear)
          cells.removeAll(where: isNear)
          index += 1
        }
        #expect(cells.isEmpty, "\(cells) at \(width)×\(height)")
        #expect(buffer.rows.joined().contains("parts them") || width < 97)
      }
    }
  }

  /// A diagram of eight categories with uniform fresh data of which all is known.
  private func known(temperature: Double) throws -> LambdaDiagram {
    var diagram = LambdaDiagram(
      temperature: try Temperature(temperature), law: .uniform(8), leader: 0)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    return diagram
  }

  private func cells(
    _ chart: LambdaChart, _ role: Role, width: Int, height: Int
  ) -> (buffer: CellBuffer, dots: [(x: Int, y: Int)]) {
    var buffer = CellBuffer(width: width, height: height)
    chart.draw(into: &buffer, in: buffer.bounds)
    let color = chart.look.palette.color(role)
    let all = (0..<height).flatMap { y in (0..<width).map { x in (x: x, y: y) } }
    return (
      buffer,
      all.filter { x, y in
        (0x2801...0x28FF).contains(buffer[x, y].glyph.value)
          && buffer[x, y].style.foreground == color
      }
    )
  }

  @Test("The name of each way stands at its own jump, λ rising at the fall of its curve")
  func namesAtJumps() throws {
    let diagram = try known(temperature: 0.5)
    for theme in [Theme.dark, .light] {
      let look = Look(Display(theme: theme, glyphs: .braille), colors: .direct)
      for isThick in [false, true] {
        for (width, height) in [(80, 10), (78, 12), (95, 20), (118, 30)] {
          var chart = LambdaChart(
            diagram: diagram, look: look, run: (0.55, 0.125), cursor: 0.55)
          (chart.isThick, chart.isTitled) = (isThick, true)
          for (role, name) in [(Role.expanding, "↓ λ rising"), (.contracting, "λ falling ↑")] {
            let (buffer, dots) = cells(chart, role, width: width, height: height)
            let row = try #require(buffer.rows.firstIndex { $0.contains(name) }, "\(name) \(width)")
            let text = buffer.rows[row]
            let range = try #require(text.range(of: name))
            let start = text.distance(from: text.startIndex, to: range.lowerBound)
            // The rising way jumps at its right end, the other at its left.
            let columns = dots.map(\.x)
            let column = try #require(role == .expanding ? columns.max() : columns.min())
            let rows = dots.filter { $0.x == column }.map(\.y)
            let distance = role == .expanding ? start - column : column - start - name.count + 1
            #expect(
              (1...4).contains(distance),
              "\(name) at \(start), jump \(column), \(width)×\(height)")
            #expect((rows.min()! - 1...rows.max()! + 1).contains(row))
          }
        }
      }
    }
  }

  @Test("Where the dividing line and an end's curve fall into one cell, it has the curve's colour")
  func endsOnTop() throws {
    let diagram = try known(temperature: 0.5)
    let look = Look(Display(theme: .dark, glyphs: .braille), colors: .direct)
    for (width, height) in [(78, 10), (95, 20), (118, 30)] {
      let chart = LambdaChart(diagram: diagram, look: look, isTitled: true)
      let dividing = cells(chart, .neutral, width: width, height: height)
      // Runs end at 12.5 % all the way from one jump to the other.
      let foot = dividing.dots.map(\.y).max() ?? 0
      let lower = cells(chart, .contracting, width: width, height: height).dots
      let jumps = (lower.map(\.x).min() ?? 0, lower.map(\.x).max() ?? 0)
      let row = try #require(lower.map(\.y).max())
      #expect(foot < row, "\(width)")
      #expect(
        (jumps.0...jumps.1).allSatisfy { x in lower.contains { $0.x == x && $0.y == row } },
        "\(width)×\(height)")
      #expect(dividing.dots.count >= 6)
    }
  }

  @Test("At T = 1 the curve begins above a share of 0, at which every point rests")
  func aboveNothing() throws {
    let look = Look(Display(theme: .dark, glyphs: .braille), colors: .direct)
    func first(_ temperature: Double) throws -> Int? {
      let chart = LambdaChart(
        diagram: try known(temperature: temperature), look: look, isTitled: true)
      return cells(chart, .strong, width: 118, height: 30).dots.map(\.x).min()
    }
    let still = try #require(try first(1))
    let moving = try #require(try first(1.5))
    #expect(still == moving + 1)
  }

  @Test("In a lecture room and in a low window rows are left for the curves")
  func rows() throws {
    var fixture = try fixture()
    fixture.answerAll()
    func plot(_ height: Int) -> Int {
      let rows = fixture.screen(width: 80, height: height).rows
      let axis = rows.lastIndex { $0.contains("┴") } ?? 0
      return rows[..<axis].filter {
        !$0.hasPrefix("│ no lead") && $0.prefix(6).contains { "│┤".contains($0) }
      }
      .count
    }
    #expect(plot(17) >= 9)
    try fixture.press(.character("p"))
    #expect(plot(17) >= 8)
    let low = text(fixture, width: 80, height: 17)
    #expect(low.contains("lead up to 60.2%, even above 50.0%"))
    #expect(!low.contains("no lead lasts above") && low.contains("largest share in the end"))
    #expect(low.contains("solid: where runs end  dashed: what parts them"))
    let high = text(fixture, width: 120, height: 40)
    #expect(high.contains("no leader keeps its lead above") && !high.contains("lead up to"))
  }

  @Test("The axis of λ keeps what is looked at in view, and shows all with X")
  func window() throws {
    var fixture = try fixture()
    fixture.answerAll()
    func numbers() -> [Int] {
      let rows = fixture.screen(width: 120, height: 40).rows
      let axis = rows.lastIndex { $0.contains("┴") } ?? 0
      return rows[axis + 1].matches(of: /(\d+)%/).compactMap { Int($0.1) }
    }
    #expect(numbers().first.map { $0 >= 35 } == true)
    for _ in 0..<40 { try fixture.press(.left) }
    #expect(numbers().first.map { $0 <= 20 } == true && numbers().last.map { $0 <= 75 } == true)
    try fixture.press(.character("X"))
    #expect(numbers().first == 0 && numbers().last == 100)
  }

  @Test("Dashed curves are drawn between the thresholds alone, and all of them with X")
  func dashed() throws {
    let temperature = try Temperature(0.5)
    var diagram = LambdaDiagram(temperature: temperature, law: .uniform(8), leader: 0)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    let all = diagram.branches.filter { !$0.isStable }.flatMap(\.points).map(\.fraction)
    let deciding = diagram.decidingBranches.filter { !$0.isStable }.flatMap(\.points).map(
      \.fraction)
    let ends = Hysteresis(temperature: temperature, categoryCount: 8)
    #expect(all.contains(0) && !deciding.isEmpty)
    #expect(
      deciding.allSatisfy {
        ends.uniformThreshold - 0.003 < $0 && $0 < ends.collapseThreshold + 0.003
      })
    #expect(
      diagram.decidingBranches.filter(\.isStable).map(\.points)
        == diagram.branches.filter(\.isStable).map(\.points))
    // Above T = 1 there is one end, and nothing to decide.
    diagram = diagram.with(temperature: try Temperature(1.5))
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    #expect(!diagram.decidingBranches.contains { !$0.isStable })
    var fixture = try fixture()
    fixture.answerAll()
    let few = text(fixture)
    try fixture.press(.character("X"))
    #expect(fixture.state.display.isExpert && text(fixture) != few)
    try fixture.press(.character("X"))
    fixture.observe(at: 60)
    #expect(
      text(fixture).split(separator: "\n").dropLast(2) == few.split(separator: "\n").dropLast(2))
  }

  @Test("Enter sets the run to what is looked at, and one undo takes back both")
  func enter() throws {
    var fixture = try fixture()
    let before = fixture.report.snapshot.settings
    try fixture.press(.right, .character("t"), .enter)
    #expect(fixture.state.stage is RunStage)
    #expect(fixture.state.line.contains("λ = 56 %"))
    #expect(fixture.report.snapshot.settings.externalData.fraction == 0.56)
    #expect(fixture.report.snapshot.temperature.value == 0.45)
    try fixture.press(.character("u"))
    #expect(fixture.report.snapshot.settings == before)
    try fixture.press(.character("d"), .enter)
    #expect(fixture.state.line.contains("already"))
    #expect(fixture.report.snapshot.settings == before)
  }

  @Test("Its keys move within their bounds, and say so there") func bounds() throws {
    var fixture = try fixture()
    try fixture.press(.end, .right)
    #expect(try map(fixture).fraction == 1 && fixture.state.line.hasPrefix("100 % is the most"))
    try fixture.press(.home, .left)
    #expect(try map(fixture).fraction == 0 && fixture.state.line.hasPrefix("0 % is the least"))
    for _ in 0..<30 { try fixture.press(.character("t")) }
    #expect(fixture.state.line.contains("go no lower"))
    try fixture.press(.character("0"))
    fixture.answerAll()
    #expect(try map(fixture).temperature == .one)
    #expect(fixture.state.line == "at λ = 0 % every point rests: nothing moves on average")
  }

  @Test("It says what it is not drawn for") func obstacle() throws {
    let loop = ClosedLoop(sampler: .greedy)
    var fixture = try Fixture(loop: loop)
    try fixture.press(.character("d"))
    #expect(fixture.state.stage is RunStage && fixture.state.line.contains("L chooses"))
  }

  @Test("At every size from 20 by 5 on it shows what it looks at, with every set of glyphs")
  func sizes() throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try fixture(categories: 3, glyphs: glyphs)
      fixture.answerAll()
      for (width, height) in [(20, 5), (30, 8), (40, 12), (66, 12), (97, 31), (200, 60)] {
        for colors in ColorDepth.allCases {
          let rows = fixture.screen(width: width, height: height, colors: colors).rows
          let share = "\(Symbols(glyphs).lambda) \(width < 24 ? "55%" : "55 %")"
          #expect(rows[0].contains("T 0.50") && rows[0].contains(share), "\(rows[0])")
          #expect(
            !rows.contains { $0.contains("  %") || $0.hasPrefix(" %") || $0.hasPrefix("│ %") })
        }
      }
    }
  }

  @Test(
    "The form of external data shows it small, of the law chosen there, while a number is typed")
  func form() throws {
    var fixture = try Fixture(
      counts: [9, 2, 2, 2, 2, 2, 2, 2], temperature: 0.5, externalData: Self.uniform)
    try fixture.press(.character("x"))
    fixture.answerAll()
    let words = "no lead lasts above"
    #expect(text(fixture).contains(words) && !text(fixture, width: 80, height: 24).contains(words))
    let form = try #require(fixture.state.form(ExternalForm.self))
    let diagram = try #require(form.diagram)
    #expect(diagram.inquiries.isEmpty && diagram.gap != nil)
    try fixture.press(.character("0"), .character("."), .character("7"))
    #expect(fixture.state.form(ExternalForm.self)?.diagram?.inquiries.isEmpty == true)
    #expect(fixture.state.form(ExternalForm.self)?.fraction == 0.7)
    try fixture.press(.down, .right)
    let other = try #require(fixture.state.form(ExternalForm.self)?.diagram)
    #expect(other.law[0] == 1 && !other.inquiries.isEmpty)
    fixture.answerAll()
    #expect(!text(fixture).contains(words))
  }

  @Test("The word at what is looked at never falls on a name of a curve") func here() throws {
    for glyphs in GlyphSet.allCases {
      var fixture = try fixture(glyphs: glyphs)
      fixture.answerAll()
      for (width, height) in [(40, 11), (40, 12), (50, 12), (60, 14), (80, 24)] {
        let words = text(fixture, width: width, height: height)
        for part in words.split(whereSeparator: { !$0.isLetter }) where part.hasPrefix("here") {
          #expect(part == "here", "\(words)")
        }
      }
    }
  }

  @Test("The run's mark never falls on a name of a curve") func marks() throws {
    var diagram = LambdaDiagram(temperature: try Temperature(0.5), law: .uniform(8), leader: 0)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    for glyphs in GlyphSet.allCases {
      let look = Look(Display(theme: .dark, glyphs: glyphs), colors: .eight)
      var covered = 0
      for fraction in stride(from: 0.4, through: 0.8, by: 0.01) {
        for share in stride(from: 0, through: 0.6, by: 0.06) {
          var buffer = CellBuffer(width: 78, height: 17)
          LambdaChart(diagram: diagram, look: look, run: (fraction, share), cursor: 0.2)
            .draw(into: &buffer, in: buffer.bounds)
          let text = buffer.rows.joined()
          #expect(text.unicodeScalars.contains(look.symbols.head))
          for name in ["rising", "falling"] {
            let isWhole = text.contains(name)
            let isThere = text.contains(name.prefix(3)) || text.contains(name.suffix(3))
            #expect(isWhole || !isThere, "\(fraction) \(share)")
            covered += isThere ? 0 : 1
          }
        }
      }
      // A name gives way at most where nothing near its curve is free.
      #expect(covered < 9, "\(glyphs) \(covered)")
    }
  }

  @Test("The smallest window cuts no sentence") func smallest() throws {
    for glyphs in GlyphSet.allCases {
      for (temperature, categories) in [(0.5, 8), (0.5, 2), (1, 3), (1.5, 3), (0.9, 4)] {
        var fixture = try fixture(
          categories: categories, temperature: temperature, glyphs: glyphs)
        fixture.answerAll()
        let rows = fixture.screen(width: 20, height: 5).rows[1...3].joined()
        #expect(!rows.unicodeScalars.contains(Symbols(glyphs).ellipsis), "\(rows)")
      }
    }
  }
}
