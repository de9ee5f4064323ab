import HeatDeath
import TerminalDrawing
import TestSupport

@testable import HeatDeathInterface

/// A screen and a real engine side by side, without threads or clocks.
struct Fixture {
  var state: AppState
  var simulation: Simulation
  var trajectory: Trajectory
  var generation = 0

  init(
    counts: [Int64] = [5, 3, 2], labels: [String]? = nil, temperature: Double = 0.8,
    externalData: ExternalData = .none, loop: ClosedLoop = .paper, seed: UInt64 = 42,
    theme: Theme = .dark,
    glyphs: GlyphSet = .braille
  ) throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: counts), labels: labels,
      temperature: Temperature(temperature), externalData: externalData, loop: loop, seed: seed)
    state = AppState(scenario: scenario, theme: theme, glyphs: glyphs)
    simulation = Simulation(scenario)
    trajectory = Trajectory(start: simulation)
  }

  var report: EngineReport {
    EngineReport(
      snapshot: Snapshot(simulation, trajectory: trajectory, generation: generation),
      isRunning: state.isRunning)
  }

  /// Draws samples, as far as there is room.
  mutating func advance(by steps: Int64) {
    simulation.advance(by: min(steps, simulation.room), recordingIn: &trajectory)
  }

  /// Carries out an intervention as the engine's thread does.
  mutating func apply(_ intervention: Intervention) throws {
    try simulation.apply(intervention)
    switch intervention {
    case .reseed, .restart:
      generation += 1
      trajectory = Trajectory(start: simulation)
    case .inject: trajectory.record(simulation)
    case .setTemperature, .setExternalData, .setLoop, .setEngine: break
    }
  }

  /// Carries out what the screen asks for; what it asks while comparing is for other engines.
  mutating func perform(_ effects: [Effect]) throws {
    guard state.comparison == nil else { return }
    for effect in effects {
      switch effect {
      case .intervene(let intervention): try apply(intervention)
      case .step(let count): simulation.advance(by: count, recordingIn: &trajectory)
      case .start(let scenario):
        simulation = Simulation(scenario)
        trajectory = Trajectory(start: simulation)
        generation = 0
      case .leap(let target):
        try apply(.setEngine(simulation.leapingEngine ?? .leap))
        let patience = Patience("\(target) samples")
        while simulation.clock < target {
          try patience.check()
          simulation.leap(limit: target)
          trajectory.record(simulation)
        }
      case .setPace, .run, .pause, .undo, .compare, .endComparison, .save, .setMouse, .quit:
        break
      }
    }
  }

  /// Presses keys, each answered by the engine before the next.
  @discardableResult
  mutating func press(_ keys: Key...) throws -> [Effect] {
    var all: [Effect] = []
    for key in keys {
      let effects = update(&state, key: key, report: report)
      try perform(effects)
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
