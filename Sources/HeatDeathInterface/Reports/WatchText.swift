import HeatDeath
import RealModule
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
    let kind =
      switch summary.reading {
      case .totals: "of totals"
      case .samples: "of samples, each on its own"
      case .laws: "of laws"
      }
    let size = summary.dataset.map { ", \(format.count($0.size)) samples in the last one" } ?? ""
    return "\(name): \(rows) \(kind), \(summary.labels.count) categories\(size), entropy "
      + "\(format.nats(summary.law.entropy))."
  }

  private var loop: [String] {
    switch summary.estimate {
    case .failure(let failure): return ["The temperature is not known: \(failure)."]
    case .success(let estimate):
      return [temperature(estimate), fit(estimate), drift(estimate)].compactMap { $0 }
    }
  }

  private func temperature(_ estimate: LoopEstimate) -> String {
    var text: String
    if estimate.reading == .laws, !isTold(estimate) {
      text =
        switch estimate.regime {
        case .modeCollapse: "T < 1"
        case .heatDeath: "T > 1"
        case .martingale, nil: "T = 1 or near it"
        }
      text += ", how far from 1 these laws do not tell"
    } else if estimate.exponent == 0, let range = estimate.temperatureRange {
      text = "T is infinite, or at least \(rounded(range.lowerBound))"
    } else {
      text = "T = \(value(estimate))"
      if let error = estimate.temperatureError { text += " +- \(rounded(error))" }
      if let range = estimate.temperatureRange, isLopsided(estimate) {
        text += " (\(rounded(range.lowerBound)) to \(rounded(range.upperBound)))"
      }
    }
    if let external = estimate.external {
      text +=
        ", \(format.fraction(round(external.fraction, 4))) +- \(rounded(external.error)) from outside"
    }
    if estimate.regime == .martingale, estimate.exponent != 1 { text += ", not told from 1" }
    if let regime = estimate.regime { text += ": \(regime.words)" }
    return text + "."
  }

  /// T with as many digits as its error has.
  private func value(_ estimate: LoopEstimate) -> String {
    let temperature = estimate.temperature.value
    guard let error = estimate.temperatureError, error > 0, temperature.isFinite else {
      return format.temperature(temperature)
    }
    let digits = 1 - Int(Double.log10(error).rounded(.down))
    return format.fixed(temperature, digits: max(1, min(8, digits)))
  }

  /// Whether an error is of any use.
  private func isTold(_ estimate: LoopEstimate) -> Bool {
    estimate.exponentError.map { $0 < estimate.exponent / 2 } ?? false
  }

  private func isLopsided(_ estimate: LoopEstimate) -> Bool {
    guard let error = estimate.exponentError else { return false }
    return error > 0.15 * estimate.exponent
  }

  private func fit(_ estimate: LoopEstimate) -> String? {
    guard let fit = estimate.fit else {
      return "The log is too short to test whether the paper's model explains it."
    }
    let p = fit.pValue
    let value = p < 1e-300 ? "p < 1e-300" : "p = \(p < 0.001 ? format.compact(p) : rounded(p))"
    return fit.isExplained
      ? "The model of the paper explains the log (\(value))."
      : "The model of the paper does not explain the log (\(value)): take T for a number that fits "
        + "best, and no more."
  }

  /// What the rows say of themselves, where the model does not explain them.
  private func drift(_ estimate: LoopEstimate) -> String? {
    guard estimate.reading == .samples, estimate.fit?.isExplained == false,
      let drift = estimate.drift
    else { return nil }
    let errors = "\(format.fixed(abs(drift), digits: 1)) standard errors"
    if abs(drift) < 2 {
      return
        "Whatever the loop is, shares neither clearly move apart nor come together (\(errors))."
    }
    return drift > 0
      ? "Whatever the loop is, shares move apart, as below T = 1 (\(errors))."
      : "Whatever the loop is, shares come together, as above T = 1 (\(errors))."
  }

  /// Two digits that say something.
  private func rounded(_ value: Double) -> String {
    guard value.isFinite else { return format.temperature(value) }
    guard value > 0 else { return "0" }
    let digits = max(0, 1 - Int(Double.log10(value).rounded(.down)))
    return digits > 6 ? format.compact(value) : format.fixed(value, digits: digits)
  }

  private func round(_ value: Double, _ digits: Int) -> Double {
    let scale = Double.pow(10, Double(digits))
    return (value * scale).rounded() / scale
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
