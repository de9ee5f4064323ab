import HeatDeath

/// Reads counts from JSON: an object `{"A":5,"B":3}`, or the lines of `heatdeath run --format jsonl`,
/// of which the last counts.
///
/// A part of JSON is enough, and what nests deeper is refused where it begins: values are numbers, or
/// lists of numbers and nulls.
///
/// - Source: RFC 8259.
enum JSONCounts {
  /// Whether a text begins as a JSON object does.
  static func isLikely(_ scalars: [Unicode.Scalar]) -> Bool {
    var rest = scalars.lazy.filter { !" \t\r\n\u{FEFF}".unicodeScalars.contains($0) }.makeIterator()
    guard rest.next() == "{", let next = rest.next() else { return false }
    return next == "\"" || next == "}"
  }

  /// - Throws: ``DataError`` with the place of the first thing that is not accepted.
  static func read(
    _ scalars: [Unicode.Scalar], source: String
  ) throws(DataError) -> CountRows {
    var reader = FlatJSONReader(scalars, source: source)
    var last: [FlatJSONReader.Member] = []
    var count = 0
    while let object = try reader.nextObject() {
      last = object
      count += 1
    }
    if let counts = last.first(where: { $0.name.value == "counts" })?.list?.filter({ !$0.wasQuoted }
    ) {
      func value(_ name: String) -> String {
        last.first { $0.name.value == name }?.number?.value ?? "?"
      }
      let rows = counts.enumerated().map { index, count in
        var label = count
        label.value = Scenario.defaultLabel(index)
        return (label: label, count: count)
      }
      let remark =
        "output of heatdeath run, last of \(count) records (run \(value("run")), k \(value("k")))"
      return CountRows(rows: rows, remarks: [remark])
    }
    guard count == 1 else {
      throw DataError(
        source: source, "has \(count) JSON objects; accepted: one, of labels and counts")
    }
    var rows: [CountTable.Row] = []
    for member in last {
      guard let number = member.number else {
        throw DataError(
          source: source, place: .column(member.name.column, line: member.name.line),
          "the value of \(quoted(member.name.value)) is no number; accepted: an object of labels and "
            + "counts, {\"A\":5}")
      }
      rows.append((member.name, number))
    }
    return CountRows(rows: rows, remarks: ["a JSON object"])
  }
}
