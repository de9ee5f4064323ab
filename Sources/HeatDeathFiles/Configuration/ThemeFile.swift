import TOMLKit
import TerminalDrawing

/// The colours of a theme in TOML: `base`, a built-in theme, and for each part that is to be another
/// its colour as `"#rrggbb"`, or a list of them.
///
/// ```toml
/// base = "dark"
/// background = "#000000"
/// accent = "#ffcc00"
/// ```
package struct ThemeFile {
  package let theme: Theme

  static let largestSize = 1 << 16

  /// Reads a file.
  ///
  /// - Throws: ``DataError`` with the line, the key, what was found and what is accepted.
  package init(path: String) throws(DataError) {
    let document = try DocumentText(path: path, upTo: Self.largestSize, "a theme")
    try self.init(source: document.source, text: document.text)
  }

  package init(source: String, text: String) throws(DataError) {
    let flat = try FlatTOML(text, source: source)
    var seen: Set<String> = []
    for entry in flat.entries where !seen.insert(entry.key).inserted {
      throw DataError(
        source: source, place: .column(entry.column, line: entry.line),
        "\(quoted(entry.key)) stands twice; accepted: once")
    }
    let table = try ScenarioFile.table(of: text, source: source)
    var base = Theme.dark
    var colors: [ThemePart: [UInt32]] = [:]
    for entry in flat.entries {
      let value = table[entry.key]?.tomlValue
      func error(_ message: String) -> DataError {
        DataError(source: source, place: .column(entry.column, line: entry.line), message)
      }
      if entry.key == "base" {
        guard let theme = value?.string.flatMap(Theme.init(named:)) else {
          let names = Theme.allCases.map { "\"\($0.name)\"" }.joined(separator: ", ")
          throw error(
            "\(Self.found(value)) is no theme that is built in; accepted for base: \(names)")
        }
        base = theme
        continue
      }
      guard let part = ThemePart(named: entry.key) else {
        let names = (["base"] + ThemePart.allCases.map(\.name)).joined(separator: ", ")
        throw error("there is no key \(quoted(entry.key)); accepted: \(names)")
      }
      let texts =
        value?.string.map { [$0] } ?? value?.array?.map { $0.tomlValue.string ?? "" } ?? []
      var found: [UInt32] = []
      for text in texts {
        guard let color = Self.color(text) else {
          throw error("\(quoted(text)) is no colour; accepted for \(part.name): \"#rrggbb\"")
        }
        found.append(color)
      }
      guard part.counts.contains(found.count) else {
        let (least, most) = (part.counts.lowerBound, part.counts.upperBound)
        let accepted =
          most == 1
          ? "one colour, \"#rrggbb\""
          : least == most ? "a list of \(least) colours" : "a list of \(least) to \(most) colours"
        throw error("\(part.name) has \(found.count) colours; accepted: \(accepted)")
      }
      colors[part] = found
    }
    theme = base.with(colors, name: source)
  }

  private static func found(_ value: TOMLValue?) -> String {
    value?.string.map(quoted) ?? "what stands there"
  }

  /// `#rrggbb`.
  private static func color(_ text: String) -> UInt32? {
    let digits = text.dropFirst()
    guard text.first == "#", digits.utf8.count == 6,
      digits.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
    else { return nil }
    return UInt32(digits, radix: 16)
  }

  /// A theme in full, to start one's own from.
  package static func text(of theme: Theme) -> String {
    func written(_ color: UInt32) -> String {
      let digits = String(color, radix: 16)
      return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
    var lines = [
      "# A theme of heatdeath: --theme FILE, or theme = \"FILE\" in the configuration.",
      "# What a terminal of 16 colours or fewer shows, and whatever is left out, is the base's.",
    ]
    lines += TOMLLines.written([("base", .text(theme.name))])
    for part in ThemePart.allCases {
      let colors = theme.colors(part).map { DocumentValue.text(written($0)) }
      lines += ["", "# \(part.words)"]
      lines += TOMLLines.written([
        (part.name, part.counts.upperBound == 1 ? colors[0] : .list(colors))
      ])
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
