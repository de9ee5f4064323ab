/// A moment of the run beside a lesson.
public struct LessonMoment: Sendable {
  public let snapshot: Snapshot
  /// What becomes of it; `nil` while that is being computed.
  public let forecast: Forecast?

  public init(_ snapshot: Snapshot, forecast: Forecast?) {
    self.snapshot = snapshot
    self.forecast = forecast
  }

  /// The moment before anything of a scenario is drawn.
  public init(startOf scenario: Scenario, forecast: Forecast? = nil) {
    self.init(RunReport(startOf: scenario, isRunning: false).snapshot, forecast: forecast)
  }

  /// The place of a label among the categories.
  func category(_ label: String) -> Int? { snapshot.scenario.labels.firstIndex(of: label) }
}

/// What conditions, texts and challenges of a lesson are evaluated on.
public struct LessonReport: Sendable {
  /// The run at its last start.
  public let start: LessonMoment
  public let present: LessonMoment
  /// Keys pressed since the card was shown.
  public let keys: Set<String>

  public init(start: LessonMoment, present: LessonMoment, keys: Set<String> = []) {
    self.start = start
    self.present = present
    self.keys = keys
  }
}
