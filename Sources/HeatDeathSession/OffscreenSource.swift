import HeatDeath
import HeatDeathInterface

/// What feeds a stage without a thread: the same drivers, called in turn.
enum OffscreenSource {
  case run(SimulationDriver)
  case crowd(CrowdDriver)
  /// All that there is of a log.
  case log(LogReport)

  /// - Throws: ``CrowdRefusal``.
  init?(_ spec: SourceSpec, clock: @escaping MonotonicClock) throws(CrowdRefusal) {
    switch spec {
    case .run(let scenario, let pace, let isRunning):
      self = .run(
        SimulationDriver(scenario: scenario, pace: pace, running: isRunning, clock: clock))
    case .replay(let recording, let pace, let isRunning):
      self = .run(
        SimulationDriver(following: recording, pace: pace, running: isRunning, clock: clock))
    case .crowd(let scenario, let runs, let pace, let isRunning):
      self = .crowd(
        try CrowdDriver(
          scenario: scenario, runs: runs, pace: pace, running: isRunning, clock: clock))
    case .calculator, .log: return nil
    }
  }

  mutating func perform(_ command: SimulationCommand, number: UInt64) {
    switch self {
    case .run(var driver):
      driver.perform(command, sequence: number)
      self = .run(driver)
    case .crowd(var driver):
      driver.perform(command, sequence: number)
      self = .crowd(driver)
    case .log: break
    }
  }

  /// Draws all that is due.
  mutating func turn() {
    switch self {
    case .run(var driver):
      while driver.turn() == .none {}
      self = .run(driver)
    case .crowd(var driver):
      while driver.turn() == .none { driver.carryAll() }
      self = .crowd(driver)
    case .log: break
    }
  }

  mutating func report() -> any SourceReport {
    switch self {
    case .run(let driver): return driver.report
    case .crowd(var driver):
      let report = driver.report()
      self = .crowd(driver)
      return report
    case .log(let report): return report
    }
  }

  var clock: Int64 {
    switch self {
    case .run(let driver): driver.simulation.clock
    case .crowd(let driver): driver.crowd.clock
    case .log(let report): report.history.last?.number ?? 0
    }
  }

  /// How far it may be after so many seconds more at a pace.
  func reach(seconds: Double, pace: Pace) -> Int64 {
    switch self {
    case .run(let driver):
      let growth: Double
      switch pace {
      case .stepsPerSecond(let rate): growth = rate * seconds
      case .decadesPerSecond(let rate):
        // 10^y − 1 ≤ x + x² with x = y·ln 10 up to 1.79.
        let exponent = rate * seconds * 2.302_585_093
        growth = Double(clock) * exponent * (1 + exponent)
      }
      // One leap may be owed besides.
      let leap = driver.simulation.engine == .step ? 0 : 2 * Engine.leapGrowth
      let reach = Double(clock) + growth + Double(driver.simulation.size) * leap + 2
      return reach < 0x1p62 ? Int64(reach) : .max
    case .crowd(let driver): return driver.crowd.nextStation ?? .max
    case .log: return .max
    }
  }

  /// The command that goes on to exactly `target`, at once.
  func landing(at target: Int64) -> SimulationCommand {
    switch self {
    case .run(let driver) where driver.simulation.engine == .step: .step(target - clock)
    // There the screen has the fate as well.
    case .run where target == Shell.eternity: .leap(to: target)
    case .run: .intervene(.land(at: target))
    case .crowd, .log: .leap(to: target)
    }
  }
}
