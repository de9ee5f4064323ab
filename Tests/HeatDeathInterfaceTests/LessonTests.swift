import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// A lesson over a run: whose keys they are, what stays untouched, what is said.
@Suite struct LessonTests {
  static func scene(
    _ counts: [Int64] = [6, 4, 0], temperature: Double = 0.5, seed: UInt64 = 3,
    target: Int64? = nil, view: LessonScene.View = .explore
  ) throws -> LessonScene {
    LessonScene(
      scenario: try Scenario(
        initialData: Dataset(counts: counts), temperature: Temperature(temperature), seed: seed),
      view: view, target: target)
  }

  /// A prediction, a wait, a challenge, and an end.
  static func lesson() throws -> Lesson {
    let question = LessonQuestion(
      text: try LessonText("Who has more than {share B}?"), choices: ["A has", "B has"],
      answers: [try LessonCondition("leader = A"), try LessonCondition("leader = B")],
      reply: try LessonText("{leader} has, at T = {T}."))
    return Lesson(
      name: "t", title: "A test",
      cards: [
        LessonCard(
          text: try LessonText("First: A has {share A}."), scene: try scene(), question: question),
        LessonCard(
          text: try LessonText("Second."), wait: try LessonCondition("max share > 0.8")),
        LessonCard(
          text: try LessonText("Third."), scene: try scene([5, 3, 2, 2], temperature: 0.8),
          challenge: try LessonChallenge(
            "alive >= 2 at k >= 40", limit: LessonCondition("injected <= 20"))),
        LessonCard(text: try LessonText("Fourth.")),
      ])
  }

  func fixture() throws -> Fixture {
    var fixture = try Fixture()
    let lesson = try Self.lesson()
    fixture.state.lessons = { [lesson] }
    fixture.state.display.size = (120, 40)
    fixture.advance(by: 20)
    return fixture
  }

  /// With the lesson open, by its key.
  func begun() throws -> Fixture {
    var fixture = try fixture()
    try fixture.press(.character("G"), .enter)
    return fixture
  }

  func text(_ fixture: Fixture, width: Int = 120, height: Int = 40) -> String {
    PlainTextEncoder().encode(fixture.screen(width: width, height: height))
  }

  func guide(_ fixture: Fixture) throws -> LessonGuide {
    try #require(fixture.state.lesson)
  }

  @Test("G lists the lessons and Enter begins one; without any it says so")
  func menu() throws {
    var fixture = try fixture()
    try fixture.press(.character("G"))
    #expect(text(fixture).contains("> 1  A test"))
    try fixture.press(.down, .up, .escape)
    #expect(fixture.state.overlays.isEmpty && fixture.state.lesson == nil)
    try fixture.press(.character("G"), .enter)
    #expect(text(fixture).contains("1 of 4") && text(fixture).contains("First: A has 60.0 %."))
    try fixture.press(.escape, .character("G"), .character("2"))
    #expect(fixture.state.line(fixture.state.format).contains("there is one lesson"))
    try fixture.press(.character("1"))
    #expect(text(fixture).contains("1 of 4"))
    var none = try Fixture()
    try none.press(.character("G"))
    #expect(none.state.line(none.state.format).contains("no lessons"))
  }

  @Test("Esc leaves, and the run that was there is as it was, down to its digest")
  func untouched() throws {
    var fixture = try fixture()
    let before = fixture.simulation.digest
    let source = fixture.state.run!.feed.source
    var effects = try fixture.press(.character("G"), .enter)
    // Steered, drawn, started anew, and a card further.
    for key in "2T.i" { effects += try fixture.press(.character(key.unicodeScalars.first!)) }
    effects += try fixture.press(.enter)
    effects += try fixture.press(.character("E"))
    fixture.fly()
    effects += try fixture.press(.character("r"), .enter, .enter, .character("c"))
    #expect(fixture.state.stages.count == 3)
    // The comparison is left first, then the look at one sample, if it still stands.
    effects += try fixture.press(.escape)
    #expect(fixture.state.lesson != nil)
    if fixture.state.run?.looksAtSample == true { effects += try fixture.press(.escape) }
    effects += try fixture.press(.escape)
    #expect(fixture.state.lesson == nil && fixture.state.stages.count == 1)
    #expect(fixture.state.run?.feed.source == source)
    #expect(fixture.simulation.digest == before)
    let sent = effects.compactMap { effect -> SimulationCommand? in
      if case .send(let command, source) = effect { command } else { nil }
    }
    #expect(sent == [.pause, .run])
    // Every source of the lesson has been ended.
    let opened = effects.count { if case .open = $0 { true } else { false } }
    let closed = effects.count { if case .close = $0 { true } else { false } }
    #expect(opened == closed && opened > 3)
    #expect(fixture.state.line(fixture.state.format).contains("back to the run"))
  }

  @Test("Every other key is the run's")
  func steerable() throws {
    var fixture = try begun()
    try fixture.press(.character("2"))
    #expect(try guide(fixture).stand.chosen == 1)
    // Answered, and the letters are the run's again.
    for key in "tT+- .zZvoaAxu".unicodeScalars {
      let state = fixture.state
      try fixture.press(.character(key))
      #expect(fixture.state.lesson?.index == 0, "\(key)")
      if fixture.state.overlays.count > state.overlays.count { try fixture.press(.escape) }
      #expect(!fixture.state.line(fixture.state.format).contains("does nothing"), "\(key)")
    }
    let temperature = fixture.state.run?.feed.wanted.temperature
    try fixture.press(.character("T"))
    #expect(fixture.state.run?.feed.wanted.temperature != temperature)
    // Zoomed in: Esc takes that back before it leaves.
    #expect(fixture.state.stage.isZoomed && fixture.state.run?.looksAtSample == true)
    try fixture.press(.escape)
    #expect(fixture.state.lesson != nil && fixture.state.stage.isZoomed)
    try fixture.press(.escape)
    #expect(fixture.state.lesson != nil && !fixture.state.stage.isZoomed)
  }

  @Test("The run stands still until the prediction is made, and then goes on")
  func prediction() throws {
    var fixture = try begun()
    #expect(fixture.report.activity == .paused)
    #expect(text(fixture).contains("Who has more than 40.0 %?"))
    try fixture.press(.character("2"))
    #expect(fixture.report.activity == .running)
    fixture.observe(at: 1)
    let stand = try guide(fixture).stand
    #expect(stand.chosen == 1 && stand.right == 0 && stand.reply == "A has, at T = 0.50.")
    #expect(text(fixture).contains("You said: B has. In fact: A has. A has, at T = 0.50."))
    // The question stays as it was asked, and the reply as it was given.
    try fixture.press(.character("T"))
    fixture.advance(by: 50)
    fixture.observe(at: 2)
    #expect(text(fixture).contains("Who has more than 40.0 %?"))
    #expect(try guide(fixture).stand.reply == "A has, at T = 0.50.")
  }

  @Test("Enter asks once more before it goes on without what the card waits for")
  func skipping() throws {
    var fixture = try begun()
    try fixture.press(.enter)
    #expect(try guide(fixture).index == 0)
    #expect(fixture.state.line(fixture.state.format).contains("a prediction first"))
    try fixture.press(.enter)
    #expect(try guide(fixture).index == 1)
    // Held for the prediction, the run goes on without it.
    #expect(fixture.report.activity == .running)
    #expect(text(fixture).contains("waits until the largest share is above 80 %"))
    try fixture.press(.enter)
    #expect(
      fixture.state.line(fixture.state.format)
        == "Enter again goes on; it waits until the largest share is above 80 %")
    // Not after another key.
    try fixture.press(.character("T"), .enter)
    #expect(try guide(fixture).index == 1)
    try fixture.press(.character("t"))
    fixture.advance(by: 5000)
    fixture.observe(at: 3)
    #expect(!text(fixture).contains("waits until"))
    try fixture.press(.enter)
    #expect(try guide(fixture).index == 2)
    try fixture.press(.enter, .enter, .enter)
    #expect(fixture.state.lesson == nil)
  }

  @Test("Backspace goes back a card, and before a scene the scene before it is set again")
  func back() throws {
    var fixture = try begun()
    try fixture.press(.backspace)
    #expect(fixture.state.line(fixture.state.format).contains("the first card"))
    try fixture.press(.enter, .enter, .enter, .enter)
    #expect(try guide(fixture).index == 2 && fixture.state.categoryCount == 4)
    try fixture.press(.backspace)
    #expect(try guide(fixture).index == 1 && fixture.state.categoryCount == 3)
    #expect(text(fixture).contains("2 of 4") && fixture.state.stages.count == 2)
    try fixture.press(.backspace)
    #expect(try guide(fixture).isAsking)
  }

  /// At the challenge.

  @Test("A scene may be a comparison, a crowd or a map, which Esc leaves with the lesson")
  func views() throws {
    for view in [LessonScene.View.compare, .crowd, .map] {
      var fixture = try fixture()
      let card = LessonCard(text: try LessonText("k is {k}."), scene: try Self.scene(view: view))
      fixture.perform(fixture.state.begin(Lesson(name: "v", title: "Views", cards: [card])))
      #expect(fixture.state.stages.count == 3, "\(view)")
      #expect(text(fixture).contains("Views"))
      // Enter is the lesson's: the map's row of it is not in the footer.
      let rows = text(fixture).split(separator: "\n")
      #expect(!rows.contains { $0.contains("Enter set") || $0.contains("Esc back") })
      try fixture.press(.escape)
      #expect(fixture.state.lesson == nil && fixture.state.stages.count == 1)
    }
  }

  @Test("A card about a comparison says when other runs are shown, and R brings its own back")
  func detour() throws {
    var fixture = try fixture()
    let card = LessonCard(text: try LessonText("Three."), scene: try Self.scene(view: .edge))
    fixture.perform(fixture.state.begin(Lesson(name: "d", title: "Detour", cards: [card])))
    let words = "other runs than the card's: R brings those back"
    #expect(!text(fixture).contains(words))
    for key: Key in [.character("1"), .character("t"), .character("3"), .character(">")] {
      try fixture.press(key)
      #expect(text(fixture).contains(words) && text(fixture).contains("R restart"), "\(key)")
      #expect(
        fixture.state.lesson?.remarks(in: fixture.state, fixture.state.format)
          .contains { $0.text == words } == true)
      try fixture.press(.character("R"))
      #expect(!text(fixture).contains(words) && text(fixture).contains("T 0.99"), "\(key)")
    }
    // Another seed is another run of the same.
    try fixture.press(.character("r"))
    #expect(!text(fixture).contains(words))
    try fixture.press(.character("2"))
    #expect(!text(fixture).contains(words))
  }

  @Test("Before the prediction no other layer is shown: the flow is what comes")
  func heldLayers() throws {
    var fixture = try begun()
    for key: Key in [.character("v"), .character("o")] {
      let before = fixture.state.run?.controls.layers
      try fixture.press(key)
      #expect(fixture.state.run?.controls.layers == before)
      #expect(fixture.state.line(fixture.state.format).contains("a prediction first"))
    }
    let keys = text(fixture).split(separator: "\n").first { $0.contains("? help") } ?? ""
    #expect(!keys.contains("v layer") && !keys.contains("o sets"))
    try fixture.press(.character("2"), .character("v"))
    #expect(fixture.state.run?.controls.layers.layer.name == "flow")
  }

  @Test("After the prediction a digit says that it is made")
  func madePrediction() throws {
    var fixture = try begun()
    try fixture.press(.character("2"), .character("1"))
    #expect(
      fixture.state.line(fixture.state.format)
        == "the prediction is made, and the first one counts")
    #expect(try guide(fixture).stand.chosen == 1)
    // Of two choices there is no third.
    try fixture.press(.character("3"))
    #expect(fixture.state.line(fixture.state.format).contains("does nothing here"))
  }

  @Test("A card that flies waits until the run is there")
  func flight() throws {
    var fixture = try fixture()
    let card = LessonCard(
      text: try LessonText("k is {k}."), scene: try Self.scene(target: 1_000_000))
    fixture.perform(fixture.state.begin(Lesson(name: "f", title: "Flight", cards: [card])))
    fixture.observe(at: 1)
    #expect(text(fixture).contains("waits until k is 10⁶"))
    fixture.fly(seconds: 1)
    #expect(text(fixture).contains("flying to 10⁶"))
    // E lands it where it flies to.
    try fixture.press(.character("E"))
    fixture.observe(at: 2)
    #expect(fixture.report.snapshot.size == 1_000_000)
    #expect(!text(fixture).contains("waits until"))
  }

  @Test("The help has the keys of the lesson, and Esc leaves the help first")
  func help() throws {
    var fixture = try begun()
    try fixture.press(.character("?"))
    #expect(text(fixture).contains("the next card of the lesson"))
    try fixture.press(.escape)
    #expect(fixture.state.lesson != nil)
  }

  @Test("No size is refused, and at 40 × 12 the card can be read")
  func sizes() throws {
    let fixture = try begun()
    for height in 0...30 {
      for width in [0, 1, 5, 19, 40, 66, 80, 200] {
        let screen = fixture.screen(width: width, height: height)
        #expect(screen.width == width && screen.height == height)
      }
    }
    let small = text(fixture, width: 40, height: 12)
    for words in ["1 of 4: A test", "First: A has 60.0 %.", "Who has more", "1  A has    2  B has"]
    {
      #expect(small.contains(words), "\(small)")
    }
    let usual = text(fixture, width: 80, height: 24)
    #expect(usual.contains("share") && usual.contains("▲ A") && usual.contains("■ B"))
  }

  /// Seed 1802.
  @Test("Any keys in any order, at any size, are no trap and leave the run below alone")
  func storm() throws {
    var random = SeededRandom(seed: 1802)
    for _ in 0..<5 {
      var fixture = try begun()
      for step in 0..<40 {
        let state = fixture.state
        let own = state.overlays.isEmpty ? state.lesson?.keys(in: state) ?? [] : []
        let keys = (own + own + state.top.keys(in: state)).flatMap { $0.actions.flatMap(\.keys) }
        try fixture.press(random.pick(keys))
        fixture.fly()
        fixture.observe(at: Double(step))
        fixture.state.display.size = (random.next(130), random.next(45))
        let size = fixture.state.display.size
        _ = fixture.screen(width: size.width, height: size.height, answered: false)
        if fixture.state.lesson == nil {
          #expect(fixture.state.stages.count == 1 || fixture.state.stages.count == 2)
          break
        }
      }
    }
  }

  @Test("Every key that lessons name is a key, and every layer and view has its own")
  func names() throws {
    for name in LessonKey.names + ["a", "A", ".", "?"] {
      let key = try #require(Key(try LessonKey(name)))
      #expect(key.lessonName == name)
    }
    for layer in LessonScene.Layer.allCases {
      #expect(PictureLayers.all.contains { $0.name == layer.rawValue })
    }
    #expect(LessonScene.Layer.allCases.count == PictureLayers.all.count)
    #expect(
      LessonScene.View.allCases.map { ScreenName($0).rawValue }
        == ["explore", "explore", "compare", "compare", "crowd", "map"])
    #expect(Lesson.categoryCounts == Shell.categoryCountsByKey)
    #expect(LessonScene.largestZoom == Zoom.maximumExponent)
  }

  @Test("Numbers are written as on the screen, and never rounded to a lie")
  func words() throws {
    let words = LessonWords(format: NumberFormat(symbols: Symbols(.braille)))
    #expect(words.text(.odds(0, complement: 1, isSettled: false)) == "less than 0.01 %")
    #expect(words.text(.odds(1, complement: 0, isSettled: false)) == "more than 99.99 %")
    #expect(words.text(.odds(1, complement: 0, isSettled: true)) == "100 %")
    #expect(words.text(.factor(1e11 * (1 + 1e-12))) == "10¹¹")
    #expect(words.text(.factor(215_443)) == "215443")
    #expect(words.text(.fraction(0.6019)) == "60.19 %")
    #expect(words.text(.fraction(2.0 / 3)) == "66.7 %")
    #expect(words.text(.count(100_000)) == "10⁵" && words.text(.count(1500)) == "1500")
    let thresholds = Hysteresis(temperature: try Temperature(0.5), categoryCount: 8)
    #expect(words.text(.fraction(thresholds.collapseThreshold)) == "60.2 %")
    #expect(words.text(.fraction(1e-12)) == "10⁻¹⁰ %")
    #expect(
      words.condition(try LessonCondition("k >= 1e6 and leader = B and key E"))
        == "k is at least 10⁶ and the leader is B and you press E")
    #expect(
      words.condition(try LessonCondition("share A < start share A"))
        == "the share of A is below the share of A at the start")
  }
}
