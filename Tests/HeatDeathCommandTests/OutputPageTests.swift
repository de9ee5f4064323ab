import Foundation
import TestSupport
import Testing

@testable import HeatDeathCommand

/// The commands of the pages that say so do what the pages say.
@Suite("The pages with commands") struct OutputPageTests {
  /// A command and what it prints, where the page says so.
  private struct Recipe {
    var command: String
    var output: String?
  }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func recipes(of page: String) throws -> [Recipe] {
    let contents = try String(
      contentsOf: root.appendingPathComponent(page), encoding: .utf8)
    let lines = contents.split(separator: "\n", omittingEmptySubsequences: false)
    var recipes: [Recipe] = []
    var language: Substring?
    var text = ""
    for line in lines {
      guard line.hasPrefix("```") else {
        text += line + "\n"
        continue
      }
      if language == "sh" { recipes.append(Recipe(command: text)) }
      if language == "text" { recipes[recipes.count - 1].output = text }
      language = language == nil ? line.dropFirst(3) : nil
      text = ""
    }
    return recipes
  }

  @Test(
    "every command of a page runs, and prints what stands below it",
    arguments: [
      ("docs/output.md", 8, ["jq", "python3", "gnuplot"]), ("docs/forecast.md", 6, ["jq"]),
      ("docs/watching.md", 7, ["jq", "python3"]), ("docs/exploring.md", 5, ["jq", "python3"]),
      ("docs/formats.md", 4, []), ("docs/exit-statuses.md", 6, []),
    ])
  func recipes(page: String, count: Int, tools: [String]) throws {
    let folder = try TemporaryFolder()
    let recipes = try Self.recipes(of: page)
    #expect(recipes.count >= count)
    for tool in tools {
      #expect(recipes.contains { $0.command.contains(tool) })
    }
    symlink(Child.program, folder.path("heatdeath"))
    symlink(Self.root.appendingPathComponent("docs").path, folder.path("docs"))
    for recipe in recipes {
      let outcome = try Child.shell(
        "cd '\(folder.root)' && PATH=\"$PWD:/usr/bin:$PATH\" && set -e\n\(recipe.command)")
      #expect(outcome.status == 0, "\(recipe.command)\(outcome.errors)")
      if let output = recipe.output {
        #expect(outcome.text.trimmingCharacters(in: .newlines) + "\n" == output)
      }
    }
  }
}
