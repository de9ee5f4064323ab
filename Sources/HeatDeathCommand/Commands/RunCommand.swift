import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathRuntime

/// `heatdeath run`: an ensemble of runs, recorded as CSV or JSON Lines.
struct RunCommand: ResumableCommand {
  static let units = "runs"
  static let work = "this run"

  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run without a screen and print records.",
    discussion: """
      Run r starts from the initial data and draws from stream r of the seed until the dataset has \
      K samples. The same options and seed give the same bytes whatever --jobs is.

      CSV has the header run,k,<labels>; JSON Lines has {"run":0,"k":100,"counts":[…]}. Further \
      columns follow the counts in this order: theta (the model's law), tau (the law that the \
      model's own samples have), v (V_I of every index set, largest sets first; empty or null \
      where undefined), entropy (of theta, in nats), kl (divergence of the initial law from theta, \
      in nats; inf in CSV and null in JSON where it is infinite). A CSV name that stood before gets _2 appended.

      EXAMPLES
        heatdeath run --until 1e6
        heatdeath run --until 1e15 --record log:60 --columns v
        heatdeath run --until 1e5 --runs 1000 --temperature 1 --output urn.csv
        heatdeath run --until 1e7 --record log:200 --columns kl --format jsonl
        heatdeath run --until 1e4 --text book.txt --unit letters --top 26 --take 500
      """)

  /// The largest dataset, as options take it.
  static let mostSamples = ExactInteger.abbreviated(Dataset.maximumSize)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop at exactly K samples, the initial ones included; up to \(Self.mostSamples).",
      valueName: "K"),
    transform: OptionValues.integer(in: 1...Dataset.maximumSize))
  var until: Int64

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of independent runs. (default: 1)", valueName: "R"),
    transform: OptionValues.integer(in: 1...1_000_000_000_000))
  var runs: Int = 1

  @Option(
    help: ArgumentHelp(
      """
      Engine: step draws one sample at a time, exactly; leap jumps any distance with the law of \
      the single steps to 1e-5, without external data; auto leaps where runs are long. (default: \
      auto)
      """, valueName: "auto|step|leap"))
  var engine = EngineSelection.automatic

  @Option(
    help: ArgumentHelp(
      """
      What to record: final for the last dataset alone, log:POINTS for up to that many spaced \
      evenly in ln k, every:STEPS for one in that many samples; first and last included. \
      (default: final)
      """, valueName: "schedule"),
    completion: .list(ValueForms.schedules), transform: RecordSchedule.parse)
  var record = RecordSchedule.final

  @Option(
    help: ArgumentHelp(
      "Columns: counts, theta, tau, v, entropy, kl; counts are always there. (default: counts)",
      valueName: "c1,c2,…"),
    completion: .list(RecordColumn.allCases.map(\.rawValue)), transform: OptionValues.columns)
  var columns: Set<RecordColumn> = [.counts]

  @Option(help: ArgumentHelp("Format: csv or jsonl.", valueName: "format"))
  var format = RecordFormat.csv

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Number of threads; changes nothing but the time. (default: one for each processor)",
      valueName: "J"),
    transform: OptionValues.integer(in: 1...1024))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      """
      File to write, which appears when it is complete; until then, and after an interrupt, \
      finished runs are in FILE.part. (default: standard output)
      """, valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(
    help: ArgumentHelp(
      """
      Go on with the runs that an interrupted run left in FILE.part, FILE being that of --output, \
      and the same options; without such runs, start. A seed not given is theirs.
      """))
  var resume = false

  @Option(
    defaultAsFlag: "",
    help: ArgumentHelp(
      """
      Write what made the result, as JSON that --scenario reads: version, scenario, seed, engine \
      with its error, command line and times. Without a file's name it stands beside that of \
      --output, as FILE.metadata.json.
      """, valueName: "file"),
    completion: .file(extensions: ["json"]))
  var metadata: String?

  func validate() throws {
    if metadata == "", output == nil || output == "-" {
      throw ValidationError(
        "--metadata needs a name where there is no file to stand beside; accepted: --metadata FILE, "
          + "or together with --output")
    }
    if let metadata, metadata == "-" || metadata == output {
      throw ValidationError(
        "--metadata: \(metadata) is where the data go; accepted: the name of another file")
    }
    try checkResume()
  }

  func run() throws {
    let options = try scenarioOptions.resolved()
    let (seed, seedNote) = seed(for: options)
    let scenario = try options.makeScenario(randomSeed: { seed })
    try check(scenario)
    let distance = until - scenario.firstSize
    let chosen: Engine
    do {
      chosen = try engine.engine(
        distance: distance, records: record.count(distance: distance), scenario: scenario)
    } catch {
      throw UsageError("--engine: \(error); accepted: step or auto")
    }
    let ensemble = RunEnsemble(
      scenario: scenario, engine: chosen, runCount: runs, finalSize: until, schedule: record,
      writer: RecordWriter(scenario: scenario, format: format, columns: columns))
    let progress = ProgressBar(
      total: ensemble.totalWork, unit: ensemble.workUnit, runCount: runs, runs: Self.units)
    let document = RunDocument(
      version: Heatdeath.version, writer: ensemble.writer, engine: chosen,
      runCount: runs, finalSize: until, schedule: record)
    let metadata = self.metadata.map { name in
      RunMetadata(
        path: name.isEmpty ? RunMetadata.path(beside: output ?? "") : name, document: document,
        output: output, arguments: Array(CommandLine.arguments.dropFirst()), start: time(nil))
    }
    try GuardedOutput.write(to: output, guarding: progress) { file in
      let finished = try begin(file, document, count: runs, seedNote: seedNote)
      if let note = Self.note(on: chosen) { StandardError.write(note) }
      try metadata?.write()
      let estimate = RunEstimate(
        ensemble, runsLeft: runs - finished, workerCount: workerCount)
      if let message = estimate.message { StandardError.write(message) }
      progress.skip(runs: finished, work: ensemble.totalWork / Double(runs) * Double(finished))
      if StandardError.isTerminal && !file.isTerminal { progress.start() }
      try ensemble.run(
        from: finished, workerCount: workerCount, progress: progress, write: file.write)
    } afterwards: {
      try metadata?.write(end: time(nil))
    }
  }

  /// What is to be said of an engine that is not exact.
  private static func note(on engine: Engine) -> String? {
    switch engine {
    case .step: nil
    case .leap: "engine leap, law error at most \(LeapEngine.lawError)\n"
    case .split: "engine split, approximate: relative error of order \(Engine.weakError)\n"
    }
  }

  private func check(_ scenario: Scenario) throws {
    try Self.check(until: until, scenario)
    let categoryCount = scenario.labels.count
    let limit = RecordColumn.maximumCategoryCountForV
    guard !columns.contains(.v) || categoryCount <= limit else {
      throw UsageError(
        """
        --columns: v has 2^n − n − 1 columns for n categories, and there are \(categoryCount); \
        accepted: up to \(limit) categories
        """)
    }
  }
}

extension RunCommand {
  /// - Throws: ``UsageError`` where a scenario's runs cannot end at K.
  static func check(until: Int64, _ scenario: Scenario) throws(UsageError) {
    let initialSize = scenario.initialData.size
    guard until >= scenario.firstSize else {
      throw UsageError(
        """
        --until: \(until) is below the \(initialSize) samples of the initial data, which count; \
        accepted: integers from \(initialSize) to \(mostSamples)
        """)
    }
    // The clock counts the initial data too, also where k does not.
    let most = Dataset.maximumSize - initialSize + scenario.firstSize
    guard until <= most else {
      throw UsageError(
        "--until: \(until) and the \(initialSize) samples of the initial data are more than "
          + "\(mostSamples); accepted: integers to \(most)")
    }
  }
}

extension EngineSelection: ExpressibleByArgument {}
extension RecordFormat: ExpressibleByArgument {}
