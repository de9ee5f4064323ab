import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite struct KeymapTests {
  /// The key that leads to each place: to the run none.
  private static let ways: [Key?] =
    [
      nil, .character("?"), .character("i"), .character("x"), .character("L"), .character("="),
      .character(":"),
    ]
    + StageOpenings.all.map { $0.actions[0].key }

  private func fixture(_ way: Key?, categories: Int = 3) throws -> Fixture {
    var fixture = try Fixture(counts: Array(repeating: 3, count: categories))
    if let way { try fixture.press(way) }
    return fixture
  }

  private func keys(_ fixture: Fixture) -> [Binding] {
    fixture.state.top.bindings(in: fixture.state)
  }

  @Test("No key is bound twice in one place", arguments: ways)
  func distinct(way: Key?) throws {
    let keys = keys(try fixture(way)).flatMap { $0.actions.flatMap(\.keys) }
    #expect(Set(keys).count == keys.count)
  }

  @Test(
    "Every way out works: Ctrl-C quits, Esc goes back, q leaves what is open, else quits",
    arguments: ways)
  func wayOut(way: Key?) throws {
    var fixture = try fixture(way)
    #expect(try fixture.press(.control("c")) == [.quit])
    fixture = try self.fixture(way)
    let isOpen = !fixture.state.overlays.isEmpty
    // In the palette it is a letter.
    if way != .character(":") {
      #expect(try fixture.press(.character("q")) == (isOpen ? [] : [.quit]))
      if isOpen { #expect(fixture.state.mode == .explore) }
    }
    fixture = try self.fixture(way)
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
    #expect(try words(.character("?")) == ["back", "scroll"])
    for form in Self.ways[2...5] {
      #expect(try words(form).prefix(2) == ["apply", "leave"])
    }
    #expect(try words(.character("c")).prefix(3) == ["help", "quit", "back"])
  }

  private func footer(_ shell: Shell) -> FooterView {
    FooterView(look: Look(shell.display, colors: .indexed), shell: shell)
  }

  @Test("Every key can be found in the footer at any width from 20 on, by the key for more alone")
  func footerWidths() throws {
    for way in Self.ways {
      for categories in [3, 4, 8] {
        var fixture = try fixture(way, categories: categories)
        let keys = fixture.state.top.keys(in: fixture.state)
        let useful = keys.filter {
          $0.footer(fixture.state) != nil && $0.obstacle(fixture.state) == nil
        }
        let more = fixture.state.top.moreKey
        for width in Array(20...44) + stride(from: 47, through: 300, by: 11) + [400] {
          fixture.receive(.resize(width: width, height: 24))
          let pages = footer(fixture.state).pages(width: width)
          var found: Set<String> = []
          for _ in pages {
            let entries = footer(fixture.state).entries(width: width)
            var buffer = CellBuffer(width: width, height: 1)
            footer(fixture.state).draw(into: &buffer, in: buffer.bounds)
            // Nothing is written but whole entries, apart from each other.
            let words = entries.map { $0.word.isEmpty ? $0.label : "\($0.label) \($0.word)" }
            let row = buffer.rows[0].trimmingSpaces
            #expect(row == words.joined(separator: "  ") || row == words.joined(separator: " "))
            for entry in entries { #expect(width < 42 || !entry.word.contains("…")) }
            found.formUnion(entries.map(\.label))
            if pages.count > 1 {
              #expect(
                entries.last?.label == more.name && entries.last?.columns.upperBound ?? 0 <= width)
              if width >= 32 {
                #expect(entries.prefix(2).map(\.label) == useful.prefix(2).map(\.label))
              }
              #expect(try fixture.press(more).isEmpty)
            }
          }
          #expect(found.isSuperset(of: useful.map(\.label)), "\(way?.name ?? "") at \(width)")
          #expect(pages.count == 1 || width < 400)
          if pages.count == 1 {
            try fixture.press(more)
            #expect(fixture.state.line.contains("every key there is"))
          }
        }
      }
    }
  }

  @Test("Every name in a label of the footer can be clicked, and acts as its key")
  func labelClicks() throws {
    for way in Self.ways {
      for categories in 2...8 {
        let fixture = try fixture(way, categories: categories)
        for binding in keys(fixture) {
          for action in binding.actions {
            let label = Array(binding.label)
            let name = Array(action.key.label)
            // A name within another, as h in Right, does not count.
            let words = binding.label.split(separator: " ").map(Array.init)
            guard words.contains(name) || binding.label == "hjkl",
              let place = label.indices.first(where: { label[$0...].starts(with: name) })
            else { continue }
            #expect(binding.key(atColumn: place) == action.key, "\(binding.label)")
            #expect(binding.key(atColumn: place + name.count - 1) == action.key)
          }
          #expect(binding.key(atColumn: label(binding) + 1) == binding.actions[0].key)
        }
      }
    }
  }

  private func label(_ binding: Binding) -> Int { binding.label.terminalColumns }

  @Test("A key that does nothing at present stays out of the footer, and says what it needs")
  func obstacles() throws {
    for categories in 2...8 {
      let base = try fixture(nil, categories: categories)
      for binding in keys(base) {
        guard let obstacle = binding.obstacle(base.state) else { continue }
        for action in binding.actions {
          var fixture = base
          #expect(try fixture.press(action.key).isEmpty)
          #expect(fixture.state.line == obstacle && obstacle.terminalColumns <= 78)
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

  @Test("The help covers every key, with any number of categories")
  func help() throws {
    for categories in 2...8 {
      let run = try fixture(nil, categories: categories)
      let fixture = try fixture(.character("?"), categories: categories)
      let text = fixture.screen(width: 100, height: 60).rows.joined(separator: "\n")
      for binding in keys(run) {
        #expect(!binding.help.isEmpty)
        let help = NumberFormat(symbols: Symbols(.braille)).raised(binding.help)
        #expect(text.contains("\(binding.label) ") && text.contains(help))
      }
    }
  }

  @Test("A label names each character it binds")
  func labels() throws {
    for binding in keys(try fixture(nil)) {
      let characters = binding.actions.compactMap { action -> String? in
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
      (.character("ñ"), "ñ"), (.character("é"), "é"), (.control("a"), "Ctrl-A"),
      (.function(7), "F7"), (.insert, "Insert"), (.delete, "Delete"), (.backspace, "Backspace"),
      (.character("\u{301}"), "U+301"), (.character("\u{7}"), "U+7"),
    ]
    for way in Self.ways {
      for (key, name) in keys {
        var fixture = try fixture(way)
        // There it acts on a number.
        if key == .backspace, fixture.state.overlays.last is Form { continue }
        if fixture.state.mode == .palette { continue }
        let mode = fixture.state.mode
        #expect(try fixture.press(key) == [])
        #expect(fixture.state.mode == mode)
        let line = fixture.state.line
        #expect(line.hasPrefix("\(name) does nothing here; "))
        #expect(line.contains("?") == [.explore, .compare, .crowd].contains(mode))
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
