import Glibc
import HeatDeath

/// What `heatdeath forecast --format json` writes: one object, whose members are always the same. What
/// does not belong to the end in question is null, and `reason` says why where the end is not known.
package struct ForecastDocument: CustomStringConvertible {
  private let members: [(key: String, value: JSONValue)]

  /// - Parameter scenario: what was forecast.
  package init(_ forecast: Forecast, of scenario: Scenario) {
    var kind = "unknown"
    var own: [String: JSONValue] = [:]
    switch forecast.end {
    case .winner(let odds):
      kind = "winner"
      own["winner"] = .numbers(odds.odds)
      own["winner_error"] = .number(odds.errors.reduce(0, max))
      own["method"] = .text(odds.method.name)
      if case .fates(let count) = odds.method { own["fates"] = .integer(Int64(count)) }
    case .randomPoint(let end):
      kind = "random-point"
      own["mean"] = .numbers(end.means)
      own["sd"] = .numbers(end.standardDeviations)
    case .uniform(let end):
      kind = "uniform"
      own["point"] = .numbers(end.point.coordinates)
      own["rate"] = .number(end.rate)
      own["deviation"] = .number(end.deviation)
      own["tenth_log10_k"] = end.logSizeOfTenth.map { $0 / log(10) }.json
      own["variance_factor"] = end.varianceFactor.json
    case .restPoint(let rest):
      kind = "rest-point"
      own["point"] = .numbers(rest.point.coordinates)
      own["attracting"] = .boolean(rest.isAttracting)
    case .unknown(let reason):
      own["reason"] = .text(reason.description)
    }
    if let settled = forecast.settled { own["settled"] = .numbers(settled.odds) }
    members =
      [
        ("regime", forecast.regime.map { .text($0.name) } ?? .null),
        ("temperature", .number(scenario.temperature.value)),
        ("external", .number(scenario.externalData.fraction)),
        ("k", .integer(scenario.initialData.size)),
        ("labels", .list(scenario.labels.map { .text($0) })),
        ("end", .text(kind)),
      ] + Self.names.map { ($0, own[$0] ?? .null) }
  }

  private static let names = [
    "winner", "winner_error", "method", "fates", "settled", "mean", "sd", "point", "attracting",
    "rate",
    "deviation", "tenth_log10_k", "variance_factor", "reason",
  ]

  package var description: String { JSONValue.document(members) }
}

extension Regime {
  /// As documents have it.
  var name: String {
    switch self {
    case .modeCollapse: "collapse"
    case .martingale: "martingale"
    case .heatDeath: "heat-death"
    }
  }
}

extension WinnerOdds.Method {
  /// As documents have it.
  fileprivate var name: String {
    switch self {
    case .symmetry: "symmetry"
    case .quadrature: "quadrature"
    case .martingale: "martingale"
    case .fates: "fates"
    }
  }
}
