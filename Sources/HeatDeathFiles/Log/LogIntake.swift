import HeatDeath

/// Takes the rows of a log as its bytes come, in bounded memory: what both the summary and the screen of
/// a log are made from.
package struct LogIntake {
  /// What messages call it.
  package let source: String
  private var reader: LogReader
  private let window: Int?
  private var fold: CategoryFold?
  /// What the loop is estimated from; `nil` before there is a row.
  package private(set) var observations: LoopObservations?
  package private(set) var history = LogHistory()
  private var rows: [LogRow] = []
  private var notes: [String] = []
  /// The first row of the log.
  package private(set) var first: [Int64] = []

  /// - Parameters:
  ///   - window: how many last steps are kept; `nil` for some of all.
  ///   - mostCategories: of more than that in the first row the largest ones are kept, a sixteenth of so
  ///     many, and all others count as one; later ones that come on top of so many count as one as well.
  ///     `nil` for all.
  package init(
    source: String, options: LogOptions, window: Int? = nil, mostCategories: Int? = nil
  ) {
    self.source = source
    self.window = window
    reader = LogReader(source: source, options: options)
    fold = mostCategories.map { CategoryFold(most: $0) }
  }

  /// The names of the categories so far.
  package var labels: [String] { fold?.labels(of: reader.labels) ?? reader.labels }
  package var positionName: String? { reader.positionName }
  package var leftOutCount: Int { reader.leftOutCount }
  package var closingNotes: [String] { reader.closingNotes }

  /// Takes what a follower has.
  ///
  /// - Parameter body: is called with every row that is completed.
  /// - Throws: ``DataError`` where the log is none.
  package mutating func take(
    _ event: LogFollower.Event, _ buffer: UnsafeMutableRawBufferPointer,
    _ body: (LogRow) -> Void = { _ in }
  ) throws(DataError) {
    switch event {
    case .bytes(let count):
      try reader.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { rows.append($0) }
    case .idle: try reader.flush { rows.append($0) }
    case .rotated:
      try reader.endFile { rows.append($0) }
      notes.append("\(source): another file has the name; it is read from its start")
    case .truncated:
      try reader.endFile { rows.append($0) }
      notes.append("\(source): the file became shorter; it is read from its start")
    case .end: break
    }
    takeRows(body)
  }

  /// The log is over.
  ///
  /// - Throws: ``DataError`` where there was no row at all.
  package mutating func finish(_ body: (LogRow) -> Void = { _ in }) throws(DataError) {
    try reader.finish { rows.append($0) }
    takeRows(body)
  }

  /// What there is to say since the last time, a line each.
  package mutating func takeNotes() -> [String] {
    defer { notes = [] }
    return notes + reader.takeNotes()
  }

  private mutating func takeRows(_ body: (LogRow) -> Void) {
    for row in rows {
      keep(row)
      body(row)
    }
    rows.removeAll(keepingCapacity: true)
  }

  private mutating func keep(_ row: LogRow) {
    var observations =
      observations ?? LoopObservations(row.isLaw ? .laws : .counts, window: window)
    // One owner, or each row would copy all that is kept.
    self.observations = nil
    let amounts = fold?.folded(row.amounts) ?? row.amounts
    if let note = fold?.takeNote() { notes.append("\(source): \(note)") }
    if row.startsAnew { observations.beginAnew() }
    observations.append(amounts)
    self.observations = observations
    if first.isEmpty { first = amounts }
    history.append(
      LogHistory.Row(number: row.number, amounts: amounts, position: row.position),
      startsAnew: row.startsAnew)
  }
}
