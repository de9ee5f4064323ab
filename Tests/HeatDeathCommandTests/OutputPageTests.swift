import Foundation
import TestSupport
import Testing

@testable import HeatDeathCommand

/// The commands of docs/output.md do what the page says.
@Suite("The page on output") struct OutputPageTests {
  /// A command and what it prints, where the page says so.
  private struct Recipe {
    var command: String
    var output: String?
  }

  private static let page = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/output.md")

  private static func recipes() throws -> [Recipe] {
    let lines = try String(contentsOf: page, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
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

  @Test("every command of the page runs, and prints what stands below it")
  func recipes() throws {
    let folder = try TemporaryFolder()
    let recipes = try Self.recipes()
    #expect(recipes.count >= 8)
    for tool in ["jq", "python3", "gnuplot"] {
      #expect(recipes.contains { $0.command.contains(tool) })
    }
    symlink(Child.program, folder.path("heatdeath"))
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
