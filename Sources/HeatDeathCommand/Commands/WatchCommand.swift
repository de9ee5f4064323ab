import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import NcursesBackend

/// `heatdeath watch`: a training loop that someone else runs, by its log.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch the log of a loop: its path, its temperature, and where it leads.",
    discussion: """
      A log has a row for each epoch or generation: how often the model generates each category, as \
      counts or as a law. CSV with a column a category or with step, label and value, JSON Lines with \
      lists or objects of numbers, a label a line, and what `heatdeath run` writes are read as they \
      are. Counts that only grow are totals of all data so far; others are samples of their own, each \
      row's drawn from a model trained on the row before.

      From these the temperature is estimated with its error, and with --external-law the fraction of \
      external data; whether the paper's model explains the log at all is tested. Rows that cannot \
      be read are left out and said on standard error.

      The screen replays a log from its first row and then shows rows as they come, also through \
      rotation and truncation; space pauses, . goes row by row, Left and Right, Home and End lead through \
      it. With --follow, and from a pipe, it begins with the newest row. Several logs are overlaid. With \
      --plain it is told in lines, with --summary what the log says at its end is printed.

      JSON is one object with the members rows, reading (totals, samples or laws), labels, k, theta, \
      entropy, temperature, temperature_error, temperature_low, temperature_high, external, \
      external_error, regime, fit_p, explained, drift, steps, winner, winner_error, reason, failed. \
      docs/watching.md explains them.

      The exit status is 1 where a condition of --fail-if came true.

      EXAMPLES
        heatdeath watch train.csv
        python3 train.py | heatdeath watch
        heatdeath watch seed1.csv seed2.csv seed3.csv
        heatdeath watch train.csv --summary
        heatdeath run --until 1e6 --record log:60 | heatdeath watch - --summary --format json
        python3 train.py | heatdeath watch --summary --fail-if 'entropy<0.5' --fail-if 'T<1'
        heatdeath watch metrics.jsonl --columns histogram --follow --summary
      """)

  @Argument(
    help: ArgumentHelp(
      "The log; - for standard input. The screen shows several.", valueName: "file"),
    completion: .file())
  var files: [String] = ["-"]

  @Flag(help: "Print what the log says at its end, without a screen.")
  var summary = false

  @Option(
    help: ArgumentHelp(
      "Format of --summary: text or json. (default: text)", valueName: "format"))
  var format: ReportOption?

  @Option(
    help: ArgumentHelp(
      """
      What the numbers are: probabilities that add up to 1, percent, counts, or labels, one sample a \
      line. (default: auto)
      """, valueName: "auto|probabilities|percent|counts|labels"))
  var input = LogOptions.Input.auto

  @Option(
    help: ArgumentHelp(
      """
      The columns, or members, that are categories, by name or by number from 1; in a long table step, \
      label and value; in JSON the member that has them all.
      """, valueName: "a,b,c"),
    transform: OptionValues.labels)
  var columns: [String]?

  @Option(
    help: ArgumentHelp("Names of the categories, in their order.", valueName: "a,b,c"),
    transform: OptionValues.labels)
  var labels: [String]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Estimate from the last R steps alone. (default: from all)", valueName: "R"),
    transform: OptionValues.integer(in: 2...1_000_000))
  var window: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Reckon with external data, drawn from this law, and estimate their fraction: initial (the \
      first row), uniform, category:N, or one number for each category.
      """, valueName: "law"),
    transform: OptionValues.externalLaw)
  var externalLaw: ExternalLaw?

  @Option(
    help: ArgumentHelp(
      """
      With --summary, end with status 1 where a row comes to this: entropy, diversity, max share, min share, alive, \
      share LABEL, or at the end T, with < <= > >= = and a number. Several may be given.
      """, valueName: "condition"),
    transform: LogCondition.init(parsing:))
  var failIf: [LogCondition] = []

  @Flag(
    help: """
      With --summary, go on as the file grows, through rotation and truncation, until an interrupt, or \
      until a condition of --fail-if comes true. On the screen, begin with the newest row.
      """)
  var follow = false

  @OptionGroup(title: "Screen")
  var screen: ScreenOptions

  func validate() throws {
    if follow, files.contains("-") {
      throw ValidationError(
        "--follow: standard input is read to its end anyway; accepted: --follow with a file")
    }
    if summary, files.count > 1 {
      throw ValidationError(
        "--summary and \(files.count) files: a summary is of one log; accepted: one file")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- stands twice: standard input is read once; accepted: once")
    }
    if files.count > Self.mostFiles {
      throw ValidationError(
        "\(files.count) files: a screen overlays up to \(Self.mostFiles); accepted: fewer")
    }
    if !summary, let option = format != nil ? "--format" : failIf.isEmpty ? nil : "--fail-if" {
      throw ValidationError("\(option): a screen has none of it; accepted: with --summary")
    }
    if case .decadesPerSecond? = screen.pace {
      throw ValidationError("--pace: a log passes by its rows; accepted: rows a second, as 30/s")
    }
  }

  private static let mostFiles = 16

  func run() throws {
    guard summary else { return try show() }
    let file = files[0]
    let watch = LogWatch(
      options: options, window: window, conditions: failIf, source: DataError.sourceName(of: file))
    try watch.read(try LogFollower(path: file, follows: follow))
    let result = try watch.summary(externalLaw: externalLaw)
    let failed = watch.failed(result)
    let report: any CustomStringConvertible =
      switch format ?? .text {
      case .text: WatchText(result, name: watch.source)
      case .json: WatchDocument(result, failed: failed)
      }
    try StandardOutput.write(report.description)
    guard !failed.isEmpty else { return }
    for item in failed {
      let place = item.line.map { "row \(item.row), line \($0)" } ?? "row \(item.row), the last"
      StandardError.write("\(watch.source): \(item.condition) since \(place)\n")
    }
    exitProcess(.differs)
  }

  private var options: LogOptions { LogOptions(input: input, columns: columns, labels: labels) }

  private func show() throws {
    guard try isatty(STDOUT_FILENO) == 1 || screen.isPlain() else {
      throw UsageError(
        "standard output is not a terminal, so the screen cannot open; `heatdeath watch FILE "
          + "--summary` prints what the log says, --plain tells it in lines")
    }
    let readsInput = files.contains("-")
    guard !readsInput || isatty(STDIN_FILENO) == 0 else {
      throw UsageError(
        "there is no log: standard input is a terminal; accepted: `heatdeath watch FILE`, or a pipe "
          + "into it")
    }
    var rate: Double?
    if case .stepsPerSecond(let value)? = screen.pace { rate = value }
    let logs = try LogsOnScreen(
      files, options: options, externalLaw: externalLaw, window: window,
      startsLive: follow || readsInput, rate: rate)
    let signal = try screen.open(.logs(logs), hasReadInput: readsInput)
    for note in logs.notes { StandardError.write(note + "\n") }
    if let signal { Terminal.die(bySignal: signal) }
    if logs.allFailed { exitProcess(.data) }
  }
}

extension LogOptions.Input: ExpressibleByArgument {}
