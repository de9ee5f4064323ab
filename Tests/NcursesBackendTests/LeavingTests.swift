import Glibc
import TerminalDrawing
import TestSupport
import Testing

@testable import NcursesBackend

extension ScreenTests {
  /// What is left on the terminal when the screen is.
  @Suite struct Leaving {
    /// A terminal that a shell has used, and what it was like.
    private static let prompt = "one\r\ntwo\r\nthree\r\n"

    @Test("Every description installed leaves no mode, margin or character set behind")
    func everyDescriptionLeavesNothingBehind() throws {
      var (ansi, others): (Int, Int) = (0, 0)
      for name in TerminfoEntry.names {
        // The rest cannot show the screen.
        guard let fixture = try? ScreenFixture(width: 120, height: 40, environment: ["TERM": name]),
          fixture.terminal.notice == nil
        else { continue }
        fixture.interfere(Self.prompt)
        let before = fixture.shown
        var generator = SplitMix64(state: 5)
        var buffer = CellBuffer(width: 120, height: 40, rows: [name])
        for _ in 0..<3 {
          for _ in 0..<5 { buffer.scribble(using: &generator) }
          fixture.show(buffer)
        }
        let (isANSI, isDEC) = (Terminfo.isANSI, Terminfo.isDEC)
        var normal = before
        normal.feed(Terminfo.string("sgr0") ?? [])
        fixture.terminal.stop(saying: "farewell\r\n")
        let ending = fixture.pseudoTerminal.rest()
        // What the others are told, nothing here understands.
        guard isANSI else {
          others += 1
          continue
        }
        ansi += 1
        var shown = fixture.shown
        shown.feed(ending)
        var expected = before.state
        // Shifted out, where the description calls that normal and has it no other way.
        expected.characterSets = normal.characterSets
        if normal.characterSet == 1 { expected.characterSet = shown.characterSet }
        // The keypad's modes are the other way round for some that are not the VT100's kin.
        if !isDEC { expected.keypadIsNumeric = shown.keypadIsNumeric }
        #expect(shown.state == expected, "\(name)")
        if shown.rows == Self.after(before) { continue }
        // No other screen: the farewell is below what is left of this one.
        #expect((shown.x, shown.y) == (0, 39), "\(name)")
        #expect(shown.rows[38].hasPrefix("farewell"), "\(name)")
      }
      // ncurses-base alone has more; with ncurses-term it is 860, and 600 others.
      #expect(ansi > 20)
    }

    /// What the shell's screen shows after the farewell.
    private static func after(_ before: VirtualTerminal) -> [String] {
      var shown = before
      shown.feed(Array("farewell\r\n".utf8))
      return shown.rows
    }
  }
}
