import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

// Before and after it is said what is expected.
extension LessonTests {
  @Test("A reply is of the run that is shown: another run has its own, and the first answer counts")
  func replyOfAnotherRun() throws {
    var fixture = try fixture()
    let question = LessonQuestion(
      text: try LessonText("Who leads?"), choices: ["A does", "B does"],
      answers: [try LessonCondition("leader = A"), try LessonCondition("leader = B")],
      reply: try LessonText("At k = {k} A has {share A}."))
    let card = LessonCard(
      text: try LessonText("Two."), scene: try Self.scene([5, 5], target: 40), question: question)
    fixture.perform(fixture.state.begin(Lesson(name: "a", title: "Another", cards: [card])))
    try fixture.press(.character("1"))
    fixture.fly()
    fixture.observe(at: 1)
    let first = try #require(try guide(fixture).stand.reply)
    let isRight = try guide(fixture).outcomes[0]?.isRight
    #expect(text(fixture).contains(first))
    try fixture.press(.character("r"))
    fixture.observe(at: 2)
    #expect(try guide(fixture).stand.reply == nil)
    #expect(text(fixture).contains("waits until k is 40"))
    try fixture.press(.character("E"))
    fixture.fly()
    fixture.observe(at: 3)
    let share = fixture.state.format.percent(of: 0, in: fixture.report.snapshot.theta)
    #expect(try guide(fixture).stand.reply?.hasSuffix("A has \(share).") == true)
    #expect(try guide(fixture).outcomes[0]?.isRight == isRight)
  }

  @Test(
    "While a prediction is asked, nothing on the screen gives it away",
    arguments: [
      (80, 24), (120, 40), (97, 31), (160, 50),
    ])
  func veiled(width: Int, height: Int) throws {
    // T below and above 1, and as if it were the same: one screen, before it is said what is expected.
    func asking(at temperature: Double, isProjector: Bool) throws -> Fixture {
      var fixture = try fixture()
      fixture.state.display.size = (width, height)
      fixture.state.display.isProjector = isProjector
      let first = try Self.lesson().cards[0]
      let card = LessonCard(
        text: first.text, scene: try Self.scene([6, 4, 1], temperature: temperature),
        question: first.question)
      fixture.perform(
        fixture.state.begin(Lesson(name: "t", title: "A test", cards: [card])))
      fixture.observe(at: 1)
      fixture.answer()
      return fixture
    }
    for isProjector in [false, true] {
      var cold = try asking(at: 0.5, isProjector: isProjector)
      let hot = try asking(at: 1.5, isProjector: isProjector)
      func screen(_ fixture: Fixture) -> ArraySlice<Substring> {
        // The temperature itself is no secret: its digits, large ones in a lecture room.
        text(fixture, width: width, height: height).split(separator: "\n")
          .dropFirst(isProjector ? 4 : 1)
      }
      #expect(screen(cold) == screen(hot))
      let header = text(cold, width: width, height: height).prefix(width)
      #expect(!header.contains("collapse"))
      try cold.press(.character("1"))
      cold.observe(at: 2)
      cold.answer()
      #expect(screen(cold) != screen(hot))
      #expect(text(cold, width: width, height: height).contains("mode collapse"))
    }
  }

  @Test("The first answer to a prediction is the one that counts")
  func firstAnswer() throws {
    var fixture = try begun()
    try fixture.press(.character("2"))
    fixture.observe(at: 1)
    #expect(try guide(fixture).outcomes[0]?.isRight == false)
    try fixture.press(.enter, .backspace, .character("1"))
    fixture.observe(at: 2)
    let guide = try guide(fixture)
    #expect(guide.stand.chosen == 0 && guide.stand.right == 0)
    #expect(guide.outcomes[0]?.isRight == false)
  }

  @Test("What would show the outcome of a prediction waits for it")
  func held() throws {
    var fixture = try begun()
    let before = fixture.simulation.digest
    var effects: [Effect] = []
    for key in " .EtTrRuixL=:cedGn".unicodeScalars {
      effects += try fixture.press(.character(key))
      #expect(
        fixture.state.line(fixture.state.format).contains("a prediction first: 1 2"), "\(key)")
      #expect(fixture.state.overlays.isEmpty && fixture.state.stages.count == 2, "\(key)")
    }
    effects += fixture.receive(.mouse(Mouse(.press, x: 20, y: 12)))
    effects += fixture.receive(.mouse(Mouse(.wheelUp, x: 20, y: 12)))
    #expect(effects.isEmpty && fixture.simulation.digest == before)
    // What only changes how it looks does not wait, nor does the help.
    try fixture.press(.character("p"))
    #expect(fixture.state.display.isProjector)
    try fixture.press(.character("?"))
    #expect(fixture.state.overlays.count == 1)
    try fixture.press(.escape)
    try fixture.press(.character("1"), .character("T"))
    #expect(fixture.simulation.digest != before)
  }

  @Test("Enter lands the flight that a card waits for, and E flies on to its end after a stop")
  func landing() throws {
    var fixture = try fixture()
    let target: Int64 = 1_000_000
    let card = LessonCard(text: try LessonText("k is {k}."), scene: try Self.scene(target: target))
    let end = LessonCard(text: try LessonText("It stands there."))
    fixture.perform(
      fixture.state.begin(Lesson(name: "t", title: "A test", cards: [card, end])))
    fixture.fly(seconds: 1)
    #expect(text(fixture).contains("Enter land it"))
    var stopped = fixture
    try fixture.press(.enter)
    fixture.observe(at: 2)
    #expect(fixture.simulation.size == target)
    #expect(try guide(fixture).index == 0)
    #expect(text(fixture).contains("k is 10⁶."), "\(text(fixture))")
    try fixture.press(.enter)
    #expect(try guide(fixture).index == 1)

    try stopped.press(.character(" "))
    let halfway = stopped.simulation.size
    #expect(halfway < target)
    try stopped.press(.character("E"))
    stopped.fly()
    #expect(stopped.simulation.size == target)
    // There is nothing left of that flight: the next one is to eternity.
    try stopped.press(.character("E"))
    stopped.fly()
    #expect(stopped.simulation.size == Shell.eternity)
  }

  @Test("A lesson ends with how it went and the next one at hand")
  func ending() throws {
    var fixture = try begun()
    try fixture.press(.character("1"))
    fixture.observe(at: 1)
    fixture.advance(by: 5000)
    fixture.observe(at: 3)
    try fixture.press(.enter, .enter)
    fixture.advance(by: 28)
    fixture.observe(at: 4)
    try fixture.press(.enter, .enter)
    let screen = text(fixture)
    #expect(fixture.state.lesson == nil && screen.contains("lessons"))
    #expect(screen.contains("done: A test ("), "\(screen)")
    #expect(screen.contains("challenge won)"), "\(screen)")
    try fixture.press(.escape)
    #expect(fixture.state.overlays.isEmpty)
  }
}
