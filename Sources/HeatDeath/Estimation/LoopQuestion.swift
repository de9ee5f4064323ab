/// What a log tells of its loop at one of its rows.
public struct LoopQuestion: Question {
  public let values: LoopObservations.Values
  public let reading: LoopObservations.Reading
  /// The rows kept of the log, later ones as well.
  public let history: LogHistory
  /// The row that it is asked at.
  public let row: LogHistory.Row
  public let labels: [String]
  public let externalLaw: ExternalLaw?
  public let window: Int?

  /// - Parameters:
  ///   - history: the rows kept of the log, later ones as well.
  ///   - row: one of the rows kept, or the last one.
  ///   - values: whether rows have counts or laws.
  ///   - reading: what the whole log is about.
  ///   - labels: the names of the categories, in the order of a row's numbers.
  ///   - externalLaw: q, where data from outside are to be reckoned with; the initial one is that of the
  ///     first row.
  ///   - window: to estimate from the last steps alone.
  public init(
    _ history: LogHistory, at row: LogHistory.Row, values: LoopObservations.Values,
    reading: LoopObservations.Reading, labels: [String], externalLaw: ExternalLaw? = nil,
    window: Int? = nil
  ) {
    self.history = history
    self.row = row
    self.values = values
    self.reading = reading
    self.labels = labels
    self.externalLaw = externalLaw
    self.window = window
  }

  /// - Complexity: some ten milliseconds for a few categories, a second or two for thousands.
  public func answer() -> LogSummary {
    let observations = LoopObservations(
      values, from: history, through: row.number, reading: reading, window: window)
    let first = history.rows.first?.amounts ?? row.amounts
    let padding = [Int64](repeating: 0, count: max(0, labels.count - first.count))
    let initial = SimplexPoint(counts: first + padding)
    let law = externalLaw.map { law in
      // What does not fit the categories is for the estimate to refuse.
      (try? law.resolved(initial: initial)) ?? law.unfitted ?? initial
    }
    return LogSummary(
      of: observations, last: row.amounts, labels: labels, externalLaw: law,
      fates: ForecastQuestion.fates(categoryCount: labels.count))
  }

  /// What tells the moments of one log apart: a row does not change once it has come, nor what is kept
  /// of those before it but by thinning.
  private struct Moment: Hashable {
    let number: Int64
    let stride: Int64
    let labelCount: Int
    let values: LoopObservations.Values
    let reading: LoopObservations.Reading
    let externalLaw: ExternalLaw?
    let window: Int?
    let first: [Int64]?
    let amounts: [Int64]
  }

  private var moment: Moment {
    Moment(
      number: row.number, stride: history.stride, labelCount: labels.count, values: values,
      reading: reading, externalLaw: externalLaw, window: window,
      first: history.rows.first?.amounts, amounts: row.amounts)
  }

  public static func == (left: Self, right: Self) -> Bool { left.moment == right.moment }

  public func hash(into hasher: inout Hasher) { hasher.combine(moment) }
}

extension ExternalLaw {
  /// A law that names categories which are not there, as it is; `nil` for one that fits any.
  fileprivate var unfitted: SimplexPoint? {
    switch self {
    case .point(let point): point
    case .category(let category):
      SimplexPoint(weights: (0...max(0, category)).map { $0 == category ? 1 : 0 })
    case .initial, .uniform: nil
    }
  }
}
