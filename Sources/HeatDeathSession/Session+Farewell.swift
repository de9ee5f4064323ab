import HeatDeath
import HeatDeathInterface

// What is said when the screen is gone.
extension Session {
  /// What to know after leaving: where the run stood, and how to have it again. A run that was changed
  /// on the way is kept for that, where it is not saved already.
  public func farewell() -> String {
    guard let report = shell.report else { return "" }
    let snapshot = report.snapshot
    let shares = zip(snapshot.scenario.names, snapshot.counts).map {
      "\($0.withFormatsWrittenOut) \($1)"
    }
    let changes = snapshot.marks.count(where: \.intervention.isChange)
    let number = "\(changes) change\(changes == 1 ? "" : "s")"
    var lines = ["seed \(snapshot.seed), k = \(snapshot.size): \(shares.joined(separator: ", "))"]
    var remark = ""
    if changes > 0 {
      do {
        let name = try isSaved(report.recording) ?? wiring.keep(report.recording)
        lines.append("to see it again with its \(number): \(wiring.replay(name))")
        return lines.joined(separator: "\n")
      } catch {
        lines.append("not kept: \(error)")
        remark = " (without the \(number) made since)"
      }
    }
    lines.append("to start again\(remark): \(wiring.command(report.start))")
    return lines.joined(separator: "\n")
  }

  /// The file that a recording is in already.
  func isSaved(_ recording: Recording) -> String? {
    saved.flatMap { $0.recording == recording ? $0.name : nil }
  }
}

extension Intervention {
  /// Whether the run is another one than its start alone gives.
  fileprivate var isChange: Bool {
    switch self {
    case .setTemperature, .inject, .setExternalData, .setLoop, .redraw: true
    // How far it has come, and by which engine, is not what it is asked to be.
    case .setEngine, .land: false
    // The start itself.
    case .reseed, .restart, .start: false
    }
  }
}
