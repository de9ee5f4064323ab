import HeatDeath
import TerminalDrawing

/// What `heatdeath equilibria` says to people: every point where the loop can rest, as a table.
public struct EquilibriaText: CustomStringConvertible {
  private let restPoints: RestPoints
  private let hysteresis: Hysteresis?
  private let words: ReportFormat

  /// - Parameters:
  ///   - hysteresis: the thresholds of λ, where there are any.
  ///   - scenario: whose rest points they are.
  public init(_ restPoints: RestPoints, _ hysteresis: Hysteresis?, of scenario: Scenario) {
    self.restPoints = restPoints
    self.hysteresis = hysteresis
    words = ReportFormat(scenario: scenario)
  }

  public var description: String {
    let members = restPoints.members
    let stable = members.count { $0.stability == .stable }
    let count = members.count == 1 ? "1 rest point" : "\(members.count) rest points"
    let rows = members.map { member in
      [member.stability.description]
        + member.point.coordinates.indices.map { words.format.share(of: $0, in: member.point) }
        + [member.eigenvalues.max().map(words.signed) ?? "-"]
    }
    return "\(words.heading). \(count), and no others; \(stable) of them stable.\n\n"
      + TextTable([[""] + words.scenario.labels + ["pull"]] + rows).description + "\n"
      + "\"Pull\" is the largest eigenvalue: below 0 every run nearby is drawn in, above 0 some\n"
      + "direction leads away.\n" + thresholds
  }

  private var thresholds: String {
    guard let hysteresis else { return "" }
    guard words.scenario.temperature.value < 1 else {
      return
        "At this temperature nothing but the even mixture is stable, however much of new data is\n"
        + "fresh.\n"
    }
    return "The even mixture is stable where more than \(threshold(hysteresis.uniformThreshold)) "
      + "of new data is fresh,\nand no lead lasts above "
      + "\(threshold(hysteresis.collapseThreshold)).\n"
  }

  private func threshold(_ value: Double) -> String {
    min(value, 1 - value) < 1e-4
      ? words.format.percent(value, complement: 1 - value)
      : "\(words.format.fixed(100 * value, digits: 2)) %"
  }
}
