import HeatDeath
import TerminalDrawing

/// What `heatdeath watch --summary` says to people: where a log stands, what kind of loop it is of, and
/// where that leads.
public struct WatchText: CustomStringConvertible {
  private let summary: LogSummary
  private let name: String
  private let format = NumberFormat(symbols: Symbols(.ascii))

  /// The most categories that are listed; of more the largest ones.
  private static let mostListed = 20

  /// - Parameter name: the log.
  public init(_ summary: LogSummary, name: String) {
    self.summary = summary
    self.name = name
  }

  public var description: String {
    var lines = [heading] + loop
    if summary.labels.count > Self.mostListed || summary.forecast == nil {
      lines.append("")
      return lines.map { $0 + "\n" }.joined() + shares
    }
    lines.append("")
    let text = lines.map { $0 + "\n" }.joined()
    guard let forecast = summary.forecast, let scenario = summary.scenario else {
      return text + shares
    }
    return text + "From here, if the loop goes on like that:\n"
      + ForecastText(forecast, of: scenario).description
  }

  private var heading: String {
    let rows = "\(summary.rowCount) row\(summary.rowCount == 1 ? "" : "s")"
    let size = summary.dataset.map { ", \(format.count($0.size)) samples in the last one" } ?? ""
    return "\(name): \(rows) \(summary.reading.words), \(summary.labels.count) categories\(size), "
      + "entropy \(format.nats(summary.law.entropy))."
  }

  private var loop: [String] {
    switch summary.estimate {
    case .failure(let failure): return ["The temperature is not known: \(failure)."]
    case .success(let estimate):
      let words = LoopWords(estimate, format)
      return [words.temperature + ".", words.fit + ".", words.drift.map { $0 + "." }]
        .compactMap { $0 }
    }
  }

  /// The largest shares now.
  private var shares: String {
    let order = summary.law.coordinates.indices.sorted { left, right in
      let (one, other) = (summary.law[left], summary.law[right])
      return one != other ? one > other : left < right
    }
    let rows = order.prefix(Self.mostListed).map { category in
      [summary.labels[category], format.share(of: category, in: summary.law)]
    }
    let rest = order.count - rows.count
    let more = rest > 0 ? "and \(rest) more\n" : ""
    return TextTable([["", "now"]] + rows).description + more
  }
}
