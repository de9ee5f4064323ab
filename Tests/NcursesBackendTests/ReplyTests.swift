import TerminalDrawing
import TestSupport
import Testing

@testable import NcursesBackend

/// What terminals send of their own accord, or because another program asked.
@Suite struct ReplyTests {
  static let replies: [String] = [
    // Primary, secondary and tertiary device attributes.
    "\u{1B}[?64;1;2;6;9;15;18;21;22c", "\u{1B}[?1;2c", "\u{1B}[>41;379;0c",
    "\u{1B}P!|00000000\u{1B}\\",
    // Device status, cursor position, window size, title.
    "\u{1B}[0n", "\u{1B}[?13n", "\u{1B}[24;80R", "\u{1B}[?1;1R", "\u{1B}[8;24;80t",
    "\u{1B}[4;600;800t", "\u{1B}[3;0;0t", "\u{1B}]lquit\u{1B}\\", "\u{1B}]Lr\u{7}",
    // XTVERSION, DECRQSS, XTGETTCAP.
    "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}P1$r2 q\u{1B}\\", "\u{1B}P0$r\u{7}", "\u{1B}P1+r544e=787465726d\u{1B}\\",
    "\u{1B}P0+r\u{1B}\\",
    // Colours, clipboard.
    "\u{1B}]4;1;rgb:cdcd/0000/0000\u{1B}\\", "\u{1B}]10;rgb:ffff/ffff/ffff\u{7}",
    "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}]11;rgba:0000/0000/0000/ffff\u{7}",
    "\u{1B}]52;c;cXJxcg==\u{7}",
    // DECRPM, keyboard protocols, keys with modifiers.
    "\u{1B}[?2026;2$y", "\u{1B}[4;2$y", "\u{1B}[?0u", "\u{1B}[113u", "\u{1B}[113;1:3u",
    "\u{1B}[97;5u", "\u{1B}[27;5;9~", "\u{1B}[27;5;113~", "\u{1B}[1;5C", "\u{1B}[3;5~", "\u{1B}O5P",
    "\u{1B}OX", "\u{1B}[15;2~", "\u{1B}[[Z", "\u{1B}[?997;1n",
    // Kitty's graphics, other strings.
    "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}_Gi=1;ENOENT:q\u{1B}\\", "\u{1B}^r\u{1B}\\",
    "\u{1B}Xq\u{1B}\\",
    "\u{1B}_q\u{7}",
    // Focus, mouse in older codings.
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[M !!", "\u{1B}[Mqqq", "\u{1B}[32;11;6M", "\u{1B}[<99;1;1q",
    // Text in UTF-8 whose bytes contain those of C1.
    "\u{1B}]lÜ\u{109C}q日\u{1B}\\", "\u{1B}Pq🜛q\u{7}",
  ]

  /// The same with control characters of eight bits.
  private static let inEightBits: [[UInt8]] = replies.map { reply in
    var bytes: [UInt8] = []
    var rest = Array(reply.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x1B, let next = rest.first, (0x40...0x5F).contains(next) {
        bytes.append(next + 0x40)
        rest.removeFirst()
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  static let everything = replies.map { Array($0.utf8) } + inEightBits

  @Test(
    "No answer is a key, wherever it is cut, and the key after it arrives",
    arguments: [0, 60, 400, 4_000] as [Int64])
  func noAnswerIsAKey(milliseconds: Int64) {
    for reply in Self.everything {
      for cut in 0...reply.count {
        var line = InputLine()
        line.send(reply[..<cut])
        line.pause(milliseconds: milliseconds)
        // Nobody can tell an escape from a key before the rest is there, and after a second it is
        // one.
        let isKey = cut == 1 && reply[0] == 0x1B && milliseconds > 0
        if isKey && milliseconds > 500 { continue }
        line.send(reply[cut...])
        line.send("x")
        #expect(line.keys == (isKey ? [.escape, "x"] : ["x"]), "\(reply) cut at \(cut)")
        #expect(line.isAtRest)
      }
    }
  }

  @Test("No answer is a key that comes byte by byte, with 60 ms between them")
  func noAnswerIsAKeyByteByByte() {
    for reply in Self.everything {
      var line = InputLine()
      for byte in reply + [UInt8(ascii: "x")] {
        line.send([byte])
        line.pause(milliseconds: 60)
      }
      #expect(line.keys == (reply[0] == 0x1B ? [.escape, "x"] : ["x"]), "\(reply)")
    }
  }

  @Test("Answers one after another, each cut by the next, are no keys")
  func answersOneAfterAnother() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<2_000 {
      var line = InputLine()
      for _ in 0..<5 {
        let reply = random.pick(Self.replies).utf8
        line.send(reply.prefix(random.next(reply.count) + 2))
      }
      line.send("\u{18}\u{1B}[2Jx")
      let keys = line.keys.filter { $0 != .control("x") }
      #expect(keys == ["x"])
    }
  }

  @Test("Bytes of any kind trap nothing, and five seconds later the keys are free")
  func bytesOfAnyKind() {
    var random = SeededRandom(seed: 6)
    for _ in 0..<3_000 {
      var line = InputLine(description: ["kf1": "\u{1}@\r", "kcuu1": "\u{1B}A"])
      for _ in 0..<random.next(8) {
        line.send((0..<random.next(40)).map { _ in random.byte() })
        line.pause(milliseconds: Int64(random.next(3) * 40))
      }
      line.pause(milliseconds: 6_000)
      #expect(line.isAtRest)
      line.send("x")
      #expect(line.keys.last == "x")
    }
  }
}

extension SeededRandom {
  /// Any byte, those that begin something more often than others.
  fileprivate mutating func byte() -> UInt8 {
    next(2) == 0
      ? UInt8(next(256))
      : pick(Array("\u{1B}[]OP_^X\\\u{7}\u{18}<;?1M~".utf8) + [0x9B, 0x9C, 0x9D])
  }
}

extension ScreenTests {
  @Suite struct Replies {
    @Test("Bytes that are no characters are nothing for ever, and no hang-up")
    func undecodableBytesAreNoHangUp() throws {
      let fixture = try ScreenFixture()
      for byte in Array(repeating: UInt8(0xFF), count: 30) + Array(repeating: 0xE4, count: 30) {
        #expect(fixture.typing([byte]) == [])
      }
      #expect(fixture.typing("q") == [.event(.key("q"))])
    }

    @Test("Answers that come through the terminal's line are no keys")
    func answersAreNoKeys() throws {
      let fixture = try ScreenFixture()
      for reply in ReplyTests.everything {
        #expect(fixture.typing(reply) == [], "\(reply)")
      }
      #expect(fixture.typing("q") == [.event(.key("q"))])
    }

    @Test("Bytes of any kind are no hang-up")
    func bytesOfAnyKindAreNoHangUp() throws {
      let fixture = try ScreenFixture()
      var random = SeededRandom(seed: 9)
      for _ in 0..<200 {
        // Not Ctrl-C and Ctrl-Z, which do what they always do.
        let bytes = (0..<60).map { _ in random.byte() }.filter { $0 != 0x03 && $0 != 0x1A }
        let inputs = fixture.typing(bytes)
        #expect(!inputs.contains(.hangUp))
      }
    }
  }
}
