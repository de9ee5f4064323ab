import HeatDeath

/// The categories of a log in the order in which they came up.
struct LogCategories {
  private(set) var labels: [String] = []
  private var places: [String: Int] = [:]

  /// Beyond so many, new ones count as one.
  static let most = 100_000
  static let other = "(other)"

  mutating func add(_ names: [String]) {
    for name in names where places[name] == nil {
      places[name] = labels.count
      labels.append(name)
    }
  }

  func place(of label: String) -> Int? { places[label] }

  /// The place of a category, made where there is none; beyond ``most`` that of ``other``.
  mutating func place(adding label: String) -> (place: Int, isNew: Bool, isOther: Bool) {
    if let place = places[label] { return (place, false, false) }
    let isOther = labels.count >= Self.most
    let name = isOther ? Self.other : label
    let isNew = places[name] == nil
    add([name])
    return (places[name] ?? 0, isNew, isOther)
  }
}

/// Samples counted one by one.
struct LabelTally {
  var counts: [Int64] = []
  var total: Int64 = 0
  /// The total at which the next row is handed out: every label at first, then one in 128.
  var next: Int64 = 1
  var lastLine = 0
  var isWaiting = false
}

/// The values of the step that is being read of a long table.
struct LongGroup {
  var step: [UInt8]?
  var numbers: [LogNumber?] = []
  var line = 0
  var isBad = false
}

extension LogReader {
  private static let longestLabel = 200

  mutating func readLabel(
    _ line: ArraySlice<UInt8>, _ number: Int, _ body: (LogRow) -> Void
  ) {
    let label = String(decoding: LogFields.trimmed(line), as: UTF8.self)
    guard !CategoryLabel.hasControlCharacter(label), label.utf8.count <= Self.longestLabel else {
      return leaveOut(number, "\(quoted(label)) is no label", kind: "lines that are no label")
    }
    count(label, number, body)
  }

  mutating func count(_ label: String, _ number: Int, _ body: (LogRow) -> Void) {
    guard !hasNumbers else {
      return leaveOut(number, "a label among numbers", kind: "labels among rows of numbers")
    }
    let (place, _, isOther) = categories.place(adding: label)
    if isOther {
      notes.add(
        number, "more than \(LogCategories.most) categories: further ones count as \"(other)\"",
        kind: "labels that count as \"(other)\"")
    }
    while tally.counts.count <= place { tally.counts.append(0) }
    guard tally.total < Dataset.maximumSize else { return }
    tally.counts[place] += 1
    tally.total += 1
    tally.lastLine = number
    tally.isWaiting = true
    if tally.total >= tally.next { flushTally(body) }
  }

  mutating func flushTally(_ body: (LogRow) -> Void) {
    guard tally.isWaiting else { return }
    tally.isWaiting = false
    tally.next = tally.total + max(1, tally.total / 128)
    emit(amounts: tally.counts, number: tally.total, tally.lastLine, body)
  }

  mutating func readLong(
    _ fields: [ArraySlice<UInt8>], _ columns: (step: Int?, label: Int, value: Int), _ number: Int,
    _ body: (LogRow) -> Void
  ) throws(DataError) {
    let label = String(decoding: fields[columns.label], as: UTF8.self)
    if let step = columns.step, group.step.map({ fields[step].elementsEqual($0) }) != true {
      try endGroup(body)
      if let position = try? LogNumber.read(fields[step]) {
        note(position: position.value, named: layout?.header?[step] ?? "step", number)
      }
      group.step = Array(fields[step])
    } else if columns.step == nil, let place = categories.place(of: label),
      place < group.numbers.count, group.numbers[place] != nil
    {
      // Without a step a label that is there already begins the next row.
      try endGroup(body)
    }
    group.line = number
    let value: LogNumber
    do throws(NumberError) {
      value = try LogNumber.read(fields[columns.value])
    } catch {
      group.isBad = true
      return leaveOut(
        number, "column \(columns.value + 1) (\(quoted(label))): \(error)",
        kind: "rows whose numbers are missing or wrong")
    }
    let (place, isNew, _) = categories.place(adding: label)
    if isNew { noteNew(label, number) }
    while group.numbers.count <= place { group.numbers.append(nil) }
    if group.numbers[place] != nil {
      group.isBad = true
      return leaveOut(
        number, "\(quoted(label)) stands twice in one step", kind: "labels that stand twice")
    }
    group.numbers[place] = value
  }

  private mutating func endGroup(_ body: (LogRow) -> Void) throws(DataError) {
    defer { group = LongGroup() }
    guard group.numbers.contains(where: { $0 != nil }), !group.isBad else { return }
    try take(group.numbers, group.line, body)
  }

  mutating func flushGroup(_ body: (LogRow) -> Void) {
    try? endGroup(body)
  }
}
