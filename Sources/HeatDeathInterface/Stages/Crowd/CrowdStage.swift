import HeatDeath
import TerminalDrawing

/// Many runs that go on from where the run below stands, all at the same k: where they are as a
/// density, who leads them, how far apart they are, beside what theory says.
struct CrowdStage: TurningStage {
  private(set) var source: SourceID
  private(set) var report: CrowdReport
  private(set) var pace: Pace
  private(set) var isRunning = true
  /// Whether the crowd begins where the run began, and not where it stands.
  private(set) var isFromBeginning = false
  /// Whether the picture is magnified as far as the crowd fits.
  private(set) var isMagnified = false
  /// What the settings will be when all that was asked has been carried out.
  private var asked: Settings?
  private var unanswered: [(number: UInt64, command: SimulationCommand)] = []

  /// How many runs there may be, by key.
  static let runCounts = [1000, 10_000, 100_000]

  /// From the data of a run and its settings as wanted now; `nil` where there is no crowd of them.
  init?(like run: RunStage, in shell: inout Shell) {
    pace = run.controls.pace
    guard let scenario = run.feed.present,
      let report = try? CrowdReport(
        startOf: scenario, runs: Self.runCounts[1], pace: pace, isRunning: true)
    else { return nil }
    self.report = report
    source = shell.nextSource()
  }

  var advice: String { "? lists the keys that count for a crowd" }

  // MARK: Its source

  var sources: [SourceID] { [source] }

  var isMoving: Bool {
    report.activity.isMoving || !unanswered.isEmpty
  }

  var isAwaitingAnswers: Bool { !unanswered.isEmpty }
  var isPaused: Bool { !isRunning }

  var moment: (seed: UInt64, size: Int64)? { (report.settings.seed, report.figures.clock) }

  mutating func open(in shell: inout Shell) -> [Effect] { [opening] }

  private var opening: Effect {
    .open(source, .crowd(report.scenario, runs: report.runs, pace: pace, isRunning: isRunning))
  }

  mutating func lost(
    _ source: SourceID, because reason: String, in shell: inout Shell
  ) -> [Effect] {
    let effects = shell.popStage()
    shell.notify("no crowd: \(reason)")
    return effects
  }

  mutating func sent(_ command: SimulationCommand, number: UInt64, to source: SourceID) {
    unanswered.append((number, command))
  }

  mutating func receive(
    _ report: any SourceReport, from source: SourceID, in shell: inout Shell
  ) {
    guard let report = report as? CrowdReport else { return }
    self.report = report
    let answered = unanswered.prefix { $0.number <= report.lastCommand }
    unanswered.removeFirst(answered.count)
    if unanswered.isEmpty { asked = nil }
    for command in answered {
      if let failure = report.failures.first(where: { $0.sequence == command.number }) {
        shell.notify(failure.error.sentence)
      }
    }
  }

  /// In force, or asked for and not yet in force.
  var wanted: Settings { asked ?? report.settings }

  // MARK: What keys do

  private func send(_ command: SimulationCommand) -> [Effect] { [.send(command, to: source)] }

  /// Whether the crowd cannot be carried further.
  private var isAtEnd: Bool { report.activity == .full }

  private func notifyEnd(in shell: inout Shell) {
    shell.notify(
      "the crowd goes no further than k = \(shell.format.count(report.figures.clock)): R and r start anew",
      while: { $0[Self.self]?.isAtEnd ?? true })
  }

  mutating func togglePause(in shell: inout Shell) -> [Effect] {
    guard !isAtEnd else {
      notifyEnd(in: &shell)
      return []
    }
    isRunning.toggle()
    return send(isRunning ? .run : .pause)
  }

  mutating func stepOnce(in shell: inout Shell) -> [Effect] {
    guard !isAtEnd else {
      notifyEnd(in: &shell)
      return []
    }
    isRunning = false
    return send(.step(1))
  }

  mutating func changePace(faster: Bool, in shell: inout Shell) -> [Effect] {
    guard let next = faster ? pace.faster : pace.slower else {
      shell.notify(
        faster
          ? "this is the fastest pace; E goes to \(shell.format.magnitude(18)) at once"
          : "this is the slowest pace; . goes to the next station")
      return []
    }
    return set(next, in: &shell, word: faster ? "faster" : "slower")
  }

  mutating func set(_ pace: Pace, in shell: inout Shell, word: String = "pace") -> [Effect] {
    self.pace = pace
    if !isRunning {
      shell.notify("\(word): \(pace.words(shell.format)), once it goes on (space)")
    }
    return send(.setPace(pace))
  }

  mutating func changeTemperature(warmer: Bool, in shell: inout Shell) -> [Effect] {
    let temperature = wanted.temperature
    let gesture = shell.gesture(.temperature, direction: warmer ? 1 : -1)
    let next = TemperatureLadder.next(to: temperature, warmer: warmer, isHeld: gesture.isHeld)
    guard let next else {
      shell.notify("the keys go no \(warmer ? "higher" : "lower")")
      return []
    }
    return setTemperature(next, in: &shell)
  }

  mutating func setTemperature(
    _ temperature: Temperature, in shell: inout Shell
  ) -> [Effect] {
    guard temperature != wanted.temperature else {
      shell.notify("T is \(shell.format.temperature(temperature.value)) already; t and T move it")
      return []
    }
    var next = wanted
    next.temperature = temperature
    asked = next
    return send(.intervene(.setTemperature(temperature)))
  }

  /// A twentieth more or less of all new samples that is fresh.
  mutating func changeFreshData(more: Bool, in shell: inout Shell) -> [Effect] {
    let data = wanted.externalData
    let twentieths = (data.fraction * 20).rounded() + (more ? 1 : -1)
    guard (0...20).contains(twentieths) else {
      shell.notify(
        more
          ? "all new samples are fresh already; < takes some back"
          : "no sample is fresh; > adds some")
      return []
    }
    return setFreshData(twentieths / 20)
  }

  /// - Precondition: `fraction` is one.
  mutating func setFreshData(_ fraction: Double) -> [Effect] {
    var next = wanted
    // The law fits, and stays.
    next.externalData = try! ExternalData(fraction: fraction, law: next.externalData.law)
    asked = next
    return send(.intervene(.setExternalData(next.externalData)))
  }

  mutating func changeRuns(more: Bool, in shell: inout Shell) -> [Effect] {
    let present = Self.runCounts.firstIndex(of: report.runs) ?? 1
    let index = present + (more ? 1 : -1)
    guard Self.runCounts.indices.contains(index) else {
      shell.notify("a crowd has 1000, 10 000 or 100 000 runs here; n and N change that")
      return []
    }
    return begin(try? report.scenario.with(wanted), runs: Self.runCounts[index], in: &shell)
  }

  /// Begins where the run began, or again where it stands.
  mutating func changeStart(in shell: inout Shell) -> [Effect] {
    guard let run = shell.run else { return [] }
    let start = isFromBeginning ? run.feed.present : run.feed.wanted
    let effects = begin(try? start?.with(wanted), runs: report.runs, in: &shell)
    guard !effects.isEmpty else {
      shell.notify("these settings do not fit the run's data; e goes back to it")
      return []
    }
    isFromBeginning.toggle()
    return effects
  }

  /// Puts another crowd in the place of this one.
  private mutating func begin(
    _ scenario: Scenario?, runs: Int, in shell: inout Shell
  ) -> [Effect] {
    guard let scenario,
      let next = try? CrowdReport(
        startOf: scenario, runs: runs, pace: pace, isRunning: isRunning)
    else { return [] }
    let old = source
    source = shell.nextSource()
    (report, asked, unanswered) = (next, nil, [])
    return [.close(old), opening]
  }

  mutating func reseed(in shell: inout Shell) -> [Effect] {
    reseed(to: wanted.seed.nextSeed)
  }

  func reseed(to seed: UInt64) -> [Effect] { send(.intervene(.reseed(seed))) }

  mutating func restart(in shell: inout Shell) -> [Effect] { send(.intervene(.restart)) }

  mutating func goToEternity(in shell: inout Shell) -> [Effect] {
    guard !isAtEnd else {
      notifyEnd(in: &shell)
      return []
    }
    guard report.figures.clock < Shell.eternity else {
      shell.notify(
        "k has reached \(shell.format.magnitude(18)) already: R starts again",
        while: { ($0[Self.self]?.report.figures.clock ?? Shell.eternity) >= Shell.eternity })
      return []
    }
    return fly(to: Shell.eternity, in: &shell)
  }

  mutating func fly(to size: Int64, in shell: inout Shell) -> [Effect] {
    guard report.figures.clock < size else { return [] }
    isRunning = false
    return send(.leap(to: size))
  }

  mutating func toggleMagnification(in shell: inout Shell) -> [Effect] {
    isMagnified.toggle()
    shell.notify(
      isMagnified
        ? "magnified as far as all of the crowd fits; z again: the whole picture"
        : "the whole picture; z again: as far as the crowd fits")
    return []
  }

  func rotate(right: Int, up: Int, in shell: inout Shell) -> [Effect] {
    shell.display.turn(right: right, up: up)
    return []
  }

  // MARK: Drawing

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    guard let run = shell.run else { return ScreenLayout([], body: nil) }
    let context = CrowdContext(
      run: DrawingContext(look, run.feed, RunControls(), shell.display), report: report,
      wanted: wanted, pace: pace, isMagnified: isMagnified)
    return .framed(width: width, height: height, in: shell, look: look) { area in
      CrowdLayout(context: context, sentences: sentences(in: shell, look.format)).parts(in: area)
    }
  }
}
