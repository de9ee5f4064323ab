import HeatDeath

/// Reads the rows of somebody's log as its bytes arrive: CSV with a column a category or a value a
/// line, JSON Lines, or labels, one sample a line.
///
/// Pure: it takes bytes and gives rows. What cannot be read is left out and said with its place; the
/// row after it does not follow the one before. Its memory is that of a line and of one row.
package struct LogReader {
  let source: String
  let options: LogOptions
  private var lines = LineAssembler()
  /// The first lines, until the layout is known, with their numbers.
  private var head: [(bytes: [UInt8], number: Int)] = []
  var layout: LogLayout?
  /// The first rows, until the scale is known.
  private var held: [Pending] = []
  private var scale: LogScale?
  var notes: LogNotes
  private var rowNumber: Int64 = 0
  var startsAnew = true
  private var lastRun: [UInt8]?
  private var lastPosition: Double?
  /// What the log counts its steps by; `nil` where it does not.
  package private(set) var positionName: String?
  /// How many rows were left out.
  package private(set) var leftOutCount = 0
  var categories = LogCategories()
  var group = LongGroup()
  var tally = LabelTally()

  /// A row whose numbers have been read.
  struct Pending {
    var numbers: [LogNumber?]
    var line: Int
    var position: Double?
    var startsAnew: Bool
  }

  package init(source: String, options: LogOptions = LogOptions()) {
    self.source = source
    self.options = options
    notes = LogNotes(source: source)
    if options.input != .auto { scale = LogScale(options.input) }
    categories.add(options.labels ?? [])
  }

  /// The names of the categories so far; rows may be shorter.
  package var labels: [String] { categories.labels }

  /// Whether rows are laws; `nil` before that is decided.
  package var values: LoopObservations.Values? {
    scale.map { $0 == .counts ? .counts : .laws }
  }

  static func defaultLabel(_ index: Int) -> String { Scenario.defaultLabel(index) }

  /// What there is to say since the last time, a line each.
  package mutating func takeNotes() -> [String] { notes.take() }

  /// What is to be said at the end: how often what was said happened besides.
  package var closingNotes: [String] { notes.rest }

  /// Takes the next bytes.
  ///
  /// - Parameter body: is called with every row that they complete.
  /// - Throws: ``DataError`` where the log is none, or options do not fit it.
  package mutating func append(
    _ bytes: UnsafeRawBufferPointer, _ body: (LogRow) -> Void
  ) throws(DataError) {
    var failure: DataError?
    // The assembler is taken out, so that lines can be read while it is at work.
    var lines = lines
    self.lines = LineAssembler()
    lines.append(bytes) { line, number in
      guard failure == nil else { return }
      do throws(DataError) { try read(line, number, body) } catch { failure = error }
    }
    self.lines = lines
    if let failure { throw failure }
  }

  /// Takes the next bytes.
  package mutating func append(
    _ bytes: [UInt8], _ body: (LogRow) -> Void
  ) throws(DataError) {
    var failure: DataError?
    bytes.withUnsafeBytes { bytes in
      do throws(DataError) { try append(bytes, body) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// What is known but not yet handed out, where nothing more comes for a while.
  package mutating func flush(_ body: (LogRow) -> Void) throws(DataError) {
    if layout != nil { try settle(body) }
    flushTally(body)
  }

  /// The log is over.
  ///
  /// - Throws: ``DataError`` where there was no row at all.
  package mutating func finish(_ body: (LogRow) -> Void) throws(DataError) {
    try endFile(body)
    guard rowNumber > 0 else {
      throw DataError(
        source: source,
        "has no row that can be read; accepted: CSV with a column for each category, or step, label "
          + "and value, JSON Lines, or a label a line")
    }
  }

  /// The file is over, and another may follow: after a rotation, or a truncation.
  package mutating func endFile(_ body: (LogRow) -> Void) throws(DataError) {
    var failure: DataError?
    var lines = lines
    let wasCut = lines.finish { line, number in
      do throws(DataError) { try read(line, number, body) } catch { failure = error }
    }
    if let failure { throw failure }
    if wasCut, !hasLabelLines {
      notes.add(
        lines.lineCount, "the last line has no end; it is read as it is", kind: "lines without end")
    }
    if lines.overlongCount > 0 {
      notes.add(
        nil,
        "\(lines.overlongCount) lines of more than \(LineAssembler.longestLine) bytes are left out",
        kind: "long lines")
    }
    if layout == nil, !head.isEmpty { try settleLayout(body) }
    flushGroup(body)
    try settle(body)
    flushTally(body)
    self.lines = LineAssembler()
    lastRun = nil
    lastPosition = nil
    startsAnew = true
  }

  private var hasLabelLines: Bool {
    if case .labels = layout?.shape { return true }
    return false
  }

  // MARK: Lines

  private mutating func read(
    _ line: ArraySlice<UInt8>, _ number: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    if line.contains(0) {
      return leaveOut(number, "has a NUL; accepted: text", kind: "lines with NUL")
    }
    let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    guard !isBlank else { return }
    guard layout != nil else {
      head.append((Array(line), number))
      if options.input == .labels || head.count == 2 || isJSON { try settleLayout(body) }
      return
    }
    try readBody(line, number, body)
  }

  private var isJSON: Bool {
    let first = head.first?.bytes.first { $0 != 0x20 && $0 != 0x09 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private mutating func settleLayout(_ body: (LogRow) -> Void) throws(DataError) {
    let layout = try LogLayout(head.map(\.bytes), options: options, source: source)
    self.layout = layout
    categories.add(layout.labels)
    let lines = head
    head = []
    say(layout)
    for (index, line) in lines.enumerated() where index > 0 || layout.header == nil {
      try readBody(line.bytes[...], line.number, body)
    }
  }

  private mutating func say(_ layout: LogLayout) {
    switch layout.shape {
    case .labels: notes.add(nil, "a label a line", kind: "layout")
    case .long(_, let label, let value):
      let names = layout.header.map { (quoted($0[label]), quoted($0[value])) }
      notes.add(
        nil,
        "a value a line, separated by \(layout.separator.name), labels in column "
          + "\(names?.0 ?? String(label + 1)), values in \(names?.1 ?? String(value + 1))",
        kind: "layout")
    case .wide(let columns):
      let left = (layout.header ?? []).enumerated().filter { !columns.contains($0.offset) }
        .map { quoted($0.element) }
      notes.add(
        nil,
        "separated by \(layout.separator.name), \(layout.header == nil ? "no header, " : "")"
          + "\(columns.count) categories"
          + (left.isEmpty ? "" : ", not \(left.prefix(8).joined(separator: ", "))"),
        kind: "layout")
    case .json: break
    }
  }

  private mutating func readBody(
    _ line: ArraySlice<UInt8>, _ number: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    guard let layout else { return }
    switch layout.shape {
    case .labels: readLabel(line, number, body)
    case .json: try readJSON(line, number, body)
    case .wide(let columns):
      guard let fields = fields(of: line, number), !isOtherHeader(fields, number) else { return }
      try readWide(fields, columns, number, body)
    case .long(let step, let label, let value):
      guard let fields = fields(of: line, number), !isRepeatedHeader(fields, number) else { return }
      try readLong(fields, (step, label, value), number, body)
    }
  }

  private mutating func fields(
    of line: ArraySlice<UInt8>, _ number: Int
  ) -> [ArraySlice<UInt8>]? {
    guard let layout else { return nil }
    guard let fields = LogFields.read(line, layout.separator) else {
      leaveOut(number, "a quoted field does not end on its line", kind: "quoted fields")
      return nil
    }
    guard fields.count == layout.fieldCount else {
      if isOtherHeader(fields, number) { return nil }
      leaveOut(
        number,
        "\(fields.count) field\(fields.count == 1 ? "" : "s") where the "
          + "\(layout.header == nil ? "first line" : "header") has \(layout.fieldCount)",
        kind: "lines with another number of fields")
      return nil
    }
    return fields
  }

  private mutating func readWide(
    _ fields: [ArraySlice<UInt8>], _ columns: [Int?], _ number: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    if isRepeatedHeader(fields, number) { return }
    noteBeginning(fields, number)
    var numbers: [LogNumber?] = []
    numbers.reserveCapacity(columns.count)
    for (category, column) in columns.enumerated() {
      guard let column else {
        numbers.append(nil)
        continue
      }
      do throws(NumberError) {
        numbers.append(try LogNumber.read(fields[column]))
      } catch {
        return leaveOut(
          number, "column \(column + 1) (\(quoted(labels[category]))): \(error)",
          kind: "rows whose numbers are missing or wrong")
      }
    }
    try take(numbers, number, body)
  }

  /// Sees whether the run is another one, or what counts rows fell.
  private mutating func noteBeginning(_ fields: [ArraySlice<UInt8>], _ number: Int) {
    if let column = layout?.run {
      if let lastRun, !fields[column].elementsEqual(lastRun) {
        startsAnew = true
        lastPosition = nil
      }
      if lastRun.map({ fields[column].elementsEqual($0) }) != true {
        lastRun = Array(fields[column])
      }
    }
    guard let column = layout?.position, let position = try? LogNumber.read(fields[column]) else {
      return
    }
    note(position: position.value, named: layout?.header?[column] ?? "", number)
  }

  mutating func note(position: Double, named name: String, _ number: Int) {
    if let lastPosition, position < lastPosition {
      notes.add(
        number, "\(quoted(name)) falls back: the log begins anew",
        kind: "times the log begins anew")
      startsAnew = true
    }
    lastPosition = position
    positionName = name.isEmpty ? nil : name
  }

  // MARK: Rows

  mutating func leaveOut(_ line: Int, _ text: String, kind: String) {
    notes.add(line, "\(text); the row is left out", kind: kind)
    leftOutCount += 1
    startsAnew = true
  }

  /// Takes the numbers of a row.
  mutating func take(
    _ numbers: [LogNumber?], _ line: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    guard tally.total == 0 else {
      return leaveOut(line, "numbers among labels", kind: "rows of numbers among labels")
    }
    let row = Pending(
      numbers: numbers, line: line, position: lastPosition, startsAnew: startsAnew)
    startsAnew = false
    guard scale != nil else {
      held.append(row)
      if held.count == LogScale.probeCount { try settle(body) }
      return
    }
    emit(row, body)
  }

  /// Decides what the numbers are, and hands out the rows that waited for it.
  private mutating func settle(_ body: (LogRow) -> Void) throws(DataError) {
    guard !held.isEmpty else { return }
    if scale == nil {
      guard let found = LogScale(of: held.map(\.numbers)) else {
        let sum = held[0].numbers.reduce(0) { $0 + ($1?.value ?? 0) }
        throw DataError(
          source: source, place: .column(1, line: held[0].line),
          "the row adds up to \(sum), and not all its numbers are whole; accepted: counts, or laws "
            + "that add up to 1 or 100, in the columns that --columns names")
      }
      scale = found
      notes.add(nil, "read as \(found.name)", kind: "scale")
    }
    let rows = held
    held = []
    for row in rows { emit(row, body) }
  }

  private mutating func emit(_ row: Pending, _ body: (LogRow) -> Void) {
    switch (scale ?? .counts).amounts(of: row.numbers) {
    case .success(let amounts):
      rowNumber += 1
      body(
        LogRow(
          number: rowNumber, line: row.line, position: row.position, amounts: amounts,
          startsAnew: row.startsAnew || wasLeftOut, isLaw: scale != .counts))
      wasLeftOut = false
    case .failure(let fault):
      notes.add(
        row.line, "the row \(fault.text); it is left out", kind: "rows whose sums are wrong")
      leftOutCount += 1
      wasLeftOut = true
    }
  }

  /// Whether the row before was left out for its sum.
  private var wasLeftOut = false

  /// Hands out a row that needs no scale.
  mutating func emit(amounts: [Int64], number: Int64, _ line: Int, _ body: (LogRow) -> Void) {
    scale = .counts
    rowNumber = number
    body(
      LogRow(number: number, line: line, amounts: amounts, startsAnew: startsAnew, isLaw: false))
    startsAnew = false
  }

  /// Whether there were rows of numbers.
  var hasNumbers: Bool { tally.total == 0 && (rowNumber > 0 || !held.isEmpty) }

  /// Says once that categories came up that were not there at first.
  mutating func noteNew(_ label: String, _ line: Int) {
    guard rowNumber > 0 || !held.isEmpty else { return }
    notes.add(line, "a new category, \(quoted(label))", kind: "new categories")
  }
}
