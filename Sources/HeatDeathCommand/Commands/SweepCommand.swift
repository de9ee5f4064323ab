import ArgumentParser
import HeatDeath
import HeatDeathFiles
import HeatDeathRuntime

/// `heatdeath sweep`: a phase diagram over temperature, the fraction of external data and further
/// options, as CSV.
struct SweepCommand: ResumableCommand {
  static let units = "cells"
  static let work = "this sweep"

  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run a scenario at many temperatures, fractions of external data and other values.",
    discussion: """
      One row a cell, a temperature with a fraction: temperature,external,runs,k, then over its runs at \
      K samples: collapsed (the share of runs in which nine in ten of what the model generates is of one \
      category), uniform (in which every share is within a tenth of an even one), retained (1 less half \
      the summed differences from the initial law), mean_entropy and mean_kl (of the model's law in \
      nats, and of the initial law from it), mean_max (the largest share). Other options with several \
      values have columns after external, and cells for each combination.

      Each cell draws from a seed of its own, made of the seed and the values in its columns: neither \
      --jobs nor --shard nor the rest of the grid changes its row. With --shard the cells are dealt out; \
      rows then end with cell,cells,sweep, which --merge needs to put the files together again, in the \
      bytes of the whole.

      EXAMPLES
        heatdeath sweep --temperatures 0.5:2:16 --externals 0:0.5:11 --until 1e6 --runs 100
        heatdeath sweep --temperatures 0.5,0.8,1,inf --until 1e12 --runs 1000 --output t.csv
        heatdeath sweep --externals 0:1:21 --external-law uniform --temperature 0.5 --until 1e6
        heatdeath sweep --batches 1,10,5..15 --policies accumulate,window:100 --until 1e4 --runs 100
        heatdeath sweep --categories-list 2:10:9 --until 1e6 --columns collapsed,mean_entropy
        heatdeath sweep --temperatures 0.5:2:16 --until 1e9 --seed 7 --shard 2/8 --output part2.csv
        heatdeath sweep --merge part*.csv --output whole.csv
      """)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

  @OptionGroup(title: "Several values")
  var axes: AxisOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Look at each run at exactly K samples, the initial ones included; up to \
      \(RunCommand.mostSamples).
      """, valueName: "K"),
    transform: OptionValues.integer(in: 1...Dataset.maximumSize))
  var until: Int64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of runs of each cell. (default: 100)", valueName: "R"),
    transform: OptionValues.integer(in: 1...1_000_000_000))
  var runs: Int?

  @Option(
    help: ArgumentHelp(
      """
      Engine: step draws one sample at a time, exactly; leap jumps, approximately with external data; \
      auto leaps from \(PhaseCell.leapDistance) samples on, with external data from \
      \(PhaseCell.splitDistance) on. (default: auto)
      """, valueName: "auto|step|leap"))
  var engine: EngineSelection?

  @Option(
    help: ArgumentHelp(
      "Only shard I of N, with the --seed that all shards have.", valueName: "I/N"),
    transform: OptionValues.shard)
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      """
      What to say of the runs: collapsed, uniform, retained, mean_entropy, mean_kl, mean_max. \
      (default: all)
      """, valueName: "c1,c2,…"),
    completion: .list(PhaseColumn.allCases.map(\.rawValue)), transform: OptionValues.columns)
  var columns: Set<PhaseColumn>?

  @Option(help: ArgumentHelp("Format: csv.", valueName: "format"))
  var format: SweepFormat?

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
      File to write, which appears when it is complete; until then, and after an interrupt, finished \
      cells are in FILE.part. (default: standard output)
      """, valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(
    help: ArgumentHelp(
      """
      Go on with the cells that an interrupted command left in FILE.part, FILE being that of --output, \
      and the same options; without such cells, start. A seed not given is theirs.
      """))
  var resume = false

  @Argument(
    help: ArgumentHelp(
      "With --merge and no scenario: the shards' files, to be put together.", valueName: "files"),
    completion: .file(extensions: ["csv"]))
  var files: [String] = []

  /// Whether to put shards together. Among the options of a scenario, the word sums rows of a table.
  private var merges: Bool { scenarioOptions.table.merge && scenarioOptions.isEmpty }

  func validate() throws {
    try checkResume()
    if merges { return try checkMerging() }
    if let file = files.first {
      throw ValidationError(
        "\(file) is no option; accepted: files after sweep --merge, without a scenario")
    }
    guard until != nil else {
      throw ValidationError("--until is missing; accepted: --until K, at how many samples to look")
    }
    if let fault = axes.fault(beside: scenarioOptions) { throw ValidationError(fault) }
  }

  private func checkMerging() throws {
    guard !files.isEmpty else {
      throw ValidationError("--merge: no files; accepted: --merge FILES, the shards of one sweep")
    }
    let isAlone =
      axes.isEmpty && until == nil && runs == nil && engine == nil && shard == nil && columns == nil
      && jobs == nil && !resume
    guard isAlone else {
      throw ValidationError(
        "--merge puts finished files together; accepted: files and --output, nothing else")
    }
  }

  func run() throws {
    guard let until else { return try merge() }
    let options = try scenarioOptions.resolved { draft in
      if axes.externals != nil { draft.supplyFraction() }
      for axis in axes.further { axis.apply(to: &draft) }
    }
    if shard != nil, options.seed == nil {
      throw UsageError(
        "--shard needs the seed that all shards have; accepted: together with --seed")
    }
    let (seed, seedNote) = seed(for: options)
    let scenarios = try SweepScenarios(
      of: options, seed: seed, axes: axes.further, read: { try $0.readInitialData() })
    for scenario in scenarios.scenarios { try RunCommand.check(until: until, scenario) }
    let sweep = SweepRun(
      rows: PhaseRows(
        of: try sweep(of: scenarios, until: until),
        columns: columns ?? Set(PhaseColumn.allCases), shard: shard,
        version: Heatdeath.version))
    let rows = sweep.rows
    let progress = ProgressBar(
      total: sweep.totalWork, unit: "runs", runCount: rows.count, runs: Self.units)
    try GuardedOutput.write(to: output, guarding: progress) { file in
      let finished = try begin(file, RunDocument(rows), count: rows.count, seedNote: seedNote)
      progress.skip(runs: finished, work: Double(finished) * Double(rows.sweep.runCount))
      if StandardError.isTerminal && !file.isTerminal { progress.start() }
      try sweep.run(
        from: finished, workerCount: workerCount, progress: progress, write: file.write)
    }
  }

  private func sweep(of scenarios: SweepScenarios, until: Int64) throws(UsageError) -> Sweep {
    let first = scenarios.scenarios[0]
    do {
      return try Sweep(
        of: scenarios, temperatures: axes.temperatures ?? [first.temperature],
        fractions: axes.externals ?? [first.externalData.fraction], finalSize: until,
        runCount: runs ?? 100, engine: engine ?? .automatic)
    } catch {
      throw UsageError("--engine: \(error); accepted: step or auto")
    }
  }

  private func merge() throws {
    let shards = try PhaseShards(reading: files)
    try GuardedOutput.write(to: output, guarding: nil) { file in
      try file.beginWhole()
      try shards.write { try file.writeWhole($0) }
    }
    StandardError.write("\(shards.summary)\n")
  }
}

/// The values of `--format`.
enum SweepFormat: String, CaseIterable, ExpressibleByArgument {
  case csv
}
