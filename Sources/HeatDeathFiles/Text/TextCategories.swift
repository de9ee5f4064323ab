/// Turns a text into categories and counts.
enum TextCategories {
  /// Counts the units of a text.
  ///
  /// The categories are the most frequent units of what is read, most frequent first; equally
  /// frequent ones stand in the order of their code points, so the result depends on the text
  /// alone. With ``RestPolicy/other`` the category of the rest comes last, if anything is left.
  ///
  /// With ``TextSelection/take`` the text is read until the categories have so many samples, and not
  /// further: until the M units that are then the most frequent have N samples together, or, where
  /// the rest is a category, until there are N units. What comes later plays no part.
  ///
  /// - Parameter notes: is told what was left out.
  /// - Throws: ``DataError`` when the text cannot be read, is not UTF-8, holds a NUL byte, exceeds
  ///   the limits, or has no unit at all.
  /// - Complexity: O(length of what is read); memory for the distinct units.
  static func count<Source: ByteSource>(
    _ source: inout Source, _ selection: TextSelection, notes: inout InputNotes
  ) throws(DataError) -> LabelledCounts {
    let longest = selection.limits.unitLength
    return switch selection.unit {
    case .letters: try count(&source, selection, LetterScanner(), &notes)
    case .words: try count(&source, selection, WordScanner(longest: longest), &notes)
    case .lines: try count(&source, selection, LineScanner(longest: longest), &notes)
    }
  }

  private static func count<Source: ByteSource, Scanner: UnitScanner>(
    _ source: inout Source, _ selection: TextSelection, _ scanner: Scanner,
    _ notes: inout InputNotes
  ) throws(DataError) -> LabelledCounts {
    if let take = selection.take {
      let top = selection.rest == .other ? Int.max : selection.top
      return try count(
        &source, selection, scanner, LeadingTally(top: top, limit: take), &notes)
    }
    return try count(&source, selection, scanner, UnitTally(), &notes)
  }

  private static func count<Source: ByteSource, Scanner: UnitScanner, Sink: UnitSink>(
    _ source: inout Source, _ selection: TextSelection, _ scanner: Scanner, _ sink: Sink,
    _ notes: inout InputNotes
  ) throws(DataError) -> LabelledCounts {
    var scanner = scanner
    var sink = sink
    try scan(&source, selection, with: &scanner, into: &sink)
    let phrases = LeftOut.allCases.dropFirst().compactMap { kind in
      let count = sink.counts[kind.rawValue]
      return count > 0 ? kind.phrase(count, under: selection.unit) : nil
    }
    if !phrases.isEmpty {
      notes.add(
        "\(source.name): left out as no \(selection.unit.rawValue): "
          + phrases.joined(separator: ", "))
    }
    return try categories(
      of: sink.counts, selection, source: source.name, notes: &notes, name: scanner.name)
  }

  /// Ranks the units and keeps the first.
  private static func categories(
    of counts: [Int64], _ selection: TextSelection, source: String, notes: inout InputNotes,
    name: (Int) -> String
  ) throws(DataError) -> LabelledCounts {
    let units = counts.indices.dropFirst(LeftOut.firstUnit).filter { counts[$0] > 0 }
    guard !units.isEmpty else {
      throw DataError(
        source: source,
        "holds no \(selection.unit.rawValue); accepted: UTF-8 text with at least one")
    }
    // Names are made only of those that may be among the first.
    let least =
      units.count > selection.top ? units.map { counts[$0] }.sorted(by: >)[selection.top - 1] : 1
    let largest = units.filter { counts[$0] >= least }
    let named: [(label: String, count: Int64)] = largest.map { (name($0), counts[$0]) }
    let leaders = named.sorted { ($1.count, $0.label) < ($0.count, $1.label) }
      .prefix(selection.top)
    var table = LabelledCounts(labels: leaders.map(\.label), counts: leaders.map(\.count))
    CategorySelection(rest: selection.rest).settle(
      &table, among: units.count, called: selection.unit.rawValue,
      samples: units.reduce(0) { $0 + counts[$1] }, source: source, notes: &notes)
    return table
  }

  /// Feeds a source to a scanner, piece by piece, until its end or until the sink has enough.
  private static func scan<Source: ByteSource, Scanner: UnitScanner, Sink: UnitSink>(
    _ source: inout Source, _ selection: TextSelection, with scanner: inout Scanner,
    into sink: inout Sink
  ) throws(DataError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    defer { buffer.deallocate() }
    var kept = 0
    var position = TextPosition()
    while true {
      let free = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
      let count = try source.read(into: free)
      let piece = UnsafeBufferPointer(
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<(kept + count)])
          .assumingMemoryBound(to: UInt8.self))
      let used: Int
      do throws(TextError) {
        used = try scanner.scan(piece, isLast: count == 0, into: &sink)
      } catch {
        // What follows the samples wanted plays no part, whatever piece it came in.
        if sink.isFull { return }
        throw position.dataError(error, in: piece, source: source.name)
      }
      if sink.isFull { return }
      try check(scanner.extent, selection, source: source.name)
      if count == 0 { return }
      position.advance(over: piece[..<used])
      kept = piece.count - used
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[used...]))
    }
  }

  private static func check(
    _ extent: (count: Int, byteCount: Int), _ selection: TextSelection, source: String
  ) throws(DataError) {
    let limits = selection.limits
    let units = selection.unit.rawValue
    guard extent.count <= limits.unitCount else {
      throw DataError(
        source: source,
        "holds more than \(limits.unitCount) different \(units); accepted: up to that, or --take N, "
          + "which ends the reading")
    }
    guard extent.byteCount <= limits.nameBytes else {
      throw DataError(
        source: source,
        "holds different \(units) of more than \(limits.nameBytes) bytes together; accepted: up to "
          + "that, or --take N, which ends the reading")
    }
  }
}
