import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
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

      With --plain the same program speaks in lines: sentences as they come, an answer to every key, \
      and how everything stands at the key I. Keys come from a terminal, each at once, or from a pipe, \
      whose end quits when what was asked is done; E twice is eternity at once. Enter after other keys \
      of a line from a pipe only sends them, unless a text is being typed.

      EXAMPLES
        heatdeath --counts 5,3,2 --temperature 0.8
        heatdeath --data survey.csv --temperature inf
        sort answers.txt | uniq -c | heatdeath --data - --top 7 --rest other
        heatdeath --text book.txt --unit words --top 300 --rest other
        heatdeath --data shares.tsv --label-column class --count-column share --scale 100
        heatdeath --text book.txt --unit letters --top 4 --take 60
        tail -n 500 novel.txt | heatdeath --text - --rest other
        heatdeath --text answers.txt --unit lines --top 7 --rest other
        heatdeath --plain
        printf 'EEI' | heatdeath --plain --seed 4
      """)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

  @OptionGroup
  var screen: ScreenOptions

  /// What is said where no screen can open.
  static let notATerminal = UsageError(
    """
    standard output is not a terminal, so the screen cannot open; `heatdeath --plain` tells the run \
    in lines, `heatdeath run --until K` computes without a screen and prints CSV
    """)

  /// - Throws: ``UsageError`` with what to do for a scenario that no screen can show.
  static func check(_ scenario: Scenario) throws(UsageError) {
    let categories = scenario.initialData.categoryCount
    guard Shell.categoryCounts.contains(categories) else {
      let advice =
        categories < 2
        ? "give more" : "keep the largest and fold the others together with `--top 99 --rest other`"
      let accepted = Shell.categoryCounts
      throw UsageError(
        """
        the screen shows \(accepted.lowerBound) to \(accepted.upperBound) categories, not \
        \(categories); \(advice), or compute without a screen: `heatdeath run`
        """)
    }
  }

  /// - Throws: ``UsageError`` where a run comes to a scenario that no screen can show.
  static func check(_ recording: Recording) throws(UsageError) {
    try check(recording.start)
    for case .start(let scenario) in recording.events.map(\.intervention) { try check(scenario) }
  }

  func run() throws {
    // Before the input is read: a pipe may take long.
    guard try isatty(STDOUT_FILENO) == 1 || screen.isPlain() else { throw Self.notATerminal }
    let scenario = try scenarioOptions.makeScenario()
    try Self.check(scenario)
    let signal = try screen.open(scenario, hasReadInput: scenarioOptions.readsStandardInput)
    if let signal { Terminal.die(bySignal: signal) }
  }
}
