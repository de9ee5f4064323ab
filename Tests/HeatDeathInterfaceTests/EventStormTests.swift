import Foundation
import HeatDeath
import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeathInterface

/// Keys, mouse, pastes and resizes in any order, in every mode, on every terminal.
@Suite struct EventStormTests {
  /// Every run of letters in the texts of the sources, and in the names of cases, which may be shown
  /// as they are: a word on the screen that is none of them was cut. Comments count for nothing.
  private static let words: Set<Substring> = {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    // Labels are made from keys.
    var words = Set(
      KeyTables.all.flatMap(\.rows).flatMap { $0.label.split { !$0.isLetter } })
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      var isWithinText = false
      for line in text.split(separator: "\n") {
        if line.contains("\"\"\"") { isWithinText.toggle() }
        let code = line.drop { $0 == " " }
        if code.hasPrefix("//") { continue }
        // Between quotes stands every second part of a line.
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        let texts = parts.filter { isWithinText || $0.offset % 2 == 1 }.map(\.element)
        for text in code.hasPrefix("case ") ? [code] : texts {
          words.formUnion(text.split { !$0.isLetter })
        }
      }
    }
    return words
  }()

  /// A screen of some size.
  private struct Session {
    var fixture: Fixture
    var colors: ColorDepth
    var size: (width: Int, height: Int) = (80, 24)

    var screen: CellBuffer {
      fixture.screen(width: size.width, height: size.height, colors: colors)
    }
  }

  private func session(_ random: inout SeededRandom, categories: Int) throws -> Session {
    let even = Array(repeating: Int64(3), count: categories)
    let counts = random.pick([
      even, even.indices.map { $0 == 0 ? 900_000_000 : 1 }, even.indices.map { Int64($0) },
      even.map { _ in Dataset.maximumSize / Int64(categories) - 9 },
    ])
    let fixture = try Fixture(
      counts: counts, temperature: random.pick([0.3, 0.8, 1, 1.5, .infinity]),
      seed: random.next(), theme: random.pick(Theme.allCases),
      glyphs: random.pick(GlyphSet.allCases))
    return Session(fixture: fixture, colors: random.pick(ColorDepth.allCases))
  }

  private func happen(_ random: inout SeededRandom, _ session: inout Session) {
    switch random.next(8) {
    case 0:
      let isHuge = random.next(12) == 0
      session.size = (random.next(isHuge ? 501 : 140), random.next(isHuge ? 201 : 50))
      session.fixture.receive(.resize(width: session.size.width, height: session.size.height))
    case 6:
      session.fixture.receive(.paste(random.pick(["qtE\n", "temperature 1.5", "\u{301}\u{7}x\n"])))
    case 7:
      // Most letters do nothing but in the palette.
      guard session.fixture.state.mode == .palette || random.next(8) == 0 else { return }
      session.fixture.receive(.key(.character(":")))
      for scalar in random.pick(["go 50", "inject A 5", "z", "external 0.3 uniform", "é "])
        .unicodeScalars
      {
        session.fixture.receive(.key(.character(scalar)))
      }
    case 1, 2:
      let actions: [Mouse.Action] = [.press, .release, .drag, .move, .wheelUp, .wheelDown]
      let mouse = Mouse(
        random.pick(actions), x: random.next(session.size.width + 5) - 2,
        y: random.next(session.size.height + 5) - 2)
      session.fixture.receive(.mouse(mouse))
    default:
      let state = session.fixture.state
      let keys = state.top.keys(in: state).flatMap { $0.actions.flatMap(\.keys) }
      session.fixture.receive(.key(random.pick(keys)))
    }
  }

  @Test("Events in any order leave a whole screen without cut words", arguments: 2...8)
  func storm(categories: Int) throws {
    var random = SeededRandom(seed: UInt64(100 + categories))
    for _ in 0..<6 {
      var session = try session(&random, categories: categories)
      for index in 0..<60 {
        session.fixture.state.time = Double(index)
        happen(&random, &session)
        session.fixture.advance(by: Int64(random.next(40)))
        session.fixture.advanceCompared(by: 30)
        session.fixture.observe(at: Double(index))
        guard index % 3 == 0 else { continue }
        let screen = session.screen
        #expect(screen.width == session.size.width && screen.height == session.size.height)
        expectPlainGlyphs(screen, session)
        expectWholeWords(screen, session)
      }
    }
  }

  /// One column each, and none that some terminals draw as a picture of two.
  private func expectPlainGlyphs(_ screen: CellBuffer, _ session: Session) {
    for glyph in Set(screen.cells.map(\.glyph)) {
      #expect(glyph.terminalColumns == 1, "U+\(String(glyph.value, radix: 16))")
      // The card suits of the console's font are text unless asked for otherwise.
      let isPicture =
        session.fixture.state.glyphs == .blocks
        ? glyph.properties.isEmojiPresentation : glyph.properties.isEmoji
      #expect(glyph.isASCII || !isPicture, "U+\(String(glyph.value, radix: 16))")
      if session.fixture.state.glyphs == .ascii { #expect(glyph.isASCII) }
    }
    #expect(!screen.cells.contains { $0.glyph == "\u{2800}" })
  }

  /// Words stand whole, or end in a mark; dots and marks of a picture may cover a part.
  private func expectWholeWords(_ screen: CellBuffer, _ session: Session) {
    let state = session.fixture.state
    // What lies over a stage cuts its words.
    guard state.glyphs != .ascii, state.overlays.isEmpty,
      state.mode == .explore || state.mode == .compare
    else { return }
    // Groups are called by the letters of their members.
    let groups = state.run?.controls.groups
    let names = Set(
      (0..<(groups?.count ?? 0)).map {
        Substring(groups!.name(of: $0, labels: (0..<26).map(Scenario.defaultLabel)))
      })
    for row in screen.rows {
      let cells = Array(row)
      var start: Int?
      for index in 0...cells.count {
        if index < cells.count, cells[index].isLetter {
          start = start ?? index
          continue
        }
        guard let first = start else { continue }
        start = nil
        let word = cells[first..<index]
        let text = Substring(String(word))
        guard word.count >= 3, !Self.words.contains(text), !names.contains(text) else { continue }
        let neighbours = [first - 1, index].filter(cells.indices.contains).map { cells[$0] }
        let isCovered = neighbours.contains { neighbour in
          "…~@x◆○╳┼▀▄█◉◐◌◙◘☼".contains(neighbour)
            || neighbour.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) }
        }
        #expect(isCovered, "\(String(word)) in \(row), \(session.size), \(state.mode)")
      }
    }
  }

  @Test("A screen is a function of what it shows: drawn again it is the same")
  func purity() throws {
    var random = SeededRandom(seed: 1)
    for categories in 2...8 {
      var session = try session(&random, categories: categories)
      for _ in 0..<10 { happen(&random, &session) }
      #expect(session.screen == session.screen)
    }
  }
}
