import ArgumentParser
import Glibc

/// The program `heatdeath`: parses the command line, runs one command, and turns every error into a
/// message on standard error and an exit code.
@main
struct Heatdeath: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heatdeath",
    abstract: "Watch a generative model learn from its own output.",
    discussion: """
      A model is trained on a dataset, a sample is drawn from it at softmax temperature T and added \
      to the dataset, and so on for ever. Below T = 1 one category takes all (mode collapse); at \
      T = 1 the model drifts to a random point and stays (a Pólya urn); above T = 1 it fades to \
      uniform noise (heat death).

      Without a command the interactive screen opens, as with `heatdeath explore`; options can \
      follow directly. `heatdeath explore --help` and `heatdeath run --help` list them. `heatdeath \
      forecast` says what becomes of a run, `heatdeath equilibria` where loops come to rest, \
      `heatdeath watch` what kind of loop a training log is of; \
      `heatdeath replay` shows a recorded run again, `heatdeath lesson` guides through one. \
      `heatdeath config` writes out what screens open with: theme, glyphs, pace, keys. With --plain \
      the screen is told in lines instead, for screen readers, logs and pipes.

      EXAMPLES
        heatdeath
        heatdeath --counts 40,30,20,10 --temperature 1.5
        heatdeath --text book.txt --unit letters --top 3 --take 60
        heatdeath run --until 1e6 --runs 100 > runs.csv
        heatdeath forecast --counts 40,30,30
        heatdeath render --until 1e6 --format svg --output collapse.svg
        heatdeath lesson collapse
        heatdeath --plain

      EXIT CODES
        0 success; 1 a check failed; 64 bad usage; 65 bad data; 69 the system refuses a resource; 74 output cannot be
        written.
      """,
    version: versionLine,
    subcommands: [
      ExploreCommand.self, RunCommand.self, ForecastCommand.self, EquilibriaCommand.self,
      SweepCommand.self, WatchCommand.self, ReplayCommand.self, RenderCommand.self,
      LessonCommand.self, ConfigCommand.self,
    ],
    defaultSubcommand: ExploreCommand.self)

  static func main() {
    // A write beyond the limit of a file's size fails, with a message, instead of ending the process.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as any CommandFailure {
      StandardError.write("Error: \(failure.description)\n")
      exitProcess(failure.exitStatus)
    } catch {
      let status = exitCode(for: error)
      // Help and the version are no errors.
      guard status != .success else { exit(withError: error) }
      StandardError.write(fullMessage(for: error) + "\n")
      Glibc.exit(status.rawValue)
    }
  }
}
