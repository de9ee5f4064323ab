import ArgumentParser
import Glibc
import HeatDeath
import HeatDeathFiles
import HeatDeathInterface
import TerminalDrawing

/// Which configuration a command reads that opens a screen.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "Configuration to read. (default: $XDG_CONFIG_HOME/heatdeath/config.toml, if it is there)",
      valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var file: String?

  @Flag(name: .customLong("no-config"), help: "Read no configuration.")
  var isWithout = false

  func validate() throws {
    if isWithout, file != nil {
      throw ValidationError("--config and --no-config exclude each other; accepted: one of them")
    }
  }

  /// The file that counts; `nil` for none.
  var path: String? {
    if isWithout { return nil }
    if let file { return file }
    return ConfigurationFile.standardPath().flatMap { access($0, F_OK) == 0 ? $0 : nil }
  }

  /// What it says; what it leaves out is as usual.
  ///
  /// - Throws: ``DataError`` with the line of what it cannot say.
  func habits() throws -> Habits {
    guard let path else { return Habits() }
    return try Habits(ConfigurationFile(path: path))
  }
}

/// What screens open with unless options say otherwise.
struct Habits {
  /// As the file names it, and as it is; `nil` where the terminal may say it.
  var themeName: String?
  var theme: Theme?
  var glyphs = GlyphsOption.auto
  var colors = ColorsOption.auto
  var pace: Pace?
  var mouse = true
  var projector = false
  var plain = false
  var turn = true
  var sync = true
  var keymap = Keymap.standard

  init() {}

  init(_ file: ConfigurationFile) throws(DataError) {
    if let name = file.text(of: .theme) {
      themeName = name
      if ThemeOption.isFile(name) {
        let path = Self.path(name, beside: file.path)
        theme = try ThemeFile(path: path).theme
        // What is written out may be read from elsewhere.
        themeName = realpath(path, nil).map { found in
          defer { free(found) }
          return String(cString: found)
        }
      } else if let builtIn = Theme(named: name) {
        theme = builtIn
      } else {
        throw file.error(in: .theme, accepted: "auto, " + ThemeOption.accepted)
      }
    }
    if let name = file.text(of: .glyphs) {
      guard let value = GlyphsOption(rawValue: name) else {
        throw file.error(in: .glyphs, accepted: GlyphsOption.allCases.map(\.rawValue).listed)
      }
      glyphs = value
    }
    if let name = file.text(of: .colors) {
      guard let value = ColorsOption(rawValue: name) else {
        throw file.error(in: .colors, accepted: ColorsOption.allCases.map(\.rawValue).listed)
      }
      colors = value
    }
    if let text = file.text(of: .pace) {
      guard let value = TypedPace.read(text) else {
        throw file.error(in: .pace, accepted: TypedPace.accepted)
      }
      pace = value
    }
    mouse = file.text(of: .mouse) != "false"
    projector = file.text(of: .projector) == "true"
    plain = file.text(of: .plain) == "true"
    turn = file.text(of: .turn) != "false"
    sync = file.text(of: .sync) != "false"
    do throws(Keymap.Fault) {
      keymap = try Keymap(
        file.keys.map { Keymap.Line(name: $0.name, keys: $0.keys, number: $0.line) })
    } catch {
      throw file.error(in: file.keys[error.index], error.message)
    }
  }

  /// A file named in the configuration is looked for beside it.
  private static func path(_ name: String, beside file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }

  /// All of it, to be read back.
  var text: String {
    var text = ConfigurationText()
    text.add(
      .theme, .text(themeName ?? "auto"),
      words: "Colours: auto (dark or light, as the terminal says), \(ThemeOption.accepted).")
    text.add(
      .glyphs, .text(glyphs.rawValue),
      words: "Characters: \(GlyphsOption.allCases.map(\.rawValue).listed).")
    text.add(
      .colors, .text(colors.rawValue),
      words: "How many colours: \(ColorsOption.allCases.map(\.rawValue).listed).")
    text.add(.pace, paceValue, words: "How fast a run starts: \(TypedPace.accepted).")
    text.add(.mouse, .truth(mouse), words: "Whether the mouse acts, or is left to the terminal.")
    text.add(
      .projector, .truth(projector),
      words: "Whether it is shown to a lecture room: large figures, thick lines.")
    text.add(
      .plain, .truth(plain), words: "Whether it is told in lines, without a screen.")
    text.add(
      .turn, .truth(turn), words: "Whether a tetrahedron turns by itself while samples are drawn.")
    text.add(.sync, .truth(sync), words: "Whether frames are bracketed as synchronized output.")
    text.addKeys(
      words: "Keys by the names of actions: \(Key.acceptedNames). Several as a list.")
    for entry in keymap.entries { text.add(keys: entry.keys, of: entry.name, words: entry.help) }
    return text.description
  }

  private var paceValue: ConfigurationText.Value {
    switch pace ?? .standard {
    case .decadesPerSecond(let rate): .number(rate)
    case .stepsPerSecond(let rate):
      .text(rate == rate.rounded() ? "\(Int(rate))/s" : "\(rate)/s")
    }
  }
}

/// The value of `--theme`.
enum ThemeOption {
  static let accepted =
    "\(Theme.allCases.map(\.name).joined(separator: ", ")) or a file (FILE.toml)"

  /// Whether a value names a file: it has a slash or ends in .toml.
  static func isFile(_ name: String) -> Bool {
    name.utf8.contains(UInt8(ascii: "/")) || name.hasSuffix(".toml")
  }

  static func theme(_ name: String) throws -> Theme {
    if isFile(name) { return try ThemeFile(path: name).theme }
    guard let theme = Theme(named: name) else {
      throw UsageError("the value \(quoted(name)) is invalid for '--theme'; accepted: \(accepted)")
    }
    return theme
  }
}

/// The value of `--pace`.
enum PaceOption {
  @Sendable static func read(_ text: String) throws -> Pace {
    guard let pace = TypedPace.read(text) else {
      throw ValidationError("accepted: \(TypedPace.accepted)")
    }
    return pace
  }
}
