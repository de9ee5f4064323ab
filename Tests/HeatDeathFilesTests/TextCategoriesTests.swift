import Foundation
import TestSupport
import Testing

@testable import HeatDeathFiles

@Suite("Letters and words of texts")
struct TextCategoriesTests {
  private func count(
    _ text: String, _ unit: TextUnit, top: Int = 1000, rest: RestPolicy = .drop,
    take: Int64? = nil, pieceSize: Int = .max
  ) throws(DataError) -> LabelledCounts {
    try count(Array(text.utf8), unit, top: top, rest: rest, take: take, pieceSize: pieceSize)
  }

  private func count(
    _ bytes: [UInt8], _ unit: TextUnit, top: Int = 1000, rest: RestPolicy = .drop,
    take: Int64? = nil, pieceSize: Int = .max
  ) throws(DataError) -> LabelledCounts {
    var source = MemorySource(name: "t.txt", bytes: bytes, pieceSize: pieceSize)
    var notes = InputNotes()
    return try TextCategories.count(
      &source, TextSelection(unit: unit, top: top, rest: rest, take: take), notes: &notes)
  }

  private func pairs(_ table: LabelledCounts) -> [String: Int64] {
    Dictionary(uniqueKeysWithValues: zip(table.labels, table.counts))
  }

  // MARK: Letters

  @Test(
    "A letter is a character that begins with a letter, case folded",
    arguments: [
      ("Hello, World 42!", ["h": 1, "e": 1, "l": 3, "o": 2, "w": 1, "r": 1, "d": 1]),
      ("é e\u{301} E\u{301} É e", ["é": 4, "e": 1]),
      ("Σίσυφος", ["σ": 3, "ί": 1, "υ": 1, "φ": 1, "ο": 1]),
      ("Straße STRASSE ẞ", ["s": 8, "t": 2, "r": 2, "a": 2, "e": 2]),
      ("ıIiİ", ["ı": 1, "i": 2, "i\u{307}": 1]),
      ("ſ\u{212A}", ["s": 1, "k": 1]),
      ("漢字漢", ["漢": 2, "字": 1]),
      ("कि क कि", ["कि": 2, "क": 1]),
      ("\u{1100}\u{1161}가 각", ["가": 2, "각": 1]),
      ("👩‍🚀a🇫🇷b1️⃣", ["a": 1, "b": 1]),
      ("𐐀𐐨x", ["𐐨": 2, "x": 1]),
      ("a\r\nb\u{FEFF}c", ["a": 1, "b": 1, "c": 1]),
      ("a\u{301}\u{323}a\u{323}\u{301}", ["ạ́": 2]),
      ("\u{20000}x\u{20000}", ["\u{20000}": 2, "x": 1]),
    ] as [(String, [String: Int64])])
  func letters(text: String, expected: [String: Int64]) throws {
    for pieceSize in [Int.max, 1, 2, 3, 5] {
      #expect(pairs(try count(text, .letters, pieceSize: pieceSize)) == expected)
    }
  }

  /// The definition itself, over the whole text at once.
  private func naiveLetters(_ text: String) -> [String: Int64] {
    var counts: [String: Int64] = [:]
    for character in text {
      switch character.unicodeScalars.first?.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        // The uppercase makes one of the forms of sigma, and two letters of ß.
        for letter in String(character).lowercased().uppercased().lowercased() {
          counts[String(letter), default: 0] += 1
        }
      default: break
      }
    }
    return counts
  }

  @Test("Letters of random texts are those of the string type, however the bytes arrive")
  func randomLetters() throws {
    var generator = SeededRandom(seed: 41)
    let alphabet = Array(
      ("abcXYZ   ..,\n\r01éÉèüñçßσςΣжЖ漢가각\u{1100}\u{1161}\u{11A8}कखषिी\u{94D}กำ"
        + "\u{301}\u{301}\u{308}\u{323}\u{327}\u{200D}\u{200C}\u{FE0F}👩🚀🇫🇷𐐀\u{AD}\u{600}\u{D4E}"
        + "\u{20000}İßﬁ").unicodeScalars)
    for _ in 0..<1000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        scalars.append(alphabet.randomElement(using: &generator)!)
      }
      let text = String(scalars)
      let expected = naiveLetters(text)
      let pieceSize = Int.random(in: 1...20, using: &generator)
      if expected.isEmpty {
        #expect(throws: DataError.self) { try count(text, .letters) }
      } else {
        #expect(
          pairs(try count(text, .letters, pieceSize: pieceSize)) == expected,
          "\(text.debugDescription)")
      }
    }
  }

  @Test("A character without end is cut and does not stall the reader")
  func endlessCluster() throws {
    let text = "x" + String(repeating: "a" + String(repeating: "\u{301}", count: 3000), count: 3)
    let total = try count(text, .letters).counts.reduce(0, +)
    #expect(total >= 4 && total < 20)
    let jamo = String(repeating: "\u{1100}\u{1161}", count: 5000)
    #expect(pairs(try count(jamo, .letters)) == ["가": 5000])
  }

  // MARK: Words

  @Test(
    "A word is a run of letters and digits with a letter, apostrophes inside, case folded",
    arguments: [
      ("The cat, the CAT.", ["the": 2, "cat": 2]),
      (
        "don't Don\u{2019}t 'quoted' dogs' rock'n'roll",
        [
          "don't": 2, "quoted": 1, "dogs": 1, "rock'n'roll": 1,
        ]
      ),
      ("a''b", ["a": 1, "b": 1]),
      ("2nd 42 x86 1.5 3,000", ["2nd": 1, "x86": 1]),
      (
        "closed-loop snake_case a.b",
        [
          "closed": 1, "loop": 1, "snake": 1, "case": 1, "a": 1, "b": 1,
        ]
      ),
      ("Été e\u{301}te\u{301} ÉTÉ", ["été": 3]),
      ("co\u{AD}operate cooperate", ["cooperate": 2]),
      ("می\u{200C}خواهم \u{200C}x\u{200C} ", ["می\u{200C}خواهم": 1, "x": 1]),
      ("漢字 漢", ["漢": 2, "字": 1]),
      ("हिन्दी हिन्दी", ["हिन्दी": 2]),
      ("ΟΔΟΣ οδος οδοσ", ["οδοσ": 3]),
      ("Weiß WEIẞ", ["weiss": 2]),
      ("\u{301}a '\u{301}b", ["a": 1, "b": 1]),
      ("İx", ["i\u{307}x": 1]),
      ("end", ["end": 1]),
    ] as [(String, [String: Int64])])
  func words(text: String, expected: [String: Int64]) throws {
    for pieceSize in [Int.max, 1, 2, 3, 5] {
      #expect(pairs(try count(text, .words, pieceSize: pieceSize)) == expected)
    }
  }

  @Test("Many distinct words are told apart")
  func manyWords() throws {
    let text = (0..<20_000).map { "w\($0) w\($0 / 2)" }.joined(separator: " ")
    let table = pairs(try count(text, .words, top: 1_000_000))
    #expect(table.count == 20_000)
    #expect(table["w7"] == 3 && table["w19999"] == 1)
  }

  // MARK: Selection

  @Test("The most frequent come first, equals in the order of their code points")
  func ranking() throws {
    #expect(
      try count("c b a b d c", .words, top: 3)
        == LabelledCounts(labels: ["b", "c", "a"], counts: [2, 2, 1]))
  }

  @Test("The rest is dropped or makes one more category")
  func rest() throws {
    #expect(
      try count("aaa bb c d", .letters, top: 2, rest: .other)
        == LabelledCounts(labels: ["a", "b", "(other)"], counts: [3, 2, 2]))
    #expect(
      try count("aaa bb", .letters, top: 2, rest: .other)
        == LabelledCounts(labels: ["a", "b"], counts: [3, 2]))
    #expect(
      try count("other (other) x", .words, top: 1, rest: .other)
        == LabelledCounts(labels: ["other", "(other)"], counts: [2, 1]))
  }

  @Test("The samples taken are the first of the units that are then the most frequent")
  func take() throws {
    let text = "ccdd b d a b aaaa bb"
    for pieceSize in [Int.max, 1, 4] {
      #expect(
        try count(text, .letters, top: 2, take: 5, pieceSize: pieceSize)
          == LabelledCounts(labels: ["d", "c"], counts: [3, 2]))
      #expect(
        try count(text, .letters, top: 2, take: 7, pieceSize: pieceSize)
          == LabelledCounts(labels: ["a", "d"], counts: [4, 3]))
      #expect(
        try count(text, .letters, top: 2, rest: .other, take: 6, pieceSize: pieceSize)
          == LabelledCounts(labels: ["d", "c", "(other)"], counts: [3, 2, 1]))
    }
    #expect(try count(text, .letters, top: 2, take: 1000).counts == [5, 4])
    #expect(
      try count("b é b e\u{301} é a b", .words, top: 2, take: 4)
        == LabelledCounts(labels: ["b", "é"], counts: [2, 2]))
  }

  // MARK: An independent counter

  static let licence = "/usr/share/common-licenses/GPL-3"

  @Test(
    "Letters of the licence are those that tr and uniq count",
    .enabled(if: FileManager.default.fileExists(atPath: licence)))
  func licenceLetters() throws {
    let expected = try shell(
      "LC_ALL=C tr A-Z a-z <\(Self.licence) | tr -cd a-z | fold -w1 | sort | uniq -c")
    var file = try InputFile(path: Self.licence)
    var notes = InputNotes()
    let table = try TextCategories.count(
      &file, TextSelection(unit: .letters, top: 1000), notes: &notes)
    #expect(pairs(table) == uniqCounts(expected))
    #expect(table.labels.first == "e")
  }

  @Test(
    "Words of the licence are those that grep and uniq count",
    .enabled(if: FileManager.default.fileExists(atPath: licence)))
  func licenceWords() throws {
    let expected = try shell(
      """
      LC_ALL=C tr A-Z a-z <\(Self.licence) | LC_ALL=C grep -oE "[a-z0-9]+('[a-z0-9]+)*" \
      | grep '[a-z]' | LC_ALL=C sort | uniq -c
      """)
    var file = try InputFile(path: Self.licence)
    var notes = InputNotes()
    let table = try TextCategories.count(
      &file, TextSelection(unit: .words, top: 100_000), notes: &notes)
    #expect(pairs(table) == uniqCounts(expected))
    #expect(table.labels.first == "the")
  }

  private func shell(_ script: String) throws -> String {
    try ShellCommand(["sh", "-c", script]).output
  }

  private func uniqCounts(_ output: String) -> [String: Int64] {
    var counts: [String: Int64] = [:]
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 2 { counts[String(parts[1])] = Int64(parts[0]) }
    }
    return counts
  }

  // MARK: What is no text

  static let badTexts: [(bytes: [UInt8], place: DataError.Place, fragment: String)] = [
    (Array("ab\ncd\0e".utf8), .byte(6, line: 2), "NUL"),
    ([0], .byte(1, line: 1), "binary"),
    (Array("é\0".utf8), .byte(3, line: 1), "NUL"),
    (Array("ab\n\nc".utf8) + [0x80], .byte(6, line: 3), "80"),
    ([0xC0, 0xAF], .byte(1, line: 1), "C0"),
    ([0x61, 0xC3], .byte(2, line: 1), "C3"),
    ([0x61, 0xC3, 0x28], .byte(2, line: 1), "C3"),
    ([0xE0, 0x80, 0x80], .byte(1, line: 1), "E0"),
    ([0xED, 0xA0, 0x80], .byte(1, line: 1), "ED"),
    ([0xF4, 0x90, 0x80, 0x80], .byte(1, line: 1), "F4"),
    ([0xF5, 0x80, 0x80, 0x80], .byte(1, line: 1), "F5"),
    ([0xF0, 0x9F, 0x98], .byte(1, line: 1), "F0 9F 98"),
    ([0xFF, 0xFE, 0x61, 0x00], .byte(1, line: 1), "FF"),
  ]

  @Test("Bytes that are no text are an error at the first of them", arguments: badTexts)
  func encodingErrors(bytes: [UInt8], place: DataError.Place, fragment: String) {
    for unit in TextUnit.allCases {
      for pieceSize in [Int.max, 1, 2, 3] {
        let error = #expect(throws: DataError.self) {
          try count(bytes, unit, pieceSize: pieceSize)
        }
        #expect(error?.place == place)
        #expect(error?.message.contains(fragment) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("accepted: UTF-8 text") == true)
      }
    }
  }

  @Test("The place is right beyond the first piece")
  func farError() {
    let text = String(repeating: "naïve text\n", count: 50_000)
    let error = #expect(throws: DataError.self) {
      try count(Array(text.utf8) + [0x61, 0xFF], .words)
    }
    #expect(error?.place == .byte(600_002, line: 50_001))
  }

  @Test("What the decoder accepts is what the standard library accepts")
  func decoding() {
    var generator = SeededRandom(seed: 42)
    let bytes: [UInt8] = [
      0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
      0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let sample = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        bytes.randomElement(using: &generator)!
      }
      var decoded: String? = ""
      sample.withUnsafeBufferPointer { buffer in
        var index = 0
        while index < buffer.count {
          guard case .scalar(let value, let length) = UTF8Sequence(at: index, in: buffer) else {
            decoded = nil
            return
          }
          decoded?.unicodeScalars.append(Unicode.Scalar(value)!)
          index += length
        }
      }
      #expect(decoded == String(validating: sample, as: UTF8.self), "\(sample)")
    }
  }

  @Test("A text without a unit is an error", arguments: ["", "   \n", "42 17", "…!?"])
  func noUnits(text: String) {
    for unit in [TextUnit.letters, .words] {
      let error = #expect(throws: DataError.self) { try count(text, unit) }
      #expect(error?.description.contains("no \(unit.rawValue)") == true)
    }
  }
}
