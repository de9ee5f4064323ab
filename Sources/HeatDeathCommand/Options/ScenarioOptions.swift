import ArgumentParser
import HeatDeath
import HeatDeathFiles

/// The options that make a scenario, shared by all commands.
///
/// Options that take numbers take the next argument whatever it looks like: `--temperature -1` is
/// then refused for its value and not as an option without one.
struct ScenarioOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Softmax temperature T > 0; inf is allowed. (default: 0.8)", valueName: "T"),
    transform: ScenarioKey.temperature.read)
  var temperature: ScenarioSetting?

  @Option(
    help: ArgumentHelp(
      """
      How samples are drawn from the model's law: softmax, mix:E (a share E of uniform noise), \
      tilt:B, models:T1*w1,T2*w2,… (several models, one dataset), greedy, top-k:K, top-p:P or \
      min-p:P. (default: softmax)
      """, valueName: "sampler"),
    completion: .list(Sampler.forms), transform: ScenarioKey.sampler.read)
  var sampler: ScenarioSetting?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Initial counts, integers from 0, at least one positive. (default: 5,3,2)",
      valueName: "c1,c2,…"),
    transform: ScenarioKey.counts.read)
  var counts: ScenarioSetting?

  @Option(
    help: ArgumentHelp("Names of the categories. (default: A,B,C,…)", valueName: "a,b,…"),
    transform: ScenarioKey.labels.read)
  var labels: ScenarioSetting?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("N categories with 10 samples each, in place of --counts.", valueName: "N"),
    transform: ScenarioKey.categories.read)
  var categories: ScenarioSetting?

  @Option(
    help: ArgumentHelp(
      """
      Initial counts from a table: rows of a label and a count with commas, semicolons, tabs or \
      blanks between them (as uniq -c prints), a JSON object, or what heatdeath run wrote; - for \
      standard input.
      """, valueName: "file"),
    completion: .file(), transform: ScenarioKey.data.read)
  var data: ScenarioSetting?

  @Option(
    help: ArgumentHelp(
      """
      Initial counts from a text in UTF-8 or UTF-16: its units are the samples; - for standard \
      input.
      """, valueName: "file"),
    completion: .file(), transform: ScenarioKey.text.read)
  var text: ScenarioSetting?

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
    transform: ScenarioKey.top.read)
  var top: ScenarioSetting?

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
    transform: ScenarioKey.take.read)
  var take: ScenarioSetting?

  @OptionGroup(title: "Tables")
  var table: TableOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Samples drawn before each retraining: N, or A..B for a random number each time. (default: 1; \
      with --policy replace as many as the initial data have)
      """, valueName: "N|A..B"),
    transform: ScenarioKey.batch.read)
  var batch: ScenarioSetting?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Fraction λ of external data among the new samples, 0 to 1. (default: 0)", valueName: "λ"),
    transform: ScenarioKey.external.read)
  var external: ScenarioSetting?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Law of the external data: initial, uniform, category:N (the Nth alone), counts:c1,c2,… (the \
      shares of these counts), or numbers q1,q2,… in proportion to its probabilities. (default: \
      initial)
      """, valueName: "q"),
    completion: .list(ValueForms.externalLaws), transform: ScenarioKey.externalLaw.read)
  var externalLaw: ScenarioSetting?

  @Option(
    help: ArgumentHelp(
      """
      What becomes of the data: accumulate, replace (each batch is the next generation), window:W \
      (the newest W samples), or subsample:M (train on M of all). (default: accumulate)
      """, valueName: "policy"),
    completion: .list(ValueForms.policies), transform: ScenarioKey.policy.read)
  var policy: ScenarioSetting?

  @Option(
    help: ArgumentHelp(
      """
      What the model learns from the data: exact, smoothed:A, noisy:D, drifting:D, sgd:ETA or \
      sgd:ETA:reset (gradient steps), low-rank:R. (default: exact)
      """, valueName: "learner"),
    completion: .list(Learner.forms), transform: ScenarioKey.learner.read)
  var learner: ScenarioSetting?

  @Option(
    help: ArgumentHelp(
      """
      All of the above from a TOML file whose keys are these options' names, or from what run \
      --metadata wrote; options given as well win. - for standard input.
      """, valueName: "file"),
    completion: .file(extensions: ["toml", "json"]))
  var scenario: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seed, 0 to 2^64 − 1. The same seed gives the same run. (default: random, and shown)",
      valueName: "S"),
    transform: ScenarioKey.seed.read)
  var seed: ScenarioSetting?

  init() {}

  /// What the options say. An option that is not listed here would be read and forgotten.
  private var draft: ScenarioDraft {
    var draft = ScenarioDraft(
      [
        temperature, sampler, counts, labels, categories, data, text, top, take, table.labelColumn,
        table.countColumn, table.scale, batch, external, externalLaw, policy, learner, seed,
      ].compactMap { $0 })
    draft.unit = unit
    draft.rest = rest
    draft.table.header = table.header
    if table.merge { draft.table.merges = true }
    return draft
  }

  func validate() throws {
    // With a file, what belongs together is known when that is read.
    if scenario == nil, let fault = draft.parsingFault { throw ValidationError(fault) }
  }

  /// Whether standard input is read for data or for the scenario.
  var readsStandardInput: Bool { scenario == "-" || draft.readsStandardInput }

  /// Whether no option of a scenario is given, `--merge` aside.
  var isEmpty: Bool { scenario == nil && draft.isEmpty }

  /// The options together with those of the scenario file.
  ///
  /// - Parameter complete: adds what the command's own options say.
  /// - Throws: ``DataError`` for a file that cannot be used, ``UsageError`` for options that do not
  ///   fit each other.
  func resolved(_ complete: (inout ScenarioDraft) -> Void = { _ in }) throws -> ScenarioDraft {
    var draft = draft
    complete(&draft)
    if let scenario { return try draft.completed(by: ScenarioFile(path: scenario)) }
    if let fault = draft.fault { throw UsageError(fault) }
    return draft
  }

  /// Reads the input and puts the scenario together.
  ///
  /// - Throws: ``DataError`` and ``UsageError``.
  func makeScenario() throws -> Scenario { try resolved().makeScenario() }
}

extension ScenarioDraft {
  /// Puts the scenario together, and says on standard error what the reading decides and how far it
  /// is.
  func makeScenario(randomSeed: () -> UInt64 = randomSeed) throws -> Scenario {
    try makeScenario(
      randomSeed: randomSeed, progress: Self.progress, note: { StandardError.write($0 + "\n") })
  }

  private static func progress(total: Int64?) -> ((Int) -> Void)? {
    StandardError.isTerminal ? InputProgress(total: total).advance : nil
  }

  /// Reads the initial data, and says likewise what the reading decides and how far it is.
  func readInitialData() throws -> InitialData {
    let data = try readInitialData(progress: Self.progress)
    for line in data.lines { StandardError.write(line + "\n") }
    return data
  }
}

extension TextUnit: ExpressibleByArgument {}
extension RestPolicy: ExpressibleByArgument {}
