/// What there is to say of a log: where it stands, what kind of loop it is of, and where that leads.
public struct LogSummary: Sendable {
  /// How many rows there were.
  public let rowCount: Int64

  /// The names of the categories.
  public let labels: [String]

  public let reading: LoopObservations.Reading

  /// The law of the last row.
  public let law: SimplexPoint

  /// The last row, where it is one of counts.
  public let dataset: Dataset?

  /// The loop; or why nothing is known of it.
  public let estimate: Result<LoopEstimate, EstimationFailure>

  /// Where the loop leads from the last row, T = 1 where it is not told from 1; `nil` without an
  /// estimate, and of laws, which have no size.
  public let forecast: Forecast?

  /// The scenario that is forecast.
  public let scenario: Scenario?

  /// - Parameters:
  ///   - observations: what the rows of the log told.
  ///   - last: the last row.
  ///   - labels: the names of its categories.
  ///   - externalLaw: q, where data from outside are to be reckoned with.
  ///   - seed: of the fates that are drawn.
  ///   - fates: how many fates are drawn where odds cannot be computed.
  /// - Precondition: `last` is a row that `observations` took, and `labels` has a name for each of its
  ///   categories.
  public init(
    of observations: LoopObservations, last: [Int64], labels: [String],
    externalLaw: SimplexPoint? = nil, seed: UInt64 = 1, fates: Int = 1000
  ) {
    let amounts = last + [Int64](repeating: 0, count: max(0, labels.count - last.count))
    rowCount = observations.rowCount
    self.labels = labels
    reading = observations.reading
    law = SimplexPoint(counts: amounts)
    dataset = observations.values == .counts ? try? Dataset(counts: amounts) : nil
    do throws(EstimationFailure) {
      estimate = .success(try LoopEstimate(of: observations, externalLaw: externalLaw))
    } catch {
      estimate = .failure(error)
    }
    guard let dataset, case .success(let found) = estimate else {
      forecast = nil
      scenario = nil
      return
    }
    let settings = found.settings(
      externalLaw: externalLaw.map { .point($0) } ?? .initial, seed: seed)
    scenario = try? Scenario(initialData: dataset, labels: labels, temperature: .one, seed: seed)
      .with(settings)
    var generator = Xoshiro256PlusPlus(seed: seed, stream: 0)
    forecast = scenario.map { scenario in
      Forecast(
        of: settings, from: dataset, initial: scenario.initialData.empiricalLaw, fates: fates,
        using: &generator)
    }
  }
}
