import HeatDeath

extension LogReader {
  /// Reads a line of JSON Lines: a list of numbers, an object with such a list or with an object of
  /// numbers in it, an object of numbers, or one with a label.
  mutating func readJSON(
    _ line: ArraySlice<UInt8>, _ number: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    let text = String(decoding: line, as: UTF8.self)
    var reader = FlatJSONReader(
      Array(text.unicodeScalars), source: source, takesObjects: true)
    var list: [CSVField]?
    var members: [FlatJSONReader.Member] = []
    do throws(DataError) {
      if LogFields.trimmed(line).first == UInt8(ascii: "[") {
        list = try reader.nextList()
      } else {
        members = try reader.nextObject() ?? []
      }
      guard reader.isAtEnd() else {
        return leaveOut(
          number, "more than one JSON value; accepted: one a line", kind: "lines that are no JSON")
      }
    } catch {
      return leaveOut(
        number, "column \(error.column): \(error.message)", kind: "lines that are no JSON")
    }
    if let list { return try take(list, number, body) }
    noteBeginning(members, number)
    try take(members, number, body)
  }

  private mutating func noteBeginning(_ members: [FlatJSONReader.Member], _ number: Int) {
    for name in LogOptions.positions {
      guard let field = members.first(where: { $0.name.value.lowercased() == name })?.number,
        let position = try? LogNumber.read(Array(field.value.utf8)[...])
      else { continue }
      return note(position: position.value, named: name, number)
    }
  }

  private mutating func take(
    _ members: [FlatJSONReader.Member], _ number: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    func member(_ name: String) -> FlatJSONReader.Member? {
      members.first { $0.name.value == name }
    }
    if let columns = options.columns {
      if columns.count == 1, let chosen = member(columns[0]) {
        if let list = chosen.list { return try take(list, number, body) }
        if let object = chosen.object { return try takeNumbers(object, number, body) }
      }
      return try takeNumbers(columns.compactMap(member), number, body)
    }
    for name in LogOptions.lists {
      if let list = member(name)?.list {
        let names = member("labels")?.list?.map(\.value)
        if let names, names.count == list.count, categories.labels.isEmpty { categories.add(names) }
        return try take(list, number, body)
      }
      if let object = member(name)?.object { return try takeNumbers(object, number, body) }
    }
    if let label = members.first(where: {
      LogOptions.labelNames.contains($0.name.value.lowercased()) && $0.text != nil
    })?.text?.value {
      return takeLabel(label, members, number, body)
    }
    if let list = members.first(where: { $0.list?.contains { !$0.wasQuoted } == true })?.list {
      return try take(list, number, body)
    }
    if let object = members.first(where: { $0.object?.isEmpty == false })?.object {
      return try takeNumbers(object, number, body)
    }
    let numbers = members.filter {
      $0.number != nil && !LogOptions.besides.contains($0.name.value.lowercased())
    }
    try takeNumbers(numbers, number, body)
  }

  /// A sample, which no value may stand beside.
  private mutating func takeLabel(
    _ label: String, _ members: [FlatJSONReader.Member], _ number: Int, _ body: (LogRow) -> Void
  ) {
    guard !CategoryLabel.hasControlCharacter(label) else {
      return leaveOut(number, "\(quoted(label)) is no label", kind: "lines that are no label")
    }
    count(label, number, body)
  }

  private mutating func take(
    _ list: [CSVField], _ number: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    if categories.labels.isEmpty {
      guard list.count > 1 else {
        return leaveOut(
          number, "a list of \(list.count) numbers; accepted: two or more",
          kind: "lists of another length")
      }
      categories.add((0..<list.count).map(Self.defaultLabel))
    }
    guard list.count == labels.count else {
      return leaveOut(
        number, "\(list.count) numbers where there are \(labels.count) categories",
        kind: "lists of another length")
    }
    var numbers: [LogNumber?] = []
    numbers.reserveCapacity(list.count)
    for item in list {
      guard let value = read(item, number) else { return }
      numbers.append(value)
    }
    try take(numbers, number, body)
  }

  /// The members of an object, by name: who is not there has nothing.
  private mutating func takeNumbers(
    _ members: [FlatJSONReader.Member], _ number: Int, _ body: (LogRow) -> Void
  ) throws(DataError) {
    var numbers = [LogNumber?](repeating: nil, count: labels.count)
    var found = 0
    for member in members {
      guard let field = member.number else {
        return leaveOut(
          number,
          "the value of \(quoted(member.name.value)) is no number; accepted: numbers from 0",
          kind: "rows whose numbers are missing or wrong")
      }
      guard let value = read(field, number) else { return }
      let (place, isNew, _) = categories.place(adding: member.name.value)
      if isNew { noteNew(member.name.value, number) }
      while numbers.count <= place { numbers.append(nil) }
      guard numbers[place] == nil else {
        return leaveOut(
          number, "\(quoted(member.name.value)) stands twice", kind: "labels that stand twice")
      }
      numbers[place] = value
      found += 1
    }
    guard found > 0 else {
      return leaveOut(
        number, "no numbers of categories; accepted: a list or an object of them",
        kind: "rows without numbers")
    }
    if found < labels.count {
      notes.add(
        number, "\(labels.count - found) of \(labels.count) categories are missing, and count as 0",
        kind: "rows that lack categories")
    }
    try take(numbers, number, body)
  }

  private mutating func read(_ field: CSVField, _ number: Int) -> LogNumber? {
    do throws(NumberError) {
      return try LogNumber.read(Array(field.value.utf8)[...])
    } catch {
      leaveOut(
        number, "column \(field.column): \(error)",
        kind: "rows whose numbers are missing or wrong")
      return nil
    }
  }
}

extension DataError {
  /// The column of its place, 1 where it has none.
  fileprivate var column: Int {
    if case .column(let column, _) = place { column } else { 1 }
  }
}
