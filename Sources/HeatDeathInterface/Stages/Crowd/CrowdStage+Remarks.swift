import HeatDeath

// The crowd, told in lines.
extension CrowdStage {
  /// Its figures pass by while it goes on.
  var newsPeriod: Double { 10 }

  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    let size = report.scenario.initialData.size
    let settings = RunSentences.words(wanted, report.scenario.labels, format)
    return [
      Remark(
        "crowd", "a crowd of \(report.runs) runs that begin at k = \(format.restingCount(size))"),
      Remark("settings", settings),
      motion(format),
    ]
  }

  private func motion(_ format: NumberFormat) -> Remark {
    let place = "k = \(format.restingCount(report.figures.clock))"
    switch report.activity {
    case .full:
      return Remark("motion", "at the end: the crowd goes no further than \(place)")
    // The news says where to.
    case .flying: return Remark("motion", "", identity: "flying")
    case .running where isRunning:
      return Remark("motion", "running: \(pace.words(format))")
    case .running, .paused, .seeking:
      return isRunning
        ? Remark("motion", "running: \(pace.words(format))")
        : Remark("motion", "paused at \(place)", identity: "paused")
    }
  }

  func summary(in shell: Shell, _ format: NumberFormat) -> [String] {
    guard let run = shell.run else { return [line(in: shell, format)] }
    let look =
      shell.display.isPlain ? .spoken(shell.display) : Look(shell.display, colors: .monochrome)
    let context = CrowdContext(
      run: DrawingContext(look, run.feed, RunControls(), shell.display),
      report: report, wanted: wanted, pace: pace, isMagnified: isMagnified)
    let (summary, labels) = (report.summary, report.scenario.labels)
    let settings = RunSentences.words(report.settings, labels, format)
    var lines = ["\(report.runs) runs at k = \(format.restingCount(summary.clock)): \(settings)"]
    lines += [motion(format).text, line(in: shell, format)].filter { !$0.isEmpty }
    if let fit = report.winnersFit { lines += fit.words(format).prefix(1) }
    for category in labels.indices {
      var words =
        "\(labels[category].inSentence) leads in \(context.share(ledBy: category)) of the runs"
      if let odds = context.odds {
        words += "; its chance to win is \(context.percent(odds.odds[category]))"
      }
      let mean = summary.means[category]
      let spread = context.spread(summary.standardDeviations[category])
      words +=
        "; its share is \(format.percent(mean, complement: 1 - mean)) on average, "
        + "with a spread of \(spread)"
      if let moments = report.prediction.moments {
        words += ", expected \(context.spread(moments.standardDeviations[category]))"
      }
      lines.append(words)
    }
    return lines
  }
}
