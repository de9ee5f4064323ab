import HeatDeath
import TerminalDrawing

/// One run: its picture, probabilities, V_I, what the data still know.
struct RunStage: DrivenStage {
  private(set) var feed: RunFeed
  var controls: RunControls
  /// The first index set shown of a list too long for its panel.
  private(set) var lyapunovOffset = 0
  /// The scenario the program was started with.
  private let original: Scenario

  init(_ scenario: Scenario, source: SourceID, isRunning: Bool) {
    original = scenario
    feed = RunFeed(source, RunReport(startOf: scenario, isRunning: isRunning))
    controls = RunControls(isRunning: isRunning)
  }

  var feeds: [RunFeed] {
    get { [feed] }
    set { feed = newValue[0] }
  }

  var advice: String { "? lists the keys" }

  // MARK: Its source

  mutating func open(in shell: inout Shell) -> [Effect] {
    shell.narrate(feed.report)
    return [
      .open(
        feed.source,
        .run(original, pace: controls.pace, isRunning: controls.isRunning))
    ]
  }

  func hide() -> [Effect] { sendAll(.pause) }

  func show() -> [Effect] { controls.isRunning ? sendAll(.run) : [] }

  mutating func receive(
    _ report: any SourceReport, from source: SourceID, in shell: inout Shell
  ) {
    let answers = take(report, from: source, time: shell.time)
    if shell.sources.contains(source) { shell.narrate(feed.report) }
    tell(answers, in: &shell)
  }

  // MARK: What keys do

  mutating func change(_ intervention: Intervention, to next: Scenario?) -> [Effect] {
    if let next { feed.ask(next) }
    return sendAll(.intervene(intervention))
  }

  mutating func setTemperature(_ temperature: Temperature) -> [Effect] {
    change(.setTemperature(temperature), to: try? feed.wanted.with(temperature: temperature))
  }

  mutating func changeTemperature(warmer: Bool, in shell: inout Shell) -> [Effect] {
    let temperature = feed.wanted.temperature
    let next =
      warmer
      ? TemperatureLadder.warmer(than: temperature) : TemperatureLadder.cooler(than: temperature)
    guard let next else {
      let value = NumberFormat(symbols: Symbols(shell.display.glyphs))
        .temperature(temperature.value)
      shell.notify("T = \(value): the keys go no \(warmer ? "higher" : "lower")")
      return []
    }
    return setTemperature(next)
  }

  mutating func setTemperatureToOne(in shell: inout Shell) -> [Effect] {
    guard feed.wanted.temperature != .one else {
      shell.notify("T is 1 already")
      return []
    }
    return setTemperature(.one)
  }

  mutating func changeCategories(by difference: Int, in shell: inout Shell) -> [Effect] {
    let wanted = feed.wanted
    let count = wanted.initialData.categoryCount + difference
    guard Shell.categoryCounts.contains(count) else {
      shell.notify("the picture shows 2 to 8 categories")
      return []
    }
    let invented = Scenario.lively(categoryCount: count, settings: wanted.settings)
    lyapunovOffset = 0
    // The data the program was started with are not lost: their number of categories brings them
    // back.
    guard count == original.initialData.categoryCount,
      let next = try? original.with(invented.settings)
    else { return start(invented, in: &shell) }
    return start(next, in: &shell)
  }

  mutating func start(_ next: Scenario, in shell: inout Shell) -> [Effect] {
    feed.ask(next)
    controls.zoom = .none
    shell.pointer = nil
    return sendAll(.start(next))
  }

  mutating func goBack(in shell: inout Shell) -> [Effect] {
    if !zoomOut() { shell.notify("nothing to go back from; q quits") }
    return []
  }

  mutating func scroll(by rows: Int, in shell: inout Shell) -> [Effect] {
    let sets = LyapunovView.sets(ofCategories: feed.snapshot.categoryCount).count
    let list = shell.layout(colors: .direct).parts.first { $0.part is LyapunovView }
    let visible = list.map { LyapunovRows(in: $0.area, sets: sets).visible } ?? 0
    guard visible > 0 else {
      shell.notify("the list of V_I needs a larger window")
      return []
    }
    guard visible < sets else {
      shell.notify("the list of V_I is in view as a whole")
      return []
    }
    lyapunovOffset = max(0, min(sets - visible, lyapunovOffset + rows))
    return []
  }

  // MARK: Drawing

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    let context = context(in: shell, look)
    return RunLayout(width: width, height: height, snapshot: feed.snapshot).placed(
      context, footer: FooterView(look: look, shell: shell),
      narration: NarrationView(look: look, text: pointed(in: shell, look) ?? shell.narrator.line))
  }

  func context(in shell: Shell, _ look: Look) -> DrawingContext {
    var context = DrawingContext(look, feed, controls, shell.display)
    context.lyapunovOffset = lyapunovOffset
    context.aim = shell.overlays.last?.aim
    return context
  }

  /// The shares at the pointer, while it reads the simplex.
  private func pointed(in shell: Shell, _ look: Look) -> String? {
    guard !controls.isRunning, let point = shell.pointer,
      point.dimension == feed.snapshot.categoryCount
    else { return nil }
    let shares = zip(feed.snapshot.scenario.labels, point.coordinates).map {
      "\($0) \(look.format.fixed($1, digits: 3))"
    }
    return "at the pointer: \(shares.joined(separator: ", "))"
  }
}

extension Shell {
  /// The run that the program is about; it lies below every other stage.
  var run: RunStage? { self[RunStage.self] }

  /// What the run last reported.
  public var report: RunReport? { run?.feed.report }

  /// n, as far as what is shown depends on it.
  var categoryCount: Int { run?.feed.snapshot.categoryCount ?? 0 }

  /// Takes note of what the run reports, for the line that says what just happened.
  mutating func narrate(_ report: RunReport) {
    narrator.observe(report, time: time, symbols: Symbols(display.glyphs))
  }
}

extension Scenario {
  /// A scenario of few samples, uneven enough to move at once: 5, 3, 2, 2, …. External data stay
  /// as they are where their law fits, else they come from the initial law.
  fileprivate static func lively(categoryCount: Int, settings: Settings) -> Scenario {
    let counts: [Int64] = [5, 3] + Array(repeating: 2, count: categoryCount - 2)
    let law: ExternalLaw =
      switch settings.externalData.law {
      case .uniform: .uniform
      case .category(let category) where category < categoryCount: .category(category)
      case .initial, .category, .point: .initial
      }
    // These counts are positive, fraction and loop were valid before, and the law fits.
    return try! Scenario(
      initialData: Dataset(counts: counts), temperature: settings.temperature,
      externalData: ExternalData(fraction: settings.externalData.fraction, law: law),
      loop: settings.loop, seed: settings.seed)
  }
}
