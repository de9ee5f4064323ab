import HeatDeath
import HeatDeathFiles
import HeatDeathInterface

/// Logs that pictures are drawn of, read to their ends.
struct RenderedLogs {
  let logs: [(shown: WatchedLog, report: LogReport)]
  /// The row that is shown; `nil` for the last one.
  let row: Int64?
  private let files: [String]

  /// - Throws: ``DataError`` for a log that cannot be read, ``UsageError`` for a row that there is not.
  init(_ files: [String], row: Int64?) throws {
    self.files = files
    self.row = row
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("--watch: - stands twice; accepted: standard input is read once")
    }
    logs = try files.map { file in
      let driver = LogFileDriver(try LogFollower(path: file, follows: false), options: LogOptions())
      driver.readToEnd()
      let report = driver.report
      if case .failed(let reason) = report.activity { throw UnreadableLog(description: reason) }
      for note in report.notes { StandardError.write(note + "\n") }
      return (WatchedLog(name: DataError.sourceName(of: file)), report)
    }
    if let row, row > rowCount {
      throw UsageError("--until: there is no row \(row); accepted: 1 to \(rowCount)")
    }
  }

  /// How many rows the longest has.
  var rowCount: Int64 { logs.map { $0.report.history.last?.number ?? 0 }.max() ?? 0 }

  /// The command that shows them on the screen.
  var command: String { "heatdeath watch \(files.joined(separator: " "))" }
}

/// A log that is none.
private struct UnreadableLog: CommandFailure {
  let description: String
  var exitStatus: ExitStatus { .data }
}
