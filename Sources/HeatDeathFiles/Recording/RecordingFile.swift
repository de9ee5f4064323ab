import HeatDeath

/// Reads what ``RecordingDocument`` writes.
package struct RecordingFile {
  package let recording: Recording

  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: ``DataError`` where it cannot be read or is no recording: with the line, the value and
  ///   what is accepted.
  package init(path: String) throws(DataError) {
    let document = try DocumentText(path: path, upTo: FlatTOML.maximumByteCount, "a recording")
    try self.init(source: document.source, text: document.text)
  }

  init(source: String, text: String) throws(DataError) {
    var sections = try DocumentSection.sections(of: text, source: source, start: "recording")
    // The version decides what everything else means.
    var head = sections.removeFirst()
    try Self.checkVersion(&head, source: source)
    let start = try head.scenario()
    var events: [DatedIntervention] = []
    var checkpoints: [RecordedCheckpoint] = []
    var places: (events: [DataError.Place], checkpoints: [DataError.Place]) = ([], [])
    for var section in sections {
      let drawn = try section.read("drawn", OptionValues.integer(in: 0...Int128.max))
      switch section.name {
      case "event":
        events.append(
          DatedIntervention(samplesDrawn: drawn, intervention: try section.intervention()))
        places.events.append(section.place)
      case "checkpoint":
        checkpoints.append(
          RecordedCheckpoint(
            samplesDrawn: drawn,
            size: try section.read("k", OptionValues.integer(in: 1...Dataset.maximumSize)),
            eventCount: events.count, hash: try section.read("hash", Self.hash)))
        places.checkpoints.append(section.place)
      default:
        throw DataError(
          source: source, place: section.place,
          "there is no table \(quoted(section.name)); accepted: [[event]], [[checkpoint]]")
      }
      try section.finish()
    }
    do {
      recording = try Recording(start: start, events: events, checkpoints: checkpoints)
    } catch {
      switch error {
      case .noCheckpoint:
        throw DataError(source: source, "has no [[checkpoint]]; accepted: at least one, at the end")
      case .event(let index, let last):
        throw DataError(
          source: source, place: places.events[index],
          "this event is at drawn = \(events[index].samplesDrawn), before what stands above it; "
            + "accepted: from \(last) on")
      case .late(let index, let latest):
        let date =
          index.map { events[$0].samplesDrawn } ?? checkpoints[checkpoints.count - 1].samplesDrawn
        throw DataError(
          source: source,
          place: index.map { places.events[$0] } ?? places.checkpoints[checkpoints.count - 1],
          "this \(index == nil ? "checkpoint" : "event") is at drawn = \(date), where a run has more "
            + "samples than there may be; accepted: up to \(latest)")
      case .checkpoint(let index):
        throw DataError(
          source: source, place: places.checkpoints[index],
          "this checkpoint is at drawn = \(checkpoints[index].samplesDrawn); accepted: later than the "
            + "checkpoint above it, and between the events it stands between")
      case .eventAfterEnd(let index):
        throw DataError(
          source: source, place: places.events[index],
          "no [[checkpoint]] follows this event; accepted: a whole file, which ends with one")
      }
    }
  }

  private static func checkVersion(
    _ head: inout DocumentSection, source: String
  ) throws(DataError) {
    guard head.has("recording") else {
      throw DataError(
        source: source,
        "is no recording, for it has no line recording = \(Recording.version); accepted: what the key "
          + "s saves (a scenario is opened with heatdeath --scenario)")
    }
    let version = try head.read("recording", OptionValues.integer(in: 1...Int.max))
    guard version <= Recording.version else {
      throw DataError(
        source: source,
        "is a recording of a newer heatdeath, version \(version); accepted: \(Recording.version)")
    }
  }

  // MARK: Hashes

  static func text(of hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func hash(_ text: String) throws -> UInt64 {
    guard text.utf8.count == 16, text.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let hash = UInt64(text, radix: 16)
    else { throw OptionValues.Failure(description: "accepted: 16 hexadecimal digits") }
    return hash
  }
}
