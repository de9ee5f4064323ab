import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Logs as trainers write them.
@Suite("Reading of logs") struct LogReaderTests {
  /// What a log comes to.
  struct Outcome: Equatable {
    var rows: [LogRow] = []
    var labels: [String] = []
    var notes: [String] = []
    var values: LoopObservations.Values?
  }

  /// Reads a log in pieces.
  static func read(
    _ bytes: [UInt8], _ options: LogOptions = LogOptions(), pieces: (Int) -> Int = { $0 }
  ) throws(DataError) -> Outcome {
    var reader = LogReader(source: "log", options: options)
    var outcome = Outcome()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + max(1, pieces(bytes.count)))
      try reader.append(Array(bytes[start..<end])) { outcome.rows.append($0) }
      start = end
    }
    try reader.finish { outcome.rows.append($0) }
    outcome.labels = reader.labels
    outcome.notes = reader.takeNotes() + reader.closingNotes
    outcome.values = reader.values
    return outcome
  }

  static func read(
    _ text: String, _ options: LogOptions = LogOptions()
  ) throws(DataError) -> Outcome {
    try read(Array(text.utf8), options)
  }

  struct Example: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var options = LogOptions()
    var labels = ["A", "B"]
    var rows: [[Int64]] = [[5, 3], [6, 3], [7, 4]]
  }

  static let examples = [
    Example(testDescription: "wide", text: "A,B\n5,3\n6,3\n7,4\n"),
    Example(testDescription: "wide, no last line end", text: "step,A,B\n0,5,3\n1,6,3\n2,7,4"),
    Example(testDescription: "semicolons, CR LF", text: "epoch;A;B\r\n0;5;3\r\n1;6;3\r\n2;7;4\r\n"),
    Example(
      testDescription: "tabs and a loss",
      text: "step\tloss\tA\tB\n0\t0.5\t5\t3\n1\t.4\t6\t3\n2\t0.1\t7\t4\n"),
    Example(
      testDescription: "quotes", text: "\"step\",\"A\",\"B\"\n\"0\",\"5\",\"3\"\n1,6,3\n2,7,4\n"),
    Example(testDescription: "blanks", text: "step A B\n0 5 3\n1 6 3\n2 7 4\n"),
    Example(testDescription: "no header", text: "5,3\n6,3\n7,4\n"),
    Example(
      testDescription: "heatdeath run",
      text:
        "run,k,A,B,theta_A,theta_B,entropy\n0,8,5,3,.6,.4,.6\n0,9,6,3,.6,.4,.6\n0,11,7,4,.6,.4,.6\n"
    ),
    Example(
      testDescription: "heatdeath run, JSON Lines",
      text:
        "{\"run\":0,\"k\":8,\"counts\":[5,3],\"v\":[0.2]}\n{\"run\":0,\"k\":9,\"counts\":[6,3],\"v\":[null]}\n"
        + "{\"run\":0,\"k\":11,\"counts\":[7,4],\"v\":[0.2]}\n"),
    Example(
      testDescription: "long", text: "step,label,value\n0,A,5\n0,B,3\n1,B,3\n1,A,6\n2,A,7\n2,B,4\n"),
    Example(
      testDescription: "long without header", text: "0,A,5\n0,B,3\n1,B,3\n1,A,6\n2,A,7\n2,B,4\n"),
    Example(
      testDescription: "long by names",
      text: "t,what,how\n0,A,5\n0,B,3\n1,B,3\n1,A,6\n2,A,7\n2,B,4\n",
      options: LogOptions(columns: ["t", "what", "how"])),
    Example(testDescription: "JSON lists", text: "[5,3]\n[6,3]\n\n[7,4]\n"),
    Example(
      testDescription: "JSON objects",
      text: "{\"step\":0,\"A\":5,\"B\":3}\n{\"B\":3,\"A\":6,\"loss\":0.2}\n{\"A\":7,\"B\":4}\n"),
    Example(
      testDescription: "JSON histograms",
      text: "{\"epoch\":0,\"hist\":{\"A\":5,\"B\":3}}\n{\"epoch\":1,\"hist\":{\"B\":3,\"A\":6}}\n"
        + "{\"epoch\":2,\"hist\":{\"A\":7,\"B\":4}}\n"),
    Example(
      testDescription: "columns chosen", text: "k,n,x\n5,3,1\n6,3,1\n7,4,1\n",
      options: LogOptions(columns: ["1", "n"], labels: ["A", "B"])),
  ]

  @Test("every form is read, whole and byte by byte", arguments: examples)
  func forms(example: Example) throws {
    let whole = try Self.read(example.text, example.options)
    #expect(whole.rows.map(\.amounts) == example.rows && whole.labels == example.labels)
    #expect(whole.values == .counts)
    #expect(whole.rows.map(\.startsAnew) == [true, false, false])
    #expect(whole.rows.map(\.number) == [1, 2, 3])
    let bytes = try Self.read(Array(example.text.utf8), example.options) { _ in 1 }
    #expect(bytes == whole)
  }

  @Test("laws are read as probabilities or percentages, and need not add up to the last digit")
  func laws() throws {
    for text in [
      "A,B\n0.5,0.5\n0.6,0.4\n.333,.666\n", "A,B\n50,50\n60.1,39.9\n33.3,66.6\n",
      "A,B\n50%,50%\n60 %,40 %\n33.3%,66.6%\n",
    ] {
      let found = try Self.read(text)
      #expect(found.values == .laws && found.rows.count == 3)
      #expect(abs(found.rows[2].law[1] - 2.0 / 3) < 1e-3 && found.rows[0].law[0] == 0.5)
    }
    let asked = try Self.read("A,B\n1,99\n2,98\n", LogOptions(input: .percent))
    #expect(asked.values == .laws)
    #expect(throws: DataError.self) { try Self.read("A,B\n0.5,2.5\n0.6,2.4\n") }
  }

  @Test("labels are counted, a row each at first and one in 128 later")
  func labels() throws {
    let found = try Self.read("cat\ndog\ncat\nNew York\n\ncat\n")
    #expect(found.labels == ["cat", "dog", "New York"])
    #expect(found.rows.map(\.amounts) == [[1], [1, 1], [2, 1], [2, 1, 1], [3, 1, 1]])
    let many = try Self.read(
      (0..<100_000).map { "c\($0 % 7)\n" }.joined(), LogOptions(input: .labels))
    #expect(many.rows.count < 2000 && many.rows.last?.number == 100_000)
    #expect(many.rows.last?.amounts.reduce(0, +) == 100_000)
  }

  struct Fault: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    /// Parts of what is said.
    let parts: [String]
    var rows = 2
    var breaks: [Bool] = [true, true]
  }

  @Test(
    "what cannot be read is said with its place, and what follows begins anew",
    arguments: [
      Fault(
        testDescription: "NaN", text: "A,B\n5,3\n6,nan\n7,4\n",
        parts: ["log: line 3", "column 2 (\"B\")", "\"nan\"", "left out"]),
      Fault(
        testDescription: "empty", text: "A,B\n5,3\n6,\n7,4\n", parts: ["line 3", "empty"]),
      Fault(
        testDescription: "negative", text: "A,B\n5,3\n6,-1\n7,4\n",
        parts: ["line 3", "\"-1\"", "negative"]),
      Fault(
        testDescription: "half a count", text: "A,B\n5,3\n6,2\n9,2\n7,4.5\n",
        parts: ["line 5", "4.5 is no count"], rows: 3, breaks: [true, false, false]),
      Fault(
        testDescription: "too few fields", text: "A,B\n5,3\n6\n7,4\n",
        parts: ["line 3", "1 field", "header has 2"]),
      Fault(
        testDescription: "too many", text: "A,B\n5,3\n6,2,9\n7,4\n", parts: ["3 fields"]),
      Fault(
        testDescription: "all zero", text: "A,B\n5,3\n0,0\n7,4\n",
        parts: ["line 3", "adds up to 0"]),
      Fault(
        testDescription: "half a line", text: "step,A,B\n0,5,3\n1,7,4\n2,9",
        parts: ["line 4", "2 fields"], breaks: [true, false]),
      Fault(
        testDescription: "the header again", text: "A,B\n5,3\nA,B\n7,4\n",
        parts: ["line 3", "header again"]),
      Fault(
        testDescription: "a step that falls back", text: "step,A,B\n8,5,3\n0,7,4\n",
        parts: ["line 3", "\"step\" falls back"]),
      Fault(
        testDescription: "no JSON", text: "{\"A\":5,\"B\":3}\n{\"A\":6,\n{\"A\":7,\"B\":4}\n",
        parts: ["line 2", "no JSON"]),
      Fault(
        testDescription: "NaN in JSON", text: "[5,3]\n[NaN,3]\n[7,4]\n",
        parts: ["line 2", "column 2", "a number"]),
      Fault(
        testDescription: "another length", text: "[5,3]\n[5,3,1]\n[7,4]\n",
        parts: ["line 2", "3 numbers", "2 categories"]),
      Fault(
        testDescription: "a missing category", text: "{\"A\":5,\"B\":3}\n{\"A\":7}\n",
        parts: ["line 2", "1 of 2 categories are missing"], breaks: [true, false]),
      Fault(
        testDescription: "a new category", text: "{\"A\":5,\"B\":3}\n{\"A\":7,\"C\":1,\"B\":3}\n",
        parts: ["line 2", "new category, \"C\""], breaks: [true, false]),
    ])
  func faults(fault: Fault) throws {
    let found = try Self.read(fault.text)
    #expect(found.rows.count == fault.rows && found.rows.map(\.startsAnew) == fault.breaks)
    let said = found.notes.joined(separator: "\n")
    for part in fault.parts { #expect(said.contains(part), "\(said)") }
  }

  @Test("columns that change their places are found by another header")
  func reordered() throws {
    let found = try Self.read("step,A,B\n0,5,3\nstep,B,A,C\n1,4,6,2\n")
    #expect(found.labels == ["A", "B", "C"])
    // The second header has another number of fields: its line is told apart all the same.
    #expect(found.rows.map(\.amounts) == [[5, 3], [6, 4, 2]])
  }

  @Test("what happens often is said three times, and counted")
  func often() throws {
    let found = try Self.read("A,B\n5,3\n" + String(repeating: "x,y,z\n", count: 50) + "6,4\n")
    #expect(found.notes.count { $0.contains("3 fields") } == 3)
    #expect(found.notes.contains { $0.contains("47 more") })
  }

  @Test("a log without rows is an error that says what is accepted")
  func empty() {
    for text in ["", "\n\n", "A,B\n", "A,B\nx,y\n", "{}\n", "[]\n"] {
      #expect(throws: DataError.self, "\(text)") { try Self.read(text) }
    }
    #expect(throws: DataError.self) {
      try Self.read("A,B\n1,2\n", LogOptions(columns: ["A", "Q"]))
    }
    #expect(throws: DataError.self) { try Self.read("A,A\n1,2\n") }
    #expect(throws: DataError.self) {
      try Self.read("A,B\n1,2\n", LogOptions(labels: ["x"]))
    }
  }

  @Test("beyond 100,000 categories further ones count as one")
  func manyLabels() throws {
    let text = (0..<100_010).map { "w\($0)\n" }.joined()
    let found = try Self.read(text, LogOptions(input: .labels))
    #expect(found.labels.count == 100_001 && found.labels.last == "(other)")
    #expect(found.rows.last?.amounts.last == 10)
    #expect(found.notes.contains { $0.contains("more than 100000 categories") })
  }

  @Test("numbers are the nearest doubles")
  func numbers() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<2000 {
      let digits = random.next(9)
      let text =
        "\(random.next(1_000_000)).\(String(repeating: "0", count: digits))\(random.next(1000))"
      let number = try LogNumber.read(Array(text.utf8)[...])
      #expect(number.value == Double(text))
    }
    #expect(try LogNumber.read(Array("1e3".utf8)[...]).integer == 1000)
    #expect(try LogNumber.read(Array("12.0".utf8)[...]).integer == 12)
    #expect(throws: NumberError.self) { try LogNumber.read(Array("inf".utf8)[...]) }
  }
}

/// A log that others write meanwhile.
@Suite("Following a log") struct LogFollowerTests {
  private func text(_ follower: LogFollower) throws -> (String, LogFollower.Event) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
    defer { buffer.deallocate() }
    var result = ""
    while true {
      let event = try follower.next(into: buffer)
      guard case .bytes(let count) = event else { return (result, event) }
      result += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }

  @Test("a file is followed as it grows, is cut and makes way for another")
  func following() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log", Array("one\n".utf8))
    let follower = try LogFollower(path: path, follows: true)
    #expect(try text(follower) == ("one\n", .idle))
    #expect(try text(follower) == ("", .idle))
    try folder.append("log", "two\n")
    #expect(try text(follower) == ("two\n", .idle))
    try folder.rename("log", "log.1")
    #expect(try text(follower) == ("", .idle))
    try folder.append("log.1", "late\n")
    #expect(try text(follower) == ("late\n", .idle))
    try folder.append("log", "new\n")
    #expect(try text(follower).1 == .rotated)
    #expect(try text(follower) == ("new\n", .idle))
    try folder.cut("log")
    #expect(try text(follower).1 == .truncated)
    try folder.append("log", "a\n")
    #expect(try text(follower) == ("a\n", .idle))
  }

  @Test("a file that is not followed ends; what is no file is refused")
  func ending() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("log", Array("one\n".utf8))
    #expect(try text(LogFollower(path: path, follows: false)) == ("one\n", .end))
    #expect(throws: DataError.self) { try LogFollower(path: folder.root, follows: true) }
    #expect(throws: DataError.self) { try LogFollower(path: folder.path("no"), follows: true) }
    #expect(throws: DataError.self) { try LogFollower(path: "", follows: true) }
  }
}

/// What a log is not to come to.
@Suite("Conditions of logs") struct LogConditionTests {
  @Test(
    "conditions are read with and without blanks",
    arguments: [
      ("entropy<0.5", [0.95, 0.05], true), ("entropy<0.5", [0.5, 0.5], false),
      ("max share >= 90%", [0.95, 0.05], true), ("min<0.01", [0.95, 0.05], false),
      ("share B<=0.05", [0.95, 0.05], true), ("share Q < 1", [0.5, 0.5], false),
      ("diversity>1.9", [0.5, 0.5], true), ("alive=1", [1, 0], true), ("T<1", [1, 0], false),
    ] as [(String, [Double], Bool)])
  func reading(text: String, law: [Double], holds: Bool) throws {
    let condition = try LogCondition(parsing: text)
    #expect(condition.holds(at: SimplexPoint(weights: law), labels: ["A", "B"]) == holds)
    #expect(condition.description == text)
  }

  @Test("a temperature is known at the end")
  func temperature() throws {
    let condition = try LogCondition(parsing: "T<1")
    #expect(condition.isAboutLoop && condition.holds(at: 0.9) && !condition.holds(at: 1))
    #expect(!condition.holds(at: nil))
  }

  @Test(
    "what is no condition says what is accepted",
    arguments: [
      "", "entropy", "entropy<", "entropy<x", "hunger<1", "share <1", "<1", "entropy<0,5",
    ])
  func refused(text: String) {
    #expect(throws: OptionValues.Failure.self) { try LogCondition(parsing: text) }
  }
}
