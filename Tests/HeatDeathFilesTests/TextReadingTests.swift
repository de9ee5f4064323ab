import TestSupport
import Testing

@testable import HeatDeathFiles

/// How far a text is read, what is too large, and what is said of the rest.
@Suite("Reading texts")
struct TextReadingTests {
  /// A text without end that knows how much of it was asked for.
  private struct EndlessSource: ByteSource {
    let name = "endless"
    let bytes: [UInt8]
    var count = 0

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
      for index in buffer.indices { buffer[index] = bytes[(count + index) % bytes.count] }
      count += buffer.count
      guard count < 1 << 30 else { throw DataError(source: name, "has no end") }
      return buffer.count
    }
  }

  private func read(
    _ text: String, _ selection: TextSelection, pieceSize: Int = .max
  ) throws(DataError) -> (LabelledCounts, [String]) {
    var source = MemorySource(name: "t", bytes: Array(text.utf8), pieceSize: pieceSize)
    var notes = InputNotes()
    let table = try TextCategories.count(&source, selection, notes: &notes)
    return (table, notes.lines)
  }

  // MARK: Enough

  /// The definition: the shortest beginning whose most frequent M units have N samples, or all.
  private func prefix(_ units: [String], top: Int, take: Int64) -> ArraySlice<String> {
    for count in units.indices {
      let part = units[...count]
      let counts = Dictionary(grouping: part) { $0 }.values.map { Int64($0.count) }
      if counts.sorted(by: >).prefix(top).reduce(0, +) == take { return part }
    }
    return units[...]
  }

  @Test("A text is read until its most frequent units have the samples wanted, and not further")
  func take() throws {
    var generator = SeededRandom(seed: 51)
    for _ in 0..<500 {
      let kinds = 1 + generator.next(6)
      let units = (0..<(1 + generator.next(40))).map { _ in
        generator.pick(["a", "b", "é", "c", "e\u{301}", "d"].prefix(kinds).map { $0 })
      }
      let (top, take) = (1 + generator.next(4), Int64(1 + generator.next(20)))
      let pieceSize = 1 + generator.next(9)
      for rest in RestPolicy.allCases {
        let part = prefix(units, top: rest == .drop ? top : .max, take: take)
        let expected = try read(
          part.joined(separator: " "), TextSelection(unit: .words, top: top, rest: rest)
        ).0
        for unit in [TextUnit.words, .lines, .letters] {
          let separator = unit == .lines ? "\n" : " "
          // Nor does it matter what comes later, be it no text.
          let text = units.joined(separator: separator) + separator + "…" + separator
          let selection = TextSelection(unit: unit, top: top, rest: rest, take: take)
          #expect(
            try read(part.count < units.count ? text + "\0" : text, selection, pieceSize: pieceSize)
              .0 == expected || unit == .lines && part.count == units.count)
        }
      }
    }
  }

  @Test("An endless text ends when there is enough, soon after that")
  func endless() throws {
    for unit in TextUnit.allCases {
      var source = EndlessSource(bytes: Array("y\nx z 1\n".utf8))
      var notes = InputNotes()
      let table = try TextCategories.count(
        &source, TextSelection(unit: unit, top: 2, take: 100), notes: &notes)
      #expect(table.counts.reduce(0, +) == 100)
      #expect(source.count <= 1 << 17)
    }
  }

  // MARK: Too much

  @Test("A word or line that is too long is an error that names the limit, where it goes too far")
  func tooLong() throws {
    let limit = TextLimits().unitLength
    for (unit, letter) in [(TextUnit.words, "x"), (.words, "é"), (.lines, "x"), (.lines, "é")] {
      let longest = String(repeating: letter, count: limit / letter.utf8.count)
      let (table, _) = try read("a\n\(longest)\n", TextSelection(unit: unit))
      #expect(table.labels.contains(longest))
      for pieceSize in [Int.max, 1000, 7] {
        let error = #expect(throws: DataError.self) {
          try read(
            "a\n\(longest)\(letter)\(longest)\n", TextSelection(unit: unit), pieceSize: pieceSize)
        }
        #expect(error?.place == .byte(3 + limit, line: 2))
        #expect(error?.message.contains("a \(unit.singular) is longer than \(limit)") == true)
      }
    }
    // A letter of any length is cut, white space is no part of a line, and runs part words.
    var source = EndlessSource(bytes: [0x78])
    var notes = InputNotes()
    #expect(throws: DataError.self) {
      try TextCategories.count(&source, TextSelection(unit: .lines), notes: &notes)
    }
    #expect(source.count <= 1 << 18, "the error does not wait for memory to be full")
    let blanks = String(repeating: " ", count: 3 * limit)
    #expect(try read("\(blanks)a\nb", TextSelection(unit: .lines)).0.labels == ["a", "b"])
  }

  @Test("Too many different units are an error that names the limit", arguments: TextUnit.allCases)
  func tooMany(unit: TextUnit) throws {
    let text = "a b\nc d e\nf g\nh\n" + "é\n"
    var selection = TextSelection(unit: unit)
    selection.limits.unitCount = 3
    var error = #expect(throws: DataError.self) { try read(text, selection) }
    #expect(error?.message.contains("more than 3 different \(unit.rawValue)") == true)
    selection.limits = TextLimits(nameBytes: 4)
    error = #expect(throws: DataError.self) { try read(text, selection) }
    #expect(error?.message.contains("of more than 4 bytes") == true)
    selection.limits.nameBytes = 100
    #expect(try read(text, selection).0.counts.count == 3)
  }

  // MARK: Lines

  @Test(
    "A line is a sample: blanks and case inside stay, white space around it goes",
    arguments: [
      ("a b\na b\nA b", ["a b": 2, "A b": 1]),
      ("x\r\ny\rx\n\r\n\n\ry", ["x": 2, "y": 2]),
      ("  x  \t\n\tx\n\u{A0}x\u{3000}", ["x": 3]),
      ("a  b\na\tb\na\u{2028}b\n", ["a  b": 1, "a b": 2]),
      ("\u{FEFF}é\ne\u{301}\n", ["é": 2]),
      (
        "not sure, but: \"cat\"\n😀 yes!\n12\n😀 yes!",
        ["not sure, but: \"cat\"": 1, "😀 yes!": 2, "12": 1]
      ),
      ("a\nΣß don’t\n\u{C}\n", ["a": 1, "Σß don’t": 1]),
    ] as [(String, [String: Int64])])
  func lines(text: String, expected: [String: Int64]) throws {
    for pieceSize in [Int.max, 1, 2, 3, 5] {
      let (table, _) = try read(
        text, TextSelection(unit: .lines, top: 100), pieceSize: pieceSize)
      #expect(Dictionary(uniqueKeysWithValues: zip(table.labels, table.counts)) == expected)
    }
  }

  @Test(
    "A control character in a line is an error",
    arguments: [("\u{1B}", "U+001B"), ("\u{9C}", "U+009C")])
  func control(character: String, name: String) throws {
    let error = #expect(throws: DataError.self) {
      try read("ok\nred \(character)[31m", TextSelection(unit: .lines))
    }
    #expect(error?.place == .byte(8, line: 2))
    #expect(error?.message.contains(name) == true && error?.message.contains("accepted") == true)
  }

  @Test("Lines of a classifier are categories")
  func classifier() throws {
    let text = "hot dog\nnot hot dog\nhot dog\n\nhot dog\n"
    let (table, notes) = try read(text, TextSelection(unit: .lines))
    #expect(table == LabelledCounts(labels: ["hot dog", "not hot dog"], counts: [3, 1]))
    #expect(notes == ["t: left out as no lines: 1 blank line"])
    let error = #expect(throws: DataError.self) { try read("\n \n", TextSelection(unit: .lines)) }
    #expect(error?.message.contains("holds no lines") == true)
  }

  // MARK: Left out

  @Test(
    "What is left out is said once, with its number",
    arguments: [
      ("Hi 👩‍🚀🇫🇷, 1️⃣ or 2 + é½!", .letters, ["2 digits, 4 symbols"]),
      ("a 👩‍🚀👍🏽 b 12 3x 1.5 a <= 😀", .words, ["3 runs of digits, 3 runs of symbols"]),
      ("a a 7", .words, ["1 run of digits"]),
      ("a\n\n\na\r\n \r\n", .lines, ["3 blank lines"]),
      ("plain - text, (that) is “all”…\tso\u{AD}so\u{200B}", .letters, []),
    ] as [(String, TextUnit, [String])])
  func leftOut(text: String, unit: TextUnit, phrases: [String]) throws {
    for pieceSize in [Int.max, 1, 2, 5] {
      let (_, notes) = try read(text, TextSelection(unit: unit, top: 100), pieceSize: pieceSize)
      #expect(notes == phrases.map { "t: left out as no \(unit.rawValue): \($0)" })
    }
  }

  @Test("Units without a category are said with their share, unless the rest is one")
  func share() throws {
    let text = "a a a b b c d e"
    #expect(
      try read(text, TextSelection(top: 2)).1
        == ["t: 3 of 5 words left out, samples in them: 3 of 8, 37.5%"])
    #expect(try read(text, TextSelection(top: 2, rest: .other)).1.isEmpty)
    #expect(
      try read("a a b a", TextSelection(top: 1, take: 3)).1
        == ["t: 1 of 2 words left out, samples in them: 1 of 4, 25.0%"])
  }
}
