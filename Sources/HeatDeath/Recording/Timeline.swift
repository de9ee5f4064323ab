import RealModule

/// A run with its past: every moment of it can be had again, exactly.
///
/// A run is a function of its ``log``. States of it are kept on the way, so that no replay is long:
/// at even distances in ln k, and before each intervention that can be undone, which is where
/// branches begin. Of either kind there are at most ``capacity``; where there are more, those at
/// even distances are thinned to twice the distance and the oldest undo goes.
///
/// States share what they have in common. Each has some 100 kB of the path and up to 64 bytes a
/// category of its own.
public struct Timeline: Sendable {
  public private(set) var log: RunLog

  public private(set) var present: RunState

  private(set) var checkpoints: [Checkpoint] = [] {
    didSet { moments = checkpoints.compactMap(\.moment) }
  }

  /// The checkpoints at even distances as a recording has them.
  private var moments: [RecordedMoment] = []

  /// The distance of checkpoints in nats, and the clock at which the next is due.
  private var spacing = Self.firstSpacing
  private var nextClock: Int64 = 0

  struct Checkpoint: Sendable {
    let state: RunState
    /// How many events had been carried out.
    let eventCount: Int
    /// Whether it is the moment before an intervention that can be undone.
    var isUndo: Bool { moment == nil }
    /// What a recording has of it; `nil` where it is the moment before an intervention that can be
    /// undone.
    let moment: RecordedMoment?
  }

  private static let firstSpacing = 0.25

  /// Starts at the initial dataset.
  public init(_ scenario: Scenario) {
    log = RunLog(start: scenario)
    present = RunState(scenario)
    scheduleNext()
  }

  /// What happened up to the present moment.
  ///
  /// - Complexity: O(n) besides counting references.
  public var recording: Recording {
    Recording(
      log, way: moments,
      end: RecordedMoment(present.simulation, eventCount: log.events.count))
  }

  /// How many states of either kind are kept: 64, or what 64 MB hold where categories are many, but
  /// never fewer than 4.
  var capacity: Int {
    max(4, min(64, 64_000_000 / (100_000 + 64 * present.simulation.categoryCount)))
  }

  /// Draws `steps` samples one by one.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``Simulation/room``; single steps are in force.
  public mutating func advance(by steps: Int64) {
    var rest = steps
    while rest > 0 {
      let piece = min(rest, max(1, nextClock - present.simulation.clock))
      present.simulation.advance(by: piece, recordingIn: &present.trajectory)
      rest -= piece
      keepIfDue()
    }
  }

  /// Draws one leap.
  ///
  /// - Returns: how many samples were drawn.
  /// - Precondition: as for ``Simulation/leap(limit:)``.
  @discardableResult
  public mutating func leap() -> Int64 {
    let drawn = present.simulation.leap()
    present.trajectory.record(present.simulation)
    keepIfDue()
    return drawn
  }

  /// Carries out an intervention at the present moment and dates it.
  ///
  /// - Parameter canBeUndone: whether ``undo()`` comes back to the moment before it.
  /// - Throws: ``InterventionError``; then nothing has changed.
  public mutating func apply(
    _ intervention: Intervention, canBeUndone: Bool = true
  ) throws(InterventionError) {
    let before = canBeUndone ? present : nil
    let date = present.simulation.samplesDrawn
    try present.simulation.apply(intervention, recordingIn: &present.trajectory)
    if let before { keepForUndo(before) }
    log.append(DatedIntervention(samplesDrawn: date, intervention: intervention))
    if intervention.startsAnew {
      spacing = Self.firstSpacing
      scheduleNext()
    } else {
      keepIfDue()
    }
  }

  /// Begins a flight: leaps that are drawn one by one on the way to a size. ``undo()`` comes back
  /// to the moment before it.
  ///
  /// - Throws: ``InterventionError`` where `engine` cannot advance the run; then nothing has
  ///   changed.
  mutating func takeOff(by engine: Engine) throws(InterventionError) {
    if let refusal = present.simulation.refusal(of: engine) { throw .engine(refusal) }
    keepForUndo(present)
    if engine != present.simulation.engine { try apply(.setEngine(engine), canBeUndone: false) }
  }

  /// Draws one leap of a flight. No state is kept on the way: what is done next is a landing, dated
  /// at the beginning.
  ///
  /// - Precondition: as for ``Simulation/leap(towards:)``.
  mutating func fly(towards target: Int64) {
    present.simulation.leap(towards: target)
    present.trajectory.record(present.simulation)
  }

  /// Ends a flight that began after `date` samples. At its target it was a landing; before it, its
  /// leaps were those of a run that goes on by this engine, which nothing needs to say.
  mutating func endFlight(to target: Int64, from date: Int128) {
    if present.simulation.clock == target {
      log.append(DatedIntervention(samplesDrawn: date, intervention: .land(at: target)))
    }
    keepIfDue()
  }

  private mutating func keepForUndo(_ state: RunState) {
    checkpoints.append(Checkpoint(state: state, eventCount: log.events.count, moment: nil))
    if checkpoints.count(where: \.isUndo) > capacity,
      let oldest = checkpoints.firstIndex(where: \.isUndo)
    {
      checkpoints.remove(at: oldest)
    }
  }

  /// Goes back to the moment before the last intervention that can be undone; what was done and
  /// drawn since is forgotten.
  ///
  /// - Returns: whether there was one.
  public mutating func undo() -> Bool {
    guard let index = checkpoints.lastIndex(where: \.isUndo) else { return false }
    let checkpoint = checkpoints[index]
    checkpoints.removeSubrange(index...)
    present = checkpoint.state
    log = RunLog(start: log.start, events: log.events.prefix(checkpoint.eventCount))
    scheduleNext()
    return true
  }

  /// The last moment with at most `drawn` samples drawn, bit for bit: between the ends of two leaps
  /// there is none.
  public func state(at drawn: Int128) -> RunState {
    guard drawn < present.simulation.samplesDrawn else { return present }
    let nearest = checkpoints.last { $0.state.simulation.samplesDrawn <= drawn }
    var state = nearest?.state ?? RunState(log.start)
    // What has been carried out once fits again.
    try! state.replay(log.events[(nearest?.eventCount ?? 0)...], to: drawn)
    return state
  }

  private mutating func keepIfDue() {
    guard present.simulation.clock >= nextClock else { return }
    let count = log.events.count
    checkpoints.append(
      Checkpoint(
        state: present, eventCount: count,
        moment: RecordedMoment(present.simulation, eventCount: count)))
    if checkpoints.count(where: { !$0.isUndo }) > capacity { thin() }
    scheduleNext()
  }

  /// Drops the oldest state of an earlier run, or every second of the present one.
  private mutating func thin() {
    if let old = checkpoints.firstIndex(where: {
      !$0.isUndo && $0.eventCount < log.countAtStart
    }) {
      checkpoints.remove(at: old)
      return
    }
    spacing *= 2
    var isDropped = false
    checkpoints.removeAll { checkpoint in
      guard !checkpoint.isUndo else { return false }
      isDropped.toggle()
      return isDropped
    }
  }

  private mutating func scheduleNext() {
    let clock = present.simulation.clock
    let next = Double(clock) * Double.exp(spacing)
    nextClock = next < Double(Dataset.maximumSize) ? max(clock + 1, Int64(next)) : .max
  }
}
