import Foundation
import TestSupport
import Testing

@Suite struct ConfigCommandTests {
  private static let example = """
    theme = "paper"
    glyphs = "blocks"
    colors = "256"
    pace = "30/s"
    mouse = false
    sync = false
    [keys]
    warmer = "W"
    undo = ["u", "Ctrl-U"]
    picture = "F3"
    """

  private func print(_ text: String, in folder: TemporaryFolder) throws -> String {
    try folder.write("config.toml", Array(text.utf8))
    let outcome = try Child.run(["config", "--print", "--config", folder.path("config.toml")])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return outcome.text
  }

  @Test("What is in force is written out in full, and read back it is the same")
  func printing() throws {
    let folder = try TemporaryFolder()
    for example in ["", Self.example, "pace = 0.25", "pace = \"0.5/s\"\ntheme = \"auto\""] {
      let text = try print(example, in: folder)
      #expect(try print(text, in: folder) == text)
    }
    let text = try print(Self.example, in: folder)
    for line in [
      "theme = 'paper'", "glyphs = 'blocks'", "colors = '256'", "pace = '30/s'", "mouse = false",
      "sync = false", "warmer = 'W'", "undo = [ 'u', 'Ctrl-U' ]", "picture = 'F3'", "cooler = 't'",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
  }

  @Test("The file is the one of the environment, of --config, or none; a missing one is no error")
  func files() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("heatdeath"), withIntermediateDirectories: true)
    let environment = ["XDG_CONFIG_HOME": folder.path("")]
    let path = try Child.run(["config", "--path"], environment: environment).text
    #expect(path.hasSuffix("heatdeath/config.toml\n"))
    let usual = try Child.run(["config"], environment: environment)
    #expect(usual.status == 0 && usual.text.contains("theme = 'auto'"))
    try folder.write("heatdeath/config.toml", Array("theme = 'contrast'".utf8))
    try folder.write("other.toml", Array("theme = 'light'".utf8))
    func theme(_ arguments: String...) throws -> String? {
      try Child.run(["config"] + arguments, environment: environment).lines
        .first { $0.hasPrefix("theme") }
    }
    #expect(try theme() == "theme = 'contrast'")
    #expect(try theme("--config", folder.path("other.toml")) == "theme = 'light'")
    #expect(try theme("--no-config") == "theme = 'auto'")
  }

  @Test("Faults end with 65 and name file, line, what was found and what is accepted")
  func faults() throws {
    let folder = try TemporaryFolder()
    for (text, fragments) in [
      ("theme = 'mauve'", ["line 1", "\"mauve\"", "colour-blind"]),
      ("\nglyphs = 'x'", ["line 2", "\"x\"", "braille"]), ("colors = 17", ["\"17\"", "mono"]),
      ("pace = -1", ["\"-1\"", "0.01 to 10"]), ("theme = 'none.toml'", ["none.toml"]),
      ("[keys]\nwarmer = 'u'", ["line 2", "undo"]),
      ("[keys]\nwarmer = 'y'\nsave = 'y'", ["line 3", "line 2 gives it to warmer"]),
    ] {
      try folder.write("config.toml", Array(text.utf8))
      let outcome = try Child.run(["config", "--config", folder.path("config.toml")])
      #expect(outcome.status == 65 && outcome.text.isEmpty)
      for fragment in fragments { #expect(outcome.errors.contains(fragment), "\(outcome.errors)") }
    }
    #expect(try Child.run(["config", "--config", folder.path("none")]).status == 65)
    #expect(try Child.run(["config", "--config", "x", "--no-config"]).status == 64)
    #expect(try Child.run(["config", "--path", "--print"]).status == 64)
  }

  @Test("A theme is written out in full, and the file draws what the name draws")
  func themes() throws {
    let folder = try TemporaryFolder()
    func picture(_ theme: String) throws -> [UInt8] {
      try Child.run([
        "render", "--until", "300", "--seed", "1", "--format", "ansi", "--theme", theme,
      ]).output
    }
    for name in ["dark", "light", "contrast", "colour-blind", "paper"] {
      let outcome = try Child.run(["config", "--print-theme", name])
      try folder.write("\(name).toml", outcome.output)
      #expect(try picture(folder.path("\(name).toml")) == picture(name))
    }
    #expect(try picture("dark") != picture("paper"))
    #expect(try Child.run(["config", "--print-theme", "mauve"]).status == 64)
    #expect(try Child.run(["render", "--until", "30", "--theme", "none.toml"]).status == 65)
  }

  @Test("A theme named in a file is looked for beside it")
  func themeBeside() throws {
    let folder = try TemporaryFolder()
    try folder.write("own.toml", Array("base = 'light'".utf8))
    let text = try print("theme = 'own.toml'", in: folder)
    #expect(text.contains("/own.toml'"))
  }

  @Test("What opens no screen reads no configuration")
  func others() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("heatdeath"), withIntermediateDirectories: true)
    try folder.write("heatdeath/config.toml", Array("nonsense".utf8))
    let environment = ["XDG_CONFIG_HOME": folder.path("")]
    for arguments in [
      ["run", "--until", "20", "--seed", "1"], ["forecast", "--seed", "1"],
      ["render", "--until", "20", "--seed", "1"],
    ] {
      #expect(try Child.run(arguments, environment: environment).status == 0)
    }
    #expect(try Child.run(["config"], environment: environment).status == 65)
  }

  @Test("The examples of docs/configuration.md are read as they stand")
  func examples() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/configuration.md")
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```toml\n")
    let examples = parts.dropFirst().compactMap { $0.components(separatedBy: "```").first }
    #expect(examples.count >= 2)
    let folder = try TemporaryFolder()
    for example in examples {
      try folder.write("example.toml", Array(example.utf8))
      let option = example.hasPrefix("base") ? "--print-theme" : "--config"
      let outcome = try Child.run(["config", option, folder.path("example.toml")])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }
}
