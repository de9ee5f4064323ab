import HeatDeath

/// What `heatdeath replay FILE --check` says.
public struct ReplayText: CustomStringConvertible {
  public let description: String

  /// - Parameters:
  ///   - name: the file.
  ///   - mismatch: where the run drawn again parts from the recording; `nil` where it does not.
  public init(_ recording: Recording, name: String, mismatch: RecordingMismatch?) {
    let count = recording.checkpoints.count
    guard let mismatch else {
      description = """
        \(name): the same run, up to k = \(recording.end.size)
        \(count) hash\(count == 1 ? "" : "es") and \
        \(recording.events.count) change\(recording.events.count == 1 ? "" : "s") agree

        """
      return
    }
    let agreed =
      mismatch.agreed.map {
        "the last that agrees: k = \($0.size), \($0.samplesDrawn) samples drawn"
      }
      ?? "nothing before it agrees"
    description = """
      \(name): differs at k = \(mismatch.expected.size), \(mismatch.expected.samplesDrawn) samples drawn
      \(mismatch.explanation)
      \(agreed)

      """
  }
}

extension RecordingMismatch {
  /// What differs, in words.
  public var explanation: String {
    switch reason {
    case .state(let found) where found.samplesDrawn != expected.samplesDrawn:
      "the run drawn again does not stop there, but after \(found.samplesDrawn) samples"
    case .state(let found) where found.size != expected.size:
      "the run drawn again has k = \(found.size) there"
    case .state: "what was done up to there, or the state it led to, is not what was recorded"
    case .event(let date, let error):
      "what was done after \(date) samples does not fit the run: \(error)"
    }
  }
}
