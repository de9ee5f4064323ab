import HeatDeath

/// How the logs of a program that watches them were named and are to be read.
public struct WatchedLog: Hashable, Sendable {
  /// What it is called.
  public let name: String
  /// q, where fresh data are to be reckoned with.
  public let externalLaw: ExternalLaw?
  /// To estimate from that many last steps alone.
  public let window: Int?

  public init(name: String, externalLaw: ExternalLaw? = nil, window: Int? = nil) {
    self.name = name
    self.externalLaw = externalLaw
    self.window = window
  }
}

/// A log as the screen knows it: what has been read of it, the row shown, and what was found out of its
/// loop up to there.
struct LogFeed: Sendable {
  let source: SourceID
  let log: WatchedLog
  private(set) var report = LogReport()
  /// The rows kept, and the last one.
  private(set) var rows: [LogHistory.Row] = []
  /// Where the rows stand on the log's own axis; `nil` where its steps do not grow from row to row.
  private(set) var positions: [Double]?
  /// The row shown.
  private(set) var index = 0
  /// What is to be known of the loop.
  private(set) var question: LoopQuestion?
  private var questionTime = -Double.infinity
  private(set) var answer: (question: LoopQuestion, answer: LogSummary)?
  /// The forecast of that, as a run takes it.
  private var forecast: AnsweredInquiry?
  /// The run that goes on from the row shown as the log does, or while nothing is known of that at
  /// T = 1; `nil` without rows of two categories.
  private(set) var run: RunFeed?
  /// What that was made from: the row, how many categories there were, and whose settings it has.
  private var origin: Origin?

  /// Seconds between two estimates while rows pass by.
  static let estimatePeriod = 0.33

  init(_ source: SourceID, _ log: WatchedLog) {
    self.source = source
    self.log = log
    name = log.name
  }

  /// What it is called on the screen: the last part of its path, unless that is another's as well.
  fileprivate(set) var name: String

  /// The row shown; `nil` before there is one.
  var row: LogHistory.Row? { rows.indices.contains(index) ? rows[index] : nil }

  /// How many rows the log has.
  var rowCount: Int64 { rows.last?.number ?? 0 }

  /// n.
  var categoryCount: Int { report.labels.count }

  /// What was found out; `nil` while nothing is known.
  var summary: LogSummary? { answer?.answer }

  /// The loop, where one explains the rows.
  var estimate: LoopEstimate? { try? summary?.estimate.get() }

  /// Whether what was found out is about the row shown.
  var isPresent: Bool { answer?.question.row.number == row?.number }

  /// The counts of a row, or integers in proportion to its law, for all categories.
  func amounts(_ row: LogHistory.Row) -> [Int64] {
    let missing = report.labels.count - row.amounts.count
    return missing > 0 ? row.amounts + [Int64](repeating: 0, count: missing) : row.amounts
  }

  // MARK: Rows

  /// Takes a report; the row shown stays the one it is.
  mutating func receive(_ next: LogReport) {
    let number = row?.number
    report = next
    rows = next.history.rowsToLast
    let places = rows.compactMap(\.position)
    let isGrowing =
      places.count == rows.count && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
    positions = isGrowing && !places.isEmpty ? places : nil
    if let number { index = index(ofNumber: number) }
  }

  /// The last row with at most that number; the first one where there is none.
  func index(ofNumber number: Int64) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number <= number { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// Where a row stands on the axis.
  func place(ofIndex index: Int, byNumber: Bool) -> Double {
    guard rows.indices.contains(index) else { return 0 }
    return byNumber ? Double(rows[index].number) : positions?[index] ?? Double(rows[index].number)
  }

  /// The last row that stands at a place of the axis or before it; the first one where there is none.
  func index(atPlace place: Double, byNumber: Bool) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if self.place(ofIndex: middle, byNumber: byNumber) <= place {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return max(0, low - 1)
  }

  /// Shows a row, and sees what is to be known of it.
  ///
  /// - Parameters:
  ///   - isPassing: whether other rows follow by themselves, so that not each is worth an estimate.
  mutating func show(_ next: Int, isPassing: Bool, time: Double) {
    index = max(0, min(rows.count - 1, next))
    guard let row else { return }
    let isDue = !isPassing || time - questionTime >= Self.estimatePeriod || question == nil
    if isDue, categoryCount > 1 {
      let next = LoopQuestion(
        report.history, at: row, values: report.values, reading: report.reading,
        labels: report.labels, externalLaw: log.externalLaw, window: log.window)
      if next != question {
        question = next
        questionTime = time
      }
    }
    renewRun()
  }

  // MARK: What is found out

  var inquiries: [Inquiry] {
    question.map { [Inquiry($0, about: source.number)] } ?? []
  }

  mutating func take(_ answer: AnsweredInquiry) {
    guard answer.inquiry.subject == source.number, let pair = answer.pair(LoopQuestion.self)
    else { return }
    self.answer = pair
    forecast = Self.forecast(pair.answer, about: source.number)
    renewRun()
  }

  private static func forecast(_ summary: LogSummary, about subject: Int) -> AnsweredInquiry? {
    guard let scenario = summary.scenario, let forecast = summary.forecast else { return nil }
    let start = RunReport(startOf: scenario, isRunning: false).snapshot
    return AnsweredInquiry(ForecastQuestion(start), about: subject, answer: forecast)
  }

  /// Makes the run that goes on from the row shown.
  private mutating func renewRun() {
    let next = Origin(
      row: row?.number, categoryCount: categoryCount, answer: answer?.question.row.number,
      stride: answer?.question.history.stride)
    guard next != origin else { return }
    origin = next
    guard let row, categoryCount > 1, let data = try? Dataset(counts: amounts(row)) else {
      run = nil
      return
    }
    let labels = report.labels
    let settings = summary?.scenario?.settings ?? lawSettings
    let named =
      (try? Scenario(initialData: data, labels: labels, temperature: .one, seed: 1))
      ?? (try? Scenario(initialData: data, temperature: .one, seed: 1))
    let present = settings.flatMap { try? named?.with($0) } ?? named
    guard let present else {
      run = nil
      return
    }
    var feed = RunFeed(source, RunReport(startOf: present, isRunning: false))
    if let forecast { feed.take(forecast) }
    run = feed
  }

  private struct Origin: Hashable {
    let row: Int64?
    let categoryCount: Int
    let answer: Int64?
    let stride: Int64?
  }

  /// Those of a log of laws, whose loop may be known though its size is not.
  private var lawSettings: Settings? {
    guard let estimate, let first = rows.first else { return nil }
    let law = try? log.externalLaw?.resolved(initial: SimplexPoint(counts: amounts(first)))
    return estimate.settings(externalLaw: law.map { .point($0) } ?? .initial, seed: 1)
  }
}

extension [LogFeed] {
  /// Calls logs by the last parts of their paths, where these differ.
  mutating func shortenNames() {
    let short = map(\.log.name).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    for index in indices where short.count(where: { $0 == short[index] }) == 1 {
      self[index].name = short[index]
    }
  }
}
