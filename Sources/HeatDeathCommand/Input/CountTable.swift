import HeatDeath

/// Reads categories and their counts from CSV: one row `label,count` for each category.
///
/// A first row whose second field is `count`, `counts`, `freq`, `frequency` or `n` is a header.
enum CountTable {
  /// The largest file read.
  static let maximumByteCount = 1 << 28

  private static let countHeaders: Set<String> = ["count", "counts", "freq", "frequency", "n"]

  /// Reads a source to its end.
  ///
  /// - Throws: ``DataError`` that names the place, the value and what is accepted.
  static func read<Source: ByteSource>(
    _ source: inout Source
  ) throws(DataError) -> LabelledCounts {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
      // Endless binary devices are refused here rather than when memory is full.
      let failure = bytes.withUnsafeBufferPointer { bytes in
        bytes[(bytes.count - count)...].firstIndex(of: 0).map { offset in
          TextPosition().dataError(.nul(offset: offset), in: bytes, source: source.name)
        }
      }
      if let failure { throw failure }
      guard bytes.count <= maximumByteCount else {
        throw DataError(
          source: source.name,
          "is larger than \(maximumByteCount) bytes; accepted: a table of labels and counts")
      }
    }
    return try parse(bytes, source: source.name)
  }

  /// Reads the content of a file.
  static func parse(_ bytes: [UInt8], source: String) throws(DataError) -> LabelledCounts {
    if let failure = encodingError(in: bytes, source: source) { throw failure }
    let text = String(decoding: bytes, as: UTF8.self)
    var reader = CSVReader(text)
    var labels: [String] = []
    var counts: [Int64] = []
    var lines: [String: Int] = [:]
    var total: Int64 = 0
    var isFirst = true
    while let record = try next(&reader, source: source) {
      let (label, count) = try fields(of: record, source: source)
      if isFirst, !count.wasQuoted || NumberSyntax(count.value) == nil,
        countHeaders.contains(count.value.lowercased())
      {
        isFirst = false
        continue
      }
      isFirst = false
      try check(label, source: source)
      if let line = lines.updateValue(label.line, forKey: label.value) {
        throw error(
          label, source, "stands twice, first on line \(line); accepted: labels that differ")
      }
      let value: Int64
      do {
        value = try ExactInteger.parse(count.value, in: 0...Dataset.maximumSize)
      } catch {
        throw DataError(
          source: source, place: .column(count.column, line: count.line),
          error.problem == .empty ? "the count \(error.predicate)" : error.description)
      }
      let (sum, overflow) = total.addingReportingOverflow(value)
      guard !overflow, sum <= Dataset.maximumSize else {
        throw error(
          count, source,
          "brings the total above the largest dataset; accepted: a total up to "
            + ExactInteger.abbreviated(Dataset.maximumSize))
      }
      total = sum
      labels.append(label.value)
      counts.append(value)
    }
    guard !labels.isEmpty else {
      throw DataError(
        source: source, "has no rows; accepted: CSV rows label,count, such as A,5")
    }
    guard total > 0 else {
      throw DataError(source: source, "has only zero counts; accepted: at least one positive count")
    }
    return LabelledCounts(labels: labels, counts: counts)
  }

  private static func next(
    _ reader: inout CSVReader, source: String
  ) throws(DataError) -> CSVRecord? {
    do {
      return try reader.next()
    } catch {
      throw DataError(
        source: source, place: .column(error.column, line: error.line), error.message)
    }
  }

  private static func fields(
    of record: CSVRecord, source: String
  ) throws(DataError) -> (label: CSVField, count: CSVField) {
    guard record.fields.count == 2 else {
      let found = record.fields.count == 1 ? "1 field" : "\(record.fields.count) fields"
      let place = record.fields.count > 2 ? record.fields[2] : record.fields[0]
      let hint =
        record.fields.count == 1 && record.fields[0].value.contains { $0 == ";" || $0 == "\t" }
        ? "; the separator is a comma" : ""
      throw DataError(
        source: source, place: .column(place.column, line: place.line),
        "\(found), near \(quoted(place.value)); accepted: 2 fields, label,count\(hint)")
    }
    return (record.fields[0], record.fields[1])
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
