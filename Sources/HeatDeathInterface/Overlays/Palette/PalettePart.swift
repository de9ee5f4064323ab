import TerminalDrawing

/// The panel of the palette: what is typed, what fits, and what the chosen one takes.
struct PalettePart: ScreenPart {
  private let palette: CommandPalette
  private let entries: [PaletteEntry]
  private let look: Look

  init(_ palette: CommandPalette, shell: Shell, look: Look) {
    self.palette = palette
    entries = palette.matches(in: shell)
    self.look = look
  }

  private var mark: Unicode.Scalar { look.symbols.ellipsis }

  func draw(into buffer: inout CellBuffer, in frame: Rect) {
    buffer.fill(frame, with: Cell(" ", look.style(.text)))
    var inner = frame
    if frame.height >= 6, frame.width >= 30 {
      let place = entries.isEmpty ? "" : "\(palette.choice + 1) of \(entries.count)"
      inner = Panel(title: "commands", remark: place).draw(
        into: &buffer, in: frame, palette: look.palette, symbols: look.symbols
      ).inset(dx: 1, dy: 0)
    }
    drawText(into: &buffer, in: inner.takeTop(1))
    drawRemark(into: &buffer, below: &inner)
    drawEntries(into: &buffer, in: inner)
  }

  /// The end of the text, which is where it is written.
  private func drawText(into buffer: inout CellBuffer, in row: Rect) {
    guard !row.isEmpty else { return }
    let x = buffer.write(":", x: row.x, y: row.y, style: look.style(.accent))
    var shown = palette.text
    let room = row.width - 2
    if shown.terminalColumns > room {
      while !shown.isEmpty, shown.terminalColumns >= room { shown.removeFirst() }
      shown = String(Character(mark)) + shown
    }
    buffer.write("\(shown)_", x: x, y: row.y, style: look.style(.strong))
  }

  /// The error, else what the chosen one takes.
  private func drawRemark(into buffer: inout CellBuffer, below inner: inout Rect) {
    let chosen = entries.indices.contains(palette.choice) ? entries[palette.choice] : nil
    let words: String? =
      palette.error
      ?? chosen.flatMap { chosen in
        chosen.obstacle
          ?? chosen.command.map {
            "for example \(chosen.name) \($0.example); accepted: \($0.accepted)"
          }
      }
    let isProblem = palette.error != nil
    guard isProblem || inner.height >= 4 else { return }
    let rows =
      words?.wrapped(
        columns: inner.width, rows: max(1, min(inner.height - 1, isProblem ? 3 : 2)), mark: mark)
      ?? [""]
    var area = inner.takeBottom(min(rows.count, inner.height))
    for text in rows {
      let row = area.takeTop(1)
      guard !row.isEmpty else { break }
      buffer.write(text, x: row.x, y: row.y, style: look.style(isProblem ? .warning : .muted))
    }
  }

  private func drawEntries(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height > 0, area.width > 4 else { return }
    guard !entries.isEmpty else {
      buffer.write(
        "nothing fits".truncated(toColumns: area.width - 2, mark: mark), x: area.x + 2, y: area.y,
        style: look.style(.muted))
      return
    }
    // The columns stand still while the list scrolls.
    let nameColumns = min(
      entries.map { Self.columns(of: $0) }.max() ?? 0, max(12, area.width * 2 / 5))
    let keyColumns = area.width >= 34 ? entries.map { $0.key.terminalColumns }.max() ?? 0 : 0
    let x = area.x + 2 + nameColumns + 2
    let room = area.maxX - keyColumns - 1 - x
    // What is done, in as many rows as it takes where a list has room for several of them.
    let most = area.height >= 2 * Self.mostRows ? Self.mostRows : 1
    let helps = entries.map { entry in
      room < 6
        ? []
        : look.format.raised(entry.obstacle ?? entry.help).wrapped(
          columns: room, rows: most, mark: mark)
    }
    let places = places(helps.map { max(1, $0.count) }, in: area)
    for (y, index, row) in places {
      let entry = entries[index]
      let isPossible = entry.obstacle == nil
      if helps[index].indices.contains(row) {
        var text = helps[index][row]
        // The chosen one may have more rows than the list.
        if y == places.last?.y, row + 1 < helps[index].count {
          text = "\(text) \(Character(mark))"
          if text.terminalColumns > room {
            text = text.truncated(toColumns: room - 1, mark: mark)
          }
        }
        buffer.write(text, x: x, y: y, style: look.style(isPossible ? .text : .muted))
      }
      guard row == 0 else { continue }
      let isChosen = index == palette.choice
      if isChosen {
        buffer.write(look.symbols.moreOf, x: area.x, y: y, style: look.style(.accent))
      }
      let name = entry.name.truncated(
        toColumns: min(nameColumns, area.width - 2), mark: mark)
      let end = buffer.write(
        name, x: area.x + 2, y: y,
        style: look.style(!isPossible ? .muted : isChosen ? .accent : .strong))
      if let example = entry.command?.example,
        end + example.terminalColumns < area.x + 3 + nameColumns
      {
        buffer.write(example, x: end + 1, y: y, style: look.style(.muted))
      }
      if keyColumns > 0 {
        buffer.write(
          entry.key, x: area.maxX - entry.key.terminalColumns, y: y,
          style: look.style(isPossible ? .accent : .muted))
      }
    }
  }

  /// Rows that the words of an entry take at most.
  private static let mostRows = 3

  /// Which row of which entry stands where, with the chosen one in the middle as far as the list goes on
  /// beyond it. At either end there are whole entries alone, but for a chosen one that has more rows than
  /// the list.
  private func places(_ rows: [Int], in area: Rect) -> [(y: Int, index: Int, row: Int)] {
    var first = min(palette.choice, rows.count - 1)
    // Back over the entries that have room above the chosen one, or above the end of the list.
    let end = rows[first...].reduce(0, +)
    var above = max(area.height / 2, area.height - end)
    while first > 0, rows[first - 1] <= above {
      first -= 1
      above -= rows[first]
    }
    let lines = (first..<rows.count).lazy.flatMap { index in
      (0..<rows[index]).lazy.map { (index, $0) }
    }
    let shown = zip(area.y..<area.maxY, lines).map { ($0, $1.0, $1.1) }
    // Words that are cut there would read as a whole.
    guard let last = shown.last, last.2 + 1 < rows[last.1], last.1 != palette.choice else {
      return shown
    }
    return shown.filter { $0.1 != last.1 }
  }

  /// A name with the example of what may stand behind it.
  private static func columns(of entry: PaletteEntry) -> Int {
    entry.name.terminalColumns + (entry.command.map { $0.example.terminalColumns + 1 } ?? 0)
  }
}
