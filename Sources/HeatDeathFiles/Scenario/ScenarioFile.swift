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
package struct ScenarioFile {
  let path: String
  /// What each key stands for, as the command line would have it.
  private let values: [ScenarioKey: String]
  /// Where each key stands.
  private let places: [ScenarioKey: DataError.Place]

  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: ``DataError`` where it cannot be read, is no TOML, or has a key or a value that is no
  ///   option's.
  package init(path: String) throws(DataError) {
    let document = try DocumentText(path: path, upTo: FlatTOML.maximumByteCount, "a scenario")
    try self.init(source: document.source, path: path, text: document.text)
  }

  init(source: String, path: String, text: String) throws(DataError) {
    self.path = path
    var members: [FlatJSONReader.Member]?
    var names: [(text: String, place: DataError.Place)]
    if JSONCounts.isLikely(Array(text.unicodeScalars.prefix(256))) {
      // What ``RunDocument`` says beside the scenario is passed over.
      let found = try Self.members(of: text, source: source).filter {
        !RunDocument.keys.contains($0.name.value)
      }
      names = found.map { ($0.name.value, .column($0.name.column, line: $0.name.line)) }
      members = found
    } else {
      // The parser ends the program over some texts: it gets none that is not flat.
      // Of a recording, what it began with stands before the tables.
      let flat = try FlatTOML(text, source: source, hasTables: true)
      let isRecording = flat.entries.contains { $0.key == "recording" && $0.section == 0 }
      if !isRecording, let header = flat.headers.first {
        throw DataError(
          source: source, place: .column(header.column, line: header.line),
          "a [table] has no place in a scenario; accepted: lines key = value")
      }
      names = flat.entries.filter { $0.section == 0 && !(isRecording && $0.key == "recording") }
        .map { ($0.key, .column($0.column, line: $0.line)) }
    }
    var places: [ScenarioKey: DataError.Place] = [:]
    for (name, place) in names {
      guard let key = ScenarioKey(rawValue: name) else {
        let names = ScenarioKey.allCases.map(\.rawValue).joined(separator: ", ")
        throw DataError(
          source: source, place: place, "there is no key \(quoted(name)); accepted: \(names)")
      }
      guard places.updateValue(place, forKey: key) == nil else {
        throw DataError(
          source: source, place: place, "the key \(name) stands twice; accepted: once")
      }
    }
    let table = members == nil ? try Self.table(of: text, source: source) : nil
    var values: [ScenarioKey: String] = [:]
    for (key, place) in places {
      let name = key.rawValue
      let value =
        members?.first { $0.name.value == name }?.optionText
        ?? table?[name].flatMap { Self.optionText($0.tomlValue, isFlag: key.isFlag) }
      guard let value else {
        throw DataError(
          source: source, place: place,
          "the value of \(name) is of another kind; accepted: text, a number, or a list of them")
      }
      values[key] = value
    }
    self.values = values
    self.places = places
  }

  private static func members(
    of json: String, source: String
  ) throws(DataError) -> [FlatJSONReader.Member] {
    var reader = FlatJSONReader(Array(json.unicodeScalars), source: source)
    let members = try reader.nextObject() ?? []
    guard try reader.nextObject() == nil else {
      throw DataError(source: source, "has more than one JSON object; accepted: one scenario")
    }
    return members
  }

  static func table(of toml: String, source: String) throws(DataError) -> TOMLTable {
    do {
      return try TOMLTable(string: toml)
    } catch let error as TOMLParseError {
      throw DataError(
        source: source,
        place: .column(error.source.begin.column, line: error.source.begin.line),
        "is not TOML: \(error.description); accepted: \(acceptedLines)")
    } catch {
      throw DataError(source: source, "is not TOML; accepted: \(acceptedLines)")
    }
  }

  private static let acceptedLines =
    "lines key = value, each key once, with integers from -2^63 to 2^63 - 1"

  /// What the file says of a key, read as the option of that name reads its own; `nil` for nothing.
  ///
  /// - Throws: ``DataError`` with the line and what is accepted.
  func setting(of key: ScenarioKey) throws(DataError) -> ScenarioSetting? {
    guard let text = values[key] else { return nil }
    do {
      return try key.read(key == .data || key == .text ? besides(text) : text)
    } catch {
      throw DataError(
        source: path, place: places[key] ?? .whole,
        "the value \(quoted(text)) is invalid for \(key.rawValue): \(error)")
    }
  }

  /// A file named in this one, seen from the working directory.
  private func besides(_ name: String) -> String {
    guard !name.hasPrefix("/"), name != "-", let slash = path.lastIndex(of: "/") else {
      return name
    }
    return path[...slash] + name
  }

  /// A value as the command line would have it; `nil` for one of another kind.
  static func optionText(_ value: TOMLValue, isFlag: Bool) -> String? {
    if let truth = value.bool { return isFlag ? "\(truth)" : nil }
    if let text = itemText(value) { return text }
    guard let array = value.array else { return nil }
    let items = array.compactMap { itemText($0.tomlValue) }
    return items.count == array.count ? CSVRecord.written(items) : nil
  }

  static func itemText(_ value: TOMLValue) -> String? {
    if let text = value.string { return text }
    if let number = value.int { return String(number) }
    if let number = value.double { return "\(number)" }
    return nil
  }
}
