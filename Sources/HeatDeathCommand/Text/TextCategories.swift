/// Turns a text into categories and counts.
enum TextCategories {
  /// Counts the units of a text.
  ///
  /// The categories are the most frequent units of the whole text, most frequent first; equally
  /// frequent ones stand in the order of their code points, so the result depends on the text
  /// alone. With ``RestPolicy/other`` the category of the rest comes last, if anything is left.
  ///
  /// With ``TextSelection/take`` only the first N samples count, where a sample is a unit that
  /// belongs to a category: units dropped do not use N up. The text is then read a second time,
  /// as far as needed. A category that none of them belongs to keeps the count 0.
  ///
  /// - Throws: ``DataError`` when the text cannot be read, is not UTF-8, holds a NUL byte, or has
  ///   no unit at all.
  /// - Complexity: O(length of the text); memory for the distinct units.
  static func count<Source: ByteSource>(
    _ source: inout Source, _ selection: TextSelection
  ) throws(DataError) -> LabelledCounts {
    switch selection.unit {
    case .letters: try count(&source, selection, scanner: LetterScanner())
    case .words: try count(&source, selection, scanner: WordScanner())
    }
  }

  private static func count<Source: ByteSource, Scanner: UnitScanner>(
    _ source: inout Source, _ selection: TextSelection, scanner: Scanner
  ) throws(DataError) -> LabelledCounts {
    var scanner = scanner
    var tally = UnitTally()
    try scan(&source, with: &scanner, into: &tally) { _ in false }

    // Canonically equivalent spellings are equal strings and meet here.
    var totals: [String: Int64] = [:]
    for (number, count) in tally.counts.enumerated() where count > 0 {
      totals[scanner.name(of: number), default: 0] += count
    }
    guard !totals.isEmpty else {
      throw DataError(
        source: source.name,
        "holds no \(selection.unit.rawValue); accepted: UTF-8 text with at least one")
    }
    let ranking = totals.sorted { left, right in
      left.value != right.value ? left.value > right.value : left.key < right.key
    }
    let selected = CategorySelection(top: selection.top, rest: selection.rest).categories(
      of: LabelledCounts(labels: ranking.map(\.key), counts: ranking.map(\.value)))
    let labels = selected.labels
    var counts = selected.counts
    if let take = selection.take, take < counts.reduce(0, +) {
      var indices: [String: Int] = [:]
      for (index, label) in labels.enumerated() { indices[label] = index }
      let hasRest = selection.rest == .other && ranking.count > selection.top
      let restIndex = hasRest ? labels.firstIndex(of: CategorySelection.restLabel) ?? -1 : -1
      var prefix = UnitPrefix(
        categories: tally.counts.indices.map { number in
          tally.counts[number] == 0 ? -1 : indices[scanner.name(of: number)] ?? restIndex
        }, restIndex: restIndex, categoryCount: labels.count, limit: take)
      try source.rewind()
      try scan(&source, with: &scanner, into: &prefix) { $0.remaining == 0 }
      counts = prefix.counts
    }
    return LabelledCounts(labels: labels, counts: counts)
  }

  /// Feeds a source to a scanner, piece by piece, until its end or until the sink has enough.
  private static func scan<Source: ByteSource, Scanner: UnitScanner, Sink: UnitSink>(
    _ source: inout Source, with scanner: inout Scanner, into sink: inout Sink,
    until isEnough: (Sink) -> Bool
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
        throw position.dataError(error, in: piece, source: source.name)
      }
      if count == 0 || isEnough(sink) { return }
      position.advance(over: piece[..<used])
      kept = piece.count - used
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(piece)[used...]))
    }
  }
}
