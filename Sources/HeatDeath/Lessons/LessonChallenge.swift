/// Something to be brought about, and judged: `alive >= 3 at k >= 1e6`, within limits.
public struct LessonChallenge: Hashable, Sendable {
  /// What is to be so.
  public let goal: LessonCondition
  /// When it is judged.
  public let moment: LessonCondition
  /// What may never be broken on the way.
  public let limit: LessonCondition?
  /// The goal in a sentence without its full stop; `nil` for one that is made of the conditions.
  public let text: String?

  public enum Verdict: Hashable, Sendable { case open, won, lost }

  /// - Parameters:
  ///   - text: a condition, ` at `, and the condition under which it is judged.
  ///   - limit: a condition that has to hold all along.
  ///   - sentence: what is to be brought about.
  /// - Throws: ``LessonSyntaxError`` for what is none.
  public init(
    _ text: String, limit: LessonCondition?, goal sentence: String? = nil
  ) throws(LessonSyntaxError) {
    self.text = sentence.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    let words = text.split(separator: " ")
    guard let place = words.firstIndex(of: "at") else {
      throw LessonSyntaxError(
        "a challenge says when it is judged; accepted: CONDITION at CONDITION, as in "
          + "alive >= 3 at k >= 1e6")
    }
    goal = try LessonCondition(words[..<place].joined(separator: " "))
    moment = try LessonCondition(words[(place + 1)...].joined(separator: " "))
    self.limit = limit
  }

  /// The size at which it is judged at the latest; `nil` where no size says when.
  public var deadline: Int64? {
    moment.terms.compactMap { term in
      guard case .comparison(let subject, .atLeast, .number(let size)) = term,
        subject.quantity == .whole(.size), !subject.isAtStart, size >= 1
      else { return nil }
      return Int64(exactly: size.rounded(.up))
    }.max()
  }

  /// How it stands. What was decided stays so until the run has gone back to where it was open: by an
  /// undo or a new start.
  public func verdict(after last: Verdict, in report: LessonReport) -> Verdict {
    if let limit, !limit.holds(in: report) { return .lost }
    guard moment.holds(in: report) else { return .open }
    if last != .open { return last }
    return goal.holds(in: report) ? .won : .lost
  }

  public var labels: [String] { goal.labels + moment.labels + (limit?.labels ?? []) }
}
