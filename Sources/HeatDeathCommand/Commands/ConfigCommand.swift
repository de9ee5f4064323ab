import ArgumentParser
import HeatDeathFiles
import HeatDeathInterface
import TerminalDrawing

/// `heatdeath config`: what screens open with, written out.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Write out what screens open with: theme, glyphs, pace, keys.",
    discussion: """
      Screens read $XDG_CONFIG_HOME/heatdeath/config.toml, which is ~/.config/heatdeath/config.toml \
      unless that is set; options win over it. docs/configuration.md explains it.

      EXAMPLES
        heatdeath config --path
        mkdir -p ~/.config/heatdeath && heatdeath config --print > ~/.config/heatdeath/config.toml
        heatdeath config --print-theme paper > own.toml && heatdeath --theme own.toml
      """)

  @OptionGroup
  var options: ConfigurationOptions

  @Flag(
    name: .customLong("print"), help: "Write out all that is in force (also without an option).")
  var printsAll = false

  @Flag(name: .customLong("path"), help: "Write where the configuration is looked for.")
  var printsPath = false

  @Option(
    name: .customLong("print-theme"),
    help: ArgumentHelp("Write out a theme, to start one's own from.", valueName: "name|file"),
    completion: .list(Theme.allCases.map(\.name)))
  var theme: String?

  func validate() throws {
    if [printsAll, printsPath, theme != nil].filter({ $0 }).count > 1 {
      throw ValidationError(
        "--print, --path and --print-theme exclude each other; accepted: one of them")
    }
  }

  func run() throws {
    if printsPath {
      guard let path = options.file ?? ConfigurationFile.standardPath() else {
        throw UsageError("XDG_CONFIG_HOME and HOME name no folder; accepted: --config FILE")
      }
      try StandardOutput.write(path + "\n")
    } else if let theme {
      try StandardOutput.write(ThemeFile.text(of: ThemeOption.theme(theme)))
    } else {
      try StandardOutput.write(options.habits().text)
    }
  }
}
