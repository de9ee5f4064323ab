/// What becomes of a run in the end, from the data it has.
public struct ForecastQuestion: Question {
  public let settings: Settings
  public let counts: [Int64]
  /// The initial data, whose law external data may name.
  public let initialData: Dataset

  public init(_ snapshot: Snapshot) {
    settings = snapshot.settings
    counts = snapshot.counts
    initialData = snapshot.scenario.initialData
  }

  /// How many fates are drawn of so many categories, where odds take any: 1000 of up to thirty, and of
  /// more as many as take no longer, but never fewer than 100. The odds say how far they may be off.
  static func fates(categoryCount: Int) -> Int {
    max(100, min(1000, 30_000 / max(1, categoryCount)))
  }

  /// Where fates are drawn, they are those of one seed: the same data have the same forecast.
  public func answer() -> Forecast {
    var generator = Xoshiro256PlusPlus(seed: 1)
    // The counts are those of a dataset.
    let dataset = try! Dataset(counts: counts)
    return Forecast(
      of: settings, from: dataset, initial: initialData.empiricalLaw,
      fates: Self.fates(categoryCount: counts.count), using: &generator)
  }
}
