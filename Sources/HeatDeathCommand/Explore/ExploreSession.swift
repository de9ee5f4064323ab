import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import HeatDeathRuntime
import NcursesBackend
import TerminalDrawing

/// The interactive screen from start to end: carries keys to the state, effects to the engine and
/// snapshots to the terminal.
struct ExploreSession {
  private let terminal: Terminal
  private let engine: SimulationThread
  /// The engines of a comparison and what they last reported, left to right; empty without one.
  private var rivals: [SimulationThread] = []
  private var comparison: [EngineReport] = []
  private let wake: WakeSignal
  private let colors: ColorDepth
  private var state: AppState
  private var report: EngineReport
  private var isDirty = true
  private var nextFrame: UInt64
  private var lastFailure: UInt64 = 0
  /// The number of an undo that no report has shown yet.
  private var pendingUndo: UInt64?
  /// The number of the last command that started the engine anew: older reports show the past.
  private var lastStart: UInt64 = 0

  /// How long a frame stands: 30 frames a second.
  private static let framePeriod: UInt64 = 1_000_000_000 / 30

  /// Opens the screen, runs until the user leaves and restores the terminal.
  ///
  /// - Returns: the signal that ended the session, or `nil` when the user quit.
  /// - Throws: ``TerminalError`` when the terminal cannot show the screen.
  static func run(scenario: Scenario, options: ExploreOptions) throws -> Int32? {
    // No thread has started yet: all that follow inherit this.
    Terminal.blockSignals()
    let terminal = try Terminal(
      TerminalConfiguration(
        colors: options.colors, glyphs: options.glyphs,
        synchronizedOutput: options.synchronizesOutput,
        asksForBackground: options.theme == nil))
    let signal: Int32?
    let ending: String
    do {
      var session = try ExploreSession(scenario: scenario, options: options, terminal: terminal)
      signal = session.loop()
      ending = session.farewell
      session.engine.stop()
      for rival in session.rivals { rival.stop() }
    } catch {
      terminal.stop()
      throw error
    }
    terminal.stop(saying: signal == nil ? ending + "\n" : "")
    return signal
  }

  private init(scenario: Scenario, options: ExploreOptions, terminal: Terminal) throws {
    self.terminal = terminal
    colors = terminal.capabilities.colors
    state = AppState(
      scenario: scenario, theme: options.theme ?? .dark, glyphs: terminal.capabilities.glyphs,
      isRunning: !options.startsPaused)
    report = EngineReport(
      RunReport(startOf: scenario, isRunning: !options.startsPaused))
    state.observe(report)
    state.windowSize = terminal.size
    state.hasMouse = terminal.capabilities.hasMouse
    if let notice = terminal.notice { state.notify(notice) }
    nextFrame = systemMonotonicClock()
    wake = try WakeSignal()
    // The first frame does not wait for the engine.
    _ = terminal.present(
      view(
        state: state, report: report, width: terminal.size.width, height: terminal.size.height,
        colors: colors))
    engine = try SimulationThread(
      scenario: scenario, pace: state.pace, running: state.isRunning, wake: wake)
    isDirty = false
  }

  /// - Returns: the signal that ended it, or `nil`.
  private mutating func loop() -> Int32? {
    let start = systemMonotonicClock()
    while true {
      let inputs = terminal.wait(
        timeoutNanoseconds: timeout(now: systemMonotonicClock()),
        wakeDescriptor: wake.fileDescriptor)
      let now = systemMonotonicClock()
      state.time = Double(now - start) / 1e9
      for input in inputs {
        switch input {
        case .event(.key(let key)):
          isDirty = true
          for effect in update(&state, key: key, report: report) {
            if effect == .quit { return nil }
            carryOut(effect)
          }
          requestSnapshots()
        case .event(.mouse(let mouse)):
          guard answer(mouse) else { return nil }
        case .event(.paste(let text)):
          isDirty = true
          update(&state, paste: text)
        case .event(.background(let theme)):
          isDirty = isDirty || state.theme != theme
          state.theme = theme
        case .event(.resize), .resumed, .drained:
          isDirty = true
        case .wake:
          wake.drain()
          takeReport()
        case .terminate(let signal):
          return signal
        case .hangUp:
          return SIGHUP
        }
      }
      if isMoving, now >= nextFrame {
        nextFrame = max(nextFrame + Self.framePeriod, now + Self.framePeriod / 2)
        requestSnapshots()
      }
      draw()
    }
  }

  /// Lets the mouse act. A pointer that only moves changes no more than what it reads.
  ///
  /// - Returns: whether the session goes on.
  private mutating func answer(_ mouse: Mouse) -> Bool {
    let before = state.pointer
    let effects = update(&state, mouse: mouse, report: report)
    guard mouse.action != .move || state.pointer != before else { return true }
    isDirty = true
    for effect in effects {
      if effect == .quit { return false }
      carryOut(effect)
    }
    if !effects.isEmpty { requestSnapshots() }
    return true
  }

  /// Nanoseconds until the next frame is due, or `nil` to sleep until something happens.
  private func timeout(now: UInt64) -> Int64? {
    guard isMoving else { return nil }
    return nextFrame > now ? Int64(nextFrame - now) : 0
  }

  /// Whether what is shown changes by itself. An engine at the largest dataset has nothing to do;
  /// a report that it goes on again comes with the answer to the key that made it.
  private var isMoving: Bool {
    state.isRunning && (rivals.isEmpty ? [report] : comparison).contains(where: \.isRunning)
  }

  private mutating func draw() {
    guard isDirty else { return }
    let size = terminal.size
    state.windowSize = size
    let buffer = view(
      state: state, report: report, comparison: comparison, width: size.width, height: size.height,
      colors: colors)
    // A terminal that cannot take the frame gets the next one instead.
    isDirty = !terminal.present(buffer)
  }

  private func requestSnapshots() {
    engine.requestSnapshot()
    for rival in rivals { rival.requestSnapshot() }
  }

  private mutating func carryOut(_ effect: Effect) {
    switch effect {
    case .send(let command): send(command)
    case .compare(let scenarios): startComparison(scenarios)
    case .endComparison: endComparison()
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .save(let scenario): save(scenario)
    // The loop has ended on it.
    case .quit: break
    }
  }

  private mutating func send(_ command: SimulationCommand) {
    if command == .run { nextFrame = systemMonotonicClock() }
    guard rivals.isEmpty else {
      for rival in rivals { rival.send(command) }
      return
    }
    let number = engine.send(command)
    switch command {
    case .intervene(.reseed), .intervene(.restart), .start: lastStart = number
    case .undo:
      lastStart = number
      pendingUndo = number
    case .intervene, .schedule, .setPace, .run, .pause, .step, .leap: break
    }
  }

  private mutating func save(_ scenario: Scenario) {
    do {
      let name = try ScenarioDocument(scenario: scenario).write()
      state.notify("saved: heatdeath --scenario \(name) starts this run again")
    } catch {
      state.notify("not saved: \(error)")
    }
  }

  private mutating func startComparison(_ scenarios: [Scenario]) {
    engine.send(.pause)
    do {
      rivals = try scenarios.map { scenario in
        try SimulationThread(scenario: scenario, pace: state.pace, running: true, wake: wake)
      }
      comparison = scenarios.map { EngineReport(RunReport(startOf: $0, isRunning: true)) }
      nextFrame = systemMonotonicClock()
    } catch {
      state.leaveComparison("no comparison: \(error)")
      if state.isRunning { engine.send(.run) }
    }
  }

  private mutating func endComparison() {
    for rival in rivals { rival.stop() }
    rivals = []
    comparison = []
  }

  private mutating func takeReport() {
    for (index, rival) in rivals.enumerated() {
      guard let latest = rival.latest() else { continue }
      comparison[index] = self.report(latest, after: comparison[index])
      isDirty = true
    }
    guard let latest = engine.latest(), latest.lastCommand >= lastStart else { return }
    report = report(latest, after: report)
    if rivals.isEmpty { state.observe(report) }
    if let number = pendingUndo {
      pendingUndo = nil
      if !latest.failures.contains(where: { $0.sequence == number }) { state.adopt(report) }
    }
    for failure in latest.failures where failure.sequence > lastFailure {
      lastFailure = failure.sequence
      state.notify(failure.error.description)
    }
    isDirty = true
  }

  private func report(_ latest: RunReport, after earlier: EngineReport) -> EngineReport {
    var report = EngineReport(latest)
    report.holdFigures(of: earlier, time: state.time)
    return report
  }

  /// What to know after leaving: where the run stood, and how to start it again.
  private var farewell: String {
    let snapshot = report.snapshot
    let shares = zip(snapshot.scenario.labels, snapshot.counts).map {
      "\($0.withFormatsWrittenOut) \($1)"
    }
    let changes = snapshot.marks.count { mark in
      if case .setEngine = mark.intervention { false } else { true }
    }
    let remark =
      changes == 0
      ? "" : " (without the \(changes) change\(changes == 1 ? "" : "s") made since)"
    return """
      seed \(snapshot.seed), k = \(snapshot.size): \(shares.joined(separator: ", "))
      to start again\(remark): \(ReproducingCommand(scenario: state.start))
      """
  }
}
