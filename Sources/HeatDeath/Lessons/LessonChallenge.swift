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

  /// A verdict, and the moment that it was passed at.
  public struct Decision: Hashable, Sendable {
    public let verdict: Verdict
    /// Whether it was lost by a limit that is no part of the goal, on the way to the moment at which it would have
    /// been judged.
    public let breaksLimit: Bool
    private let generation: Int
    private let clock: Int64
    private let markCount: Int

    fileprivate init(_ verdict: Verdict, breaksLimit: Bool, at snapshot: Snapshot) {
      self.verdict = verdict
      self.breaksLimit = breaksLimit
      generation = snapshot.generation
      clock = snapshot.clock
      markCount = snapshot.marks.count
    }

    /// Whether a moment is no earlier one: the run has not gone back by an undo, or begun anew.
    fileprivate func isBefore(_ snapshot: Snapshot) -> Bool {
      generation == snapshot.generation && clock <= snapshot.clock
        && markCount <= snapshot.marks.count
    }
  }

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

  /// How it stands, or stood when it was decided: that stays so, whatever comes later, until the run has
  /// gone back before that moment, by an undo or a new start.
  ///
  /// - Parameters:
  ///   - last: what came out at an earlier moment; `nil` before the first.
  ///   - report: what is known of the run now.
  public func decision(after last: Decision? = nil, in report: LessonReport) -> Decision {
    let snapshot = report.present.snapshot
    if let last, last.verdict != .open, last.isBefore(snapshot) { return last }
    let breaksLimit = faults(in: report).contains { !goal.terms.contains($0) }
    return Decision(verdict(in: report), breaksLimit: breaksLimit, at: snapshot)
  }

  private func verdict(in report: LessonReport) -> Verdict {
    if let limit, !limit.holds(in: report) { return .lost }
    guard moment.holds(in: report) else { return .open }
    return goal.holds(in: report) ? .won : .lost
  }

  /// Why it is lost: the terms of its limit that are broken or, where none is, those of its goal that do
  /// not hold when it is judged; none where it is open or won.
  public func faults(in report: LessonReport) -> [LessonCondition.Term] {
    func unmet(_ condition: LessonCondition?) -> [LessonCondition.Term] {
      (condition?.terms ?? []).filter { !LessonCondition.holds($0, in: report) }
    }
    let broken = unmet(limit)
    return broken.isEmpty && moment.holds(in: report) ? unmet(goal) : broken
  }

  public var labels: [String] { goal.labels + moment.labels + (limit?.labels ?? []) }
}
