/// What a screen wants to know and cannot compute while it draws a frame.
///
/// The answer is a function of the question alone.
public protocol Question: Hashable, Sendable {
  associatedtype Answer: Sendable

  /// Computes the answer: in a tenth of a second at most, as long as a screen may be behind.
  func answer() -> Answer
}

/// A question of any kind, and what it is about.
public struct Inquiry: Hashable, Sendable {
  /// Tells apart what questions of one kind are about; of those about one subject the newest counts.
  public let subject: Int
  public var question: any Question { asked.question }

  private let asked: Asked

  /// One for all copies of an inquiry, so that these are known to be equal at a glance.
  private final class Asked: Sendable {
    let question: any Question

    init(_ question: any Question) { self.question = question }
  }

  public init(_ question: some Question, about subject: Int = 0) {
    self.subject = subject
    asked = Asked(question)
  }

  /// Whether an answer to it makes one to `other` needless.
  public func replaces(_ other: Inquiry) -> Bool {
    subject == other.subject && type(of: question) == type(of: other.question)
  }

  public static func == (left: Inquiry, right: Inquiry) -> Bool {
    func isEqual<Kind: Question>(_ question: Kind) -> Bool {
      right.question as? Kind == question
    }
    return left.subject == right.subject
      && (left.asked === right.asked || isEqual(left.question))
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(subject)
    hasher.combine(AnyHashable(question))
  }

  /// Computes the answer.
  public func answered() -> AnsweredInquiry {
    func value(of question: some Question) -> any Sendable { question.answer() }
    return AnsweredInquiry(inquiry: self, answer: value(of: question))
  }
}

/// A question with its answer.
public struct AnsweredInquiry: Sendable {
  public let inquiry: Inquiry
  public let answer: any Sendable

  init(inquiry: Inquiry, answer: any Sendable) {
    self.inquiry = inquiry
    self.answer = answer
  }

  /// A question whose answer is known from elsewhere.
  public init<Asked: Question>(_ question: Asked, about subject: Int, answer: Asked.Answer) {
    inquiry = Inquiry(question, about: subject)
    self.answer = answer
  }

  /// The question and its answer where it is of that kind.
  public func pair<Asked: Question>(_: Asked.Type) -> (question: Asked, answer: Asked.Answer)? {
    guard let question = inquiry.question as? Asked, let answer = answer as? Asked.Answer
    else { return nil }
    return (question, answer)
  }
}

/// The answers that have not been taken yet.
public struct AnswerReport: SourceReport {
  public let answers: [AnsweredInquiry]

  public init(_ answers: [AnsweredInquiry]) { self.answers = answers }
}
