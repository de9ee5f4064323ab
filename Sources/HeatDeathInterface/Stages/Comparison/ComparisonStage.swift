import HeatDeath
import TerminalDrawing

/// Two to four runs side by side that go on from where the run below stands, and differ in what a
/// ``Contrast`` sets against each other or keys have changed since.
struct ComparisonStage: DrivenStage {
  var feeds: [RunFeed] = []
  var controls: RunControls
  private(set) var contrast: Contrast
  /// Settings that were kept to be compared.
  private let kept: [Settings]
  /// The run's scenario from its beginning, and from where it stands.
  private let beginning: Scenario
  private let present: Scenario?
  private(set) var isFromBeginning = false
  /// The run that keys act on where they act on one; `nil` for all.
  private(set) var focus: Int?
  /// Whether the rows below the runs show how far they are apart.
  private(set) var showsDistance = false
  /// The clock to which those that stood earlier were last sent.
  private var evened: Int64?

  /// At the pace of a run and with its layer and groups, in motion if it is, and not magnified.
  ///
  /// - Parameter contrast: what it shows; what was kept for it, or else the regimes, unless told.
  init(like run: RunStage, showing contrast: Contrast? = nil, in shell: inout Shell) {
    controls = RunControls(
      pace: run.controls.pace, layers: run.controls.layers,
      bars: BarControls(order: run.controls.bars.order), groups: run.controls.groups)
    beginning = run.feed.wanted
    present = run.feed.data.clock < Dataset.maximumSize ? run.feed.present : nil
    let settings = beginning.settings
    kept = run.kept.filter { $0 != settings } + [settings]
    self.contrast = contrast ?? (kept.count > 1 ? .kept(kept) : .regimes)
    isFromBeginning = present == nil
    // A run that can go no further does not say whether others shall.
    controls.isRunning = run.controls.isRunning || isFromBeginning
    makeFeeds(in: &shell)
  }

  /// The runs as the contrast and the data that they go on from want them.
  private mutating func makeFeeds(in shell: inout Shell) {
    feeds = scenarios(of: contrast).map {
      RunFeed(shell.nextSource(), RunReport(startOf: $0, isRunning: controls.isRunning))
    }
    if focus.map({ $0 >= feeds.count }) ?? false { focus = nil }
  }

  /// What a contrast sets against each other, from the data that all go on from.
  private func scenarios(of contrast: Contrast) -> [Scenario] {
    let start = (isFromBeginning ? nil : present) ?? beginning
    return contrast.settings(like: start.settings).compactMap { settings in
      // What was kept was in force in the run from its beginning; what was kept for other data may not fit.
      guard case .kept = contrast else { return try? start.with(settings) }
      return (try? beginning.with(settings))?.goingOn(from: start.initialData)
    }
  }

  var advice: String { "? lists the keys that count while comparing" }

  /// The others of them can fly.
  var drawsWhatCannotLeap: Bool { true }

  // MARK: Its sources

  mutating func open(in shell: inout Shell) -> [Effect] {
    let (pace, isRunning) = (controls.pace, controls.isRunning)
    return feeds.map {
      .open($0.source, .run($0.snapshot.scenario, pace: pace, isRunning: isRunning))
    }
  }

  /// Once all have stopped, those that stopped earlier go on to where the last one stands: each has its own
  /// engine, and what stands beside each other is to be of one size.
  mutating func settle() -> [Effect] {
    let areStill = feeds.allSatisfy { $0.report.activity == .paused && !$0.isAwaitingAnswer }
    guard isPaused, areStill, let last = feeds.map(\.data.clock).max() else { return [] }
    // Only once: one that cannot follow is left where it stands.
    guard last != evened else { return [] }
    evened = last
    return feeds.compactMap { feed in
      let left = reach(of: feed, to: last) - feed.data.clock
      guard left > 0 else { return nil }
      // A step or a leap as the run would have come there by itself.
      let command = left <= Self.mostSteps ? .step(left) : SimulationCommand.leap(to: last)
      return .send(command, to: feed.source)
    }
  }

  /// So many samples take no time that is noticed.
  private static let mostSteps: Int64 = 100_000

  mutating func lost(
    _ source: SourceID, because reason: String, in shell: inout Shell
  ) -> [Effect] {
    let effects = shell.popStage()
    shell.notify("no comparison: \(reason)")
    return effects
  }

  /// Puts other runs in the place of these.
  private mutating func begin(in shell: inout Shell) -> [Effect] {
    let old = sources
    controls.zoom = .none
    makeFeeds(in: &shell)
    return old.map(Effect.close) + open(in: &shell)
  }

  // MARK: What keys do

  mutating func show(_ contrast: Contrast, in shell: inout Shell) -> [Effect] {
    self.contrast = contrast
    focus = nil
    return begin(in: &shell)
  }

  /// Whether it shows anything else than a contrast, set by hand or another one; the seed aside.
  func shows(otherThan contrast: Contrast) -> Bool {
    let seed = beginning.seed
    func unseeded(_ settings: Settings) -> Settings {
      var settings = settings
      settings.seed = seed
      return settings
    }
    return feeds.map { unseeded($0.wanted.settings) }
      != scenarios(of: contrast).map { unseeded($0.settings) }
  }

  mutating func showKept(in shell: inout Shell) -> [Effect] {
    guard kept.count > 1 else {
      shell.notify(
        "nothing is kept yet: c goes back to the run, and there a capital C keeps its settings")
      return []
    }
    return show(.kept(kept), in: &shell)
  }

  /// Begins where the run began, or again where it stands.
  mutating func changeStart(in shell: inout Shell) -> [Effect] {
    guard present != nil || !isFromBeginning else {
      shell.notify("the run's dataset is full: there is only its beginning to start from")
      return []
    }
    isFromBeginning.toggle()
    let place = isFromBeginning ? "from where the run began" : "from where the run stands"
    shell.notify("all begin anew \(place), with the settings of this comparison")
    return begin(in: &shell)
  }

  mutating func moveFocus(by step: Int) -> [Effect] {
    // All of them stand before the first.
    let next = ((focus ?? -1) + 1 + step + feeds.count + 1) % (feeds.count + 1)
    focus = next == 0 ? nil : next - 1
    return []
  }

  mutating func toggleDistance() -> [Effect] {
    showsDistance.toggle()
    return []
  }

  /// What keys act on.
  private var targets: [Int] { focus.map { [$0] } ?? Array(feeds.indices) }

  mutating func changeTemperature(warmer: Bool, in shell: inout Shell) -> [Effect] {
    let gesture = shell.gesture(.temperature, direction: warmer ? 1 : -1)
    return change(in: &shell, elseSay: "the keys go no \(warmer ? "higher" : "lower")") {
      settings in
      let next = TemperatureLadder.next(
        to: settings.temperature, warmer: warmer, isHeld: gesture.isHeld)
      guard let next else { return nil }
      settings.temperature = next
      return .setTemperature(next)
    }
  }

  mutating func setTemperatureToOne(in shell: inout Shell) -> [Effect] {
    change(in: &shell, elseSay: "T = 1 already here; t and T move it") { settings in
      guard settings.temperature != .one else { return nil }
      settings.temperature = .one
      return .setTemperature(.one)
    }
  }

  mutating func changeFreshData(more: Bool, in shell: inout Shell) -> [Effect] {
    change(in: &shell, elseSay: FractionLadder.end(isHighest: more)) { settings in
      let data = settings.externalData
      let next = FractionLadder.next(to: data.fraction, by: more ? 5 : -5)
      guard next != data.fraction,
        let changed = try? ExternalData(fraction: next, law: data.law)
      else { return nil }
      settings.externalData = changed
      return .setExternalData(changed)
    }
  }

  /// Changes the settings of the run in focus, or of all.
  private mutating func change(
    in shell: inout Shell, elseSay refusal: String,
    _ intervention: (inout Settings) -> Intervention?
  ) -> [Effect] {
    var effects: [Effect] = []
    for index in targets {
      var settings = feeds[index].wanted.settings
      guard let change = intervention(&settings),
        let next = try? feeds[index].wanted.with(settings)
      else { continue }
      feeds[index].ask(next)
      effects.append(.send(.intervene(change), to: feeds[index].source))
    }
    if effects.isEmpty { shell.notify(refusal) }
    return effects
  }

  // MARK: Words

  /// What the runs have in common and, at the end of a leap, what each has come to.
  func line(in shell: Shell, _ format: NumberFormat) -> String {
    let snapshots = feeds.map(\.snapshot)
    guard let first = snapshots.first else { return "" }
    let differences = Differences(snapshots)
    let late = lateStart(first.scenario, format)
    // What begins near the end and goes on to it has told nothing.
    if let late, first.scenario.initialData.size >= first.clock / 10 { return late }
    if feeds.allSatisfy({ $0.data.clock >= reach(of: $0, to: Shell.eternity) }) {
      return ends(
        room: shell.display.isPlain
          ? .max : NarrationView.room(width: shell.display.size.width), format)
    }
    if let late { return late }
    let isOneSeed = snapshots.drawTogether
    let common = "the same data, \(isOneSeed ? "the same seed, " : "")\(differences.words)"
    guard first.externalData.fraction > 0, Set(snapshots.map(\.externalData)).count == 1 else {
      return common
    }
    return "\(common); \(InterventionText(format, first.scenario.labels).share(first.externalData))"
  }

  /// What each run has come to, in the most words for which the line has room: a part of what is said would
  /// be taken for all of it, and a part of a number for another one.
  private func ends(room: Int, _ format: NumberFormat) -> String {
    let differences = Differences(feeds.map(\.snapshot))
    let runs = feeds.map { feed in
      (
        name: Self.withoutZeros(differences.name(of: feed.snapshot, format)),
        words: Sentence.summaries(of: feed.snapshot, before: feed.forecast?.end, format)
      )
    }
    let forms =
      (0..<3).map { form in runs.map { "\($0.name): \($0.words[form])" } }
      // In the order of their columns.
      + [runs.map { $0.words[2] }]
    return forms.map { $0.joined(separator: "; ") }.first { $0.terminalColumns <= room }
      ?? "all at their ends"
  }

  /// From this share on one category has as good as all.
  private static let leadOfAll = 0.95

  /// That the runs begin where one has as good as all already, and so look alike for long.
  private func lateStart(_ scenario: Scenario, _ format: NumberFormat) -> String? {
    let data = scenario.initialData
    let law = data.empiricalLaw
    guard !isFromBeginning, data.size > beginning.initialData.size else { return nil }
    guard let leader = law.coordinates.firstIndex(where: { $0 > Self.leadOfAll }) else {
      return data.size < Shell.eternity / 10
        ? nil
        : "all begin at k = \(format.restingCount(data.size)), where hardly anything moves: "
          + "b from the start"
    }
    return "all begin at k = \(format.restingCount(data.size)), where "
      + "\(scenario.name(of: leader)) has \(format.percent(of: leader, in: law)) already: "
      + "b from the start"
  }

  /// A name with its numbers as short as they are exact, so that three ends fit 80 columns: `T 0.8`.
  private static func withoutZeros(_ name: String) -> String {
    name.split(separator: " ").map { word in
      guard word.contains("."), Double(word) != nil else { return String(word) }
      var short = word
      while short.hasSuffix("0") { short.removeLast() }
      return String(short.hasSuffix(".") ? short.dropLast() : short)
    }.joined(separator: " ")
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    changePace(faster: isUp, in: &shell)
  }

  // MARK: Drawing

  /// The narrowest column that still shows a picture.
  private static let leastColumn = 18
  /// Rows of the distance, and so many that all else has room as well.
  private static let distanceRows = 9
  private static let rowsForBoth = 46

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    // Magnified about one point, or what is beside each other could not be compared.
    let middle = feeds.indices.contains(feeds.count / 2) ? feeds[focus ?? feeds.count / 2] : nil
    let contexts = feeds.map { feed in
      var context = DrawingContext(
        look, feed, controls, shell.display, isTaught: shell.lesson != nil)
      if let centre = middle?.figures.theta, centre.dimension == feed.snapshot.categoryCount {
        context.zoomCentre = centre
      }
      return context
    }
    return .framed(width: width, height: height, in: shell, look: look) { area in
      let columnWidth = area.width / max(1, contexts.count)
      if shell.display.isProjector, columnWidth >= 20, area.height >= 16 {
        let differences = Differences(contexts.map(\.snapshot))
        return contexts.enumerated().flatMap { index, context in
          ProjectorRun(context: context).column(
            in: Rect(
              x: area.x + index * columnWidth, y: area.y, width: columnWidth, height: area.height),
            named: differences.hasPolicies ? context.snapshot.loop.policy.title : "")
        }
      }
      var rest = area
      var parts: [Placed] = []
      if height >= 3 {
        parts.append(Placed(ComparisonHeader(contexts: contexts), in: rest.takeTop(1)))
      }
      guard rest.width >= Self.leastColumn * contexts.count, rest.height >= 8 else {
        return parts + [Placed(ComparisonLines(contexts: contexts), in: rest)]
      }
      if showsDistance && rest.height >= 8 + Self.distanceRows || rest.height >= Self.rowsForBoth {
        let distance = ComparisonDistance(contexts: contexts, reference: focus ?? 0)
        parts.append(Placed(distance, in: rest.takeBottom(Self.distanceRows)))
      }
      parts.append(Placed(ComparisonColumns(contexts: contexts, focus: focus), in: rest))
      return parts
    }
  }
}
