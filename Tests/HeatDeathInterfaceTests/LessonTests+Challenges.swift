import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

// Challenges, replies, and what starts a card again.
extension LessonTests {
  private func challenged() throws -> Fixture {
    var fixture = try begun()
    try fixture.press(.enter, .enter, .enter, .enter)
    fixture.observe(at: 1)
    return fixture
  }

  /// Begins a lesson of one card, and presses keys on it.
  private func begin(_ card: LessonCard, in fixture: inout Fixture, _ keys: Key...) throws {
    fixture.state.lessons = { [Lesson(name: "t", title: "A test", cards: [card])] }
    try fixture.press(.character("G"), .enter)
    for key in keys { try fixture.press(key) }
  }

  @Test("A challenge is won")
  func won() throws {
    var fixture = try challenged()
    #expect(text(fixture).contains("Goal: at least 2 categories have 1 % or more"))
    #expect(text(fixture).contains("0 samples injected, k is"))
    fixture.advance(by: 27)
    fixture.observe(at: 2)
    #expect(try guide(fixture).stand.verdict == .open)
    fixture.advance(by: 1)
    fixture.observe(at: 3)
    #expect(try guide(fixture).stand.verdict == .won)
    #expect(text(fixture).contains(": 4 categories had 1 % or more, 0 samples injected"))
  }

  @Test("R starts a card again as it began, whatever was set since, and one undo takes it back")
  func restart() throws {
    var fixture = try challenged()
    try fixture.press(.character("r"), .character("="), .character("3"), .enter)
    let seed = fixture.state.seed
    fixture.advance(by: 30)
    fixture.observe(at: 2)
    #expect(try guide(fixture).stand.verdict == .won)
    let told = text(fixture)
    #expect(told.contains("Won at k = ") && told.contains(": 4 categories had"))
    try fixture.press(.character("R"))
    fixture.observe(at: 3)
    #expect(fixture.report.snapshot.temperature.value == 0.8 && fixture.report.snapshot.size == 12)
    #expect(fixture.state.seed == seed, "the seed is not a setting")
    #expect(try guide(fixture).stand.verdict == .open)
    try fixture.press(.character("u"))
    fixture.observe(at: 4)
    #expect(fixture.report.snapshot.temperature.value == 3)
  }

  @Test("The reply of a challenge is said once it is decided, and no more where that is taken back")
  func replyOfChallenge() throws {
    var fixture = try fixture()
    let card = LessonCard(
      text: try LessonText("Keep two."), scene: try Self.scene([5, 3, 2, 2], temperature: 0.8),
      reply: try LessonText("It was so at {k}."),
      challenge: try LessonChallenge("alive >= 2 at k >= 40", limit: nil))
    try begin(card, in: &fixture)
    fixture.observe(at: 1)
    #expect(text(fixture).contains("Keep two.") && !text(fixture).contains("It was so"))
    fixture.advance(by: 30)
    fixture.observe(at: 2)
    #expect(text(fixture).contains("It was so at 42.") && !text(fixture).contains("Keep two."))
    fixture.advance(by: 30)
    fixture.observe(at: 3)
    #expect(text(fixture).contains("It was so at 42."))
    try fixture.press(.character("R"))
    fixture.observe(at: 4)
    #expect(text(fixture).contains("Keep two.") && !text(fixture).contains("It was so"))
  }

  @Test("A reply takes the place of the text once what the card waits for has come, and stays")
  func reply() throws {
    var fixture = try fixture()
    let lesson = Lesson(
      name: "t", title: "A test",
      cards: [
        LessonCard(
          text: try LessonText("There are {k} samples."), scene: try Self.scene(target: 200),
          reply: try LessonText("It has come to {k}.")),
        LessonCard(
          text: try LessonText("Press it."), wait: try LessonCondition("key v"),
          reply: try LessonText("Pressed at {k}.")),
        LessonCard(
          text: try LessonText("Now {k} samples."), scene: try Self.scene(),
          challenge: try LessonChallenge("alive >= 2 at k >= 40", limit: nil)),
      ])
    fixture.state.lessons = { [lesson] }
    try fixture.press(.character("G"), .enter)
    #expect(text(fixture).contains("There are 10 samples."))
    // On its way, and E leads there as well.
    #expect(fixture.state.flightEnd == 200)
    fixture.fly()
    fixture.observe(at: 1)
    #expect(
      text(fixture).contains("It has come to 200.") && fixture.state.flightEnd == Shell.eternity)
    fixture.advance(by: 100)
    fixture.observe(at: 2)
    // What has come is told of its moment, however long the card stands.
    #expect(text(fixture).contains("It has come to 200.") && !text(fixture).contains("There are"))
    try fixture.press(.character("R"))
    fixture.observe(at: 2.5)
    #expect(text(fixture).contains("There are 10 samples."))
    // It waits again, and E leads there again.
    #expect(text(fixture).contains("waits until k is 200") && fixture.state.flightEnd == 200)
    fixture.advance(by: 290)
    fixture.observe(at: 3)
    try fixture.press(.enter)
    #expect(text(fixture).contains("Press it."))
    try fixture.press(.character("v"))
    fixture.observe(at: 3)
    #expect(text(fixture).contains("Pressed at 300.") && !text(fixture).contains("Press it."))
    // After a key it goes on with the run.
    fixture.advance(by: 5)
    fixture.observe(at: 3.5)
    #expect(text(fixture).contains("Pressed at 305."))
    // A text goes on with the run, and a verdict is that of its moment.
    try fixture.press(.enter)
    fixture.advance(by: 30)
    fixture.observe(at: 4)
    fixture.advance(by: 500)
    fixture.observe(at: 5)
    #expect(text(fixture).contains("Now 540 samples.") && text(fixture).contains("at k = 40:"))
  }

  @Test("A key pressed in one run is to be pressed again in the next, unless it begins one")
  func keysOfRuns() throws {
    for (key, comesAgain) in [(".", true), ("r", false)] {
      var fixture = try fixture()
      let lesson = Lesson(
        name: "t", title: "A test",
        cards: [
          LessonCard(
            text: try LessonText("Press it."), scene: try Self.scene(view: .sample),
            wait: try LessonCondition("key \(key)"), reply: try LessonText("Pressed at {k}."))
        ])
      fixture.state.lessons = { [lesson] }
      try fixture.press(.character("G"), .enter, .character(key.unicodeScalars.first!))
      fixture.observe(at: 1)
      #expect(text(fixture).contains("Pressed at 1"))
      try fixture.press(.character("r"))
      fixture.observe(at: 2)
      #expect(text(fixture).contains("Press it.") == comesAgain)
      #expect(text(fixture).contains("waits until you press") == comesAgain)
    }
  }

  @Test("An answer goes with the run that it was about: of the next one the card says nothing yet")
  func answerTakenBack() throws {
    var fixture = try fixture()
    let question = LessonQuestion(
      text: try LessonText("What then?"), choices: ["more", "less"],
      answers: [try LessonCondition("k > 10"), try LessonCondition("k <= 10")],
      reply: try LessonText("It is {k} now."))
    let card = LessonCard(
      text: try LessonText("Press it."), scene: try Self.scene(view: .sample), question: question,
      wait: try LessonCondition("key . and k > 10"))
    try begin(card, in: &fixture, .character("1"), .character("."))
    fixture.observe(at: 1)
    #expect(text(fixture).contains("It is 11 now.") && !text(fixture).contains("waits until"))
    try fixture.press(.character("r"))
    fixture.observe(at: 2)
    #expect(!text(fixture).contains("It is 11 now.") && text(fixture).contains("waits until"))
  }

  @Test("What is a goal and a limit is told once where it is broken")
  func goalAsLimit() throws {
    var fixture = try fixture()
    let lesson = Lesson(
      name: "t", title: "A test",
      cards: [
        LessonCard(
          text: try LessonText("Keep A small."), scene: try Self.scene([500, 500, 0]),
          challenge: try LessonChallenge(
            "share A < 0.6 at k >= 1e6", limit: LessonCondition("share A < 0.6")))
      ])
    fixture.state.lessons = { [lesson] }
    try fixture.press(.character("G"), .enter, .character("i"), .character("A"), .down)
    for key in "999" { try fixture.press(.character(key.unicodeScalars.first!)) }
    try fixture.press(.enter)
    fixture.observe(at: 1)
    #expect(
      text(fixture).contains("Lost at k = 1999: the share of A was 75.0 %, not below 60 %."))
  }

  @Test("E leads to where a challenge is judged, and to eternity once it is")
  func deadline() throws {
    var fixture = try challenged()
    let deadline = try #require(guide(fixture).card.challenge?.deadline)
    #expect(fixture.state.flightEnd == deadline)
    #expect(text(fixture).contains("E to the end"))
    fixture.advance(by: 28)
    fixture.observe(at: 2)
    #expect(try guide(fixture).stand.verdict == .won)
    #expect(fixture.state.flightEnd == Shell.eternity)
  }

  @Test("A challenge is lost beyond its limit, and open again after an undo")
  func lost() throws {
    var fixture = try challenged()
    try fixture.press(.character("i"))
    for key: Key in [.down, .character("2"), .character("1"), .enter] { try fixture.press(key) }
    fixture.observe(at: 2)
    #expect(try guide(fixture).stand.verdict == .lost)
    #expect(
      text(fixture).contains(
        "Lost at k = 33: 21 samples injected; 20 is the most. R starts again, u takes back."))
    // What is lost can be looked at to its end.
    #expect(try fixture.state.flightEnd == guide(fixture).card.challenge?.deadline)
    try fixture.press(.character("u"))
    fixture.observe(at: 3)
    #expect(try guide(fixture).stand.verdict == .open)
  }

  @Test(
    "r in a challenge is another run of it: what was set by hand is as it began, else it is the run's own r"
  )
  func reseeded() throws {
    var fixture = try fixture()
    let card = LessonCard(
      text: try LessonText("Keep two."), scene: try Self.scene([5, 3, 2, 2], temperature: 0.8),
      challenge: try LessonChallenge(
        "alive >= 2 at k >= 40", limit: LessonCondition("highest T <= 0.9")))
    try begin(card, in: &fixture, .character("r"))
    let settings = try #require(fixture.state.run?.feed.wanted.settings)
    #expect(settings.seed != 3 && settings.temperature.value == 0.8)
    try fixture.press(.character("T"))
    #expect(fixture.state.run?.feed.wanted.temperature.value == 0.85)
    try fixture.press(.character("r"))
    fixture.observe(at: 2)
    let next = try #require(fixture.state.run?.feed.wanted.settings)
    #expect(next.temperature.value == 0.8 && next.seed != settings.seed)
    #expect(fixture.report.snapshot.size == 12 && fixture.report.snapshot.seed == next.seed)
  }

  @Test("A card that shows one sample starts again with it, paused, whatever the run did since")
  func restartOfSample() throws {
    var fixture = try fixture()
    let card = LessonCard(
      text: try LessonText("Which T?"), scene: try Self.scene([6, 3, 1], view: .sample),
      challenge: try LessonChallenge("next A > 0.9 at k >= 10", limit: LessonCondition("k <= 10")))
    try begin(card, in: &fixture, .character(" "))
    fixture.advance(by: 5)
    fixture.observe(at: 1)
    #expect(fixture.state.isRunning && fixture.state.run?.looksAtSample == false)
    let commands = try fixture.press(.character("R")).compactMap { effect in
      if case .send(let command, _) = effect { command } else { nil }
    }
    // A run that is paused only after it has begun again may have drawn meanwhile.
    #expect(commands.first == .pause && commands.count == 2)
    fixture.observe(at: 2)
    #expect(fixture.report.snapshot.size == 10 && !fixture.state.isRunning)
    #expect(fixture.state.run?.looksAtSample == true)
  }

  @Test("What has been won stays won, and what breaks a limit is not replied to")
  func score() throws {
    var fixture = try fixture()
    let card = LessonCard(
      text: try LessonText("Keep two."), scene: try Self.scene([5, 3, 2, 2], temperature: 0.8),
      reply: try LessonText("It was so."),
      challenge: try LessonChallenge(
        "alive >= 2 at k >= 40", limit: LessonCondition("highest T <= 0.8")))
    try begin(card, in: &fixture, .character("T"))
    fixture.observe(at: 1)
    #expect(text(fixture).contains("Lost at k = 12: T was raised to 0.85; 0.80 is the most."))
    #expect(text(fixture).contains("Keep two.") && !text(fixture).contains("It was so."))
    #expect(try guide(fixture).outcomes[0]?.isWon == false)
    try fixture.press(.character("R"))
    fixture.advance(by: 30)
    fixture.observe(at: 2)
    #expect(text(fixture).contains("It was so.") && text(fixture).contains("Won at k = 42"))
    try fixture.press(.character("R"))
    fixture.observe(at: 3)
    #expect(try guide(fixture).stand.verdict == .open && guide(fixture).outcomes[0]?.isWon == true)
  }

  @Test("Of a broken limit it is told alone, and not what was still to come")
  func cause() throws {
    var fixture = try fixture()
    let card = LessonCard(
      text: try LessonText("Make V small."), scene: try Self.scene([80, 15, 5], temperature: 1.1),
      challenge: try LessonChallenge(
        "V < 0.05 at k >= 1e6", limit: LessonCondition("highest T <= 1.5")))
    try begin(card, in: &fixture, .character("="))
    for key in "1.55" { try fixture.press(.character(key.unicodeScalars.first!)) }
    try fixture.press(.enter)
    fixture.observe(at: 1)
    #expect(
      text(fixture).contains("Lost at k = 100: T was raised to 1.55; 1.50 is the most. R starts"))
  }
}
