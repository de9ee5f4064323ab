import ArgumentParser
import HeatDeath
import HeatDeathFiles

/// The options of a sweep that take several values.
struct AxisOptions: ParsableArguments {
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
      "Numbers N of categories with 10 samples each; ranges, too: 2:10:9.", valueName: "N,…"),
    transform: SweepAxis.reader(of: .categories))
  var categoriesList: SweepAxis?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Sizes of the initial data: values of --take, and ranges.", valueName: "N,…"),
    transform: SweepAxis.reader(of: .take))
  var takes: SweepAxis?

  @Option(
    help: ArgumentHelp(
      "Values of --sampler; one that holds commas stands in double quotes.", valueName: "sampler,…"),
    completion: .list(Sampler.forms), transform: SweepAxis.reader(of: .sampler))
  var samplers: SweepAxis?

  @Option(
    help: ArgumentHelp("Values of --learner.", valueName: "learner,…"),
    completion: .list(Learner.forms), transform: SweepAxis.reader(of: .learner))
  var learners: SweepAxis?

  @Option(
    help: ArgumentHelp("Values of --policy.", valueName: "policy,…"),
    completion: .list(ValueForms.policies), transform: SweepAxis.reader(of: .policy))
  var policies: SweepAxis?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Values N or A..B of --batch, and ranges of N.", valueName: "N,…"),
    transform: SweepAxis.reader(of: .batch))
  var batches: SweepAxis?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Values of --external-law; one that holds commas stands in double quotes.", valueName: "q,…"),
    completion: .list(ValueForms.externalLaws), transform: SweepAxis.reader(of: .externalLaw))
  var externalLaws: SweepAxis?

  /// The axes that have a column where they are given, in the order of the columns.
  var further: [SweepAxis] {
    [categoriesList, takes, samplers, learners, policies, batches, externalLaws].compactMap { $0 }
  }

  /// Whether none is given.
  var isEmpty: Bool { temperatures == nil && externals == nil && further.isEmpty }

  /// Which options say one thing as a list and as a value, or `nil`.
  func fault(beside options: ScenarioOptions) -> String? {
    let pairs: [(list: String, one: String, isGiven: Bool)] = [
      ("temperatures", "temperature", temperatures != nil && options.temperature != nil),
      ("externals", "external", externals != nil && options.external != nil),
      ("categories-list", "categories", categoriesList != nil && options.categories != nil),
      ("takes", "take", takes != nil && options.take != nil),
      ("samplers", "sampler", samplers != nil && options.sampler != nil),
      ("learners", "learner", learners != nil && options.learner != nil),
      ("policies", "policy", policies != nil && options.policy != nil),
      ("batches", "batch", batches != nil && options.batch != nil),
      ("external-laws", "external-law", externalLaws != nil && options.externalLaw != nil),
    ]
    return pairs.first(where: \.isGiven).map {
      "--\($0.list) and --\($0.one) say the same; accepted: one of them"
    }
  }
}
