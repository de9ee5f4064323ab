import HeatDeath

/// Logs in sentences.
struct WatchSentences {
  private let stage: WatchStage
  private let format: NumberFormat

  init(_ stage: WatchStage, _ format: NumberFormat) {
    self.stage = stage
    self.format = format
  }

  private var feed: LogFeed { stage.feed }

  /// Why there is no picture yet.
  static func waiting(for feed: LogFeed) -> String {
    switch feed.report.activity {
    case .failed(let reason): reason
    case .ended: "the log has no row of two categories"
    case .reading: "reading \(feed.name)"
    case .waiting:
      feed.rows.isEmpty
        ? "waiting for the first rows of \(feed.name)"
        : "one category so far, \(feed.report.labels.first?.inSentence ?? ""): waiting for another"
    }
  }

  /// What is so now.
  var line: String {
    if case .failed(let reason) = feed.report.activity { return reason }
    guard let row = feed.row, feed.run != nil else { return Self.waiting(for: feed) }
    if feed.report.activity == .reading, !stage.isLive {
      return "reading \(feed.name): \(format.count(feed.rowCount)) rows so far"
    }
    let state = stage.isLive ? feed.report.activity == .ended ? ", the last" : ", the newest" : ""
    return "row \(format.count(row.number))\(state): \(loop)"
  }

  /// The loop, and whether the model explains it.
  var loop: String {
    switch feed.summary?.estimate {
    case nil: "what kind of loop it is, is being estimated"
    case .failure(let failure): "\(failure)"
    case .success(let estimate):
      "\(LoopWords(estimate, format).temperature), \(LoopWords(estimate, format).shortFit)"
    }
  }

  /// Where the loop leads.
  var forecast: [String] {
    guard let run = feed.run, feed.estimate != nil, run.forecast != nil else { return [] }
    return ["if the loop goes on like that, \(RunSentences(feed: run, format: format).end)"]
  }

  var shares: String {
    guard let run = feed.run else { return "" }
    let theta = run.snapshot.theta
    let order = theta.coordinates.indices.sorted { theta[$0] > theta[$1] }.prefix(8)
    let words = order.map { category in
      let share = format.percent(theta[category], complement: theta.complement(of: category))
      return "\(feed.report.labels[category].inSentence) \(share)"
    }
    let more = theta.dimension - words.count
    return "shares: \(words.joined(separator: ", "))" + (more > 0 ? ", and \(more) more" : "")
  }
}

// Logs, told in lines.
extension WatchStage {
  var newsPeriod: Double { 5 }

  func remarks(in shell: Shell, _ format: NumberFormat) -> [Remark] {
    let names = feeds.map(\.name).joined(separator: ", ")
    return [Remark("logs", "watching \(names)")]
      + (feeds.count > 1 ? [Remark("focus", "in focus: \(feed.name)")] : [])
  }

  func news(in shell: Shell, _ format: NumberFormat) -> Remark {
    let line = line(in: shell, format)
    // Rows pass; what loop it is is news.
    guard let estimate = feed.estimate else { return Remark("news", line) }
    let regime = estimate.regime?.words ?? "mixed"
    return Remark(
      "news", line,
      identity: "\(feed.name) \(regime) \(estimate.fit?.isExplained as Any) \(isLive) \(isPlaying)",
      isComplete: feed.isPresent || isMoving)
  }

  func summary(in shell: Shell, _ format: NumberFormat) -> [String] {
    let words = WatchSentences(self, format)
    let context = context(in: shell, .spoken(shell.display))
    let place = [context.place, context.step].compactMap { $0 }.joined(separator: ", ")
    let count = feed.report.leftOutCount
    return ["\(feed.name) stands at \(place)", words.line, words.shares].filter { !$0.isEmpty }
      + words.forecast + (count > 0 ? ["\(count) rows could not be read and are left out"] : [])
  }

  var isSummaryComplete: Bool { feed.isPresent || feed.row == nil }
}
