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
/// A value is what the option takes: text, a number, or a list where the option takes items with
/// commas between them. A file named by `data` or `text` is looked for beside the scenario file.
struct ScenarioFile {
  let path: String
  /// What each key stands for, as the command line would have it.
  private let values: [String: String]
  /// The line on which each key stands, from 1.
  private let lines: [String: Int]

  /// Every key, in the order in which they are written.
  static let keys = [
    "temperature", "sampler", "counts", "labels", "categories", "data", "text", "unit", "top",
    "rest", "take", "batch", "external", "external-law", "policy", "learner", "seed",
  ]

  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: ``DataError`` where it cannot be read, is no TOML, or has a key or a value that is no
  ///   option's.
  init(path: String) throws(DataError) {
    var file = try InputFile(path: path, rewindable: false)
    try self.init(source: file.name, path: path, text: try Self.contents(of: &file))
  }

  init(source: String, path: String, text: String) throws(DataError) {
    self.path = path
    let lines = Self.lines(of: text)
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
    for key in table.keys {
      let place = lines[key].map { DataError.Place.column(1, line: $0) } ?? .whole
      guard Self.keys.contains(key) else {
        throw DataError(
          source: source, place: place,
          "there is no key \(quoted(key)); accepted: \(Self.keys.joined(separator: ", "))")
      }
      guard let value = table[key].flatMap({ Self.optionText($0.tomlValue) }) else {
        throw DataError(
          source: source, place: place,
          "the value of \(key) is of another kind; accepted: text, a number, or a list of them")
      }
      values[key] = value
    }
    self.values = values
    self.lines = lines
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
        source: path, place: lines[key].map { .column(1, line: $0) } ?? .whole,
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

  /// A value as the command line would have it; `nil` for tables, dates and truth values.
  private static func optionText(_ value: TOMLValue) -> String? {
    if let text = value.string { return text }
    if let number = value.int { return String(number) }
    if let number = value.double { return "\(number)" }
    guard let array = value.array else { return nil }
    var items: [String] = []
    for element in array {
      guard let item = optionText(element.tomlValue), element.tomlValue.array == nil else {
        return nil
      }
      items.append(element.tomlValue.string == nil ? item : RecordWriter.csvField(item))
    }
    return items.joined(separator: ",")
  }

  /// On which line each key stands: TOML's own reader keeps that to itself.
  private static func lines(of text: String) -> [String: Int] {
    var lines: [String: Int] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let key = line.prefix { $0 != "=" }.filter { !$0.isWhitespace && $0 != "\"" }
      if key.count < line.count, lines[String(key)] == nil { lines[String(key)] = index + 1 }
    }
    return lines
  }

  private static func contents(of file: inout InputFile) throws(DataError) -> String {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count: Int
      do {
        count = try block.withUnsafeMutableBytes { try file.read(into: $0) }
      } catch let error as DataError {
        throw error
      } catch {
        throw DataError(source: file.name, "cannot be read")
      }
      if count == 0 { break }
      bytes += block[..<count]
      guard bytes.count <= 1 << 24 else {
        throw DataError(source: file.name, "is no scenario: more than 16 MB")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DataError(source: file.name, "is not UTF-8")
    }
    return text
  }
}
