/// What a run tells whoever watches it: an immutable view of the simulation and of how it is being
/// run, all of one moment.
public struct RunReport: Sendable {
  /// The simulation.
  public let snapshot: Snapshot

  /// What happened up to this moment.
  public let recording: Recording

  /// How it stands to a recording that it was to follow; `nil` without one, and once something else
  /// has been done to the run.
  public let replay: ReplayState?

  /// What it is doing.
  public let activity: SimulationActivity

  /// The pace in force, which a pause does not change.
  public let pace: Pace

  /// The fate drawn after a leap to eternity at T < 1; `nil` once anything has changed since.
  public let fate: Fate?

  /// The last sample, where it was drawn alone and nothing has happened since.
  public let sample: SampleDrawn?

  /// Whether the present path is an earlier one that an undo came back to, and not a start.
  public let isReturn: Bool

  /// What came after the moment shown, where that is a past one; `nil` at the present.
  public let future: Ghost?

  /// Branches of the run that were left, newest first, at most three.
  public let ghosts: [Ghost]

  /// Samples a second, measured; 0 unless running.
  public let stepsPerSecond: Double

  /// Whether samples are drawn as fast as the machine can and the pace asks for more.
  public let isCapped: Bool

  /// The number of the last command that has been carried out or has failed; 0 before the first.
  /// All that were sent before it have been, too.
  public let lastCommand: UInt64

  /// The last failures, oldest first: at most 16.
  public let failures: [FailedCommand]

  public init(
    snapshot: Snapshot, recording: Recording, replay: ReplayState? = nil,
    activity: SimulationActivity, pace: Pace, fate: Fate? = nil, sample: SampleDrawn? = nil,
    isReturn: Bool = false, future: Ghost? = nil, ghosts: [Ghost] = [],
    stepsPerSecond: Double = 0, isCapped: Bool = false, lastCommand: UInt64 = 0,
    failures: [FailedCommand] = []
  ) {
    self.snapshot = snapshot
    self.recording = recording
    self.replay = replay
    self.activity = activity
    self.pace = pace
    self.fate = fate
    self.sample = sample
    self.isReturn = isReturn
    self.future = future
    self.ghosts = ghosts
    self.stepsPerSecond = stepsPerSecond
    self.isCapped = isCapped
    self.lastCommand = lastCommand
    self.failures = failures
  }

  /// The report before anything has been drawn.
  public init(startOf scenario: Scenario, pace: Pace = .standard, isRunning: Bool) {
    let timeline = Timeline(scenario)
    self.init(
      snapshot: Snapshot(
        timeline.present.simulation, trajectory: timeline.present.trajectory, generation: 0),
      recording: timeline.recording,
      activity: isRunning ? .running : .paused, pace: pace)
  }

  /// The scenario that gives the present run from its last start on, but for later interventions:
  /// what the run began with, or what was in force at the last restart or reseed.
  public var start: Scenario { snapshot.start }

  /// Whether a past moment is shown.
  public var isPast: Bool { future != nil }

  /// Whether samples are being drawn.
  public var isRunning: Bool { activity == .running || activity == .flying }
}
