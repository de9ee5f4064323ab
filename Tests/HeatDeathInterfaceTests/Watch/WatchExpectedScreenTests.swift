import TerminalDrawing
import Testing

@testable import HeatDeathInterface

/// Whole screens of logs against the texts in `Expected/`, recorded as those of ``ExpectedScreenTests``.
@Suite struct WatchExpectedScreenTests {
  struct View: CustomTestStringConvertible, Sendable {
    let name: String
    let fixture: @Sendable () throws -> WatchFixture
    var keys: [Key] = []

    var testDescription: String { name }
  }

  private static let sizes = [(40, 12), (80, 24), (97, 31), (120, 40)]

  private static let views = [
    View(name: "log-collapse") {
      WatchFixture([
        WatchFixture.LogText("train.csv", try WatchFixture.rows(0.8, until: 1_000_000))
      ])
    },
    View(name: "log-short") {
      var log = WatchFixture.LogText("metrics.jsonl", [[5, 3, 2]])
      log.stepName = "epoch"
      return WatchFixture([log], startsLive: true)
    },
    View(name: "log-two") {
      WatchFixture(
        [
          WatchFixture.LogText("seed1.csv", try WatchFixture.rows(0.8, rows: 40, seed: 4)),
          WatchFixture.LogText("hot.csv", try WatchFixture.rows(1.5, rows: 40, seed: 2)),
        ], startsLive: true)
    },
    View(name: "log-shares") {
      var log = WatchFixture.LogText(
        "letters.csv",
        try WatchFixture.rows(
          0.9, counts: [90, 80, 70, 60, 50, 50], rows: 40, replaced: true),
        labels: ["a", "b", "c", "d", "e", "f"])
      log.leftOutCount = 1
      log.notes = ["letters.csv: line 9: 6 fields where the header has 7; the row is left out"]
      return WatchFixture([log], startsLive: true)
    },
    View(
      name: "log-lecture-room",
      fixture: {
        WatchFixture([WatchFixture.LogText("train.csv", try WatchFixture.rows(0.8))])
      }, keys: [.character("p")]),
    View(
      name: "log-segment",
      fixture: {
        WatchFixture(
          [
            WatchFixture.LogText(
              "coin.csv", try WatchFixture.rows(1, counts: [5, 5]), labels: ["heads", "tails"])
          ], startsLive: true)
      }, keys: [.pageUp, .pageUp]),
  ]

  @Test("Screens look as recorded", arguments: views, sizes)
  func looksAsRecorded(_ view: View, _ size: (width: Int, height: Int)) throws {
    var fixture = try view.fixture()
    fixture.receive(.resize(width: size.width, height: size.height))
    // In the midst of the replay, where there is one.
    fixture.pass(9)
    for key in view.keys { fixture.press(key) }
    fixture.answerAll()
    // A resize takes what a key said away.
    fixture.state.dismissAnswer()
    let buffer = fixture.screen(width: size.width, height: size.height)
    try RecordedScreen(file: "\(view.name)-\(size.width)x\(size.height).txt").check(buffer)
  }
}
