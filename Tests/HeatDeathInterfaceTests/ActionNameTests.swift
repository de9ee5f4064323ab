import Foundation
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// What can be done has a name, the same one in the palette, the configuration and the manual.
@Suite struct ActionNameTests {
  @Test("Every action of every stage has a name of its own, but Ctrl-C, in English kebab case")
  func named() {
    for (stage, rows) in KeyTables.all {
      let actions = rows.flatMap(\.actions)
      for action in actions where action.name == nil {
        #expect(action.keys == [.control("c")], "\(stage): \(action.key.name)")
      }
      let names = actions.compactMap(\.name)
      #expect(Set(names).count == names.count, "\(stage)")
      for name in names {
        let words = name.split(separator: "-", omittingEmptySubsequences: false)
        let isKebab = words.allSatisfy { word in
          !word.isEmpty && word.utf8.allSatisfy { (97...122).contains($0) }
        }
        #expect(isKebab, "\(name)")
      }
    }
  }

  @Test("A name has the same keys in every stage, so that one line of a file sets them")
  func sameKeys() {
    for (stage, rows) in KeyTables.all {
      for action in rows.flatMap(\.actions) {
        guard let name = action.name else { continue }
        let entry = KeyTables.entries.first { $0.name == name }
        #expect(entry?.keys == action.keys, "\(name) in \(stage)")
      }
    }
  }

  @Test("The tables are those of the stages as they are on the screen")
  func tables() throws {
    var fixture = try Fixture()
    for (stage, rows) in KeyTables.all where stage != "watch" {
      fixture = try Fixture()
      switch stage {
      case "compare": try fixture.press(.character("c"))
      case "crowd": try fixture.press(.character("e"))
      case "map": try fixture.press(.character("d"))
      case "map of all T": try fixture.press(.character("d"), .character("v"))
      default: break
      }
      let names = fixture.state.top.keys(in: fixture.state).flatMap(\.actions).compactMap(\.name)
      #expect(Set(names) == Set(rows.flatMap(\.actions).compactMap(\.name)), "\(stage)")
    }
    let logs = ["one", "two"].map { WatchFixture.LogText($0) }
    let watch = WatchFixture(logs).state
    let names = watch.top.keys(in: watch).flatMap(\.actions).compactMap(\.name)
    #expect(Set(names) == Set(WatchStage.table.flatMap(\.actions).compactMap(\.name)))
  }

  @Test("docs/configuration.md lists every name with its keys, and nothing else")
  func documented() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/configuration.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let listed = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    let expected = KeyTables.entries.map { entry in
      let keys = entry.keys.map { "`\($0.name)`" }.joined(separator: " ")
      return
        "| `\(entry.name)` | \(keys) | \(entry.stages.joined(separator: ", ")) | \(entry.help) |"
    }
    #expect(listed == expected, "should be:\n\(expected.joined(separator: "\n"))")
  }
}
