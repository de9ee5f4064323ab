import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import HeatDeathRuntime

/// The logs that a screen shows, and what reads them.
final class LogsOnScreen {
  /// How each is shown.
  let shown: [WatchedLog]
  private let files: [String]
  private let options: LogOptions
  /// Whether the newest row is shown at first.
  let startsLive: Bool
  /// Rows a second; `nil` for the usual.
  let rate: Double?
  private var threads: [LogThread] = []
  private var followers: [LogFollower?]

  /// - Throws: ``DataError`` for a file that cannot be opened.
  init(
    _ files: [String], options: LogOptions, externalLaw: ExternalLaw?, window: Int?,
    startsLive: Bool, rate: Double?
  ) throws {
    self.files = files
    self.options = options
    self.startsLive = startsLive
    self.rate = rate
    shown = files.map {
      WatchedLog(name: DataError.sourceName(of: $0), externalLaw: externalLaw, window: window)
    }
    // Before a screen opens: what there is not is said where it can be read.
    followers = try files.map { try LogFollower(path: $0, follows: true) }
  }

  /// Starts what reads a log.
  func start(_ number: Int, wake: WakeSignal) throws -> LogThread {
    // The thread has it alone.
    nonisolated(unsafe) let follower = followers[number].take()
    let (file, options) = (files[number], options)
    let thread = try LogThread(wake: wake) {
      guard let follower else { return FailedLog("\(file): is read already") }
      return LogFileDriver(follower, options: options)
    }
    threads.append(thread)
    return thread
  }

  /// Whether none of them is a log that can be read.
  var allFailed: Bool {
    !threads.isEmpty
      && threads.allSatisfy { thread in
        if case .failed? = thread.lastReport?.activity { true } else { false }
      }
  }

  /// What there was to say of all logs, once their threads have ended.
  var notes: [String] { threads.flatMap { $0.lastReport?.notes ?? [] } }
}

/// A log that there is nothing to read of.
private final class FailedLog: LogDriver {
  let activity: LogReport.Activity

  init(_ reason: String) { activity = .failed(reason) }

  func turn() -> Bool { false }

  var report: LogReport { LogReport(activity: activity) }
}
