import HeatDeath
import TerminalDrawing

extension LessonGuide {
  /// The keys that are the lesson's own; every other key is the run's.
  func keys(in shell: Shell) -> [Binding] {
    var keys = [Self.next, Self.back]
    if isAsking { keys.insert(Self.predictions(card.question?.choices.count ?? 0), at: 0) }
    if !leavesEscape(in: shell) { keys.append(Self.leave) }
    if shell.isChallengeChanged { keys.append(Self.reseed) }
    if shell.startOfCard != nil || shell.detourFromCard != nil { keys.append(Self.restart) }
    return keys
  }

  /// Whether Esc has something to go back from in the stage: a stage that was opened meanwhile, a past
  /// moment, one sample, more magnification than the card has.
  private func leavesEscape(in shell: Shell) -> Bool {
    let zoom = shell.run?.controls.zoom.exponent ?? 0
    let scene = lesson.sceneIndex(of: index).flatMap { lesson.cards[$0].scene }
    return shell.stages.count > sceneDepth || shell.run?.isPast == true
      || shell.run?.looksAtSample == true && scene?.view != .sample || zoom > sceneZoom
  }

  /// Digits: letters are the names of categories.
  static let digits: [Unicode.Scalar] = ["1", "2", "3"]

  static func choices(_ count: Int) -> String {
    digits.prefix(count).map { String($0) }.joined(separator: " ")
  }

  /// Whether the key is that of a choice, and one has been made.
  func hasPredicted(by key: Key) -> Bool {
    guard let question = card.question, stand.chosen != nil else { return false }
    return Self.digits.prefix(question.choices.count).contains { key == .character($0) }
  }

  private static func predictions(_ count: Int) -> Binding {
    let keys = digits.prefix(count).enumerated().map { choice, digit in
      KeyAction(.character(digit)) { $0.predict(choice) }
    }
    return Binding(
      keys, label: choices(count), footer: "your prediction", help: "predict what will happen")
  }

  private static let next = Binding(
    [KeyAction(.enter) { $0.nextCard() }], label: "Enter",
    footer: { shell in
      if shell.flightOfLesson { return "land it" }
      return shell.lesson?.isLast == true ? "end" : "next"
    }, help: "the next card of the lesson; of a flight, its end")

  private static let back = Binding(
    [KeyAction(.backspace) { $0.previousCard() }], label: "Backspace",
    footer: { $0.lesson?.index == 0 ? nil : "back" }, help: "the card before")

  private static let restart = Binding(
    [KeyAction(.character("R")) { $0.restartCard() }], label: "R", footer: "restart",
    help: "start again as the card began")

  private static let reseed = Binding(
    [KeyAction(.character("r")) { $0.restartCard(reseeds: true) }], label: "r",
    help: "another run of the challenge, as it began")

  private static let leave = Binding(
    [KeyAction(.escape) { $0.leaveLesson() }], label: "Esc", footer: "leave",
    help: "leave the lesson; the run before it is as it was")
}

extension Key {
  /// How lessons write it.
  var lessonName: String { name.filter { $0 != " " } }

  /// The key of a lesson.
  public init?(_ key: LessonKey) { self.init(named: key.name) }
}
