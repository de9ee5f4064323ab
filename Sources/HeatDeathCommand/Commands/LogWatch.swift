import Glibc
import HeatDeath
import HeatDeathFiles

/// Reads a log to its end for a summary, in bounded memory.
final class LogWatch {
  private var intake: LogIntake
  private let conditions: [LogCondition]
  private var met: [Int: FailedCondition] = [:]

  /// How long to wait, in nanoseconds, where nothing comes.
  private static let patience = 100_000_000

  init(options: LogOptions, window: Int?, conditions: [LogCondition], source: String) {
    intake = LogIntake(source: source, options: options, window: window)
    self.conditions = conditions
  }

  var source: String { intake.source }

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
      var rows: [LogRow] = []
      defer { sayNotes() }
      try intake.take(event, buffer) { rows.append($0) }
      note(rows)
      switch event {
      case .bytes, .rotated, .truncated: break
      case .idle:
        wait = Self.patience
        isOver = !met.isEmpty
      case .end: isOver = true
      }
    }
    var rows: [LogRow] = []
    try intake.finish { rows.append($0) }
    note(rows)
    sayNotes()
    for note in intake.closingNotes { StandardError.write(note + "\n") }
  }

  private func sayNotes() {
    for note in intake.takeNotes() { StandardError.write(note + "\n") }
  }

  /// Sees which conditions rows have come to.
  private func note(_ rows: [LogRow]) {
    let labels = rows.isEmpty ? [] : intake.labels
    for row in rows {
      for (index, condition) in conditions.enumerated() where met[index] == nil {
        guard !condition.isAboutLoop, condition.holds(at: row.law, labels: labels) else { continue }
        met[index] = FailedCondition(condition, row: row.number, line: row.line)
      }
    }
  }

  /// - Throws: `UsageError` where the external law does not fit the log.
  func summary(externalLaw: ExternalLaw?) throws -> LogSummary {
    guard let observations = intake.observations, let last = intake.history.last else {
      throw UsageError("\(source) has no rows")
    }
    let labels = intake.labels
    let first = intake.first
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
