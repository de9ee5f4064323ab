import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import HeatDeathRuntime
import HeatDeathSession
import NcursesBackend
import TerminalDrawing

/// How a command opens the interactive screen.
struct ScreenOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Colours; auto asks the terminal. (default: auto)", valueName: "depth"))
  var colors: ColorsOption?

  @Option(
    help: ArgumentHelp(
      "Characters; auto asks the terminal. (default: auto)", valueName: "set"))
  var glyphs: GlyphsOption?

  @Option(
    help: ArgumentHelp(
      """
      Colours by name (\(Theme.allCases.map(\.name).listed)), or a file of them. (default: dark or \
      light, as the terminal says)
      """, valueName: "name|file"),
    completion: .list(Theme.allCases.map(\.name)))
  var theme: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How fast it starts: powers of ten of k a second, or samples, as 30/s. (default: 0.3)",
      valueName: "pace"),
    transform: PaceOption.read)
  var pace: Pace?

  @Flag(
    inversion: .prefixedNo,
    help: "Bracket frames as synchronized output. (default: --sync)")
  var sync: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "The mouse acts on the screen, or is left to the terminal. (default: --mouse)")
  var mouse: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "For a lecture room: large figures and thick lines. (default: --no-projector)")
  var projector: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Tell it in lines, without a screen: for screen readers, logs and pipes. (default: --no-plain)
      """)
  var plain: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "A tetrahedron turns by itself while samples are drawn. (default: --turn)")
  var turn: Bool?

  @Flag(help: "Open the screen paused.")
  var paused = false

  @OptionGroup
  var configuration: ConfigurationOptions

  /// A name that there is not is told before the terminal is looked at; a file is read with the rest.
  func validate() throws {
    guard let theme, !ThemeOption.isFile(theme) else { return }
    do {
      _ = try ThemeOption.theme(theme)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// Whether there is no screen, and what would be on it is told in lines.
  ///
  /// - Throws: what reading the configuration throws.
  func isPlain() throws -> Bool { try plain ?? configuration.habits().plain }

  /// What a screen opens with.
  enum Subject {
    /// - Parameter recording: what the run is to do again, and the file it comes from.
    case run(Scenario, recording: (Recording, name: String)? = nil)
    case logs(LogsOnScreen)
  }

  /// Opens the screen of a run.
  ///
  /// - Parameter recording: what the run is to do again, and the file it comes from.
  func open(
    _ scenario: Scenario, recording: (Recording, name: String)? = nil, hasReadInput: Bool = false,
    prepare: (inout Shell) -> [Effect] = { _ in [] }
  ) throws -> Int32? {
    try open(.run(scenario, recording: recording), hasReadInput: hasReadInput, prepare: prepare)
  }

  /// Opens the screen, or tells of it in lines, runs until the user leaves and restores the terminal.
  ///
  /// - Parameter hasReadInput: whether standard input was read for data, so that no keys come from it.
  /// - Parameter prepare: what is done before the first frame.
  /// - Returns: the signal that ended the session, or `nil` when the user quit, or whoever read the
  ///   lines.
  /// - Throws: ``TerminalError`` when the terminal cannot show the screen, ``OutputError`` where lines
  ///   cannot be written.
  func open(
    _ subject: Subject, hasReadInput: Bool = false,
    prepare: (inout Shell) -> [Effect] = { _ in [] }
  ) throws -> Int32? {
    let habits = try configuration.habits()
    let theme = try theme.map { try ThemeOption.theme($0) } ?? habits.theme
    let glyphs = glyphs ?? habits.glyphs
    // No thread has started yet: all that follow inherit this.
    Terminal.blockSignals()
    keepFreedMemory()
    if plain ?? habits.plain {
      // Before anything is opened that would take its number.
      guard fcntl(STDOUT_FILENO, F_GETFD) >= 0 else {
        throw OutputError("standard output", "cannot be written", errno)
      }
      let terminal = try PlainTerminal(
        input: hasReadInput ? .controllingTerminal : .standardInput, isASCII: glyphs == .ascii)
      let signal = try run(
        subject, theme, habits, on: .lines(terminal),
        leave: { terminal.stop(saying: $0) }, prepare: prepare)
      guard let error = terminal.outputError else { return signal }
      // Whoever read has enough.
      guard error != 0 else { return nil }
      throw OutputError("standard output", "cannot be written", error)
    }
    let terminal = try Terminal(
      TerminalConfiguration(
        colors: (colors ?? habits.colors).depth, glyphs: glyphs.set,
        synchronizedOutput: sync ?? habits.sync,
        asksForBackground: theme == nil))
    return try run(
      subject, theme, habits, on: .screen(terminal),
      leave: { terminal.stop(saying: $0) }, prepare: prepare)
  }

  /// Runs a session from its first frame to the last.
  ///
  /// - Parameter leave: gives the terminal back, and says farewell.
  private func run(
    _ subject: Subject, _ theme: Theme?, _ habits: Habits, on outlet: SessionOutlet,
    leave: (String) -> Void, prepare: (inout Shell) -> [Effect]
  ) throws -> Int32? {
    var farewell = ""
    defer { leave(farewell) }
    let wake = try WakeSignal()
    let wiring = wiring(wake, of: subject)
    let prepareAll: (inout Shell) -> [Effect] = { shell in
      shell.lessons = { BuiltInLessons.all() }
      shell.display.turnsByItself = turn ?? habits.turn
      return prepare(&shell)
    }
    let (isMouseOn, isProjector) = (mouse ?? habits.mouse, projector ?? habits.projector)
    var session =
      switch subject {
      case .run(let scenario, let recording):
        try Session(
          // A recording has a pace of its own, unless one is asked for.
          scenario: scenario, recording: recording, theme: theme, startsPaused: paused,
          pace: pace ?? (recording == nil ? habits.pace : nil), isMouseOn: isMouseOn,
          isProjector: isProjector, keymap: habits.keymap, on: outlet, wiring: wiring,
          prepare: prepareAll)
      case .logs(let logs):
        try Session(
          logs: logs.shown, startsLive: logs.startsLive, theme: theme, startsPaused: paused,
          rate: logs.rate, isMouseOn: isMouseOn, isProjector: isProjector, keymap: habits.keymap,
          on: outlet, wiring: wiring, prepare: prepareAll)
      }
    let signal = session.run(hangUpSignal: SIGHUP)
    if signal == nil { farewell = session.farewell() + "\n" }
    return signal
  }

  private func wiring(_ wake: WakeSignal, of subject: Subject) -> Session.Wiring {
    Session.Wiring(
      clock: systemMonotonicClock, wakeDescriptor: wake.fileDescriptor, drain: { wake.drain() },
      open: { try Self.start($0, wake: wake, subject) },
      save: { try RecordingDocument($0).write() }, keep: { try StateFolder.kept($0) },
      replay: { ReproducingCommand.replaying($0) },
      savePicture: { frame, theme, name in
        try TextFile.writeNew(SVGEncoder(theme: theme).encode(frame), name: name, type: "svg")
      },
      command: { ReproducingCommand(scenario: $0).description })
  }

  /// Starts what feeds a stage: a new kind of source is a case here.
  private static func start(
    _ spec: SourceSpec, wake: WakeSignal, _ subject: Subject
  ) throws -> any Source {
    switch spec {
    case .run(let scenario, let pace, let isRunning):
      return try SimulationThread(scenario: scenario, pace: pace, running: isRunning, wake: wake)
    case .replay(let recording, let pace, let isRunning):
      return try SimulationThread(
        following: recording, pace: pace, running: isRunning, wake: wake)
    case .crowd(let scenario, let runs, let pace, let isRunning):
      return try CrowdThread(
        scenario: scenario, runs: runs, pace: pace, running: isRunning, wake: wake)
    case .log(let number):
      guard case .logs(let logs) = subject else { fatalError("only a stage of logs asks for one") }
      return try logs.start(number, wake: wake)
    case .calculator: return try CalculatorThread(wake: wake)
    }
  }
}

extension Terminal: ScreenTerminal {}

extension PlainTerminal: LineTerminal {}

extension TerminalError: CommandFailure {
  var exitStatus: ExitStatus { isRefusalOfTheMachine ? .unavailable : .usage }
}

/// The values of `--colors`.
enum ColorsOption: String, CaseIterable, ExpressibleByArgument {
  case auto
  case direct
  case indexed = "256"
  case sixteen = "16"
  case eight = "8"
  case monochrome = "mono"

  var depth: ColorDepth? {
    switch self {
    case .auto: nil
    case .direct: .direct
    case .indexed: .indexed
    case .sixteen: .sixteen
    case .eight: .eight
    case .monochrome: .monochrome
    }
  }
}

/// The values of `--glyphs`.
enum GlyphsOption: String, CaseIterable, ExpressibleByArgument {
  case auto
  case braille
  case blocks
  case ascii

  var set: GlyphSet? { GlyphSet(rawValue: rawValue) }
}
