import HeatDeath

/// Says in a student's words what a run does and what just happened to it, one line at a time.
///
/// There is always something true to say: the last news as long as it holds, else what the loop is
/// doing. It watches the reports that the screen shows anyway, so what it says holds at the moments
/// looked at: "C has not been drawn for 10⁶ samples" means at least so many.
struct Narrator: Sendable {
  /// The data that the program was given. All others are made up.
  private let given: Dataset
  private var news: Sentence?
  private var standing: Sentence?
  private var toldAt = -Double.infinity
  private var watch: RunWatch?
  /// What has happened at a clock that the figures on the screen have not come to.
  private var held: (sentence: Sentence, clock: Int64)?

  /// Seconds that something done by the user is told before what the process does.
  static let deedPeriod = 2.0
  /// Seconds between two things that the process does.
  private static let newsPeriod = 1.0

  init(given: Dataset) { self.given = given }

  /// What to say of a report.
  func line(of report: RunReport, _ format: NumberFormat) -> String {
    for sentence in [news, standing] {
      if let sentence, sentence.holds(in: report) { return sentence.text(format) }
    }
    return Sentence.standing(in: report).text(format)
  }

  /// Looks at a report for the most important thing that changed.
  ///
  /// What was done by the user is told at once. What the process does waits its turn, and is told then
  /// if it still holds.
  ///
  /// - Parameters:
  ///   - answered: when the line last answered a key.
  ///   - shown: the clock of the figures on the screen: what the process did later is not told yet.
  ///   - target: the clock that a flight lands at.
  /// - Returns: whether there is something new to say.
  mutating func observe(
    _ report: RunReport, time: Double, answered: Double?, shown: Int64,
    target: Int64 = Shell.eternity
  ) -> Bool {
    if standing?.holds(in: report) != true { standing = Sentence.standing(in: report) }
    if news?.holds(in: report) == false { news = nil }
    guard var watch, watch.isOnPath(of: report) else {
      let before = watch?.snapshot
      watch = RunWatch(report)
      (news, held) = (nil, nil)
      // An undo is answered where its command is.
      if report.isReturn, before != nil { return false }
      tell(.start(in: report.snapshot, after: before, given: given), time: time)
      return true
    }
    defer { self.watch = watch }
    if let deed = watch.follow(report, target: target) {
      held = nil
      tell(deed, time: time)
      return true
    }
    if let held {
      guard shown >= held.clock, time - (answered ?? -.infinity) >= Self.deedPeriod else {
        return false
      }
      self.held = nil
      guard held.sentence.holds(in: report) else { return false }
      tell(held.sentence, time: time)
      return true
    }
    guard time - (answered ?? -.infinity) >= Self.deedPeriod else { return false }
    // A milestone gives way to an event at once, and to another milestone after a while.
    let wait = news?.rank == .deed ? Self.deedPeriod : Self.newsPeriod
    let isOver = time - toldAt >= wait
    let event = isOver || news?.rank == .milestone ? watch.event() : nil
    guard let happened = event ?? (isOver ? watch.milestone() : nil) else { return false }
    if shown < report.snapshot.clock {
      held = (happened, report.snapshot.clock)
      return false
    }
    tell(happened, time: time)
    return true
  }

  private mutating func tell(_ sentence: Sentence, time: Double) {
    news = sentence
    toldAt = time
  }
}
