import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite struct KeymapTests {
  private static func modes() throws -> [Mode] {
    let fixture = try Fixture()
    return [
      .explore, .help, .inject(InjectionForm(counts: [5, 3, 2], size: 10)),
      .external(ExternalForm(fixture.state.externalData, categoryCount: 3)),
    ]
  }

  @Test("No key is bound twice within a mode")
  func distinct() throws {
    for mode in try Self.modes() {
      let keys = Keymap.bindings(in: mode).flatMap { $0.keys.map(\.key) }
      #expect(Set(keys).count == keys.count, "\(mode)")
    }
  }

  @Test("Every action can be reached by a key")
  func reachable() throws {
    let bound = Set(
      try Self.modes().flatMap { mode in
        Keymap.bindings(in: mode).flatMap { $0.keys.map { $0.action.kind } }
      })
    #expect(bound == Set(ActionKind.allCases))
  }

  @Test("Every way out works in every mode: q and Ctrl-C quit, Esc goes back")
  func wayOut() throws {
    for mode in try Self.modes() {
      #expect(Keymap.action(for: .character("q"), in: mode) == .quit)
      #expect(Keymap.action(for: .control("c"), in: mode) == .quit)
      #expect(Keymap.action(for: .escape, in: mode) != nil)
    }
  }

  @Test("Help and quit stand first in the footer, in the modes that have them")
  func footerOrder() throws {
    let words = { (mode: Mode) in Keymap.bindings(in: mode).compactMap(\.footer) }
    #expect(words(.explore).prefix(2) == ["help", "quit"])
    #expect(words(.help) == ["back", "quit", "scroll"])
    for mode in try Self.modes().suffix(2) {
      #expect(words(mode).prefix(3) == ["quit", "apply", "leave"])
    }
  }

  @Test("The footer is never cut within an entry, at any width, and shows the way out from 20 on")
  func footerWidths() throws {
    for mode in try Self.modes() {
      for categories in 2...8 {
        var fixture = try Fixture(counts: Array(repeating: 3, count: categories))
        fixture.state.mode = mode
        let context = DrawingContext(
          state: fixture.state, report: fixture.report, colors: .indexed)
        let entries = Keymap.bindings(in: mode).filter { $0.isUseful(categories) }
          .compactMap { binding in
            binding.footer.map { "\(binding.label(categoryCount: categories)) \($0)" }
          }
        for width in 20...200 {
          var buffer = CellBuffer(width: width, height: 1)
          FooterView(context: context).draw(into: &buffer, in: buffer.bounds)
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
      var fixture = try Fixture(counts: Array(repeating: 3, count: categories))
      fixture.state.mode = .help
      let text = fixture.screen(width: 100, height: 40).rows.joined(separator: "\n")
      for binding in Keymap.bindings(in: .explore) {
        #expect(!binding.help.isEmpty)
        #expect(
          text.contains("\(binding.label) ") == binding.isUseful(categories) || binding.label == "h"
        )
        #expect(text.contains(binding.help) == binding.isUseful(categories), "\(binding.help)")
      }
    }
  }

  @Test("A label names each character it binds")
  func labels() {
    for binding in Keymap.bindings(in: .explore) {
      let characters = binding.keys.compactMap { key, _ -> String? in
        if case .character(let scalar) = key { return Keymap.name(of: .character(scalar)) }
        return nil
      }
      // Second spellings of one action may stay unsaid.
      let first = characters.first
      #expect(first.map { binding.label.contains($0) } ?? true, "\(binding.label)")
    }
  }

  @Test("A dead key is called by its name, and the way on is one that the mode has")
  func deadKeys() throws {
    let keys: [(Key, String)] = [
      (.character("y"), "y"), (.character("é"), "é"), (.control("a"), "Ctrl-A"),
      (.function(7), "F7"), (.insert, "Insert"), (.delete, "Delete"), (.backspace, "Backspace"),
      (.character("\u{301}"), "U+301"), (.character("\u{7}"), "U+7"),
    ]
    for mode in try Self.modes() {
      for (key, name) in keys {
        var fixture = try Fixture()
        fixture.state.mode = mode
        #expect(try fixture.press(key) == [])
        #expect(fixture.state.mode == mode)
        let line = fixture.state.narrator.line
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
    let names = keys.map { Keymap.name(of: $0) }
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

/// The cases of ``Action`` without what they carry, so that a test can list them all.
enum ActionKind: CaseIterable {
  case quit, toggleHelp, back, togglePause, stepOnce, slower, faster, cooler, warmer
  case temperatureOne, openInjection, openExternal, reseed, restart, fewerCategories
  case eternity, undo, toggleComparison, moreCategories, zoomIn, toggleZoomCentre, rotate, scroll,
    cycleGlyphs, toggleMouse, openLoop, save
  case formLine, formChange, formChoose, formConfirm
}

extension Action {
  var kind: ActionKind {
    switch self {
    case .quit: .quit
    case .toggleHelp: .toggleHelp
    case .back: .back
    case .togglePause: .togglePause
    case .stepOnce: .stepOnce
    case .slower: .slower
    case .faster: .faster
    case .cooler: .cooler
    case .warmer: .warmer
    case .temperatureOne: .temperatureOne
    case .openInjection: .openInjection
    case .openExternal: .openExternal
    case .reseed: .reseed
    case .restart: .restart
    case .eternity: .eternity
    case .undo: .undo
    case .toggleComparison: .toggleComparison
    case .fewerCategories: .fewerCategories
    case .moreCategories: .moreCategories
    case .zoomIn: .zoomIn
    case .toggleZoomCentre: .toggleZoomCentre
    case .rotate: .rotate
    case .scroll: .scroll
    case .cycleGlyphs: .cycleGlyphs
    case .toggleMouse: .toggleMouse
    case .openLoop: .openLoop
    case .save: .save
    case .formLine: .formLine
    case .formChange: .formChange
    case .formChoose: .formChoose
    case .formConfirm: .formConfirm
    }
  }
}
