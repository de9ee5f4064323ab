import HeatDeath

extension DrivenStage {
  /// Whether the runs go on, how fast, and where they stand still.
  func motion(_ format: NumberFormat) -> Remark {
    guard let feed = feeds.first else { return Remark("motion", "") }
    let place = RunSentences.place(of: feed.snapshot, format)
    if isFlying {
      let words = "flying to k = \(format.tick(Double(controls.flightTarget)))"
      return Remark("motion", [words, interruption].compactMap(\.self).joined(separator: ": "))
    }
    // What is shown of the past says so itself, and so does a dataset that is full.
    if feed.report.isPast { return Remark("motion", "", identity: "past") }
    if isFull { return Remark("motion", "", identity: "full") }
    if controls.isRunning { return Remark("motion", "running: \(controls.pace.words(format))") }
    return Remark("motion", "paused at \(place)", identity: "paused")
  }
}
