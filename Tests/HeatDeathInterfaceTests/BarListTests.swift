import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// Bars of more categories than there are rows.
@Suite struct BarListTests {
  /// Category i has i + 1 samples: the last ones are the largest.
  private func fixture(_ categories: Int, size: (Int, Int) = (80, 24)) throws -> Fixture {
    var fixture = try Fixture(counts: (1...categories).map { Int64($0) })
    fixture.receive(.resize(width: size.0, height: size.1))
    return fixture
  }

  private func bars(_ fixture: Fixture) throws -> (view: ProbabilityView, area: Rect) {
    let part = try #require(
      fixture.state.layout(colors: .indexed).parts.first { $0.part is ProbabilityView })
    return (try #require(part.part as? ProbabilityView), part.area)
  }

  /// The names of the bars in view, top to bottom.
  private func names(_ fixture: Fixture) throws -> [String] {
    let (view, area) = try bars(fixture)
    let labels = fixture.state.scenario.labels
    return (area.y..<area.maxY).compactMap { y in
      guard case .category(let category) = view.row(atRow: y, in: area) else { return nil }
      return labels[category]
    }
  }

  private func text(_ fixture: Fixture, _ area: Rect) -> [String] {
    let (width, height) = fixture.state.windowSize
    let screen = fixture.screen(width: width, height: height)
    return (area.y..<area.maxY).map { y in
      String(
        String.UnicodeScalarView((area.x..<area.maxX).map { screen[$0, y].glyph }))
    }
  }

  @Test("Up to eight stand in the order of the data, more by share, and S changes that")
  func order() throws {
    var fixture = try fixture(8)
    #expect(try names(fixture) == ["A", "B", "C", "D", "E", "F", "G", "H"])
    try fixture.press(.character("S"))
    #expect(try names(fixture) == ["H", "G", "F", "E", "D", "C", "B", "A"])
    fixture = try self.fixture(12)
    #expect(try names(fixture).prefix(3) == ["L", "K", "J"])
    try fixture.press(.character("S"))
    #expect(try names(fixture).prefix(3) == ["A", "B", "C"])
  }

  @Test("Equal shares keep the order of the data")
  func stable() throws {
    let fixture = try Fixture(counts: Array(repeating: 4, count: 20))
    #expect(try names(fixture).prefix(5) == ["A", "B", "C", "D", "E"])
  }

  @Test(
    "Every row comes into view, and the foot says which ones are and how much they are",
    arguments: [(80, 24), (97, 31), (120, 40), (40, 30)])
  func scrolling(size: (Int, Int)) throws {
    var fixture = try fixture(300, size: size)
    var seen: Set<String> = []
    for _ in 0..<60 {
      let (view, area) = try bars(fixture)
      let names = try names(fixture)
      seen.formUnion(names)
      let window = view.window(area.height - 2)
      #expect(names.count == window.rows.count && window.isCut)
      let foot = try #require(text(fixture, area).last)
      let range = "\(window.rows.lowerBound + 1)–\(window.rows.upperBound) of 300"
      #expect(foot.contains(range), "\(foot)")
      let labels = fixture.state.scenario.labels
      let share = names.reduce(0.0) { sum, name in
        sum + fixture.report.snapshot.theta[labels.firstIndex(of: name)!]
      }
      let percent = NumberFormat(symbols: Symbols(.braille)).percent(share, complement: 1 - share)
      if foot.contains("%") { #expect(foot.contains(percent), "\(foot), not \(percent)") }
      let before = view.window(area.height - 2).rows
      for _ in 0..<max(1, before.count - 1) { try fixture.press(.character("J")) }
      if try bars(fixture).view.window(area.height - 2).rows == before { break }
    }
    #expect(seen.count == 300)
    #expect(fixture.state.line.contains("end of the list"))
    try fixture.press(.character("K"))
    #expect(fixture.state.run?.controls.bars.offset ?? 0 > 0)
  }

  @Test("The wheel scrolls long lists three rows at a time, and sets the pace over short ones")
  func wheel() throws {
    var fixture = try fixture(40)
    let (_, area) = try bars(fixture)
    let pace = fixture.state.pace
    fixture.receive(.mouse(Mouse(.wheelDown, x: area.x + 3, y: area.y + 2)))
    #expect(fixture.state.run?.controls.bars.offset == 3 && fixture.state.pace == pace)
    fixture.receive(.mouse(Mouse(.wheelUp, x: area.x + 3, y: area.y + 2)))
    #expect(fixture.state.run?.controls.bars.offset == 0)
    var short = try self.fixture(4)
    let place = try bars(short).area
    short.receive(.mouse(Mouse(.wheelDown, x: place.x + 3, y: place.y + 2)))
    #expect(short.state.pace != pace)
  }

  @Test("Up and Down scroll the bars where the list of V_I is in view as a whole")
  func arrows() throws {
    var fixture = try fixture(30)
    try fixture.press(.down)
    #expect(fixture.state.run?.controls.bars.offset == 1)
    var few = try self.fixture(6)
    try few.press(.down)
    #expect(few.state.run?.controls.bars.offset == 0 && few.state.lyapunovOffset == 1)
  }

  @Test("A click and a letter find the category of the row, whatever the order")
  func pointing() throws {
    var fixture = try fixture(20)
    let (view, area) = try bars(fixture)
    try fixture.press(.character("i"))
    fixture.receive(.mouse(Mouse(.press, x: area.x + 4, y: area.y + 1)))
    let form = try #require(fixture.state.form(InjectionForm.self))
    #expect(view.row(atRow: area.y + 1, in: area) == .category(form.choice) && form.choice == 19)
    try fixture.press(.character("P"))
    #expect(fixture.state.form(InjectionForm.self)?.choice == 15)
    try fixture.press(.character("Z"))
    #expect(fixture.state.line.contains("no category Z here: A to T"))
  }

  @Test("Scrolling, sorting and windows touch no random number")
  func noRandomNumbers() throws {
    var plain = try fixture(50)
    var handled = try fixture(50)
    for key in "SJJKSJMa12s".unicodeScalars {
      #expect(try handled.press(.character(key)) == [])
    }
    try handled.press(.enter)
    plain.advance(by: 500)
    handled.advance(by: 500)
    #expect(plain.simulation.counts == handled.simulation.counts)
    #expect(plain.simulation.digest == handled.simulation.digest)
  }

  @Test("Thousands of categories are drawn in every stage and size, and nothing traps (seed 31)")
  func many() throws {
    var random = SeededRandom(seed: 31)
    for categories in [9, 64, 65, 4096] {
      var fixture = try Fixture(
        counts: (0..<categories).map { Int64($0 % 7) + ($0 == 0 ? 1 : 0) },
        temperature: random.pick([0.8, 1, 1.5]))
      fixture.advance(by: 300)
      for keys in ["", "p", "pS", "Ma", ".", "c", "p"] {
        for key in keys.unicodeScalars { try fixture.press(.character(key)) }
        let sizes = [(80, 24), (18, 4), (1, 1), (20, 5), (40, 12), (120, 40), (200, 60)]
        for (width, height) in categories > 100 ? Array(sizes.prefix(2)) : sizes {
          fixture.receive(.resize(width: width, height: height))
          _ = fixture.screen(
            width: width, height: height, colors: random.pick(ColorDepth.allCases),
            answered: categories < 300)
        }
        if keys == "Ma" { try fixture.press(.enter) }
      }
    }
  }

  @Test("A crowd shows the eight largest of many categories, and is refused to very many")
  func crowd() throws {
    var fixture = try fixture(20, size: (120, 40))
    try fixture.press(.character("e"))
    #expect(fixture.state.mode == .crowd)
    let text = text(fixture, Rect(x: 0, y: 0, width: 120, height: 40)).joined(separator: "\n")
    #expect(text.contains("who leads: 8 of 20") && text.contains(" T ") && !text.contains("▲ A "))
    var many = try self.fixture(65)
    try many.press(.character("e"))
    #expect(many.state.mode == .explore && many.state.line.contains("up to 64 categories"))
  }

  @Test("A panel of a comparison says which bars it shows, those with the largest shares first")
  func comparison() throws {
    var fixture = try fixture(40, size: (120, 40))
    try fixture.press(.character("c"))
    let text = text(fixture, Rect(x: 0, y: 0, width: 120, height: 40)).joined(separator: "\n")
    #expect(text.contains(" AN ") && text.contains("of 40"))
  }
}
