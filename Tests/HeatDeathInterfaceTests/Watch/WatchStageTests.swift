import TerminalDrawing
import TestSupport
import Testing

@testable import HeatDeath
@testable import HeatDeathInterface

/// Logs on the screen: how rows pass, what is found out of them, and what keys do.
@Suite("Logs on the screen") struct WatchStageTests {
  private func collapse(rows: Int = 60) throws -> WatchFixture.LogText {
    WatchFixture.LogText("runs/train.csv", try WatchFixture.rows(0.8, rows: rows))
  }

  // MARK: How rows pass

  @Test("A log is replayed from its first row at a pace of its length, and then shows its newest")
  func replay() throws {
    var fixture = WatchFixture([try collapse(rows: 60)])
    // Sixty rows in twenty seconds, by the next round pace.
    #expect(fixture.row == 1 && fixture.stage.rate == 5 && fixture.state.isMoving)
    fixture.pass(2)
    #expect((10...12).contains(fixture.row))
    fixture.pass(20)
    #expect(fixture.row == 60 && fixture.stage.isLive && !fixture.state.isMoving)
    #expect(fixture.text.contains("waiting for rows"))
    fixture.write(try WatchFixture.rows(0.8, counts: [30_000, 2000, 1000], until: 40_000, rows: 3))
    #expect(fixture.row == 63)
    fixture.change { $0.activity = .ended }
    #expect(fixture.text.contains("at its end") && fixture.line.contains("row 63, the last:"))
  }

  @Test("Space pauses and goes on; at a pause new rows come unseen")
  func pause() throws {
    var fixture = WatchFixture([try collapse()], rate: 10)
    fixture.pass(1)
    fixture.press(.character(" "))
    let row = fixture.row
    #expect(!fixture.state.isMoving && fixture.text.contains("paused"))
    fixture.pass(1)
    fixture.write([[30_000, 300, 300]])
    #expect(fixture.row == row && fixture.feed.rowCount == 61)
    fixture.press(.character(" "))
    fixture.pass(1)
    #expect((row + 9...row + 11).contains(fixture.row))
    // The newest row can be held as well.
    fixture.press(.end, .character(" "))
    fixture.write([[40_000, 300, 300]])
    #expect(fixture.row == 61 && fixture.feed.rowCount == 62)
    fixture.press(.character(" "))
    fixture.pass(1)
    #expect(fixture.row == 62 && fixture.stage.isLive)
  }

  @Test("A pipe begins with its newest row, and may be paused from the start")
  func live() throws {
    var fixture = WatchFixture([WatchFixture.LogText("standard input")], startsLive: true)
    #expect(fixture.text.contains("waiting for the first rows of standard input"))
    fixture.write([[5, 3, 2], [6, 3, 2]])
    #expect(fixture.row == 2)
    fixture.write([[7, 3, 2]])
    #expect(fixture.row == 3 && !fixture.state.isMoving)
    let paused = WatchFixture([try collapse()], isRunning: false)
    #expect(paused.row == 1 && !paused.state.isMoving)
  }

  @Test("Keys lead through the rows: by one, by hundredths, by tenths, to both ends")
  func scrub() throws {
    var fixture = WatchFixture([try collapse(rows: 400)], isRunning: false)
    fixture.press(.character("."))
    #expect(fixture.row == 2)
    fixture.press(.right)
    #expect(fixture.row == 6)
    fixture.press(.pageDown)
    #expect(fixture.row == 46)
    fixture.press(.left, .pageUp)
    #expect(fixture.row == 2)
    fixture.press(.home, .left)
    #expect(fixture.row == 1 && fixture.line == "this is the first row")
    fixture.press(.end)
    #expect(fixture.row == 400 && fixture.stage.isLive)
    fixture.press(.left)
    #expect(fixture.row == 396 && !fixture.stage.isLive)
    fixture.press(.end, .character(" "), .right)
    #expect(fixture.line == "this is the last row so far")
    // It is not the last one any more.
    fixture.write([[30_000, 300, 300]])
    #expect(fixture.line != "this is the last row so far")
    fixture.press(.character(":"))
    for character in "row 37" { fixture.press(.character(character.unicodeScalars.first!)) }
    fixture.press(.enter)
    #expect(fixture.row == 37)
  }

  @Test("A press on the timeline shows the row there, a drag scrubs, its end is the newest")
  func timeline() throws {
    var fixture = WatchFixture([try collapse(rows: 101)])
    let rows = fixture.screen().rows
    let y = try #require(rows.firstIndex { $0.hasPrefix(" step 0 ") })
    let line = Array(rows[y])
    let (start, end) = (
      try #require(line.firstIndex { $0 == "●" }), try #require(line.lastIndex { $0 == "━" })
    )
    func press(_ x: Int, _ action: Mouse.Action) {
      fixture.receive(.mouse(Mouse(action, x: x, y: y)))
    }
    press((start + end) / 2, .press)
    #expect(abs(fixture.row - 51) <= 1 && !fixture.state.isMoving)
    press((start + 3 * end) / 4, .drag)
    #expect(abs(fixture.row - 76) <= 2)
    press((start + 3 * end) / 4, .release)
    press(end, .press)
    #expect(fixture.row == 101 && fixture.stage.isLive)
    press(start, .press)
    #expect(fixture.row == 1)
  }

  @Test("The timeline has the log's own steps, or rows where it counts none")
  func steps() throws {
    var fixture = WatchFixture([try collapse(rows: 5)])
    #expect(fixture.text.contains("step 0 ●") && fixture.text.contains("━ 400"))
    #expect(fixture.text.contains("row 1 of 5"))
    // A step that falls back is no axis.
    fixture.change { log in
      log.stepName = nil
      log.append([9, 9, 9], startsAnew: true)
    }
    #expect(fixture.text.contains("row 1 ●") && fixture.text.contains("━┿ 6"))
  }

  // MARK: What is found out

  @Test("The loop is estimated from the rows up to the one shown")
  func estimate() throws {
    let rows = try WatchFixture.rows(0.8)
    var fixture = WatchFixture([WatchFixture.LogText("log", rows)], isRunning: false)
    fixture.answerAll()
    #expect(fixture.line.contains("1 row tells no temperature"))
    for row in [20, 60] {
      _ = fixture.state.showRow(Int64(row))
      fixture.press(.character("."), .left)
      fixture.receive(.resize(width: 120, height: 40))
      fixture.answerAll()
      let number = Int(fixture.row)
      let expected = try LoopEstimate(
        of: rows.prefix(number).reduce(into: LoopObservations(.counts)) { $0.append($1) })
      #expect(fixture.feed.estimate == expected, "row \(number)")
      #expect(fixture.feed.isPresent)
    }
    let words = LoopWords(
      try #require(fixture.feed.estimate), NumberFormat(symbols: Symbols(.braille)))
    #expect(fixture.text.contains("mode collapse") && fixture.text.contains(words.shortValue))
    #expect(fixture.text.contains("takes all"))
  }

  @Test(
    "While rows pass, at most three estimates a second are asked for; at rest the last row counts")
  func throttle() throws {
    var fixture = WatchFixture([try collapse(rows: 400)], rate: 50)
    let before = fixture.askedCount
    fixture.pass(3)
    #expect((8...11).contains(fixture.askedCount - before))
    fixture.press(.character(" "))
    fixture.answerAll()
    #expect(fixture.feed.isPresent)
    for _ in 0..<5 { fixture.press(.character(".")) }
    fixture.answerAll()
    #expect(fixture.feed.isPresent && fixture.asked.isEmpty)
  }

  @Test("Samples, laws, and what the model does not explain have words of their own")
  func kinds() throws {
    let drift = try WatchFixture.rows(1, counts: [200, 200, 100], rows: 40, replaced: true)
    var samples = WatchFixture([WatchFixture.LogText("s", drift)], startsLive: true)
    samples.answerAll()
    #expect(samples.text.contains("rows of samples") && samples.feed.report.reading == .samples)
    var law = WatchFixture.LogText("l")
    law.values = .laws
    for row in try WatchFixture.rows(0.8, until: 300_000) {
      let sum = Double(row.reduce(0, +))
      law.append(row.map { Int64(Double($0) / sum * 0x1p61) })
    }
    var laws = WatchFixture([law], startsLive: true)
    laws.answerAll()
    let text = laws.text
    #expect(text.contains("rows of laws") && text.contains("one category takes all"))
    #expect(!text.contains("samples") && !text.contains("×10¹⁸"))
    // Whole numbers that have nothing to do with each other.
    var random = SeededRandom(seed: 5)
    let noise = (0..<60).map { _ in (0..<3).map { _ in Int64(1 + random.next(1000)) } }
    var other = WatchFixture([WatchFixture.LogText("o", noise)], startsLive: true)
    other.answerAll()
    #expect(other.text.contains("does not explain"))
  }

  @Test("Rows that were left out are counted, and the last one is said")
  func leftOut() throws {
    var log = try collapse()
    log.leftOutCount = 2
    log.notes = ["log: line 7: column 2 (\"A\"): x is no number; the row is left out"]
    let fixture = WatchFixture([log], startsLive: true)
    #expect(fixture.text.contains("2 rows: log: line 7"))
    log.activity = .failed("log: is a directory; accepted: a file")
    let failed = WatchFixture([WatchFixture.LogText("log")], startsLive: true)
    var state = failed.state
    _ = state.receive(log.report, from: failed.feed.source)
    #expect(state.line(state.format) == "log: is a directory; accepted: a file")
  }

  // MARK: Several logs

  @Test("Several logs stand at one step; Tab chooses whose bars and loop are shown")
  func overlay() throws {
    let (hot, cold) = (try WatchFixture.rows(1.5, rows: 30), try WatchFixture.rows(0.8, rows: 60))
    var fixture = WatchFixture(
      [WatchFixture.LogText("a/one.csv", hot), WatchFixture.LogText("b/two.csv", cold)],
      isRunning: false)
    _ = fixture.state.showRow(20)
    fixture.answerAll()
    #expect(fixture.stage.feeds.map { $0.row?.number } == [20, 20])
    #expect(fixture.text.contains("► ━━ one.csv  T ") && fixture.text.contains("  ━━ two.csv  T "))
    #expect(fixture.text.contains("row 20 of 30"))
    fixture.press(.tab)
    #expect(fixture.text.contains("► ━━ two.csv") && fixture.text.contains("row 20 of 60"))
    // The longer one goes on.
    fixture.press(.end)
    fixture.answerAll()
    #expect(fixture.stage.feeds.map { $0.row?.number } == [30, 60])
    #expect(fixture.text.contains("mode collapse"))
    fixture.press(.backTab)
    #expect(fixture.text.contains("heat death"))
  }

  @Test("Logs of the same categories in another order are overlaid by name; of others it is said")
  func otherCategories() throws {
    let rows = try WatchFixture.rows(0.8)
    var fixture = WatchFixture(
      [
        WatchFixture.LogText("one", rows),
        WatchFixture.LogText("two", rows.map { [$0[2], $0[0], $0[1]] }, labels: ["C", "A", "B"]),
        WatchFixture.LogText("three", rows, labels: ["A", "B", "D"]),
      ], startsLive: true)
    fixture.answerAll()
    let context = fixture.stage.context(
      in: fixture.state, Look(fixture.state.display, colors: .direct))
    #expect(context.path(of: 1)?.laws == context.path(of: 0)?.laws)
    #expect(context.path(of: 2)?.laws == nil && fixture.text.contains("other categories"))
    // One in the same folder of the same name is told apart.
    let twins = WatchFixture([
      WatchFixture.LogText("a/log.csv", rows), WatchFixture.LogText("b/log.csv", rows),
    ])
    #expect(twins.text.contains("a/log.csv") && twins.text.contains("b/log.csv"))
  }

  // MARK: Keys

  @Test(
    "Keys that would change a loop say that this one is somebody else's",
    arguments: [
      Key.character("t"), .character("T"), .character("0"), .character("="), .character("i"),
      .character("x"), .character("L"), .character("r"), .character("R"), .character("E"),
      .character("u"), .character("U"), .character("n"), .character("N"),
    ])
  func refused(key: Key) throws {
    var fixture = WatchFixture([try collapse()], startsLive: true)
    fixture.answerAll()
    let before = fixture.screen().rows.dropLast(2)
    #expect(fixture.press(key).isEmpty)
    #expect(fixture.line.contains("somebody else's") && fixture.line.hasPrefix("\(key.name) ("))
    #expect(fixture.screen().rows.dropLast(2) == before && fixture.state.overlays.isEmpty)
  }

  @Test("A click on the picture starts nothing, and other keys name the help")
  func nothing() throws {
    var fixture = WatchFixture([try collapse()], startsLive: true)
    fixture.receive(.mouse(Mouse(.press, x: 30, y: 15)))
    #expect(fixture.line.contains("somebody else's"))
    fixture.press(.character("e"))
    #expect(fixture.line.contains("does nothing here"))
    #expect(fixture.press(.character("q")) == [.quit])
    fixture.press(.character("?"))
    #expect(fixture.text.contains("pause and go on by one row"))
    #expect(!fixture.text.contains("temperature down"))
  }

  @Test("Pace, order of bars, signs, lecture room and words are as elsewhere")
  func looks() throws {
    var fixture = WatchFixture([try collapse()])
    fixture.press(.character("+"))
    #expect(fixture.stage.rate == 10)
    fixture.press(.character("-"), .character("-"))
    #expect(fixture.stage.rate == 2 && fixture.text.contains("2 rows/s"))
    fixture.press(.end)
    fixture.answerAll()
    fixture.press(.character("p"))
    #expect(fixture.text.contains("mode collapse"))
    fixture.press(.character("p"), .character("g"), .character("g"))
    #expect(fixture.state.display.glyphs == .ascii)
    fixture.press(.character("I"))
    #expect(fixture.text.contains("train.csv stands at row 60 of 60"))
    #expect(fixture.state.pictureName == "heatdeath-train.csv-row60")
  }

  /// Logs that restart, have few or many categories or laws, in every window.
  @Test("Nothing traps, whatever comes in whatever order", arguments: 0..<40)
  func storm(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let categories = random.pick([1, 2, 3, 4, 5, 9, 40])
    let logs = (0..<(1 + random.next(3))).map { log in
      var text = WatchFixture.LogText(
        "log\(log)", labels: (0..<categories).map { Scenario.defaultLabel($0) })
      text.values = random.next(4) == 0 ? .laws : .counts
      text.stepName = random.pick([nil, "epoch"])
      return text
    }
    var fixture = WatchFixture(
      logs, startsLive: random.next(2) == 0, glyphs: random.pick(GlyphSet.allCases),
      size: (random.next(130), random.next(45)))
    let keys =
      WatchStage.table.flatMap(\.actions).flatMap(\.keys).filter { $0 != .character("q") }
      + [.character("t"), .character("/"), .enter, .character("5")]
    for _ in 0..<120 {
      switch random.next(6) {
      case 0:
        let log = random.next(logs.count)
        for _ in 0..<random.next(30) {
          let row = (0..<(1 + random.next(categories))).map { _ in Int64(random.next(1000)) }
          guard row.reduce(0, +) > 0 else { continue }
          fixture.change(log) { $0.append(row, startsAnew: random.next(8) == 0) }
        }
      case 1: fixture.pass(0.2)
      case 2: fixture.answerAll()
      case 3:
        let size = (random.next(130), random.next(45))
        fixture.receive(.resize(width: size.0, height: size.1))
      case 4:
        let action = random.pick([
          Mouse.Action.press, .drag, .release, .wheelUp, .wheelDown, .move,
        ])
        let mouse = Mouse(action, x: random.next(130), y: random.next(45))
        fixture.receive(.mouse(mouse))
      default: fixture.press(random.pick(keys))
      }
      _ = fixture.screen(colors: random.pick([.direct, .indexed, .eight, .monochrome]))
    }
  }
}
