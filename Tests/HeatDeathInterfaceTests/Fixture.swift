import TerminalDrawing
import TestSupport

@testable import HeatDeath
@testable import HeatDeathInterface

/// A screen and the real runs that feed it, without threads or clocks.
struct Fixture {
  var state: Shell
  private var drivers: [SourceID: SimulationDriver] = [:]
  private(set) var crowds: [SourceID: CrowdDriver] = [:]
  /// Crowds of a fixture have at most so many runs.
  var mostRuns = 6
  private var commandCount: UInt64 = 0
  /// The answers to what the screen has asked, so that none is computed twice.
  private let answers = AnswerCache()
  /// The clock of the drivers, which stands still but for flights.
  private let clock = StandingClock()

  init(
    counts: [Int64] = [5, 3, 2], labels: [String]? = nil, temperature: Double = 0.8,
    externalData: ExternalData = .none, loop: ClosedLoop = .paper, seed: UInt64 = 42,
    theme: Theme = .dark,
    glyphs: GlyphSet = .braille, openings: [Binding] = StageOpenings.all
  ) throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: counts), labels: labels,
      temperature: Temperature(temperature), externalData: externalData, loop: loop, seed: seed)
    self.init(scenario, theme: theme, glyphs: glyphs, openings: openings)
  }

  init(
    _ scenario: Scenario, theme: Theme = .dark, glyphs: GlyphSet = .braille,
    openings: [Binding] = StageOpenings.all
  ) {
    state = Shell(scenario: scenario, theme: theme, glyphs: glyphs, openings: openings)
    perform(state.open())
  }

  private var driver: SimulationDriver { drivers[state.run!.feed.source]! }
  /// The run as it is shown: a past moment, where one is.
  var simulation: Simulation { (driver.visit?.moment.state ?? driver.timeline.present).simulation }
  var trajectory: Trajectory { driver.trajectory }
  var report: RunReport { driver.report }

  /// The reports of what fills the screen.
  var reports: [RunReport] { state.sources.compactMap { drivers[$0]?.report } }

  /// Draws samples in the run, as far as there is room.
  mutating func advance(by steps: Int64) {
    advanceUnseen(by: steps)
    look()
  }

  /// Draws samples that the screen does not see before it is shown a report.
  mutating func advanceUnseen(by steps: Int64) { advance(state.run!.feed.source, by: steps) }

  /// Draws samples in every run of a comparison.
  mutating func advanceCompared(by steps: Int64) {
    for id in state.sources where id != state.run!.feed.source { advance(id, by: steps) }
    look()
  }

  mutating func advance(_ id: SourceID, by steps: Int64) {
    let isRunning = drivers[id]?.activity == .running
    for command in isRunning ? [.step(steps), .run] : [SimulationCommand.step(steps)] {
      commandCount += 1
      drivers[id]?.perform(command, sequence: commandCount)
      _ = drivers[id]?.turn()
    }
  }

  /// Carries out an intervention.
  mutating func apply(_ intervention: Intervention) throws {
    if let error = send(.intervene(intervention), to: state.run!.feed.source) { throw error }
    look()
  }

  @discardableResult
  private mutating func send(_ command: SimulationCommand, to id: SourceID) -> CommandError? {
    commandCount += 1
    state.sent(command, number: commandCount, to: id)
    if crowds[id] != nil { return sendCrowd(command, to: id) }
    drivers[id]?.perform(command, sequence: commandCount)
    _ = drivers[id]?.turn()
    let failure = drivers[id]?.report.failures.last
    return failure?.sequence == commandCount ? failure?.error : nil
  }

  private mutating func sendCrowd(_ command: SimulationCommand, to id: SourceID) -> CommandError? {
    crowds[id]?.perform(command, sequence: commandCount)
    if case .run = command { return nil }
    while crowds[id]?.turn() == SimulationDriver.Wait.none { crowds[id]?.carryAll() }
    let failure = crowds[id]?.report().failures.last
    return failure?.sequence == commandCount ? failure?.error : nil
  }

  /// Takes the crowd that is shown so many stations on.
  mutating func advanceCrowd(by stations: Int = 1) {
    for id in state.sources {
      for _ in 0..<stations { _ = sendCrowd(.step(1), to: id) }
    }
    look()
  }

  /// Carries out what the screen asks for.
  ///
  /// - Returns: why what failed did.
  @discardableResult
  mutating func perform(_ effects: [Effect]) -> [CommandError] {
    var errors: [CommandError] = []
    for effect in effects {
      switch effect {
      case .open(let id, .run(let scenario, let pace, let isRunning)):
        // Time stands still: samples are drawn where a test asks for them.
        drivers[id] = SimulationDriver(
          scenario: scenario, pace: pace, running: isRunning,
          clock: { [clock] in clock.nanoseconds })
      case .open(let id, .replay(let recording, let pace, let isRunning)):
        drivers[id] = SimulationDriver(
          following: recording, pace: pace, running: isRunning,
          clock: { [clock] in clock.nanoseconds })
      case .send(let command, let id):
        if let error = send(command, to: id) { errors.append(error) }
      case .open(let id, .crowd(let scenario, let runs, let pace, let isRunning)):
        crowds[id] = try? CrowdDriver(
          scenario: scenario, runs: min(runs, mostRuns), pace: pace, running: isRunning,
          clock: { [clock] in clock.nanoseconds })
      case .close(let id):
        drivers[id] = nil
        crowds[id] = nil
      case .open(_, .calculator), .open(_, .log), .ask, .save, .savePicture, .setMouse, .quit: break
      }
    }
    look()
    return errors
  }

  /// Lets the time of flights pass: until they have landed, unless told how many seconds.
  mutating func fly(seconds: Double = 10) {
    clock.nanoseconds += UInt64(seconds * 1e9)
    for id in drivers.keys where drivers[id]?.activity == .flying {
      while drivers[id]?.turn() == SimulationDriver.Wait.none {}
    }
    look()
  }

  /// Presses keys, each answered by the engine before the next.
  @discardableResult
  mutating func press(_ keys: Key...) throws -> [Effect] {
    var all: [Effect] = []
    for key in keys { all += receive(.key(key)) }
    return all
  }

  /// Lets an event act, and the engine answer.
  ///
  /// - Returns: what it asks of the world, questions apart.
  @discardableResult
  mutating func receive(_ event: Event) -> [Effect] {
    let effects = state.receive(event)
    perform(effects)
    return effects.filter { !$0.isQuestion }
  }

  /// Draws from the present reports, figures and all, and says nothing of them but the answers to
  /// commands.
  private mutating func look() {
    for id in crowds.keys {
      if let report = crowds[id]?.report() { _ = state.receive(report, from: id) }
    }
    let drivers = drivers
    _ = state.change(RunStage.self) { stage, shell in
      stage.tell(Self.look(&stage, at: drivers, time: shell.time), in: &shell)
      return []
    }
    _ = state.change(ComparisonStage.self) { stage, shell in
      _ = Self.look(&stage, at: drivers, time: shell.time)
      return []
    }
  }

  private static func look(
    _ stage: inout some DrivenStage, at drivers: [SourceID: SimulationDriver], time: Double
  ) -> [RunFeed.Answer] {
    var answers: [RunFeed.Answer] = []
    for index in stage.feeds.indices {
      let id = stage.feeds[index].source
      guard let report = drivers[id]?.report else { continue }
      answers += stage.take(report, from: id, time: time)
      stage.feeds[index] = RunFeed(id, report, formerRuns: stage.feeds[index].formerRuns)
    }
    return answers
  }

  /// Shows the engine's reports to the screen at a moment.
  mutating func observe(at time: Double) {
    state.time = time
    for (id, driver) in drivers { perform(state.receive(driver.report, from: id)) }
    for id in crowds.keys {
      if let report = crowds[id]?.report() { _ = state.receive(report, from: id) }
    }
  }

  /// The screen, with the answers to what it wants to know.
  ///
  /// - Parameter answered: whether they have come by now.
  func screen(
    width: Int, height: Int, colors: ColorDepth = .indexed, answered: Bool = true
  ) -> CellBuffer {
    var state = state
    if answered { answers.tell(&state) }
    return state.screen(width: width, height: height, colors: colors)
  }

  /// Tells the screen the answers to what it wants to know.
  mutating func answer() { answers.tell(&state) }

  /// The same, and to what it wants to know then, until it knows all.
  mutating func answerAll() {
    for _ in 0..<1000 where answers.tell(&state) {}
  }
}

/// The answers to what has been asked of a fixture.
final class AnswerCache: @unchecked Sendable {
  // Confined to the task of one test.
  private var answers: [Inquiry: AnsweredInquiry] = [:]

  /// The size that runs of maps go to in a fixture, where a thousand cells are one picture.
  private static let size: Int64 = 60

  /// The answer about a cell of a map, of all its runs to a smaller size.
  private static func nearRuns(_ inquiry: Inquiry) -> AnsweredInquiry? {
    guard let question = inquiry.question as? PhaseQuestion else { return nil }
    let diagram = question.diagram
    let outcome = outcome(
      of: diagram.scenario, temperature: diagram.temperatures[question.temperature].value,
      fraction: diagram.fractions[question.fraction], finalSize: diagram.finalSize,
      runCount: diagram.runCount)
    return AnsweredInquiry(inquiry: inquiry, answer: outcome)
  }

  /// What becomes of runs at one T and λ, to a smaller size.
  static func outcome(
    of scenario: Scenario, temperature: Double, fraction: Double, finalSize: Int64 = size,
    runCount: Int = 16
  ) -> PhaseOutcome {
    // Values of a map's own grid are ones that a diagram takes.
    let diagram = try! PhaseDiagram(
      of: scenario, temperatures: [Temperature(temperature)], fractions: [fraction],
      finalSize: max(scenario.firstSize, min(finalSize, size)), runCount: runCount)
    return diagram.cell(0, 0).outcome()
  }

  /// - Returns: whether there was anything to be known.
  @discardableResult
  func tell(_ state: inout Shell) -> Bool {
    let layers: [any Layer] = [state.stage] + state.overlays
    let inquiries = layers.flatMap { $0.inquiries(in: state) }
    for inquiry in inquiries where answers[inquiry] == nil {
      answers[inquiry] = Self.nearRuns(inquiry) ?? inquiry.answered()
    }
    _ = state.receive(AnswerReport(inquiries.compactMap { answers[$0] }), from: SourceID(0))
    return !inquiries.isEmpty
  }
}

/// A clock that a test moves.
final class StandingClock: @unchecked Sendable {
  // Confined to the task of one test.
  var nanoseconds: UInt64 = 0
}

/// What lies on top, for tests that ask where a key has led.
enum Place: Equatable {
  case explore, compare, crowd, help, palette, inject, external, loop, temperature
}

extension Shell {
  var mode: Place {
    switch overlays.last {
    case is Help: .help
    case is CommandPalette: .palette
    case let form as Form:
      switch form.content {
      case is InjectionForm: .inject
      case is ExternalForm: .external
      case is TemperatureForm: .temperature
      default: .loop
      }
    default: stage is CrowdStage ? .crowd : stage is ComparisonStage ? .compare : .explore
    }
  }

  /// The form on top, if it is of that kind.
  func form<Content: FormContent>(_ type: Content.Type) -> Content? {
    (overlays.last as? Form)?.content as? Content
  }

  /// What fills the screen if that is driven by keys, else the run below.
  private var driven: any DrivenStage { stage as? any DrivenStage ?? run! }
  private var controls: RunControls { driven.controls }
  private var wanted: Scenario { driven.feeds[0].wanted }
  var isRunning: Bool { controls.isRunning }
  var pace: Pace { controls.pace }
  var zoom: Zoom { controls.zoom }
  var temperature: Temperature { wanted.temperature }
  var externalData: ExternalData { wanted.externalData }
  var loop: ClosedLoop { wanted.loop }
  var seed: UInt64 { wanted.seed }
  /// The scenario that the run began with.
  var start: Scenario { report!.start }
  var scenario: Scenario { run!.feed.snapshot.scenario }
  /// What is said, as the run's screen writes it.
  var line: String { line(NumberFormat(symbols: Symbols(display.glyphs))) }
  var lyapunovOffset: Int { run!.lyapunovOffset }
  var yaw: Double { display.yaw }
  var pitch: Double { display.pitch }
  var glyphs: GlyphSet { display.glyphs }
  var windowSize: (width: Int, height: Int) {
    get { display.size }
    set { display.size = newValue }
  }

  /// What the parts of the run's screen draw.
  func context(colors: ColorDepth = .indexed) -> DrawingContext {
    run!.context(in: self, Look(display, colors: colors))
  }

  /// Where the parts of the run's screen stand.
  func runLayout(width: Int, height: Int) -> RunLayout {
    RunLayout(width: width, height: height, snapshot: run!.feed.snapshot)
  }
}

extension Effect {
  var isQuestion: Bool { if case .ask = self { true } else { false } }

  /// A command for the run that the program is about.
  static func send(_ command: SimulationCommand) -> Effect { .send(command, to: SourceID(1)) }
}
