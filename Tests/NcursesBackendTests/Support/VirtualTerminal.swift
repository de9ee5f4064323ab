import TerminalDrawing

/// A small interpreter of what ncurses sends to `xterm` and its kin, and to the VT100's.
///
/// - Source: ECMA-48, the VT510 Video Terminal Programmer Information, and XTerm Control Sequences by
///   Moy, Gildea and Dickey.
struct VirtualTerminal {
  private(set) var width: Int
  private(set) var height: Int
  private(set) var cells: [ScreenCell]
  /// Private modes that are set, such as 1 (cursor keys), 7 (wrapping), 25 (cursor), 1049, 2026.
  private(set) var modes: Set<Int> = [7, 25]
  /// The modes while a screen is shown: the mouse is on, the cursor hidden.
  static let screenModes: Set<Int> = [1, 7, 1002, 1003, 1006, 1049, 2004]
  /// Every sequence that was not understood.
  private(set) var unknown: [String] = []
  /// How many synchronized updates ended.
  private(set) var frames = 0
  /// Text printed outside the alternate screen.
  private(set) var transcript = ""
  private(set) var style = ScreenStyle()

  /// How many columns a character takes; at 0 it joins the one before.
  var columns: (Unicode.Scalar) -> Int = { max(1, $0.terminalColumns) }

  private(set) var x = 0
  private(set) var y = 0
  /// The cursor stands on the last column and the next character goes to the next line.
  private var wraps = false
  /// The rows that scroll.
  private(set) var region: ClosedRange<Int>
  /// Modes of ECMA-48 that are set, such as 4 (insertion) and 20 (a line feed returns).
  private(set) var standardModes: Set<Int> = []
  /// What `ESC (` and `ESC )` designated, and which of the two is in use.
  private(set) var characterSets: [Character] = ["B", "B"]
  private(set) var characterSet = 0
  private(set) var keypadIsNumeric = true
  private var saved = SavedCursor()
  /// The shell's screen while the other one is shown.
  private var hidden: [ScreenCell]?
  private var last: Unicode.Scalar = " "
  private var bytes: [UInt8] = []

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = Array(repeating: ScreenCell(), count: width * height)
    region = 0...max(0, height - 1)
  }

  /// Whether the other screen is shown: the transcript is of the shell's.
  private var isAlternate: Bool { hidden != nil }

  /// The characters of each row.
  var rows: [String] {
    (0..<height).map { y in
      var row = String.UnicodeScalarView()
      for cell in cells[(y * width)..<((y + 1) * width)] where cell.glyph != Cell.continuation {
        row.append(cell.glyph)
      }
      return String(row)
    }
  }

  /// Takes another size, with nothing on the screen.
  mutating func resize(width: Int, height: Int) {
    let old = self
    self = VirtualTerminal(width: width, height: height, after: old)
    columns = old.columns
    modes = old.modes
    if old.isAlternate { hidden = cells }
  }

  /// A terminal in its first state, with what `old` has counted.
  private init(width: Int, height: Int, after old: VirtualTerminal) {
    self.init(width: width, height: height)
    unknown = old.unknown
    frames = old.frames
    transcript = old.transcript
    bytes = old.bytes
  }

  mutating func feed(_ new: [UInt8]) {
    bytes += new
    var position = 0
    while position < bytes.count, let end = consume(at: position) { position = end }
    bytes.removeFirst(position)
  }

  /// Interprets one character or sequence; nil where it is not complete yet.
  private mutating func consume(at start: Int) -> Int? {
    let byte = bytes[start]
    switch byte {
    case 0x1B: return consumeEscape(at: start + 1)
    case 0x08:
      x = max(0, x - 1)
      wraps = false
    case 0x09:
      x = min(width - 1, (x / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D:
      x = 0
      wraps = false
    case 0x0E, 0x0F: characterSet = byte == 0x0E ? 1 : 0
    // NUL, BEL, and CAN, which has nothing to end here.
    case 0x00, 0x07, 0x18: break
    case 0x01..<0x20: unknown.append("control \(byte)")
    case 0x20..<0x80: put(Unicode.Scalar(byte))
    // A control of eight bits, where a character cannot begin.
    case 0x80..<0xC0: return consumeEscape(at: start, introducer: byte - 0x40)
    default:
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      // A character that breaks off gives way to the sequence after it.
      if let next = bytes[(start + 1)...].prefix(length - 1).firstIndex(of: 0x1B) { return next }
      guard start + length <= bytes.count else { return nil }
      let text = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
      put(text.unicodeScalars.first!)
      return start + length
    }
    return start + 1
  }

  /// - Parameter introducer: the byte after ESC, where it came as one control of eight bits.
  private mutating func consumeEscape(at start: Int, introducer: UInt8? = nil) -> Int? {
    guard start < bytes.count else { return nil }
    let byte = introducer ?? bytes[start]
    switch byte {
    case UInt8(ascii: "["):
      guard let end = bytes[(start + 1)...].firstIndex(where: { (0x40...0x7E).contains($0) })
      else { return nil }
      // A sequence that breaks off gives way to the next one, or to CAN.
      if let next = bytes[(start + 1)..<end].lastIndex(where: { $0 == 0x1B || $0 == 0x18 }) {
        return next
      }
      control(
        String(decoding: bytes[(start + 1)..<end], as: UTF8.self), Character(.init(bytes[end])))
      return end + 1
    case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      // A string, up to ST, BEL or CAN.
      guard let end = bytes[(start + 1)...].firstIndex(where: { [0x07, 0x18, 0x1B].contains($0) })
      else { return nil }
      return end + (bytes[end] == 0x1B ? 0 : 1)
    case 0x20...0x2F:
      guard start + 1 < bytes.count else { return nil }
      if bytes[start + 1] == 0x1B || bytes[start + 1] == 0x18 { return start + 1 }
      let set = Character(.init(bytes[start + 1]))
      switch byte {
      case UInt8(ascii: "("): characterSets[0] = set
      case UInt8(ascii: ")"): characterSets[1] = set
      default: unknown.append("ESC \(Character(.init(byte)))\(set)")
      }
      return start + 2
    case UInt8(ascii: "="), UInt8(ascii: ">"): keypadIsNumeric = byte == UInt8(ascii: ">")
    case UInt8(ascii: "7"): saveCursor()
    case UInt8(ascii: "8"): restoreCursor()
    case UInt8(ascii: "c"): self = VirtualTerminal(width: width, height: height, after: self)
    case UInt8(ascii: "\\"): break
    // What broke off after its first byte gives way as well.
    case 0x18, 0x1B: return start
    case UInt8(ascii: "M"):
      if y == region.lowerBound { scroll(by: -1) } else { y = max(0, y - 1) }
    default: unknown.append("ESC \(Character(.init(byte)))")
    }
    return start + 1
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if !isAlternate { transcript.unicodeScalars.append(scalar) }
    let columns = min(width, columns(scalar))
    if columns == 0 { return }
    if wraps || x + columns > width {
      if modes.contains(7) {
        x = 0
        lineFeed()
      } else {
        x = width - columns
      }
    }
    if standardModes.contains(4) { shift(from: x, by: -columns) }
    // Half of a two-column character leaves a space behind.
    for column in x..<(x + columns) { release(column) }
    self[x, y] = ScreenCell(glyph: scalar, style: style)
    if columns == 2 { self[x + 1, y] = ScreenCell(glyph: Cell.continuation, style: style) }
    last = scalar
    x += columns
    wraps = x >= width && modes.contains(7)
    x = min(x, width - 1)
  }

  private mutating func release(_ column: Int) {
    if self[column, y].glyph == Cell.continuation, column > 0 { self[column - 1, y].glyph = " " }
    if column + 1 < width, self[column + 1, y].glyph == Cell.continuation {
      self[column + 1, y].glyph = " "
    }
  }

  private mutating func lineFeed() {
    wraps = false
    if !isAlternate { transcript.append("\n") }
    if standardModes.contains(20) { x = 0 }
    if y == region.upperBound { scroll(by: 1) } else { y = min(height - 1, y + 1) }
  }

  private mutating func scroll(by lines: Int) {
    let old = self
    for row in region {
      for column in 0..<width {
        self[column, row] =
          region.contains(row + lines) ? old[column, row + lines] : erased
      }
    }
  }

  private subscript(x: Int, y: Int) -> ScreenCell {
    get { cells[y * width + x] }
    set { cells[y * width + x] = newValue }
  }

  /// What erasing leaves: the background in force, as the description's `bce` promises.
  private var erased: ScreenCell {
    ScreenCell(glyph: " ", style: ScreenStyle(foreground: "", background: style.background))
  }

  private mutating func erase(_ range: Range<Int>) {
    for index in range { cells[index] = erased }
  }

  private mutating func control(_ parameters: String, _ final: Character) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = max(1, numbers.first.flatMap(\.self) ?? 1)
    let here = y * width + x
    if final != "m" && final != "b" { wraps = false }
    switch final {
    case "H", "f":
      let top = modes.contains(6) ? region.lowerBound : 0
      y = min(modes.contains(6) ? region.upperBound + 1 : height, top + first) - 1
      x = min(width, max(1, numbers.count > 1 ? numbers[1] ?? 1 : 1)) - 1
    case "A": y = max(0, y - first)
    case "B": y = min(height - 1, y + first)
    case "C": x = min(width - 1, x + first)
    case "D": x = max(0, x - first)
    case "G": x = min(width, first) - 1
    case "d": y = min(height, first) - 1
    case "Z": for _ in 0..<first { x = max(0, (x - 1) / 8 * 8) }
    case "J":
      switch parameters {
      case "2": erase(0..<cells.count)
      case "1": erase(0..<(here + 1))
      default: erase(here..<cells.count)
      }
    case "K":
      switch parameters {
      case "2": erase((y * width)..<((y + 1) * width))
      case "1": erase((y * width)..<(here + 1))
      default: erase(here..<((y + 1) * width))
      }
    case "X": erase(here..<min(here + first, (y + 1) * width))
    case "P": shift(from: x, by: first)
    case "@": shift(from: x, by: -first)
    case "b": for _ in 0..<first { put(last) }
    case "r" where !parameters.contains("?"):
      let bottom = (numbers.count > 1 ? numbers[1] : nil) ?? height
      region = (first - 1)...max(first - 1, min(height, bottom) - 1)
      home()
    case "m": style.apply(parameters)
    case "h", "l":
      if parameters.first == "?" {
        for mode in parameters.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
          set(mode, to: final == "h")
        }
      } else {
        for number in numbers {
          switch number {
          // How the cursor looks.
          case 34: break
          case let mode? where mode == 4 || mode == 20:
            if final == "h" { standardModes.insert(mode) } else { standardModes.remove(mode) }
          default: unknown.append("CSI \(parameters)\(final)")
          }
        }
      }
    case "s" where parameters.isEmpty: saveCursor()
    case "u" where parameters.isEmpty: restoreCursor()
    case "p" where parameters == "!":
      let old = self
      self = VirtualTerminal(width: width, height: height, after: old)
      (cells, hidden, x, y) = (old.cells, old.hidden, old.x, old.y)
    case "S": scroll(by: first)
    case "T": scroll(by: -first)
    case "t", "c": break
    default: unknown.append("CSI \(parameters)\(final)")
    }
  }

  private mutating func set(_ mode: Int, to isSet: Bool) {
    if mode == 2026 && !isSet && modes.contains(2026) { frames += 1 }
    if mode == 1048 || mode == 1049 && isSet != isAlternate {
      if isSet { saveCursor() }
    }
    if mode == 47 || mode == 1047 || mode == 1049 {
      if isSet, !isAlternate {
        hidden = cells
        cells = Array(repeating: ScreenCell(), count: width * height)
      } else if !isSet, let hidden {
        cells = hidden
        self.hidden = nil
      }
    }
    if (mode == 1048 || mode == 1049) && !isSet { restoreCursor() }
    // What is saved and restored is no mode to compare; keys that repeat are nobody's concern.
    if mode == 1048 || mode == 8 { return }
    if isSet { modes.insert(mode) } else { modes.remove(mode) }
    if mode == 6 { home() }
  }

  private mutating func home() {
    (x, y) = (0, modes.contains(6) ? region.lowerBound : 0)
  }

  private mutating func saveCursor() {
    saved = SavedCursor(
      x: x, y: y, isOrigin: modes.contains(6), characterSets: characterSets,
      characterSet: characterSet)
  }

  private mutating func restoreCursor() {
    (x, y) = (min(saved.x, width - 1), min(saved.y, height - 1))
    if saved.isOrigin { modes.insert(6) } else { modes.remove(6) }
    (characterSets, characterSet) = (saved.characterSets, saved.characterSet)
    wraps = false
  }

  /// Moves the rest of the line left, or right where `count` is negative.
  private mutating func shift(from start: Int, by count: Int) {
    let old = self
    for column in start..<width {
      let source = column + count
      self[column, y] = source >= start && source < width ? old[source, y] : erased
    }
  }
}

/// What `ESC 7` saves.
private struct SavedCursor {
  var x = 0
  var y = 0
  var isOrigin = false
  var characterSets: [Character] = ["B", "B"]
  var characterSet = 0
}

extension ScreenStyle {
  /// Select Graphic Rendition.
  mutating func apply(_ parameters: String) {
    var rest = parameters.split(separator: ";", omittingEmptySubsequences: false)[...]
    while let word = rest.popFirst() {
      switch Int(word) ?? (word.isEmpty ? 0 : -1) {
      case 0: self = ScreenStyle()
      case let code where [1, 2, 4, 7].contains(code): attributes.insert(code)
      case 22: attributes.subtract([1, 2])
      case 24: attributes.remove(4)
      case 27: attributes.remove(7)
      case let code where (30...37).contains(code) || (90...97).contains(code):
        foreground = String(code)
      case let code where (40...47).contains(code) || (100...107).contains(code):
        background = String(code)
      case 39: foreground = ""
      case 49: background = ""
      case 38: foreground = Self.extended(&rest)
      case 48: background = Self.extended(&rest)
      default:
        if word.hasPrefix("38:") { foreground = String(word.dropFirst(3)) }
        if word.hasPrefix("48:") { background = String(word.dropFirst(3)) }
      }
    }
  }

  private static func extended(_ rest: inout ArraySlice<Substring>) -> String {
    let count = rest.first == "5" ? 2 : 4
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).joined(separator: ":")
  }
}
