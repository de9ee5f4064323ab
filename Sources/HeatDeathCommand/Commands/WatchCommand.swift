import ArgumentParser
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface

/// `heatdeath watch`: a training loop that someone else runs, by its log.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Say what kind of loop a log is of: its temperature, and where it leads.",
    discussion: """
      A log has a row for each epoch or generation: how often the model generates each category, as \
      counts or as a law. CSV with a column a category or with step, label and value, JSON Lines with \
      lists or objects of numbers, a label a line, and what `heatdeath run` writes are read as they \
      are. Counts that only grow are totals of all data so far; others are samples of their own, each \
      row's drawn from a model trained on the row before.

      From these the temperature is estimated with its error, and with --external-law the fraction of \
      data from outside; whether the paper's model explains the log at all is tested. Rows that cannot \
      be read are left out and said on standard error.

      JSON is one object with the members rows, reading (totals, samples or laws), labels, k, theta, \
      entropy, temperature, temperature_error, temperature_low, temperature_high, external, \
      external_error, regime, fit_p, explained, drift, steps, winner, winner_error, reason, failed. \
      docs/watching.md explains them.

      The exit status is 1 where a condition of --fail-if came true.

      EXAMPLES
        heatdeath watch train.csv --summary
        heatdeath run --until 1e6 --record log:60 | heatdeath watch - --summary --format json
        python3 train.py | heatdeath watch --summary --fail-if 'entropy<0.5' --fail-if 'T<1'
        heatdeath watch metrics.jsonl --columns histogram --follow --summary
      """)

  @Argument(help: "The log; - for standard input.", completion: .file())
  var file = "-"

  @Flag(help: "Print what the log says at its end. There is no screen of logs yet, so that is all.")
  var summary = false

  @Option(help: ArgumentHelp("Format: text or json.", valueName: "format"))
  var format = ReportOption.text

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
      Reckon with data from outside, drawn from this law, and estimate their fraction: initial (the \
      first row), uniform, category:N, or one number for each category.
      """, valueName: "law"),
    transform: OptionValues.externalLaw)
  var externalLaw: ExternalLaw?

  @Option(
    help: ArgumentHelp(
      """
      End with status 1 where a row comes to this: entropy, diversity, max share, min share, alive, \
      share LABEL, or at the end T, with < <= > >= = and a number. Several may be given.
      """, valueName: "condition"),
    transform: LogCondition.init(parsing:))
  var failIf: [LogCondition] = []

  @Flag(
    help: """
      Go on as the file grows, through rotation and truncation, until an interrupt, or until a \
      condition of --fail-if comes true.
      """)
  var follow = false

  func validate() throws {
    if follow, file == "-" {
      throw ValidationError(
        "--follow: standard input is read to its end anyway; accepted: --follow with a file")
    }
  }

  func run() throws {
    if !summary {
      StandardError.write("there is no screen of logs yet; this is --summary\n")
    }
    let watch = LogWatch(
      options: LogOptions(input: input, columns: columns, labels: labels), window: window,
      conditions: failIf, source: DataError.sourceName(of: file))
    try watch.read(try LogFollower(path: file, follows: follow))
    let result = try watch.summary(externalLaw: externalLaw)
    let failed = watch.failed(result)
    let report: any CustomStringConvertible =
      switch format {
      case .text: WatchText(result, name: DataError.sourceName(of: file))
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
}

extension LogOptions.Input: ExpressibleByArgument {}
