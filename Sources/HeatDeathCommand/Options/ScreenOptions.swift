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
      "Colours; auto asks the terminal.", valueName: "depth"))
  var colors = ColorsOption.auto

  @Option(
    help: ArgumentHelp(
      "Characters; auto asks the terminal.", valueName: "set"))
  var glyphs = GlyphsOption.auto

  @Option(
    help: ArgumentHelp(
      "Background to choose colours for. (default: as the terminal says, else dark)",
      valueName: "dark|light"))
  var theme: Theme?

  @Flag(name: .customLong("no-sync"), help: "Do not bracket frames as synchronized output.")
  var noSync = false

  @Flag(help: "Open the screen paused.")
  var paused = false

  /// Opens the screen, runs until the user leaves and restores the terminal.
  ///
  /// - Parameter recording: what the run is to do again, and the file it comes from.
  /// - Parameter prepare: what is done before the first frame.
  /// - Returns: the signal that ended the session, or `nil` when the user quit.
  /// - Throws: ``TerminalError`` when the terminal cannot show the screen.
  func open(
    _ scenario: Scenario, recording: (Recording, name: String)? = nil,
    prepare: (inout Shell) -> [Effect] = { _ in [] }
  ) throws -> Int32? {
    // No thread has started yet: all that follow inherit this.
    Terminal.blockSignals()
    keepFreedMemory()
    let terminal = try Terminal(
      TerminalConfiguration(
        colors: colors.depth, glyphs: glyphs.set, synchronizedOutput: !noSync,
        asksForBackground: theme == nil))
    var farewell = ""
    defer { terminal.stop(saying: farewell) }
    let wake = try WakeSignal()
    var session = try Session(
      scenario: scenario, recording: recording, theme: theme, startsPaused: paused,
      terminal: terminal,
      wiring: Session.Wiring(
        clock: systemMonotonicClock, wakeDescriptor: wake.fileDescriptor, drain: { wake.drain() },
        open: { try Self.start($0, wake: wake) },
        save: { try RecordingDocument($0).write() }, keep: { try StateFolder.kept($0) },
        replay: { ReproducingCommand.replaying($0) },
        savePicture: { frame, theme, name in
          try TextFile.writeNew(SVGEncoder(theme: theme).encode(frame), name: name, type: "svg")
        },
        command: { ReproducingCommand(scenario: $0).description }),
      prepare: { shell in
        shell.lessons = { BuiltInLessons.all() }
        return prepare(&shell)
      })
    let signal = session.run(hangUpSignal: SIGHUP)
    if signal == nil { farewell = session.farewell() + "\n" }
    return signal
  }

  /// Starts what feeds a stage: a new kind of source is a case here.
  private static func start(_ spec: SourceSpec, wake: WakeSignal) throws -> any Source {
    switch spec {
    case .run(let scenario, let pace, let isRunning):
      try SimulationThread(scenario: scenario, pace: pace, running: isRunning, wake: wake)
    case .replay(let recording, let pace, let isRunning):
      try SimulationThread(following: recording, pace: pace, running: isRunning, wake: wake)
    case .crowd(let scenario, let runs, let pace, let isRunning):
      try CrowdThread(
        scenario: scenario, runs: runs, pace: pace, running: isRunning, wake: wake)
    case .calculator: try CalculatorThread(wake: wake)
    }
  }
}

extension Terminal: SessionTerminal {}

extension Theme: ExpressibleByArgument {}

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
