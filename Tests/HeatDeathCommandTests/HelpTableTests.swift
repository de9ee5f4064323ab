import ArgumentParser
import Testing

@testable import HeatDeathCommand

/// What manual pages and completions are made from.
@Suite("The table of the help") struct HelpTableTests {
  private static let commands: [any ParsableCommand.Type] =
    [Heatdeath.self] + Heatdeath.configuration.subcommands

  /// The command lines below EXAMPLES, each as the words of the program's own calls.
  private static func examples(of command: any ParsableCommand.Type) -> [[String]] {
    let lines = command.configuration.discussion.split(
      separator: "\n", omittingEmptySubsequences: false)
    let block = lines.drop { $0 != "EXAMPLES" }.dropFirst().prefix { !$0.isEmpty }
    return block.flatMap { line in
      line.split(separator: /\||&&/).compactMap { part in
        let words = part.split(separator: " ").map { $0.filter { $0 != "'" } }.prefix { $0 != ">" }
        return words.first == "heatdeath" ? Array(words.dropFirst()) : nil
      }
    }
  }

  @Test("every command has examples, and each is one that the program takes")
  func examples() throws {
    for command in Self.commands {
      let examples = Self.examples(of: command)
      #expect(!examples.isEmpty, "\(command)")
      for words in examples {
        #expect(throws: Never.self, "\(words)") { _ = try Heatdeath.parseAsRoot(words) }
      }
    }
  }

  @Test("--version names the program, and the version that is written into files")
  func version() throws {
    let outcome = try Child.run(["--version"])
    #expect(outcome.lines == [Heatdeath.versionLine])
    #expect(Heatdeath.versionLine.hasPrefix("heatdeath \(Heatdeath.version)"))
    #expect(Heatdeath.version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+/) != nil)
  }

  @Test(
    "the table is printed, with what a shell may offer for a value",
    arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let table = try Child.run(["--experimental-dump-help"])
    #expect(table.status == 0 && table.text.contains("\"completionKind\""))
    for word in ["low-rank:", "subsample:", "colour-blind", "knife-edge", "mean_entropy"] {
      #expect(table.text.contains("\"\(word)\""), "\(word)")
      let script = try Child.run(["--generate-completion-script", shell])
      #expect(script.status == 0 && script.text.contains(word), "\(word)")
    }
  }
}
