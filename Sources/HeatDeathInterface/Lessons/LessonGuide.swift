import HeatDeath
import TerminalDrawing

/// A lesson under way: which card is shown and how far it has come.
///
/// It lies below whatever stage fills the screen and takes the few keys that are its own; its runs are
/// stages above those that were there, which wait as they were left.
struct LessonGuide: Sendable {
  let lesson: Lesson
  /// How many stages lay there before it.
  let base: Int
  private(set) var index = 0
  /// How far the present card has come.
  var stand = Stand()
  /// How many stages there are where the scene is as the card set it, and how far it is magnified.
  var sceneDepth = 0
  var sceneZoom = 0
  /// What the scene sets against each other, where it does.
  var sceneContrast: Contrast?
  /// The run at its last start.
  private var start: LessonMoment?
  /// How predictions and challenges of its cards came out, by the place of the card.
  private(set) var outcomes: [Int: Outcome] = [:]

  /// What became of a card's prediction and of its challenge; `nil` where there was none.
  struct Outcome: Hashable, Sendable {
    var isRight: Bool?
    var isWon: Bool?
  }

  /// A card between two events.
  struct Stand: Hashable, Sendable {
    /// The prediction, and the question as it was then.
    var chosen: Int?
    var asked = ""
    /// The choice that came out right, once that is known.
    var right: Int?
    /// What is said of it, with the numbers of that moment.
    var reply: String?
    /// Whether what the card waits for has come, and the run has not gone back before it.
    var hasCome = false
    var isWaitOver = false
    /// Which run it was over in.
    var generation = 0
    /// The reply where nothing is predicted, with the numbers of the moment it waited for.
    var told: String?
    var decision: LessonChallenge.Decision?
    var verdict: LessonChallenge.Verdict { decision?.verdict ?? .open }
    /// What the verdict was passed on: how it stood then.
    var judged = ""
    var keys: Set<String> = []
    /// Whether the run stands still until the prediction is made.
    var isHeld = false
    /// Whether the next press goes on, whatever the card still waits for.
    var maySkip = false
  }

  init(_ lesson: Lesson, base: Int) {
    self.lesson = lesson
    self.base = base
  }

  var card: LessonCard { lesson.cards[index] }
  var isLast: Bool { index == lesson.cards.count - 1 }

  /// Whether a prediction is to be made.
  var isAsking: Bool { card.question != nil && stand.chosen == nil }

  /// Shows a card from its beginning.
  mutating func turn(to index: Int) {
    self.index = index
    stand = Stand()
  }

  /// Whether the card's own reply may be said: what it waits for has come, and its challenge is decided.
  var isReplyDue: Bool {
    guard card.question == nil, stand.hasCome else { return false }
    guard card.challenge != nil else { return true }
    // What broke a limit has not shown what the reply speaks of.
    return stand.verdict == .won || stand.verdict == .lost && stand.decision?.breaksLimit == false
  }

  /// Whether a card that does nothing but wait has what it waited for.
  var isThrough: Bool {
    stand.hasCome && (card.wait != nil || card.scene?.target != nil) && card.question == nil
      && card.reply == nil && card.challenge == nil
  }

  /// That it does, and what is next.
  var throughWords: String { "done: Enter \(isLast ? "ends the lesson" : "goes on")" }

  /// What the card says where nothing is predicted: its reply once that is due, with the numbers of that
  /// moment, or of the present one where it waited for a key.
  func text(_ words: LessonWords, in report: LessonReport) -> String {
    guard isReplyDue, let reply = card.reply else {
      return words.text(card.text, in: report)
    }
    return stand.told ?? words.text(reply, in: report)
  }

  // MARK: The run beside it

  /// Its questions are about no source.
  private static let subject = -1

  /// What has to be computed for it.
  var inquiries: [Inquiry] {
    start.map { [Inquiry(ForecastQuestion($0.snapshot), about: Self.subject)] } ?? []
  }

  mutating func take(_ answer: AnsweredInquiry) {
    guard answer.inquiry.subject == Self.subject, inquiries.contains(answer.inquiry),
      let (_, forecast) = answer.pair(ForecastQuestion.self), let start
    else { return }
    self.start = LessonMoment(start.snapshot, forecast: forecast)
  }

  /// What texts are evaluated on: the moment that figures are written from, so that a card and the
  /// panels above it say the same; `nil` before there is a run.
  func report(of feed: RunFeed?) -> LessonReport? {
    feed.flatMap { report(of: $0, at: $0.figures) }
  }

  private func report(of feed: RunFeed, at snapshot: Snapshot) -> LessonReport? {
    guard let start else { return nil }
    return LessonReport(
      start: start, present: LessonMoment(snapshot, forecast: feed.forecast), keys: stand.keys)
  }

  /// Takes a prediction.
  mutating func predict(_ choice: Int, _ words: LessonWords, in report: LessonReport?) {
    stand.chosen = choice
    guard let question = card.question, let report else { return }
    stand.asked = words.text(question.text, in: report)
  }

  /// Looks at the run: what has come true stays so. A challenge is judged and replied to on every moment, all
  /// else on those that figures are written from, so that a reply says what the panels show.
  ///
  /// - Parameters:
  ///   - clock: how far what is shown has come.
  ///   - isDetour: whether something else is shown than the card is about: of that nothing is said.
  mutating func observe(
    _ feed: RunFeed, clock: Int64, isDetour: Bool = false, _ words: LessonWords
  ) {
    if start?.snapshot.scenario != feed.report.start {
      start = LessonMoment(startOf: feed.report.start)
    }
    let generation = feed.figures.generation
    if stand.isWaitOver, generation != stand.generation,
      card.wait?.waitsForKeysWithinRun == true || card.wait?.hasKeys != true
    {
      // What was pressed was pressed in another run, and what was said was of that.
      if card.wait?.hasKeys == true { stand.keys = [] }
      stand.isWaitOver = false
      (stand.reply, stand.right, stand.told) = (nil, nil, nil)
    }
    if let challenge = card.challenge, let report = report(of: feed, at: feed.snapshot) {
      let decision = challenge.decision(after: stand.decision, in: report)
      if decision.verdict != stand.verdict {
        stand.judged = words.judgement(decision.verdict, of: challenge, in: report)
      }
      stand.decision = decision
      // What has been won once stays won.
      let hasWon = outcomes[index]?.isWon == true
      outcomes[index, default: Outcome()].isWon = hasWon || stand.verdict == .won
    }
    guard !isAsking, !isDetour,
      let report = report(of: feed, at: card.challenge == nil ? feed.figures : feed.snapshot)
    else { return }
    // What a key does is to be seen before it counts.
    let isSeen =
      !feed.isAwaitingAnswer
      && (feed.report.activity != .paused || feed.figures.clock == feed.snapshot.clock)
    let isBusy = card.wait?.hasKeys == true && !isSeen
    if !stand.isWaitOver, !isBusy, card.wait?.holds(in: report) ?? true,
      clock >= card.scene?.target ?? 0
    {
      (stand.isWaitOver, stand.generation) = (true, generation)
    }
    stand.hasCome = stand.isWaitOver && clock >= card.scene?.target ?? 0
    if !isReplyDue {
      stand.told = nil
    } else if stand.told == nil, let reply = card.reply, card.wait?.hasKeys != true,
      reply.isReady(in: report)
    {
      stand.told = words.text(reply, in: report)
    }
    if stand.isWaitOver, stand.reply == nil, let question = card.question,
      question.isReady(in: report)
    {
      stand.right = question.right(in: report)
      stand.reply = words.text(question.reply, in: report)
      // The first answer counts: after it the right one has been seen.
      if outcomes[index]?.isRight == nil {
        outcomes[index, default: Outcome()].isRight = stand.right == stand.chosen
      }
    }
  }

  /// What the card waits for; `nil` where for nothing.
  func pending(_ words: LessonWords) -> String? {
    guard !isAsking, !stand.hasCome else { return nil }
    let target = card.scene?.target.map(words.target)
    // A run that has gone back has its way to go again, and what was pressed was pressed.
    let wait = stand.isWaitOver ? nil : card.wait.map(words.condition)
    let conditions = [target, wait].compactMap(\.self)
    return conditions.isEmpty ? nil : conditions.joined(separator: " and ")
  }
}
