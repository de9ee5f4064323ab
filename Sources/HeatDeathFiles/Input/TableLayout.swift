/// Which columns of a table are the label and the count, and whether its first record is a header.
struct TableLayout {
  private(set) var label = 0
  private(set) var count = 1
  private(set) var header: CSVRecord?
  /// How many columns the header lacks at its start: R names rows without naming their column.
  private(set) var headerShift = 0
  /// What was decided about the columns.
  private(set) var remarks: [String] = []
  private let width: Int
  private let isChosen: Bool

  /// - Parameter countFirst: whether the first of two columns is the count where both are numbers.
  /// - Throws: ``DataError`` where a column that was asked for does not exist, or which ones are
  ///   meant cannot be told.
  init(
    _ records: [CSVRecord], source: String, _ format: TableFormat, countFirst: Bool
  ) throws(DataError) {
    isChosen = format.labelColumn != nil || format.countColumn != nil
    var widths: [Int: Int] = [:]
    for record in records { widths[record.fields.count, default: 0] += 1 }
    width = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 2
    guard let first = records.first else { return }
    let body = records.count > 1 ? records[1...] : records[...]
    let hasIndex = Self.hasIndexColumn(records)
    if hasIndex, first.fields.count == width - 1 { headerShift = 1 }

    let given = try Self.columns(format, first, source: source, shift: headerShift, width: width)
    var free = Array(0..<width)
    if hasIndex { free.removeFirst() }
    free.removeAll { $0 == given.label || $0 == given.count }
    func numbers(_ column: Int) -> Int {
      body.count { $0.fields.count > column && CellNumber.isMeant($0.fields[column].value) }
    }
    if let label = given.label, let count = given.count {
      (self.label, self.count) = (label, count)
    } else if let label = given.label {
      self.label = label
      count = try Self.only(
        free, ofThose: { numbers($0) == body.count }, "--count-column", first, source)
    } else if let count = given.count {
      self.count = count
      label = try Self.only(free, ofThose: { numbers($0) == 0 }, "--label-column", first, source)
    } else if free.count == 2 {
      let (left, right) = (numbers(free[0]), numbers(free[1]))
      let isFirst = left > right || countFirst && left == right && left > 0
      (label, count) = isFirst ? (free[1], free[0]) : (free[0], free[1])
      if isFirst { remarks.append("count first") }
    }
    if hasIndex, !isChosen { remarks.append("index column left out") }

    switch format.header {
    case .yes: header = first
    case .no: header = nil
    case nil:
      // A header has no number where the rows have their counts, or no name over the labels.
      let cell = first.fields.count > count ? first.fields[count].value : ""
      let isNameless =
        records.count > 1 && first.fields.count > label && first.fields[label].value.isEmpty
        && !first.fields[label].wasQuoted
      if given.isNamed || headerShift > 0 || !cell.isEmpty && !CellNumber.isMeant(cell)
        || isNameless && first.fields.count > 1
      {
        header = first
      }
    }
  }

  /// - Throws: ``DataError`` for a record that has not the fields of a row.
  func check(_ record: CSVRecord, source: String) throws(DataError) {
    let found = record.fields.count
    if isChosen ? found > max(label, count) : found == width && max(label, count) < found {
      if isChosen || width == 2 || !remarks.isEmpty { return }
    }
    let place = found > 2 ? record.fields[2] : record.fields[0]
    let near = "\(found) field\(found == 1 ? "" : "s"), near \(quoted(place.value))"
    var accepted =
      isChosen
      ? "at least \(max(label, count) + 1) fields"
      : width == 2 || width == 1
        ? "2 fields, label,count" : "2 fields, label,count, or --label-column and --count-column"
    let pair = record.fields.suffix(2).map(\.value).joined(separator: ",")
    if found > 2, !isChosen, let thousands = ThousandsSeparator(in: pair) {
      accepted += "; if \(pair) is one number, write \(thousands.accepted)"
    }
    throw DataError(
      source: source, place: .column(place.column, line: place.line),
      "\(near); accepted: \(accepted)")
  }

  /// Whether the first of three columns numbers the rows from 0 or 1.
  static func hasIndexColumn(_ records: [CSVRecord]) -> Bool {
    guard records.count > 1 else { return false }
    func hasThree(_ record: CSVRecord) -> Bool { record.fields.count == 3 }
    let body = records[1...]
    guard body.allSatisfy(hasThree) else { return false }
    let first = records[0].fields
    let start: Int
    if let value = Int(first[0].value), first.count == 3 {
      guard value == 0 || value == 1 else { return false }
      start = value + 1
    } else {
      guard first.count == 3 || first.count == 2 else { return false }
      guard let value = Int(body[1].fields[0].value), value == 0 || value == 1 else { return false }
      start = value
    }
    return body.enumerated().allSatisfy { Int($1.fields[0].value) == start + $0 }
  }

  /// The columns that the format names.
  private static func columns(
    _ format: TableFormat, _ first: CSVRecord, source: String, shift: Int, width: Int
  ) throws(DataError) -> (label: Int?, count: Int?, isNamed: Bool) {
    var isNamed = false
    func index(_ name: ColumnName?, _ option: String) throws(DataError) -> Int? {
      guard let name else { return nil }
      if format.header != .no,
        let index = first.fields.firstIndex(where: { $0.value == name.text })
      {
        isNamed = true
        return index + shift
      }
      if let number = Int(name.text), (1...max(width, 1)).contains(number) { return number - 1 }
      let names = first.fields.prefix(20).map { quoted($0.value) }.joined(separator: ", ")
      throw DataError(
        source: source, place: .column(1, line: first.line),
        "has no column \(quoted(name.text)) for \(option); accepted: a name of the first row, "
          + "\(names), or a number from 1 to \(width)")
    }
    let label = try index(format.labelColumn, "--label-column")
    let count = try index(format.countColumn, "--count-column")
    guard label == nil || label != count else {
      throw DataError(
        source: source, "has one column for label and count; accepted: two different columns")
    }
    return (label, count, isNamed)
  }

  /// The only column there is, or the only one of a kind.
  private static func only(
    _ free: [Int], ofThose isMeant: (Int) -> Bool, _ option: String, _ first: CSVRecord,
    _ source: String
  ) throws(DataError) -> Int {
    let meant = free.count == 1 ? free : free.filter(isMeant)
    guard meant.count == 1 else {
      throw DataError(
        source: source, place: .column(1, line: first.line),
        "has \(meant.count) columns that could be meant; accepted: together with \(option)")
    }
    return meant[0]
  }
}
