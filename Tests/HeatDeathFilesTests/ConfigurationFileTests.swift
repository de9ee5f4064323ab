import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathFiles

@Suite struct ConfigurationFileTests {
  private func read(_ text: String) throws -> ConfigurationFile {
    try ConfigurationFile(source: "c.toml", path: "c.toml", text: text)
  }

  @Test("Settings stand before [keys], whose lines are keys or lists of them")
  func reading() throws {
    let file = try read(
      """
      # mine
      theme = "paper"
      pace = 1
      mouse = false
      glyphs = "auto"

      [keys]
      warmer = "W"
      later = ["Right", 'n']
      """)
    #expect(file.text(of: .theme) == "paper" && file.text(of: .pace) == "1")
    #expect(file.text(of: .mouse) == "false")
    #expect(file.text(of: .glyphs) == nil && file.text(of: .sync) == nil)
    #expect(file.keys.map(\.name) == ["warmer", "later"])
    #expect(file.keys.map(\.keys) == [["W"], ["Right", "n"]])
    #expect(file.keys.map(\.line) == [8, 9])
    #expect(try read("").keys.isEmpty && read("[keys]").keys.isEmpty)
  }

  static let faults: [(text: String, fragments: [String])] = [
    ("them = 1", ["line 1, column 1", "\"them\"", "theme, glyphs"]),
    ("theme = true", ["line 1", "theme", "text in quotes"]),
    ("mouse = \"no\"", ["mouse", "true or false"]),
    ("mouse = 1", ["mouse", "true or false"]),
    ("sync = [true]", ["sync", "true or false"]),
    ("\n[other]", ["line 2, column 1", "[keys]"]),
    ("[[keys]]", ["[keys]"]), ("[keys", ["[keys]"]),
    ("[keys]\nwarmer = 5", ["line 2", "\"warmer\"", "in quotes"]),
    ("[keys]\nwarmer = []", ["line 2", "\"warmer\"", "a list"]),
    ("[keys]\nwarmer = [\"a\", 5]", ["line 2", "\"warmer\""]),
    ("[keys]\nwarmer = true", ["line 2", "\"warmer\""]),
    ("[keys]\na = \"b\"\na = \"c\"", ["line 3", "line 2", "once"]),
    ("theme = \"a\"\ntheme = \"b\"", ["line 2", "line 1", "once"]),
    ("[keys]\n[keys]", ["line 2", "line 1", "once"]),
    ("pace = {}", ["line 1"]), ("x", ["line 1"]), ("keys.a = 1", ["dots"]),
    ("theme = \"a\u{1}\"", ["line 1"]),
  ]

  @Test("Faults name file, line, what was found and what is accepted", arguments: faults)
  func errors(text: String, fragments: [String]) throws {
    let error = #expect(throws: DataError.self) { try read(text) }
    let message = error?.description ?? ""
    for fragment in ["c.toml: line", "accepted"] + fragments {
      #expect(message.contains(fragment), "\(message)")
    }
  }

  @Test(
    "The folder is XDG_CONFIG_HOME, else .config in HOME; other paths than absolute do not count")
  func folder() {
    func path(_ environment: [String: String]) -> String? {
      ConfigurationFile.standardPath { environment[$0] }
    }
    #expect(path(["XDG_CONFIG_HOME": "/c", "HOME": "/h"]) == "/c/heatdeath/config.toml")
    #expect(path(["XDG_CONFIG_HOME": "c", "HOME": "/h"]) == "/h/.config/heatdeath/config.toml")
    #expect(path(["HOME": "/h"]) == "/h/.config/heatdeath/config.toml" && path([:]) == nil)
  }

  @Test("A theme written out in full reads back as the same colours", arguments: Theme.allCases)
  func themes(theme: Theme) throws {
    let text = ThemeFile.text(of: theme)
    let read = try ThemeFile(source: theme.name, text: text).theme
    #expect(read == theme)
  }

  static let themeFaults: [(text: String, fragments: [String])] = [
    ("base = \"mauve\"", ["\"mauve\"", "colour-blind"]), ("base = 5", ["base", "\"dark\""]),
    ("texts = \"#000000\"", ["\"texts\"", "base, background, text"]),
    ("\ntext = \"#12345\"", ["line 2", "\"#12345\"", "#rrggbb"]),
    ("text = \"#12345g\"", ["#rrggbb"]), ("text = \"1234567\"", ["#rrggbb"]),
    ("text = \"#+12345\"", ["#rrggbb"]), ("text = 5", ["one colour"]),
    ("text = []", ["one colour"]),
    ("text = [\"#000000\", \"#000000\"]", ["2 colours", "one colour"]),
    ("categories = [\"#000000\"]", ["categories has 1", "a list of 8"]),
    ("age = [\"#000000\"]", ["2 to 24"]), ("fills = [5]", ["#rrggbb"]),
    ("text = \"#000000\"\ntext = \"#000000\"", ["line 2", "twice"]), ("[keys]", ["line 1"]),
  ]

  @Test(
    "Faults of a theme name file, line, key, what was found and what is accepted",
    arguments: themeFaults)
  func themeErrors(text: String, fragments: [String]) throws {
    let error = #expect(throws: DataError.self) { try ThemeFile(source: "t.toml", text: text) }
    let message = error?.description ?? ""
    for fragment in ["t.toml: line", "accepted"] + fragments {
      #expect(message.contains(fragment), "\(message)")
    }
  }

  @Test(
    "Four thousand mutations of files are read or refused with what is accepted", arguments: 1...2)
  func mutations(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let examples =
      [
        "theme = \"paper\"\npace = 1e0\nmouse = false\n[keys]\nwarmer = \"W\"\nlater = [\"Right\", 'n']\n",
        ThemeFile.text(of: .light),
        "base = \"dark\"\nfills = [\"#000000\", '#000001',\n \"#ffffff\"] # x\n",
      ].map { Array($0.utf8) }
    let pieces = [
      "[keys]", "[[keys]]", "=", "\"", "'", "[", "]", "#", "\n", "true", "\\u00e9", "{", ".", "9",
    ]
    .map { Array($0.utf8) }
    var accepted = 0
    for _ in 0..<2000 {
      var bytes = random.pick(examples)
      for _ in 0...random.next(4) {
        let place = random.next(bytes.count + 1)
        switch random.next(3) {
        case 0: bytes.insert(contentsOf: random.pick(pieces), at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.next(12)))
        default: if place < bytes.count { bytes[place] = UInt8(random.next(128)) }
        }
      }
      guard let text = String(validating: bytes, as: UTF8.self) else { continue }
      for read in [
        { _ = try ConfigurationFile(source: "c", path: "c", text: text) },
        { _ = try ThemeFile(source: "t", text: text) },
      ] as [() throws -> Void] {
        do {
          try read()
          accepted += 1
        } catch {
          #expect((error as? DataError)?.description.contains("accepted") == true, "\(error)")
        }
      }
    }
    #expect(accepted > 0)
  }
}
