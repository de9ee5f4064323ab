import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite struct KeymapTests {
  /// The key that leads to each place: to the run none.
  private static let ways: [Key?] =
    [nil, .character("?"), .character("i"), .character("x"), .character("L")]
    + StageOpenings.all.map { $0.keys[0].key }

  private func fixture(_ way: Key?, categories: Int = 3) throws -> Fixture {
    var fixture = try Fixture(counts: Array(repeating: 3, count: categories))
    if let way { try fixture.press(way) }
    return fixture
  }

  private func keys(_ fixture: Fixture) -> [Binding] { fixture.state.top.keys(in: fixture.state) }

  @Test("No key is bound twice in one place", arguments: ways)
  func distinct(way: Key?) throws {
    let keys = keys(try fixture(way)).flatMap { $0.keys.map(\.key) }
    #expect(Set(keys).count == keys.count)
  }

  @Test("Every way out works everywhere: q and Ctrl-C quit, Esc goes back", arguments: ways)
  func wayOut(way: Key?) throws {
    for key in [Key.character("q"), .control("c")] {
      var fixture = try fixture(way)
      #expect(try fixture.press(key) == [.quit])
    }
    var fixture = try fixture(way)
    try fixture.press(.escape)
    #expect(fixture.state.mode == .explore)
  }

  @Test("Help and quit stand first in the footer, in the places that have them")
  func footerOrder() throws {
    let words = { (way: Key?) in
      let fixture = try fixture(way)
      return keys(fixture).compactMap { $0.footer(fixture.state) }
    }
    #expect(try words(nil).prefix(2) == ["help", "quit"])
    #expect(try words(.character("?")) == ["back", "quit", "scroll"])
    for form in Self.ways[2...4] {
      #expect(try words(form).prefix(3) == ["quit", "apply", "leave"])
    }
    #expect(try words(.character("c")).prefix(2) == ["back", "quit"])
  }

  @Test("The footer is never cut within an entry, at any width, and shows the way out from 20 on")
  func footerWidths() throws {
    for way in Self.ways {
      for categories in 2...8 {
        let fixture = try fixture(way, categories: categories)
        let shell = fixture.state
        let footer = FooterView(look: Look(shell.display, colors: .indexed), shell: shell)
        let entries = keys(fixture).filter { $0.isUseful(shell) }
          .compactMap { binding in binding.footer(shell).map { "\(binding.label) \($0)" } }
        for width in 20...200 {
          var buffer = CellBuffer(width: width, height: 1)
          footer.draw(into: &buffer, in: buffer.bounds)
          let row = buffer.rows[0]
          let shown = row.split(separator: "  ").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
          #expect(shown == Array(entries.prefix(shown.count)), "\(width)")
          #expect(shown.count >= 2)
          if shown.count < entries.count {
            let next = entries[shown.count].terminalColumns
            #expect(
              row.trimmingSpaces.terminalColumns + 1 + 2 + next > width, "room left at \(width)")
          }
        }
      }
    }
  }

  @Test("The footer says how to go on while paused")
  func paused() throws {
    var fixture = try Fixture()
    try fixture.press(.character(" "))
    #expect(fixture.screen(width: 80, height: 24).rows[23].contains("space go on"))
  }

  @Test("The help covers every binding that does something with so many categories")
  func help() throws {
    for categories in 2...8 {
      let run = try fixture(nil, categories: categories)
      let fixture = try fixture(.character("?"), categories: categories)
      let text = fixture.screen(width: 100, height: 40).rows.joined(separator: "\n")
      for binding in keys(run) {
        let isUseful = binding.isUseful(run.state)
        #expect(!binding.help.isEmpty)
        #expect(text.contains("\(binding.label) ") == isUseful || binding.label == "h")
        #expect(text.contains(binding.help) == isUseful, "\(binding.help)")
      }
    }
  }

  @Test("A label names each character it binds")
  func labels() throws {
    for binding in keys(try fixture(nil)) {
      let characters = binding.keys.compactMap { action -> String? in
        if case .character = action.key { action.key.name } else { nil }
      }
      // Second spellings of one action may stay unsaid.
      let first = characters.first
      #expect(first.map { binding.label.contains($0) } ?? true, "\(binding.label)")
    }
  }

  @Test("A dead key is called by its name, and the way on is one that the place has")
  func deadKeys() throws {
    let keys: [(Key, String)] = [
      (.character("y"), "y"), (.character("é"), "é"), (.control("a"), "Ctrl-A"),
      (.function(7), "F7"), (.insert, "Insert"), (.delete, "Delete"), (.backspace, "Backspace"),
      (.character("\u{301}"), "U+301"), (.character("\u{7}"), "U+7"),
    ]
    for way in Self.ways {
      for (key, name) in keys {
        var fixture = try fixture(way)
        let mode = fixture.state.mode
        #expect(try fixture.press(key) == [])
        #expect(fixture.state.mode == mode)
        let line = fixture.state.line
        #expect(line.hasPrefix("\(name) does nothing here; "))
        #expect(line.contains("?") == (mode == .explore))
      }
    }
  }

  @Test("Every key has a name")
  func names() {
    let keys: [Key] = [
      .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down,
      .left, .right, .home, .end, .pageUp, .pageDown, .function(12), .control("z"),
    ]
    let names = keys.map { $0.name }
    #expect(Set(names).count == names.count && !names.contains(""))
  }
}

extension StringProtocol {
  /// The text without spaces at both ends.
  var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
