import TerminalDrawing
import Testing

@testable import NcursesBackend

@Suite struct KeyDecoderTests {
  @Test(
    "Characters and control codes are keys",
    arguments: [
      ("a", [Key.character("a")]), (" ", [.character(" ")]),
      ("é日🙂", [.character("é"), .character("日"), .character("🙂")]),
      ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
      ("\u{8}", [.backspace]), ("\u{1}\u{1A}", [.control("a"), .control("z")]),
      ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]),
      ("\u{0}\u{1C}\u{85}\u{FFFD}", []), ("\u{1B}q", [.escape, .character("q")]),
      ("\u{1B}é", [.escape, .character("é")]), ("\u{1B}\r", [.escape, .enter]),
      ("\u{1B}\u{1B}[1;5C", [.escape]), ("\u{1B}\u{1B}[A", [.escape, .up]),
    ])
  func charactersAndControlCodesAreKeys(text: String, keys: [Key]) {
    #expect(InputLine.keys(text) == keys)
  }

  @Test(
    "A byte that is no character is nothing, and does not swallow what follows",
    arguments: [
      [0xFF], [0xE4], [0xE9], [0xE9, 0xA0], [0xF0, 0x9F, 0x99], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x8F, 0xBF], [0xBF], [0xA0, 0xA0, 0xA0], Array(repeating: 0xFF, count: 1_000),
    ] as [[UInt8]])
  func undecodableBytesAreNothing(bytes: [UInt8]) {
    var line = InputLine()
    line.send(bytes + Array("qé".utf8))
    line.send(bytes)
    line.pause(milliseconds: 10_000)
    line.send("x")
    line.send([0x1B] + bytes + Array("A".utf8))
    #expect(line.keys == ["q", "é", "x"].map(Key.character) + [.escape, .character("A")])
  }

  @Test("A character may come byte by byte")
  func aCharacterMayComeByteByByte() {
    var line = InputLine()
    for byte in "é日🙂".utf8 {
      line.send([byte])
      line.pause(milliseconds: 60)
    }
    #expect(line.keys == ["é", "日", "🙂"].map(Key.character))
  }

  @Test("The beginning of a sequence is no key; a later escape begins another")
  func theBeginningOfASequenceIsNoKey() {
    #expect(InputLine.keys("\u{1B}[", "A") == [.up])
    #expect(InputLine.keys("\u{1B}O", "P") == [.function(1)])
    #expect(InputLine.keys("\u{1B}[", "\u{1B}[B") == [.down])
    #expect(InputLine.keys("\u{1B}[1", "\u{1B}", "q") == [.escape, .character("q")])
    #expect(InputLine.keys("\u{1B}[1é") == [.character("é")])
    #expect(InputLine.keys("\u{1B}[1\r") == [.enter])
    // A VT52 that tells its name.
    #expect(InputLine.keys("\u{1B}/", "Z") == [])
    // CAN and SUB break off, and are no keys there.
    #expect(InputLine.keys("\u{1B}[1\u{18}q\u{1B}]0;\u{1A}q") == ["q", "q"].map(Key.character))
  }

  @Test("An escape given out as a key may have begun a sequence, for half a second")
  func anEscapeGivenOutMayHaveBegunASequence() {
    #expect(InputLine.keys("\u{1B}", "[A") == [.escape, .up])
    #expect(InputLine.keys("\u{1B}", "q") == [.escape, .character("q")])
    #expect(InputLine.keys("\u{1B}", "P", "q", milliseconds: 1_000) == [.escape, "P", "q"])
  }

  @Test("What does not end lets the keys go, by an escape or after five seconds without input")
  func whatDoesNotEndLetsTheKeysGo() {
    for beginning in [
      "\u{1B}[", "\u{1B}O", "\u{1B}[1;", "\u{1B}]0;", "\u{1B}Pq", "\u{1B}_", "\u{1B}(",
    ] {
      #expect(InputLine.keys(beginning, "\u{1B}", "q").last == .character("q"), "\(beginning)")
      #expect(InputLine.keys(beginning, "q", milliseconds: 5_001) == [.character("q")])
    }
    // Keys pressed all the while do not keep it going: it is over after five seconds.
    var line = InputLine()
    line.send("\u{1B}]0;")
    for _ in 0..<60 {
      line.pause(milliseconds: 200)
      line.send("q")
    }
    #expect((30..<40).contains(line.keys.count))
  }

  @Test("A string without end costs no memory and has no effect")
  func aStringWithoutEnd() {
    var parser = InputParser()
    #expect(parser.tokens("\u{1B}]11;rgb:ff/ff/ff".utf8) == [])
    for _ in 0..<1_000 {
      #expect(parser.tokens(Array(repeating: UInt8(ascii: "q"), count: 1_000)) == [])
    }
    #expect(parser.tokens("\u{1B}\\q".utf8) == [.character("q")])
    // The same for sequences.
    #expect(parser.tokens("\u{1B}[".utf8) == [])
    #expect(parser.tokens(Array(repeating: UInt8(ascii: "1"), count: 100_000)) == [])
    #expect(parser.tokens("Aq".utf8) == [.character("q")])
  }

  @Test("The description's sequences are keys, in every form of theirs")
  func theDescriptionsSequencesAreKeys() {
    let description = [
      "kcuu1": "\u{1B}A", "kf1": "\u{1B}P", "kf2": "\u{1}@\r", "kcud1": "\n", "khome": "\u{1B}[[H",
      "kpp": "\u{1B}[I", "kcbt": "\u{1B}\t", "kf3": "\u{1B}?t", "kent": "\r", "kdch1": "\u{7F}",
      "kf4": "\u{9B}224z",
    ]
    var line = InputLine(description: description)
    for sequence in ["\u{1B}A", "\u{1B}P", "\u{1}@\r", "\n", "\u{1B}[[H", "\u{1B}[I", "\u{1B}\t"] {
      line.send(sequence)
    }
    line.send("\u{1B}?t\r\u{7F}\u{1B}[224z\u{1B}[1~")
    #expect(
      line.keys == [
        .up, .function(1), .function(2), .down, .home, .pageUp, .backTab, .function(3), .enter,
        .delete, .function(4), .home,
      ])
    // What begins like one and is none is its keys, once nothing follows.
    line = InputLine(description: description)
    line.send("\u{1}")
    line.pause(milliseconds: 60)
    line.send("@\u{1}q\u{1B}?")
    line.pause(milliseconds: 60)
    #expect(
      line.keys == [.control("a"), "@", .control("a"), "q", .escape, "?"])
  }

  @Test(
    "The escape delay is the environment's, within reason",
    arguments: [
      (nil, 25), ("", 25), ("100", 100), ("0", 0), ("-1", 25), ("soon", 25), ("99999999", 60_000),
      ("99999999999999999999", 25),
    ])
  func theEscapeDelay(text: String?, milliseconds: Int64) {
    #expect(KeyDecoder.escapeDelay { $0 == "ESCDELAY" ? text : nil } == milliseconds * 1_000_000)
  }
}
