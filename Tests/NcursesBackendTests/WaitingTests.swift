import CPlatform
import Glibc
import TerminalDrawing
import TestSupport
import Testing

@testable import NcursesBackend

extension ScreenTests {
  @Suite struct Waiting {
    private static let soon: Int64 = 10_000_000_000

    @Test(arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OB", .down),
      ("\u{1B}[C", .right), ("\u{1B}OC", .right), ("\u{1B}[D", .left), ("\u{1B}OD", .left),
      ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[F", .end),
      ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
      ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
      ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[15~", .function(5)),
      ("\u{1B}[24~", .function(12)), ("\u{1B}", .escape), ("\t", .tab), ("\r", .enter),
      ("\u{7F}", .backspace), ("é", .character("é")), ("日", .character("日")),
      ("\u{1}", .control("a")),
      ("\u{13}", .control("s")), ("\u{11}", .control("q")), ("\u{16}", .control("v")),
    ])
    func aKeyArrives(bytes: String, key: Key) throws {
      let fixture = try ScreenFixture()
      #expect(fixture.typing(bytes) == [.event(.key(key))])
    }

    @Test func keysArriveBeforeTheFirstFrameAndDoNotDisturbIt() throws {
      let fixture = try ScreenFixture(width: 4, height: 1)
      #expect(
        fixture.typing("ab") == [.event(.key(.character("a"))), .event(.key(.character("b")))])
      #expect(fixture.terminal.bytesWritten == 0)
      fixture.show(CellBuffer(width: 4, height: 1, rows: ["text"]))
      #expect(fixture.typing("\u{1B}[1;5Cc") == [.event(.key(.character("c")))])
      #expect(fixture.shown.rows == ["text"])
    }

    @Test func aFloodOfKeysIsTakenInPiecesAndWhole() throws {
      let fixture = try ScreenFixture()
      let text = String(repeating: "0123456789", count: 100)
      #expect(
        fixture.typing(text) == text.unicodeScalars.map { .event(.key(.character($0))) })
    }

    /// A signal key discards what was typed, after poll() has told of it and before it is read. And
    /// whoever reads the terminal when the program was killed must not take it for its end.
    @Test func aReadOfTheKeyboardNeverWaitsAndNobodyElseSeesAnEnd() throws {
      let fixture = try ScreenFixture()
      #expect(fixture.terminal.wait(timeoutNanoseconds: 0, wakeDescriptor: -1) == [])
      var modes = termios()
      #expect(tcgetattr(fixture.pseudoTerminal.slave, &modes) == 0)
      withUnsafeBytes(of: modes.c_cc) { characters in
        #expect(characters[Int(VMIN)] == 1 && characters[Int(VTIME)] == 0)
      }
      let keyboard = try Keyboard(input: fixture.pseudoTerminal.slave)
      var byte: UInt8 = 0
      #expect(read(keyboard.descriptor, &byte, 1) == -1 && errno == EAGAIN)
    }

    @Test func theTimeRunsOutWithNothing() throws {
      let fixture = try ScreenFixture()
      #expect(fixture.terminal.wait(timeoutNanoseconds: 0, wakeDescriptor: -1) == [])
      #expect(fixture.terminal.wait(timeoutNanoseconds: 1_000, wakeDescriptor: -1) == [])
      #expect(fixture.terminal.wait(timeoutNanoseconds: -5, wakeDescriptor: -1) == [])
    }

    @Test func theWakeDescriptorWakesAndIsLeftToItsOwner() throws {
      let fixture = try ScreenFixture()
      let wake = eventfd(1, 0)
      defer { close(wake) }
      for _ in 0..<2 {
        #expect(fixture.terminal.wait(timeoutNanoseconds: nil, wakeDescriptor: wake) == [.wake])
      }
    }

    @Test func controlCIsARequestToEnd() throws {
      let fixture = try ScreenFixture()
      // Without a controlling terminal no signal comes of it, only the character where the
      // terminal makes no signals.
      pthread_kill(pthread_self(), SIGINT)
      #expect(
        fixture.terminal.wait(timeoutNanoseconds: Self.soon, wakeDescriptor: -1)
          == [.terminate(signal: SIGINT)])
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func aSignalIsARequestToEnd(signal: Int32) throws {
      let fixture = try ScreenFixture()
      pthread_kill(pthread_self(), signal)
      #expect(
        fixture.terminal.wait(timeoutNanoseconds: Self.soon, wakeDescriptor: -1)
          == [.terminate(signal: signal)])
    }

    @Test func aVanishedTerminalIsReported() throws {
      let fixture = try ScreenFixture()
      fixture.show(CellBuffer(width: 80, height: 24, rows: ["text"]))
      fixture.pseudoTerminal.hangUp()
      for _ in 0..<2 {
        let inputs = fixture.terminal.wait(timeoutNanoseconds: nil, wakeDescriptor: -1)
        #expect(inputs.contains(.hangUp))
      }
      let isTaken = fixture.terminal.present(CellBuffer(width: 80, height: 24))
      #expect(!isTaken)
    }

    @Test func aNewSizeIsReportedOnceAndDrawnWhole() throws {
      let fixture = try ScreenFixture(width: 10, height: 4)
      fixture.show(CellBuffer(width: 10, height: 4, fill: Cell("a")))
      for (width, height) in [(20, 6), (5, 2), (1, 1), (200, 60), (10, 4)] {
        #expect(
          fixture.resize(width: width, height: height)
            == [.event(.resize(width: width, height: height))])
        #expect(fixture.terminal.size == (width, height))
        let buffer = CellBuffer(
          width: width, height: height,
          rows: Array(repeating: String(repeating: "é", count: width), count: height))
        fixture.show(buffer)
        #expect(fixture.shown.rows == buffer.rows)
      }
      #expect(fixture.resize(width: 10, height: 4) == [])
      #expect(fixture.shown.unknown == [])
    }

    @Test func aSlowTerminalLosesFramesAndHoldsNothingUp() throws {
      let fixture = try ScreenFixture(width: 200, height: 60)
      var generator = SplitMix64(state: 7)
      var taken = 0
      var last = CellBuffer(width: 200, height: 60)
      for _ in 0..<60 {
        last = CellBuffer.random(width: 200, height: 60, using: &generator)
        if fixture.terminal.present(last) { taken += 1 }
        // A frame of this kind has some 100 kB; never more than the rest of one is kept.
        #expect(fixture.terminal.pendingBytes < 400_000)
      }
      #expect(taken == 1)
      #expect(fixture.typing("k") == [.event(.key(.character("k")))])

      // Once it is read from, the terminal says so, and one frame brings it up to date.
      var inputs: [TerminalInput] = []
      let patience = Patience("the terminal's word that it takes frames again")
      while !inputs.contains(.drained) {
        try patience.check()
        fixture.receive()
        // Nothing but this loop reads: waiting for long would be waiting in vain.
        inputs += fixture.terminal.wait(timeoutNanoseconds: 1_000_000, wakeDescriptor: -1)
      }
      #expect(inputs == [.drained])
      fixture.show(last)
      #expect(fixture.shown.rows == last.rows)
      #expect(fixture.terminal.wait(timeoutNanoseconds: 0, wakeDescriptor: -1) == [])
    }

    @Test func stoppingGivesTheTerminalBackOnce() throws {
      let pseudoTerminal = try PseudoTerminal()
      let modes = pseudoTerminal.modes
      let fixture = try ScreenFixture()
      #expect(fixture.pseudoTerminal.modes != modes)
      fixture.show(CellBuffer(width: 80, height: 24, rows: ["text"]))
      #expect(fixture.shown.modes == VirtualTerminal.screenModes)
      fixture.terminal.stop()
      fixture.terminal.stop()
      var shown = fixture.shown
      while let bytes = fixture.pseudoTerminal.read(milliseconds: 0), !bytes.isEmpty {
        shown.feed(bytes)
      }
      #expect(shown.modes == [7, 25])
      #expect(shown.style == ScreenStyle())
      #expect(shown.unknown == [])
      #expect(fixture.pseudoTerminal.modes == modes)
      let isTaken = fixture.terminal.present(CellBuffer(width: 80, height: 24))
      #expect(!isTaken)
    }

    @Test func stoppingDoesNotWaitForATerminalThatTakesNothing() throws {
      let fixture = try ScreenFixture(width: 200, height: 60)
      var generator = SplitMix64(state: 8)
      _ = fixture.terminal.present(.random(width: 200, height: 60, using: &generator))
      #expect(fixture.terminal.pendingBytes > 0)
      let modes = try PseudoTerminal().modes
      fixture.terminal.stop()
      #expect(fixture.pseudoTerminal.modes == modes)
    }
  }
}
