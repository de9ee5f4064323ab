import HeatDeath

extension ScenarioOptions {
  /// These options, and those of the file for what is not given here.
  ///
  /// Initial data are taken whole, from one or the other.
  func completed(by file: ScenarioFile) throws(DataError) -> ScenarioOptions {
    var options = self
    if options.temperature == nil {
      options.temperature = try file.value("temperature", OptionValues.temperature)
    }
    if options.sampler == nil { options.sampler = try file.value("sampler", OptionValues.sampler) }
    if options.learner == nil { options.learner = try file.value("learner", OptionValues.learner) }
    if options.policy == nil { options.policy = try file.value("policy", OptionValues.policy) }
    if options.batch == nil { options.batch = try file.value("batch", OptionValues.batch) }
    if options.external == nil {
      options.external = try file.value("external", OptionValues.fraction)
    }
    if options.externalLaw == nil {
      options.externalLaw = try file.value("external-law", OptionValues.externalLaw)
    }
    if options.seed == nil {
      options.seed = try file.value("seed", OptionValues.integer(in: 0...UInt64.max))
    }
    if !givesInitialData { try options.takeInitialData(from: file) }
    return options
  }

  private mutating func takeInitialData(from file: ScenarioFile) throws(DataError) {
    counts = try file.value("counts", OptionValues.counts)
    categories = try file.value("categories", OptionValues.categoryCount)
    data = file.file("data")
    text = file.file("text")
    if labels == nil { labels = try file.value("labels", OptionValues.labels) }
    if unit == nil { unit = try file.value("unit", OptionValues.choice) }
    if top == nil { top = try file.value("top", OptionValues.integer(in: 1...1_000_000)) }
    if rest == nil { rest = try file.value("rest", OptionValues.choice) }
    if take == nil {
      take = try file.value("take", OptionValues.integer(in: 1...Dataset.maximumSize))
    }
    try table.complete(from: file)
  }
}
