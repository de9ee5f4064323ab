/// Finds the rows of labels and counts in a table whose separator, header and columns are not known.
struct TableReader {
  private let scalars: [Unicode.Scalar]
  private let source: String
  private let format: TableFormat
  private let separator: FieldSeparator

  /// Names of a count's column, and no others, that make a header too usual to be noted.
  private static let usualHeaders: Set<String> = ["count", "counts", "freq", "frequency", "n"]

  init(_ scalars: [Unicode.Scalar], source: String, _ format: TableFormat) {
    self.scalars = scalars
    self.source = source
    self.format = format
    separator = SeparatorGuess(scalars).separator
  }

  /// - Throws: ``DataError`` for the first record that is no row.
  func read() throws(DataError) -> CountRows {
    var reader = CSVReader(scalars, separator: separator, skipsComments: true)
    var records: [CSVRecord] = []
    do throws(CSVError) {
      while let record = try reader.next() { records.append(record) }
    } catch {
      throw DataError(source: source, place: .column(error.column, line: error.line), error.message)
    }
    var remarks: [String] = []
    if separator != .comma { remarks.append("separated by \(separator.name)") }
    if reader.hasLoneCR { remarks.append("lines end in CR") }
    if reader.commentLineCount > 0 {
      remarks.append(Self.leftOut(reader.commentLineCount, "comment"))
    }
    if reader.blankLineCount > 0 {
      remarks.append(Self.leftOut(reader.blankLineCount, "blank line"))
    }
    if let rows = runOutput(records, remarks) { return rows }
    dropTrailingSeparators(of: &records, remarks: &remarks)
    let isFree = format.labelColumn == nil && format.countColumn == nil
    if separator == .blanks, isFree { joinLabels(of: &records) }
    let layout = try TableLayout(
      records, source: source, format, countFirst: isFree && SeparatorGuess(scalars).isTally)
    var result = CountRows(rows: [], remarks: remarks + layout.remarks)
    if let header = layout.header {
      let name =
        header.fields.indices.contains(layout.count - layout.headerShift)
        ? header.fields[layout.count - layout.headerShift].value.lowercased() : ""
      if format.header == nil, !result.remarks.isEmpty || !Self.usualHeaders.contains(name) {
        let text = header.fields.map(\.value).joined(separator: separator == .semicolon ? ";" : ",")
        result.remarks.append("header \(quoted(text))")
      }
    }
    for record in records.dropFirst(layout.header == nil ? 0 : 1) {
      try layout.check(record, source: source)
      result.rows.append((record.fields[layout.label], record.fields[layout.count]))
    }
    if result.rows.isEmpty, let header = layout.header {
      let text = header.fields.map(\.value).joined(separator: ",")
      throw DataError(
        source: source, place: .column(1, line: header.line),
        "has no rows: \(quoted(text)) has no count, so it is a header; accepted: rows of a label and "
          + "a count, such as A,5, or --header no")
    }
    if format.header == nil, layout.header == nil, result.rows.count > 1,
      NumberSyntax(result.rows[0].count.value)?.digits.isEmpty == true
    {
      let first = result.rows[0]
      result.warnings.append(
        "line \(first.label.line), \(quoted(first.label.value + "," + first.count.value)), is read as "
          + "a row; --header yes if it is a header")
    }
    return result
  }

  private static func leftOut(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s") left out"
  }

  /// The counts in the last record of what `heatdeath run` has written; `nil` for another table.
  ///
  /// Real numbers, which may follow the counts, are written with a point or an exponent.
  private func runOutput(_ records: [CSVRecord], _ remarks: [String]) -> CountRows? {
    guard separator == .comma, format == TableFormat(scale: format.scale, merges: format.merges),
      let header = records.first, header.fields.prefix(2).map(\.value) == ["run", "k"],
      records.count > 1, let last = records.last, last.fields.count == header.fields.count
    else { return nil }
    let digits = last.fields.dropFirst(2).prefix { field in
      !field.value.isEmpty
        && field.value.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard !digits.isEmpty else { return nil }
    let rows = digits.indices.map { (label: header.fields[$0], count: last.fields[$0]) }
    let records =
      "output of heatdeath run, last of \(records.count - 1) records (run \(last.fields[0].value), "
      + "k \(last.fields[1].value))"
    return CountRows(rows: rows, remarks: remarks + [records])
  }

  /// Removes the empty last field where every row has one.
  private func dropTrailingSeparators(of records: inout [CSVRecord], remarks: inout [String]) {
    func endsEmpty(_ record: CSVRecord) -> Bool {
      record.fields.count > 2 && !record.fields[0].value.isEmpty
        && record.fields.last?.value.isEmpty == true
        && record.fields.last?.wasQuoted == false
    }
    let rows = records.count > 1 ? records[1...] : records[...]
    guard !rows.isEmpty, rows.allSatisfy(endsEmpty) else { return }
    for index in records.indices where endsEmpty(records[index]) {
      records[index].fields.removeLast()
    }
    remarks.append("a separator at each end of line left out")
  }

  /// Makes two fields of the words of each line: the count first or last, and the label, which keeps
  /// its blanks. Lines of as many words each stay where these are a table of columns.
  private func joinLabels(of records: inout [CSVRecord]) {
    let rows = records.count > 1 ? records[1...] : records[...]
    let guess = SeparatorGuess(scalars)
    if !guess.isTally, TableLayout.hasIndexColumn(records) { return }
    let first = rows.count { CellNumber.isMeant($0.fields[0].value) }
    let last = rows.count { CellNumber.isMeant($0.fields[$0.fields.count - 1].value) }
    let isCountFirst = guess.isTally || first > last
    for index in records.indices where records[index].fields.count > 2 {
      let fields = records[index].fields
      let words = isCountFirst ? fields.dropFirst() : fields.dropLast()
      let range = words.first!.range.lowerBound..<words.last!.range.upperBound
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[range])
      var label = words.first!
      label.value = String(text)
      label.range = range
      records[index].fields =
        isCountFirst ? [fields[0], label] : [label, fields[fields.count - 1]]
    }
  }
}
