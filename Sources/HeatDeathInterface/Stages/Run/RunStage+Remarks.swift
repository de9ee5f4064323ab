import HeatDeath

// The run, told in lines.
extension RunStage {
  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    // What begins anew is news.
    let start = Remark("run", RunSentences(feed: feed, format: format).beginning, identity: "run")
    return [start, motion(format)]
  }

  func news(in shell: Shell, _ format: NumberFormat) -> Remark {
    let line = line(in: shell, format)
    let snapshot = feed.snapshot
    let isOfOneMoment = isPast || looksAtSample || snapshot.clock == snapshot.initialSize
    guard !isOfOneMoment, !line.contains("k = ") else { return Remark("news", line) }
    let place = RunSentences.place(of: snapshot, format)
    return Remark("news", "\(place): \(line)", identity: line)
  }

  func summary(in shell: Shell, _ format: NumberFormat) -> [String] {
    let run = RunSentences(feed: feed, format: format, isVeiled: shell.isAwaitingPrediction)
    let snapshot = feed.snapshot
    let state = [motion(format).text, line(in: shell, format)].filter { !$0.isEmpty }
    return ["the run stands at \(run.place): \(run.settings), seed \(snapshot.seed)"] + state
      + run.shares + run.unevenness + [run.end] + (run.realData.map { [$0] } ?? [])
      + run.formerRuns
  }

  var isSummaryComplete: Bool { feed.isForecastPresent || isMoving && feed.forecast != nil }
}
