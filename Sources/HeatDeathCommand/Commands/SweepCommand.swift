import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathRuntime

/// `heatdeath sweep`: a phase diagram over temperature and the fraction of external data, as CSV.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run a scenario at many temperatures and fractions of external data.",
    discussion: """
      One row a cell, a temperature with a fraction: temperature,external,runs,k, then over its runs at \
      K samples: collapsed (the share of runs in which nine in ten of what the model generates is of one \
      category), uniform (in which every share is within a tenth of an even one), retained (1 less half \
      the summed differences from the initial law), mean_entropy and mean_kl (of the model's law in \
      nats, and of the initial law from it), mean_max (the largest share).

      Each cell draws from a seed of its own, made of the seed, T and λ: neither --jobs nor --shard nor \
      the rest of the grid changes its row. With --shard the cells are dealt out, and --merge puts the \
      files together again, in the bytes of the whole.

      EXAMPLES
        heatdeath sweep --temperatures 0.5:2:16 --externals 0:0.5:11 --until 1e6 --runs 100
        heatdeath sweep --temperatures 0.5,0.8,1,inf --until 1e12 --runs 1000 --output t.csv
        heatdeath sweep --externals 0:1:21 --external-law uniform --temperature 0.5 --until 1e6
        heatdeath sweep --temperatures 0.5:2:16 --until 1e9 --seed 7 --shard 2/8 --output part2.csv
        heatdeath sweep --merge part*.csv --output whole.csv
      """)

  @OptionGroup(title: "Scenario")
  var scenarioOptions: ScenarioOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Temperatures: numbers and ranges FROM:TO:POINTS with commas between them. (default: that of the \
      scenario)
      """, valueName: "T,…"),
    transform: OptionValues.temperatures)
  var temperatures: [Temperature]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Fractions λ of external data, likewise. (default: that of the scenario)", valueName: "λ,…"),
    transform: OptionValues.fractions)
  var externals: [Double]?

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
    transform: { Shard(try OptionValues.shard($0)) })
  var shard: Shard?

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
      """, valueName: "file"))
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
      "With --merge and no scenario: the shards' files, to be put together.", valueName: "files"))
  var files: [String] = []

  /// Whether to put shards together. Among the options of a scenario, the word sums rows of a table.
  private var merges: Bool { scenarioOptions.table.merge && scenarioOptions.isEmpty }

  func validate() throws {
    if resume, output == nil || output == "-" {
      throw ValidationError(
        "--resume goes on with the part of a file; accepted: together with --output and its name")
    }
    if merges { return try checkMerging() }
    if let file = files.first {
      throw ValidationError(
        "\(file) is no option; accepted: files after sweep --merge, without a scenario")
    }
    guard until != nil else {
      throw ValidationError("--until is missing; accepted: --until K, at how many samples to look")
    }
    for (many, one, isGiven) in [
      (
        "--temperatures", "--temperature", temperatures != nil && scenarioOptions.temperature != nil
      ),
      ("--externals", "--external", externals != nil && scenarioOptions.external != nil),
    ] where isGiven {
      throw ValidationError("\(many) and \(one) say the same; accepted: one of them")
    }
  }

  private func checkMerging() throws {
    guard !files.isEmpty else {
      throw ValidationError("--merge: no files; accepted: --merge FILES, the shards of one sweep")
    }
    let isAlone =
      temperatures == nil && externals == nil && until == nil && runs == nil && engine == nil
      && shard == nil && jobs == nil && !resume
    guard isAlone else {
      throw ValidationError(
        "--merge puts finished files together; accepted: files and --output, nothing else")
    }
  }

  func run() throws {
    guard let until else { return try merge() }
    let options = try scenarioOptions.resolved { draft in
      if externals != nil { draft.supplyFraction() }
    }
    if shard != nil, options.seed == nil {
      throw UsageError(
        "--shard needs the seed that all shards have; accepted: together with --seed")
    }
    let earlierSeed = options.seed == nil && resume ? OutputFile.seedOfPart(of: output) : nil
    let scenario = try options.makeScenario(
      randomSeed: { earlierSeed ?? ScenarioDraft.randomSeed() })
    try RunCommand.check(until: until, scenario)
    let diagram = try diagram(of: scenario, until: until)
    let part = self.shard ?? Shard((0, 1))
    let sweep = SweepRun(
      rows: PhaseRows(of: diagram, shard: (part.number, part.count)), runCount: diagram.runCount)
    let document = RunDocument(
      version: Heatdeath.configuration.version, diagram: diagram, engine: engine ?? .automatic,
      shard: (part.number, part.count))
    let progress = ProgressBar(
      total: sweep.totalWork, unit: "runs", runCount: sweep.rows.count, runs: "cells")
    try write(to: output, guarding: progress) { file in
      let finished = try file.begin(document, resumes: resume)
      if options.seed == nil {
        StandardError.write(
          "seed \(scenario.seed), \(earlierSeed == nil ? "drawn at random" : "that of the cells before")"
            + "; --seed \(scenario.seed) repeats this sweep\n")
      }
      if finished > 0 {
        StandardError.write("\(finished) of \(sweep.rows.count) cells are there already\n")
      }
      progress.skip(runs: finished, work: Double(finished) * Double(diagram.runCount))
      if StandardError.isTerminal && !file.isTerminal { progress.start() }
      try sweep.run(
        from: finished, workerCount: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
        progress: progress, write: file.write)
    }
  }

  private func diagram(of scenario: Scenario, until: Int64) throws(UsageError) -> PhaseDiagram {
    do {
      return try PhaseDiagram(
        of: scenario, temperatures: temperatures ?? [scenario.temperature],
        fractions: externals ?? [scenario.externalData.fraction], finalSize: until,
        runCount: runs ?? 100, engine: engine ?? .automatic)
    } catch {
      throw UsageError("--engine: \(error); accepted: step or auto")
    }
  }

  private func merge() throws {
    let shards = try PhaseShards(reading: files)
    try write(to: output, guarding: nil) { file in
      try file.beginWhole()
      try file.writeWhole(shards.bytes)
    }
    StandardError.write("\(shards.summary)\n")
  }

  /// Has an output written, and sees to it that it appears whole or leaves what is finished.
  private func write(
    to path: String?, guarding progress: ProgressBar?, _ body: (OutputFile) throws -> Void
  ) throws {
    let part = PartFile(note: StandardError.write)
    InterruptGuard.install(abandoning: part) { progress?.finish() }
    do {
      let file = try OutputFile(path: path, part: part)
      defer { progress?.finish() }
      try body(file)
      try file.commit()
    } catch let error as OutputError where error.isBrokenPipe {
      // Whoever reads has enough.
    } catch {
      part.abandon()
      throw error
    }
  }
}

/// The value of `--shard`.
struct Shard: Sendable {
  /// Which, from 0, and of how many.
  let number: Int
  let count: Int

  init(_ shard: (number: Int, count: Int)) { (number, count) = shard }
}

/// The values of `--format`.
enum SweepFormat: String, CaseIterable, ExpressibleByArgument {
  case csv
}
