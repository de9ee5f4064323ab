extension Scenario {
  /// The scenario that starts from other data, and keeps whatever fits their categories.
  ///
  /// Temperature, λ, loop and seed stay. Categories that remain keep their names, and new ones get
  /// the first default names that are free. A law of external data for a category that is gone, or
  /// for another number of them, becomes the initial law.
  ///
  /// - Parameters:
  ///   - data: the initial data of the new scenario.
  ///   - names: whose names to take, of as many categories as there are; `nil` for ``labels``.
  public func starting(from data: Dataset, named names: [String]? = nil) -> Scenario {
    var settings = settings
    if (try? settings.externalData.law.resolved(initial: data.empiricalLaw)) == nil {
      // λ was valid before, and the initial law always fits.
      settings.externalData = try! ExternalData(fraction: externalData.fraction, law: .initial)
    }
    // The names differ, and the policy was valid before.
    return try! Scenario(
      initialData: data,
      labels: Self.labels(names ?? labels, forCategories: data.categoryCount),
      temperature: settings.temperature, externalData: settings.externalData, loop: settings.loop,
      seed: settings.seed)
  }

  /// The scenario that goes on from other data of the same categories as if they were its own: a law
  /// of external data and a size of batches that hang on the initial data stay what they were.
  ///
  /// - Precondition: as many categories.
  public func goingOn(from data: Dataset) -> Scenario {
    var settings = settings
    // Also while none are drawn: whoever turns them on later means the same law.
    if settings.externalData.law == .initial, data != initialData {
      // λ was valid before, and the law has as many categories.
      settings.externalData = try! ExternalData(
        fraction: settings.externalData.fraction, law: .point(initialData.empiricalLaw))
    }
    if settings.loop.policy == .replace {
      settings.loop.batch = settings.loop.batchSize(initialSize: initialData.size)
    }
    return try! Scenario(
      initialData: data, labels: labels, temperature: settings.temperature,
      externalData: settings.externalData, loop: settings.loop, seed: settings.seed)
  }

  private static func labels(_ names: [String], forCategories count: Int) -> [String] {
    var labels = Array(names.prefix(count))
    var taken = Set(labels)
    var candidate = labels.count
    while labels.count < count {
      let name = defaultLabel(candidate)
      candidate += 1
      if taken.insert(name).inserted { labels.append(name) }
    }
    return labels
  }
}
