import HeatDeath

/// Runs a simulation at a pace and carries out commands, without threads: a ``SimulationThread``
/// does nothing but call it in turn.
///
/// What the simulation becomes depends on its scenario and on the interventions and their dates
/// alone; clock, pace, batches and snapshots decide only when.
struct SimulationDriver: Sendable {
  /// What to do after a turn.
  enum Wait: Hashable, Sendable {
    /// Take the next turn now: samples are due.
    case none
    /// Nothing to do before the clock shows that many nanoseconds.
    case until(UInt64)
    /// Nothing to do before the next command.
    case forever
  }

  /// How batches are cut. No value changes a result.
  struct Batching: Sendable {
    /// Nanoseconds that drawing may take in one turn.
    var budget: UInt64 = 100_000
    /// Samples times categories between two looks at the clock: some 20 microseconds.
    var chunk: Int64 = 4096
  }

  private(set) var simulation: Simulation
  private(set) var trajectory: Trajectory

  /// How often a simulation has been started anew: 0 for the first. Snapshots of one generation
  /// show one path.
  private(set) var generation = 0

  private let clock: MonotonicClock
  private let batching: Batching
  private var keeper: PaceKeeper
  private var meter: RateMeter
  private var wantsToRun: Bool
  /// Single steps still to draw.
  private var stepsAsked: Int64 = 0
  /// Until when time has been accounted for; `nil` while it does not count.
  private var accountedUntil: UInt64?
  /// Interventions to come, by date, those of one date in the order of sending.
  private var schedule: [(sequence: UInt64, intervention: DatedIntervention)] = []
  private var lastCommand: UInt64 = 0
  private var failures: [CommandFailure] = []

  init(
    scenario: Scenario, pace: Pace, running: Bool, batching: Batching = Batching(),
    clock: @escaping MonotonicClock
  ) {
    simulation = Simulation(scenario)
    trajectory = Trajectory(start: scenario.initialData)
    keeper = PaceKeeper(pace: pace)
    meter = RateMeter(now: clock())
    wantsToRun = running
    self.batching = batching
    self.clock = clock
  }

  var activity: SimulationActivity {
    if simulation.room == 0 { return .full }
    return wantsToRun || stepsAsked > 0 ? .running : .paused
  }

  /// The present state.
  ///
  /// - Complexity: O(1) besides counting references: counts and trajectory are shared until the
  ///   simulation next changes them.
  var snapshot: RuntimeSnapshot {
    RuntimeSnapshot(
      snapshot: Snapshot(simulation, trajectory: trajectory, generation: generation),
      activity: activity, pace: keeper.pace,
      stepsPerSecond: activity == .running ? meter.stepsPerSecond : 0,
      isCapped: keeper.isCapped, lastCommand: lastCommand, failures: failures)
  }

  /// Carries out command number `sequence`; what it asks to draw is drawn in the turns that follow.
  mutating func perform(_ command: SimulationCommand, sequence: UInt64) {
    lastCommand = sequence
    switch command {
    case .intervene(let intervention):
      intervene(intervention, sequence: sequence)
    case .schedule(let dated):
      add(dated, sequence: sequence)
    case .setPace(let pace):
      keeper.setPace(pace)
      meter = RateMeter(now: clock())
    case .run:
      if !wantsToRun { pause() }
      wantsToRun = true
    case .pause:
      pause()
    case .step(let steps):
      let before = stepsAsked
      pause()
      stepsAsked = min(before + min(max(0, steps), simulation.room), simulation.room)
    case .replaceScenario(let scenario):
      simulation = Simulation(scenario)
      schedule = []
      startAnew()
    }
  }

  /// Draws the samples that are due, until none are or the turn's time is over.
  mutating func turn() -> Wait {
    let start = clock()
    if let accountedUntil {
      keeper.elapse(nanoseconds: start - accountedUntil, size: simulation.size)
    }
    accountedUntil = wantsToRun ? start : nil

    let chunk = max(1, batching.chunk / Int64(simulation.categoryCount))
    let drawnBefore = simulation.samplesDrawn
    var now = start
    while now < start + batching.budget, case let due = stepsDue, due > 0 {
      draw(min(due, chunk))
      now = clock()
    }
    meter.count(simulation.samplesDrawn - drawnBefore, now: now)
    if simulation.room == 0 { stopAtLargestDataset() }

    if stepsDue > 0 { return .none }
    guard let accountedUntil,
      let wait = keeper.nanosecondsUntilDue(size: simulation.size)
    else { return .forever }
    return .until(accountedUntil + wait)
  }

  private var stepsDue: Int64 {
    min(wantsToRun ? keeper.stepsDue : stepsAsked, simulation.room)
  }

  /// Draws up to `limit` samples, and stops short at the next date of the schedule.
  private mutating func draw(_ limit: Int64) {
    let untilDate = (schedule.first?.intervention.samplesDrawn).map { $0 - simulation.samplesDrawn }
    let steps = min(limit, untilDate ?? limit)
    simulation.advance(by: steps, recordingIn: &trajectory)
    if wantsToRun {
      keeper.pay(steps)
    } else {
      stepsAsked -= steps
    }
    carryOutSchedule()
  }

  private mutating func pause() {
    wantsToRun = false
    stepsAsked = 0
    keeper.forgive()
    accountedUntil = nil
    meter = RateMeter(now: clock())
  }

  private mutating func stopAtLargestDataset() {
    stepsAsked = 0
    keeper.forgive()
    accountedUntil = nil
  }

  private mutating func add(_ dated: DatedIntervention, sequence: UInt64) {
    guard dated.samplesDrawn >= simulation.samplesDrawn else {
      fail(
        .datePassed(date: dated.samplesDrawn, samplesDrawn: simulation.samplesDrawn),
        sequence: sequence)
      return
    }
    let index =
      schedule.firstIndex { $0.intervention.samplesDrawn > dated.samplesDrawn }
      ?? schedule.endIndex
    schedule.insert((sequence, dated), at: index)
    carryOutSchedule()
  }

  private mutating func carryOutSchedule() {
    while let (sequence, dated) = schedule.first, dated.samplesDrawn == simulation.samplesDrawn {
      schedule.removeFirst()
      intervene(dated.intervention, sequence: sequence)
    }
  }

  private mutating func intervene(_ intervention: Intervention, sequence: UInt64) {
    do {
      try simulation.apply(intervention)
    } catch {
      fail(.intervention(error), sequence: sequence)
      return
    }
    switch intervention {
    case .restart, .reseed:
      startAnew()
    case .inject:
      // The jump belongs to the path whether or not another sample follows.
      trajectory.record(counts: simulation.counts, size: simulation.size)
    case .setTemperature, .setExternalData:
      break
    }
  }

  private mutating func startAnew() {
    trajectory = Trajectory(start: simulation.scenario.initialData)
    generation += 1
    // Samples owed at the old size would make a small dataset jump.
    keeper.forgive()
    meter = RateMeter(now: clock())
  }

  private mutating func fail(_ error: CommandError, sequence: UInt64) {
    if failures.count == 16 { failures.removeFirst() }
    failures.append(CommandFailure(sequence: sequence, error: error))
  }
}
