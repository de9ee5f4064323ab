import Testing

@testable import HeatDeathFiles

@Suite("Case folding and apostrophes")
struct CaseFoldingTests {
  private func count(_ text: String, _ unit: TextUnit) throws -> [String: Int64] {
    var source = MemorySource(name: "t.txt", bytes: Array(text.utf8), pieceSize: 3)
    var notes = InputNotes()
    let table = try TextCategories.count(
      &source, TextSelection(unit: unit, top: 1000), notes: &notes)
    return Dictionary(uniqueKeysWithValues: zip(table.labels, table.counts))
  }

  @Test("Every scalar of the table's version folds as the table says, and the rest to themselves")
  func table() throws {
    var expected: [UInt32: [UInt32]] = [:]
    for entry in CaseFoldingTable.entries.split(separator: " ") {
      let parts = entry.split(separator: ":")
      expected[try #require(UInt32(parts[0], radix: 16))] = parts[1].split(separator: "+")
        .compactMap { UInt32($0, radix: 16) }
    }
    #expect(expected.count > 1500)
    var folding = 0
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age,
        (age.major, age.minor) <= CaseFoldingTable.version
      else { continue }
      let folded = CaseFolding.fold(scalar).unicodeScalars.map(\.value)
      #expect(folded == expected[value] ?? [value], "U+\(String(value, radix: 16))")
      if folded != [value] { folding += 1 }
    }
    #expect(folding == expected.count)
  }

  @Test(
    "Spellings that differ in case alone are one word, and their letters one letter",
    arguments: [
      ["Straße", "STRASSE", "strasse", "STRAẞE", "ſtraße"],
      ["ﬁne", "FINE", "fine", "Fine"], ["ΟΔΥΣΣΕΥΣ", "οδυσσευς", "οδυσσευσ"],
      ["ǅ", "ǆ", "Ǆ"], ["ŉx", "ʼnx", "’NX", "n\u{78}"], ["ΐ", "Ϊ\u{301}", "\u{1FD3}"],
      ["և", "ԵՒ"], ["Ꭰ", "ꭰ"], ["K", "k", "\u{212A}"], ["Å", "å", "\u{212B}", "a\u{30A}"],
      // An iota subscript, precomposed and in either order among the marks.
      ["ᾼ", "ᾳ", "αι", "ΑΙ", "α\u{345}"],
      ["ᾴ", "α\u{301}\u{345}", "α\u{345}\u{301}", "ᾳ\u{301}", "άι", "ΆΙ"],
    ])
  func alike(spellings: [String]) throws {
    let words = try count(spellings.joined(separator: " "), .words)
    #expect(words.count == 1 && words.values.first == Int64(spellings.count), "\(words)")
    let letters = try spellings.map { try count($0, .letters) }
    for other in letters { #expect(other == letters[0]) }
  }

  @Test("What differs in more than case stays apart")
  func apart() throws {
    #expect(try count("ı i I", .letters) == ["ı": 1, "i": 2])
    #expect(try count("İ i\u{307} i", .words) == ["i\u{307}": 2, "i": 1])
    #expect(try count("ß\u{301}ﬃ", .letters) == ["s": 1, "ś": 1, "f": 2, "i": 1])
  }

  @Test("Every apostrophe is the same, inside a word only")
  func apostrophes() throws {
    let signs = ["'", "\u{2018}", "\u{2019}", "\u{201B}", "\u{2BC}", "\u{55A}", "\u{FF07}"]
    let text = signs.map { "don\($0)t \($0)x\($0) " }.joined()
    #expect(try count(text, .words) == ["don't": 7, "x": 7])
    #expect(try count(text, .letters) == ["d": 7, "o": 7, "n": 7, "t": 7, "x": 7])
    // The ʻokina is a letter, and the second and the prime are no apostrophes.
    #expect(try count("a\u{2BB}a a\u{2032}b", .words) == ["a\u{2BB}a": 1, "a": 1, "b": 1])
  }
}
