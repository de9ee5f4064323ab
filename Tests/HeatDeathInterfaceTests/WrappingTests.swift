import TerminalDrawing
import Testing

@testable import HeatDeathInterface

@Suite struct WrappingTests {
  private func rows(_ text: String, _ columns: Int) -> [String] {
    text.wrapped(columns: columns, rows: .max, mark: "…")
  }

  @Test("A name of one letter stays with its number, and a number with its per cent")
  func together() {
    let text = "First: A 60.0 %, B 30.0 % and C 10.0 % where k = 53 and a 5 is no name"
    for columns in 9...80 {
      let rows = rows(text, columns)
      #expect(rows.joined(separator: " ") == text, "\(columns)")
      for row in rows {
        #expect(row.terminalColumns <= columns)
        for letter in ["A", "B", "C", "k"] { #expect(!row.hasSuffix(letter), "\(columns): \(row)") }
        #expect(!row.hasPrefix("%") && !row.hasPrefix("="), "\(columns): \(row)")
      }
    }
    #expect(rows("it has a 5", 8) == ["it has a", "5"])
  }

  @Test("What belongs together and is longer than a row breaks between words")
  func longer() {
    #expect(rows("A 60.0 %", 6) == ["A 60.0", "%"])
    #expect(rows("A 60.0 %", 4) == ["A", "60.0", "%"])
    #expect(rows("", 4) == [""])
    #expect("A 60.0 % of it".wrapped(columns: 8, rows: 1, mark: "…") == ["A 60.0 …"])
  }
}
