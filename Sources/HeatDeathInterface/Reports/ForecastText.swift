import HeatDeath
import RealModule
import TerminalDrawing

/// What `heatdeath forecast` says to people: what becomes of a run in the end, as a table of its
/// categories.
public struct ForecastText: CustomStringConvertible {
  private let forecast: Forecast
  private let words: ReportFormat

  /// - Parameter scenario: what was forecast.
  public init(_ forecast: Forecast, of scenario: Scenario) {
    self.forecast = forecast
    words = ReportFormat(scenario: scenario)
  }

  private var counts: [Int64] { words.scenario.initialData.counts }

  public var description: String {
    let regime = forecast.regime.map { ": \($0.words)" } ?? ""
    let size = words.format.count(words.scenario.initialData.size)
    return "\(words.heading)\(regime). The data have \(size) samples now.\n" + body
  }

  private var body: String {
    if counts.count == 1 { return "There is one category: it has everything, and keeps it.\n" }
    return switch forecast.end {
    case .winner(let odds): winner(odds)
    case .randomPoint(let end): randomPoint(end)
    case .uniform(let end): uniform(end)
    case .restPoint(let rest): restPoint(rest)
    case .unknown(let reason): "What becomes of them is not known: \(reason).\n"
    }
  }

  private func table(_ columns: [(heading: String, cell: (Int) -> String)]) -> String {
    let heading = ["", "now"] + columns.map(\.heading)
    let rows = counts.indices.map { category in
      [words.scenario.labels[category], words.presentShare(category)]
        + columns.map { $0.cell(category) }
    }
    return "\n" + TextTable([heading] + rows).description + "\n"
  }

  // MARK: The ends

  private func winner(_ odds: WinnerOdds) -> String {
    var isDrawn = false
    var error = ""
    switch odds.method {
    case .symmetry: break
    case .martingale: error = "Shares stay on average what they are, so they are the chances.\n"
    case .quadrature:
      let relative = zip(odds.errors, odds.odds).reduce(0) { $1.1 > 0 ? max($0, $1.0 / $1.1) : $0 }
      error = "The chances are right to \(words.format.compact(relative)) of each.\n"
    case .fates(let count):
      isDrawn = true
      error = "The chances are counted from \(count) fates drawn; +- is one standard error.\n"
    }
    let alive = counts.count { $0 > 0 }
    var columns: [(heading: String, cell: (Int) -> String)] = [
      (
        "takes all",
        { category in
          // Where fates were drawn and none fell so, three standard errors: a bound of 95 %.
          let resolution = isDrawn ? 3 * odds.errors[category] : WinnerOdds.smallestOdds
          return words.odds(
            odds.odds[category], complement: complement(of: category, in: odds.odds),
            resolution: resolution, isOpen: counts[category] > 0 && alive > 1)
        }
      )
    ]
    if isDrawn { columns.append(("+-", { words.format.compact(odds.errors[$0]) })) }
    if let settled = forecast.settled {
      columns.append(
        (
          "has already",
          { category in
            words.odds(
              settled.odds[category], complement: complement(ofSettled: settled.odds[category]),
              resolution: settled.odds[category] > 0.5 ? 1e-12 : 1e-300,
              isOpen: counts[category] > 0 && alive > 1)
          }
        ))
    }
    let note =
      forecast.settled == nil
      ? "" : "\"Has already\" are the chances that no other category gets another sample.\n"
    return "In the end one category takes all new samples; these are the chances.\n"
      + table(columns) + error + note
  }

  /// 1 − p of one of several odds, without its cancellation.
  private func complement(of category: Int, in odds: [Double]) -> Double {
    guard odds[category] > 0.5 else { return 1 - odds[category] }
    var others = 0.0
    for other in odds.indices where other != category { others += odds[other] }
    return others
  }

  /// What rounding leaves of 1 − p counts as nothing.
  private func complement(ofSettled odds: Double) -> Double { 1 - odds < 1e-12 ? 0 : 1 - odds }

  private func randomPoint(_ end: DirichletEnd) -> String {
    let (means, deviations) = (end.means, end.standardDeviations)
    return "In the end every share settles where chance leads it: on average here, give or take.\n"
      + table([
        (
          "settles at",
          { category in
            words.format.share(means[category], complement: complement(of: category, in: means))
          }
        ), ("+-", { words.format.nats(deviations[$0]) }),
      ])
  }

  private func uniform(_ end: UniformEnd) -> String {
    var lines: [String] = []
    let (deviation, size) = (end.deviation, Double.log(Double(words.scenario.initialData.size)))
    if let tenth = end.logSizeOfTenth {
      lines.append(
        "The largest share and the smallest are \(words.format.lyapunov(deviation)) apart. A tenth "
          + "of that takes on average\n\(words.number(logarithm: tenth)) samples, "
          + "\(words.number(logarithm: tenth - size)) times the data.")
    } else if deviation > 0 {
      lines.append("No number of samples that can be written down brings them a tenth nearer.")
    }
    if end.isDecidedByNoise {
      let size = end.varianceFactor.map {
        ":\nafter k samples a share is off by about \(words.format.fixed(Double.sqrt($0), digits: 2))"
          + "/sqrt(k)"
      }
      lines.append(
        "What is left in the end is chance, and the lead changes for ever\(size ?? "").")
    } else {
      lines.append("What is left falls as 1/k^\(words.signed(end.rate)).")
    }
    return "In the end all categories that have samples have the same share.\n"
      + table([("in the end", { words.format.share(of: $0, in: end.point) })])
      + lines.map { $0 + "\n" }.joined()
  }

  private func restPoint(_ rest: RestPoint) -> String {
    var (title, note) = ("In the end the run is, on average, here.\n", "")
    if !rest.isAttracting {
      note = "This is a point of balance: chance decides where a run goes from it.\n"
    } else if forecast.mayEndElsewhere {
      title = "The mean flow leads from the present shares to this end.\n"
      note =
        "Chance may lead a run elsewhere while it has few samples.\n"
        + (listsAll ? "`heatdeath equilibria` lists every rest point.\n" : "")
    }
    return title
      + table([("in the end", { words.format.share(of: $0, in: rest.point) })]) + note
  }

  private var listsAll: Bool {
    words.scenario.loop.sampler == .softmax && counts.count <= RestPoints.mostCategories
  }
}
