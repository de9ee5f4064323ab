/// Hashes of what a run is a function of, up to each of its events: of where it began, and of all
/// that was done with its dates.
struct RecordedPast {
  private let events: [DatedIntervention]
  private var hash = FNV1a()
  private var eventCount = 0

  init(_ start: Scenario, _ events: [DatedIntervention]) {
    self.events = events
    hash.combine(start)
  }

  /// Joins a digest of the state after so many events with the hash of these; the same takes them
  /// apart again.
  ///
  /// - Precondition: `count` ≤ the number of events, and not below that of an earlier call.
  mutating func seal(_ digest: UInt64, after count: Int) -> UInt64 {
    for event in events[eventCount..<count] { hash.combine(event) }
    eventCount = count
    return digest ^ hash.value
  }
}
