import CNcurses
import TerminalDrawing
import Testing

@testable import NcursesBackend

@Suite struct KeyDecoderTests {
  private func codes(_ text: String) -> [KeyCode] {
    text.unicodeScalars.map { .character($0.value) }
  }

  /// The keys that come of pieces with pauses between them.
  private func keys(_ pieces: [KeyCode]...) -> [Key] {
    var decoder = KeyDecoder()
    return pieces.flatMap { decoder.events($0) }.compactMap { event in
      if case .key(let key) = event { key } else { nil }
    }
  }

  @Test(
    "Characters and control codes are keys",
    arguments: [
      ("a", [Key.character("a")]), (" ", [.character(" ")]),
      ("é日", [.character("é"), .character("日")]),
      ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
      ("\u{8}", [.backspace]), ("\u{1}\u{1A}", [.control("a"), .control("z")]),
      ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]),
      ("\u{0}\u{1C}\u{85}", []), ("\u{1B}q", [.escape, .character("q")]),
      ("\u{1B}\u{1B}[1;5C", [.escape]),
    ])
  func charactersAndControlCodesAreKeys(text: String, keys: [Key]) {
    #expect(self.keys(codes(text)) == keys)
  }

  @Test(
    "An unknown sequence is not its characters, in however many pieces it comes",
    arguments: [
      "\u{1B}[1;5C", "\u{1B}[?2026;2$y", "\u{1B}[200~", "\u{1B}OX", "\u{1B}[I", "\u{1B}[M !!",
    ])
  func anUnknownSequenceIsNotItsCharacters(sequence: String) {
    #expect(keys(codes("a" + sequence + "b")) == [.character("a"), .character("b")])
    for length in 3..<max(4, sequence.unicodeScalars.count) {
      let first = codes(String(sequence.unicodeScalars.prefix(length)))
      let second = codes(String(sequence.unicodeScalars.dropFirst(length)))
      #expect(keys(first, [], second, codes("b")) == [.character("b")])
    }
  }

  @Test("What may have been typed is keys: an escape, a bracket or an O after it, and no more")
  func anIncompleteSequenceIsItsCharacters() {
    #expect(keys(codes("\u{1B}[")) == [.escape, .character("[")])
    #expect(keys(codes("\u{1B}O")) == [.escape, .character("O")])
    #expect(keys(codes("\u{1B}"), codes("[")) == [.escape, .character("[")])
    #expect(keys(codes("\u{1B}["), codes("A")) == [.escape, .character("["), .character("A")])
    #expect(
      keys(codes("\u{1B}"), codes("[A"))
        == [.escape, .character("["), .character("A")])
    #expect(keys(codes("\u{1B}[1é")) == [.character("é")])
    #expect(keys(codes("\u{1B}[1") + [.function(KEY_UP)]) == [.up])
  }

  @Test("Where more can be read at once, the end of a batch divides nothing")
  func theEndOfABatchDividesNothing() {
    for length in 1..<6 {
      var decoder = KeyDecoder()
      let sequence = codes("\u{1B}[1;5Cb")
      let events =
        decoder.events(Array(sequence[..<length]), more: true)
        + decoder.events(Array(sequence[length...]))
      #expect(events == [.key(.character("b"))])
    }
  }

  @Test("Function codes are keys, and others nothing")
  func functionCodesAreKeysAndOthersNothing() {
    let codes = [KEY_UP, KEY_SF, KEY_BTAB, KEY_F0 + 1, KEY_F0 + 12, KEY_F0 + 13, KEY_MOUSE, KEY_DC]
    #expect(
      keys(codes.map { .function($0) }) == [
        .up, .down, .backTab, .function(1), .function(12), .delete,
      ])
  }
}
