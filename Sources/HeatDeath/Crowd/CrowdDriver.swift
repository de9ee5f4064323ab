/// Carries a crowd at a pace and carries out commands, without threads or a clock of its own.
///
/// Its owner calls ``turn()`` and, while runs are on their way, ``takeLoad()`` and ``put(_:)``, from
/// as many threads as it likes, one call at a time. What the crowd becomes depends on its changes
/// alone (``Crowd``); the pace decides when it sets out for the next station.
///
/// Commands are carried out where all runs stand, in the order of sending; a start anew at once, if
/// nothing waits before it.
public struct CrowdDriver: Sendable {
  public private(set) var crowd: Crowd

  /// Counts what changes a report, so that nobody is told the same twice.
  public private(set) var version = 0

  private let clock: MonotonicClock
  private var keeper: PaceKeeper
  private var wantsToRun: Bool
  private var theory: CrowdTheory?
  /// Stations still to be gone to, one after the other.
  private var stationsAsked: Int64 = 0
  /// Where a leap is to land.
  private var target: Int64?
  private var waiting: [(command: SimulationCommand, sequence: UInt64)] = []
  private var accountedUntil: UInt64?
  private var lastCommand: UInt64 = 0
  private var failures: [FailedCommand] = []

  /// What is shown while runs are on their way: the last station where all stood.
  private var shown: (figures: CrowdFigures, summary: CrowdSummary, prediction: CrowdPrediction)?
  private var departure: UInt64 = 0
  /// When those that have arrived are news again.
  private var nextNews: UInt64 = 0

  /// How long the last station is shown before the runs that have arrived at the next one are.
  private static let patience: UInt64 = 150_000_000

  /// How long a part of the runs is shown before a larger one is: to look at all of them and to draw
  /// them takes time from carrying them.
  private static let newsInterval: UInt64 = 300_000_000

  /// - Parameters:
  ///   - scenario: where every run begins.
  ///   - runs: how many there are.
  ///   - pace: how fast they grow.
  ///   - running: whether it sets out at once or waits for ``SimulationCommand/run``.
  ///   - clock: nanoseconds from an arbitrary origin.
  /// - Throws: ``CrowdRefusal``.
  public init(
    scenario: Scenario, runs: Int, pace: Pace, running: Bool, clock: @escaping MonotonicClock
  ) throws(CrowdRefusal) {
    try self.init(
      scenario: scenario, runs: runs, pace: pace, running: running, clock: clock,
      knowsTheory: true)
  }

  /// - Parameter knowsTheory: whether a forecast, which takes some milliseconds, is made.
  init(
    scenario: Scenario, runs: Int, pace: Pace, running: Bool, clock: @escaping MonotonicClock,
    knowsTheory: Bool
  ) throws(CrowdRefusal) {
    crowd = try Crowd(scenario, runs: runs)
    keeper = PaceKeeper(pace: pace)
    wantsToRun = running
    self.clock = clock
    theory = knowsTheory ? CrowdTheory(scenario, settings: scenario.settings) : nil
  }

  public var activity: SimulationActivity {
    if target != nil { return .flying }
    if !crowd.isStanding { return .running }
    if crowd.nextStation == nil { return .full }
    return wantsToRun || stationsAsked > 0 ? .running : .paused
  }

  // MARK: - Commands

  /// Takes command number `sequence`: it is carried out where all runs stand.
  public mutating func perform(_ command: SimulationCommand, sequence: UInt64) {
    waiting.append((command, sequence))
    performWaiting()
  }

  private mutating func performWaiting() {
    while let (command, sequence) = waiting.first {
      guard crowd.isStanding || Self.needsNoStation(command) else { return }
      waiting.removeFirst()
      lastCommand = sequence
      version += 1
      do throws(CommandError) { try perform(command) } catch {
        if failures.count == 16 { failures.removeFirst() }
        failures.append(FailedCommand(sequence: sequence, error: error))
      }
    }
  }

  private static func needsNoStation(_ command: SimulationCommand) -> Bool {
    switch command {
    case .setPace, .run, .pause, .intervene(.restart), .intervene(.reseed),
      .continueGesture(.restart), .continueGesture(.reseed):
      true
    default: false
    }
  }

  private mutating func perform(_ command: SimulationCommand) throws(CommandError) {
    switch command {
    case .intervene(let intervention), .continueGesture(let intervention):
      do throws(CrowdRefusal) { try intervene(intervention) } catch { throw .crowd(error) }
    case .setPace(let pace): keeper.setPace(pace)
    case .run: wantsToRun = true
    case .pause: pause()
    case .step(let stations):
      let before = stationsAsked
      pause()
      stationsAsked = before + max(0, min(stations, 1000))
    case .leap(let size, _):
      guard size > crowd.clock, crowd.nextStation != nil else {
        throw .intervention(.landing(at: size, clock: crowd.clock))
      }
      pause()
      target = size
    case .undo: throw .nothingToUndo
    case .redo: throw .nothingToRedo
    case .seek: throw .crowd(.change)
    case .start: throw .crowd(.change)
    }
  }

  private mutating func intervene(_ intervention: Intervention) throws(CrowdRefusal) {
    var next = crowd.settings
    switch intervention {
    case .setTemperature(let temperature): next.temperature = temperature
    case .setExternalData(let data): next.externalData = data
    case .setLoop(let loop): next.loop = loop
    case .inject(let count, let law):
      let clock = crowd.clock
      try crowd.inject(count, law: law)
      theory?.inject(count, law: law, at: clock)
      shown = nil
      return
    case .restart: return restart(seed: nil)
    case .reseed(let seed): return restart(seed: seed)
    case .setEngine, .redraw, .start, .land: throw .change
    }
    try crowd.change(to: next)
    theory?.change(to: next, at: crowd.clock)
    shown = nil
  }

  private mutating func restart(seed: UInt64?) {
    crowd.restart(seed: seed)
    if theory != nil { theory = CrowdTheory(crowd.scenario, settings: crowd.settings) }
    keeper.forgive()
    (target, stationsAsked, shown) = (nil, 0, nil)
  }

  private mutating func pause() {
    wantsToRun = false
    stationsAsked = 0
    target = nil
    keeper.forgive()
    accountedUntil = nil
  }

  // MARK: - Turns

  /// Sets out where that is due.
  ///
  /// - Returns: when the next turn is due; ``SimulationDriver/Wait/none`` while runs are on their way.
  public mutating func turn() -> SimulationDriver.Wait {
    let now = clock()
    guard let next = crowd.nextStation else { return crowd.isStanding ? .forever : .none }
    let distance = next - crowd.clock
    if let accountedUntil {
      keeper.elapse(nanoseconds: now - accountedUntil, size: crowd.clock, granule: distance)
    }
    accountedUntil = wantsToRun ? now : nil
    guard crowd.isStanding else { return .none }
    if let target {
      setOut(to: target, at: now)
    } else if stationsAsked > 0 {
      stationsAsked -= 1
      setOut(to: nil, at: now)
    } else if wantsToRun {
      guard keeper.stepsDue >= distance else {
        guard let wait = keeper.nanosecondsUntilDue(size: crowd.clock, granule: distance) else {
          return .forever
        }
        return .until(now + wait)
      }
      keeper.pay(distance)
      setOut(to: nil, at: now)
    }
    return crowd.isStanding ? .forever : .none
  }

  private mutating func setOut(to target: Int64?, at now: UInt64) {
    show()
    departure = now
    nextNews = now + Self.patience
    crowd.setOut(to: target)
  }

  /// Runs to be carried, by whichever thread; `nil` while none have to be.
  public mutating func takeLoad() -> CrowdLoad? { crowd.takeLoad() }

  /// Puts back runs that have been carried.
  ///
  /// - Returns: whether all stand by now.
  @discardableResult
  public mutating func put(_ load: consuming CrowdLoad) -> Bool {
    let isStanding = crowd.put(load)
    let now = clock()
    if isStanding || now >= nextNews {
      version += 1
      nextNews = now + Self.newsInterval
    }
    guard isStanding else { return false }
    shown = nil
    target = nil
    theory?.arrive(at: crowd.clock)
    performWaiting()
    return true
  }

  /// Carries all that is on its way, on this thread.
  public mutating func carryAll() {
    while var load = takeLoad() {
      load.carry()
      put(load)
    }
  }

  // MARK: - Reports

  /// The present state.
  ///
  /// - Complexity: O(runs·n) the first time at a station, and for partial figures; O(1) after.
  public mutating func report() -> CrowdReport {
    if !crowd.isStanding, crowd.arrivedCount > 0, isLate {
      return report(of: view(of: crowd.figures))
    }
    show()
    return report(of: shown ?? view(of: crowd.figures))
  }

  private var isLate: Bool { clock() >= departure + Self.patience }

  var firstReport: CrowdReport { report(of: view(of: crowd.figures)) }

  private mutating func show() {
    if shown == nil, crowd.isStanding { shown = view(of: crowd.figures) }
  }

  private typealias View = (
    figures: CrowdFigures, summary: CrowdSummary, prediction: CrowdPrediction
  )

  private func view(of figures: CrowdFigures) -> View {
    let none = CrowdPrediction(forecast: nil, moments: nil, varianceBounds: nil, fit: nil)
    return (
      figures, CrowdSummary(figures, categoryCount: crowd.categoryCount),
      theory?.prediction(of: figures, at: crowd.clock) ?? none
    )
  }

  private func report(of view: View) -> CrowdReport {
    CrowdReport(
      crowd, figures: view.figures, summary: view.summary, prediction: view.prediction,
      activity: activity, pace: keeper.pace, isCapped: keeper.isCapped, lastCommand: lastCommand,
      failures: failures)
  }
}
