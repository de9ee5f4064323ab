import TOMLKit

/// The keys of one table `[[name]]` of a document, or of what stands before the tables; each is read
/// once.
struct DocumentSection {
  /// The table's name; empty for what stands before the tables.
  let name: String
  let source: String
  let place: DataError.Place
  private var values: [String: Entry] = [:]
  /// What was asked for.
  private var known: [String] = []
  /// Where what has been read stood.
  private var places: [String: DataError.Place] = [:]

  private struct Entry {
    /// As the command line would have it.
    let text: String
    /// The items of a list; of a single value itself.
    let items: [String]
    let place: DataError.Place
  }

  init(name: String, source: String, place: DataError.Place) {
    self.name = name
    self.source = source
    self.place = place
  }

  private mutating func add(_ key: String, _ value: Entry) throws(DataError) {
    guard values.updateValue(value, forKey: key) == nil else {
      throw DataError(
        source: source, place: value.place, "the key \(key) stands twice; accepted: once")
    }
  }

  func has(_ key: String) -> Bool { values[key] != nil }

  /// The value of a key that must be there.
  mutating func read<Value>(
    _ key: String, _ parse: (String) throws -> Value
  ) throws(DataError) -> Value {
    guard let value = try readIfThere(key, parse) else {
      throw DataError(
        source: source, place: place,
        "there is no \(key)\(name.isEmpty ? "" : " in this [[\(name)]]"); accepted: a line "
          + "\(key) = …")
    }
    return value
  }

  mutating func readIfThere<Value>(
    _ key: String, _ parse: (String) throws -> Value
  ) throws(DataError) -> Value? {
    guard let value = take(key) else { return nil }
    return try parsed(key, value.text, value, parse)
  }

  /// The items of a list, or a single value; `nil` where the key is not there.
  mutating func readItemsIfThere<Item>(
    _ key: String, _ parse: (String) throws -> Item
  ) throws(DataError) -> [Item]? {
    guard let value = take(key) else { return nil }
    var items: [Item] = []
    for text in value.items { items.append(try parsed(key, text, value, parse)) }
    return items
  }

  /// The error of a key that is or was there, or else of the table.
  func error(_ key: String, _ message: String) -> DataError {
    DataError(source: source, place: places[key] ?? values[key]?.place ?? place, message)
  }

  private mutating func take(_ key: String) -> Entry? {
    known.append(key)
    guard let value = values.removeValue(forKey: key) else { return nil }
    places[key] = value.place
    return value
  }

  private func parsed<Result>(
    _ key: String, _ text: String, _ value: Entry, _ parse: (String) throws -> Result
  ) throws(DataError) -> Result {
    do {
      return try parse(text)
    } catch {
      throw DataError(
        source: source, place: value.place,
        "the value \(quoted(text)) is invalid for \(key): \(error)")
    }
  }

  /// - Throws: ``DataError`` for a key that nothing asked for.
  func finish() throws(DataError) {
    guard let (key, value) = values.min(by: { $0.key < $1.key }) else { return }
    throw DataError(
      source: source, place: value.place,
      "there is no key \(quoted(key)) here; accepted: \(known.joined(separator: ", "))")
  }

  // MARK: Documents

  /// What stands before the first table, and the tables in order.
  ///
  /// - Parameter start: a key whose place is that of what stands before the tables.
  static func sections(
    of text: String, source: String, start: String
  ) throws(DataError) -> [DocumentSection] {
    let flat = try FlatTOML(text, source: source, hasTables: true)
    let table = try ScenarioFile.table(of: text, source: source)
    let first = flat.entries.first { $0.key == start && $0.section == 0 }
    var sections = [
      DocumentSection(
        name: "", source: source,
        place: first.map { .column($0.column, line: $0.line) } ?? .whole)
    ]
    var indices: [String: Int] = [:]
    var tables: [TOMLTable?] = [table]
    for header in flat.headers {
      let index = indices[header.key, default: 0]
      indices[header.key] = index + 1
      sections.append(
        DocumentSection(
          name: header.key, source: source, place: .column(header.column, line: header.line)))
      let array = table[header.key]?.array
      tables.append(array.flatMap { index < $0.count ? $0[index].table : nil })
    }
    for entry in flat.entries {
      let place = DataError.Place.column(entry.column, line: entry.line)
      guard let value = tables[entry.section]?[entry.key],
        let text = ScenarioFile.optionText(value.tomlValue, isFlag: false)
      else {
        throw DataError(
          source: source, place: place,
          "the value of \(entry.key) is of another kind; accepted: text, a number, or a list of them"
        )
      }
      let items = value.array?.compactMap { ScenarioFile.itemText($0.tomlValue) } ?? [text]
      try sections[entry.section].add(entry.key, Entry(text: text, items: items, place: place))
    }
    return sections
  }
}
