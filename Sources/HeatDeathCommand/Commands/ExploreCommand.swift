import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import HeatDeathRuntime
import HeatDeathSession
import NcursesBackend
import TerminalDrawing

/// `heatdeath explore`, and `heatdeath` alone: the interactive screen.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Open the interactive screen (also without the word explore).",
    discussion: """
      Shows the model's law on the simplex while it learns from its own output: its path, its \
      probabilities, and the Lyapunov functions V_I of every index set. Press ? for the keys.

      EXAMPLES
        heatdeath --counts 5,3,2 --temperature 0.8
        heatdeath --data survey.csv --temperature inf
        sort answers.txt | uniq -c | heatdeath --data - --top 7 --rest other
        heatdeath --data shares.tsv --label-column class --count-column share --scale 100
        heatdeath --text book.txt --unit letters --top 4 --take 60
        tail -n 500 novel.txt | heatdeath --text - --rest other
        heatdeath --text answers.txt --unit lines --top 7 --rest other
      """)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

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

  /// What is said where no screen can open.
  static let notATerminal = UsageError(
    """
    standard output is not a terminal, so the screen cannot open; `heatdeath run --until K` \
    computes without one and prints CSV
    """)

  /// - Throws: ``UsageError`` with what to do for a scenario that no screen can show.
  static func check(_ scenario: Scenario) throws(UsageError) {
    let categories = scenario.initialData.categoryCount
    guard Shell.categoryCounts.contains(categories) else {
      let advice =
        categories < 2
        ? "give more" : "keep the largest and fold the others together with `--top 7 --rest other`"
      throw UsageError(
        """
        the screen shows 2 to 8 categories, not \(categories); \(advice), or compute without a \
        screen: `heatdeath run`
        """)
    }
  }

  func run() throws {
    // Before the input is read: a pipe may take long.
    guard isatty(STDOUT_FILENO) == 1 else { throw Self.notATerminal }
    let scenario = try scenarioOptions.makeScenario()
    try Self.check(scenario)
    let signal = try explore(scenario)
    if let signal { Terminal.die(bySignal: signal) }
  }
}

extension Terminal: SessionTerminal {}

extension ExploreCommand {
  /// Opens the screen, runs until the user leaves and restores the terminal.
  ///
  /// - Returns: the signal that ended the session, or `nil` when the user quit.
  /// - Throws: ``TerminalError`` when the terminal cannot show the screen.
  private func explore(_ scenario: Scenario) throws -> Int32? {
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
      scenario: scenario, theme: theme, startsPaused: paused, terminal: terminal,
      wiring: Session.Wiring(
        clock: systemMonotonicClock, wakeDescriptor: wake.fileDescriptor, drain: { wake.drain() },
        open: { try Self.start($0, wake: wake) },
        save: { try ScenarioDocument(scenario: $0).write() },
        savePicture: { frame, theme, name in
          try TextFile.writeNew(SVGEncoder(theme: theme).encode(frame), name: name, type: "svg")
        },
        command: { ReproducingCommand(scenario: $0).description }))
    let signal = session.run(hangUpSignal: SIGHUP)
    if signal == nil { farewell = session.farewell + "\n" }
    return signal
  }

  /// Starts what feeds a stage: a new kind of source is a case here.
  private static func start(_ spec: SourceSpec, wake: WakeSignal) throws -> any Source {
    switch spec {
    case .run(let scenario, let pace, let isRunning):
      try SimulationThread(scenario: scenario, pace: pace, running: isRunning, wake: wake)
    case .crowd(let scenario, let runs, let pace, let isRunning):
      try CrowdThread(
        scenario: scenario, runs: runs, pace: pace, running: isRunning, wake: wake)
    case .calculator: try CalculatorThread(wake: wake)
    }
  }
}

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
