import HeatDeath

// Headers after the first one.
extension LogReader {
  /// The header that the log began with, once more.
  mutating func isRepeatedHeader(_ fields: [ArraySlice<UInt8>], _ number: Int) -> Bool {
    guard let header = layout?.header,
      fields.first?.elementsEqual(header.first?.utf8 ?? "".utf8) == true,
      zip(fields, header).allSatisfy({ $0.elementsEqual($1.utf8) })
    else { return false }
    notes.add(number, "the header again: the log begins anew", kind: "headers again")
    startsAnew = true
    return true
  }

  /// A line without numbers among lines with them: another header, whose columns are found by name.
  mutating func isOtherHeader(_ fields: [ArraySlice<UInt8>], _ number: Int) -> Bool {
    guard let layout, let header = layout.header, options.columns == nil, options.labels == nil,
      case .wide = layout.shape
    else { return false }
    // Plain digits are common, and quick to see.
    guard let last = fields.last?.last, last < UInt8(ascii: "0") || last > UInt8(ascii: "9") else {
      return false
    }
    let names = fields.map { String(decoding: $0, as: UTF8.self) }
    guard names != header, !names.contains(where: CellNumber.isMeant),
      Set(names).count == names.count, !names.contains(""),
      labels.count(where: { names.contains($0) }) > 1
    else { return false }
    for column in LogLayout.categories(in: names) { categories.add([names[column]]) }
    let places = labels.map { names.firstIndex(of: $0) }
    self.layout?.fieldCount = names.count
    self.layout?.shape = .wide(places)
    self.layout?.header = names
    let lower = names.map { $0.lowercased() }
    self.layout?.run = lower.firstIndex(of: "run")
    self.layout?.position = LogOptions.positions.lazy.compactMap { lower.firstIndex(of: $0) }.first
    notes.add(number, "another header: columns are found by its names", kind: "other headers")
    startsAnew = true
    return true
  }
}
