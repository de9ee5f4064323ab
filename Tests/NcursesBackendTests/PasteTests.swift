import TerminalDrawing
import TestSupport
import Testing

@testable import NcursesBackend

@Suite struct PasteTests {
  private func events(_ text: String) -> [Event] {
    var line = InputLine()
    line.send(text)
    return line.events
  }

  @Test(
    "A paste is one event, with the lines of its text and no other control characters",
    arguments: [
      ("q", "q"), ("two words", "two words"), ("a\nb", "a\nb"), ("a\r\nb\rc", "a\nb\nc"),
      ("é日🙂", "é日🙂"), ("a\tb", "a b"), ("a\u{3}\u{1A}\u{7F}b", "ab"), ("\u{1B}[A", "[A"),
      ("\u{1B}[200~q", "[200~q"), ("\u{1B}[201", "[201"), ("\u{1B}\u{1B}", nil), ("", nil),
    ] as [(String, String?)])
  func aPasteIsOneEvent(text: String, pasted: String?) {
    let expected = (pasted.map { [Event.paste($0)] } ?? []) + [.key("x")]
    #expect(events("\u{1B}[200~" + text + "\u{1B}[201~x") == expected)
    // In eight bits, as a terminal writes its end then.
    var line = InputLine()
    line.send([0x9B] + Array("200~".utf8) + Array(text.utf8) + [0x9B] + Array("201~x".utf8))
    #expect(line.events == expected)
  }

  @Test("It may come in any pieces, with pauses", arguments: [0, 60, 4_000] as [Int64])
  func itMayComeInAnyPieces(milliseconds: Int64) {
    let bytes = Array("\u{1B}[200~éq\u{1B}[20\u{1B}[201~".utf8)
    for cut in 2...bytes.count {
      var line = InputLine()
      line.send(bytes[..<cut])
      line.pause(milliseconds: milliseconds)
      line.send(bytes[cut...])
      line.send("x")
      #expect(line.events == [.paste("éq[20"), .key("x")], "cut at \(cut)")
    }
  }

  @Test("Of a long one the beginning is kept; what is no UTF-8 is left out")
  func ofALongOneTheBeginningIsKept() {
    let text = String(repeating: "q", count: 1_000_000)
    #expect(
      events("\u{1B}[200~\(text)\u{1B}[201~x") == [.paste(String(text.prefix(4_096))), .key("x")])
    var line = InputLine()
    line.send(Array("\u{1B}[200~a".utf8) + [0xFF, 0xE9] + Array("b\u{1B}[201~".utf8))
    #expect(line.events == [.paste("ab")])
  }

  @Test("One that never ends lets the keys go after five seconds, and none of it is a key")
  func oneThatNeverEnds() {
    var line = InputLine()
    line.send("\u{1B}[200~qq")
    line.pause(milliseconds: 4_900)
    #expect(line.events == [])
    line.pause(milliseconds: 200)
    #expect(line.events == [.paste("qq")])
    line.send("x")
    #expect(line.events == [.paste("qq"), .key("x")])
    // An end that comes too late is nothing.
    line.send("\u{1B}[201~x")
    #expect(line.keys == ["x", "x"])
  }

  @Test("A stray end, or a beginning within a string, is nothing")
  func strayBrackets() {
    #expect(events("\u{1B}[201~x") == [.key("x")])
    #expect(events("\u{1B}]0;\u{9C}\u{1B}[201~x\u{1B}[0200~y") == [.key("x"), .key("y")])
  }
}

extension ScreenTests {
  @Suite struct Pasting {
    @Test("Pastes are bracketed while the screen is shown")
    func pastesAreBracketed() throws {
      let fixture = try ScreenFixture()
      fixture.show(CellBuffer(width: 80, height: 24, rows: ["text"]))
      #expect(fixture.shown.modes.contains(2004))
      #expect(
        fixture.typing("\u{1B}[200~qq\u{1B}[201~x") == [.event(.paste("qq")), .event(.key("x"))])
      fixture.terminal.stop()
      let ending = String(decoding: fixture.pseudoTerminal.rest(), as: UTF8.self)
      #expect(ending.contains("\u{1B}[?2004l"))
    }
  }
}
