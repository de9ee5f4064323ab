import HeatDeath

/// Reads categories and their counts from a table: rows of labels and counts, a JSON object, or what
/// `heatdeath run` has written.
///
/// What the ``TableFormat`` leaves open is found out from the table and noted, unless it is what a
/// plain CSV file has: commas, a label, a count, perhaps a header with a usual name.
enum CountTable {
  /// The largest file read.
  static let maximumByteCount = 1 << 26

  /// A row: where the label and the count stand.
  typealias Row = (label: CSVField, count: CSVField)

  /// Reads a source to its end.
  ///
  /// - Throws: ``DataError`` that names the place, the value and what is accepted.
  static func read<Source: ByteSource>(
    _ source: inout Source, _ format: TableFormat, notes: inout InputNotes
  ) throws(DataError) -> LabelledCounts {
    let bytes = try source.readAll(upTo: maximumByteCount, accepted: "a table of labels and counts")
    return try parse(bytes, source: source.name, format, notes: &notes)
  }

  /// Reads the content of a file.
  ///
  /// - Complexity: O(length).
  static func parse(
    _ bytes: [UInt8], source: String, _ format: TableFormat, notes: inout InputNotes
  ) throws(DataError) -> LabelledCounts {
    if let failure = encodingError(in: bytes, source: source) { throw failure }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    let found =
      JSONCounts.isLikely(scalars)
      ? try JSONCounts.read(scalars, source: source)
      : try TableReader(scalars, source: source, format).read()
    if !found.remarks.isEmpty {
      let count = found.rows.count
      let remarks = found.remarks + ["\(count) row\(count == 1 ? "" : "s")"]
      notes.add("\(source): \(remarks.joined(separator: ", "))")
    }
    for warning in found.warnings { notes.add("\(source): \(warning)") }
    return try counts(of: found.rows, source: source, format, notes: &notes)
  }

  private static func counts(
    of rows: [Row], source: String, _ format: TableFormat, notes: inout InputNotes
  ) throws(DataError) -> LabelledCounts {
    var labels: [String] = []
    var indices: [String: (index: Int, line: Int)] = [:]
    var counts: [Int64] = []
    var weights: [Double] = []
    var total: Int64 = 0
    for (label, count) in rows {
      try check(label, source: source)
      let index = indices[label.value]?.index ?? labels.count
      if let line = indices[label.value]?.line {
        guard format.merges == true else {
          throw error(
            label, source,
            "stands twice, first on line \(line); accepted: labels that differ, or --merge, which "
              + "sums them")
        }
      } else {
        indices[label.value] = (index, label.line)
        labels.append(label.value)
        counts.append(0)
        weights.append(0)
      }
      do throws(NumberError) {
        if format.scale != nil {
          weights[index] += try CellNumber.weight(count.value)
          continue
        }
        let value = try ExactInteger.parse(count.value, in: 0...Dataset.maximumSize)
        counts[index] &+= value
        let (sum, overflow) = total.addingReportingOverflow(value)
        guard !overflow, sum <= Dataset.maximumSize else {
          throw NumberError(count.value, .tooLarge, accepted: "")
        }
        total = sum
      } catch {
        throw countError(error, count, source: source)
      }
    }
    guard !labels.isEmpty else {
      throw DataError(
        source: source, "has no rows; accepted: rows label,count, such as A,5")
    }
    if let scale = format.scale {
      let sum = weights.reduce(0, +)
      guard sum > 0, sum.isFinite else {
        throw DataError(
          source: source, "has shares whose sum is \(sum); accepted: a positive, finite sum")
      }
      counts = Apportionment.counts(of: weights, total: scale)
      let emptied = weights.indices.count { weights[$0] > 0 && counts[$0] == 0 }
      if emptied > 0 {
        notes.add("\(source): \(emptied) shares are too small for a sample among \(scale)")
      }
    } else if total == 0 {
      throw DataError(source: source, "has only zero counts; accepted: at least one positive count")
    }
    return LabelledCounts(labels: labels, counts: counts)
  }

  private static func countError(
    _ failure: NumberError, _ count: CSVField, source: String
  ) -> DataError {
    let place = DataError.Place.column(count.column, line: count.line)
    if failure.problem == .tooLarge, failure.accepted.isEmpty {
      return DataError(
        source: source, place: place,
        "\(quoted(count.value)) brings the total above the largest dataset; accepted: a total up to "
          + ExactInteger.abbreviated(Dataset.maximumSize))
    }
    var message = failure.problem == .empty ? "the count \(failure.predicate)" : "\(failure)"
    if failure.problem == .fractional || count.value.last == "%" || failure.problem == .decimalComma
    {
      message += "; shares, percentages and weights take --scale N"
    }
    let groups = count.value.split(separator: ".", omittingEmptySubsequences: false)
    if failure.problem == .fractional, groups.count == 2, groups[1].count == 3 {
      message += "; if the point parts thousands, write \(groups[0])_\(groups[1])"
    }
    return DataError(source: source, place: place, message)
  }

  private static func check(_ label: CSVField, source: String) throws(DataError) {
    guard !label.value.isEmpty else {
      throw DataError(
        source: source, place: .column(label.column, line: label.line),
        "the label is empty; accepted: a name")
    }
    guard !CategoryLabel.hasControlCharacter(label.value) else {
      throw error(label, source, "holds a control character; accepted: printable labels")
    }
  }

  private static func error(_ field: CSVField, _ source: String, _ predicate: String) -> DataError {
    DataError(
      source: source, place: .column(field.column, line: field.line),
      "\(quoted(field.value)) \(predicate)")
  }

  private static func encodingError(in bytes: [UInt8], source: String) -> DataError? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let failure: TextError
        switch UTF8Sequence(at: index, in: bytes) {
        case .scalar(0, _): failure = .nul(offset: index)
        case .scalar(_, let length):
          index += length
          continue
        case .incomplete: failure = .invalidUTF8(offset: index, length: bytes.count - index)
        case .invalid(let length): failure = .invalidUTF8(offset: index, length: length)
        }
        return TextPosition().dataError(failure, in: bytes, source: source)
      }
      return nil
    }
  }
}

/// The rows of a table, with what was decided on the way to them.
struct CountRows {
  var rows: [CountTable.Row]
  /// What was decided, nothing for plain CSV: `separated by semicolons`, `header "class;n"`.
  var remarks: [String]
  /// What may have been decided wrongly.
  var warnings: [String] = []
}
