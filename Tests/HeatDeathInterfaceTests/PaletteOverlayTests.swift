import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

@Suite struct PaletteOverlayTests {
  @discardableResult
  private func type(_ text: String, in fixture: inout Fixture) throws -> [Effect] {
    var effects: [Effect] = []
    for scalar in text.unicodeScalars { effects += try fixture.press(.character(scalar)) }
    return effects
  }

  /// Types a line into a palette of its own, and does it.
  @discardableResult
  private func perform(_ line: String, in fixture: inout Fixture) throws -> [Effect] {
    try fixture.press(.character(":"))
    try type(line, in: &fixture)
    return try fixture.press(.enter)
  }

  private func shown(_ fixture: Fixture) -> CommandPalette? {
    fixture.state.overlays.last as? CommandPalette
  }

  @Test("Every action of every stage does by name what its key does")
  func actions() throws {
    for way in [nil, "c", "d", "e"] as [Unicode.Scalar?] {
      var base = try Fixture(counts: [5, 3, 2, 2])
      base.advance(by: 50)
      try base.press(.character("o"), .character("A"), .character(" "), .pageUp)
      if let way { try base.press(.end, .character(way)) }
      for binding in base.state.stage.bindings(in: base.state) {
        for action in binding.actions {
          guard let name = action.name, name != CommandPalette.name else { continue }
          var (typed, pressed) = (base, base)
          let effects = try perform(name, in: &typed)
          let others = try pressed.press(action.key)
          if binding.obstacle(base.state) == nil {
            #expect(effects == others, "\(name)")
            #expect(
              typed.state.mode == pressed.state.mode && typed.state.line == pressed.state.line)
            #expect(
              typed.screen(width: 80, height: 24) == pressed.screen(width: 80, height: 24),
              "\(name)")
          } else {
            #expect(effects.isEmpty && shown(typed)?.error == binding.obstacle(base.state))
          }
        }
      }
    }
  }

  @Test(
    "What stands behind a name is read and done",
    arguments: [
      ("temperature 0.73", Intervention.setTemperature(try! Temperature(0.73))),
      ("temperature inf", .setTemperature(.infinite)),
      ("temp 2", .setTemperature(try! Temperature(2))),
      ("inject B 1000", .inject(count: 1000, law: .category(1))),
      ("inject b 2e3", .inject(count: 2000, law: .category(1))),
      ("inject uniform 5", .inject(count: 5, law: .uniform)),
      ("  inject   initial  5 ", .inject(count: 5, law: .initial)),
      ("external 0.2", .setExternalData(try! ExternalData(fraction: 0.2))),
      ("fresh 0.2", .setExternalData(try! ExternalData(fraction: 0.2))),
      ("external .5 C", .setExternalData(try! ExternalData(fraction: 0.5, law: .category(2)))),
      ("seed 7", .reseed(7)),
      ("sampler top-p:0.8", .setLoop(ClosedLoop(sampler: try! Sampler(parsing: "top-p:0.8")))),
    ])
  func interventions(line: String, intervention: Intervention) throws {
    var fixture = try Fixture()
    #expect(try perform(line, in: &fixture) == [.send(.intervene(intervention))])
    #expect(fixture.state.mode == .explore)
  }

  @Test("Pace, size, categories, zoom, theme and signs are typed as well")
  func others() throws {
    var fixture = try Fixture()
    #expect(try perform("pace 2", in: &fixture) == [.send(.setPace(.decadesPerSecond(2)))])
    try fixture.press(.character("+"))
    #expect(fixture.state.pace == .decadesPerSecond(3))
    #expect(try perform("pace 30/s", in: &fixture) == [.send(.setPace(.stepsPerSecond(30)))])
    #expect(try perform("go 1e6", in: &fixture) == [.send(.leap(to: 1_000_000, over: 3))])
    fixture.fly()
    #expect(fixture.simulation.clock == 1_000_000)
    try perform("zoom 3", in: &fixture)
    #expect(fixture.state.zoom.exponent == 3)
    try perform("categories 5", in: &fixture)
    #expect(fixture.state.categoryCount == 5)
    try perform("theme light", in: &fixture)
    #expect(fixture.state.display.theme == .light)
    try perform("glyphs ascii", in: &fixture)
    #expect(fixture.state.glyphs == .ascii)
  }

  @Test("compare opens runs at the temperatures behind it")
  func comparison() throws {
    var fixture = try Fixture()
    try perform("compare 0.5, 0.9 2", in: &fixture)
    #expect(fixture.state.mode == .compare)
    #expect(fixture.reports.map(\.snapshot.temperature.value) == [0.5, 0.9, 2])
  }

  @Test("A category is found by its own name, spaces and all")
  func labels() throws {
    var fixture = try Fixture(labels: ["new york", "Rome", "rome"])
    #expect(
      try perform("inject new york 10", in: &fixture)
        == [.send(.intervene(.inject(count: 10, law: .category(0))))])
    #expect(
      try perform("inject rome 10", in: &fixture)
        == [.send(.intervene(.inject(count: 10, law: .category(2))))])
    try perform("inject ROME 10", in: &fixture)
    #expect(
      shown(fixture)?.error?.contains("\"new york\", Rome, \"rome\", initial or uniform")
        == true)
  }

  @Test(
    "What is wrong is named with what is accepted, and the text stays",
    arguments: [
      ("temperature -1", "\"-1\" is no temperature; accepted is a number above 0, or inf"),
      ("temperature x", "\"x\" is no temperature; accepted is a number above 0, or inf"),
      ("inject Q 5", "\"Q\" is no category; accepted: A, B, C, initial or uniform"),
      ("inject 5", "after inject a category and a number of samples: inject B 1000"),
      ("inject B 0", "\"0\" samples do not fit; accepted are 1 to"),
      (
        "external 1.5",
        "\"1.5\" is no fraction; accepted is a number from 0 to 1, or per cent, as in 30 or 12.5%"
      ),
      ("external 0.5 Q", "\"Q\" is no law; accepted: A, B, C, initial or uniform"),
      (
        "pace 0",
        "\"0\" is no pace; accepted: 0.01 to 10 powers of ten a second, or 0.1/s to 1000/s"
      ),
      ("pace", "pace lacks its value: pace 2; accepted: 0.01 to 10"),
      ("go 5", "k is 10 already; accepted: a larger"),
      ("go 1e19", "\"1e19\" is no size"), ("seed -1", "\"-1\" is no seed"),
      ("categories 5000", "\"5000\" is no number of categories; accepted: 2 to 4096"),
      ("groups 3", "3 categories are a simplex themselves; groups are of 5 and more"),
      ("split A", "3 categories are a simplex themselves"),
      ("name-group A = B", "there are no groups; groups 3 makes some"),
      ("group A", "a name, = and categories are missing; accepted: group vowels = a, e, i"),
      ("categories 3", "there are 3 categories already"), ("zoom 10", "accepted: 0 to 9"),
      ("theme mauve", "\"mauve\" is no theme; accepted: dark"), ("glyphs x", "accepted: braille"),
      ("quit 5", "quit takes nothing behind its name"), ("qqq", "nothing is called \"qqq\""),
      ("rotate-left", "only the tetrahedron turns"),
      ("sampler top-q", "\"top-q\" is not a sampler; accepted are softmax, mix:E"),
      ("sampler", "sampler lacks its value: sampler top-p:0.8; accepted: softmax, mix:E"),
      ("compare 1", "1 temperatures; accepted: two to four different ones"),
      ("compare 1 x", "\"x\" is no temperature; accepted is a number above 0, or inf"),
    ])
  func errors(line: String, words: String) throws {
    var fixture = try Fixture()
    #expect(try perform(line, in: &fixture).isEmpty)
    let palette = shown(fixture)!
    #expect(
      palette.error?.hasPrefix(words) == true || palette.error?.contains(words) == true,
      "\(palette.error ?? "")")
    #expect(palette.text == line)
    #expect(fixture.screen(width: 80, height: 24).rows.joined().contains(line))
    try fixture.press(.backspace)
    #expect(shown(fixture)?.error == nil)
    try fixture.press(.escape)
    #expect(fixture.state.mode == .explore)
  }

  @Test("Tab writes the name out, and words that may stand behind it")
  func completion() throws {
    var fixture = try Fixture()
    try type(":tem", in: &fixture)
    try fixture.press(.tab)
    #expect(shown(fixture)?.text == "temperature ")
    try fixture.press(.control("u"))
    try type("theme l", in: &fixture)
    try fixture.press(.tab)
    #expect(shown(fixture)?.text == "theme light")
    try fixture.press(.control("u"))
    try type("und", in: &fixture)
    try fixture.press(.tab)
    #expect(shown(fixture)?.text == "undo")
    try type("qqq", in: &fixture)
    try fixture.press(.tab)
    #expect(shown(fixture)?.error?.contains("nothing is called") == true)
  }

  @Test("Arrows choose among what fits, and Enter does the chosen one")
  func choosing() throws {
    var fixture = try Fixture()
    try type(":cat", in: &fixture)
    let names = shown(fixture)!.matches(in: fixture.state).map(\.name)
    #expect(names.prefix(3) == ["categories", "more-categories", "fewer-categories"])
    try fixture.press(.down)
    #expect(try fixture.press(.enter).count == 1)
    #expect(fixture.state.categoryCount == 4)
    try type(":", in: &fixture)
    try fixture.press(.up, .pageDown, .pageDown)
    for _ in 0..<200 { try fixture.press(.down) }
    let palette = shown(fixture)!
    #expect(palette.choice == palette.matches(in: fixture.state).count - 1)
  }

  @Test("Up on an empty line brings back what was done, Down leads forward again")
  func history() throws {
    var fixture = try Fixture()
    try perform("temperature 2", in: &fixture)
    try perform("pause", in: &fixture)
    try perform("temperature 2", in: &fixture)
    #expect(fixture.state.history == ["pause", "temperature 2"])
    try type(":", in: &fixture)
    try fixture.press(.up)
    #expect(shown(fixture)?.text == "temperature 2")
    try fixture.press(.up, .up)
    #expect(shown(fixture)?.text == "pause")
    try fixture.press(.down)
    #expect(shown(fixture)?.text == "temperature 2")
    try fixture.press(.down)
    #expect(shown(fixture)?.text == "")
    try fixture.press(.escape)
    for index in 0..<300 { try perform("seed \(index)", in: &fixture) }
    #expect(fixture.state.history.count == 100)
  }

  @Test("A paste is text: its first line, and never a key")
  func pastes() throws {
    var fixture = try Fixture()
    try type(":", in: &fixture)
    #expect(fixture.receive(.paste("temperature\u{1B}\u{7} 1.5\nq\n")).isEmpty)
    #expect(shown(fixture)?.text == "temperature 1.5")
    try fixture.press(.enter)
    #expect(fixture.simulation.temperature.value == 1.5)
    try type(":", in: &fixture)
    fixture.receive(.paste(String(repeating: "é\u{301}", count: 100_000)))
    fixture.receive(.paste(""))
    fixture.receive(.paste("\n\n"))
    #expect((shown(fixture)?.text.count ?? 0) <= CommandPalette.longestText)
    #expect(fixture.screen(width: 80, height: 24).height == 24)
  }

  @Test("The palette is not listed in itself, and every line shows name, words and key")
  func lines() throws {
    var fixture = try Fixture()
    fixture.receive(.resize(width: 120, height: 40))
    try type(":", in: &fixture)
    let names = PaletteEntry.all(in: fixture.state).map(\.name)
    #expect(!names.contains("palette") && Set(names).count == names.count)
    try type("warmer", in: &fixture)
    let row = fixture.screen(width: 120, height: 40).rows.first { $0.contains("▸") }
    #expect(row?.contains("warmer") == true && row?.contains("fine steps near 1") == true)
    #expect(row?.contains(" T ") == true)
  }

  @Test("Every size shows what is typed, down to twenty columns, and none traps")
  func sizes() throws {
    for (width, height) in [(120, 40), (80, 24), (40, 12), (30, 8), (20, 5), (10, 3), (1, 1)] {
      var fixture = try Fixture()
      fixture.receive(.resize(width: width, height: height))
      try type(":temperature x", in: &fixture)
      try fixture.press(.enter)
      let text = fixture.screen(width: width, height: height).rows.joined()
      if width >= 20 { #expect(text.contains("temperature x_"), "\(width)") }
    }
  }

  @Test("Two thousand random events in the palette never trap")
  func storm() throws {
    var random = SeededRandom(seed: 5)
    let words = [
      "temperature ", "inject ", "B ", "1e3", "external ", "0.", "pace ", "go ", "zoom ",
    ]
    let keys: [Key] = [
      .enter, .tab, .up, .down, .pageUp, .pageDown, .backspace, .control("u"), .delete,
      .character("é"), .character("\u{301}"), .character(" "), .character("9"), .escape,
    ]
    for categories in [1, 2, 3, 5, 8] {
      var fixture = try Fixture(counts: Array(repeating: 4, count: categories))
      for _ in 0..<400 {
        if fixture.state.mode != .palette { try fixture.press(.escape, .character(":")) }
        switch random.next(4) {
        case 0: try type(random.pick(words), in: &fixture)
        case 1: fixture.receive(.paste(random.pick(words + ["\n", "\u{0}", "7"])))
        default: fixture.receive(.key(random.pick(keys)))
        }
        fixture.fly()
        let size = random.pick([(80, 24), (20, 5), (41, 9)])
        #expect(fixture.screen(width: size.0, height: size.1).width == size.0)
      }
    }
  }

  @Test("At 80 by 24 no words of any stage's list are cut, whatever is chosen")
  func whole() throws {
    for way in [nil, "c", "d", "e"] as [Unicode.Scalar?] {
      var fixture = try Fixture(counts: [5, 3, 2, 2])
      if let way { try fixture.press(.character(way)) }
      try fixture.press(.character(":"))
      fixture.observe(at: 100)
      let entries = PaletteEntry.all(in: fixture.state)
      for index in entries.indices {
        let rows = fixture.screen(width: 80, height: 24).rows
        let top = try #require(rows.firstIndex { $0.contains("─ commands ─") })
        let list = rows[(top + 2)...21]
        #expect(!list.joined().contains("…"), "\(entries[index].name)")
        // Nor without a mark: an entry at the lower end is there as a whole.
        for entry in entries where entry.obstacle == nil {
          let starts = ["│   \(entry.name) ", "│ ▸ \(entry.name) "]
          guard let row = list.firstIndex(where: { row in starts.contains { row.hasPrefix($0) } })
          else { continue }
          let words = entry.help.split(separator: " ").suffix(2).joined(separator: " ")
          let text = list[row..<min(row + 3, list.endIndex)].joined(separator: " ")
          #expect(
            text.contains(words) || words.split(separator: " ").allSatisfy { text.contains($0) },
            "\(entry.name): \(text)")
        }
        let chosen = list.first { $0.contains("▸ \(entries[index].name)") }
        #expect(chosen != nil, "\(entries[index].name) is in view")
        try fixture.press(.down)
      }
    }
  }
}
