/// Runs a simulation at a pace and carries out commands, without threads or a clock of its own:
/// whoever owns it calls it in turn.
///
/// What the simulation becomes depends on the ``Timeline/log`` alone: on its scenario, on the
/// interventions and their dates. Clock, pace, batches and snapshots decide only when.
public struct SimulationDriver: Sendable {
  /// What to do after a turn.
  public enum Wait: Hashable, Sendable {
    /// Take the next turn now: samples are due.
    case none
    /// Nothing to do before the clock shows that many nanoseconds.
    case until(UInt64)
    /// Nothing to do before the next command.
    case forever
  }

  /// How batches are cut. No value changes a result.
  public struct Batching: Sendable {
    /// Nanoseconds that drawing may take in one turn.
    public var budget: UInt64
    /// Samples times categories between two looks at the clock: some 20 microseconds.
    public var chunk: Int64

    public init(budget: UInt64 = 100_000, chunk: Int64 = 4096) {
      self.budget = budget
      self.chunk = chunk
    }
  }

  /// The run and its past.
  public internal(set) var timeline: Timeline

  /// How often a simulation has been started anew: 0 for the first. Snapshots of one generation
  /// show one path.
  private(set) var generation = 0

  /// Whether an undo came back to the present path.
  private var isReturn = false

  let clock: MonotonicClock
  let batching: Batching
  private var keeper: PaceKeeper
  var meter: RateMeter
  private(set) var wantsToRun: Bool
  /// Which engine is wanted where there is a choice.
  let selection: EngineSelection
  var fate: Fate?
  /// The last sample, where it was drawn alone and nothing has happened since.
  private(set) var sample: SampleDrawn?
  /// The flight under way.
  var flight: Flight?
  /// The recording that the run is, as far as it has come; `nil` once something else was done to it.
  var followed: Recording?
  /// What is left of it.
  var plan: ReplayPlan?
  /// How the run stands to a recording; `nil` once something else is done to it.
  var replay: ReplayState?
  /// Whether the last command was an intervention that another may go on with.
  var isGestureOpen = false
  /// The past moment that is shown in place of the present.
  var visit: Visit?
  /// Single steps still to draw.
  private(set) var stepsAsked: Int64 = 0
  /// Until when time has been accounted for; `nil` while it does not count.
  private var accountedUntil: UInt64?
  private(set) var lastCommand: UInt64 = 0
  private var failures: [FailedCommand] = []

  /// Starts at the initial dataset.
  ///
  /// - Parameters:
  ///   - scenario: where the run begins.
  ///   - pace: how fast it grows.
  ///   - running: whether it draws samples at once or waits for ``SimulationCommand/run``.
  ///   - selection: which engine advances it where there is a choice.
  ///   - batching: how batches are cut.
  ///   - clock: nanoseconds from an arbitrary origin; looked at between batches.
  public init(
    scenario: Scenario, pace: Pace, running: Bool, selection: EngineSelection = .automatic,
    batching: Batching = Batching(), clock: @escaping MonotonicClock
  ) {
    self.selection = selection
    timeline = Timeline(scenario)
    keeper = PaceKeeper(pace: pace)
    meter = RateMeter(now: clock())
    wantsToRun = running
    self.batching = batching
    self.clock = clock
  }

  /// Starts where a recording does, and does what was recorded at the dates it has: any command that
  /// changes the run ends that, and goes on from there.
  public init(
    following recording: Recording, pace: Pace, running: Bool, batching: Batching = Batching(),
    clock: @escaping MonotonicClock
  ) {
    self.init(
      scenario: recording.start, pace: pace, running: running, batching: batching, clock: clock)
    followed = recording
    plan = ReplayPlan(recording)
    replay = .following(to: recording.end)
  }

  public var simulation: Simulation { timeline.present.simulation }

  /// The path since the last start.
  public var trajectory: Trajectory { timeline.present.trajectory }

  /// What it is doing.
  public var activity: SimulationActivity {
    if flight != nil { return .flying }
    if let visit { return visit.isThere ? .paused : .seeking }
    if simulation.room == 0 { return .full }
    return wantsToRun || stepsAsked > 0 ? .running : .paused
  }

  /// The present state.
  ///
  /// - Complexity: O(1) besides counting references: counts and trajectory are shared until the
  ///   simulation next changes them.
  public var report: RunReport {
    let shown = visit?.moment.state ?? timeline.present
    return RunReport(
      snapshot: Snapshot(
        shown.simulation, trajectory: shown.trajectory,
        marks: (visit?.log(in: timeline) ?? timeline.log).marks,
        generation: generation),
      recording: timeline.recording, replay: replay, activity: activity, pace: keeper.pace,
      fate: visit == nil ? fate : nil, sample: visit == nil ? sample : nil, isReturn: isReturn,
      future: visit?.future(in: timeline),
      ghosts: timeline.ghosts,
      stepsPerSecond: activity == .running || activity == .flying ? meter.stepsPerSecond : 0,
      isCapped: keeper.isCapped, lastCommand: lastCommand, failures: failures)
  }

  /// Carries out command number `sequence`; what it asks to draw is drawn in the turns that follow.
  public mutating func perform(_ command: SimulationCommand, sequence: UInt64) {
    lastCommand = sequence
    let isLanding = flight.map { command == .leap(to: $0.target) } ?? false
    if isLanding { land() } else { endFlight() }
    if command.isSteering, visit == nil || command != .undo { stopFollowing(nil) }
    if leaveVisit(for: command) { return }
    switch command {
    case .intervene(let intervention):
      isGestureOpen = intervene(intervention, sequence: sequence)
    case .continueGesture(let intervention):
      isGestureOpen = intervene(intervention, canBeUndone: !isGestureOpen, sequence: sequence)
    case .leap(let target, let seconds):
      // What has just landed is where it was to go.
      if !isLanding { leap(to: target, over: seconds, sequence: sequence) }
    case .undo: undo(sequence: sequence)
    case .redo: redo(sequence: sequence)
    case .seek(let target): look(at: target)
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
    case .start(let scenario):
      isGestureOpen = intervene(.start(scenario), sequence: sequence)
    }
  }

  /// Draws the samples that are due, until none are or the turn's time is over.
  public mutating func turn() -> Wait {
    let start = clock()
    if let flight { return fly(flight, from: start) }
    if visit != nil { return seek(from: start) }
    if let accountedUntil {
      keeper.elapse(
        nanoseconds: start - accountedUntil, size: simulation.clock, granule: granule)
    }
    accountedUntil = wantsToRun ? start : nil

    let drawnBefore = simulation.samplesDrawn
    var now = start
    while now < start + batching.budget {
      if plan != nil {
        follow()
        // It may have begun to measure anew.
        now = clock()
      }
      selectEngine()
      let due = stepsDue
      guard due >= granule, due > 0 else { break }
      if let landing = plan?.landing {
        fly(landing)
      } else if simulation.engine != .step {
        leap()
      } else {
        draw(min(due, chunk))
      }
      now = clock()
    }
    meter.count(Int64(simulation.samplesDrawn - drawnBefore), now: now)
    if simulation.room == 0 {
      // What was done next makes room.
      if plan != nil, wantsToRun { return .none }
      stopAtLargestDataset()
    }

    if stepsDue > 0, stepsDue >= granule { return .none }
    guard let accountedUntil,
      let wait = keeper.nanosecondsUntilDue(size: simulation.clock, granule: granule)
    else { return .forever }
    return .until(accountedUntil + wait)
  }

  /// Samples between two looks at the clock.
  var chunk: Int64 { max(1, batching.chunk / Int64(simulation.categoryCount)) }

  private var stepsDue: Int64 {
    min(wantsToRun ? keeper.stepsDue : stepsAsked, simulation.room)
  }

  /// How many samples are drawn at once: a leap while running by leaps, else one.
  private var granule: Int64 {
    guard wantsToRun, engineWanted != .step, engineWanted == simulation.engine else { return 1 }
    return max(1, min(simulation.room, Int64(Double(simulation.size) * Engine.leapGrowth)))
  }

  /// The engine that the present state asks for.
  private var engineWanted: Engine {
    if plan != nil { return simulation.engine }
    guard wantsToRun else { return .step }
    return selection.engine(for: simulation, pace: keeper.pace)
  }

  /// Hands over to the engine wanted. It is an intervention, dated like any other.
  private mutating func selectEngine() {
    let wanted = engineWanted
    guard wanted != simulation.engine, stepsDue > 0 else { return }
    // What is wanted holds.
    try? timeline.apply(.setEngine(wanted), canBeUndone: false)
  }

  /// Draws one leap.
  private mutating func leap() {
    forgetLast()
    pay(timeline.leap())
  }

  /// Takes what a leap has drawn off what was asked for.
  mutating func pay(_ drawn: Int64) {
    if wantsToRun {
      keeper.pay(min(drawn, keeper.stepsDue))
    } else {
      stepsAsked = max(0, stepsAsked - drawn)
    }
  }

  /// Draws up to `limit` samples, and stops short where leaps take over.
  private mutating func draw(_ limit: Int64) {
    var steps = limit
    if case .samples(let rest) = plan?.next(after: simulation.samplesDrawn) {
      steps = Int64(min(Int128(steps), rest))
    }
    // Single steps stop exactly where leaps take over, or the switch would depend on batches.
    if selection == .automatic, wantsToRun, plan == nil, simulation.loop.policy.grows {
      for size in [EngineSelection.leapSize, EngineSelection.splitSize] where size > simulation.size
      {
        steps = min(steps, size - simulation.size)
      }
    }
    forgetLast()
    if wantsToRun || steps < stepsAsked || steps == 0 {
      timeline.advance(by: steps)
    } else {
      timeline.advance(by: steps - 1)
      let before = Snapshot(simulation, trajectory: trajectory, generation: generation)
      let decidingNumber = simulation.decidingNumber
      let externalCount = simulation.externalCount
      timeline.advance(by: 1)
      sample = SampleDrawn(
        from: before, to: simulation.counts, decidedBy: decidingNumber,
        isExternal: simulation.externalCount > externalCount)
    }
    if wantsToRun {
      keeper.pay(steps)
    } else {
      stepsAsked -= steps
    }
  }

  /// Something else happens: what came of the last thing is over.
  mutating func forgetLast() { (fate, sample) = (nil, nil) }

  mutating func pause() {
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

  /// - Returns: whether it was carried out.
  @discardableResult
  mutating func intervene(
    _ intervention: Intervention, canBeUndone: Bool = true, sequence: UInt64
  ) -> Bool {
    forgetLast()
    do {
      try timeline.apply(intervention, canBeUndone: canBeUndone)
    } catch {
      fail(.intervention(error), sequence: sequence)
      return false
    }
    if intervention.startsAnew { moveAway(isReturn: false) }
    return true
  }

  /// The path shown from here on is another one.
  mutating func moveAway(isReturn: Bool) {
    self.isReturn = isReturn
    forgetLast()
    generation += 1
    // Samples owed at the old size would make a small dataset jump.
    keeper.forgive()
    meter = RateMeter(now: clock())
  }

  mutating func fail(_ error: CommandError, sequence: UInt64) {
    if failures.count == 16 { failures.removeFirst() }
    failures.append(FailedCommand(sequence: sequence, error: error))
  }
}
