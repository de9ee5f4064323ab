import Foundation
import TerminalDrawing
import TestSupport

@testable import HeatDeath
@testable import HeatDeathInterface

/// A screen of logs whose rows come when a test says so.
struct WatchFixture {
  var state: Shell
  /// All there is of each log so far.
  private(set) var logs: [LogText]
  /// What was asked and has no answer yet.
  private(set) var asked: [Inquiry] = []
  /// How often each kind of question has been asked.
  private(set) var askedCount = 0

  /// A log as rows of counts.
  struct LogText {
    var name: String
    var labels = ["A", "B", "C"]
    var values = LoopObservations.Values.counts
    var stepName: String? = "step"
    var activity = LogReport.Activity.waiting
    var leftOutCount = 0
    var notes: [String] = []
    private(set) var history = LogHistory()
    private(set) var observations: LoopObservations?

    init(_ name: String, _ rows: [[Int64]] = [], labels: [String] = ["A", "B", "C"]) {
      self.name = name
      self.labels = labels
      for row in rows { append(row) }
    }

    mutating func append(_ row: [Int64], startsAnew: Bool = false) {
      let number = (history.last?.number ?? 0) + 1
      history.append(
        LogHistory.Row(
          number: number, amounts: row,
          position: stepName == nil ? nil : Double(100 * (number - 1))),
        startsAnew: startsAnew)
      var observations = observations ?? LoopObservations(values, window: 1)
      if startsAnew { observations.beginAnew() }
      observations.append(row)
      self.observations = observations
    }

    var report: LogReport {
      LogReport(
        labels: labels, values: values, reading: observations?.reading ?? .totals, history: history,
        positionName: stepName, notes: notes, leftOutCount: leftOutCount, activity: activity)
    }
  }

  init(
    _ logs: [LogText], startsLive: Bool = false, isRunning: Bool = true, rate: Double? = nil,
    glyphs: GlyphSet = .braille, size: (width: Int, height: Int) = (120, 40)
  ) {
    self.logs = logs
    state = Shell(
      logs: logs.map { WatchedLog(name: $0.name) }, startsLive: startsLive, theme: .dark,
      glyphs: glyphs, isRunning: isRunning, rate: rate)
    state.display.size = size
    perform(state.open())
    look()
  }

  /// Rows of a run of one's own, evenly in ln k or, where data are replaced, generation by generation.
  static func rows(
    _ temperature: Double, counts: [Int64] = [5, 3, 2], until size: Int64 = 20_000, rows: Int = 60,
    replaced: Bool = false, seed: UInt64 = 3
  ) throws -> [[Int64]] {
    var simulation = Simulation(
      try Scenario(
        initialData: Dataset(counts: counts), temperature: Temperature(temperature),
        loop: replaced ? ClosedLoop(policy: .replace) : .paper, seed: seed), engine: .step)
    var result = [simulation.counts]
    let start = Double(simulation.size)
    for row in 1..<rows {
      let part = Double(row) / Double(rows - 1)
      let next = (start * exp(part * log(Double(size) / start))).rounded()
      simulation.advance(by: replaced ? Int64(start) : max(1, Int64(next) - simulation.size))
      result.append(simulation.counts)
    }
    return result
  }

  var stage: WatchStage { state[WatchStage.self]! }
  var feed: LogFeed { stage.feed }
  /// The number of the row shown.
  var row: Int64 { feed.row?.number ?? 0 }

  // MARK: What happens

  /// Shows the present reports.
  mutating func look() {
    for (index, log) in logs.enumerated() {
      perform(state.receive(log.report, from: stage.feeds[index].source))
    }
  }

  /// Lets time pass in frames.
  mutating func pass(_ seconds: Double) {
    let end = state.time + seconds
    while state.time < end - 1e-9 {
      state.time = min(end, state.time + 1.0 / 30)
      look()
    }
  }

  /// Adds rows to a log, and shows them.
  mutating func write(_ rows: [[Int64]], to log: Int = 0) {
    for row in rows { logs[log].append(row) }
    look()
  }

  mutating func change(_ log: Int = 0, _ body: (inout LogText) -> Void) {
    body(&logs[log])
    look()
  }

  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { receive(.key($0)) }
  }

  @discardableResult
  mutating func receive(_ event: Event) -> [Effect] {
    let effects = state.receive(event)
    perform(effects)
    return effects.filter { if case .ask = $0 { false } else { true } }
  }

  private mutating func perform(_ effects: [Effect]) {
    for case .ask(let inquiry, _) in effects {
      askedCount += 1
      asked.removeAll { inquiry.replaces($0) }
      asked.append(inquiry)
    }
  }

  /// Answers what was asked, and what comes of that.
  mutating func answerAll() {
    while !asked.isEmpty {
      let inquiry = asked.removeFirst()
      perform(state.receive(AnswerReport([inquiry.answered()]), from: SourceID(0)))
    }
  }

  // MARK: What is seen

  func screen(
    width: Int? = nil, height: Int? = nil, colors: ColorDepth = .indexed
  ) -> CellBuffer {
    state.screen(
      width: width ?? state.display.size.width, height: height ?? state.display.size.height,
      colors: colors)
  }

  var text: String { screen(colors: .monochrome).rows.joined(separator: "\n") }

  var line: String { state.line(state.format) }
}
