import HeatDeath
import TerminalDrawing
import TestSupport

@testable import HeatDeathInterface

/// A screen and a real run side by side, without threads or clocks.
struct Fixture {
  var state: AppState
  private(set) var driver: SimulationDriver
  private var commandCount: UInt64 = 0

  init(
    counts: [Int64] = [5, 3, 2], labels: [String]? = nil, temperature: Double = 0.8,
    externalData: ExternalData = .none, loop: ClosedLoop = .paper, seed: UInt64 = 42,
    theme: Theme = .dark,
    glyphs: GlyphSet = .braille
  ) throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: counts), labels: labels,
      temperature: Temperature(temperature), externalData: externalData, loop: loop, seed: seed)
    self.init(scenario, theme: theme, glyphs: glyphs)
  }

  init(_ scenario: Scenario, theme: Theme = .dark, glyphs: GlyphSet = .braille) {
    state = AppState(scenario: scenario, theme: theme, glyphs: glyphs)
    // Time stands still: samples are drawn where a test asks for them.
    driver = SimulationDriver(
      scenario: scenario, pace: .standard, running: true, clock: { 0 })
  }

  var simulation: Simulation { driver.simulation }
  var trajectory: Trajectory { driver.trajectory }
  var report: EngineReport { EngineReport(driver.report) }

  /// Draws samples, as far as there is room.
  mutating func advance(by steps: Int64) {
    let isRunning = driver.activity == .running
    send(.step(steps))
    if isRunning { send(.run) }
  }

  /// Carries out an intervention.
  mutating func apply(_ intervention: Intervention) throws {
    if let error = send(.intervene(intervention)) { throw error }
  }

  @discardableResult
  private mutating func send(_ command: SimulationCommand) -> CommandError? {
    commandCount += 1
    driver.perform(command, sequence: commandCount)
    _ = driver.turn()
    if let failure = driver.report.failures.last, failure.sequence == commandCount {
      return failure.error
    }
    if command == .undo { state.adopt(report) }
    return nil
  }

  /// Carries out what the screen asks for; what it asks while comparing is for other engines.
  ///
  /// - Returns: why what failed did.
  @discardableResult
  mutating func perform(_ effects: [Effect]) -> [CommandError] {
    guard state.comparison == nil else { return [] }
    return effects.compactMap { effect in
      if case .send(let command) = effect { send(command) } else { nil }
    }
  }

  /// Presses keys, each answered by the engine before the next.
  @discardableResult
  mutating func press(_ keys: Key...) throws -> [Effect] {
    var all: [Effect] = []
    for key in keys {
      let effects = update(&state, key: key, report: report)
      perform(effects)
      all += effects
    }
    return all
  }

  /// Shows the engine's report to the screen at a moment.
  mutating func observe(at time: Double) {
    state.time = time
    state.observe(report)
  }

  func screen(
    width: Int, height: Int, colors: ColorDepth = .indexed
  ) -> CellBuffer {
    view(state: state, report: report, width: width, height: height, colors: colors)
  }
}
