import HeatDeath

/// What the engine tells the screen: an immutable snapshot and how the engine is doing.
public struct EngineReport: Sendable {
  public let snapshot: Snapshot
  /// The snapshot that figures are written from: the present one, or while the run goes on one that
  /// is up to ``figurePeriod`` old, as nobody reads thirty numbers a second.
  public private(set) var figures: Snapshot
  /// When ``figures`` was the present snapshot, on the clock of ``holdFigures(of:time:)``.
  private var figuresTime = -Double.infinity
  /// Whether the engine moves on by itself.
  public var isRunning: Bool
  /// The fate drawn after a leap to eternity below T = 1.
  public var fate: Fate?
  /// Samples drawn a second, as measured; 0 while paused.
  public var stepsPerSecond: Double
  /// Whether the engine is slower than the pace asks for.
  public var isCapped: Bool

  public init(
    snapshot: Snapshot, isRunning: Bool, fate: Fate? = nil, stepsPerSecond: Double = 0,
    isCapped: Bool = false
  ) {
    self.fate = fate
    self.snapshot = snapshot
    figures = snapshot
    self.isRunning = isRunning
    self.stepsPerSecond = stepsPerSecond
    self.isCapped = isCapped
  }

  /// The report before the engine has moved: the initial dataset of a scenario.
  public init(startOf scenario: Scenario, isRunning: Bool) {
    let simulation = Simulation(scenario)
    self.init(
      snapshot: Snapshot(
        simulation, trajectory: Trajectory(start: simulation), generation: 0),
      isRunning: isRunning)
  }
}

extension EngineReport {
  /// Seconds that a figure stands while the run goes on.
  static let figurePeriod = 0.3

  /// Keeps the figures of the report before this one, unless they are old, the run stands still, or
  /// something other than the passing of time happened to it.
  public mutating func holdFigures(of earlier: EngineReport, time: Double) {
    let (old, new) = (earlier.figures, snapshot)
    guard isRunning, earlier.isRunning, time - earlier.figuresTime < Self.figurePeriod,
      old.scenario == new.scenario, old.generation == new.generation,
      old.marks.count == new.marks.count, old.temperature == new.temperature,
      old.samplesDrawn <= new.samplesDrawn
    else {
      figuresTime = time
      return
    }
    figures = old
    figuresTime = earlier.figuresTime
  }
}
