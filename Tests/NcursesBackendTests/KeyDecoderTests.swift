import CNcurses
import TerminalDrawing
import Testing

@testable import NcursesBackend

@Suite struct KeyDecoderTests {
  private func codes(_ text: String) -> [KeyCode] {
    text.unicodeScalars.map { .character($0.value) }
  }

  @Test(arguments: [
    ("a", [Key.character("a")]), (" ", [.character(" ")]),
    ("é日", [.character("é"), .character("日")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
    ("\u{8}", [.backspace]), ("\u{1}\u{1A}", [.control("a"), .control("z")]), ("\u{1B}", [.escape]),
    ("\u{0}\u{1C}\u{85}", []),
    ("\u{1B}q", [.escape, .character("q")]),
  ])
  func charactersAndControlCodesAreKeys(text: String, keys: [Key]) {
    #expect(KeyDecoder.keys(codes(text)) == keys)
  }

  @Test(arguments: [
    "\u{1B}[1;5C", "\u{1B}[<0;11;6M", "\u{1B}[?2026;2$y", "\u{1B}[200~", "\u{1B}OX", "\u{1B}[I",
  ])
  func anUnknownSequenceIsNotItsCharacters(sequence: String) {
    #expect(KeyDecoder.keys(codes("a" + sequence + "b")) == [.character("a"), .character("b")])
  }

  @Test func anIncompleteSequenceIsItsCharacters() {
    #expect(KeyDecoder.keys(codes("\u{1B}[")) == [.escape, .character("[")])
    #expect(KeyDecoder.keys(codes("\u{1B}O")) == [.escape, .character("O")])
    #expect(
      KeyDecoder.keys(codes("\u{1B}[1é")) == [
        .escape, .character("["), .character("1"), .character("é"),
      ])
  }

  @Test func functionCodesAreKeysAndOthersNothing() {
    let codes = [KEY_UP, KEY_SF, KEY_BTAB, KEY_F0 + 1, KEY_F0 + 12, KEY_F0 + 13, KEY_MOUSE, KEY_DC]
    #expect(
      KeyDecoder.keys(codes.map { .function($0) }) == [
        .up, .down, .backTab, .function(1), .function(12), .delete,
      ])
  }
}
