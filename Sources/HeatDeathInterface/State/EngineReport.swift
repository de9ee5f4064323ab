import HeatDeath

/// What the engine tells the screen: an immutable snapshot and how the engine is doing.
public struct EngineReport: Sendable {
  public var snapshot: Snapshot
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
    self.isRunning = isRunning
    self.stepsPerSecond = stepsPerSecond
    self.isCapped = isCapped
  }

  /// The report before the engine has moved: the initial dataset of a scenario.
  public init(startOf scenario: Scenario, isRunning: Bool) {
    let simulation = Simulation(scenario)
    self.init(
      snapshot: Snapshot(
        simulation, trajectory: Trajectory(start: scenario.initialData), generation: 0),
      isRunning: isRunning)
  }
}
