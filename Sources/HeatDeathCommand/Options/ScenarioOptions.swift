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
      "Initial counts from CSV rows label,count; - for standard input.", valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      """
      Initial counts from a UTF-8 text: its units are the samples; - for standard input.
      """, valueName: "file"))
  var text: String?

  @Option(
    help: ArgumentHelp(
      """
      What the text is cut into: letters or words, case folded. A letter is a character with its \
      accents; a word is a run of letters and digits with apostrophes inside. (default: words)
      """, valueName: "unit"))
  var unit: TextUnit?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The M most frequent units of the text become the categories. (default: 3)", valueName: "M"),
    transform: OptionValues.integer(in: 1...1_000_000))
  var top: Int?

  @Option(
    help: ArgumentHelp(
      """
      What becomes of the other units: drop leaves them out, other makes them one more category, \
      (other). (default: drop)
      """, valueName: "drop|other"))
  var rest: RestPolicy?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Keep the first N samples of the text, units that were dropped not counted. Few samples make \
      a lively path. (default: all)
      """, valueName: "N"),
    transform: OptionValues.integer(in: 1...Dataset.maximumSize))
  var take: Int64?

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
      All of the above from a TOML file whose keys are these options' names; options given as well \
      win. - for standard input.
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
    if text == nil {
      let orphans = [
        ("--unit", unit != nil), ("--top", top != nil), ("--rest", rest != nil),
        ("--take", take != nil),
      ].filter(\.1).map(\.0)
      if let orphan = orphans.first {
        return "\(orphan) says how to read a text; accepted: together with --text"
      }
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
  /// - Parameter randomSeed: where a seed comes from when none is given: below a million, so that
  ///   it can be read out to a class.
  /// - Throws: ``DataError`` for input that cannot be used, ``UsageError`` for options that do not
  ///   fit each other.
  func makeScenario(randomSeed: () -> UInt64 = { .random(in: 0..<1_000_000) }) throws -> Scenario {
    let options = try resolved()
    return try options.makeScenarioFromOptions(randomSeed: randomSeed)
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

  private func makeScenarioFromOptions(randomSeed: () -> UInt64) throws -> Scenario {
    let (dataset, names) = try initialData()
    let loop = ClosedLoop(
      sampler: sampler ?? .softmax, learner: learner ?? .exact, policy: policy ?? .accumulate,
      batch: batch)
    do {
      return try Scenario(
        initialData: dataset, labels: labels ?? names, temperature: temperature ?? Temperature(0.8),
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

  private func initialData() throws -> (Dataset, names: [String]?) {
    if let counts { return (counts, nil) }
    if let categories {
      return (try Dataset(counts: Array(repeating: 10, count: categories)), nil)
    }
    if let data {
      var file = try InputFile(path: data, rewindable: false)
      let table = try CountTable.read(&file)
      return (try Dataset(counts: table.counts), table.labels)
    }
    if let text {
      var selection = TextSelection()
      selection.unit = unit ?? selection.unit
      selection.top = top ?? selection.top
      selection.rest = rest ?? selection.rest
      selection.take = take
      var file = try InputFile(path: text, rewindable: take != nil)
      let table = try TextCategories.count(&file, selection)
      return (try Dataset(counts: table.counts), table.labels)
    }
    return (Scenario.builtIn(seed: 0).initialData, nil)
  }
}
