import RealModule

/// A run with its past: every moment of it can be had again, exactly, and gone on from.
///
/// A run is a function of its `log`. States of it are kept on the way, so that no replay is long:
/// at even distances in ln k, of which there are at most `capacity`, and of single steps, which
/// take their time one by one, `waypointCapacity` more. These stand at even distances in samples,
/// but no further apart than a 16th of k: to draw again what lies between two of them takes at most
/// about a 128th of the time that the run took, and there is one within 4 % of any k. Where there
/// are more, they are thinned to twice the distance. What can be undone is a stack of the runs as
/// they stood before, at most `capacity` as well; the oldest goes. One that was left for a branch
/// from an earlier moment keeps its states on the way, if it is among the `branchesKept` newest.
///
/// States share what they have in common. Each has some 25 kB of the path, up to 64 bytes a
/// category and four a sample of a window of its own: at most `statesKept` of them.
public struct Timeline: Sendable {
  public private(set) var log: RunLog

  public private(set) var present: RunState

  /// The start of the present run.
  private(set) var start: PastMoment

  private(set) var checkpoints: [Checkpoint] = [] {
    didSet { moments = checkpoints.map(\.moment) }
  }

  /// The checkpoints as a recording has them.
  private var moments: [RecordedMoment] = []

  /// Moments on the way of flights and of single steps, oldest first, which a recording does not
  /// have: what it has of a flight is where it landed.
  private(set) var waypoints: [PastMoment] = []
  /// The states on the way of the flight under way.
  private var flightStates: [RunState] = []

  /// The distance of checkpoints in nats, and the clock at which the next is due.
  private var spacing = Self.firstSpacing
  private var nextClock: Int64 = 0

  /// The distance of single steps' waypoints in samples, where it is less than a 16th of k, and the
  /// date at which the next is due.
  private var stride: Int128
  private var nextDate: Int128 = 0
  let firstStride: Int128

  /// Runs to go back to, newest last, and runs that were undone, newest last.
  private(set) var undoable: [FormerRun] = []
  private(set) var undone: [FormerRun] = []

  struct Checkpoint: Sendable {
    let state: RunState
    let moment: RecordedMoment

    /// How many events had been carried out.
    var eventCount: Int { moment.eventCount }
  }

  /// The run as it stood before something was done that can be undone, or before an undo.
  struct FormerRun: Sendable {
    let log: RunLog
    let present: RunState
    let start: PastMoment
    /// Up to when it is the same run as the one that came after it.
    let fork: (date: Int128, eventCount: Int, clock: Int64)
    /// The past moment that was gone on from; `nil` where it went on from its end.
    let branching: PastMoment?
    /// Whether the run after it has a start of its own.
    let isOtherStart: Bool
    /// States on its way after the fork.
    var checkpoints: [Checkpoint] = []
    var waypoints: [PastMoment] = []

    mutating func forgetWay() { (checkpoints, waypoints) = ([], []) }
  }

  private static let firstSpacing = 0.25

  /// How many branches that were left keep the states on their way, and are shown.
  static let branchesKept = 3

  /// Starts at the initial dataset.
  public init(_ scenario: Scenario) {
    // Single steps take from some milliseconds to some ten for it, by the loop.
    self.init(scenario, stride: 1 << 16)
  }

  /// - Parameter stride: how many single steps a state is kept after at first.
  init(_ scenario: Scenario, stride: Int128) {
    log = RunLog(start: scenario)
    self.stride = stride
    firstStride = stride
    present = RunState(scenario)
    start = PastMoment(present, eventCount: 0)
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

  /// How many states of a kind are kept: 64, or what 64 MB hold where they are large, but never fewer
  /// than 4.
  var capacity: Int { max(4, min(64, 64_000_000 / (stateSize + 75_000))) }

  /// How many states on the way of single steps are kept: 512, or what 64 MB hold where they are large,
  /// but never fewer than 16.
  var waypointCapacity: Int { max(16, min(512, 64_000_000 / stateSize)) }

  /// The bytes that a state has of its own, at most.
  private var stateSize: Int {
    let window =
      if case .window(let size) = present.simulation.loop.policy { Int(size) } else { 0 }
    return 25_000 + 64 * present.simulation.categoryCount + 4 * window
  }

  /// How many states there are, at most 2 + (7 + ``branchesKept``)·``capacity`` + (2 +
  /// ``branchesKept``)·``waypointCapacity``, many of them the same.
  var statesKept: Int {
    let former = (undoable + undone).map {
      ($0.branching == nil ? 1 : 2) + $0.checkpoints.count + $0.waypoints.count
    }
    return 2 + checkpoints.count + waypoints.count + flightStates.count + former.reduce(0, +)
  }

  /// Draws `steps` samples one by one.
  ///
  /// - Precondition: 0 ≤ `steps` ≤ ``Simulation/room``; single steps are in force.
  public mutating func advance(by steps: Int64) {
    var rest = steps
    while rest > 0 {
      let due = min(
        max(1, nextClock - present.simulation.clock),
        Int64(clamping: max(1, nextDate - present.simulation.samplesDrawn)))
      let piece = min(rest, due)
      present.simulation.advance(by: piece, recordingIn: &present.trajectory)
      rest -= piece
      keepIfDue()
      keepWaypointIfDue()
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
  /// - Parameters:
  ///   - intervention: what is to be done.
  ///   - canBeUndone: whether ``undo()`` comes back to the moment before it.
  /// - Throws: ``InterventionError``; then nothing has changed.
  public mutating func apply(
    _ intervention: Intervention, canBeUndone: Bool = true
  ) throws(InterventionError) {
    let before = canBeUndone ? former(isOtherStart: intervention.startsAnew) : nil
    let date = present.simulation.samplesDrawn
    try present.simulation.apply(intervention, recordingIn: &present.trajectory)
    if let before { keep(before) }
    log.append(DatedIntervention(samplesDrawn: date, intervention: intervention))
    if intervention.startsAnew {
      start = PastMoment(present, eventCount: log.events.count)
      spacing = Self.firstSpacing
      stride = firstStride
      scheduleNext()
    } else {
      keepIfDue()
    }
  }

  /// Begins a flight to a size: single steps as far as they are drawn, then leaps one by one.
  /// ``undo()`` comes back to the moment before it.
  ///
  /// - Throws: ``InterventionError`` where `engine` cannot advance the run; then nothing has
  ///   changed.
  mutating func beginFlight(
    by engine: Engine, canBeUndone: Bool = true
  ) throws(InterventionError) {
    if let refusal = present.simulation.refusal(of: engine) { throw .engine(refusal) }
    if canBeUndone { keep(former()) }
  }

  /// Hands over to an engine of a flight, one that ``beginFlight(by:canBeUndone:)`` did not refuse.
  mutating func takeOff(by engine: Engine) {
    guard engine != present.simulation.engine else { return }
    try! apply(.setEngine(engine), canBeUndone: false)
  }

  /// Draws one leap of a flight.
  ///
  /// - Precondition: as for ``Simulation/leap(towards:)``.
  mutating func fly(towards target: Int64) {
    present.simulation.leap(towards: target)
    present.trajectory.record(present.simulation)
    // Its end is no moment on the way.
    let clock = present.simulation.clock
    guard clock >= nextClock, clock < target else { return }
    flightStates.append(present)
    while flightStates.count > capacity {
      spacing *= 2
      flightStates = Self.thinned(flightStates)
    }
    scheduleNext()
  }

  /// Ends a flight that took off after `date` samples. At its target it was a landing; before it, its
  /// leaps were those of a run that goes on by this engine, which nothing needs to say.
  mutating func endFlight(to target: Int64, from date: Int128) {
    let hasLanded = present.simulation.clock == target
    waypoints += flightStates.map {
      PastMoment($0, eventCount: log.events.count, landing: hasLanded ? target : nil)
    }
    flightStates = []
    thinWaypoints()
    if hasLanded {
      log.append(DatedIntervention(samplesDrawn: date, intervention: .land(at: target)))
    }
    keepIfDue()
  }

  private mutating func keepWaypointIfDue() {
    guard present.simulation.samplesDrawn >= nextDate else { return }
    waypoints.append(PastMoment(present, eventCount: log.events.count))
    thinWaypoints()
    nextDate = present.simulation.samplesDrawn + distance(after: present.simulation.clock)
  }

  /// How far the next waypoint of single steps is from one at a clock.
  private func distance(after clock: Int64) -> Int128 {
    min(stride, max(firstStride, Int128(clock / 16)))
  }

  /// Drops the waypoints of earlier runs, or those that twice the distance does without.
  private mutating func thinWaypoints() {
    guard waypoints.count > waypointCapacity else { return }
    waypoints.removeAll { $0.eventCount < log.countAtStart }
    while waypoints.count > waypointCapacity {
      guard stride < Int128(present.simulation.clock / 16) else {
        waypoints = Self.thinned(waypoints)
        continue
      }
      stride *= 2
      // One goes where those beside it are close enough without it.
      var kept = Array(waypoints.prefix(1))
      for (next, following) in zip(waypoints.dropFirst(), waypoints.dropFirst(2)) {
        let last = kept[kept.count - 1]
        let gap = following.state.simulation.samplesDrawn - last.state.simulation.samplesDrawn
        if gap > distance(after: last.clock) { kept.append(next) }
      }
      waypoints = kept + waypoints.suffix(1)
    }
  }

  /// Every second of some.
  private static func thinned<Kept>(_ kept: [Kept]) -> [Kept] {
    kept.indices.filter { $0 % 2 == 1 }.map { kept[$0] }
  }

  // MARK: - Undo and branches

  /// The present run, to go back to.
  ///
  /// - Parameter branching: the past moment that is gone on from; `nil` for its end.
  private func former(
    branching: PastMoment? = nil, isOtherStart: Bool = false
  ) -> FormerRun {
    let simulation = branching?.state.simulation ?? present.simulation
    return FormerRun(
      log: log, present: present, start: start,
      fork: (
        simulation.samplesDrawn, branching?.eventCount ?? log.events.count, simulation.clock
      ), branching: branching, isOtherStart: isOtherStart)
  }

  private mutating func keep(_ former: FormerRun) {
    undone = []
    push(former)
  }

  private mutating func push(_ former: FormerRun) {
    undoable.append(former)
    if undoable.count > capacity { undoable.removeFirst(undoable.count - capacity) }
    let branches = undoable.indices.filter { undoable[$0].branching != nil }
    for index in branches.dropLast(Self.branchesKept) { undoable[index].forgetWay() }
  }

  /// Goes on from a past moment: what happened after it is left, as a branch of its own.
  ///
  /// - Parameter moment: a moment of the present run.
  mutating func branch(at moment: PastMoment) {
    var former = former(branching: moment)
    dropWay(into: &former)
    keep(former)
    // A landing under way there is none of the branch.
    waypoints = waypoints.map {
      $0.eventCount < moment.eventCount ? $0 : PastMoment($0.state, eventCount: $0.eventCount)
    }
    present = moment.state
    log = RunLog(start: log.start, events: log.events.prefix(moment.eventCount))
    scheduleNext()
  }

  /// The past moment that ``undo()`` goes back to; `nil` where it goes back to the end of a run, or
  /// nowhere.
  var momentOfUndo: PastMoment? { undoable.last?.branching }

  /// Goes back to the run before the last thing done that can be undone. What was drawn since then is
  /// kept for ``redo()``, until something else is done.
  ///
  /// - Returns: whether there was one.
  public mutating func undo() -> Bool {
    guard let last = undoable.popLast() else { return false }
    let former = exchange(for: last)
    for index in undone.indices { undone[index].forgetWay() }
    undone.append(former)
    return true
  }

  /// Takes back the last undo.
  ///
  /// - Returns: whether there was one.
  public mutating func redo() -> Bool {
    guard let last = undone.popLast() else { return false }
    var former = exchange(for: last)
    if last.branching == nil { former.forgetWay() }
    push(former)
    return true
  }

  /// Puts a former run in the place of the present one.
  ///
  /// - Returns: the present one, which parts from it where it parted from this.
  private mutating func exchange(for former: FormerRun) -> FormerRun {
    var left = FormerRun(
      log: log, present: present, start: start, fork: former.fork, branching: former.branching,
      isOtherStart: former.isOtherStart)
    dropWay(into: &left)
    present = former.present
    log = former.log
    start = former.start
    checkpoints += former.checkpoints
    if former.branching != nil { waypoints = former.waypoints }
    scheduleNext()
    return left
  }

  /// Moves the states after its fork into a run that is left.
  private mutating func dropWay(into former: inout FormerRun) {
    let (date, eventCount, _) = former.fork
    let shared = checkpoints.prefix {
      $0.eventCount <= eventCount && $0.moment.samplesDrawn <= date
    }.count
    former.checkpoints = Array(checkpoints[shared...])
    former.waypoints = waypoints
    checkpoints.removeSubrange(shared...)
    waypoints.removeAll {
      $0.eventCount > eventCount || $0.state.simulation.samplesDrawn > date
    }
  }

  private mutating func keepIfDue() {
    guard present.simulation.clock >= nextClock else { return }
    checkpoints.append(
      Checkpoint(
        state: present,
        moment: RecordedMoment(present.simulation, eventCount: log.events.count)))
    while checkpoints.count > capacity { thin() }
    scheduleNext()
  }

  /// Drops the oldest state of an earlier run, or every second of the present one.
  private mutating func thin() {
    if let old = checkpoints.firstIndex(where: { $0.eventCount < log.countAtStart }) {
      checkpoints.remove(at: old)
      return
    }
    spacing *= 2
    checkpoints = Self.thinned(checkpoints)
  }

  private mutating func scheduleNext() {
    let clock = present.simulation.clock
    let next = Double(clock) * Double.exp(spacing)
    nextClock = next < Double(Dataset.maximumSize) ? max(clock + 1, Int64(next)) : .max
    nextDate = present.simulation.samplesDrawn + distance(after: clock)
  }
}
