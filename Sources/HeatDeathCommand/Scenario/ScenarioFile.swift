import TOMLKit

/// A scenario in TOML: each key is the name of an option without its dashes, and stands for it.
///
/// ```toml
/// temperature = 0.8
/// sampler = "mix:0.05"
/// counts = [5, 3, 2]
/// policy = "window:1000"
/// seed = 7
/// ```
///
/// The JSON that `heatdeath run --metadata` writes has the same keys, and is read as well.
///
/// A value is what the option takes: text, a number, or a list where the option takes items with
/// commas between them. A file named by `data` or `text` is looked for beside the scenario file.
struct ScenarioFile {
  let path: String
  /// What each key stands for, as the command line would have it.
  private let values: [String: String]
  /// Where each key stands.
  private let places: [String: DataError.Place]

  /// Every key, in the order in which they are written.
  static let keys = [
    "temperature", "sampler", "counts", "labels", "categories", "data", "text", "unit", "top",
    "rest", "take", "header", "label-column", "count-column", "scale", "merge", "batch", "external",
    "external-law", "policy", "learner", "seed",
  ]

  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: ``DataError`` where it cannot be read, is no TOML, or has a key or a value that is no
  ///   option's.
  init(path: String) throws(DataError) {
    var file = TranscodingSource(try InputFile(path: path))
    let bytes = try file.readAll(upTo: FlatTOML.maximumByteCount, accepted: "a scenario")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DataError(source: file.name, "is not UTF-8; accepted: a scenario in UTF-8 or UTF-16")
    }
    try self.init(source: file.name, path: path, text: text)
  }

  init(source: String, path: String, text: String) throws(DataError) {
    if JSONCounts.isLikely(Array(text.unicodeScalars.prefix(256))) {
      try self.init(source: source, path: path, json: text)
    } else {
      try self.init(source: source, path: path, toml: text)
    }
  }

  /// Reads what ``RunMetadata`` has written; what it says beside the scenario is passed over.
  private init(source: String, path: String, json: String) throws(DataError) {
    self.path = path
    var reader = FlatJSONReader(Array(json.unicodeScalars), source: source)
    let members = try reader.nextObject() ?? []
    guard try reader.nextObject() == nil else {
      throw DataError(source: source, "has more than one JSON object; accepted: one scenario")
    }
    var values: [String: String] = [:]
    var places: [String: DataError.Place] = [:]
    for member in members {
      let key = member.name.value
      guard !RunDocument.keys.contains(key) else { continue }
      let place = DataError.Place.column(member.name.column, line: member.name.line)
      guard Self.keys.contains(key) else {
        throw DataError(
          source: source, place: place,
          "there is no key \(quoted(key)); accepted: \(Self.keys.joined(separator: ", "))")
      }
      guard let value = member.optionText else {
        throw DataError(
          source: source, place: place,
          "the value of \(key) is of another kind; accepted: text, a number, or a list of them")
      }
      guard values.updateValue(value, forKey: key) == nil else {
        throw DataError(
          source: source, place: place, "the key \(key) stands twice; accepted: once")
      }
      places[key] = place
    }
    self.values = values
    self.places = places
  }

  private init(source: String, path: String, toml text: String) throws(DataError) {
    self.path = path
    var places: [String: DataError.Place] = [:]
    // The parser ends the program over some texts: it gets none that is not flat.
    for entry in try FlatTOML(text, source: source).entries {
      let place = DataError.Place.column(entry.column, line: entry.line)
      guard Self.keys.contains(entry.key) else {
        throw DataError(
          source: source, place: place,
          "there is no key \(quoted(entry.key)); accepted: \(Self.keys.joined(separator: ", "))")
      }
      guard places.updateValue(place, forKey: entry.key) == nil else {
        throw DataError(
          source: source, place: place, "the key \(entry.key) stands twice; accepted: once")
      }
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw DataError(
        source: source,
        place: .column(error.source.begin.column, line: error.source.begin.line),
        "is not TOML: \(error.description)")
    } catch {
      throw DataError(source: source, "is not TOML")
    }
    var values: [String: String] = [:]
    for (key, place) in places {
      guard let value = table[key].flatMap({ Self.optionText($0.tomlValue, of: key) }) else {
        throw DataError(
          source: source, place: place,
          "the value of \(key) is of another kind; accepted: text, a number, or a list of them")
      }
      values[key] = value
    }
    self.values = values
    self.places = places
  }

  /// Whether the file has the key.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// The value of a key, read as the option of that name reads its own.
  ///
  /// - Throws: ``DataError`` with the line and what is accepted.
  func value<Value>(
    _ key: String, _ read: (String) throws -> Value
  ) throws(DataError) -> Value? {
    guard let text = values[key] else { return nil }
    do {
      return try read(text)
    } catch {
      throw DataError(
        source: path, place: places[key] ?? .whole,
        "the value \(quoted(text)) is invalid for \(key): \(error)")
    }
  }

  /// The value of a key that names a file, seen from the working directory.
  func file(_ key: String) -> String? {
    guard let name = values[key] else { return nil }
    guard !name.hasPrefix("/"), name != "-", let slash = path.lastIndex(of: "/") else {
      return name
    }
    return path[...slash] + name
  }

  /// The keys of flags: their values are truth values.
  private static let flags: Set<String> = ["merge"]

  /// A value as the command line would have it; `nil` for one of another kind.
  private static func optionText(_ value: TOMLValue, of key: String) -> String? {
    if let truth = value.bool { return flags.contains(key) ? "\(truth)" : nil }
    if let text = itemText(value) { return text }
    guard let array = value.array else { return nil }
    var items: [String] = []
    for element in array {
      guard let item = itemText(element.tomlValue) else { return nil }
      items.append(element.tomlValue.string == nil ? item : CSVField.written(item))
    }
    return items.joined(separator: ",")
  }

  private static func itemText(_ value: TOMLValue) -> String? {
    if let text = value.string { return text }
    if let number = value.int { return String(number) }
    if let number = value.double { return "\(number)" }
    return nil
  }
}
