/// What the fields of a log's lines are, as far as its first lines and the options tell.
struct LogLayout {
  enum Shape {
    /// A row a line, a column a category; of each category its column, `nil` where the present header
    /// lacks it.
    case wide([Int?])
    /// A value a line: the columns of the row's step, of the label and of the value.
    case long(step: Int?, label: Int, value: Int)
    /// A label a line.
    case labels
    /// A JSON value a line.
    case json
  }

  var shape = Shape.labels
  var separator = FieldSeparator.comma
  /// The names of the columns, where the first line has them.
  var header: [String]?
  var fieldCount = 0
  /// The columns whose change, or fall, says that the log begins anew.
  var run: Int?
  var position: Int?
  /// The names of the categories; empty where rows bring them.
  var labels: [String] = []

  /// - Parameter lines: the first two lines that are not blank, or what there is.
  /// - Throws: ``DataError`` where options do not fit the log.
  init(_ lines: [[UInt8]], options: LogOptions, source: String) throws(DataError) {
    guard options.input != .labels else { return }
    let first = lines.first?.first { $0 != 0x20 && $0 != 0x09 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      shape = .json
      labels = options.labels ?? []
      return
    }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    let scalars = Array(texts.joined(separator: "\n").unicodeScalars)
    separator = SeparatorGuess(scalars).separator
    let rows = texts.map { LogFields.read(Array($0.utf8)[...], separator) ?? [] }
      .map { $0.map { String(decoding: $0, as: UTF8.self) } }
    let top = rows.first ?? []
    fieldCount = top.count
    guard top.count > 1 || options.columns != nil else {
      let isHeader = LogOptions.labelNames.contains((top.first ?? "").lowercased())
      header = isHeader ? top : nil
      return
    }
    let isHeader = Self.isHeader(top, before: rows.count > 1 ? rows[1] : nil)
    header = isHeader ? top : nil
    shape = .wide([])
    let body = isHeader ? (rows.count > 1 ? rows[1] : nil) : top
    if let long = try Self.long(top, body: body, isHeader, options, source) {
      shape = long
      labels = options.labels ?? []
      return
    }
    try setColumns(top, body: body, isHeader, options, source)
  }

  /// Whether a line names the columns: it has fewer numbers than the next one, or alone none.
  static func isHeader(_ fields: [String], before next: [String]?) -> Bool {
    let numbers = fields.count(where: CellNumber.isMeant)
    guard let next else { return numbers == 0 }
    return numbers < next.count(where: CellNumber.isMeant)
  }

  private static func long(
    _ top: [String], body: [String]?, _ isHeader: Bool, _ options: LogOptions, _ source: String
  ) throws(DataError) -> Shape? {
    guard let body, body.count == top.count else { return nil }
    let names = top.map { $0.lowercased() }
    if isHeader {
      if let columns = options.columns, columns.count == 3 {
        var places: [Int] = []
        for column in columns { places.append(try place(of: column, in: top, source)) }
        guard !CellNumber.isMeant(body[places[1]]) else { return nil }
        return .long(step: places[0], label: places[1], value: places[2])
      }
      guard options.columns == nil,
        let label = names.firstIndex(where: LogOptions.labelNames.contains),
        let value = names.lastIndex(where: LogOptions.valueNames.contains), label != value,
        !CellNumber.isMeant(body[label]) || top.count == 3
      else { return nil }
      let step = names.indices.first { $0 != label && $0 != value }
      return .long(step: step, label: label, value: value)
    }
    guard options.columns == nil, top.count == 3, CellNumber.isMeant(top[0]),
      !CellNumber.isMeant(top[1]), CellNumber.isMeant(top[2])
    else { return nil }
    return .long(step: 0, label: 1, value: 2)
  }

  private mutating func setColumns(
    _ top: [String], body: [String]?, _ isHeader: Bool, _ options: LogOptions, _ source: String
  ) throws(DataError) {
    var columns: [Int] = []
    if let chosen = options.columns {
      for column in chosen { columns.append(try Self.place(of: column, in: top, source)) }
    } else if isHeader {
      columns = Self.categories(in: top)
      columns.removeAll { column in
        guard let body, column < body.count else { return false }
        return !CellNumber.isMeant(body[column]) && !body[column].isEmpty
      }
    } else {
      columns = Array(top.indices)
    }
    guard columns.count > 1 else {
      throw DataError(
        source: source, place: .column(1, line: 1),
        "has \(columns.count) column\(columns.count == 1 ? "" : "s") of numbers that may be "
          + "categories, \(quoted(top.joined(separator: separator == .tab ? "\t" : ","))); accepted: "
          + "two or more, or --columns")
    }
    shape = .wide(columns)
    let names = isHeader ? top.map { $0.lowercased() } : []
    run = names.firstIndex(of: "run").flatMap { columns.contains($0) ? nil : $0 }
    position = LogOptions.positions.lazy.compactMap { names.firstIndex(of: $0) }.first {
      !columns.contains($0)
    }
    labels =
      options.labels
      ?? columns.enumerated().map { isHeader ? top[$1] : LogReader.defaultLabel($0) }
    guard labels.count == columns.count else {
      throw DataError(
        source: source,
        "has \(columns.count) categories, --labels \(labels.count) names; accepted: as many")
    }
    if let label = Self.repeated(labels) {
      throw DataError(
        source: source, place: .column(1, line: 1),
        "the category \(quoted(label)) is there twice; accepted: each once")
    }
  }

  /// The columns of a header that are categories: what `heatdeath run` writes as counts, or all that
  /// are not known to be something else.
  static func categories(in header: [String]) -> [Int] {
    if header.starts(with: ["run", "k"]), header.count > 3 {
      let end = header.indices.dropFirst(3).first { column in
        let name = header[column]
        return name == "theta_\(header[2])" || name == "tau_\(header[2])"
          || name.hasPrefix("v_\(header[2])+") || name == "entropy" || name == "kl"
      }
      return Array(2..<(end ?? header.count))
    }
    return header.indices.filter { !LogOptions.besides.contains(header[$0].lowercased()) }
  }

  private static func place(
    of column: String, in header: [String], _ source: String
  ) throws(DataError) -> Int {
    if let index = header.firstIndex(of: column) { return index }
    if let number: Int = try? ExactInteger.parse(column, in: 1...max(1, header.count)),
      number <= header.count
    {
      return number - 1
    }
    throw DataError(
      source: source, place: .column(1, line: 1),
      "has no column \(quoted(column)); accepted: a number from 1 to \(header.count), or one of "
        + header.prefix(20).map { quoted($0) }.joined(separator: ", "))
  }

  private static func repeated(_ labels: [String]) -> String? {
    var seen = Set<String>()
    return labels.first { !seen.insert($0).inserted }
  }
}

/// Cuts a line into its fields.
enum LogFields {
  /// - Returns: `nil` where a quote is not closed on the line.
  /// - Complexity: O(length).
  static func read(
    _ line: ArraySlice<UInt8>, _ separator: FieldSeparator
  ) -> [ArraySlice<UInt8>]? {
    guard !line.contains(UInt8(ascii: "\"")), let byte = separator.byte else {
      var reader = CSVReader(String(decoding: line, as: UTF8.self), separator: separator)
      guard let record = try? reader.next() else { return line.isEmpty ? [] : nil }
      guard (try? reader.next()) == .some(nil) else { return nil }
      return record.fields.map { Array($0.value.utf8)[...] }
    }
    var fields: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    for index in line.indices where line[index] == byte {
      fields.append(trimmed(line[start..<index]))
      start = index + 1
    }
    fields.append(trimmed(line[start...]))
    return fields
  }

  static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var field = field
    while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
    while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
    return field
  }
}

extension FieldSeparator {
  /// The byte that ends a field; `nil` where several together do.
  fileprivate var byte: UInt8? {
    switch self {
    case .tab: 0x09
    case .semicolon: UInt8(ascii: ";")
    case .comma: UInt8(ascii: ",")
    case .blanks: nil
    }
  }
}
