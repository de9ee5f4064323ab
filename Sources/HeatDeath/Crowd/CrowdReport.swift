/// What a crowd tells whoever watches it.
public struct CrowdReport: Sendable {
  /// Its start.
  public let scenario: Scenario

  /// R.
  public let runs: Int

  /// In force at present.
  public let settings: Settings

  /// What was done to it.
  public let changes: [CrowdChange]

  /// Where the runs are: all of them at one station or, while a long way takes its time, those that
  /// are at the next one already.
  public let figures: CrowdFigures

  /// What these have in common.
  public let summary: CrowdSummary

  /// What theory says of them.
  public let prediction: CrowdPrediction

  /// Where runs are on their way to, and how many are there; `nil` while all stand.
  public let journey: Journey?

  public struct Journey: Hashable, Sendable {
    public let destination: Int64
    public let arrived: Int

    public init(destination: Int64, arrived: Int) {
      self.destination = destination
      self.arrived = arrived
    }
  }

  /// The next station of a crowd that stands, `nil` at the last one.
  public let nextStation: Int64?

  /// Whether states are drawn from an approximate law.
  public let isApproximate: Bool

  public let activity: SimulationActivity
  public let pace: Pace
  /// Whether the crowd is carried as fast as the machine can and the pace asks for more.
  public let isCapped: Bool
  public let lastCommand: UInt64
  public let failures: [FailedCommand]

  /// The report before anything has been drawn.
  ///
  /// - Throws: ``CrowdRefusal``.
  public init(
    startOf scenario: Scenario, runs: Int, pace: Pace = .standard, isRunning: Bool
  ) throws(CrowdRefusal) {
    let driver = try CrowdDriver(
      scenario: scenario, runs: runs, pace: pace, running: isRunning, clock: { 0 },
      knowsTheory: false)
    self = driver.firstReport
  }

  init(
    _ crowd: Crowd, figures: CrowdFigures, summary: CrowdSummary, prediction: CrowdPrediction,
    activity: SimulationActivity, pace: Pace, isCapped: Bool, lastCommand: UInt64,
    failures: [FailedCommand]
  ) {
    scenario = crowd.scenario
    runs = crowd.runs
    settings = crowd.settings
    changes = crowd.changes
    self.figures = figures
    self.summary = summary
    self.prediction = prediction
    journey =
      crowd.isStanding
      ? nil : Journey(destination: crowd.destination, arrived: crowd.arrivedCount)
    nextStation = crowd.isStanding ? crowd.nextStation : crowd.destination
    isApproximate = crowd.isApproximate
    self.activity = activity
    self.pace = pace
    self.isCapped = isCapped
    self.lastCommand = lastCommand
    self.failures = failures
  }
}

extension CrowdReport: SourceReport {}
