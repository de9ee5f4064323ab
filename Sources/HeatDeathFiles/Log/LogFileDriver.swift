import HeatDeath

/// Reads a log for a screen: a pipe to its end, a file on and on as it grows.
package final class LogFileDriver: LogDriver {
  private let follower: LogFollower
  private var intake: LogIntake
  private var notes: [String] = []
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  package private(set) var activity = LogReport.Activity.reading

  /// More would be no news to anybody; a reader says few of a kind.
  private static let mostNotes = 1000

  /// More categories are folded.
  package static let mostCategories = 4096

  package init(_ follower: LogFollower, options: LogOptions) {
    self.follower = follower
    intake = LogIntake(
      source: follower.name, options: options, window: 1, mostCategories: Self.mostCategories)
  }

  deinit { buffer.deallocate() }

  package func turn() -> Bool {
    guard !activity.isOver else { return false }
    do throws(DataError) {
      let event = try follower.next(into: buffer)
      try intake.take(event, buffer)
      switch event {
      case .bytes, .rotated, .truncated: activity = .reading
      case .idle: activity = .waiting
      case .end:
        try intake.finish()
        activity = .ended
      }
    } catch {
      activity = .failed(error.description)
      notes.append(error.description)
    }
    notes = (notes + intake.takeNotes()).suffix(Self.mostNotes)
    return activity == .reading
  }

  /// Reads on to the end of a log that is not followed, however long a pipe lets one wait.
  package func readToEnd() {
    while !activity.isOver {
      if !turn() { follower.wait() }
    }
  }

  package var report: LogReport {
    LogReport(
      labels: intake.labels, values: intake.observations?.values ?? .counts,
      reading: intake.observations?.reading ?? .totals, history: intake.history,
      positionName: intake.positionName, notes: notes + intake.closingNotes,
      leftOutCount: intake.leftOutCount, activity: activity)
  }
}
