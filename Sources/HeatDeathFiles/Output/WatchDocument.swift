import HeatDeath

/// What `heatdeath watch --summary --format json` writes: one object with always the same members; those
/// that are not known are null, and so is an infinite temperature.
package struct WatchDocument: CustomStringConvertible {
  private let members: [(key: String, value: JSONValue)]

  /// - Parameter failed: the conditions that came true, each with its row.
  package init(_ summary: LogSummary, failed: [FailedCondition] = []) {
    let estimate = try? summary.estimate.get()
    var reason: String?
    if case .failure(let failure) = summary.estimate { reason = failure.description }
    var winner: WinnerOdds?
    if case .winner(let odds) = summary.forecast?.end { winner = odds }
    let range = estimate?.temperatureRange
    members = [
      ("rows", .integer(summary.rowCount)),
      ("reading", .text(summary.reading.name)),
      ("labels", .list(summary.labels.map { .text($0) })),
      ("k", summary.dataset.map { .integer($0.size) } ?? .null),
      ("theta", .numbers(summary.law.coordinates)),
      ("entropy", .number(summary.law.entropy)),
      ("temperature", (estimate?.temperature.value).json),
      ("temperature_error", (estimate?.temperatureError).json),
      ("temperature_low", (range?.lowerBound).json),
      ("temperature_high", (range?.upperBound).json),
      ("external", (estimate?.external?.fraction).json),
      ("external_error", (estimate?.external?.error).json),
      ("regime", (estimate?.regime).map { .text($0.name) } ?? .null),
      ("fit_p", (estimate?.fit?.pValue).json),
      ("explained", (estimate?.fit?.isExplained).map { .boolean($0) } ?? .null),
      ("drift", (estimate?.drift).json),
      ("steps", (estimate?.stepCount).map { .integer(Int64($0)) } ?? .null),
      ("winner", (winner?.odds).map { .numbers($0) } ?? .null),
      ("winner_error", (winner?.errors.reduce(0, max)).json),
      ("reason", reason.map { .text($0) } ?? .null),
      (
        "failed",
        .list(
          failed.map { item in
            .object([
              ("condition", .text(item.condition.description)),
              ("row", .integer(item.row)), ("line", item.line.map { .integer(Int64($0)) } ?? .null),
            ])
          })
      ),
    ]
  }

  package var description: String { JSONValue.document(members) }
}

/// A condition that came true, and where.
package struct FailedCondition: Sendable {
  package let condition: LogCondition
  /// The first row of which it is true.
  package let row: Int64
  /// Its line; `nil` of what is known at the end only.
  package let line: Int?

  package init(_ condition: LogCondition, row: Int64, line: Int?) {
    self.condition = condition
    self.row = row
    self.line = line
  }
}

extension LoopObservations.Reading {
  /// As documents have it.
  fileprivate var name: String {
    switch self {
    case .totals: "totals"
    case .samples: "samples"
    case .laws: "laws"
    }
  }
}
