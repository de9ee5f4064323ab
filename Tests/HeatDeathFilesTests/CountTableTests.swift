import TestSupport
import Testing

@testable import HeatDeathFiles

@Suite("Tables of labels and counts")
struct CountTableTests {
  private func parse(
    _ bytes: [UInt8], _ format: TableFormat = TableFormat()
  ) throws(DataError) -> LabelledCounts {
    var notes = InputNotes()
    return try CountTable.parse(bytes, source: "t.csv", format, notes: &notes)
  }

  @Test(
    "A table gives its labels and counts in the order of its rows",
    arguments: [
      "A,5\nB,3\nC,2\n", "label,count\nA,5\nB,3\nC,2",
      "\u{FEFF}Label , Count\r\nA,5\r\nB,3\r\nC,2\r\n",
      "x,n\nA,5.0\n\nB,3e0\nC,2\n\n", "\"A\",\"5\"\n\"B\",3\nC , 2",
    ])
  func tables(text: String) throws {
    let table = try parse(Array(text.utf8))
    #expect(table == LabelledCounts(labels: ["A", "B", "C"], counts: [5, 3, 2]))
  }

  @Test("Labels keep commas, quotes and spaces inside quotes")
  func quotedLabels() throws {
    let table = try parse(Array("\"a, b\",1\n\" c\"\"\",0\n".utf8))
    #expect(table == LabelledCounts(labels: ["a, b", " c\""], counts: [1, 0]))
  }

  @Test("A table is the same however its bytes arrive", arguments: [1, 2, 3, 7, 64])
  func pieces(size: Int) throws {
    let bytes = Array("label,count\nα,4000000000000000000\n\"β,\",0\n".utf8)
    var source = MemorySource(name: "t.csv", bytes: bytes, pieceSize: size)
    var notes = InputNotes()
    #expect(
      try CountTable.read(&source, TableFormat(), notes: &notes)
        == LabelledCounts(labels: ["α", "β,"], counts: [4_000_000_000_000_000_000, 0]))
  }

  static let badTables: [(text: String, fragments: [String])] = [
    ("", ["t.csv: ", "no rows", "label,count"]),
    ("\n \n", ["no rows"]),
    ("label,count\n", ["no rows"]),
    ("A,5\nB\n", ["line 2, column 1", "1 field", "\"B\"", "2 fields"]),
    ("A,5,6\n", ["line 1, column 5", "3 fields", "\"6\""]),
    ("A,1,5\n", ["3 fields"]),
    (String(repeating: ",", count: 200_000), ["line 1, column 3", "200001 fields"]),
    ("A,5\nB,five\n", ["line 2, column 3", "\"five\"", "not a number", "integers from 0 to 4e18"]),
    ("A,five\n", ["no rows", "\"A,five\"", "--header no"]),
    ("A,5\nlabel,count\n", ["line 2, column 7", "\"count\"", "not a number"]),
    ("A,5\n  B, -2\n", ["line 2, column 6", "\"-2\"", "negative"]),
    ("A,5\nB,1.5\n", ["line 2, column 3", "\"1.5\"", "not a whole number"]),
    ("A,5\nB,\"1,5\"\n", ["line 2, column 3", "point"]),
    ("A,\n", ["line 1, column 3", "empty"]),
    ("A,1e30\n", ["\"1e30\"", "too large", "4e18"]),
    ("A,4e18\nB,1\n", ["line 2, column 3", "\"1\"", "total", "4e18"]),
    ("A,nan\n", ["\"nan\"", "not a number"]),
    ("A,0\nB,0\n", ["zero", "positive"]),
    ("A,5\nB,1\nA,2\n", ["line 3, column 1", "\"A\"", "twice", "line 1"]),
    ("é,5\ne\u{301},1\n", ["line 2", "twice"]),
    (",5\n", ["line 1, column 1", "label is empty"]),
    ("\"\",5\n", ["label is empty"]),
    ("a\u{1B}[31m,5\n", ["\\u{1B}", "control character"]),
    ("\"a\nb\",5\n", ["control character"]),
    ("A,5\n\"B,3\n", ["line 2, column 1", "never ends"]),
    ("\"A\"x,3\n", ["line 1, column 4", "\"x\"", "after a closing quote"]),
    ("A,5\nB\0,3\n", ["line 2, byte 6", "NUL", "binary"]),
  ]

  @Test(
    "A bad table is an error that names place, value and what is accepted", arguments: badTables)
  func refusals(text: String, fragments: [String]) {
    let error = #expect(throws: DataError.self) {
      try parse(Array(text.utf8))
    }
    let message = error?.description ?? ""
    for fragment in ["t.csv"] + fragments {
      #expect(message.contains(fragment), "\(message)")
    }
  }

  @Test("Ill-formed UTF-8 is an error at its first byte")
  func encoding() {
    let error = #expect(throws: DataError.self) {
      try parse(Array("A,5\nB".utf8) + [0xC3, 0x28] + Array(",1".utf8))
    }
    #expect(error?.place == .byte(6, line: 2))
    #expect(error?.description.contains("C3") == true)
  }

  @Test("No bytes make the reader trap")
  func fuzz() {
    var generator = SeededRandom(seed: 31)
    let alphabet = Array("AB12,,,\"\"\n\n\r e.-\0é".utf8) + [0xFF, 0xC3]
    for _ in 0..<30_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator)!
      }
      if let table = try? parse(bytes) {
        #expect(Set(table.labels).count == table.labels.count)
        #expect(table.counts.count == table.labels.count && table.counts.contains { $0 > 0 })
      }
    }
  }
}
