/// A quantity at the present moment or, with `start` before it, at the last start.
public struct LessonSubject: Hashable, Sendable {
  public let quantity: LessonQuantity
  public let isAtStart: Bool

  /// - Throws: ``LessonSyntaxError`` for what is no quantity.
  public init(_ text: some StringProtocol) throws(LessonSyntaxError) {
    let words = text.split(separator: " ")
    isAtStart = words.first == "start"
    quantity = try LessonQuantity(words.dropFirst(isAtStart ? 1 : 0).joined(separator: " "))
  }

  func moment(in report: LessonReport) -> LessonMoment {
    isAtStart ? report.start : report.present
  }

  /// Its value; `nil` where there is none, or none yet.
  public func value(in report: LessonReport) -> LessonValue? {
    quantity.value(at: moment(in: report))
  }

  /// Whether its value has been computed, if there is one.
  public func isReady(in report: LessonReport) -> Bool {
    !quantity.needsForecast || moment(in: report).forecast != nil
  }
}

/// What can come true of a run, as lessons write it: `max share > 0.9`, `leader = A`, `key E`, and
/// several with `and` between them.
public struct LessonCondition: Hashable, Sendable {
  /// At least one; all have to hold.
  public let terms: [Term]

  public enum Term: Hashable, Sendable {
    case key(LessonKey)
    case comparison(LessonSubject, Relation, Operand)
  }

  public enum Relation: String, CaseIterable, Sendable {
    // Two characters first: `>` begins `>=`.
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  public enum Operand: Hashable, Sendable {
    case number(Double)
    case category(String)
    case subject(LessonSubject)
  }

  /// Whether it waits for somebody to press a key.
  public var hasKeys: Bool {
    terms.contains { if case .key = $0 { true } else { false } }
  }

  /// Whether it waits for a key, and for none that begins the run anew.
  public var waitsForKeysWithinRun: Bool {
    hasKeys && !terms.contains { if case .key(let key) = $0 { key.startsAnew } else { false } }
  }

  /// - Throws: ``LessonSyntaxError`` for what is no condition.
  public init(_ text: some StringProtocol) throws(LessonSyntaxError) {
    var terms: [Term] = []
    var words: [Substring] = []
    for word in text.split(separator: " ").map({ Substring(String($0)) }) + ["and"] {
      if word == "and" {
        terms.append(try Self.term(words))
        words = []
      } else {
        words.append(word)
      }
    }
    self.terms = terms
  }

  private static func term(_ words: [Substring]) throws(LessonSyntaxError) -> Term {
    if words.first == "key", words.count == 2 { return .key(try LessonKey(words[1])) }
    guard
      let place = words.firstIndex(where: { Relation(rawValue: String($0)) != nil }),
      let relation = Relation(rawValue: String(words[place]))
    else {
      throw LessonSyntaxError(
        "\"\(words.joined(separator: " "))\" is no condition; accepted: a quantity, one of "
          + "\(Relation.allCases.map(\.rawValue).joined(separator: " ")) with blanks around it, and "
          + "a number; or key and a key")
    }
    let subject = try LessonSubject(words[..<place].joined(separator: " "))
    let rest = words[(place + 1)...].joined(separator: " ")
    return .comparison(subject, relation, try operand(rest, of: subject, relation))
  }

  private static func operand(
    _ text: String, of subject: LessonSubject, _ relation: Relation
  ) throws(LessonSyntaxError) -> Operand {
    if subject.quantity == .whole(.leader) {
      guard relation == .equal, !text.isEmpty else {
        throw LessonSyntaxError(
          "the leader is a category; accepted: leader = LABEL, or leader = start leader")
      }
      if let other = try? LessonSubject(text), other.quantity == .whole(.leader) {
        return .subject(other)
      }
      return .category(text)
    }
    if let number = number(text) { return .number(number) }
    do throws(LessonSyntaxError) {
      let other = try LessonSubject(text)
      guard other.quantity != .whole(.leader) else { throw LessonSyntaxError("") }
      return .subject(other)
    } catch {
      throw LessonSyntaxError(
        "\"\(text)\" is not what a number is compared with; accepted: a number such as 0.9, 1e6 "
          + "or 90%, or a quantity")
    }
  }

  /// A number, or one of a hundred.
  private static func number(_ text: String) -> Double? {
    let isPercent = text.last == "%"
    let digits = isPercent ? String(text.dropLast()).filter { $0 != " " } : text
    guard let first = digits.first, first.isNumber || first == "-" || first == ".",
      !digits.contains(where: { "xXpPnN".contains($0) }), let value = Double(digits),
      value.isFinite
    else { return nil }
    return isPercent ? value / 100 : value
  }

  /// Whether it is so. What has no value, or none yet, is not.
  public func holds(in report: LessonReport) -> Bool {
    terms.allSatisfy { Self.holds($0, in: report) }
  }

  /// Whether one of its terms is so.
  public static func holds(_ term: Term, in report: LessonReport) -> Bool {
    switch term {
    case .key(let key): report.keys.contains(key.name)
    case .comparison(let subject, let relation, let operand):
      holds(subject, relation, operand, in: report)
    }
  }

  private static func holds(
    _ subject: LessonSubject, _ relation: Relation, _ operand: Operand, in report: LessonReport
  ) -> Bool {
    guard let left = subject.value(in: report) else { return false }
    let right: LessonValue? =
      switch operand {
      case .number(let number): .number(number)
      case .category(let label): .category(label)
      case .subject(let other): other.value(in: report)
      }
    if case .category = left { return left == right }
    guard let left = left.number, let right = right?.number else { return false }
    return switch relation {
    case .atLeast: left >= right
    case .atMost: left <= right
    case .above: left > right
    case .below: left < right
    case .equal: left == right
    }
  }

  private var subjects: [LessonSubject] {
    terms.flatMap { term -> [LessonSubject] in
      guard case .comparison(let subject, _, let operand) = term else { return [] }
      if case .subject(let other) = operand { return [subject, other] }
      return [subject]
    }
  }

  /// Whether all that it names has been computed.
  public func isReady(in report: LessonReport) -> Bool {
    subjects.allSatisfy { $0.isReady(in: report) }
  }

  /// The keys that it waits for.
  public var keys: [LessonKey] {
    terms.compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  /// The labels that it names.
  public var labels: [String] {
    subjects.compactMap(\.quantity.label)
      + terms.compactMap { term in
        if case .comparison(_, _, .category(let label)) = term { label } else { nil }
      }
  }
}
