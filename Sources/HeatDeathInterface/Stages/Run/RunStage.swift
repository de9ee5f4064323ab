import HeatDeath
import TerminalDrawing

/// One run: its picture, probabilities, V_I, what the data still know.
struct RunStage: DrivenStage {
  private(set) var feed: RunFeed
  var controls: RunControls
  private var narrator: Narrator
  /// The first index set shown of a list too long for its panel.
  var lyapunovOffset = 0
  /// The scenario the program was started with.
  private let original: Scenario
  /// What it is to do again.
  private let recording: Recording?
  /// How it last stood to that.
  private var replay: ReplayState?
  /// The path on which a past moment was last shown, and its clock; `nil` at the present.
  private var visited: (generation: Int, clock: Int64)?
  /// Settings to be set beside each other, oldest first, as `c` does.
  private(set) var kept: [Settings] = []
  /// Whether one sample at a time is looked at.
  private(set) var looksAtSample: Bool
  /// How many other futures were asked for: no two are the same.
  var redraws: UInt64 = 0

  init(
    _ scenario: Scenario, recording: Recording? = nil, source: SourceID, controls: RunControls,
    looksAtSample: Bool = false
  ) {
    original = scenario
    self.looksAtSample = looksAtSample
    self.recording = recording
    self.controls = controls
    feed = RunFeed(
      source,
      RunReport(startOf: scenario, pace: controls.pace, isRunning: controls.isRunning))
    narrator = Narrator(given: scenario.initialData)
  }

  var categoryCount: Int { feed.snapshot.categoryCount }

  var feeds: [RunFeed] {
    get { [feed] }
    set { feed = newValue[0] }
  }

  // Asked at every turn of the loop: without a copy of the feed.
  var isMoving: Bool { isMoving(feed) }
  var isAwaitingAnswers: Bool { feed.isAwaitingAnswer }

  var advice: String { "? lists the keys" }

  // MARK: Its source

  mutating func open(in shell: inout Shell) -> [Effect] {
    observe(in: &shell)
    if recording != nil {
      shell.notify("a recorded run: keys that change it steer from there, - and + set the pace")
    }
    let (pace, isRunning) = (controls.pace, controls.isRunning)
    return [
      .open(
        feed.source,
        recording.map { .replay($0, pace: pace, isRunning: isRunning) }
          ?? .run(original, pace: pace, isRunning: isRunning))
    ]
  }

  func hide() -> [Effect] { sendAll(.pause) }

  func show() -> [Effect] { controls.isRunning ? sendAll(.run) : [] }

  var canUndo: Bool { true }

  /// Looks for news in the report; they take the place of an older answer.
  mutating func observe(in shell: inout Shell) {
    let report = feed.report
    if controls.isRunning || report.activity == .flying || report.isPast { looksAtSample = false }
    if report.isPast {
      controls.isRunning = false
      visited = (report.snapshot.generation, report.snapshot.clock)
      return
    }
    let isShown = shell.sources.contains(feed.source)
    defer { visited = nil }
    let hasNews = narrator.observe(
      feed.report, time: shell.time, answered: isShown ? shell.answer?.time : nil,
      shown: feed.figures.clock, target: controls.flightTarget)
    if hasNews, isShown { shell.dismissAnswer() }
    if replay != feed.report.replay { notifyReplay(in: &shell) }
    if let visited, report.snapshot.generation != visited.generation,
      report.ghosts.first?.fork == visited.clock
    {
      notifyBranch(in: &shell, from: visited.clock)
    }
  }

  /// Says where a recording ends, or is left.
  private mutating func notifyReplay(in shell: inout Shell) {
    let before = replay
    replay = feed.report.replay
    switch replay {
    case .following: break
    case .finished:
      controls.isRunning = false
      shell.notify("the recording ends here: space goes on from it, u undoes the last change")
    case .differs(let mismatch):
      controls.isRunning = false
      let size = shell.format.count(mismatch.expected.size)
      shell.notify("this is not the run recorded: it differs at k = \(size)")
    case nil:
      guard case .following = before else { break }
      shell.notify("from here on it is no longer the run recorded: what came later does not happen")
    }
  }

  func line(in shell: Shell, _ format: NumberFormat) -> String {
    if shell.isAwaitingPrediction { return "what comes of it is shown once you have said it" }
    if isPast { return lineOfPast(format) }
    if looksAtSample, let sample = feed.report.sample {
      return format.sentence(of: sample)
    }
    return narrator.line(of: feed.report, format)
  }

  // MARK: What keys do

  mutating func change(
    _ intervention: Intervention, to next: Scenario?, _ gesture: Gesture? = nil
  ) -> [Effect] {
    if let next { feed.ask(next) }
    return sendAll(gesture.map { command(intervention, $0) } ?? .intervene(intervention))
  }

  /// Sets T and the fresh data, as far as they are others; one undo takes back both.
  mutating func set(_ temperature: Temperature, _ data: ExternalData) -> [Effect] {
    let wanted = feed.wanted
    var interventions: [Intervention] = []
    if temperature != wanted.temperature { interventions.append(.setTemperature(temperature)) }
    if data != wanted.externalData { interventions.append(.setExternalData(data)) }
    guard let first = interventions.first,
      let next = try? wanted.with(temperature: temperature, externalData: data)
    else { return [] }
    feed.ask(next)
    return sendAll(.intervene(first))
      + interventions.dropFirst().flatMap { sendAll(.continueGesture($0)) }
  }

  /// Starts again from the first data with other settings; one undo takes it back.
  ///
  /// - Parameter looksAtSample: whether one sample at a time is looked at from then on; `nil` for as before.
  mutating func restart(with settings: Settings, looksAtSample: Bool? = nil) -> [Effect] {
    guard let next = try? feed.wanted.with(settings) else { return [] }
    self.looksAtSample = looksAtSample ?? self.looksAtSample
    feed.ask(next, startsAnew: true)
    controls.zoom = .none
    return sendAll(.start(next))
  }

  /// Starts anew at that T and with those fresh data, and goes on; one undo takes it back.
  mutating func start(at temperature: Temperature, _ data: ExternalData) -> [Effect] {
    var settings = feed.wanted.settings
    (settings.temperature, settings.externalData) = (temperature, data)
    controls.isRunning = true
    return restart(with: settings)
  }

  mutating func setTemperature(
    _ temperature: Temperature, _ gesture: Gesture? = nil, in shell: inout Shell
  ) -> [Effect] {
    let sampler = feed.wanted.loop.sampler
    if !sampler.usesTemperature {
      let value = shell.format.temperature(temperature.value)
      shell.notify("T = \(value), which \(sampler) does not look at; L chooses a sampler")
    }
    return change(
      .setTemperature(temperature), to: try? feed.wanted.with(temperature: temperature), gesture)
  }

  mutating func changeTemperature(
    warmer: Bool, mayAccelerate: Bool = true, in shell: inout Shell
  ) -> [Effect] {
    let temperature = feed.wanted.temperature
    let gesture = shell.gesture(.temperature, direction: warmer ? 1 : -1)
    let next = TemperatureLadder.next(
      to: temperature, warmer: warmer, isHeld: mayAccelerate && gesture.isHeld)
    guard let next else {
      let value = shell.format.temperature(temperature.value)
      shell.notify(
        "T = \(value): the keys go no \(warmer ? "higher" : "lower"); = takes any T",
        while: { $0.run?.feed.wanted.temperature == temperature })
      return []
    }
    return setTemperature(next, gesture, in: &shell)
  }

  mutating func setTemperatureToOne(in shell: inout Shell) -> [Effect] {
    guard feed.wanted.temperature != .one else {
      shell.notify(
        "T is 1 already; t and T move it, = takes any T",
        while: { $0.run?.feed.wanted.temperature == .one })
      return []
    }
    return setTemperature(.one, in: &shell)
  }

  mutating func changeCategories(by difference: Int, in shell: inout Shell) -> [Effect] {
    let wanted = feed.wanted
    let count = wanted.initialData.categoryCount + difference
    guard Shell.categoryCountsByKey.contains(count) else {
      let most = Shell.categoryCounts.upperBound
      shell.notify(
        "n and N lead through 2 to 8 categories; :categories takes any number to \(most)")
      return []
    }
    return startWithCategories(count, shell.gesture(.categories, direction: difference), in: &shell)
  }

  /// Starts anew with few samples of so many categories.
  ///
  /// - Precondition: `count` is one of ``Shell/categoryCounts``.
  mutating func startWithCategories(
    _ count: Int, _ gesture: Gesture? = nil, in shell: inout Shell
  ) -> [Effect] {
    lyapunovOffset = 0
    // The data the program was started with are not lost: their number of categories brings them
    // back.
    let own = original.initialData
    let data = count == own.categoryCount ? own : .lively(categoryCount: count)
    return start(from: data, named: original.labels, gesture, in: &shell)
  }

  /// Starts anew from other data; whatever fits them stays, and what does not is said.
  mutating func start(
    from data: Dataset, named names: [String]? = nil, _ gesture: Gesture? = nil,
    in shell: inout Shell
  ) -> [Effect] {
    let wanted = feed.wanted
    let next = wanted.starting(from: data, named: names)
    let isLawKept = next.externalData == wanted.externalData || wanted.externalData.fraction == 0
    feed.ask(
      next, startsAnew: true,
      remark: isLawKept ? nil : "fresh data now have the initial law: theirs does not fit here")
    controls.zoom = .none
    shell.pointer = nil
    return sendAll(gesture.map { command(.start(next), $0) } ?? .start(next))
  }

  /// Keeps the settings in force, to be set beside others; the oldest go.
  mutating func keepSettings(in shell: inout Shell) -> [Effect] {
    let settings = feed.wanted.settings
    kept.removeAll { $0 == settings }
    kept = (kept + [settings]).suffix(Contrast.mostRuns - 1)
    shell.notify(
      "kept: change what you like, then c sets both side by side (\(kept.count) of "
        + "\(Contrast.mostRuns - 1) kept)")
    return []
  }

  /// Draws one sample, and shows what it was drawn from.
  mutating func drawOne(in shell: inout Shell) -> [Effect] {
    let effects = stepOnce(in: &shell)
    looksAtSample = looksAtSample || !effects.isEmpty
    return effects
  }

  mutating func goBack(in shell: inout Shell) -> [Effect] {
    if looksAtSample {
      looksAtSample = false
      return []
    }
    if zoomOut() { return [] }
    if isPast { return lookAtPresent(in: &shell) }
    shell.notify("nothing to go back from: u undoes what was done, q quits")
    return []
  }

  // MARK: Drawing

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    let context = context(in: shell, look)
    if shell.display.isProjector,
      ProjectorRun.fits(Rect(x: 0, y: 0, width: width, height: height - 2))
    {
      return .framed(width: width, height: height, in: shell, look: look) {
        let run = ProjectorRun(context: context)
        return looksAtSample ? run.sample(in: $0) : run.parts(in: $0)
      }
    }
    return RunLayout(
      width: width, height: height, snapshot: feed.snapshot, hasSample: looksAtSample,
      rows: (context.barRowCount, context.cornerCount), sets: context.lyapunovSets.count
    ).placed(
      context, footer: FooterView(look: look, shell: shell),
      narration: NarrationView(
        look: look, text: pointed(in: shell, look) ?? shell.line(look.format)))
  }

  func context(in shell: Shell, _ look: Look) -> DrawingContext {
    var context = DrawingContext(
      look, feed, controls, shell.display, isVeiled: shell.isAwaitingPrediction,
      isTaught: shell.lesson != nil)
    context.lyapunovOffset = lyapunovOffset
    context.aim = shell.overlays.last?.aim
    return context
  }
}

extension Shell {
  /// The run that the program is about; it lies below every other stage.
  var run: RunStage? { self[RunStage.self] }

  /// What the run last reported.
  public var report: RunReport? { run?.feed.report }

  /// n, as far as what is shown depends on it.
  var categoryCount: Int { run?.categoryCount ?? 0 }

  /// How many corners the picture has.
  var cornerCount: Int { stage.cornerCount }
}

extension Dataset {
  /// Few samples, uneven enough to move at once: 5, 3, 2, 2, ….
  ///
  /// - Precondition: `categoryCount` ≥ 2.
  fileprivate static func lively(categoryCount: Int) -> Dataset {
    // Positive, and few.
    try! Dataset(counts: [5, 3] + Array(repeating: 2, count: categoryCount - 2))
  }
}
