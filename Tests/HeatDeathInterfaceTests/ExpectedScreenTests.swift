import HeatDeath
import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Whole screens against the texts in `Expected/`.
///
/// To record them anew after a change that was meant, and look at the difference:
///
///     HEATDEATH_RECORD_SCREENS=1 swift test --filter ExpectedScreenTests
///     git diff Tests/HeatDeathInterfaceTests/Expected
///
/// A recording run reports every text it changed as an issue, so that it cannot pass for a test.
@Suite struct ExpectedScreenTests {
  struct Screen: CustomTestStringConvertible, Sendable {
    var name: String
    var width: Int
    var height: Int
    var counts: [Int64] = [5, 3, 2]
    var temperature = 0.8
    var external = ExternalData.none
    var steps: Int64 = 3000
    var keys: [Key] = []
    var glyphs = GlyphSet.braille
    /// Recorded with its colours, as a terminal of 256 shows them: see it with `cat`.
    var isStyled = false
    /// Stations that a crowd goes on, and its runs.
    var stations = 0
    var colors = ColorDepth.indexed
    /// How often the screen is told what it wants to know; `nil` for until it knows all.
    var answers: Int?

    var file: String { "\(name).\(isStyled ? "ansi" : "txt")" }
    var testDescription: String { file }
  }

  private static let lesson: [Int64] = [9, 2, 2, 2, 2, 2, 2, 2]
  private static let gap = try! ExternalData(fraction: 0.55, law: .uniform)
  private static let both: [Key] = [.character("d"), .character("v"), .up]
  private static let map: [Key] = [.character("d")] + Array(repeating: .character("t"), count: 6)

  private static func typed(_ text: String) -> [Key] { text.unicodeScalars.map { .character($0) } }

  static let screens: [Screen] = [
    Screen(name: "collapse-120x40", width: 120, height: 40),
    Screen(name: "collapse-80x24", width: 80, height: 24),
    Screen(name: "collapse-40x12", width: 40, height: 12),
    Screen(name: "collapse-20x5", width: 20, height: 5),
    Screen(name: "collapse-1x1", width: 1, height: 1),
    Screen(name: "heat-death-80x24", width: 80, height: 24, temperature: 1.5, steps: 100_000),
    Screen(name: "heat-death-ascii-80x24", width: 80, height: 24, temperature: 1.5, glyphs: .ascii),
    Screen(
      name: "heat-death-blocks-80x24", width: 80, height: 24, temperature: 1.5, glyphs: .blocks),
    Screen(name: "start-80x24", width: 80, height: 24, steps: 0),
    Screen(name: "segment-80x24", width: 80, height: 24, counts: [5, 3], temperature: 1),
    Screen(
      name: "tetrahedron-120x40", width: 120, height: 40, counts: [5, 3, 2, 2], steps: 1000),
    Screen(
      name: "composition-120x40", width: 120, height: 40, counts: [5, 3, 2, 2, 2, 3],
      temperature: 1, steps: 1000),
    Screen(
      name: "tetrahedron-97x31", width: 97, height: 31, counts: [5, 3, 2, 2], steps: 1000,
      keys: [.character("h"), .character("h"), .character("k")], isStyled: true),
    Screen(
      name: "bars-80x24", width: 80, height: 24, counts: (1...300).map { $0 }, steps: 1000,
      keys: [.character("J")]),
    Screen(name: "bars-97x31", width: 97, height: 31, counts: (1...40).map { $0 }, steps: 1000),
    Screen(
      name: "groups-120x40", width: 120, height: 40, counts: [5, 3, 2, 2, 2, 3], temperature: 1.5,
      steps: 1000, keys: [.character("M"), .enter]),
    Screen(
      name: "groups-80x24", width: 80, height: 24, counts: (1...26).map { 1 + $0 % 9 }, steps: 1000,
      keys: [.character("M"), .character("a"), .down]),
    Screen(
      name: "groups-40x12", width: 40, height: 12, counts: [5, 3, 2, 2, 2, 3], steps: 1000,
      keys: [.character("M")]),
    Screen(name: "zoom-80x24", width: 80, height: 24, keys: [.character("z"), .character("z")]),
    Screen(name: "help-80x24", width: 80, height: 24, keys: [.character("?")]),
    Screen(name: "inject-80x24", width: 80, height: 24, keys: [.character("i")]),
    Screen(name: "external-80x24", width: 80, height: 24, keys: [.character("x"), .pageUp]),
    Screen(name: "extinct-80x24", width: 80, height: 24, counts: [6, 0, 4]),
    Screen(
      name: "palette-80x24", width: 80, height: 24, keys: [.character(":")] + typed("temp")),
    Screen(name: "palette-120x40", width: 120, height: 40, keys: [.character(":")]),
    Screen(
      name: "palette-40x12", width: 40, height: 12,
      keys: [.character(":")] + typed("inject Q 5") + [.enter]),
    Screen(
      name: "palette-20x5", width: 20, height: 5, keys: [.character(":")] + typed("pause")),
    Screen(name: "loop-80x24", width: 80, height: 24, keys: [.character("L"), .right]),
    Screen(name: "compare-120x40", width: 120, height: 40, keys: [.character("c")]),
    Screen(name: "compare-40x12", width: 40, height: 12, keys: [.character("c")]),
    Screen(name: "flow-120x40", width: 120, height: 40, keys: [.character("v")]),
    Screen(name: "flow-97x31", width: 97, height: 31, temperature: 2.5, keys: [.character("v")]),
    Screen(name: "flow-80x24", width: 80, height: 24, keys: [.character("v")]),
    Screen(
      name: "flow-ascii-80x24", width: 80, height: 24, keys: [.character("v")], glyphs: .ascii),
    Screen(
      name: "flow-blocks-80x24", width: 80, height: 24, keys: [.character("v")], glyphs: .blocks),
    Screen(
      name: "flow-zoom-80x24", width: 80, height: 24, keys: [.character("v"), .character("z")]),
    Screen(
      name: "flow-segment-80x24", width: 80, height: 24, counts: [5, 3], steps: 100,
      keys: [.character("v")]),
    Screen(
      name: "flow-tetrahedron-120x40", width: 120, height: 40, counts: [5, 3, 2, 2], steps: 100,
      keys: [.character("v")]),
    Screen(name: "sets-120x40", width: 120, height: 40, keys: [.character("o")]),
    Screen(
      name: "sets-97x31", width: 97, height: 31,
      keys: [.character("o"), .character("o"), .character("A")]),
    Screen(name: "sets-80x24", width: 80, height: 24, keys: [.character("o")]),
    Screen(
      name: "sets-segment-80x24", width: 80, height: 24, counts: [5, 3], keys: [.character("o")]),
    Screen(
      name: "law-120x40", width: 120, height: 40, temperature: 1, steps: 30,
      keys: [.character("v"), .character("v")]),
    Screen(
      name: "law-97x31", width: 97, height: 31, steps: 30,
      keys: [.character("v"), .character("v"), .character("v")]),
    Screen(
      name: "law-80x24", width: 80, height: 24, temperature: 3,
      keys: [.character("v"), .character("v"), .character("v")]),
    Screen(name: "past-120x40", width: 120, height: 40, keys: [.pageUp], isStyled: true),
    Screen(name: "past-97x31", width: 97, height: 31, keys: [.pageUp, .left]),
    Screen(
      name: "past-segment-80x24", width: 80, height: 24, counts: [5, 3], temperature: 1,
      keys: [.pageUp]),
    Screen(
      name: "past-composition-120x40", width: 120, height: 40, counts: [5, 3, 2, 2, 2, 3],
      temperature: 1, keys: [.pageUp, .pageUp]),
    Screen(
      name: "branch-120x40", width: 120, height: 40,
      keys: [.pageUp, .character("T"), .character(" ")]),
    Screen(name: "map-120x40", width: 120, height: 40, counts: lesson, external: gap, keys: map),
    Screen(name: "map-80x24", width: 80, height: 24, keys: map),
    Screen(name: "map-40x12", width: 40, height: 12, counts: lesson, external: gap, keys: map),
    Screen(name: "map-20x5", width: 20, height: 5, counts: lesson, external: gap, keys: map),
    Screen(
      name: "map-of-both-120x40", width: 120, height: 40, counts: lesson, external: gap, keys: both,
      isStyled: true, answers: 70),
    Screen(
      name: "map-of-both-97x31", width: 97, height: 31, keys: both + [.character("c")],
      answers: 60),
    Screen(
      name: "map-of-both-ascii-80x24", width: 80, height: 24, counts: lesson, external: gap,
      keys: both, glyphs: .ascii, colors: .monochrome),
    Screen(name: "map-of-both-40x12", width: 40, height: 12, keys: both),
    Screen(name: "map-of-both-20x5", width: 20, height: 5, keys: both),
    Screen(name: "collapse-120x40", width: 120, height: 40, isStyled: true),
    Screen(
      name: "flow-80x24", width: 80, height: 24, keys: [.character("v")], isStyled: true),
    Screen(
      name: "law-80x24", width: 80, height: 24, temperature: 1, steps: 30,
      keys: [.character("v"), .character("v")], isStyled: true),
    Screen(name: "compare-80x24", width: 80, height: 24, keys: [.character("c")], isStyled: true),
    Screen(name: "compare-policies-80x24", width: 80, height: 24, keys: typed("c4E")),
    Screen(name: "inject-80x24", width: 80, height: 24, keys: [.character("i")], isStyled: true),
  ]

  private static let crowds: [Screen] = [
    Screen(
      name: "crowd-120x40", width: 120, height: 40, steps: 0, keys: [.character("e")],
      isStyled: true, stations: 12),
    Screen(
      name: "crowd-80x24", width: 80, height: 24, temperature: 1, steps: 0,
      keys: [.character("e")], stations: 12),
    Screen(
      name: "crowd-40x12", width: 40, height: 12, temperature: 1.5, steps: 0,
      keys: [.character("e")], stations: 8),
    Screen(
      name: "crowd-segment-80x24", width: 80, height: 24, counts: [5, 3], temperature: 1, steps: 0,
      keys: [.character("e")], stations: 8),
  ]

  /// Every view at every size.
  private static let views: [Screen] = [
    Screen(name: "run", width: 0, height: 0),
    Screen(name: "one-sample", width: 0, height: 0, steps: 17, keys: typed(" .")),
    Screen(
      name: "lecture-room", width: 0, height: 0, external: try! ExternalData(fraction: 0.1),
      keys: typed("p")),
    Screen(name: "earlier", width: 0, height: 0, keys: [.pageUp]),
    Screen(name: "comparison", width: 0, height: 0, keys: typed("c")),
    Screen(name: "fresh-data-compared", width: 0, height: 0, keys: typed("c3d") + [.tab]),
    Screen(
      name: "crowd-of-runs", width: 0, height: 0, steps: 0, keys: typed("e"), stations: 8),
    Screen(name: "diagram", width: 0, height: 0, counts: lesson, external: gap, keys: map),
    Screen(name: "map-of-fates", width: 0, height: 0, keys: both, answers: 60),
    Screen(name: "lessons", width: 0, height: 0, keys: typed("G")),
    Screen(name: "prediction", width: 0, height: 0, keys: typed("G") + [.enter]),
    Screen(name: "all-commands", width: 0, height: 0, keys: typed(":")),
  ]

  /// The large forms of views for a lecture room.
  private static let halls: [Screen] = [
    Screen(name: "hall-sample", width: 0, height: 0, steps: 17, keys: typed("p .")),
    Screen(name: "hall-comparison", width: 0, height: 0, keys: typed("cp")),
    Screen(name: "hall-policies", width: 0, height: 0, keys: typed("c4p")),
    Screen(name: "hall-crowd", width: 0, height: 0, steps: 0, keys: typed("ep"), stations: 8),
    Screen(
      name: "hall-diagram", width: 0, height: 0, counts: lesson, external: gap,
      keys: map + typed("p")),
    Screen(name: "hall-ends", width: 0, height: 0, keys: typed("p"), isStyled: true),
  ].flatMap { view in
    [(80, 24), (97, 31), (120, 40)].map { width, height in
      var screen = view
      (screen.name, screen.width, screen.height) =
        ("\(view.name)-\(width)x\(height)", width, height)
      return screen
    }
  }

  private static let sizes = [(20, 5), (40, 12), (80, 24), (97, 31), (120, 40), (160, 50)]

  private static let everywhere: [Screen] = views.flatMap { view in
    sizes.map { width, height in
      var screen = view
      (screen.name, screen.width, screen.height) =
        ("\(view.name)-\(width)x\(height)", width, height)
      return screen
    }
  }

  @Test("Screens look as recorded", arguments: screens + crowds + halls + everywhere)
  func looksAsRecorded(_ screen: Screen) throws {
    var fixture = try Fixture(
      counts: screen.counts, temperature: screen.temperature, externalData: screen.external,
      glyphs: screen.glyphs)
    fixture.mostRuns = 1000
    let lesson = try LessonTests.lesson()
    fixture.state.lessons = { [lesson] }
    fixture.receive(.resize(width: screen.width, height: screen.height))
    fixture.observe(at: 0)
    fixture.advance(by: screen.steps)
    fixture.observe(at: 5)
    for key in screen.keys { try fixture.press(key) }
    fixture.advanceCompared(by: screen.steps)
    if screen.stations > 0 { fixture.advanceCrowd(by: screen.stations) }
    if let answers = screen.answers {
      for _ in 0..<answers { fixture.answer() }
    } else {
      fixture.answerAll()
    }
    let buffer = fixture.screen(
      width: screen.width, height: screen.height, colors: screen.colors,
      answered: screen.answers == nil)
    try RecordedScreen(file: screen.file, isStyled: screen.isStyled).check(buffer)
  }
}
