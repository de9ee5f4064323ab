import CNcurses
import CPlatform
import Glibc
import TerminalDrawing

/// ncurses as a function from cells to bytes.
///
/// ncurses knows the terminal's language and sends little; but it writes line by line, waits for
/// the terminal, and owns its modes. So it is given a file in memory for a terminal: each update is
/// taken out of there whole. The modes and the alternate screen are set elsewhere.
///
/// Invariant: `shown` is what ncurses believes the terminal shows, or nil where the next update
/// has to draw everything.
final class CursesScreen {
  /// The terminfo entry in use.
  let name: String
  private(set) var width = 0
  private(set) var height = 0
  let colors: ColorDepth

  private let screen: OpaquePointer
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  private let file: Int32
  private let mapper: ColorMapper
  private var pairs: ColorPairTable
  private var shown: CellBuffer?
  private var line: UnsafeMutableBufferPointer<cchar_t>
  private var lastStyle = Style.plain
  private var lastAttributes: (attributes: attr_t, pair: Int32) = (0, 0)
  /// Whether a cell got the wrong colours for want of a pair.
  private var lacksPairs = false
  private var framesSinceNewPairs = 0
  /// Whether what ncurses sends may hold marks of places.
  private var hasAnchors = false

  /// Frames between two complete redraws for the sake of new pairs, about ten seconds' worth.
  private static let pairLifetime = 300

  /// The most cells that are drawn, and the bytes that ncurses needs to draw all of them.
  static let largestSize = (width: 1_000, height: 500)
  static let largestFrame: Int64 = 1 << 25

  /// - Parameter description: the entries to try.
  /// - Parameter wanted: the colours the user asks for, or nil.
  init(
    description: TerminalDescription, wanted: ColorDepth?, environment: Environment,
    keyboard: Int32
  ) throws(TerminalError) {
    let file = hd_memory_file("frame", 0)
    guard file >= 0 else { throw .failure(of: "memfd_create") }
    guard let output = fdopen(file, "w") else {
      let error = TerminalError.failure(of: "fdopen")
      close(file)
      throw error
    }
    let copy = fcntl(keyboard, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0, let input = fdopen(copy, "r") else {
      let error = TerminalError.failure(of: copy < 0 ? "fcntl" : "fdopen")
      if copy >= 0 { close(copy) }
      fclose(output)
      throw error
    }
    // The terminal says its size, not LINES and COLUMNS: these would be the size of the windows that
    // ncurses makes first. Both calls together: the first alone leaves entries without a size out.
    use_env(false)
    use_tioctl(true)
    errno = 0
    let opened = SignalQueue.preservingActions { () -> (name: String, screen: OpaquePointer)? in
      for name in description.candidates {
        if let screen = newterm(name, output, input) { return (name, screen) }
      }
      return nil
    }
    guard let opened else {
      // Before the files are closed: there may be no other descriptor.
      let failure = Self.failure(errno, of: description, environment: environment)
      fclose(output)
      fclose(input)
      throw failure
    }
    guard Terminfo.string("cup") != nil, description.name != "dumb" else {
      delscreen(opened.screen)
      fclose(output)
      fclose(input)
      throw .dumb(name: description.name)
    }
    (name, screen) = opened
    (self.file, self.output, self.input) = (file, output, input)

    noecho()
    nonl()
    // Else an update is broken off when a key waits.
    typeahead(-1)
    leaveok(hd_standard_window(), true)
    var depth = min(Terminfo.colors, wanted ?? Self.habit(environment))
    // A terminal without colours crashes at the first pair: ncurses has no room for it.
    if depth > .monochrome && (!has_colors() || start_color() == ERR) { depth = .monochrome }
    colors = depth
    let isColored = depth > .monochrome
    mapper = ColorMapper(
      depth: depth, numbersAreDirect: Terminfo.hasDirectColor,
      hasDefaultColors: isColored && use_default_colors() == OK)
    pairs = ColorPairTable(available: isColored ? Terminfo.number("pairs") : 0)
    line = .allocate(capacity: 0)
    // What ncurses sent so far opens the screen, with a scrolling region of the wrong size. The
    // terminal is sent `Terminfo.opening` in its place. All of it, with what it still holds back.
    doupdate()
    lseek(file, 0, SEEK_SET)
  }

  /// Why no terminal opened, by the `error` that ncurses left behind and a look at the description.
  private static func failure(
    _ error: Int32, of description: TerminalDescription, environment: Environment
  ) -> TerminalError {
    if error == ENOMEM { return .system(call: "newterm", error: error) }
    guard let (call, error) = description.obstacle(environment: environment) else {
      return .unknown(name: description.name)
    }
    return .system(call: call, error: error)
  }

  /// Makes sure that frames can be written: ncurses does not say where they could not.
  static func checkFileSizeLimit() throws(TerminalError) {
    let limit = hd_file_size_limit()
    guard limit < 0 || limit >= largestFrame else { throw .fileSizeLimit(bytes: limit) }
  }

  deinit {
    // Not endwin(): what it sends is in `Terminfo.closing`.
    SignalQueue.preservingActions { delscreen(screen) }
    fclose(output)
    fclose(input)
    line.deallocate()
  }

  /// What to use where the user did not say: everything, unless NO_COLOR is set (no-color.org).
  private static func habit(_ environment: Environment) -> ColorDepth {
    environment("NO_COLOR") == nil ? .direct : .monochrome
  }

  /// Whether the next update draws everything.
  var isBlank: Bool { shown == nil }

  /// Makes the next update draw everything.
  func invalidate() { shown = nil }

  /// Takes the terminal's new size; the next update draws everything.
  func resize(width: Int, height: Int) {
    self.width = width
    self.height = height
    resizeterm(Int32(height), Int32(width))
    line.deallocate()
    line = .allocate(capacity: width)
    invalidate()
  }

  /// Appends the bytes that turn what the terminal shows into `buffer`; none where it shows it.
  ///
  /// A buffer of another size than the screen's is cut, or surrounded with blanks.
  func update(to buffer: CellBuffer, appendingTo bytes: inout [UInt8]) {
    framesSinceNewPairs += 1
    if lacksPairs && framesSinceNewPairs > Self.pairLifetime {
      lacksPairs = false
      framesSinceNewPairs = 0
      pairs.removeAll()
      lastStyle = .plain
      lastAttributes = (0, 0)
      invalidate()
    }
    if let shown, shown.width == buffer.width, shown.height == buffer.height {
      for y in 0..<min(height, buffer.height) { draw(row: y, of: buffer, over: shown) }
    } else {
      werase(hd_standard_window())
      clearok(hd_shown_window(), true)
      let columns = min(width, buffer.width)
      for y in 0..<min(height, buffer.height) { draw(0..<columns, ofRow: y, of: buffer) }
    }
    shown = buffer
    wnoutrefresh(hd_standard_window())
    doupdate()
    takeOutput(appendingTo: &bytes)
  }

  private func takeOutput(appendingTo bytes: inout [UInt8]) {
    let length = Int(lseek(file, 0, SEEK_CUR))
    guard length > 0 else { return }
    let read = [UInt8](unsafeUninitializedCapacity: length) { space, count in
      count = max(0, pread(file, space.baseAddress, length, 0))
    }
    bytes +=
      hasAnchors
      ? AnchoredCharacters.anchored(read, width: width) { x, y in
        Terminfo.parametrized("cup", y, x) ?? []
      } : read
    lseek(file, 0, SEEK_SET)
  }
}

// MARK: - Cells

extension CursesScreen {
  /// Unchanged cells between two changed ones that are drawn along with them: one call costs more
  /// than these, and ncurses finds them unchanged.
  private static let gap = 6

  private func draw(row y: Int, of buffer: CellBuffer, over shown: CellBuffer) {
    let columns = min(width, buffer.width)
    let start = y * buffer.width
    buffer.cells.withUnsafeBufferPointer { new in
      shown.cells.withUnsafeBufferPointer { old in
        var x = 0
        while x < columns {
          if new[start + x] == old[start + x] {
            x += 1
            continue
          }
          var end = x + 1
          var next = end
          while next < columns && next - end < Self.gap {
            if new[start + next] != old[start + next] { end = next + 1 }
            next += 1
          }
          draw(x..<end, ofRow: y, of: buffer)
          x = next
        }
      }
    }
  }

  /// Draws the cells of `range`, and the halves that two-column characters have beyond it.
  private func draw(_ range: Range<Int>, ofRow y: Int, of buffer: CellBuffer) {
    let row = buffer.cells[(y * buffer.width)..<((y + 1) * buffer.width)]
    let start = row.startIndex
    var x = range.lowerBound
    if x > 0, row[start + x].glyph == Cell.continuation { x -= 1 }
    let first = x
    var end = range.upperBound
    if end < min(width, buffer.width), row[start + end].glyph == Cell.continuation { end += 1 }
    var count = 0
    while x < end {
      let cell = row[start + x]
      let hasRightHalf = x + 1 < end && row[start + x + 1].glyph == Cell.continuation
      let (attributes, pair) = attributes(of: cell.style)
      let (glyph, columns) = printable(cell.glyph, hasRightHalf: hasRightHalf)
      var characters: (wchar_t, wchar_t, wchar_t, wchar_t, wchar_t) = (
        wchar_t(bitPattern: glyph.value), 0, 0, 0, 0
      )
      if glyph.hasDisputedWidth {
        hasAnchors = true
        let marks = AnchoredCharacters.marks(x: x, y: y).map { wchar_t(bitPattern: $0) }
        characters = (characters.0, marks[0], marks[1], marks[2], marks[3])
      }
      line[count] = cchar_t(attr: attributes, chars: characters, ext_color: pair)
      count += 1
      x += columns
    }
    wmove(hd_standard_window(), Int32(y), Int32(first))
    wadd_wchnstr(hd_standard_window(), line.baseAddress, Int32(count))
  }

  /// What to print for `glyph`, and the columns it takes.
  ///
  /// Where the C library cannot print it, or disagrees about its width, ncurses would lose count of
  /// the columns: a question mark stands for it.
  private func printable(
    _ glyph: Unicode.Scalar, hasRightHalf: Bool
  ) -> (glyph: Unicode.Scalar, columns: Int) {
    if glyph.value >= 0x20 && glyph.value < 0x7F { return (glyph, 1) }
    if glyph == Cell.continuation { return (" ", 1) }
    switch hd_character_columns(glyph.value) {
    case 1: return (glyph, 1)
    case 2 where hasRightHalf: return (glyph, 2)
    default: return ("?", 1)
    }
  }

  private func attributes(of style: Style) -> (attributes: attr_t, pair: Int32) {
    if style == lastStyle { return lastAttributes }
    let pair = pair(style.foreground, style.background)
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= hd_attribute_bold }
    if style.attributes.contains(.reverse) { attributes |= hd_attribute_reverse }
    if style.attributes.contains(.underline) { attributes |= hd_attribute_underline }
    if style.attributes.contains(.dim) { attributes |= hd_attribute_dim }
    // Bits 8–15 hold the pair for programs that know of 256 only; ncurses compares both.
    attributes |= attr_t(min(pair, 255)) << 8
    lastStyle = style
    lastAttributes = (attributes, pair)
    return lastAttributes
  }

  private func pair(_ foreground: Color, _ background: Color) -> Int32 {
    if colors == .monochrome || (foreground == .terminal && background == .terminal) { return 0 }
    let foreground = mapper.number(of: foreground, isForeground: true)
    let background = mapper.number(of: background, isForeground: false)
    let define = { (pair: Int32) in init_extended_pair(pair, foreground, background) == OK }
    if let pair = pairs.pair(foreground: foreground, background: background, define: define) {
      return pair
    }
    lacksPairs = true
    return 0
  }
}
