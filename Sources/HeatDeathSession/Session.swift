import HeatDeath
import HeatDeathInterface
import TerminalDrawing

/// The interactive screen from its first frame to the last: carries events to the ``Shell``, its
/// effects to sources, their reports back, and frames, or lines that tell of them, to the terminal.
///
/// Everything it is wired to comes from outside, so that a test can drive it with a scripted terminal
/// and a clock of its own.
public struct Session {
  /// What a session is wired to.
  public struct Wiring {
    let clock: MonotonicClock
    let wakeDescriptor: Int32
    let drain: () -> Void
    let open: (SourceSpec) throws -> any Source
    let save: (Recording) throws -> String
    let keep: (Recording) throws -> String
    let replay: (String) -> String
    let savePicture: (CellBuffer, Theme, String) throws -> String
    let command: (Scenario) -> String

    /// - Parameters:
    ///   - wakeDescriptor: readable while a source has something to tell.
    ///   - drain: makes it unreadable again.
    ///   - open: starts a source.
    ///   - save: writes what happened to a new file and returns its name.
    ///   - keep: writes it where it is out of the way, and returns its path.
    ///   - replay: the command line that shows such a file again.
    ///   - savePicture: writes a frame for a theme to a new file, named by the third, and returns its
    ///     name.
    ///   - command: the command line that starts a scenario.
    public init(
      clock: @escaping MonotonicClock, wakeDescriptor: Int32, drain: @escaping () -> Void,
      open: @escaping (SourceSpec) throws -> any Source,
      save: @escaping (Recording) throws -> String, keep: @escaping (Recording) throws -> String,
      replay: @escaping (String) -> String,
      savePicture: @escaping (CellBuffer, Theme, String) throws -> String,
      command: @escaping (Scenario) -> String
    ) {
      self.clock = clock
      self.wakeDescriptor = wakeDescriptor
      self.drain = drain
      self.open = open
      self.save = save
      self.keep = keep
      self.replay = replay
      self.savePicture = savePicture
      self.command = command
    }
  }

  private let outlet: SessionOutlet
  private var terminal: any SessionTerminal { outlet.terminal }
  let wiring: Wiring
  private(set) var shell: Shell
  private var sources: [(id: SourceID, source: any Source)] = []
  /// What was last saved or opened, and the file it is in.
  private(set) var saved: (recording: Recording, name: String)?
  /// Whether the next report that shows every command is to be saved.
  private var isSaveDue = false
  private let start: UInt64
  private var isDirty = false
  private var drawnParts = DrawnParts()
  /// What tells of the shell in lines, and lines that the terminal has not taken yet.
  private var reader = PlainReader()
  private var unsaid: [String] = []
  /// Whether no more keys will come.
  private var isInputOver = false
  private var nextFrame: UInt64
  /// Until when a frame waits for the answer to what a key asked, so that none shows half of it.
  private var patience: UInt64 = 0

  /// The last picture that was written: when its key was pressed last, and what was said of it.
  private var picture: (time: UInt64, words: String)?
  private var isPictureDue = false

  /// Presses of its key that follow each other more closely are one: a key held down, or text pasted
  /// into a terminal that does not say so.
  private static let picturePeriod: UInt64 = 1_000_000_000

  /// Shows the first frame, or tells of it, which waits for no source, and starts the run.
  ///
  /// - Parameter recording: what the run is to do again, and the file it comes from.
  /// - Parameter theme: the colours; `nil` where the terminal's background may say it.
  /// - Parameter pace: how fast it starts; `nil` as ``Shell`` has it.
  /// - Parameter isMouseOn: whether the mouse acts at first.
  /// - Parameter isProjector: whether it is shown to a lecture room at first.
  /// - Parameter prepare: what is done before the first frame.
  /// - Throws: what `wiring.open` throws.
  public init(
    scenario: Scenario, recording: (Recording, name: String)? = nil, theme: Theme?,
    startsPaused: Bool, pace: Pace? = nil, isMouseOn: Bool = true,
    isProjector: Bool = false, keymap: Keymap = .standard,
    on outlet: SessionOutlet, wiring: Wiring,
    prepare: (inout Shell) -> [Effect] = { _ in [] }
  ) throws {
    let shell = Shell(
      scenario: scenario, recording: recording?.0, theme: theme ?? .dark,
      glyphs: outlet.terminal.capabilities.glyphs,
      isRunning: !startsPaused, pace: pace)
    try self.init(
      shell, saved: recording.map { ($0.0, $0.name) }, isMouseOn: isMouseOn,
      isProjector: isProjector, keymap: keymap,
      on: outlet, wiring: wiring, prepare: prepare)
  }

  /// Shows logs of somebody else's loops.
  ///
  /// - Parameter startsLive: whether the newest row is shown at first, and not the first one.
  /// - Parameter rate: rows a second; `nil` as ``Shell`` has it.
  /// - Throws: what `wiring.open` throws.
  public init(
    logs: [WatchedLog], startsLive: Bool, theme: Theme?, startsPaused: Bool, rate: Double? = nil,
    isMouseOn: Bool = true, isProjector: Bool = false, keymap: Keymap = .standard,
    on outlet: SessionOutlet, wiring: Wiring, prepare: (inout Shell) -> [Effect] = { _ in [] }
  ) throws {
    let shell = Shell(
      logs: logs, startsLive: startsLive, theme: theme ?? .dark,
      glyphs: outlet.terminal.capabilities.glyphs, isRunning: !startsPaused, rate: rate)
    try self.init(
      shell, saved: nil, isMouseOn: isMouseOn, isProjector: isProjector, keymap: keymap,
      on: outlet, wiring: wiring, prepare: prepare)
  }

  private init(
    _ shown: Shell, saved: (recording: Recording, name: String)?, isMouseOn: Bool,
    isProjector: Bool, keymap: Keymap, on outlet: SessionOutlet, wiring: Wiring,
    prepare: (inout Shell) -> [Effect]
  ) throws {
    self.outlet = outlet
    self.wiring = wiring
    self.saved = saved
    shell = shown
    let terminal = outlet.terminal
    shell.keymap = keymap
    shell.display.isProjector = isProjector
    shell.display.isPlain = outlet.isPlain
    shell.display.hasMouse = terminal.capabilities.hasMouse
    start = wiring.clock()
    nextFrame = start
    if outlet.isPlain { patience = start + outlet.answerPeriod }
    let opening = shell.open()
    let prepared = prepare(&shell)
    let effects = opening + prepared
    if let notice = terminal.notice { shell.notify(notice) }
    show(isPatient: true)
    if !isMouseOn { for effect in shell.turnMouseOff() { _ = carryOut(effect) } }
    for effect in effects {
      if case .open(let id, let spec) = effect {
        sources.append((id, try wiring.open(spec)))
      } else {
        _ = carryOut(effect)
      }
    }
    // What was asked before the first frame is to be seen, even where nothing moves by itself yet.
    if !prepared.isEmpty { requestReports(answeringTo: effects) }
  }

  /// Runs until the user leaves, and ends the sources.
  ///
  /// - Returns: the signal that ended it, or `nil` where the user quit. A terminal that is gone counts
  ///   as `hangUpSignal`.
  public mutating func run(hangUpSignal: Int32) -> Int32? {
    defer { for (_, source) in sources { source.stop() } }
    while true {
      if case .lines(let terminal) = outlet { terminal.takesKeys = !isBusy(now: wiring.clock()) }
      let inputs = terminal.wait(
        timeoutNanoseconds: timeout(now: wiring.clock()), wakeDescriptor: wiring.wakeDescriptor)
      let now = wiring.clock()
      shell.time = Double(now - start) / 1e9
      for input in inputs {
        switch input {
        case .event(let event):
          guard answer(event) else { return nil }
        case .resumed, .drained:
          isDirty = true
        case .wake:
          wiring.drain()
          takeReports()
        case .endOfInput: isInputOver = true
        case .terminate(let signal): return signal
        case .hangUp: return hangUpSignal
        }
      }
      if shell.isMoving, now >= nextFrame {
        nextFrame = max(nextFrame + outlet.framePeriod, now + outlet.framePeriod / 2)
        requestReports()
      }
      draw(now: now)
      if isInputOver, !isBusy(now: now), !shell.isUnderWay, reader.due == nil { return nil }
    }
  }

  // MARK: Events

  /// Lets an event act. A pointer that only moves changes no more than what it reads.
  ///
  /// - Returns: whether the session goes on.
  private mutating func answer(_ event: Event) -> Bool {
    if isPictureDue { savePicture() }
    let pointer = shell.pointer
    shell.display.size = terminal.size
    let effects = shell.receive(event)
    if case .mouse(let mouse) = event, mouse.action == .move, shell.pointer == pointer {
      return true
    }
    isDirty = true
    for effect in effects where !carryOut(effect) { return false }
    if !effects.isEmpty { requestReports(answeringTo: effects) }
    if !effects.isEmpty || outlet.isPlain {
      patience = wiring.clock() + outlet.answerPeriod
    }
    return true
  }

  /// - Returns: whether the session goes on.
  private mutating func carryOut(_ effect: Effect) -> Bool {
    switch effect {
    case .open(let id, let spec):
      do {
        sources.append((id, try wiring.open(spec)))
        nextFrame = wiring.clock()
      } catch {
        for effect in shell.lost(id, because: "\(error)") where !carryOut(effect) { return false }
      }
    case .send(let command, let id):
      guard let source = source(id) as? any CommandedSource else { break }
      if command == .run { nextFrame = wiring.clock() }
      shell.sent(command, number: source.send(command), to: id)
    case .ask(let inquiry, let id): (source(id) as? any AskedSource)?.ask(inquiry)
    case .close(let id):
      guard let index = sources.firstIndex(where: { $0.id == id }) else { break }
      sources.remove(at: index).source.stop()
    case .save(let isRepeat):
      if isRepeat, let saved {
        shell.notify("saved already: \(wiring.replay(saved.name))")
      } else {
        // What was asked of the run before belongs to it.
        isSaveDue = true
      }
    case .savePicture: askForPicture()
    case .setMouse(let isOn): terminal.setMouse(isOn)
    case .quit: return false
    }
    return true
  }

  private mutating func save(_ recording: Recording) {
    isSaveDue = false
    if let name = isSaved(recording) {
      shell.notify("saved already: \(wiring.replay(name))")
      return
    }
    do {
      let name = try wiring.save(recording)
      saved = (recording, name)
      shell.notify("saved: \(wiring.replay(name)) shows it again")
    } catch {
      shell.notify("not saved: \(error)")
    }
  }

  /// Takes note that a picture is to be written, when the answers to the keys before have come.
  private mutating func askForPicture() {
    let now = wiring.clock()
    if let last = picture, now < last.time + Self.picturePeriod {
      picture?.time = now
      shell.notify(last.words)
    } else {
      isPictureDue = true
    }
  }

  /// Writes what is shown to a new file, and says its name.
  private mutating func savePicture() {
    isPictureDue = false
    let words: String
    do {
      let file = try wiring.savePicture(frame(), shell.display.themeShown, shell.pictureName)
      words = "picture written: \(file)"
    } catch {
      words = "no picture: \(error)"
    }
    picture = (wiring.clock(), words)
    shell.notify(words)
  }

  private func source(_ id: SourceID) -> (any Source)? {
    sources.first { $0.id == id }?.source
  }

  // MARK: Reports and frames

  /// Asks the sources of what is shown, and those that something was asked of.
  private func requestReports(answeringTo effects: [Effect] = []) {
    var wanted = Set(shell.sources)
    for case .send(_, let id) in effects { wanted.insert(id) }
    for (id, source) in sources where wanted.contains(id) {
      (source as? any ReportingSource)?.requestReport()
    }
  }

  private mutating func takeReports() {
    var all: [Effect] = []
    for (id, source) in sources {
      guard let report = source.latest() else { continue }
      let effects = shell.receive(report, from: id)
      for effect in effects { _ = carryOut(effect) }
      all += effects
      // What nobody waits for is in the next frame, where one is due anyway.
      if source is any ReportingSource || !shell.isMoving { isDirty = true }
    }
    let hasSent = all.contains { if case .send = $0 { true } else { false } }
    if hasSent { requestReports(answeringTo: all) }
    if isSaveDue, !shell.isAwaitingReports, let report = shell.report { save(report.recording) }
  }

  /// Nanoseconds until the next frame is due, or `nil` to sleep until something happens.
  private func timeout(now: UInt64) -> Int64? {
    var due = shell.isMoving ? nextFrame : nil
    if isDirty, awaitsAnswer(now: now) { due = min(due ?? .max, patience) }
    if outlet.isPlain {
      if reader.isWaiting, now < patience { due = min(due ?? .max, patience) }
      if let time = reader.due { due = min(due ?? .max, start + UInt64(max(0, time) * 1e9) + 1) }
    }
    return due.map { $0 > now ? Int64($0 - now) : 0 }
  }

  /// Whether a frame is held back, since what it shows is about to change. What is computed beside the
  /// runs does not hold lines back: those that need it wait by themselves.
  private func awaitsAnswer(now: UInt64) -> Bool {
    now < patience
      && (outlet.isPlain ? shell.isAwaitingReports || isSaveDue : shell.isAwaitingAnswers)
  }

  /// Whether the last key has not been answered yet. Without a screen one key is answered before the
  /// next is taken, so that what is said follows what was asked however fast it comes.
  private func isBusy(now: UInt64) -> Bool {
    isDirty || !unsaid.isEmpty || reader.isWaiting && now < patience
  }

  private mutating func draw(now: UInt64) {
    let isDue =
      isDirty || !unsaid.isEmpty || reader.isWaiting
      || reader.due.map { $0 <= shell.time } ?? false
    guard isDue, !awaitsAnswer(now: now) else { return }
    if isPictureDue { savePicture() }
    // A terminal that cannot take it gets the next one instead.
    isDirty = !show(isPatient: now < patience)
  }

  /// Shows the shell as it is.
  ///
  /// - Parameter isPatient: whether lines wait for what is being computed.
  /// - Returns: whether the terminal took it.
  @discardableResult
  private mutating func show(isPatient: Bool) -> Bool {
    switch outlet {
    case .screen(let terminal): return terminal.present(frame())
    case .lines(let terminal):
      // What was not taken comes first; what happens meanwhile is told when it has been.
      if unsaid.isEmpty { unsaid = reader.lines(of: shell, isPatient: isPatient) }
      guard unsaid.isEmpty || terminal.say(unsaid) else { return false }
      unsaid = []
      return true
    }
  }

  private mutating func frame() -> CellBuffer {
    let size = terminal.size
    shell.display.size = size
    return shell.screen(
      width: size.width, height: size.height, colors: terminal.capabilities.colors,
      reusing: &drawnParts)
  }
}
