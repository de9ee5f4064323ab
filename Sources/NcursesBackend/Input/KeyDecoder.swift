import CNcurses
import TerminalDrawing

/// Turns what ncurses reads into keys and mouse reports.
///
/// ncurses knows the sequences of the terminal's description; a sequence it does not know comes as
/// its single characters. Those are taken out here, so that Ctrl-Right does not arrive as `[`, `1`,
/// `;`, `5` and `C`, each of which might do something.
///
/// A sequence may come in pieces. What has begun with `ESC [` and a parameter is held until its end
/// comes, for nobody types that. `ESC` and `ESC [` alone are keys when nothing follows at once; if it
/// turns out later that a mouse report has begun with them, the rest of it is taken out.
struct KeyDecoder {
  private var state = State.ground

  private enum State {
    case ground
    /// After `ESC`, which may have been given out as a key already.
    case escape(isGivenOut: Bool)
    /// After `ESC [`, of which this many characters were given out.
    case introducer(givenOut: Int)
    /// After `ESC O`.
    case application
    /// Within the parameters of a sequence without a meaning here.
    case sequence
    case mouse(MouseReport)
    /// Within a mouse report of the older coding, which is not asked for: characters to go.
    case oldMouse(Int)
  }

  /// What `ESC [ <` is defined as, which begins a mouse report. No code of ncurses' own is as large.
  static let mouseIntroducer: Int32 = 0x1F00
  /// What `ESC [ M` is defined as: three characters follow.
  static let oldMouseIntroducer: Int32 = 0x1F01

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

  /// The events of a batch.
  ///
  /// - Parameter more: whether more can be read at once, so that the batch's end means nothing.
  mutating func events(_ codes: [KeyCode], more: Bool = false) -> [Event] {
    var events: [Event] = []
    for code in codes {
      while !take(code, into: &events) {}
    }
    if !codes.isEmpty && !more { pause(into: &events) }
    return events
  }

  /// Takes one code; false where it ended what came before it and is to be looked at again.
  ///
  /// - Source: ECMA-48, 5.4: parameters and intermediates 0x20–0x3F, one final 0x40–0x7E.
  private mutating func take(_ code: KeyCode, into events: inout [Event]) -> Bool {
    // No sequence has a function key within it.
    let character = if case .character(let value) = code { value } else { UInt32.max }
    switch (state, character) {
    case (.ground, 0x1B): state = .escape(isGivenOut: false)
    case (.ground, _):
      switch code {
      case .function(Self.mouseIntroducer): state = .mouse(MouseReport())
      case .function(Self.oldMouseIntroducer): state = .oldMouse(3)
      default: if let key = Self.key(code) { events.append(.key(key)) }
      }

    case (.escape(let isGivenOut), 0x5B): state = .introducer(givenOut: isGivenOut ? 1 : 0)
    case (.escape(isGivenOut: false), 0x4F): state = .application
    case (.introducer, 0x3C): state = .mouse(MouseReport())
    case (.introducer(givenOut: 0), 0x4D): state = .oldMouse(3)
    case (.introducer(givenOut: 0), 0x20...0x3F): state = .sequence
    case (.introducer(givenOut: 0), 0x40...0x7E), (.application, 0x40...0x7E): state = .ground

    case (.sequence, 0x20...0x3F): break
    case (.sequence, 0x40...0x7E): state = .ground
    case (.oldMouse(let count), _): state = count > 1 ? .oldMouse(count - 1) : .ground
    case (.mouse(var report), _):
      switch report.take(character) {
      case .more: state = .mouse(report)
      case .complete(let mouse):
        state = .ground
        if let mouse { events.append(.mouse(mouse)) }
      case .foreign:
        state = .ground
        return false
      }

    default:
      giveOut(into: &events)
      state = .ground
      return false
    }
    return true
  }

  /// Nothing more follows for now: what may be keys is keys.
  private mutating func pause(into events: inout [Event]) {
    giveOut(into: &events)
    switch state {
    case .escape: state = .escape(isGivenOut: true)
    case .introducer: state = .introducer(givenOut: 2)
    case .application: state = .ground
    case .ground, .sequence, .mouse, .oldMouse: break
    }
  }

  /// Makes keys of the beginning of a sequence, but for those that are out already.
  private func giveOut(into events: inout [Event]) {
    let keys: ArraySlice<Key> =
      switch state {
      case .escape(let isGivenOut): isGivenOut ? [] : [.escape]
      case .introducer(let count): [.escape, .character("[")].dropFirst(count)
      case .application: [.escape, .character("O")]
      case .ground, .sequence, .mouse, .oldMouse: []
      }
    events += keys.map { .key($0) }
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
