import HeatDeath
import RealModule
import TerminalDrawing

extension CrowdStage {
  /// What the crowd shows, as far as it is so of the report on the screen.
  func line(in shell: Shell, _ format: NumberFormat) -> String {
    let summary = report.summary
    let k = format.restingCount(summary.clock)
    if summary.runCount < report.runs {
      return "\(summary.runCount) of \(report.runs) runs are at k = \(k) by now; these are shown"
    }
    if let journey = report.journey, report.activity == .flying {
      return "on the way to k = \(format.restingCount(journey.destination)); shown is k = \(k)"
    }
    guard summary.clock > report.scenario.initialData.size else {
      return "\(report.runs) runs begin at the same place; chance alone will tell them apart"
    }
    let start = report.scenario.initialData.size
    // Of a learner that leans to one it would be no reason.
    let isLeaning = !report.settings.loop.learner.followsMeanFlow
    if !isFromBeginning, !isLeaning, start > shell.run?.feed.snapshot.initialSize ?? start,
      let leader = summary.leaders.firstIndex(of: summary.runCount)
    {
      return "these runs begin at k = \(format.restingCount(start)), where "
        + "\(report.scenario.name(of: leader)) leads already: b from the start"
    }
    return urn(format) ?? drawnTogether(format) ?? leading(format)
  }

  /// The same for a lecture room, from the longest to the shortest.
  func sentences(in shell: Shell, _ format: NumberFormat) -> [String] {
    let summary = report.summary
    let line = line(in: shell, format)
    // How far a law is off is not for a hall.
    if line == urn(format), report.prediction.fit?.isWithinChance != false {
      return ["\(Self.meanStays): each run goes its own way", Self.meanStays]
    }
    guard summary.runCount > 0, report.activity != .flying,
      let leader = summary.leaders.indices.max(by: { summary.leaders[$0] < summary.leaders[$1] }),
      case .winner(let odds)? = report.prediction.forecast?.end
    else { return [line] }
    let share = format.wholePercent(summary.share(ledBy: leader))
    let lead = "\(report.scenario.name(of: leader)) leads in \(share)"
    return [
      line, "\(lead) and wins in \(format.wholePercent(odds.odds[leader])) of the runs", lead,
    ]
  }

  private static let meanStays = "the mean of all runs keeps its place"

  /// At T = 1: whether the crowd has the exact law.
  private func urn(_ format: NumberFormat) -> String? {
    guard report.settings.temperature == .one, let moments = report.prediction.moments,
      moments.isExact
    else { return nil }
    guard let fit = report.prediction.fit else {
      return "\(Self.meanStays): each run goes its own way"
    }
    guard !fit.isWithinChance else {
      return "the mean keeps its place; shares are as the exact law says, within chance"
    }
    let (off, most) = (format.fixed(fit.distance, digits: 3), format.fixed(fit.critical, digits: 3))
    return "off the exact law by \(off): chance makes more than \(most) once in 20 times"
  }

  /// Above T = 1: how far apart the runs are.
  private func drawnTogether(_ format: NumberFormat) -> String? {
    guard let moments = report.prediction.moments, !moments.isExact else { return nil }
    let spread = report.summary.standardDeviations.max() ?? 0
    let predicted = moments.standardDeviations.max() ?? 0
    return "the runs differ by \(CrowdContext.spread(spread, format)) as a rule; "
      + "expected: \(CrowdContext.spread(predicted, format))"
  }

  /// Who leads; once nearly all have settled, whether that is as expected.
  private func leading(_ format: NumberFormat) -> String {
    let summary = report.summary
    let leader = summary.leaders.indices.max { summary.leaders[$0] < summary.leaders[$1] } ?? 0
    let share = format.percent(Int64(summary.leaders[leader]), of: Int64(summary.runCount))
    let lead = "\(report.scenario.name(of: leader)) leads in \(share) of the runs"
    guard case .winner? = report.prediction.forecast?.end else {
      let mean = format.percent(summary.means[leader], complement: 1 - summary.means[leader])
      let spread = CrowdContext.spread(summary.standardDeviations[leader], format)
      return "\(lead); on average it has \(mean), and the runs differ by \(spread) as a rule"
    }
    if let fit = report.winnersFit {
      let label = report.scenario.name(of: leader)
      switch fit.verdict {
      case .unlikely:
        return "\(label) leads in \(share): off the wins expected by more than chance explains"
      case .rare:
        return "\(label) leads in \(share); \(format.crowds(by: fit.pValue)) crowds is further off "
          + "by chance"
      case .usual:
        return "\(label) leads in \(share), as theory expects, within chance"
      }
    }
    let settled = format.percent(
      Int64(summary.settled.reduce(0, +)), of: Int64(summary.runCount))
    return "\(lead); \(settled) have all but settled on one"
  }
}
