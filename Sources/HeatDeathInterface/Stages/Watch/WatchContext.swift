import HeatDeath
import TerminalDrawing

/// What the parts of a screen of logs draw.
struct WatchContext {
  let look: Look
  let feeds: [LogFeed]
  let focus: Int
  /// Which log leads.
  let leader: Int
  let countsRows: Bool
  let isPlaying: Bool
  let isLive: Bool
  let rate: Double?
  let lyapunovOffset: Int
  /// The run that goes on from the row of the log in focus; `nil` before there is one.
  let run: DrawingContext?
  let axis: LogAxis

  /// How many rows a trend is told from.
  static let trendRows = 16

  init(_ stage: WatchStage, _ look: Look, _ display: Display, leader: Int) {
    self.look = look
    feeds = stage.feeds
    focus = stage.focus
    self.leader = leader
    countsRows = stage.countsRows
    isPlaying = stage.isPlaying
    isLive = stage.isLive
    rate = stage.rate
    lyapunovOffset = stage.lyapunovOffset
    let feed = stage.feed
    run = feed.run.map { run in
      var context = DrawingContext(
        look, run, stage.controls, display, isVeiled: feed.estimate == nil)
      context.hasCounts = feed.report.values == .counts
      return context
    }
    axis = LogAxis(stage.feeds, leader: leader, byNumber: stage.countsRows, look.format)
  }

  var feed: LogFeed { feeds[focus] }
  var palette: Palette { look.palette }
  var symbols: Symbols { look.symbols }
  var format: NumberFormat { look.format }

  func style(_ role: Role) -> Style { look.style(role) }

  /// Whether several logs are shown.
  var isOverlay: Bool { feeds.count > 1 }

  /// The colour of a log among several: none of those of the corners.
  func ink(of log: Int) -> Ink {
    Ink(palette.category((run?.cornerCount ?? 0) <= 4 ? 4 + log % 4 : log))
  }

  /// What a regime is drawn in.
  func role(of regime: Regime?) -> Role {
    switch regime {
    case .modeCollapse: .expanding
    case .heatDeath: .contracting
    case .martingale: .neutral
    case nil: .text
    }
  }

  /// Which categories of a log are those of the one in focus, in its order; `nil` where they are others.
  func order(of log: Int) -> [Int]? {
    let (own, other) = (feed.report.labels, feeds[log].report.labels)
    guard log != focus else { return Array(own.indices) }
    guard own.count == other.count else { return nil }
    let places = Dictionary(other.enumerated().map { ($1, $0) }) { first, _ in first }
    let order = own.compactMap { places[$0] }
    return order.count == own.count ? order : nil
  }

  /// The rows of a log, each for all categories in the order of the log in focus, with the number of rows
  /// up to the one shown; `nil` where its categories are others, or it has no rows.
  func path(of log: Int) -> (laws: [[Int64]?], shown: Int)? {
    let feed = feeds[log]
    guard !feed.rows.isEmpty, let order = order(of: log) else { return nil }
    let isPlain = log == focus
    var laws: [[Int64]?] = []
    laws.reserveCapacity(feed.rows.count)
    for row in feed.rows {
      // What begins anew does not come from the row before.
      if row.previous == nil, !laws.isEmpty { laws.append(nil) }
      let amounts = feed.amounts(row)
      laws.append(isPlain ? amounts : order.map { amounts[$0] })
    }
    let breaks = feed.rows.prefix(feed.index + 1).dropFirst().count { $0.previous == nil }
    return (laws, feed.index + 1 + breaks)
  }

  /// What V_I of a set has done of late.
  func trend(of set: CategorySet) -> LyapunovTrend? {
    let rows = feed.rows.prefix(feed.index + 1).suffix(Self.trendRows)
    return Lyapunov.observedTrend(of: set, along: rows.map(feed.amounts))
  }

  // MARK: Words

  /// `row 37 of 60`.
  var place: String { place(of: feed) }

  func place(of feed: LogFeed) -> String {
    guard let row = feed.row else { return "no rows yet" }
    return "row \(format.count(row.number)) of \(format.count(feed.rowCount))"
  }

  /// `epoch 36`; `nil` where the log counts no steps.
  var step: String? {
    guard let position = feed.row?.position, let name = feed.report.positionName else { return nil }
    let text =
      position == position.rounded() && abs(position) < 1e15
      ? format.count(Int64(position)) : format.fixed(position, digits: 2)
    return "\(name) \(text)"
  }

  /// What goes on.
  var state: (text: String, role: Role) {
    switch feed.report.activity {
    case .failed: return ("cannot be read", .warning)
    case .reading: return ("reading", .text)
    case .waiting, .ended: break
    }
    if isLive {
      return feed.report.activity == .ended
        ? ("\(symbols.paused) at its end", .text) : ("\(symbols.running) waiting for rows", .text)
    }
    let pace = rate.map { WatchStage.words($0, format) } ?? ""
    return isPlaying
      ? ("\(symbols.running) \(pace)", .text)
      : ("\(symbols.paused) paused \(symbols.middleDot) \(pace)", .warning)
  }
}

/// The axis that all logs stand on: their own steps, or row numbers.
struct LogAxis {
  /// With the name of what it counts as its title.
  let axis: Axis
  /// The same without a title.
  let plain: Axis
  /// What it counts.
  let name: String
  private let byNumber: Bool

  /// - Parameter leader: the log whose rows say how the axis is divided.
  init(_ feeds: [LogFeed], leader: Int, byNumber: Bool, _ format: NumberFormat) {
    self.byNumber = byNumber
    let names = Set(feeds.compactMap(\.report.positionName))
    name = byNumber || names.isEmpty ? "row" : names.count == 1 ? names.first! : "step"
    let filled = feeds.filter { !$0.rows.isEmpty }
    let low = filled.map { $0.place(ofIndex: 0, byNumber: byNumber) }.min() ?? 0
    let high = filled.map { $0.place(ofIndex: $0.rows.count - 1, byNumber: byNumber) }.max() ?? 1
    // Rows that a log has written ever more seldom would all stand at the left.
    let lead = feeds[leader]
    let middle = lead.place(ofIndex: lead.rows.count / 2, byNumber: byNumber)
    // Rows and steps are counted: there is none between two.
    let isWhole = filled.allSatisfy { feed in
      byNumber || feed.positions?.allSatisfy { $0 == $0.rounded() } ?? true
    }
    let isLogarithmic = low > 0 && lead.rows.count >= 8 && middle - low < 0.1 * (high - low)
    func axis(_ title: String) -> Axis {
      Axis(
        isLogarithmic ? .logarithmic : .linear, from: low, to: max(high, low + 1), title: title
      ) { value in
        guard value == value.rounded(), abs(value) < 1e15 else {
          return isWhole ? "" : format.fixed(value, digits: 1)
        }
        return isLogarithmic ? format.tick(value) : format.count(Int64(value))
      }
    }
    self.axis = axis(name)
    plain = axis("")
  }

  /// Where a row stands, 0 to 1.
  func position(of index: Int, in feed: LogFeed) -> Double {
    let place = feed.place(ofIndex: index, byNumber: byNumber)
    return max(0, min(1, axis.position(of: place) ?? 0))
  }

  /// The row of a log at a position, the last one that stands there or before it.
  func index(at position: Double, in feed: LogFeed) -> Int {
    feed.index(atPlace: axis.value(at: max(0, min(1, position))), byNumber: byNumber)
  }

  /// The rows at the ends of so many even columns, up to the one that holds row `last`.
  func rows(of feed: LogFeed, through last: Int, columns: Int) -> [Int] {
    guard columns > 0, feed.rows.indices.contains(last) else { return [] }
    let end = min(columns - 1, Int(position(of: last, in: feed) * Double(columns)))
    return (0...end).map { column in
      column == end ? last : min(last, index(at: Double(column + 1) / Double(columns), in: feed))
    }
  }
}
