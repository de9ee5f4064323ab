import Glibc
import TerminalDrawing
import Testing

@testable import NcursesBackend

@Suite struct BackgroundReportTests {
  @Test(
    "The theme is the one whose text stands out",
    arguments: [
      ("rgb:0000/0000/0000", Theme.dark), ("rgb:ffff/ffff/ffff", .light), ("rgb:f/f/f", .light),
      ("rgb:00/00/00", .dark), ("rgb:fdf/6f6/e3e", .light), ("rgb:0000/2b2b/3636", .dark),
      ("rgba:ffff/ffff/ffff/8000", .light), ("rgb:2e/34/36", .dark), ("rgb:EE/EE/EE", .light),
      // Yellow is bright, blue is not; the grey in the middle of the scale is 0x76.
      ("rgb:ff/ff/00", .light), ("rgb:00/00/ff", .dark), ("rgb:7777/7777/7777", .light),
      ("rgb:7474/7474/7474", .dark),
    ])
  func theThemeIsTheOneWhoseTextStandsOut(color: String, theme: Theme) {
    for end in ["\u{7}", "\u{1B}\\", "\u{9C}"] {
      var line = InputLine()
      line.send("\u{1B}]11;\(color)\(end)x")
      #expect(line.events == [.background(theme), .key("x")])
    }
  }

  @Test(
    "What is no colour is nothing",
    arguments: [
      "11;?", "11;", "11", "", "11;rgb:", "11;rgb:ff/ff", "11;rgb:ff/ff/ff/ff", "11;rgba:ff/ff/ff",
      "11;rgb:fffff/ff/ff", "11;rgb://", "11;rgb:+f/ff/ff", "11;rgb:-f/ff/ff", "11;rgb:gg/ff/ff",
      "11;rgb:é/ff/ff", "11;white", "10;rgb:ff/ff/ff", "110;rgb:ff/ff/ff", "4;11;rgb:ff/ff/ff",
      "11;rgb:ff/ff/ff:", "11;rgb: f/ff/ff",
    ])
  func whatIsNoColourIsNothing(content: String) {
    var line = InputLine()
    line.send("\u{1B}]\(content)\u{7}\u{1B}P11;rgb:ff/ff/ff\u{1B}\\x")
    #expect(line.events == [.key("x")])
  }

  @Test("An answer is taken for five seconds, and expected for two, or until the terminal's name")
  func theQuestion() {
    var question = BackgroundQuestion(isWanted: true)
    let second: Int64 = 1_000_000_000
    #expect(!question.takesAnswer(at: 0) && !question.isOutstanding(at: 0))
    question.settle()
    #expect(question.ask(at: second) == "\u{1B}]11;?\u{1B}\\\u{1B}[c")
    #expect(question.ask(at: second) == nil)
    #expect(question.takesAnswer(at: 5 * second) && !question.takesAnswer(at: 6 * second))
    #expect(question.isOutstanding(at: 2 * second) && !question.isOutstanding(at: 3 * second))
    question.settle()
    #expect(question.takesAnswer(at: 2 * second) && !question.isOutstanding(at: 2 * second))
    question = BackgroundQuestion(isWanted: false)
    #expect(question.ask(at: 0) == nil)
  }
}

extension ScreenTests {
  @Suite struct Background {
    private static let wanted = TerminalConfiguration(asksForBackground: true)
    private static let question = "\u{1B}]11;?\u{1B}\\\u{1B}[c"
    private static let answer = "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\"

    private let buffer = CellBuffer(width: 80, height: 24, rows: ["text"])

    @Test("The question is asked once, behind the first frame, in the same write")
    func theQuestionIsAskedOnce() throws {
      let fixture = try ScreenFixture(Self.wanted)
      let first = String(decoding: fixture.show(buffer), as: UTF8.self)
      #expect(first.hasSuffix("\u{1B}[?2026l" + Self.question))
      #expect(fixture.terminal.writes == 1)
      fixture.terminal.redrawEverything()
      #expect(!String(decoding: fixture.show(buffer), as: UTF8.self).contains("]11;"))
      #expect(fixture.typing(Self.answer) == [.event(.background(.light))])
      #expect(fixture.typing("\u{1B}[?64;1cx") == [.event(.key("x"))])
    }

    @Test("Nobody is asked who does not know the question, or where nobody wants to know")
    func nobodyIsAskedInVain() throws {
      for (configuration, name) in [
        (TerminalConfiguration(), "xterm-256color"), (Self.wanted, "linux"), (Self.wanted, "vt100"),
      ] {
        let fixture = try ScreenFixture(configuration, environment: ["TERM": name])
        let bytes = fixture.show(buffer)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("]11;"))
        // An answer without a question is nothing.
        #expect(fixture.typing(Self.answer + "x") == [.event(.key("x"))])
        fixture.terminal.stop()
      }
    }

    @Test("An answer on its way when the screen is left does not reach the shell")
    func anAnswerOnItsWay() throws {
      let fixture = try ScreenFixture(Self.wanted)
      fixture.show(buffer)
      fixture.pseudoTerminal.type(Self.answer + "\u{1B}[?64;1c")
      fixture.terminal.stop()
      var readable = pollfd(fd: fixture.pseudoTerminal.slave, events: Int16(POLLIN), revents: 0)
      #expect(poll(&readable, 1, 0) == 0)
    }

    @Test("A terminal that never answers, or is gone, does not keep the screen from being left")
    func aTerminalThatNeverAnswers() throws {
      for isGone in [false, true] {
        let fixture = try ScreenFixture(Self.wanted)
        fixture.show(buffer)
        if isGone { fixture.pseudoTerminal.hangUp() }
        fixture.terminal.stop()
        #expect(!fixture.terminal.present(buffer))
      }
    }
  }
}
