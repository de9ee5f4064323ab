import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// What is told in lines of a screen that nobody sees.
@Suite struct PlainReaderTests {
  /// A fixture that is told of.
  private struct Told {
    var fixture: Fixture
    var reader = PlainReader()

    init(_ fixture: Fixture) {
      self.fixture = fixture
      self.fixture.state.display.isPlain = true
      self.fixture.state.display.hasMouse = false
    }

    /// What is told a little later.
    mutating func lines(after seconds: Double = 0.01, isPatient: Bool = false) -> [String] {
      fixture.state.time += seconds
      return reader.lines(of: fixture.state, isPatient: isPatient)
    }

    /// What is told of keys, each answered before the next.
    mutating func press(_ keys: Key...) throws -> [String] {
      var lines: [String] = []
      for key in keys {
        fixture.receive(.key(key))
        fixture.observe(at: fixture.state.time)
        lines += self.lines()
      }
      return lines
    }

    mutating func type(_ text: String) throws -> [String] {
      var lines: [String] = []
      for scalar in text.unicodeScalars { lines += try press(.character(scalar)) }
      return lines
    }
  }

  private func told(paused: Bool = true, temperature: Double = 0.8) throws -> Told {
    var told = Told(try Fixture(temperature: temperature))
    _ = told.lines()
    if paused { _ = try told.press(.character(" ")) }
    return told
  }

  // MARK: What is told when

  @Test("At first it says what runs, and which keys lead on; then nothing, while nothing changes")
  func beginning() throws {
    var told = Told(try Fixture())
    let lines = told.lines()
    #expect(lines[0].contains("question mark (?) lists the keys"))
    #expect(lines[0].contains("I says how everything stands") && lines[0].contains("q quits"))
    #expect(
      lines[1...] == [
        "3 categories, samples at first: A 5, B 3, C 2; T = 0.80, no fresh data, seed 42",
        "running: k times 10 in 3.3 s",
        "from 10 real samples on, the model learns from what it generates itself",
      ])
    for _ in 0..<20 { #expect(told.lines(after: 1) == []) }
  }

  @Test("A key is answered by what it did; one that changes pictures alone says so")
  func answers() throws {
    var told = try told()
    #expect(
      try told.press(.character("T")) == ["T = 0.85: still below 1, the strong get stronger"])
    #expect(
      try told.press(.character("+")) == ["faster: k times 10 a second, once it goes on (space)"])
    #expect(try told.press(.character(" ")) == ["running: k times 10 a second"])
    #expect(try told.press(.character("-")) == ["running: k times 10 in 3.3 s"])
    #expect(try told.press(.character(" ")) == ["paused at k = 10"])
    #expect(try told.press(.character(".")).first?.hasPrefix("drew ") == true)
    #expect(
      try told.press(.character("z")) == ["z changes what pictures show; w writes one to a file"])
    #expect(try told.press(.function(9)) == ["F9 does nothing here; ? lists the keys"])
    // The same once more is an answer to another key.
    #expect(try told.press(.function(9)) == ["F9 does nothing here; ? lists the keys"])
    let again = "started again from the 10 initial samples, seed 42"
    #expect(try told.press(.character("R"), .character("R")) == [again, again])
  }

  @Test("News comes at most once a second, with its k, and none of it twice")
  func news() throws {
    var told = try told(paused: false)
    var all: [String] = []
    var last = -1.0
    for tick in 1...600 {
      told.fixture.advanceUnseen(by: Int64(tick))
      told.fixture.observe(at: told.fixture.state.time + 0.1)
      let lines = told.lines(after: 0)
      #expect(lines.count <= 1)
      guard !lines.isEmpty else { continue }
      #expect(told.fixture.state.time - last >= 1)
      last = told.fixture.state.time
      all += lines
    }
    #expect(all.count > 3)
    #expect(all.allSatisfy { $0.contains("k = ") }, "\(all)")
    let words = all.map { $0.split(separator: ": ", maxSplits: 1).last ?? "" }
    #expect(Set(words).count == words.count, "\(all)")
  }

  @Test("What is typed is told when the hand rests, errors too, and what comes of it at once")
  func typing() throws {
    var told = try told()
    #expect(
      try told.press(.character("=")) == [
        "temperature: Enter applies, Esc leaves", "T = 0.80, type a number",
        "now 0.80; type a number above 0, or inf",
      ])
    #expect(try told.type("1.5") == [])
    let due = try #require(told.reader.due)
    #expect(abs(due - told.fixture.state.time - PlainReader.restOfTheHand) < 1e-9)
    #expect(told.lines(after: 0.3) == [])
    #expect(told.lines(after: 0.4) == ["T = 1.5", "from 0.80: heat death by itself"])
    #expect(told.reader.due == nil)
    #expect(try told.type("..") == [])
    #expect(
      told.lines(after: 1) == [
        "T = 1.5..", "\"1.5..\" is no temperature; accepted is a number above 0, or inf",
      ])
    #expect(try told.press(.backspace, .backspace) == [])
    #expect(try told.press(.enter) == ["T = 1.50, above 1: from now on differences fade"])
  }

  @Test("The palette says what Enter does and names few others")
  func palette() throws {
    var told = try told()
    #expect(try told.press(.character(":")).count == 1)
    #expect(try told.type("temp") == [])
    let lines = told.lines(after: 1)
    #expect(lines.count == 3 && lines[0] == "typed: temp")
    #expect(lines[1].hasPrefix("Enter does temperature: "))
    #expect(lines[2].hasPrefix("also ") && lines[2].contains(" more"))
    #expect(try told.type("erature 9x") == [])
    #expect(
      try told.press(.enter) == ["\"9x\" is no temperature; accepted is a number above 0, or inf"])
    _ = try told.press(.backspace)
    #expect(
      try told.press(.enter) == ["T = 9.00, above 1: from now on differences fade"])
  }

  @Test("The end of a line only sends it, unless a text stands in a field")
  func endOfLine() throws {
    var told = try told()
    told.fixture.receive(.endOfLine)
    #expect(told.lines() == [])
    _ = try told.press(.character("i"))
    told.fixture.receive(.endOfLine)
    #expect(told.fixture.state.overlays.count == 1)
    _ = try told.press(.down, .character("7"))
    told.fixture.receive(.endOfLine)
    #expect(told.fixture.state.overlays.isEmpty && told.fixture.report.snapshot.size == 17)
  }

  @Test("A form is not interrupted by news, which comes after it")
  func form() throws {
    var told = try told(paused: false)
    _ = try told.press(.character("x"))
    told.fixture.advanceUnseen(by: 2000)
    told.fixture.observe(at: 10)
    #expect(told.lines() == [])
    let left = try told.press(.escape)
    #expect(left.count == 1 && left[0].hasPrefix("k = 2010: "), "\(left)")
  }

  // MARK: Read out as a whole

  @Test("The summary has the shares, V of every set, and the end with its odds")
  func summary() throws {
    var told = try told()
    _ = told.fixture.receive(.key(.character("I")))
    #expect(told.lines(isPatient: true) == [] && told.reader.isWaiting)
    told.fixture.answer()
    let lines = told.lines(isPatient: true)
    #expect(!told.reader.isWaiting)
    #expect(lines[0] == "the run stands at k = 10: T = 0.80, no fresh data, seed 42")
    #expect(lines[1] == "paused at k = 10")
    // τ of A is 5^1.25/(5^1.25 + 3^1.25 + 2^1.25) = 0.5417.
    #expect(
      lines.contains(
        "A has a share of 50.0 % of the data and 5 samples; its chance to be the next sample is 54.2 %"
      ))
    #expect(
      lines.contains(
        "V of all categories, the largest share less the smallest, is 0.3000 and is pushed up"))
    #expect(
      lines.contains(
        "V of A and B alone, their shares taken among them, is 0.2500 and is pushed up"))
    #expect(
      lines.contains(
        "in the end one category takes everything: A with 78.5 %, B with 16.7 %, C with 4.8 %"))
    #expect(lines.last == "100 % of the dataset is from outside, not generated by the model")
    #expect(told.lines() == [])
  }

  @Test("What the end will be, at every T and with fresh data")
  func ends() throws {
    func end(_ temperature: Double, _ data: ExternalData = .none) throws -> String? {
      var told = Told(try Fixture(temperature: temperature, externalData: data))
      _ = told.fixture.receive(.key(.character("I")))
      told.fixture.answer()
      return told.lines().first {
        $0.contains("end") || $0.contains("rest at") || $0.contains("settle")
      }
    }
    #expect(
      try end(1)
        == "shares settle where chance leaves them: A at 50.0 % plus or minus 15.1 %, "
        + "B at 30.0 % plus or minus 13.8 %, C at 20.0 % plus or minus 12.1 %")
    #expect(
      try end(2)
        == "in the end all that are alive have the same share: A 33.3 %, B 33.3 %, C 33.3 %")
    #expect(
      try end(1, ExternalData(fraction: 0.5, law: .category(1)))
        == "on average the run comes to rest at B 100 %, A 0 %, C 0 %")
  }

  @Test("Comparison, crowd and map have summaries of their own, and are told when they open")
  func stages() throws {
    for (keys, opening, words) in [
      ([Key.character("c")], "side by side: T 0.80; T 1.00; T 1.50", "3 runs side by side"),
      ([.character("e")], "a crowd of 6 runs that begin at k = 10", "B leads in"),
      ([.character("d")], "map: where the loop ends", "largest share"),
      ([.character("d"), .character("v")], "map: where runs stand", "T 0.80, lambda 0 %"),
    ] {
      var told = try told()
      var lines: [String] = []
      for key in keys { lines += try told.press(key) }
      // Crowds of a fixture have fewer runs than are asked for.
      let start = opening.replacing("6 runs", with: "10000 runs")
      #expect(lines.contains { $0.hasPrefix(opening) || $0.hasPrefix(start) }, "\(lines)")
      if keys.count < 2 { told.fixture.answerAll() }
      let summary = try told.press(.character("I"))
      #expect(summary.count > 1 && summary.contains { $0.contains(words) }, "\(summary)")
      #expect(
        try told.press(.escape) == ["back to the run, which waits where it stood"])
    }
  }

  @Test("The help has a line for every row of keys, and Tab the keys that count in one")
  func help() throws {
    var told = try told()
    let lines = try told.press(.character("?"))
    let rows = RunStage.table.filter { !$0.help.isEmpty && $0.actions[0].name != "mouse" }
    #expect(lines.count == rows.count + 1)
    #expect(lines.contains("t, T: temperature down, up; fine steps near 1"))
    #expect(lines.contains { $0.hasPrefix("colon (:): ") })
    #expect(told.fixture.state.overlays.isEmpty)
    let keys = try told.press(.tab)
    #expect(keys.count == 1 && keys[0].hasPrefix("keys: ? help, q quit, space go on"))
  }

  @Test("A lesson is told card by card: text, question with its answers, judgement, challenge")
  func lesson() throws {
    var told = try told()
    let lesson = try LessonTests.lesson()
    told.fixture.state.lessons = { [lesson] }
    #expect(try told.press(.character("G")).contains("chosen is lesson 1: A test"))
    let first = try told.press(.enter)
    #expect(first.first == "lesson: A test")
    #expect(first.contains("card 1 of 4: First: A has 60.0 %."))
    #expect(
      first.contains(
        "question: Who has more than 40.0 %? 1: A has; 2: B has. Press 1 or 2"))
    // What would give the answer away is not said before.
    let veiled = try told.press(.character("I"))
    #expect(veiled.contains("A has a share of 60.0 % of the data and 6 samples"), "\(veiled)")
    #expect(!veiled.contains { $0.contains("next sample") || $0.contains("on average") })
    let reply = try told.press(.character("2"))
    #expect(reply.contains("You said: B has. In fact: A has. A has, at T = 0.50."), "\(reply)")
    let second = try told.press(.enter)
    #expect(second.contains("card 2 of 4: Second."))
    #expect(second.contains("it waits until the largest share is above 80 %"))
    let third = try told.press(.enter, .enter)
    #expect(third.contains { $0.hasPrefix("Enter again goes on; it waits until") })
    #expect(third.contains { $0.hasPrefix("Goal: ") })
  }

  // MARK: How

  @Test(
    "Signs are words, exponents stand behind ^, what moves the cursor is written out",
    arguments: [
      ("10⁻⁶ → 2×10¹⁸", "10^-6 to 2 times 10^18"),
      ("θ ≤ ∞, λ = −0.5…", "theta at most infinity, lambda = -0.5..."),
      ("▲ A  │ B ⣿", "A B"), ("a\u{1B}[2Jb\nc\u{202E}", "a\\u{1B}[2Jb\\u{A}c\\u{202E}"),
      ("5±2, 3 -> 4", "5 plus or minus 2, 3 to 4"), ("Größe", "Größe"),
    ])
  func spoken(text: String, words: String) { #expect(text.spoken == words) }

  @Test("Whatever keys are pressed, each is answered, in lines of words alone", arguments: 1...12)
  func storm(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let labels = seed % 3 == 0 ? ["a\u{1B}[31m", "→", "w\nx", "λ│"] : nil
    var told = Told(
      try Fixture(
        counts: [5, 3, 2, 1], labels: labels, temperature: seed % 2 == 0 ? 0.8 : 1.3, seed: seed))
    let lesson = try LessonTests.lesson()
    told.fixture.state.lessons = { [lesson] }
    _ = told.lines()
    let keys: [Key] =
      Array("tT0+-_ .uUixLcCedGrRnNzZvoaIAhjklpgmXw:?=12357BCb<>[]~").map {
        .character($0.unicodeScalars.first!)
      } + [.enter, .escape, .tab, .up, .down, .left, .right, .backspace, .home, .end, .pageUp]
    for _ in 0..<250 {
      let key = random.pick(keys)
      let before = told.fixture.state.overlays.last?.hasText ?? false
      told.fixture.receive(.key(key))
      if random.next(5) == 0 { told.fixture.advanceUnseen(by: 100) }
      told.fixture.observe(at: told.fixture.state.time + 0.05)
      if random.next(3) == 0 { told.fixture.answer() }
      var lines = told.lines()
      let isTyping = before || told.reader.due != nil
      if told.reader.due != nil { lines += told.lines(after: 1) }
      #expect(isTyping || !lines.isEmpty, "\(key) is not answered")
      for line in lines {
        #expect(!line.isEmpty)
        for scalar in line.unicodeScalars {
          let isSign =
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            || (0x2190...0x28FF).contains(scalar.value)
            || "×±≤−…λθτ∞».⁰¹²³".contains(Character(scalar)) && scalar != "."
          #expect(!isSign, "\(line)")
        }
      }
    }
  }
}
