import Glibc
import TerminalDrawing
import Testing

@testable import NcursesBackend

extension ScreenTests {
  @Suite struct Opening {
    @Test(arguments: [
      ("xterm-256color", ColorDepth.indexed, GlyphSet.braille),
      ("xterm-direct", .direct, .braille), ("tmux-256color", .indexed, .braille),
      ("screen", .eight, .braille), ("linux", .eight, .ascii),
      ("linux-16color", .sixteen, .ascii), ("vt100", .monochrome, .braille),
      ("ansi", .eight, .braille), ("xterm-mono", .monochrome, .braille),
    ])
    func everyTerminalDrawsWhatItCan(name: String, colors: ColorDepth, glyphs: GlyphSet) throws {
      let fixture = try ScreenFixture(width: 40, height: 3, environment: ["TERM": name])
      #expect(
        fixture.terminal.capabilities
          == TerminalCapabilities(
            colors: colors, glyphs: glyphs, hasMouse: fixture.terminal.capabilities.hasMouse))
      #expect(fixture.terminal.notice == nil)
      var generator = SplitMix64(state: 1)
      var buffer = CellBuffer(width: 40, height: 3)
      for _ in 0..<200 {
        buffer.scribble(using: &generator)
        fixture.show(buffer)
      }
      #expect(fixture.shown.rows == buffer.rows)
    }

    @Test func theUserMayWantFewerColoursButGetsNoMoreThanThereAre() throws {
      for (name, wanted, expected) in [
        ("xterm-256color", ColorDepth.eight, ColorDepth.eight),
        ("xterm-256color", .monochrome, .monochrome), ("xterm", .direct, .eight),
        ("xterm-direct", .sixteen, .sixteen), ("xterm-256color", .direct, .direct),
      ] {
        let fixture = try ScreenFixture(
          TerminalConfiguration(colors: wanted), width: 4, height: 1, environment: ["TERM": name])
        #expect(fixture.terminal.capabilities.colors == expected)
        fixture.show(
          CellBuffer(
            width: 4, height: 1, rows: ["text"],
            style: Style(foreground: .rgb(250, 5, 5), attributes: .bold)))
        let style = fixture.shown.cells[0].style
        #expect(style.attributes == [1])
        let foreground =
          switch expected {
          case .monochrome: ""
          case .eight: "31"
          case .sixteen: "2::255:0:0"
          case .indexed: "5:196"
          case .direct: "2::251:4:4"
          }
        #expect(style.foreground == foreground)
      }
    }

    @Test func noColorMeansMonochromeUnlessTheUserWantsColours() throws {
      let plain = try ScreenFixture(environment: ["NO_COLOR": "1"])
      #expect(plain.terminal.capabilities.colors == .monochrome)
      plain.terminal.stop()
      let colored = try ScreenFixture(
        TerminalConfiguration(colors: .indexed), environment: ["NO_COLOR": "1"])
      #expect(colored.terminal.capabilities.colors == .indexed)
    }

    @Test func anUnknownTerminalIsTakenForXtermWithANotice() throws {
      let fixture = try ScreenFixture(environment: ["TERM": "no-such-terminal"])
      #expect(
        fixture.terminal.notice == "unknown TERM \"no-such-terminal\": using xterm-256color")
    }

    @Test func aDumbTerminalIsRefused() {
      #expect(throws: TerminalError.dumb(name: "dumb")) {
        try ScreenFixture(environment: ["TERM": "dumb"])
      }
    }

    @Test func aFileIsNoTerminal() throws {
      let file = open("/dev/null", O_RDWR)
      defer { close(file) }
      let pseudoTerminal = try PseudoTerminal()
      #expect(throws: TerminalError.outputNotATerminal) {
        try Terminal(
          TerminalConfiguration(), input: pseudoTerminal.slave, output: file,
          ownsProcess: false, environment: { _ in nil })
      }
    }

    @Test func everyErrorNamesTheCommandThatNeedsNoScreen() {
      let errors: [TerminalError] = [
        .outputNotATerminal, .inputNotATerminal, .dumb(name: "dumb"), .unknown(name: "x"),
        .system(call: "memfd_create", error: ENOMEM), .fileSizeLimit(bytes: 0),
      ]
      for error in errors { #expect(error.description.contains("`heatdeath run`")) }
    }

    @Test func asciiIsAllThatIsLeftOfALocaleWithoutUTF8() throws {
      // The process's own locale is what ncurses prints by; tests run with whichever is set, so
      // only the wish is tested here.
      let fixture = try ScreenFixture(TerminalConfiguration(glyphs: .ascii))
      #expect(fixture.terminal.capabilities.glyphs == .ascii)
    }
  }
}
