/// A card of a ``Lesson``.
public struct LessonCard: Hashable, Sendable {
  public var text: LessonText
  /// What it makes of the run before anything else.
  public var scene: LessonScene?
  /// What is to be predicted first.
  public var question: LessonQuestion?
  /// What has to come true before the card is done.
  public var wait: LessonCondition?
  /// What is said in place of the text once what it waits for has come and its challenge is decided, where
  /// nothing is predicted.
  public var reply: LessonText?
  public var challenge: LessonChallenge?
  /// What wins the challenge, one after the other.
  public var solution: [LessonStep]

  public init(
    text: LessonText, scene: LessonScene? = nil, question: LessonQuestion? = nil,
    wait: LessonCondition? = nil, reply: LessonText? = nil, challenge: LessonChallenge? = nil,
    solution: [LessonStep] = []
  ) {
    self.text = text
    self.scene = scene
    self.question = question
    self.wait = wait
    self.reply = reply
    self.challenge = challenge
    self.solution = solution
  }
}

/// A prediction: two or three choices, each with the condition under which it is right.
public struct LessonQuestion: Hashable, Sendable {
  public let text: LessonText
  public let choices: [String]
  /// One for each choice.
  public let answers: [LessonCondition]
  /// What is said afterwards.
  public let reply: LessonText

  /// How many choices there may be: A, B, C.
  public static let choiceCounts = 2...3

  public init(
    text: LessonText, choices: [String], answers: [LessonCondition], reply: LessonText
  ) {
    self.text = text
    self.choices = choices
    self.answers = answers
    self.reply = reply
  }

  /// The first choice that is right; `nil` where none is.
  public func right(in report: LessonReport) -> Int? {
    answers.firstIndex { $0.holds(in: report) }
  }

  /// Whether all that the answers and the reply name has been computed.
  public func isReady(in report: LessonReport) -> Bool {
    reply.isReady(in: report) && answers.allSatisfy { $0.isReady(in: report) }
  }
}
