import CustomDump
import Foundation
import HeatDeath
import HeatDeathInterface
import HeatDeathSession
import TerminalDrawing
import Testing

@testable import HeatDeathFiles

/// Lessons from the first card to the last: those built in, those of the manual, and faulty ones.
@Suite struct LessonWalkTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  private func lesson(_ cards: String) throws -> Lesson {
    try LessonFile(source: "l.toml", text: "title = \"T\"\n" + cards).lesson
  }

  /// The rows of the card that is shown.
  private func card(_ frame: CellBuffer, title: String) -> [Substring] {
    let rows = PlainTextEncoder().encode(frame).split(separator: "\n")
    return Array(rows.drop { !$0.hasPrefix("╭─ \(title) ") })
  }

  private func check(_ text: String, against file: String) throws {
    let path = Self.folder.appending(path: "Expected").appending(path: file)
    let expected = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    if ProcessInfo.processInfo.environment["HEATDEATH_RECORD_SCREENS"] != nil {
      guard expected != text else { return }
      try text.write(to: path, atomically: true, encoding: .utf8)
      Issue.record("\(file) was recorded anew")
    } else {
      expectNoDifference(text, expected, "\(file)")
    }
  }

  @Test(
    "Every lesson built in is walked to its end, and its cards look as recorded",
    arguments: BuiltInLessons.names)
  func builtIn(name: String) throws {
    let lesson = try #require(BuiltInLessons.named(name))
    var cards: [String: [String]] = [:]
    let steps = try LessonWalk.steps(through: lesson) { session in
      for (width, height) in [(80, 24), (120, 40)] {
        session.resize(width: width, height: height)
        let frame = session.frame()
        let rows = card(frame, title: lesson.title)
        #expect(!rows.isEmpty)
        #expect(!rows.contains { $0.contains("…") }, "a card is cut: \(rows)")
        let scene = session.shell.lessonProgress?.card.scene
        let view = scene?.view ?? .explore
        // What goes on without a run of its own has the view that was there.
        if scene?.scenario != nil, view == .explore || view == .sample {
          // With a learner that is not exact they are the model's.
          let text = PlainTextEncoder().encode(frame)
          #expect(
            text.contains("─ share") || text.contains("─ model's share")
              || text.contains("│ chance"))
        }
        let shown = rows.joined(separator: "\n")
        let size = "\(width)x\(height)"
        if cards[size]?.last != shown { cards[size, default: []].append(shown) }
      }
    }
    #expect(steps.count == lesson.cards.count)
    for step in steps { #expect(step.fault == nil, "\(step)") }
    for (size, cards) in cards {
      try check(cards.joined(separator: "\n") + "\n", against: "\(name)-\(size).txt")
    }
  }

  @Test("Whole screens with a card", arguments: [(80, 24), (40, 12)])
  func screens(width: Int, height: Int) throws {
    let lesson = try #require(BuiltInLessons.named("collapse"))
    var session = try OffscreenSession(
      .builtIn(seed: 1), colors: .monochrome, size: (width, height))
    session.begin(lesson)
    let frame = session.frame()
    try check(
      PlainTextEncoder().encode(frame) + "\n", against: "lesson-screen-\(width)x\(height).txt")
  }

  @Test("Every lesson of docs/lessons.md can be walked")
  func manual() throws {
    let path = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/lessons.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    let blocks = text.split(separator: "```toml\n").dropFirst().map { $0.prefix { $0 != "`" } }
    #expect(blocks.count >= 3)
    // A file of ten lines is enough.
    #expect(blocks[0].split(separator: "\n").count <= 10)
    for block in blocks {
      let lesson = try LessonFile(source: "docs/lessons.md", text: String(block)).lesson
      let steps = try LessonWalk.steps(through: lesson)
      #expect(steps.count == lesson.cards.count)
      for step in steps { #expect(step.fault == nil, "\(step)") }
    }
  }

  @Test("The manual names every lesson, quantity and key there is")
  func manualIsWhole() throws {
    let path = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/lessons.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    let names =
      BuiltInLessons.names + LessonQuantity.Whole.allCases.map(\.rawValue)
      + LessonQuantity.OfCategory.allCases.map { "\($0.rawValue) X" }
      + LessonScene.View.allCases.map(\.rawValue) + LessonScene.Layer.allCases.map(\.rawValue)
      + LessonKey.names
    for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
  }

  private static let faults: [(card: String, words: String)] = [
    // Nothing moves that could come true.
    ("pace = \"paused\"\nwait = \"k > 20\"", "stands still"),
    ("temperature = 2\nwait = \"max share > 0.99\"\npace = \"10 decades\"", "waits for"),
    ("sampler = \"greedy\"\npace = \"10 decades\"\nwait = \"min share > 0.5\"", "single samples"),
    (
      "ask = \"?\"\nchoices = [\"x\", \"y\"]\nanswer = [\"k < 1\", \"k < 2\"]\nreply = \"r\"",
      "no answer"
    ),
    (
      "ask = \"?\"\nchoices = [\"x\", \"y\"]\nanswer = [\"k > 1\", \"k > 2\"]\nreply = \"r\"",
      "2 answers"
    ),
    ("challenge = \"T > 1 at k >= 100\"\nsolution = \"t\"", "does not win"),
  ]

  @Test("A fault of a card is named, and ends the walk")
  func faults() throws {
    for (card, words) in Self.faults {
      let steps = try LessonWalk.steps(
        through: lesson("[[card]]\ntext = \"a\"\n\(card)\n[[card]]\ntext = \"b\"\n"))
      #expect(steps.count == 1)
      #expect(steps.last?.fault?.contains(words) == true, "\(steps)")
    }
  }

  /// Keys that bring about what a challenge asks for by other means than its subject, or not at all.
  private static let cheats: [(name: String, keys: String)] = [
    ("collapse", "E"), ("collapse", "x 0 . 5 Enter E"), ("collapse", "= 1 . 5 Enter E"),
    ("collapse", "i Right Right Down 9 9 9 Enter E"),
    ("heat-death", "E"), ("heat-death", "x 0 . 9 Down Right Enter E"),
    ("heat-death", "= 3 Enter E"),
    ("knife-edge", "E"), ("knife-edge", "= 3 Enter E"), ("knife-edge", "x 0 . 5 Enter E"),
    ("fresh-data", "E"), ("fresh-data", "= 2 Enter E"), ("fresh-data", "x 0 . 8 Enter E"),
    ("language-models", "E"), ("language-models", "x 0 . 3 Enter E"),
    ("language-models", "x 0 . 9 Down Right Enter E"),
  ]

  @Test("No challenge is won by what it is not about", arguments: cheats.indices)
  func otherMeans(index: Int) throws {
    let (name, keys) = Self.cheats[index]
    let builtIn = try #require(BuiltInLessons.named(name))
    var card = try #require(builtIn.cards.last)
    #expect(card.challenge != nil && card.scene?.scenario != nil)
    card.solution = try keys.split(separator: " ").map { try LessonStep($0) }
    let steps = try LessonWalk.steps(
      through: Lesson(name: builtIn.name, title: builtIn.title, cards: [card]))
    #expect(steps.last?.fault?.contains("does not win") == true, "\(name): \(keys)")
  }

  @Test("A challenge without a solution is passed over, and said so")
  func unsolved() throws {
    let steps = try LessonWalk.steps(
      through: lesson(
        "[[card]]\ntext = \"a\"\nchallenge = \"T > 1 at k >= 1e9\"\n[[card]]\ntext = \"b\"\n"))
    #expect(steps.count == 2 && steps.allSatisfy { $0.fault == nil })
    #expect(steps[0].description.contains("[challenge not walked]"))
  }
}
