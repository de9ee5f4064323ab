import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

// The curves of λ, their order and their names.
extension MapStageTests {
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
  func known(temperature: Double) throws -> LambdaDiagram {
    var diagram = LambdaDiagram(
      temperature: try Temperature(temperature), law: .uniform(8), leader: 0)
    while let inquiry = diagram.inquiries.first { diagram.take(inquiry.answered()) }
    return diagram
  }

  func cells(
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
          for (role, name) in [
            (Role.expanding, "drops as λ rises"), (.contracting, "jumps up as λ falls"),
          ] {
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
    #expect(low.contains("lead to 60.2%, all even from 50%"))
    #expect(!low.contains("no lead lasts above") && low.contains("largest share in the end"))
    #expect(low.contains("solid: where runs end  dashed: what parts them"))
    let high = text(fixture, width: 120, height: 40)
    #expect(high.contains("no leader keeps its lead above") && !high.contains("lead to"))
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
}
