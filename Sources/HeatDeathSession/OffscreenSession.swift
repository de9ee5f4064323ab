import HeatDeath
import HeatDeathInterface
import TerminalDrawing

/// The screen without a terminal, threads or a clock: time passes where it is told to, what is due is
/// drawn, and every question is answered before a frame. So a frame is a function of the options and
/// the seed, and of what the interactive screen shows at that moment.
public struct OffscreenSession {
  /// The screen between two events.
  public private(set) var shell: Shell
  private let screen: ScreenName
  private let colors: ColorDepth
  private var sources: [(id: SourceID, source: OffscreenSource)] = []
  /// What was asked and has no answer yet, oldest first.
  private var asked: [(inquiry: Inquiry, of: SourceID)] = []
  private let clock = SteppedClock()
  private let pace: Pace
  /// All there is of the logs that are shown.
  private var logs: [LogReport] = []
  private var commandCount: UInt64 = 0
  private var drawnParts = DrawnParts()

  /// Nanoseconds between two reports: as many a second as frames of the interactive screen.
  private static let period: UInt64 = 1_000_000_000 / 30

  /// Opens a screen at the start of the run.
  ///
  /// - Parameter recording: what the run is to do again; it begins with `scenario`.
  /// - Parameter screen: what fills it in the end. A comparison and a crowd begin where the run does;
  ///   the map is opened where the run has been carried to.
  /// - Parameter pace: how fast time carries it; `nil` stands for the usual pace, and for one that covers
  ///   a recording.
  /// - Throws: ``ScreenRefusal`` where the scenario has no such screen.
  public init(
    _ scenario: Scenario, following recording: Recording? = nil, screen: ScreenName = .explore,
    theme: Theme = .dark,
    glyphs: GlyphSet = .braille, colors: ColorDepth = .direct, size: (width: Int, height: Int),
    pace: Pace? = nil
  ) throws(ScreenRefusal) {
    self.screen = screen
    self.colors = colors
    shell = Shell(
      scenario: scenario, recording: recording, theme: theme, glyphs: glyphs, pace: pace)
    self.pace = shell.report?.pace ?? .standard
    shell.display.size = size
    carryOut(shell.open())
    report()
    var trial = shell
    let effects = try trial.open(screen)
    guard screen != .map else { return }
    shell = trial
    carryOut(effects)
    report()
  }

  /// Opens a screen of logs that have been read.
  ///
  /// - Parameters:
  ///   - logs: how each is shown, and all that there is of it.
  ///   - number: the row that is shown; `nil` for the last one.
  ///   - rate: rows a second, to be shown from the first one on by ``replay(tick:)``.
  public init(
    _ logs: [(shown: WatchedLog, report: LogReport)], row number: Int64? = nil, rate: Double? = nil,
    theme: Theme = .dark, glyphs: GlyphSet = .braille, colors: ColorDepth = .direct,
    size: (width: Int, height: Int)
  ) {
    screen = .explore
    self.colors = colors
    self.logs = logs.map(\.report)
    pace = .standard
    shell = Shell(
      logs: logs.map(\.shown), startsLive: rate == nil && number == nil, theme: theme,
      glyphs: glyphs, isRunning: rate != nil, rate: rate)
    shell.display.size = size
    carryOut(shell.open())
    report()
    if let number { carryOut(shell.showRow(number)) }
  }

  /// Lets time pass until the last row of the logs is shown.
  ///
  /// - Parameter tick: as of ``carry(to:tick:)``.
  public mutating func replay(tick: (inout OffscreenSession) -> Void = { _ in }) {
    while shell.isMoving {
      pass(turning: [])
      tick(&self)
    }
  }

  /// Lets time pass until what is shown stands at exactly `size` samples, paused. Single steps and
  /// leaps are those of the interactive screen at the same pace.
  ///
  /// - Parameter tick: called after each thirtieth of a second with the session.
  /// - Returns: where it stands: at less than `size` where a crowd goes no further, and above it where
  ///   batches are not cut.
  @discardableResult
  public mutating func carry(
    to size: Int64, tick: (inout OffscreenSession) -> Void = { _ in }
  ) -> Int64 {
    while true {
      let due = shown.filter { canTurn($0, within: size) }
      if due.isEmpty { break }
      pass(turning: due)
      tick(&self)
    }
    carryOut(shell.pause())
    for index in shown where sources[index].source.clock < size {
      send(sources[index].source.landing(at: size), to: index)
    }
    report()
    let place = shown.map { sources[$0].source.clock }.max() ?? size
    try? openMap()
    return place
  }

  /// Lets time pass until the recording that the run follows has come to its end, where it pauses, or
  /// until the run is not the one recorded.
  ///
  /// - Parameter isWhole: whether the end is said to be one; that of a part is a pause.
  /// - Parameter tick: as of ``carry(to:tick:)``.
  /// - Throws: ``ScreenRefusal`` where the run has come to have no such screen.
  public mutating func follow(
    isWhole: Bool, tick: (inout OffscreenSession) -> Void = { _ in }
  ) throws(ScreenRefusal) {
    while case .following = shell.report?.replay {
      pass(turning: shown)
      tick(&self)
    }
    if !isWhole { shell.dismissAnswer() }
    try openMap()
  }

  /// The present frame, with every question answered.
  public mutating func frame() -> CellBuffer {
    answer()
    let size = shell.display.size
    return shell.screen(
      width: size.width, height: size.height, colors: colors, reusing: &drawnParts)
  }

  /// Answers every question, and those that come of the answers.
  public mutating func answer() {
    while !asked.isEmpty {
      let (inquiry, id) = asked.removeFirst()
      carryOut(shell.receive(AnswerReport([inquiry.answered()]), from: id))
    }
  }

  /// Presses a key, and shows what it did.
  public mutating func press(_ key: Key) {
    carryOut(shell.receive(.key(key)))
    report()
  }

  /// Begins a lesson over the run.
  public mutating func begin(_ lesson: Lesson) {
    carryOut(shell.begin(lesson))
    report()
  }

  /// Gives the window another size.
  public mutating func resize(width: Int, height: Int) {
    carryOut(shell.receive(.resize(width: width, height: height)))
  }

  /// Lets a thirtieth of a second pass.
  public mutating func pass() { pass(turning: shown) }

  /// Seconds since the beginning.
  public var time: Double { shell.time }

  // MARK: Sources

  /// Which sources feed what fills the screen.
  private var shown: [Int] {
    sources.indices.filter { shell.sources.contains(sources[$0].id) }
  }

  /// Lets a thirtieth of a second pass.
  private mutating func pass(turning due: [Int]) {
    clock.now += Self.period
    shell.time = Double(clock.now) / 1e9
    for index in due { sources[index].source.turn() }
    report()
  }

  /// The map opens where the run has been carried to.
  private mutating func openMap() throws(ScreenRefusal) {
    if screen == .map { carryOut(try shell.open(screen)) }
  }

  /// Whether a source stays below `size` for another period.
  private func canTurn(_ index: Int, within size: Int64) -> Bool {
    sources[index].source.reach(seconds: Double(Self.period) / 1e9, pace: pace) <= size
  }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .open(let id, .log(let number)): sources.append((id, .log(logs[number])))
      case .open(let id, let spec):
        do throws(CrowdRefusal) {
          let clock = clock
          if let source = try OffscreenSource(spec, clock: { clock.now }) {
            sources.append((id, source))
          }
        } catch {
          carryOut(shell.lost(id, because: error.description))
        }
      case .send(let command, let id):
        guard let index = sources.firstIndex(where: { $0.id == id }) else { continue }
        shell.sent(command, number: send(command, to: index), to: id)
      case .ask(let inquiry, let id):
        asked.removeAll { inquiry.replaces($0.inquiry) }
        asked.append((inquiry, id))
      case .close(let id): sources.removeAll { $0.id == id }
      // Nobody is there who could ask for them.
      case .save, .savePicture, .setMouse, .quit: break
      }
    }
  }

  @discardableResult
  private mutating func send(_ command: SimulationCommand, to index: Int) -> UInt64 {
    commandCount += 1
    sources[index].source.perform(command, number: commandCount)
    if command != .run { sources[index].source.turn() }
    return commandCount
  }

  /// Shows the reports of what fills the screen, and answers to commands.
  private mutating func report() {
    for index in sources.indices {
      let report = sources[index].source.report()
      carryOut(shell.receive(report, from: sources[index].id))
    }
  }
}

/// Nanoseconds that pass only where a session says so.
private final class SteppedClock: @unchecked Sendable {
  // Confined to the thread of its session.
  var now: UInt64 = 0
}
