import Glibc
import HeatDeath
import HeatDeathFiles

/// Takes the rows of a log as they come, in bounded memory.
final class LogWatch {
  let source: String
  private var reader: LogReader
  private let conditions: [LogCondition]
  private let window: Int?
  private var observations: LoopObservations?
  private(set) var history = LogHistory()
  private var rows: [LogRow] = []
  private var first: [Int64] = []
  private var met: [Int: FailedCondition] = [:]

  /// How long to wait, in nanoseconds, where nothing comes.
  private static let patience = 100_000_000

  init(options: LogOptions, window: Int?, conditions: [LogCondition], source: String) {
    reader = LogReader(source: source, options: options)
    self.window = window
    self.conditions = conditions
    self.source = source
  }

  /// Reads to the end of the log, to an interrupt, or while a log is followed until a condition holds.
  ///
  /// - Throws: ``DataError`` where it cannot be read, or has no row.
  func read(_ follower: LogFollower) throws {
    var signals = InterruptGuard.blockSignals()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var isOver = false
    var wait = 0
    while !isOver {
      if Self.isInterrupted(&signals, nanoseconds: wait) { break }
      wait = 0
      let event = try follower.next(into: buffer)
      switch event {
      case .bytes(let count):
        try reader.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { rows.append($0) }
      case .idle:
        try reader.flush { rows.append($0) }
        wait = Self.patience
      case .rotated:
        try reader.endFile { rows.append($0) }
        StandardError.write("\(source): another file has the name; it is read from its start\n")
      case .truncated:
        try reader.endFile { rows.append($0) }
        StandardError.write("\(source): the file became shorter; it is read from its start\n")
      case .end: isOver = true
      }
      takeRows()
      if case .idle = event { isOver = !met.isEmpty }
    }
    try reader.finish { rows.append($0) }
    takeRows()
    for note in reader.closingNotes { StandardError.write(note + "\n") }
  }

  /// Takes the rows that a piece has completed, and says what there is to say of it.
  private func takeRows() {
    for row in rows { take(row) }
    rows.removeAll(keepingCapacity: true)
    for note in reader.takeNotes() { StandardError.write(note + "\n") }
  }

  private func take(_ row: LogRow) {
    var observations =
      observations ?? LoopObservations(row.isLaw ? .laws : .counts, window: window)
    // One owner, or each row would copy all that is kept.
    self.observations = nil
    if row.startsAnew { observations.beginAnew() }
    observations.append(row.amounts)
    self.observations = observations
    if first.isEmpty { first = row.amounts }
    history.append(LogHistory.Row(number: row.number, amounts: row.amounts))
    for (index, condition) in conditions.enumerated() where met[index] == nil {
      guard !condition.isAboutLoop, condition.holds(at: row.law, labels: reader.labels) else {
        continue
      }
      met[index] = FailedCondition(condition, row: row.number, line: row.line)
    }
  }

  /// - Throws: `UsageError` where the external law does not fit the log.
  func summary(externalLaw: ExternalLaw?) throws -> LogSummary {
    guard let observations, let last = history.last else {
      throw UsageError("\(source) has no rows")
    }
    let labels = reader.labels
    let padding = [Int64](repeating: 0, count: max(0, labels.count - first.count))
    var law: SimplexPoint?
    do {
      law = try externalLaw?.resolved(initial: SimplexPoint(counts: first + padding))
    } catch {
      throw UsageError("--external-law: \(error)")
    }
    return LogSummary(
      of: observations, last: last.amounts, labels: labels, externalLaw: law,
      fates: max(20, min(10_000, 200_000 / max(1, labels.count))))
  }

  /// The conditions that came true.
  func failed(_ summary: LogSummary) -> [FailedCondition] {
    let temperature = (try? summary.estimate.get())?.temperature.value
    return conditions.enumerated().compactMap { index, condition in
      if condition.isAboutLoop, condition.holds(at: temperature) {
        return FailedCondition(condition, row: summary.rowCount, line: nil)
      }
      return met[index]
    }
  }

  // MARK: Interrupts

  private static func isInterrupted(_ signals: inout sigset_t, nanoseconds: Int) -> Bool {
    var time = timespec(tv_sec: 0, tv_nsec: nanoseconds)
    return sigtimedwait(&signals, nil, &time) > 0
  }
}
