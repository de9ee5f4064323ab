import HeatDeath
import TestSupport
import Testing

@testable import HeatDeathFiles

/// Lessons as files: what is read of them, and what is said of those that are none.
@Suite("Lesson files") struct LessonFileTests {
  private func read(_ text: String) throws(DataError) -> Lesson {
    try LessonFile(source: "l.toml", text: text).lesson
  }

  private static let question = """
    ask = "Who?"
    choices = ["A", "B"]
    answer = ["leader = A", "leader = B"]
    reply = "{leader}"
    """

  @Test("A lesson of a few lines has the built-in scenario")
  func small() throws {
    let lesson = try read("title = \"T\"\n[[card]]\ntext = \"Hello.\"\n")
    #expect(lesson.title == "T" && lesson.name == "l.toml" && lesson.cards.count == 1)
    #expect(lesson.cards[0].scene?.scenario == .builtIn(seed: 1))
  }

  @Test("A card has all that its keys say")
  func whole() throws {
    let lesson = try read(
      """
      title = "T"

      [[card]]
      counts = [4, 4]
      labels = ["yes", "no"]
      temperature = 1.5
      external = 0.25
      external-law = "uniform"
      sampler = "mix:0.1"
      learner = "smoothed:1"
      seed = 9
      pace = "0.3 decades"
      layer = "flow"
      zoom = 2
      until = 1e6
      text = ["One.", "Two: {share yes}."]
      \(Self.question.replacing("\"leader = A\"", with: "\"leader = yes\"")
        .replacing("\"leader = B\"", with: "\"leader = no\""))
      wait = "key E"
      challenge = "share yes > 0.4 at k >= 1e5"
      limit = "injected <= 10"
      solution = "T 4s Enter"

      [[card]]
      text = "No scene."

      [[card]]
      temperature = 0.5
      view = "map"
      pace = "paused"
      text = "The rest is as before."

      [[card]]
      counts = [1, 2, 3]
      pace = 12
      text = "Other labels: {share C}."
      """)
    let card = lesson.cards[0]
    let scene = try #require(card.scene)
    let scenario = try #require(scene.scenario)
    #expect(scenario.labels == ["yes", "no"] && scenario.seed == 9)
    #expect(scenario.loop.sampler.description == "mix:0.1")
    #expect(scenario.externalData.fraction == 0.25)
    #expect(scene.motion == .pace(.decadesPerSecond(0.3)) && scene.layer == .flow)
    #expect(scene.zoom == 2 && scene.target == 1_000_000 && scene.view == .explore)
    #expect(card.question?.choices == ["A", "B"] && card.wait?.keys.map(\.name) == ["E"])
    #expect(card.challenge?.limit != nil)
    #expect(
      card.solution == [
        .key(try LessonKey("T")), .seconds(4), .key(try LessonKey("Enter")),
      ])
    #expect(lesson.cards[1].scene == nil)
    let third = try #require(lesson.cards[2].scene)
    #expect(third.view == .map && third.motion == .paused)
    #expect(third.scenario?.labels == ["yes", "no"] && third.scenario?.temperature.value == 0.5)
    let fourth = try #require(lesson.cards[3].scene)
    #expect(fourth.motion == .pace(.stepsPerSecond(12)))
    #expect(fourth.scenario?.labels == ["A", "B", "C"])
    #expect(lesson.sceneIndex(of: 1) == 0 && lesson.sceneIndex(of: 2) == 2)
  }

  /// Cards, and words of what is said of them.
  private static let faults: [(String, [String])] = [
    ("", ["no text in this [[card]]", "text = "]),
    ("text = 3.5", []),
    ("text = \"One. Two. Three. Four.\"", ["line 3", "text", "4 sentences", "up to 3"]),
    ("text = \"{speed}\"", ["line 3", "speed", "accepted: k, T"]),
    ("text = \"{share Z}\"", ["line 3", "\"Z\"", "A, B, C"]),
    ("text = \"a\"\ncolour = \"red\"", ["line 4, column 1", "colour", "text, temperature"]),
    ("text = \"a\"\ntext = \"b\"", ["line 4"]),
    ("text = \"a\"\ntemperature = -1", ["line 4", "temperature", "above 0"]),
    ("text = \"a\"\ncounts = [0, 0]", ["line 4", "counts"]),
    ("text = \"a\"\ncounts = [5]", ["line 4", "1 categories", "2 to 8"]),
    ("text = \"a\"\ncategories = 10000000", ["line 4", "2 to 8"]),
    ("text = \"a\"\nlabels = [\"x\"]", ["line 4", "labels"]),
    ("text = \"a\"\nexternal-law = \"uniform\"", ["line 4", "external"]),
    ("text = \"a\"\ndata = \"/etc/passwd\"", ["line 4", "no key", "data"]),
    ("text = \"a\"\npace = \"fast\"", ["line 4", "pace", "paused", "decades"]),
    ("text = \"a\"\npace = \"99 decades\"", ["line 4", "pace"]),
    ("text = \"a\"\nlayer = \"snow\"", ["line 4", "V, flow, sets, law"]),
    ("text = \"a\"\nview = \"moon\"", ["line 4", "explore, sample, compare, edge, crowd, map"]),
    ("text = \"a\"\nview = \"crowd\"\nbatch = 5", []),
    ("text = \"a\"\nzoom = 10", ["line 4", "zoom", "9"]),
    ("text = \"a\"\nuntil = 0", ["line 4", "until"]),
    ("text = \"a\"\nwait = \"soon\"", ["line 4", "wait", "soon", "accepted"]),
    ("text = \"a\"\nask = \"Who?\"", ["line 4", "choices, answer, reply"]),
    ("text = \"a\"\nreply = \"b\"", ["line 4", "reply", "ask, wait, until or challenge"]),
    ("text = \"a\"\nuntil = 100\nreply = \"{share Z}\"", ["line 5", "\"Z\""]),
    (
      "text = \"a\"\n" + question.replacing("[\"A\", \"B\"]", with: "[\"A\"]"),
      ["line 5", "1 choices", "2 or 3"]
    ),
    (
      "text = \"a\"\n" + question.replacing(", \"leader = B\"", with: ""),
      ["line 6", "1 answers for 2 choices"]
    ),
    ("text = \"a\"\n" + question.replacing("leader = B", with: "leader = Q"), ["line 6", "\"Q\""]),
    ("text = \"a\"\nlimit = \"k < 5\"", ["line 4", "limit", "challenge"]),
    ("text = \"a\"\nchallenge = \"k < 5\"", ["line 4", "challenge", "at CONDITION"]),
    ("text = \"a\"\nsolution = \"Foo\"", ["line 4", "solution", "Foo"]),
    ("text = \"a\"\n[[stage]]\ntext = \"b\"", ["line 4", "stage", "[[card]]"]),
    ("text = \"a\"\n[card]\n", ["line 4", "[table]"]),
    ("text = \"a", ["line 3", "never ends"]),
  ]

  @Test("What is wrong is named with its line and key, what was found and what is accepted")
  func faults() throws {
    for (card, words) in Self.faults where !words.isEmpty {
      do throws(DataError) {
        _ = try read("title = \"T\"\n[[card]]\n" + card)
        Issue.record("\(card) was read")
      } catch {
        for word in words { #expect("\(error)".contains(word), "\(error)") }
        #expect("\(error)".hasPrefix("l.toml: "), "\(error)")
      }
    }
  }

  @Test("A lesson has a title and cards")
  func heads() throws {
    for (text, word) in [
      ("[[card]]\ntext = \"a\"\n", "title"), ("title = \"T\"\n", "0 cards"),
      ("title = \" \"\n[[card]]\ntext = \"a\"\n", "empty"),
      ("title = \"T\"\nauthor = \"x\"\n[[card]]\ntext = \"a\"\n", "author"), ("", "title"),
    ] {
      do throws(DataError) {
        _ = try read(text)
        Issue.record("\(text) was read")
      } catch {
        #expect("\(error)".contains(word), "\(error)")
      }
    }
  }

  @Test("All that is built in is read, by a name each")
  func builtIn() throws {
    let lessons = BuiltInLessons.all()
    #expect(lessons.map(\.name) == BuiltInLessons.names && lessons.count == 7)
    for name in BuiltInLessons.names {
      let text = try #require(BuiltInLessons.text(of: name))
      let lesson = try LessonFile(source: name, text: text).lesson
      #expect(lesson.cards.contains { $0.question != nil }, "\(name) has no prediction")
      // Each sets its scenes with a seed, so that it is the same for all.
      #expect(lesson.cards[0].scene?.scenario != nil)
    }
    let challenges = lessons.count { $0.cards.contains { $0.challenge != nil } }
    #expect(challenges >= 2)
    #expect(BuiltInLessons.named("nothing") == nil)
  }

  /// Seed 1801: four thousand texts, each a lesson after one to three changes.
  @Test("Lessons that are cut, or changed anywhere, are lessons or errors")
  func mutants() throws {
    var random = SeededRandom(seed: 1801)
    let texts =
      BuiltInLessons.names.compactMap(BuiltInLessons.text) + [
        "title = \"T\"\n[[card]]\ntext = \"a\"\n\(Self.question)\n"
      ]
    let signs = Array("\"'[]{}=\n\\#.,<>0k\u{0}é\u{202E}".unicodeScalars)
    let values = [
      "0", "-1", "1e400", "nan", "inf", "[]", "[[1]]", "\"\"", "\"{\"", "\"}\"", "true",
      "4e18", "10000000", "[4000000000000000000, 1]", "\"key\"", "\"a at b\"", "\"k >= 1 at\"",
    ]
    var (read, refused) = (0, 0)
    for _ in 0..<4000 {
      var lines = random.pick(texts).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      for _ in 0...random.next(3) {
        let index = random.next(lines.count)
        switch random.next(7) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[index], at: random.next(lines.count))
        case 2: lines.swapAt(index, random.next(lines.count))
        case 3:
          if let equals = lines[index].firstRange(of: " = ") {
            lines[index] = lines[index][..<equals.upperBound] + random.pick(values)
          }
        case 4: lines = Array(lines.prefix(index + 1))
        default:
          var scalars = Array(lines[index].unicodeScalars)
          let place = random.next(scalars.count + 1)
          if place < scalars.count, random.next(2) == 0 {
            scalars[place] = random.pick(signs)
          } else {
            scalars.insert(random.pick(signs), at: place)
          }
          lines[index] = String(String.UnicodeScalarView(scalars))
        }
        if lines.isEmpty { lines = [""] }
      }
      var text = lines.joined(separator: "\n")
      if random.next(8) == 0 { text = String(text.prefix(random.next(text.count + 1))) }
      do throws(DataError) {
        let lesson = try self.read(text)
        #expect(Lesson.cardCounts.contains(lesson.cards.count))
        read += 1
      } catch {
        #expect("\(error)".contains("accepted"), "\(error)")
        refused += 1
      }
    }
    // Both are tried in numbers.
    #expect(read > 400 && refused > 1000, "\(read) \(refused)")
  }
}
