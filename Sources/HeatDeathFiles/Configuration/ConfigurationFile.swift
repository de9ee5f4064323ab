import HeatDeath
import TOMLKit

/// What a user likes, in TOML: how screens open, and `[keys]` by the names of actions.
///
/// ```toml
/// theme = "paper"
/// pace = 1
///
/// [keys]
/// warmer = "W"
/// later = ["Right", "n"]
/// ```
package struct ConfigurationFile {
  /// What may stand before `[keys]`.
  package enum Setting: String, CaseIterable, Sendable {
    case theme, glyphs, colors, pace, mouse, projector, plain, turn, sync
  }

  /// A line of `[keys]`.
  package struct KeyLine: Hashable, Sendable {
    package let name: String
    package let keys: [String]
    package let line: Int
    fileprivate let column: Int
  }

  /// The path, as given.
  package let path: String
  /// The lines of `[keys]`, in the order in which they stand.
  package private(set) var keys: [KeyLine] = []
  private var values: [Setting: (text: String, place: DataError.Place)] = [:]
  private let source: String

  static let largestSize = 1 << 20

  /// Reads a file.
  ///
  /// - Throws: ``DataError`` where it cannot be read, is no flat TOML, or has a key that is none.
  package init(path: String) throws(DataError) {
    let document = try DocumentText(path: path, upTo: Self.largestSize, "a configuration")
    try self.init(source: document.source, path: path, text: document.text)
  }

  package init(source: String, path: String, text: String) throws(DataError) {
    self.path = path
    self.source = source
    // The parser gets none that is not flat.
    let flat = try FlatTOML(text, source: source, sections: ["keys"])
    if flat.headers.count > 1 {
      let second = flat.headers[1]
      throw DataError(
        source: source, place: .column(second.column, line: second.line),
        "[keys] stands twice, first in line \(flat.headers[0].line); accepted: once")
    }
    var first: [String: FlatTOML.Entry] = [:]
    for entry in flat.entries {
      if let other = first.updateValue(entry, forKey: "\(entry.section) \(entry.key)") {
        throw DataError(
          source: source, place: .column(entry.column, line: entry.line),
          "\(quoted(entry.key)) stands in line \(other.line) already; accepted: once")
      }
    }
    let table = try ScenarioFile.table(of: text, source: source)
    for entry in flat.entries {
      let place = DataError.Place.column(entry.column, line: entry.line)
      if entry.section == 0 {
        try readSetting(entry.key, table[entry.key]?.tomlValue, place)
      } else {
        try readKeys(entry, table["keys"]?.table?[entry.key]?.tomlValue, place)
      }
    }
  }

  private mutating func readSetting(
    _ name: String, _ value: TOMLValue?, _ place: DataError.Place
  ) throws(DataError) {
    guard let setting = Setting(rawValue: name) else {
      let names = Setting.allCases.map(\.rawValue).joined(separator: ", ")
      throw DataError(
        source: source, place: place,
        "there is no key \(quoted(name)); accepted: \(names), and [keys] below them")
    }
    let isTruth = [.mouse, .projector, .plain, .turn, .sync].contains(setting)
    guard
      let text = value.flatMap({ value -> String? in
        if isTruth { return value.bool.map { "\($0)" } }
        return value.bool == nil ? ScenarioFile.optionText(value, isFlag: false) : nil
      })
    else {
      throw DataError(
        source: source, place: place,
        "the value of \(name) is of another kind; accepted: "
          + (isTruth ? "true or false" : "text in quotes, or a number"))
    }
    values[setting] = (text, place)
  }

  private mutating func readKeys(
    _ entry: FlatTOML.Entry, _ value: TOMLValue?, _ place: DataError.Place
  ) throws(DataError) {
    var found: [String] = []
    if let text = value?.string {
      found = [text]
    } else if let array = value?.array {
      found = array.compactMap { $0.tomlValue.string }
      if found.count != array.count { found = [] }
    }
    guard !found.isEmpty else {
      throw DataError(
        source: source, place: place,
        "the keys of \(quoted(entry.key)) are of another kind; accepted: the name of a key in "
          + "quotes, or a list of them")
    }
    keys.append(
      KeyLine(name: entry.key, keys: found, line: entry.line, column: entry.column))
  }

  /// What stands for a setting; `nil` where none does, or `auto`, which is the same.
  package func text(of setting: Setting) -> String? {
    values[setting].flatMap { $0.text == "auto" ? nil : $0.text }
  }

  /// That the value of a setting is not one.
  package func error(in setting: Setting, accepted: String) -> DataError {
    DataError(
      source: source, place: values[setting]?.place ?? .whole,
      "\(quoted(values[setting]?.text ?? "")) is invalid for \(setting.rawValue); accepted: \(accepted)"
    )
  }

  /// What is wrong with a line of `[keys]`.
  package func error(in line: KeyLine, _ message: String) -> DataError {
    DataError(source: source, place: .column(line.column, line: line.line), message)
  }

  /// Where the configuration is looked for: `$XDG_CONFIG_HOME/heatdeath/config.toml`, which is
  /// `~/.config/heatdeath/config.toml` unless it says otherwise; `nil` where the environment names
  /// no folder.
  ///
  /// - Source: XDG Base Directory Specification 0.8. A path that is not absolute is ignored.
  package static func standardPath(
    environment: (String) -> String? = UserFolder.environment
  ) -> String? {
    UserFolder.path("XDG_CONFIG_HOME", beneathHome: ".config", environment)
      .map { $0 + "/heatdeath/config.toml" }
  }
}
