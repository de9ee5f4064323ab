import HeatDeath
import RealModule

/// Numbers and conditions of a lesson, in words.
struct LessonWords {
  let format: NumberFormat

  /// A text with the values of a moment: a dash for what there is none of, a mark of omission for what
  /// is being computed.
  func text(_ text: LessonText, in report: LessonReport) -> String {
    text.parts.map { part in
      switch part {
      case .words(let words): words
      case .value(let subject): value(of: subject, in: report)
      }
    }.joined()
  }

  func value(of subject: LessonSubject, in report: LessonReport) -> String {
    guard subject.isReady(in: report) else { return format.symbols.notYetKnown }
    return subject.value(in: report).map(text) ?? format.symbols.dash
  }

  func text(_ value: LessonValue) -> String {
    switch value {
    case .count(let count): format.restingCount(count)
    case .share(let share, let complement): self.share(share, complement: complement)
    case .odds(..<1e-4, _, isSettled: false): "less than 0.01 %"
    case .odds(_, complement: ..<1e-4, isSettled: false): "more than 99.99 %"
    case .odds(let odds, let complement, _): format.percent(odds, complement: complement)
    case .temperature(let temperature): format.temperature(temperature)
    case .fraction(let fraction): format.fraction(fraction)
    case .diversity(let law): format.effectiveCategories(law)
    case .factor(let factor): self.factor(factor)
    case .number(let number): format.lyapunov(number)
    case .category(let label): label.inSentence
    }
  }

  /// As beside the bars, with words for a sign.
  private func share(_ share: Double, complement: Double) -> String {
    if share > 0, share < 1e-4 { return "less than 0.01 %" }
    let text = format.shortPercent(share, complement: complement)
    return text.hasPrefix(">") ? "more than \(text.dropFirst())" : text
  }

  /// A power of ten as such, anything else in two digits.
  private func factor(_ value: Double) -> String {
    let exponent = Double.log10(value)
    if abs(exponent - exponent.rounded()) < 1e-6, exponent < 300 {
      return format.magnitude(Int(exponent.rounded()))
    }
    return value < 1e6 ? format.fixed(value, digits: 0) : format.scientific(value, digits: 1)
  }

  // MARK: Conditions

  func condition(_ condition: LessonCondition) -> String {
    var text = ""
    var followsKey = false
    for term in condition.terms {
      if !text.isEmpty { text += followsKey ? ", and then " : " and " }
      switch term {
      case .key(let key):
        text += "you press \(key)" + (key.name == "." ? " (full stop)" : "")
        followsKey = true
      case .comparison(let subject, let relation, let operand):
        text += clause(subject, "\(words(relation))\(words(operand, beside: subject))")
        followsKey = false
      }
    }
    return text
  }

  /// That a quantity is so much, or was: numbers of things stand before what they are numbers of.
  ///
  /// - Parameters:
  ///   - isFault: whether it is why a challenge was lost.
  ///   - isOfModel: whether the data have other shares than the model, which these are of.
  private func clause(
    _ subject: LessonSubject, _ value: String, isPast: Bool = false, isFault: Bool = false,
    isOfModel: Bool = false
  ) -> String {
    let have = isPast ? "had" : "have"
    return switch subject.quantity {
    case .whole(.alive) where !subject.isAtStart:
      value == "1"
        ? "1 category \(isPast ? "had" : "has") 1 % or more"
        : "\(value) categories \(have) 1 % or more"
    case .whole(.size) where isFault: "there were \(value) samples"
    case .whole(.highestTemperature):
      isFault
        ? "T was raised to \(value)" : "T \(isPast ? "was never" : "has not been") above \(value)"
    case .whole(.lowestTemperature):
      isFault
        ? "T was lowered to \(value)" : "T \(isPast ? "was never" : "has not been") below \(value)"
    case .whole(.injected): "\(value) sample\(value == "1" ? "" : "s") injected"
    case .whole(.loopChanges): "\(value) change\(value == "1" ? "" : "s") of the loop"
    default: "\(name(subject, isOfModel: isOfModel)) \(isPast ? "was" : "is") \(value)"
    }
  }

  private func name(_ subject: LessonSubject, isOfModel: Bool = false) -> String {
    name(subject.quantity, isOfModel) + (subject.isAtStart ? " at the start" : "")
  }

  private func name(_ quantity: LessonQuantity, _ isOfModel: Bool) -> String {
    switch quantity {
    case .category(let quantity, let label):
      switch quantity {
      case .share: "the \(isOfModel ? "model's " : "")share of \(label.inSentence)"
      case .count: "the count of \(label.inSentence)"
      case .next: "the chance of \(label.inSentence)"
      case .odds: "the chance that \(label.inSentence) takes all"
      case .end: "the end of \(label.inSentence)"
      }
    case .whole(let quantity):
      switch quantity {
      case .size: "k"
      case .temperature: "T"
      case .highestTemperature: "the highest T"
      case .lowestTemperature: "the lowest T"
      case .freshFraction: format.symbols.lambda
      case .unevenness: "V"
      case .largestShare: "the largest share"
      case .smallestShare: "the smallest share"
      case .diversity: "the diversity"
      case .alive: "the number with 1 % or more"
      case .leader: "the leader"
      case .largestOdds: "the largest chance to take all"
      case .injected: "the number injected"
      case .loopChanges: "the number of changed loops"
      case .realShare: "the real share"
      case .tenfold: "the data for a tenth of V"
      case .rescueFraction: "\(format.symbols.lambda) that saves"
      case .holdingFraction: "\(format.symbols.lambda) that holds"
      }
    }
  }

  private func words(_ relation: LessonCondition.Relation) -> String {
    switch relation {
    case .atLeast: "at least "
    case .atMost: "at most "
    case .above: "above "
    case .below: "below "
    case .equal: ""
    }
  }

  private func words(
    _ operand: LessonCondition.Operand, beside subject: LessonSubject
  ) -> String {
    switch operand {
    case .category(let label): label.inSentence
    case .subject(let other): name(other)
    case .number(let number): self.number(number, of: subject.quantity)
    }
  }

  /// A number as the quantity beside it is written.
  private func number(_ number: Double, of quantity: LessonQuantity) -> String {
    switch quantity {
    case .category(.count, _), .whole(.size), .whole(.alive), .whole(.injected),
      .whole(.loopChanges):
      return number >= 0 && number == number.rounded() && number < 9e18
        ? format.restingCount(Int64(number)) : format.fixed(number, digits: 1)
    case .category, .whole(.largestShare), .whole(.smallestShare), .whole(.largestOdds),
      .whole(.realShare), .whole(.freshFraction), .whole(.rescueFraction),
      .whole(.holdingFraction):
      let percent = 100 * number
      return abs(percent - percent.rounded()) < 1e-9
        ? "\(format.fixed(percent, digits: 0)) %" : format.percent(number, complement: 1 - number)
    case .whole(.tenfold): return number > 0 ? factor(number) : format.fixed(number, digits: 0)
    case .whole(.temperature), .whole(.highestTemperature), .whole(.lowestTemperature):
      return format.temperature(number)
    case .whole(.unevenness): return format.temperature(number)
    case .whole(.diversity), .whole(.leader): return format.fixed(number, digits: 2)
    }
  }

  // MARK: What a card waits for

  func target(_ size: Int64) -> String { "k is \(format.restingCount(size))" }

  /// A challenge and how it stands or, once it is decided, how it stood then.
  func challenge(
    _ challenge: LessonChallenge, _ stand: LessonGuide.Stand, in report: LessonReport
  ) -> String {
    let limit = challenge.limit.map { "; \(condition($0))" } ?? ""
    let goal =
      challenge.text ?? "\(condition(challenge.goal)), once \(condition(challenge.moment))\(limit)"
    return switch stand.verdict {
    case .open: "Goal: \(goal). Now \(standing(of: challenge, in: report))."
    case .won: "Won\(stand.judged)."
    case .lost:
      "Lost\(stand.judged). R starts again" + (Self.isUndoOpen(report) ? ", u takes back." : ".")
    }
  }

  /// Whether something was done to the run since its start that an undo goes back before.
  private static func isUndoOpen(_ report: LessonReport) -> Bool {
    report.present.snapshot.marks.contains { mark in
      if case .setEngine = mark.intervention { false } else { true }
    }
  }

  /// When a verdict was passed and on what, of a lost challenge on what was not as it was to be: ` at k = 100:
  /// T was raised to 1.55; 1.50 is the most`.
  func judgement(
    _ verdict: LessonChallenge.Verdict, of challenge: LessonChallenge, in report: LessonReport
  ) -> String {
    let faults = challenge.faults(in: report)
    let namesSize = subjects(of: faults).contains { $0.quantity == .whole(.size) }
    let moment =
      namesSize ? "" : " at k = \(format.restingCount(report.present.snapshot.size))"
    guard verdict == .lost else {
      return "\(moment): \(standing(of: challenge, in: report, isPast: true))"
    }
    let isOfModel = !report.present.snapshot.loop.learnsItsData
    var parts: [String] = []
    for case .comparison(let subject, let relation, let operand) in faults {
      let fault = clause(
        subject, value(of: subject, in: report), isPast: true, isFault: true, isOfModel: isOfModel)
      let bound = words(operand, beside: subject)
      let told =
        switch relation {
        case .atMost: "\(fault); \(bound) is the most"
        case .atLeast: "\(fault); \(bound) is the least"
        case .above, .below, .equal: "\(fault), not \(words(relation))\(bound)"
        }
      parts.append(told)
    }
    return "\(moment): \(parts.joined(separator: "; "))"
  }

  private func subjects(of terms: [LessonCondition.Term]) -> [LessonSubject] {
    var subjects: [LessonSubject] = []
    for case .comparison(let subject, _, _) in terms where !subjects.contains(subject) {
      subjects.append(subject)
    }
    return subjects
  }

  /// What a challenge names, with its values.
  ///
  /// - Parameter isPast: whether this is told later.
  private func standing(
    of challenge: LessonChallenge, in report: LessonReport, isPast: Bool = false
  ) -> String {
    // What must stay as it is is told where it has not, and T where it was changed.
    let limits = (challenge.limit?.terms ?? []).filter { term in
      switch term {
      case .comparison(_, .equal, _): return !LessonCondition.holds(term, in: report)
      case .comparison(let subject, _, _):
        guard [.whole(.highestTemperature), .whole(.lowestTemperature)].contains(subject.quantity)
        else { return true }
        return subject.value(in: report) != .temperature(report.start.snapshot.temperature.value)
      case .key: return true
      }
    }
    let terms = challenge.goal.terms + limits + challenge.moment.terms
    let isOfModel = !report.present.snapshot.loop.learnsItsData
    // What is told later says when before everything.
    let subjects = subjects(of: terms).filter { !isPast || $0.quantity != .whole(.size) }
    return subjects.map {
      clause($0, value(of: $0, in: report), isPast: isPast, isOfModel: isOfModel)
    }.joined(separator: ", ")
  }

  // MARK: How it went

  /// A lesson that has come to its end, with what was predicted and won.
  func summary(of guide: LessonGuide) -> String {
    func part(_ outcomes: [Bool], _ name: String, _ good: String) -> String? {
      guard !outcomes.isEmpty else { return nil }
      let right = outcomes.count { $0 }
      return outcomes.count == 1
        ? "\(right) of 1 \(name) \(good)"
        : "\(right) of \(outcomes.count) \(name)s \(good)"
    }
    let outcomes = guide.outcomes.values
    let parts = [
      part(outcomes.compactMap(\.isRight), "prediction", "right"),
      part(outcomes.compactMap(\.isWon), "challenge", "won"),
    ].compactMap(\.self)
    return "done: \(guide.lesson.title)"
      + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
  }
}
