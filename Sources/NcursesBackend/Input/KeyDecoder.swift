import CNcurses
import TerminalDrawing

/// Turns what ncurses reads into keys.
///
/// ncurses knows the sequences of the terminal's description; a sequence it does not know comes as
/// its single characters. Those are taken out here, so that Ctrl-Right does not arrive as `[`, `1`,
/// `;`, `5` and `C`, each of which might do something.
enum KeyDecoder {
  /// Sequences of cursor and editing keys beyond those in the terminal's description: terminals send
  /// the "normal" and the "application" form depending on a mode that others may have set.
  static let extraSequences: [(sequence: String, code: Int32)] =
    ["\u{1B}[", "\u{1B}O"].flatMap { introducer in
      [
        ("A", KEY_UP), ("B", KEY_DOWN), ("C", KEY_RIGHT), ("D", KEY_LEFT), ("H", KEY_HOME),
        ("F", KEY_END),
      ].map { (introducer + $0.0, $0.1) }
    }
    + [
      ("\u{1B}[1~", KEY_HOME), ("\u{1B}[7~", KEY_HOME), ("\u{1B}[4~", KEY_END),
      ("\u{1B}[8~", KEY_END), ("\u{1B}[2~", KEY_IC), ("\u{1B}[3~", KEY_DC),
      ("\u{1B}[5~", KEY_PPAGE), ("\u{1B}[6~", KEY_NPAGE), ("\u{1B}[Z", KEY_BTAB),
      ("\u{1B}OP", functionKey(1)), ("\u{1B}OQ", functionKey(2)), ("\u{1B}OR", functionKey(3)),
      ("\u{1B}OS", functionKey(4)), ("\u{1B}[11~", functionKey(1)),
      ("\u{1B}[12~", functionKey(2)), ("\u{1B}[13~", functionKey(3)),
      ("\u{1B}[14~", functionKey(4)), ("\u{1B}[15~", functionKey(5)),
      ("\u{1B}[17~", functionKey(6)), ("\u{1B}[18~", functionKey(7)),
      ("\u{1B}[19~", functionKey(8)), ("\u{1B}[20~", functionKey(9)),
      ("\u{1B}[21~", functionKey(10)), ("\u{1B}[23~", functionKey(11)),
      ("\u{1B}[24~", functionKey(12)),
    ]

  /// ncurses' code of function key `number`, as the macro KEY_F makes it.
  static func functionKey(_ number: Int32) -> Int32 { KEY_F0 + number }

  /// The keys of a batch, unknown sequences left out.
  static func keys(_ codes: [KeyCode]) -> [Key] {
    var keys: [Key] = []
    var index = 0
    while index < codes.count {
      if codes[index] == escape, let end = endOfSequence(codes[(index + 1)...]) {
        index = end
        continue
      }
      if let key = key(codes[index]) { keys.append(key) }
      index += 1
    }
    return keys
  }

  private static let escape = KeyCode.character(0x1B)

  /// Where an escape sequence whose escape stands before `rest` ends; nil where none is complete.
  ///
  /// - Source: ECMA-48, 5.4: parameters 0x30–0x3F, intermediates 0x20–0x2F, one final 0x40–0x7E.
  private static func endOfSequence(_ rest: ArraySlice<KeyCode>) -> Int? {
    guard case .character(let introducer) = rest.first else { return nil }
    var index = rest.startIndex + 1
    switch introducer {
    case 0x4F:  // O: one character follows
      guard index < rest.endIndex, case .character(let final) = rest[index],
        (0x40...0x7E).contains(final)
      else { return nil }
      return index + 1
    case 0x5B:  // [
      while index < rest.endIndex, case .character(let character) = rest[index] {
        index += 1
        if (0x40...0x7E).contains(character) { return index }
        if !(0x20...0x3F).contains(character) { return nil }
      }
      return nil
    default:
      return nil
    }
  }

  private static func key(_ code: KeyCode) -> Key? {
    switch code {
    case .character(let value): character(value)
    case .function(let code): function(code)
    }
  }

  private static func character(_ value: UInt32) -> Key? {
    switch value {
    case 0x08, 0x7F: return .backspace
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x1B: return .escape
    case 0x01...0x1A: return Unicode.Scalar(value + 0x60).map { .control($0) }
    case 0x00...0x1F, 0x80...0x9F: return nil
    default: return Unicode.Scalar(value).map { .character($0) }
    }
  }

  private static func function(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP, KEY_SR: .up
    case KEY_DOWN, KEY_SF: .down
    case KEY_LEFT, KEY_SLEFT: .left
    case KEY_RIGHT, KEY_SRIGHT: .right
    case KEY_HOME, KEY_A1, KEY_FIND, KEY_SHOME: .home
    case KEY_END, KEY_C1, KEY_SELECT, KEY_SEND: .end
    case KEY_PPAGE, KEY_A3, KEY_SPREVIOUS: .pageUp
    case KEY_NPAGE, KEY_C3, KEY_SNEXT: .pageDown
    case KEY_DC, KEY_SDC: .delete
    case KEY_IC, KEY_SIC: .insert
    case KEY_BACKSPACE: .backspace
    case KEY_ENTER: .enter
    case KEY_BTAB: .backTab
    case functionKey(1)...functionKey(12): .function(Int(code - KEY_F0))
    default: nil
    }
  }
}
