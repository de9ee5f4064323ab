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

  /// Where fates are drawn, they are those of one seed: the same data have the same forecast.
  public func answer() -> Forecast {
    var generator = Xoshiro256PlusPlus(seed: 1)
    // The counts are those of a dataset.
    let dataset = try! Dataset(counts: counts)
    return Forecast(
      of: settings, from: dataset, initial: initialData.empiricalLaw, using: &generator)
  }
}
