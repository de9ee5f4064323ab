import TestSupport
import Testing

@testable import HeatDeathFiles

@Suite("Reading CSV")
struct CSVReaderTests {
  private func records(_ text: String) throws -> [[String]] {
    var reader = CSVReader(text)
    var result: [[String]] = []
    while let record = try reader.next() { result.append(record.fields.map(\.value)) }
    return result
  }

  @Test(
    "Fields and records are those of RFC 4180",
    arguments: [
      ("", []), ("\n\n", []), ("a,b", [["a", "b"]]), ("a,b\n", [["a", "b"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\n\n \nc,d", [["a", "b"], ["c", "d"]]),
      ("a,", [["a", ""]]), (",", [["", ""]]), ("\"\"", [[""]]),
      ("\"a,b\",\"c\"\"d\"", [["a,b", "c\"d"]]), ("\"a\nb\",c", [["a\nb", "c"]]),
      ("\"a\r\nb\",c", [["a\r\nb", "c"]]), ("  a b \t, c ", [["a b", "c"]]),
      (" \" a \" ,b", [[" a ", "b"]]), ("a\"b,c", [["a\"b", "c"]]), ("\u{FEFF}a,b", [["a", "b"]]),
      ("a,b\r", [["a", "b"]]), ("e\u{301},1", [["é", "1"]]),
    ] as [(String, [[String]])])
  func parsing(text: String, expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test("Fields know their lines and columns, counted in characters")
  func places() throws {
    var reader = CSVReader("\u{FEFF}\"x\ny\", e\u{301}é,3\r\n\nz, 4\n")
    let first = try #require(try reader.next())
    #expect(first.fields.map(\.line) == [1, 2, 2])
    #expect(first.fields.map(\.column) == [1, 5, 8])
    let second = try #require(try reader.next())
    #expect(second.line == 4)
    #expect(second.fields.map(\.column) == [1, 4])
  }

  @Test("A quoted field that never ends is an error at its opening quote")
  func unclosed() {
    let error = #expect(throws: CSVError.self) { try records("a,b\nc, \"d\n\n") }
    #expect(error == CSVError(problem: .unclosedQuote, line: 2, column: 4))
  }

  @Test("Text after a closing quote is an error at that text")
  func afterQuote() {
    let error = #expect(throws: CSVError.self) { try records("\"a\"b,c") }
    #expect(error == CSVError(problem: .textAfterQuote("b"), line: 1, column: 4))
  }

  @Test("Records written as CSV read back as themselves")
  func roundTrip() throws {
    var generator = SeededRandom(seed: 21)
    let alphabet = [
      "a", "B", "é", "e\u{301}", "\u{301}", ",", "\"", " ", "\n", "\r", "\r\n", "1", "漢", "\t",
    ]
    for _ in 0..<3000 {
      let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator)!
          }.joined()
        }
      }
      let text = rows.map { row in
        // A lone empty field is a blank line unless it has quotes.
        row == [""] ? "\"\"" : CSVRecord.written(row)
      }.joined(separator: "\n")
      #expect(try records(text) == rows, "\(text.debugDescription)")
    }
  }

  @Test("No text makes the reader trap or run for ever")
  func fuzz() {
    var generator = SeededRandom(seed: 22)
    let alphabet = Array("\"\"\"\",,,,\n\n\ra1 é\t;\u{FEFF}".unicodeScalars)
    for _ in 0..<30_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        text.append(alphabet.randomElement(using: &generator)!)
      }
      var reader = CSVReader(String(text))
      var count = 0
      while let record = try? reader.next() {
        #expect(!record.fields.isEmpty)
        count += 1
        if count > 40 {
          Issue.record("endless: \(String(text).debugDescription)")
          break
        }
      }
    }
  }
}
