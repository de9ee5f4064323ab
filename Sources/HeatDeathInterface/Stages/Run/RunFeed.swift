import HeatDeath

/// A run as the screen knows it: the source that drives it, what it last reported, and what has
/// been asked of it that no report shows yet.
struct RunFeed: Sendable {
  let source: SourceID

  /// The newest report.
  private(set) var report: RunReport

  /// The snapshot that figures are written from: the present one, or while the run goes on one that
  /// is up to ``figurePeriod`` old, as nobody reads thirty numbers a second, or twice that where its
  /// odds are being computed: counts and odds change together.
  private(set) var figures: Snapshot

  /// A later moment whose figures are to be shown once its odds are known, and when it was the present.
  private var awaited: (snapshot: Snapshot, time: Double)?

  /// What is to be known of the figures that are shown.
  private var figureInquiries: [Inquiry] = []

  /// Where the mean flow leads from the law that figures are written from; `nil` where it does not
  /// come to rest. It is followed when there are new figures, so a few times a second at most, and
  /// kept for all frames between.
  private(set) var flowEnd: RestPoint?

  /// The temperatures at which the loop changes what it does; `nil` where they are no formula.
  private(set) var temperatureScale: TemperatureScale?

  /// The end of the run under the settings in force, from the present data or those of a moment ago;
  /// `nil` while it is being computed.
  private(set) var forecast: Forecast?

  /// Whether what the forecast says of each category is of a moment so long ago that it contradicts the
  /// figures: more than a ``forecastTolerance`` of the samples have come since.
  private(set) var isForecastOfAnotherMoment = false

  /// What figures show besides, as old as they are or, while that is being computed, a moment older;
  /// `nil` before there is any of this start and these settings.
  private(set) var notes: FigureNotes?

  /// Where earlier runs of the same beginning stood when they were left.
  private(set) var formerRuns: FormerRuns

  /// What is always to be known of the run.
  private(set) var inquiries: [Inquiry] = []

  /// What the run will be when all that was asked has been carried out; `nil` once it has been.
  private(set) var asked: Scenario?

  /// Whether what was asked begins the run anew.
  private var asksForStart = false

  /// What is to be said when the next command sent has been carried out.
  private var remark: String?

  /// The newest answer of each kind about this run.
  private var answers: [AnsweredInquiry] = []

  /// When ``figures`` was the present snapshot.
  private var figuresTime = -Double.infinity

  /// The commands that no report has answered yet, oldest first.
  private var unanswered: [(number: UInt64, command: SimulationCommand, remark: String?)] = []

  /// Seconds that a figure stands while the run goes on.
  static let figurePeriod = 0.3

  /// The part of the samples whose drawing changes odds by less than anybody reads.
  static let forecastTolerance = 0.02

  init(_ source: SourceID, _ report: RunReport, formerRuns: FormerRuns = FormerRuns()) {
    self.source = source
    self.formerRuns = formerRuns
    self.report = report
    figures = report.snapshot
    inForce = Self.inForce(figures)
    flowEnd = Self.flowEnd(of: figures)
    temperatureScale = Self.scale(of: figures)
    figureInquiries = inquiries(of: figures)
    inquiries = figureInquiries
  }

  private static func scale(of snapshot: Snapshot) -> TemperatureScale? {
    TemperatureScale(snapshot.meanField, categoryCount: snapshot.categoryCount)
  }

  private static func flowEnd(of snapshot: Snapshot) -> RestPoint? {
    try? snapshot.meanField.end(from: snapshot.theta)
  }

  var snapshot: Snapshot { report.snapshot }

  /// Whether a command was sent that no report has answered yet.
  var isAwaitingAnswer: Bool { !unanswered.isEmpty }

  private func inquiries(of snapshot: Snapshot) -> [Inquiry] {
    let ends = SeveralEndsQuestion(snapshot).map { Inquiry($0, about: source.number) }
    return [
      Inquiry(ForecastQuestion(snapshot), about: source.number),
      Inquiry(FigureNotesQuestion(snapshot: snapshot), about: source.number),
    ] + (ends.map { [$0] } ?? [])
  }

  /// Takes an answer, if it is about this run.
  mutating func take(_ answer: AnsweredInquiry) {
    guard answer.inquiry.subject == source.number else { return }
    answers.removeAll { answer.inquiry.replaces($0.inquiry) }
    answers.append(answer)
    if let awaited {
      let asked = self.answer(to: ForecastQuestion.self)?.question
      if asked?.counts == awaited.snapshot.counts {
        showFigures(of: awaited.snapshot, time: awaited.time)
      } else {
        // What is shown keeps what was known of it until then.
        forecast = presentForecast ?? forecast
        notes = presentNotes ?? notes
      }
      return
    }
    readAnswers()
  }

  /// All that is drawn of the run but its present moment: equal for equal figures and answers.
  var standing: [Inquiry] { figureInquiries + answers.map(\.inquiry) }

  /// The newest answer of a kind, and the question, which may be one about an earlier moment.
  func answer<Asked: Question>(
    to kind: Asked.Type
  ) -> (question: Asked, answer: Asked.Answer)? {
    for answer in answers {
      if let pair = answer.pair(kind) { return pair }
    }
    return nil
  }

  /// Finds which answers are about the figures there are: looked up once, and drawn for many frames.
  private mutating func readAnswers() {
    forecast = presentForecast
    notes = presentNotes
    isForecastOfAnotherMoment = forecastContradicts
  }

  private var forecastContradicts: Bool {
    guard let end = forecast?.end, let (question, _) = answer(to: ForecastQuestion.self),
      question.counts != figures.counts
    else { return false }
    switch end {
    // They are of the loop, and of the moment only in part.
    case .uniform, .restPoint, .unknown: return false
    case .winner, .randomPoint:
      let since = figures.size - question.counts.reduce(0, +)
      return Double(since) > Self.forecastTolerance * Double(figures.size)
    }
  }

  /// Whether the forecast is one from the data that figures are written from.
  var isForecastPresent: Bool {
    guard let (question, _) = answer(to: ForecastQuestion.self), forecast != nil else {
      return false
    }
    return question.counts == figures.counts
  }

  private var presentForecast: Forecast? {
    guard let (question, forecast) = answer(to: ForecastQuestion.self),
      question.settings == figures.settings, question.counts.count == figures.categoryCount,
      question.counts.reduce(0, +) <= figures.size
    else { return nil }
    return forecast
  }

  private var presentNotes: FigureNotes? {
    guard let (question, notes) = answer(to: FigureNotesQuestion.self) else { return nil }
    return question.snapshot.settings == figures.settings
      && figures.onlyDrewMore(than: question.snapshot) ? notes : nil
  }

  /// The scenario with the settings in force, or with those asked for and not yet in force.
  var wanted: Scenario { asked ?? inForce }

  /// The scenario with the settings in force.
  private var inForce: Scenario

  private static func inForce(_ snapshot: Snapshot) -> Scenario {
    // What the run took fits its data.
    (try? snapshot.scenario.with(snapshot.settings)) ?? snapshot.scenario
  }

  /// The dataset that the run has or, where a start has been asked for, will have.
  var data: (counts: [Int64], size: Int64, clock: Int64) {
    guard let asked, asksForStart else {
      return (snapshot.counts, snapshot.size, snapshot.clock)
    }
    return (asked.initialData.counts, asked.initialData.size, asked.initialData.size)
  }

  /// What it goes on from: its present data under the settings wanted.
  var present: Scenario? {
    guard let present = try? Dataset(counts: data.counts),
      present.categoryCount == wanted.initialData.categoryCount
    else { return nil }
    return wanted.goingOn(from: present)
  }

  /// Whether it flies to a size, or is about to.
  var isFlying: Bool {
    report.activity == .flying
      || unanswered.contains { if case .leap(_, over: .some) = $0.command { true } else { false } }
  }

  /// Whether its flight has been told to land.
  var isLanding: Bool {
    unanswered.contains { if case .leap(_, over: nil) = $0.command { true } else { false } }
  }

  /// The clock of the last moment that was asked for and is not shown yet.
  var lookAsked: Int64? {
    guard case .seek(let target)? = unanswered.last?.command else { return nil }
    return switch target {
    case .back(let size), .on(let size): size
    case .present: nil
    }
  }

  /// Takes note of what a command about to be sent makes of the run.
  ///
  /// - Parameter remark: what is to be said when it has been carried out.
  mutating func ask(_ scenario: Scenario, startsAnew: Bool = false, remark: String? = nil) {
    asked = scenario
    asksForStart = asksForStart || startsAnew
    self.remark = remark
  }

  /// Takes note of the number that a command got.
  mutating func sent(_ command: SimulationCommand, number: UInt64) {
    unanswered.append((number, command, remark))
    remark = nil
  }

  /// A command that has been carried out, or has failed.
  struct Answer: Hashable {
    let command: SimulationCommand
    let error: CommandError?
    /// What was to be said once it had been carried out.
    let remark: String?
    /// Whether the run is on another path since.
    let isElsewhere: Bool
  }

  /// Takes a report.
  ///
  /// - Returns: the answers it has to commands sent.
  mutating func receive(_ next: RunReport, time: Double) -> [Answer] {
    if !mayHoldFigures(before: next, time: time) {
      if mayAwaitOdds(of: next, time: time) {
        if awaited == nil {
          awaited = (next.snapshot, time)
          inquiries = inquiries(of: next.snapshot)
        }
      } else {
        showFigures(of: next.snapshot, time: time)
      }
    }
    if snapshot.settings != next.snapshot.settings || snapshot.scenario != next.snapshot.scenario {
      inForce = Self.inForce(next.snapshot)
    }
    let isElsewhere = report.snapshot.generation != next.snapshot.generation
    formerRuns.observe(next, after: report)
    report = next
    let answered = unanswered.prefix { $0.number <= next.lastCommand }
    unanswered.removeFirst(answered.count)
    if unanswered.isEmpty { (asked, asksForStart) = (nil, false) }
    return answered.map { sent in
      Answer(
        command: sent.command,
        error: next.failures.first { $0.sequence == sent.number }?.error, remark: sent.remark,
        isElsewhere: isElsewhere)
    }
  }

  /// Writes figures from another moment.
  private mutating func showFigures(of next: Snapshot, time: Double) {
    let isElsewhere = figures.theta != next.theta || figures.meanField != next.meanField
    let hasSameScale =
      figures.settings.externalData == next.settings.externalData
      && figures.scenario == next.scenario && figures.loop == next.loop
    figures = next
    figuresTime = time
    awaited = nil
    figureInquiries = inquiries(of: figures)
    inquiries = figureInquiries
    readAnswers()
    if !hasSameScale { temperatureScale = Self.scale(of: figures) }
    if isElsewhere { flowEnd = Self.flowEnd(of: figures) }
  }

  /// Whether figures and odds that belong together may stand for another period, until the odds of a later
  /// moment are known.
  private func mayAwaitOdds(of next: RunReport, time: Double) -> Bool {
    next.isRunning && report.isRunning && time - figuresTime < 2 * Self.figurePeriod
      && (awaited != nil || isForecastPresent) && goesOn(to: next.snapshot)
  }

  /// Whether the figures may stand, since they are young, the run goes on, and nothing but the
  /// passing of time happened to it.
  private func mayHoldFigures(before next: RunReport, time: Double) -> Bool {
    next.isRunning && report.isRunning && time - figuresTime < Self.figurePeriod
      && goesOn(to: next.snapshot)
  }

  private func goesOn(to next: Snapshot) -> Bool {
    figures.temperature == next.temperature && next.onlyDrewMore(than: figures)
  }
}

extension Snapshot {
  /// Whether it is a later moment of the same start, and nothing was done in between.
  fileprivate func onlyDrewMore(than earlier: Snapshot) -> Bool {
    earlier.scenario == scenario && earlier.generation == generation
      && earlier.marks.count == marks.count && earlier.samplesDrawn <= samplesDrawn
  }
}
