import TerminalDrawing
import Testing

@testable import NcursesBackend

@Suite struct MouseDecodingTests {
  /// The events of a report, of which this is what comes after `ESC [ <`.
  private func events(_ report: String) -> [Event] {
    var line = InputLine()
    line.send("\u{1B}[<" + report)
    return line.events
  }

  @Test(
    "Left button, wheel and movements are events, with any modifier",
    arguments: [
      ("0;11;6M", Mouse(.press, x: 10, y: 5)), ("0;11;6m", Mouse(.release, x: 10, y: 5)),
      ("32;1;1M", Mouse(.drag, x: 0, y: 0)), ("35;240;60M", Mouse(.move, x: 239, y: 59)),
      ("35;240;60m", Mouse(.move, x: 239, y: 59)), ("64;9;9M", Mouse(.wheelUp, x: 8, y: 8)),
      ("65;9;9M", Mouse(.wheelDown, x: 8, y: 8)), ("4;2;2M", Mouse(.press, x: 1, y: 1)),
      ("28;2;2m", Mouse(.release, x: 1, y: 1)), ("48;2;2M", Mouse(.drag, x: 1, y: 1)),
      ("80;2;2M", Mouse(.wheelUp, x: 1, y: 1)), ("0;1000;500M", Mouse(.press, x: 999, y: 499)),
    ])
  func reportsAreEvents(report: String, mouse: Mouse) {
    #expect(events(report + "q") == [.mouse(mouse), .key(.character("q"))])
  }

  @Test(
    "Other buttons and malformed reports are nothing, and none of their characters is a key",
    arguments: [
      "1;5;5M", "2;5;5M", "2;5;5m", "33;5;5M", "34;5;5M", "66;5;5M", "67;5;5M", "64;5;5m",
      "128;5;5M",
      "3;5;5M", "M", "m", ";M", ";;M", "0;5M", "0;5;5;5M", "0;0;5M", "0;5;0M", "0;-5;5M", "0;5:5M",
      "0;5;5q", "<0;5;5M", "0 ;5;5M",
    ])
  func otherReportsAreNothing(report: String) {
    #expect(events(report + "q") == [.key(.character("q"))])
  }

  @Test("Large numbers are cut, and numbers without end nothing, not a trap")
  func numbersWithoutEndAreCut() {
    let digits = String(repeating: "9", count: 200)
    #expect(
      events("0;\(digits);2M") == [.mouse(Mouse(.press, x: 99_999, y: 1))])
    #expect(events("\(digits);1;1M") == [])
    #expect(events(String(repeating: digits, count: 100) + ";1;1Mq") == [.key("q")])
  }

  @Test("A report may come in any pieces")
  func aReportMayComeInAnyPieces() {
    let report = Array("\u{1B}[<0;240;6M".utf8)
    for first in 0...report.count {
      for second in first...report.count {
        var line = InputLine()
        for piece in [report[..<first], report[first..<second], report[second...]] {
          line.send(piece)
          line.pause(milliseconds: 60)
        }
        // Nobody can tell an escape from a key before the rest is there.
        let given = line.events.filter { $0 != .key(.escape) }
        #expect(given == [.mouse(Mouse(.press, x: 239, y: 5))], "cut at \(first) and \(second)")
        if first != 1 && second != 1 { #expect(line.events == given) }
      }
    }
  }

  @Test("A report that breaks off gives way to what comes next")
  func aReportThatBreaksOffGivesWay() {
    #expect(events("0;11\u{1B}[A") == [.key(.up)])
    #expect(events("0;1é") == [.key("é")])
    #expect(events("0;1\u{1B}[<0;1;1Mq") == [.mouse(Mouse(.press, x: 0, y: 0)), .key("q")])
  }
}

extension ScreenTests {
  @Suite struct MouseReports {
    private static let reports: Set<Int> = [1002, 1003, 1006]

    private func press(_ x: Int, _ y: Int) -> TerminalInput {
      .event(.mouse(Mouse(.press, x: x, y: y)))
    }

    @Test(
      "Where the terminal has a mouse it is on with the first frame, and off in the end",
      arguments: [
        ("xterm", true), ("xterm-256color", true), ("xterm-direct", true), ("tmux-256color", true),
        ("screen", true), ("no-such-terminal", true), ("linux", false), ("linux-16color", false),
        ("vt100", false), ("ansi", false),
      ])
    func mouseIsOnWhereThereIsOne(name: String, hasMouse: Bool) throws {
      let fixture = try ScreenFixture(environment: ["TERM": name])
      #expect(fixture.terminal.capabilities.hasMouse == hasMouse)
      fixture.show(CellBuffer(width: 80, height: 24, rows: ["text"]))
      #expect(fixture.shown.modes.intersection(Self.reports) == (hasMouse ? Self.reports : []))
      fixture.terminal.stop()
      let ending = fixture.pseudoTerminal.rest()
      #expect(String(decoding: ending, as: UTF8.self).contains("\u{1B}[?100") == hasMouse)
    }

    @Test("It is given back in the order that leaves the terminal usable wherever it breaks off")
    func theOrderOfTheEnd() throws {
      let fixture = try ScreenFixture()
      fixture.show(CellBuffer(width: 80, height: 24, rows: ["text"]))
      fixture.terminal.stop()
      let ending = String(decoding: fixture.pseudoTerminal.rest(), as: UTF8.self)
      var rest = Substring(ending)
      let order = [
        "[?2026l", "[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?2004l", "[m", "[?25h", "[?1049l",
        "[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?2004l",
      ]
      for part in order {
        let range = try #require(rest.firstRange(of: part), "\(part) in \(ending.debugDescription)")
        rest = rest[range.upperBound...]
      }
      #expect(rest == "")
    }

    @Test(
      "Reports come through every terminal's description, beyond column 223 too",
      arguments: ["xterm-256color", "xterm-direct", "tmux-256color", "screen"])
    func reportsComeThrough(name: String) throws {
      let fixture = try ScreenFixture(width: 300, height: 50, environment: ["TERM": name])
      #expect(
        fixture.typing("a\u{1B}[<0;240;6Mb") == [
          .event(.key(.character("a"))), press(239, 5), .event(.key(.character("b"))),
        ])
      // Outside the screen there is nothing to point at.
      #expect(fixture.typing("\u{1B}[<0;301;6M\u{1B}[<0;1;51Mb") == [.event(.key(.character("b")))])
      // The old coding was not asked for.
      #expect(fixture.typing("\u{1B}[M !!b") == [.event(.key(.character("b")))])
    }

    @Test("A report cut after the bracket by a pause is still one")
    func aReportMayPause() throws {
      let fixture = try ScreenFixture()
      #expect(fixture.typing("\u{1B}[<") == [])
      #expect(fixture.typing("0;11") == [])
      #expect(fixture.typing(";6Mq") == [press(10, 5), .event(.key(.character("q")))])
    }

    @Test("A flood of reports is taken whole, in order")
    func aFloodOfReportsIsTakenWhole() throws {
      let fixture = try ScreenFixture()
      let text = (1...80).map { "\u{1B}[<35;\($0);7M" }.joined() + "q"
      #expect(
        fixture.typing(text)
          == (0..<80).map { .event(.mouse(Mouse(.move, x: $0, y: 6))) }
          + [.event(.key(.character("q")))])
    }

    @Test("Switched off it is silent at once; a frame without a change carries the switch")
    func itCanBeSwitchedOff() throws {
      let fixture = try ScreenFixture()
      let buffer = CellBuffer(width: 80, height: 24, rows: ["text"])
      fixture.show(buffer)
      fixture.terminal.setMouse(false)
      let off = "\u{1B}[?2026h\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?2026l"
      #expect(String(decoding: fixture.show(buffer), as: UTF8.self) == off)
      #expect(fixture.show(buffer) == [])
      #expect(fixture.typing("\u{1B}[<0;1;1Mq") == [.event(.key(.character("q")))])
      fixture.terminal.setMouse(true)
      let on = "\u{1B}[?2026h\u{1B}[?1002h\u{1B}[?1003h\u{1B}[?1006h\u{1B}[?2026l"
      #expect(String(decoding: fixture.show(buffer), as: UTF8.self) == on)
      #expect(fixture.typing("\u{1B}[<0;1;1M") == [press(0, 0)])
    }
  }
}
