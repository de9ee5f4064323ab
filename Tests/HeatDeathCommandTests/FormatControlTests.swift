import HeatDeath
import Testing

@testable import HeatDeathCommand
@testable import HeatDeathFiles

/// Labels with controls that turn or hide the text around them.
@Suite struct FormatControlTests {
  private static let label = "a\u{202E}b'c\\d"

  @Test("The command that starts a run again shows them, and a shell reads their bytes")
  func theReproducingCommand() throws {
    let scenario = try Scenario(
      initialData: Dataset(counts: [2, 1]), labels: [Self.label, "x"], temperature: Temperature(1),
      seed: 7)
    let command = "\(ReproducingCommand(scenario: scenario))"
    #expect(!command.unicodeScalars.contains { $0.properties.generalCategory == .format })
    #expect(command.contains(#"--labels $'a\342\200\256b\'c\\d,x'"#))
    let printing = command.replacing("heatdeath", with: "printf '%s\\n'")
    let words = try Child("/bin/bash", ["-c", printing]).wait().text
    #expect(words.split(separator: "\n").contains(Substring(Self.label + ",x")))
  }

  @Test(
    "Messages show them, whoever writes the message",
    arguments: [
      ["run", "--until", "1e3", "--labels", "\u{202E}a,\u{202E}a,c"],
      ["run", "--until", "\u{202E}"], ["run", "--until", "9", "--\u{202E}", "1"], ["\u{202E}"],
    ])
  func messages(arguments: [String]) throws {
    let outcome = try Child.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(#"\u{202E}"#), "\(outcome.errors)")
    #expect(!outcome.errors.unicodeScalars.contains { $0.properties.generalCategory == .format })
  }

  @Test("Data keeps their bytes")
  func data() throws {
    let outcome = try Child.run(["run", "--until", "20", "--labels", "\u{202E}a,b,c"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("run,k,\u{202E}a,b,c\n"))
  }
}
