import TerminalDrawing

/// Which part of a crowd's screen stands where, between the top and the line that says what happens.
struct CrowdLayout {
  let context: CrowdContext
  /// What is said of it in a lecture room, from the longest to the shortest.
  var sentences: [String] = []

  /// Rows that the panel of the leaders needs, and that of the spreads.
  private var leaderRows: Int { context.shownCount + 3 }
  private var spreadRows: Int { context.shownCount + 5 }

  func parts(in area: Rect) -> [Placed] {
    var rest = area
    var parts: [Placed] = []
    if context.run.isThick, ProjectorRun.fits(area) {
      let settings = context.report.settings
      let details = context.format.hallDetails(settings) + ["\(context.report.runs) runs"]
      var words = StyledText()
      words.append(details.joined(separator: ", "), context.style(.strong))
      let header = ProjectorHeader(
        look: context.run.look,
        setting: context.format.hallSetting(settings), words: words,
        size: "k \(context.format.roundCount(context.report.figures.clock))",
        sentences: sentences)
      parts.append(Placed(header, in: rest.takeTop(ProjectorHeader.rows)))
      let bars = rest.takeRight(max(24, rest.width * 2 / 5))
      return parts + [Placed(CrowdPicture(context: context), in: rest)] + leaders(in: bars)
    } else if area.height >= 3 {
      parts.append(Placed(CrowdHeader(context: context), in: rest.takeTop(1)))
    }
    if rest.width >= 66, rest.height >= leaderRows + 2 {
      let right = rest.takeRight(max(38, rest.width * 37 / 100))
      return parts + [Placed(CrowdPicture(context: context), in: rest)] + panels(in: right)
    }
    if rest.width >= 36, rest.height >= leaderRows + 8 {
      let useful = Int(Double(rest.width) / 2.31) + 4
      var below = rest
      let picture = below.takeTop(
        min(
          useful,
          rest.height
            - (rest.height >= leaderRows + spreadRows + 8 ? leaderRows + spreadRows : leaderRows)))
      return parts + [Placed(CrowdPicture(context: context), in: picture)] + panels(in: below)
    }
    if rest.width >= 36, rest.height >= 6 {
      let right = rest.takeRight(18)
      parts.append(Placed(CrowdPicture(context: context), in: rest))
      return parts + [Placed(CrowdLines(context: context), in: right)]
    }
    return parts + [Placed(CrowdLines(context: context), in: rest)]
  }

  /// For a lecture room: who leads how many of the runs, and from T = 1 on, where none takes all, what
  /// the runs have on average.
  private func leaders(in area: Rect) -> [Placed] {
    var rest = area
    let symbols = context.symbols
    let isMean = context.report.settings.temperature.value >= 1
    let texts =
      isMean
      ? ["mean of all runs", "mean"]
      : ["leads in so many of the runs", "leads in so many"].map {
        context.odds == nil ? $0 : "\($0)  \(symbols.vertical) wins"
      }
    let title = texts.first { $0.terminalColumns <= area.width - 2 } ?? ""
    let heading = Placed(
      ProjectorCaption(look: context.run.look, text: title, role: .strong), in: rest.takeTop(1))
    let bars = ProjectorBars(context: context.run, categories: context.shown) {
      [context] category in
      if isMean {
        let mean = context.summary.means[category]
        return (context.format.wholePercent(mean), mean, nil)
      }
      let share = context.summary.share(ledBy: category)
      return (context.format.wholePercent(share), share, context.odds?.odds[category])
    }
    return [heading, Placed(bars, in: rest)]
  }

  /// Who leads, and below it, where there is room, how far apart the runs are and how their shares are
  /// spread.
  private func panels(in area: Rect) -> [Placed] {
    var rest = area
    guard rest.height >= leaderRows + spreadRows else {
      return [Placed(CrowdLeaders(context: context), in: rest)]
    }
    let room = rest.height - leaderRows - spreadRows
    let shareRows = CrowdShares.rows(categoryCount: context.categoryCount)
    let hasShares = room >= shareRows
    let isLoose = room >= context.shownCount + (hasShares ? shareRows : 0)
    let leaders = rest.takeTop(leaderRows + (isLoose ? context.shownCount : 0))
    var parts = [Placed(CrowdLeaders(context: context), in: leaders)]
    let spreads = hasShares ? rest.takeTop(spreadRows) : rest
    parts.append(Placed(CrowdSpreads(context: context), in: spreads))
    if hasShares { parts.append(Placed(CrowdShares(context: context), in: rest)) }
    return parts
  }
}
