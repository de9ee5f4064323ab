import HeatDeath
import TerminalDrawing

/// Logs of somebody else's loops, watched: replayed at a pace, scrubbed, or shown as their rows come.
///
/// All are shown at one place of one axis, that of their own steps, or where one of them counts none, of
/// row numbers. The longest of them leads.
struct WatchStage: TurningStage {
  private(set) var feeds: [LogFeed]
  /// Whose bars, V_I and loop are shown.
  private(set) var focus = 0
  private(set) var controls = RunControls()
  private(set) var lyapunovOffset = 0
  /// Whether rows pass by themselves, unless the newest one is shown.
  private(set) var isPlaying: Bool
  /// Whether the newest row is shown, whatever comes.
  private(set) var isLive: Bool
  /// Rows a second; `nil` until the logs have been read once, and their length is known.
  private(set) var rate: Double?
  /// The row number of the leading log at which all stand; between rows while they pass.
  private var clock = 1.0
  private var lastTime: Double?

  /// - Parameters:
  ///   - startsLive: whether the newest row is shown at first, and not the first one.
  ///   - isPlaying: whether rows pass by themselves at first.
  ///   - rate: how many a second; `nil` for so many that the log passes in ``usualSeconds``.
  init(_ logs: [(SourceID, WatchedLog)], startsLive: Bool, isPlaying: Bool, rate: Double?) {
    feeds = logs.map { LogFeed($0.0, $0.1) }
    feeds.shortenNames()
    isLive = startsLive
    self.isPlaying = isPlaying || startsLive
    self.rate = rate
  }

  static let usualSeconds = 20.0

  /// Paces that keys lead through.
  private static let paces: [Double] = (0...6).flatMap { decade in
    [1.0, 2, 5].map { mantissa in (0..<decade).reduce(mantissa) { value, _ in 10 * value } }
  }

  /// A longer time between two looks was none in which rows passed.
  private static let longestFrame = 0.25

  var feed: LogFeed { feeds[focus] }

  /// Whether one of the logs counts no steps, so that rows are counted.
  var countsRows: Bool { feeds.contains { !$0.rows.isEmpty && $0.positions == nil } }

  /// Which log leads.
  private var leader: Int {
    let byNumber = countsRows
    func end(_ index: Int) -> Double {
      let feed = feeds[index]
      return feed.rows.isEmpty
        ? -.infinity : feed.place(ofIndex: feed.rows.count - 1, byNumber: byNumber)
    }
    // Of several as long the one in focus.
    return feeds.indices.reduce(focus) { end($1) > end($0) ? $1 : $0 }
  }

  var advice: String { "? lists the keys that count for a log" }

  // MARK: Its sources

  var sources: [SourceID] { feeds.map(\.source) }

  private var isReading: Bool { feeds.contains { $0.report.activity == .reading } }

  var isMoving: Bool {
    isPlaying && !isLive && !isReading && feeds.contains { !$0.rows.isEmpty }
  }

  var isPaused: Bool { !isPlaying }
  var isZoomed: Bool { controls.zoom.exponent > 0 }
  var categoryCount: Int { feed.categoryCount }
  var cornerCount: Int { categoryCount }
  var showsTetrahedron: Bool { cornerCount == 4 }
  var turnsByDragging: Bool { cornerCount == 4 }

  /// `heatdeath-train.csv-row37`.
  var pictureName: String? {
    let name = feed.name.unicodeScalars.map { scalar in
      let properties = scalar.properties
      let isPlain = scalar.isASCII && (properties.isAlphabetic || properties.numericType != nil)
      return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
    }
    return "heatdeath-\(String(name.prefix(64)))-row\(feed.row?.number ?? 0)"
  }

  mutating func open(in shell: inout Shell) -> [Effect] {
    feeds.enumerated().map { .open($1.source, .log($0)) }
  }

  mutating func receive(
    _ report: any SourceReport, from source: SourceID, in shell: inout Shell
  ) {
    guard let report = report as? LogReport,
      let index = feeds.firstIndex(where: { $0.source == source })
    else { return }
    let categories = feeds[index].categoryCount
    feeds[index].receive(report)
    if index == focus, categories != feeds[index].categoryCount {
      controls.zoom = .none
      controls.bars.offset = 0
    }
    pass(time: shell.time)
  }

  mutating func lost(
    _ source: SourceID, because reason: String, in shell: inout Shell
  ) -> [Effect] {
    guard let index = feeds.firstIndex(where: { $0.source == source }) else { return [] }
    feeds[index].receive(LogReport(activity: .failed(reason)))
    return []
  }

  /// Lets rows pass, as many as the time since the last look asks for.
  private mutating func pass(time: Double) {
    let elapsed = min(max(0, time - (lastTime ?? time)), Self.longestFrame)
    lastTime = time
    let lead = feeds[leader]
    if rate == nil, !isReading, lead.rowCount > 0 {
      let wanted = Double(lead.rowCount) / Self.usualSeconds
      rate = Self.paces.first { $0 >= wanted } ?? Self.paces[Self.paces.count - 1]
    }
    if isMoving, let rate {
      clock += rate * elapsed
      if clock >= Double(lead.rowCount) { isLive = true }
    }
    showRows(time: time)
  }

  /// Shows of each log the row where all stand.
  private mutating func showRows(time: Double) {
    let lead = feeds[leader]
    if isLive { clock = Double(max(1, lead.rowCount)) }
    let byNumber = countsRows
    let index = lead.index(ofNumber: Int64(clock))
    let place = lead.place(ofIndex: index, byNumber: byNumber)
    for other in feeds.indices {
      feeds[other].show(
        isLive
          ? feeds[other].rows.count - 1 : feeds[other].index(atPlace: place, byNumber: byNumber),
        isPassing: isMoving || isReading, time: time)
    }
  }

  // MARK: Questions

  func inquiries(in shell: Shell) -> [Inquiry] { feeds.flatMap(\.inquiries) }

  mutating func take(_ answer: AnsweredInquiry) {
    for index in feeds.indices { feeds[index].take(answer) }
  }

  // MARK: What keys do

  mutating func togglePause(in shell: inout Shell) -> [Effect] {
    if isLive, isOver {
      notifyEnd(in: &shell)
    } else if isLive || isPlaying {
      (isLive, isPlaying) = (false, false)
    } else {
      isPlaying = true
      isLive = clock >= Double(feeds[leader].rowCount)
      if isLive, isOver { notifyEnd(in: &shell) }
    }
    lastTime = shell.time
    showRows(time: shell.time)
    return []
  }

  private func notifyEnd(in shell: inout Shell) {
    shell.notify(
      "this is the last row: Home goes to the first, Left back",
      while: { $0[WatchStage.self]?.isLive ?? false })
  }

  /// Whether no log has more to come.
  private var isOver: Bool { feeds.allSatisfy { $0.report.activity.isOver } }

  mutating func changePace(faster: Bool, in shell: inout Shell) -> [Effect] {
    let present = rate ?? Self.paces[0]
    let next =
      faster ? Self.paces.first { $0 > present } : Self.paces.last { $0 < present }
    guard let next else {
      shell.notify(
        faster
          ? "this is the fastest pace; End goes to the last row"
          : "this is the slowest pace; . goes row by row")
      return []
    }
    return set(rate: next, in: &shell)
  }

  mutating func set(rate next: Double, in shell: inout Shell) -> [Effect] {
    rate = next
    if !isMoving {
      let words = Self.words(next, shell.format)
      shell.notify(
        isLive
          ? "pace: \(words), when the log is replayed (Home)"
          : "pace: \(words), once it goes on (space)")
    }
    return []
  }

  /// `5 rows/s`.
  static func words(_ rate: Double, _ format: NumberFormat) -> String {
    let digits = rate < 10 && rate != rate.rounded() ? 1 : 0
    return "\(format.fixed(rate, digits: digits)) row\(rate == 1 ? "" : "s")/s"
  }

  /// Goes on or back by rows, and pauses.
  mutating func step(by rows: Int, in shell: inout Shell) -> [Effect] {
    let lead = feeds[leader]
    guard !lead.rows.isEmpty else { return [] }
    let index = lead.index(ofNumber: Int64(clock))
    let next = max(0, min(lead.rows.count - 1, index + rows))
    if next == index {
      let last = lead.rows.count - 1
      shell.notify(
        rows > 0 ? "this is the last row so far" : "this is the first row",
        while: { [index] shell in
          shell[WatchStage.self].map { stage in
            let lead = stage.feeds[stage.leader]
            return lead.index(ofNumber: Int64(stage.clock)) == index
              && (rows < 0 || lead.rows.count - 1 == last)
          } ?? false
        })
    }
    return look(atNumber: lead.rows[next].number, in: &shell)
  }

  /// Goes by parts of the log, at least by a row.
  mutating func move(by part: Double, in shell: inout Shell) -> [Effect] {
    let rows = Double(feeds[leader].rows.count) * part
    return step(by: Int(part < 0 ? min(-1, rows) : max(1, rows)), in: &shell)
  }

  /// Shows a row of the leading log, and pauses.
  mutating func look(atNumber number: Int64, in shell: inout Shell) -> [Effect] {
    isPlaying = false
    isLive = false
    clock = Double(max(1, number))
    showRows(time: shell.time)
    return []
  }

  mutating func lookAtStart(in shell: inout Shell) -> [Effect] {
    look(atNumber: feeds[leader].rows.first?.number ?? 1, in: &shell)
  }

  /// Shows the newest row, and each that comes.
  mutating func lookAtPresent(in shell: inout Shell) -> [Effect] {
    isPlaying = true
    isLive = true
    showRows(time: shell.time)
    return []
  }

  mutating func moveFocus(by difference: Int, in shell: inout Shell) -> [Effect] {
    guard feeds.count > 1 else {
      shell.notify("one log is watched; heatdeath watch takes several")
      return []
    }
    focus = (focus + difference + feeds.count) % feeds.count
    controls.bars.offset = 0
    lyapunovOffset = 0
    return []
  }

  mutating func goBack(in shell: inout Shell) -> [Effect] {
    if !controls.zoomOut() { shell.notify("nothing to go back from: q quits") }
    return []
  }

  mutating func zoomIn(in shell: inout Shell) -> [Effect] { controls.zoomIn(in: &shell) }

  mutating func changeBarOrder(in shell: inout Shell) -> [Effect] {
    controls.bars = BarControls(order: controls.bars.otherOrder(ofCategories: categoryCount))
    return []
  }

  mutating func scrollBars(_ move: ListMove, in shell: inout Shell) -> [Effect] {
    let hidden = shell.layout(colors: .direct).parts.lazy.compactMap { placed in
      (placed.part as? ProbabilityView)?.hiddenRows(in: placed.area)
    }.first
    guard let hidden, hidden > 0 else {
      shell.notify(hidden == nil ? "the bars need a larger window" : "all bars are in view")
      return []
    }
    controls.bars.offset = move.offset(from: min(controls.bars.offset, hidden), hidden: hidden)
    return []
  }

  mutating func scroll(_ move: ListMove, in shell: inout Shell) -> [Effect] {
    let sets = LyapunovView.sets(ofCategories: categoryCount).count
    let visible = shell.layout(colors: .direct).parts.lazy.compactMap { placed in
      placed.part is WatchUnevenness ? LyapunovRows(in: placed.area, sets: sets).visible : nil
    }.first
    guard let visible, visible < sets else { return scrollBars(move, in: &shell) }
    lyapunovOffset = move.offset(from: lyapunovOffset, hidden: sets - visible)
    return []
  }

  func rotate(right: Int, up: Int, in shell: inout Shell) -> [Effect] {
    shell.display.turn(right: right, up: up)
    shell.display.turnsByItself = false
    return []
  }

  mutating func type(_ character: Unicode.Scalar, in shell: inout Shell) -> [Effect]? {
    guard let name = Self.steering(.character(character), shell.keymap) else { return nil }
    shell.notify(
      "\(Key.character(character).name) (\(name)) would change a loop, and this one is somebody else's: "
        + "it is only watched")
    return []
  }

  mutating func click(on target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    switch target {
    case .moment(let number):
      return number >= feeds[leader].rowCount
        ? lookAtPresent(in: &shell) : look(atNumber: number, in: &shell)
    case .picture:
      shell.notify("a click starts no run here: this loop is somebody else's, it is only watched")
      return []
    case .header, .bar, .group, .bars, .cell, .key, .elsewhere: return []
    }
  }

  mutating func drag(right: Int, down: Int, in shell: inout Shell) -> [Effect] {
    rotate(right: right, up: -2 * down, in: &shell)
  }

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    switch target {
    case .moment: step(by: isUp ? -1 : 1, in: &shell)
    case .bar, .group, .bars: scrollBars(.rows(isUp ? -3 : 3), in: &shell)
    case .header, .picture, .cell, .key, .elsewhere: changePace(faster: isUp, in: &shell)
    }
  }

  // MARK: Drawing

  func context(in shell: Shell, _ look: Look) -> WatchContext {
    WatchContext(self, look, shell.display, leader: leader)
  }

  func line(in shell: Shell, _ format: NumberFormat) -> String {
    WatchSentences(self, format).line
  }

  func layout(width: Int, height: Int, in shell: Shell, look: Look) -> ScreenLayout {
    .framed(width: width, height: height, in: shell, look: look) { area in
      WatchLayout(context: context(in: shell, look)).parts(in: area)
    }
  }
}

extension Shell {
  /// Shows a row of the logs that are watched, or the last one before it; without logs nothing happens.
  public mutating func showRow(_ number: Int64) -> [Effect] {
    change(WatchStage.self) { $0.look(atNumber: number, in: &$1) } + inquire()
  }
}
