import HeatDeath

/// A run's report and the figures that are written from it.
@dynamicMemberLookup
public struct EngineReport: Sendable {
  public let run: RunReport
  /// The snapshot that figures are written from: the present one, or while the run goes on one that
  /// is up to ``figurePeriod`` old, as nobody reads thirty numbers a second.
  public private(set) var figures: Snapshot
  /// When ``figures`` was the present snapshot, on the clock of ``holdFigures(of:time:)``.
  private var figuresTime = -Double.infinity

  public init(_ run: RunReport) {
    self.run = run
    figures = run.snapshot
  }

  public subscript<Value>(dynamicMember member: KeyPath<RunReport, Value>) -> Value {
    run[keyPath: member]
  }
}

extension EngineReport {
  /// Seconds that a figure stands while the run goes on.
  static let figurePeriod = 0.3

  /// Keeps the figures of the report before this one, unless they are old, the run stands still, or
  /// something other than the passing of time happened to it.
  public mutating func holdFigures(of earlier: EngineReport, time: Double) {
    let (old, new) = (earlier.figures, run.snapshot)
    guard run.isRunning, earlier.run.isRunning, time - earlier.figuresTime < Self.figurePeriod,
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
