import ArgumentParser
import HeatDeath

/// The options that make a scenario, shared by all commands.
///
/// Options that take numbers take the next argument whatever it looks like: `--temperature -1` is
/// then refused for its value and not as an option without one.
struct ScenarioOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Softmax temperature T > 0; inf is allowed. (default: 0.8)", valueName: "T"),
    transform: OptionValues.temperature)
  var temperature: Temperature?

  @Option(
    help: ArgumentHelp(
      """
      How samples are drawn from the model's law: softmax, mix:E (a share E of uniform noise), \
      tilt:B, models:T1*w1,T2*w2,… (several models, one dataset), greedy, top-k:K, top-p:P or \
      min-p:P. (default: softmax)
      """, valueName: "sampler"),
    transform: OptionValues.sampler)
  var sampler: Sampler?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Initial counts, integers from 0, at least one positive. (default: 5,3,2)",
      valueName: "c1,c2,…"),
    transform: OptionValues.counts)
  var counts: Dataset?

  @Option(
    help: ArgumentHelp("Names of the categories. (default: A,B,C,…)", valueName: "a,b,…"),
    transform: OptionValues.labels)
  var labels: [String]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("N categories with 10 samples each, in place of --counts.", valueName: "N"),
    transform: OptionValues.categoryCount)
  var categories: Int?

  @Option(
    help: ArgumentHelp(
      """
      Initial counts from a table: rows of a label and a count with commas, semicolons, tabs or \
      blanks between them (as uniq -c prints), a JSON object, or what heatdeath run wrote; - for \
      standard input.
      """, valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      """
      Initial counts from a text in UTF-8 or UTF-16: its units are the samples; - for standard \
      input.
      """, valueName: "file"))
  var text: String?

  @Option(
    help: ArgumentHelp(
      """
      What the text is cut into: letters, words or lines. A letter is a character with its accents; \
      a word is a run of letters and digits with apostrophes inside; both are case folded. A line is \
      a label as it stands, without the white space around it. (default: words)
      """, valueName: "unit"))
  var unit: TextUnit?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The M most frequent units of what is read of the text, or the M largest counts of a table or \
      of --counts, become the categories. (default: 3 of a text, all of a table)
      """, valueName: "M"),
    transform: OptionValues.integer(in: 1...1_000_000))
  var top: Int?

  @Option(
    help: ArgumentHelp(
      """
      What becomes of the others: drop leaves them out, other makes them one more category, \
      (other). (default: drop)
      """, valueName: "drop|other"))
  var rest: RestPolicy?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Keep N samples of the categories: a text is read until they have so many, and no further; a \
      table and --counts, which have no order, give N in their proportions. Few samples make a \
      lively path. (default: all)
      """, valueName: "N"),
    transform: OptionValues.integer(in: 1...Dataset.maximumSize))
  var take: Int64?

  @OptionGroup(title: "Tables")
  var table: TableOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Samples drawn before each retraining: N, or A..B for a random number each time. (default: 1; \
      with --policy replace as many as the initial data have)
      """, valueName: "N|A..B"),
    transform: OptionValues.batch)
  var batch: BatchSize?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Fraction λ of external data among the new samples, 0 to 1. (default: 0)", valueName: "λ"),
    transform: OptionValues.fraction)
  var external: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Law of the external data: initial, uniform, or numbers q1,q2,… in proportion to its \
      probabilities. (default: initial)
      """, valueName: "q"),
    transform: OptionValues.externalLaw)
  var externalLaw: ExternalLaw?

  @Option(
    help: ArgumentHelp(
      """
      What becomes of the data: accumulate, replace (each batch is the next generation), window:W \
      (the newest W samples), or subsample:M (train on M of all). (default: accumulate)
      """, valueName: "policy"),
    transform: OptionValues.policy)
  var policy: DataPolicy?

  @Option(
    help: ArgumentHelp(
      """
      What the model learns from the data: exact, smoothed:A, noisy:D, drifting:D, sgd:ETA or \
      sgd:ETA:reset (gradient steps), low-rank:R. (default: exact)
      """, valueName: "learner"),
    transform: OptionValues.learner)
  var learner: Learner?

  @Option(
    help: ArgumentHelp(
      """
      All of the above from a TOML file whose keys are these options' names, or from what run \
      --metadata wrote; options given as well win. - for standard input.
      """, valueName: "file"))
  var scenario: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seed, 0 to 2^64 − 1. The same seed gives the same run. (default: random, and shown)",
      valueName: "S"),
    transform: OptionValues.integer(in: 0...UInt64.max))
  var seed: UInt64?

  init() {}

  /// Whether the initial data are given here.
  var givesInitialData: Bool {
    counts != nil || categories != nil || data != nil || text != nil
  }

  func validate() throws {
    // With a file, what belongs together is known when that is read.
    if scenario == nil, let fault { throw ValidationError(fault) }
  }

  /// Why the options do not go together, or `nil`.
  private var fault: String? {
    let sources = [
      ("--counts", counts != nil), ("--categories", categories != nil), ("--data", data != nil),
      ("--text", text != nil),
    ].filter(\.1).map(\.0)
    if sources.count > 1 {
      return """
        \(sources.joined(separator: " and ")) each give the initial data; accepted: one of \
        --counts, --categories, --data and --text
        """
    }
    if text == nil, unit != nil {
      return "--unit says how to read a text; accepted: together with --text"
    }
    if let selecting = selectingOptions.first, sources.isEmpty {
      return """
        \(selecting) says what to keep of the initial data; accepted: together with --data, --text, \
        --counts or --categories
        """
    }
    if text == nil, rest != nil, top == nil {
      return "--rest says what becomes of all but the largest; accepted: together with --top"
    }
    if data == nil, let orphan = table.given.first {
      return "\(orphan) says how to read a table; accepted: together with --data"
    }
    if labels != nil, let source = sources.first, source == "--data" || source == "--text" {
      return "--labels and \(source) each name the categories; accepted: one of them"
    }
    if externalLaw != nil, external == nil {
      return "--external-law says where external data come from; accepted: together with --external"
    }
    return nil
  }

  /// Reads the input and puts the scenario together.
  ///
  /// - Parameters:
  ///   - randomSeed: where a seed comes from when none is given: below a million, so that it can be
  ///     read out to a class.
  ///   - note: is told, a line at a time, what the reading decided and left out.
  /// - Throws: ``DataError`` for input that cannot be used, ``UsageError`` for options that do not
  ///   fit each other.
  func makeScenario(
    randomSeed: () -> UInt64 = { .random(in: 0..<1_000_000) },
    note: (String) -> Void = { StandardError.write($0 + "\n") }
  ) throws -> Scenario {
    let options = try resolved()
    var notes = InputNotes()
    let scenario = try options.makeScenarioFromOptions(randomSeed: randomSeed, notes: &notes)
    for line in notes.lines { note(line) }
    return scenario
  }

  /// The options together with those of the scenario file.
  ///
  /// - Throws: ``DataError`` for a file that cannot be used, ``UsageError`` for options that do not
  ///   fit each other.
  func resolved() throws -> ScenarioOptions {
    guard let scenario else { return self }
    var options = try completed(by: ScenarioFile(path: scenario))
    options.scenario = nil
    if let fault = options.fault { throw UsageError("\(scenario): \(fault)") }
    return options
  }

  private func makeScenarioFromOptions(
    randomSeed: () -> UInt64, notes: inout InputNotes
  ) throws -> Scenario {
    let (dataset, names) = try initialData(notes: &notes)
    let loop = ClosedLoop(
      sampler: sampler ?? .softmax, learner: learner ?? .exact, policy: policy ?? .accumulate,
      batch: batch)
    do {
      return try Scenario(
        initialData: dataset, labels: names, temperature: temperature ?? Temperature(0.8),
        externalData: ExternalData(fraction: external ?? 0, law: externalLaw ?? .initial),
        loop: loop, seed: seed ?? randomSeed())
    } catch let error as ScenarioError {
      switch error {
      case .externalData(let error): throw UsageError("--external-law: \(error)")
      case .policy(let error): throw UsageError("--policy: \(error)")
      default: throw UsageError("--labels: \(error)")
      }
    }
  }

  private func initialData(notes: inout InputNotes) throws -> (Dataset, names: [String]?) {
    let kept = CategorySelection(top: top, rest: rest ?? .drop, take: take)
    if let data {
      var file = TranscodingSource(try InputFile(path: data, showsProgress: true))
      let table = try CountTable.read(&file, self.table.format, notes: &notes)
      notes.add(file.encoding, of: file.name)
      let selected = kept.applied(to: table, source: file.name, notes: &notes)
      return (try Dataset(counts: selected.counts), selected.labels)
    }
    if let text {
      var selection = TextSelection()
      selection.unit = unit ?? selection.unit
      selection.top = top ?? selection.top
      selection.rest = rest ?? selection.rest
      selection.take = take
      var file = TranscodingSource(try InputFile(path: text, showsProgress: true))
      let table = try TextCategories.count(&file, selection, notes: &notes)
      notes.add(file.encoding, of: file.name)
      return (try Dataset(counts: table.counts), table.labels)
    }
    let whole =
      try counts ?? categories.map { try Dataset(counts: Array(repeating: 10, count: $0)) }
      ?? Scenario.builtIn(seed: 0).initialData
    guard !selectingOptions.isEmpty else { return (whole, labels) }
    let named: Scenario
    do {
      named = try Scenario(
        initialData: whole, labels: labels, temperature: Temperature(1), seed: 0)
    } catch let error as ScenarioError {
      throw UsageError("--labels: \(error)")
    }
    let selected = kept.applied(
      to: LabelledCounts(labels: named.labels, counts: whole.counts),
      source: counts == nil ? "--categories" : "--counts", notes: &notes)
    return (try Dataset(counts: selected.counts), selected.labels)
  }

  /// The names of the options given that choose among the categories and samples.
  private var selectingOptions: [String] {
    [("--top", top != nil), ("--rest", rest != nil), ("--take", take != nil)]
      .filter(\.1).map(\.0)
  }
}
