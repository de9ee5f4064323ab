import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Tables as programs and people write them.
@Suite("Kinds of tables")
struct TableKindTests {
  struct Kind: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var format = TableFormat()
    var counts: KeyValuePairs<String, Int64> = ["cat": 500, "big dog": 300, "é": 20]
    /// What is said, one string a note; each must hold these parts.
    var notes: [[String]] = []
  }

  static let kinds: [Kind] = [
    Kind(testDescription: "plain", text: "cat,500\nbig dog,300\né,20\n"),
    Kind(testDescription: "plain with header", text: "label,count\ncat,500\nbig dog,300\né,20\n"),
    Kind(
      testDescription: "header of another name", text: "class,items\ncat,500\nbig dog,300\né,20\n",
      notes: [["header \"class,items\"", "3 rows"]]),
    Kind(
      testDescription: "pandas to_csv", text: ",label,count\n0,cat,500\n1,big dog,300\n2,é,20\n",
      notes: [["index column left out", "3 rows"]]),
    Kind(
      testDescription: "pandas to_csv without names", text: ",0\ncat,500\nbig dog,300\né,20\n",
      notes: [["header \",0\""]]),
    Kind(
      testDescription: "R write.csv",
      text: "\"\",\"label\",\"n\"\n\"1\",\"cat\",500\n\"2\",\"big dog\",300\n\"3\",\"é\",20\n",
      notes: [["index column left out"]]),
    Kind(
      testDescription: "R write.table",
      text: "\"label\" \"n\"\n\"1\" \"cat\" 500\n\"2\" \"big dog\" 300\n\"3\" \"é\" 20\n",
      notes: [["separated by blanks", "index column left out", "header \"label,n\""]]),
    Kind(
      testDescription: "Excel with semicolons",
      text: "\u{FEFF}class;n\r\ncat;500\r\nbig dog;300\r\né;20\r\n",
      notes: [["t.csv: separated by semicolons, header \"class;n\", 3 rows"]]),
    Kind(
      testDescription: "Excel with decimal commas",
      text: "class;share\r\ncat;0,5\r\nbig dog;0,3\r\né;0,2\r\n", format: TableFormat(scale: 10),
      counts: ["cat": 5, "big dog": 3, "é": 2], notes: [["separated by semicolons"]]),
    Kind(
      testDescription: "percentages with a comma and a quote",
      text: "class,share\ncat,\"50,5%\"\nbig dog,30.5 %\né,19%\n", format: TableFormat(scale: 200),
      counts: ["cat": 101, "big dog": 61, "é": 38], notes: [["header \"class,share\""]]),
    Kind(
      testDescription: "tabs", text: "cat\t500\nbig dog\t300\né\t20\n",
      notes: [["separated by tabs, 3 rows"]]),
    Kind(
      testDescription: "sort | uniq -c",
      text: "    500 cat\n    300 big dog\n     20 é\n", notes: [["blanks", "count first"]]),
    Kind(
      testDescription: "uniq -c of commas, quotes and numbers",
      text: "      5 3,7\n      4 \"x\" y  z\n      3 8\n",
      counts: ["3,7": 5, "\"x\" y  z": 4, "8": 3], notes: [["blanks", "count first"]]),
    Kind(
      testDescription: "a word list", text: "the 500\nof 300\n\nand 20\n",
      counts: ["the": 500, "of": 300, "and": 20], notes: [["blanks", "1 blank line left out"]]),
    Kind(
      testDescription: "a word list, the count first", text: "500 the\n300 of the\n20 and\n",
      counts: ["the": 500, "of the": 300, "and": 20], notes: [["blanks", "count first"]]),
    Kind(
      testDescription: "count before label", text: "500,cat\n300,big dog\n20,é\n",
      notes: [["count first", "3 rows"]]),
    Kind(
      testDescription: "digits as labels", text: "0,500\n1,300\n2,20\n",
      counts: ["0": 500, "1": 300, "2": 20]),
    Kind(
      testDescription: "a separator at every end",
      text: "label,count,\ncat,500,\nbig dog,300,\né,20,\n",
      notes: [["separator at each end of line left out"]]),
    Kind(
      testDescription: "comments",
      text: "# from a survey\n#label,count\ncat,500\n  # more\nbig dog,300\né,20\n",
      notes: [["3 comments left out"]]),
    Kind(
      testDescription: "hashtags are no comments", text: "#cat,500\n#dog,300\n",
      counts: ["#cat": 500, "#dog": 300]),
    Kind(
      testDescription: "CR", text: "label,count\rcat,500\rbig dog,300\ré,20\r",
      notes: [["lines end in CR"]]),
    Kind(testDescription: "CR LF", text: "label,count\r\ncat,500\r\nbig dog,300\r\né,20\r\n"),
    Kind(
      testDescription: "columns by name",
      text: "id,class,split,n\n7,cat,a,500\n9,big dog,a,300\n8,é,b,20\n",
      format: TableFormat(
        labelColumn: ColumnName(text: "class"), countColumn: ColumnName(text: "n"))),
    Kind(
      testDescription: "columns by number",
      text: "id;class;split;n\n7;cat;a;500\n9;big dog;a;300\n8;é;b;20\n",
      format: TableFormat(labelColumn: ColumnName(text: "2"), countColumn: ColumnName(text: "4")),
      notes: [["separated by semicolons", "header \"id;class;split;n\""]]),
    Kind(
      testDescription: "a header by command", text: "cat,0\ndog,5\n",
      format: TableFormat(header: .yes), counts: ["dog": 5]),
    Kind(
      testDescription: "a row that may be a header", text: "label,0\ncat,5\n",
      counts: ["label": 0, "cat": 5], notes: [["line 1", "\"label,0\"", "--header yes"]]),
    Kind(
      testDescription: "no header by command", text: "label,0\ncat,5\n",
      format: TableFormat(header: .no), counts: ["label": 0, "cat": 5]),
    Kind(
      testDescription: "duplicates summed", text: "cat,200\nbig dog,300\ncat,300\né,20\n",
      format: TableFormat(merges: true)),
    Kind(
      testDescription: "a JSON object",
      text: "{\n \"cat\": 500, \"big dog\" : 3e2,\"\\u00e9\":20 }\n",
      notes: [["a JSON object", "3 rows"]]),
    Kind(
      testDescription: "our CSV",
      text: "run,k,cat,\"a,b\",entropy\n0,10,5,5,0.69\n1,20,8,12,0.67\n",
      counts: ["cat": 8, "a,b": 12],
      notes: [["output of heatdeath run", "last of 2 records (run 1, k 20)"]]),
    Kind(
      testDescription: "our JSON Lines",
      text: "{\"run\":0,\"k\":10,\"counts\":[5,5]}\n"
        + "{\"run\":0,\"k\":20,\"counts\":[8,12],\"v\":[null],\"kl\":0.1}\n",
      counts: ["A": 8, "B": 12],
      notes: [["output of heatdeath run", "last of 2 records (run 0, k 20)"]]),
  ]

  private func read(
    _ text: String, _ format: TableFormat = TableFormat()
  ) throws(DataError) -> (LabelledCounts, [String]) {
    var notes = InputNotes()
    let table = try CountTable.parse(Array(text.utf8), source: "t.csv", format, notes: &notes)
    return (table, notes.lines)
  }

  @Test("A table is read as it is meant, and what was guessed is said", arguments: kinds)
  func reading(kind: Kind) throws {
    let (table, notes) = try read(kind.text, kind.format)
    #expect(table.labels == kind.counts.map(\.key))
    #expect(table.counts == kind.counts.map(\.value))
    try #require(notes.count == kind.notes.count, "\(notes)")
    for (note, parts) in zip(notes, kind.notes) {
      for part in ["t.csv: "] + parts { #expect(note.contains(part), "\(note)") }
    }
  }

  @Test(
    "A table that cannot be read says what was found and what to do",
    arguments: [
      ("a,\"1,234\"\nb,2\n", TableFormat(), ["line 1, column 3", "thousands", "1_234"]),
      ("a;1.234.567\nb;2\n", TableFormat(), ["line 1, column 3", "thousands", "1_234_567"]),
      ("a;1.234\nb;2\n", TableFormat(), ["not a whole number", "1_234"]),
      ("a\t1 234\nb\t2\n", TableFormat(), ["thousands", "1_234"]),
      ("a;1'234\nb;2\n", TableFormat(), ["thousands", "1_234"]),
      ("a;1\u{A0}234\nb;2\n", TableFormat(), ["thousands", "1_234"]),
      ("a,1,234\nb,1,234\n", TableFormat(), ["3 fields", "1_234"]),
      ("the 1,234\nof 1,100\n", TableFormat(), ["thousands", "1_234"]),
      ("a,0.5\nb,0.5\n", TableFormat(), ["not a whole number", "--scale N"]),
      ("a,50%\nb,50%\n", TableFormat(), ["\"50%\"", "--scale N"]),
      ("a;0,5\nb;0,5\n", TableFormat(), ["point", "--scale N"]),
      ("a,-1\nb,2\n", TableFormat(scale: 9), ["negative"]),
      ("a,0\nb,0\n", TableFormat(scale: 9), ["sum is 0.0"]),
      ("a,1e308\nb,1e308\n", TableFormat(scale: 9), ["sum is inf"]),
      ("a,1\nb,2\na,3\n", TableFormat(), ["line 3", "twice", "--merge"]),
      ("a,4e18\na,1\n", TableFormat(merges: true), ["line 2", "total"]),
      ("x,y,z\na,b,1\nc,d,2\n", TableFormat(), ["3 fields", "--label-column and --count-column"]),
      (
        "x,y,z\na,b,1\n", TableFormat(countColumn: ColumnName(text: "w")),
        ["no column \"w\"", "\"x\", \"y\", \"z\"", "1 to 3"]
      ),
      ("x,y,z\na,b,1\n", TableFormat(countColumn: ColumnName(text: "4")), ["1 to 3"]),
      (
        "x,y,z\na,b,1\n", TableFormat(countColumn: ColumnName(text: "z")),
        ["2 columns", "--label-column"]
      ),
      (
        "x,y\na,1\n",
        TableFormat(labelColumn: ColumnName(text: "2"), countColumn: ColumnName(text: "y")),
        ["one column"]
      ),
      ("{\"a\":[1]}", TableFormat(), ["column 2", "no number"]),
      ("{\"a\":{\"b\":1}}", TableFormat(), ["column 6", "\"{\"", "a number"]),
      ("{\"a\":1}{\"b\":1}", TableFormat(), ["2 JSON objects"]),
      ("{\"a\":1,\n\"a\":2}", TableFormat(), ["line 2", "twice"]),
      ("{\"a\":NaN}", TableFormat(), ["column 6", "\"N\""]),
      ("{}", TableFormat(), ["no rows"]),
    ] as [(String, TableFormat, [String])])
  func refusals(text: String, format: TableFormat, parts: [String]) {
    let error = #expect(throws: DataError.self) { try read(text, format) }
    for part in ["t.csv: "] + parts {
      #expect(error?.description.contains(part) == true, "\(error!)")
    }
  }

  @Test("Shares make exactly N samples, each within one of its share")
  func apportionment() {
    var generator = SeededRandom(seed: 12)
    for _ in 0..<2_000 {
      let weights = (0..<generator.next(9) + 1).map { _ in Int64(generator.next(1_000)) }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      let total = generator.pick([1, 7, 100, 4_000_000_000_000_000_000]) as Int64
      let counts = Apportionment.counts(of: weights, total: total)
      let sum = Int128(weights.reduce(0, +))
      #expect(counts.reduce(0, +) == total)
      for (weight, count) in zip(weights, counts) {
        let difference = Int128(count) * sum - Int128(weight) * Int128(total)
        #expect(-sum < difference && difference < sum)
      }
    }
    #expect(Apportionment.counts(of: [0.5, 0.3, 0.2], total: 10) == [5, 3, 2])
    #expect(Apportionment.counts(of: [1.0, 1, 1], total: 4) == [2, 1, 1])
  }
}
