import HeatDeath
import HeatDeathInterface
import TerminalDrawing

/// Walks a lesson without a terminal, by the keys that a student has: sets each scene, predicts, waits
/// for what the card waits for, and presses the keys that win a challenge.
public struct LessonWalk {
  /// What became of a card.
  public struct Step: Sendable, CustomStringConvertible {
    /// The place of the card, from 1.
    public let number: Int
    /// What the card says in the end.
    public let text: String
    /// What came out of its prediction and of its challenge.
    public let outcomes: [String]
    /// Why it is not as a lesson has to be; `nil` where it is.
    public let fault: String?

    public var description: String {
      let remarks = outcomes.map { " [\($0)]" }.joined()
      return "card \(number): \(fault.map { "FAULT: \($0): " } ?? "")\(text)\(remarks)"
    }
  }

  /// Seconds of the screen that a card may wait.
  public static let patience = 300.0
  /// Single samples that it may wait for.
  private static let mostSteps: Int64 = 3_000_000
  private static let ticksPerSecond = 30

  private var session: OffscreenSession

  /// - Throws: ``ScreenRefusal``; the built-in scenario has none.
  private init(_ lesson: Lesson) throws(ScreenRefusal) {
    session = try OffscreenSession(.builtIn(seed: 1), colors: .monochrome, size: (120, 40))
    session.begin(lesson)
    session.answer()
  }

  /// Walks it, up to the first card with a fault.
  ///
  /// - Parameter look: is shown the screen when a card has come up, and when it is done.
  public static func steps(
    through lesson: Lesson, look: (inout OffscreenSession) -> Void = { _ in }
  ) throws(ScreenRefusal) -> [Step] {
    var walk = try LessonWalk(lesson)
    var steps: [Step] = []
    for index in lesson.cards.indices {
      let step = walk.walk(index, look)
      steps.append(step)
      if step.fault != nil { break }
      // The second press goes on from a challenge that is not walked.
      walk.session.press(.enter)
      if walk.session.shell.lessonProgress?.index == index { walk.session.press(.enter) }
      walk.session.answer()
    }
    return steps
  }

  private mutating func walk(_ index: Int, _ look: (inout OffscreenSession) -> Void) -> Step {
    look(&session)
    guard let card = session.shell.lessonProgress?.card else {
      return Step(number: index + 1, text: "", outcomes: [], fault: "the lesson was left")
    }
    if session.shell.lessonProgress?.isAsking == true {
      session.press(.character("1"))
      session.answer()
    }
    for step in card.solution + (card.wait?.keys ?? []).map(LessonStep.key) {
      switch step {
      case .key(let key):
        if let key = Key(key) { session.press(key) }
        session.pass()
      case .seconds(let seconds):
        for _ in 0..<seconds * Self.ticksPerSecond { session.pass() }
      }
      session.answer()
    }
    let fault = waitForEnd(of: card) ?? judge(card)
    look(&session)
    return Step(
      number: index + 1, text: session.shell.lessonProgress?.text ?? "",
      outcomes: outcomes(of: card), fault: fault)
  }

  /// Whether nothing of a card is open.
  private func isDone(_ card: LessonCard) -> Bool {
    guard let progress = session.shell.lessonProgress else { return true }
    return progress.pending == nil && (card.question == nil || progress.right != nil)
      && (card.challenge == nil || card.solution.isEmpty || progress.verdict != .open)
  }

  /// - Returns: why the card does not come to its end.
  private mutating func waitForEnd(of card: LessonCard) -> String? {
    for tick in 0...Int(Self.patience) * Self.ticksPerSecond {
      if isDone(card) { return nil }
      if tick % Self.ticksPerSecond == 0 || !session.shell.isMoving {
        session.answer()
        if isDone(card) { return nil }
      }
      let report = session.shell.report
      let isStepping = report?.snapshot.engine == .step
      guard session.shell.isMoving || tick == 0 else {
        return "the run stands still and the card waits for \(open(card))"
      }
      guard !isStepping || report?.snapshot.clock ?? 0 <= Self.mostSteps else {
        return "after \(Self.mostSteps) single samples the card waits for \(open(card))"
      }
      session.pass()
    }
    return "after \(Int(Self.patience)) seconds the card waits for \(open(card))"
  }

  /// What is open of a card, in words.
  private func open(_ card: LessonCard) -> String {
    let progress = session.shell.lessonProgress
    if let pending = progress?.pending { return pending }
    return card.challenge != nil && progress?.verdict == .open
      ? "its challenge" : "the numbers of its reply"
  }

  /// - Returns: why the end of a card is not one.
  private func judge(_ card: LessonCard) -> String? {
    guard let progress = session.shell.lessonProgress else { return "the lesson was left" }
    if card.question != nil, progress.right?.count != 1 {
      let right = progress.right ?? []
      return right.isEmpty
        ? "no answer of its prediction holds"
        : "\(right.count) answers of its prediction hold; accepted: one"
    }
    if card.challenge != nil, !card.solution.isEmpty, progress.verdict != .won {
      return "its solution does not win the challenge"
    }
    return nil
  }

  private func outcomes(of card: LessonCard) -> [String] {
    guard let progress = session.shell.lessonProgress else { return [] }
    var outcomes: [String] = []
    if let question = card.question, let right = progress.right?.first {
      outcomes.append("answer: \(question.choices[right])")
    }
    if card.challenge != nil {
      outcomes.append(
        card.solution.isEmpty ? "challenge not walked" : progress.challenge ?? "challenge")
    }
    return outcomes
  }
}
