import HeatDeath

/// What `heatdeath replay FILE --check --format json` writes: one object with always the same members.
package struct ReplayDocument: CustomStringConvertible {
  private let members: [(key: String, value: JSONValue)]

  /// - Parameter explanation: what differs, in words.
  package init(_ recording: Recording, mismatch: RecordingMismatch?, explanation: String?) {
    members = [
      ("agrees", .boolean(mismatch == nil)),
      ("events", .integer(Int64(recording.events.count))),
      ("checkpoints", .integer(Int64(recording.checkpoints.count))),
      ("k", .integer(recording.end.size)),
      ("drawn", Self.date(recording.end)),
      ("differs_at_k", mismatch.map { .integer($0.expected.size) } ?? .null),
      ("differs_at_drawn", mismatch.map { Self.date($0.expected) } ?? .null),
      ("agrees_to_k", mismatch?.agreed.map { .integer($0.size) } ?? .null),
      ("reason", explanation.map { .text($0) } ?? .null),
    ]
  }

  /// As text where the integer is beyond 64 bits.
  private static func date(_ moment: RecordedMoment) -> JSONValue {
    Int64(exactly: moment.samplesDrawn).map { .integer($0) } ?? .text("\(moment.samplesDrawn)")
  }

  package var description: String { JSONValue.document(members) }
}
