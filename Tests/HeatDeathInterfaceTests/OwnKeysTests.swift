import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Keys that a user has otherwise than the tables.
@Suite struct OwnKeysTests {
  private func keymap(_ lines: [(String, [String])]) throws -> Keymap {
    try Keymap(
      lines.enumerated().map { Keymap.Line(name: $1.0, keys: $1.1, number: 10 + $0) })
  }

  @Test("A key of one's own does what the action does, and the key before does it no more")
  func acting() throws {
    var fixture = try Fixture(temperature: 0.8)
    fixture.state.keymap = try keymap([("warmer", ["W", "F4"]), ("undo", ["Ctrl-U"])])
    try fixture.press(.character("W"))
    #expect(fixture.simulation.temperature.value > 0.8)
    try fixture.press(.function(4))
    #expect(fixture.simulation.temperature.value == 0.9)
    try fixture.press(.character("T"))
    #expect(fixture.state.line.hasPrefix("T does nothing here"))
    #expect(try fixture.press(.control("u")) == [.send(.undo)])
    #expect(try fixture.press(.character("u")).isEmpty)
  }

  @Test("Footer, help and palette write the keys there are, and the footer is clicked at them")
  func showing() throws {
    var fixture = try Fixture()
    fixture.state.keymap = try keymap([("warmer", ["W", "F4"]), ("help", ["H"])])
    fixture.receive(.resize(width: 120, height: 60))
    let rows = fixture.screen(width: 120, height: 60).rows
    let footer = try #require(rows.last)
    #expect(footer.contains("H help") && footer.contains("t W temperature"))
    let place = try #require(footer.firstRange(of: "W temperature")).lowerBound
    let x = footer.distance(from: footer.startIndex, to: place)
    fixture.receive(.mouse(Mouse(.press, x: x, y: 59)))
    #expect(fixture.simulation.temperature.value > 0.8)
    try fixture.press(.character("H"))
    let help = fixture.screen(width: 120, height: 60).rows.joined(separator: "\n")
    #expect(help.contains("t W ") && help.contains("fine steps near 1 (F4 as well)"))
    #expect(help.contains("this list") && !help.contains("F1"))
    try fixture.press(.escape, .character(":"))
    for scalar in "warmer".unicodeScalars { try fixture.press(.character(scalar)) }
    let line = fixture.screen(width: 120, height: 60).rows.first { $0.contains("▸ warmer") }
    #expect(line?.contains(" W ") == true)
  }

  @Test("Every other stage has them too")
  func stages() throws {
    for way in ["c", "d", "e"] as [Unicode.Scalar] {
      var fixture = try Fixture()
      fixture.state.keymap = try keymap([("back", ["b"]), ("beginning", ["B"])])
      try fixture.press(.character(way), .character("b"))
      #expect(fixture.state.mode == .explore && fixture.state.stage is RunStage)
    }
  }

  @Test("Two actions may change places, and what the tables have is no change")
  func exchange() throws {
    let exchanged = try keymap([("undo", ["r"]), ("reseed", ["u"])])
    #expect(exchanged != .standard)
    #expect(
      try keymap(KeyTables.entries.map { ($0.name, $0.keys.map(\.name)) }) == .standard)
  }

  @Test("A key for two things in one stage is refused with both lines, or the action that has it")
  func overlaps() throws {
    func fault(_ lines: [(String, [String])]) -> Keymap.Fault? {
      do throws(Keymap.Fault) {
        _ = try Keymap(
          lines.enumerated().map { Keymap.Line(name: $1.0, keys: $1.1, number: 10 + $0) })
        return nil
      } catch { return error }
    }
    let both = fault([("warmer", ["y"]), ("save", ["S"]), ("undo", ["Y", "y"])])
    #expect(both?.index == 2)
    #expect(both?.message.contains("line 12") == true && both?.message.contains("line 10") == true)
    let one = fault([("warmer", ["u"])])
    #expect(one?.index == 0 && one?.message.contains("the key of undo") == true)
    // In the crowd n is another thing.
    #expect(fault([("colours", ["n"])]) == nil && fault([("beginning", ["n"])])?.index == 0)
    for (name, key, words) in [
      ("warm", "y", "no action \"warm\""), ("warmer", "yy", "\"yy\" is no key"),
      ("warmer", "Ctrl-C", "same for everybody"), ("warmer", "Tab", "same for everybody"),
      ("warmer", "", "is no key"), ("warmer", "\u{301}", "is no key"),
      ("warmer", "Ctrl-I", "is no key"),
    ] {
      let fault = fault([(name, [key])])
      #expect(fault?.message.contains(words) == true && fault?.message.contains("accepted") == true)
    }
    #expect(fault([("warmer", ["y", "y"])])?.message.contains("twice") == true)
  }

  @Test("The name of every key of the tables is that of the key")
  func names() {
    for key in KeyTables.entries.flatMap(\.keys) {
      #expect(Key(named: key.name) == key && Key(named: key.label) == key)
    }
    #expect(Key(named: "pageup") == .pageUp && Key(named: "PGUP") == .pageUp)
    #expect(Key(named: "ctrl-a") == .control("a") && Key(named: "f12") == .function(12))
    #expect(Key(named: "é") == .character("é") && Key(named: "F13") == nil)
    #expect(Key(named: " ") == nil && Key(named: "Space") == .character(" "))
  }
}
