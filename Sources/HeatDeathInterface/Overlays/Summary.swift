import TerminalDrawing

/// How everything stands, in words: the sentences that ``Display/isPlain`` reads out.
struct Summary: Overlay {
  /// The first row shown of a text too long for the window.
  private var offset = 0

  var advice: String { "Esc goes back" }

  func keys(in shell: Shell) -> [Binding] { Self.keys }

  private static let keys: [Binding] = [
    Binding(
      [.escape, .character("I"), .enter, .character(" "), .character("q")].map(KeyAction.closing),
      label: "Esc", footer: "back"),
    Binding(
      ListMove.keys.map { key, move in
        .on(Summary.self, key) { $0.scroll(move, in: &$1) }
      }, label: "Up Down", footer: "scroll"),
    .interrupt,
  ]

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    scroll(.rows(isUp ? -3 : 3), in: &shell)
  }

  private mutating func scroll(_ move: ListMove, in shell: inout Shell) -> [Effect] {
    let look = Look(shell.display, colors: .direct)
    guard let body = shell.layout(colors: .direct).body else { return [] }
    let hidden = SummaryPart(offset: offset, shell: shell, look: look).hiddenRows(in: body)
    let next = move.offset(from: offset, hidden: hidden)
    if next == offset { shell.notify("this is the \(offset == 0 ? "start" : "end") of it") }
    offset = next
    return []
  }

  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed? {
    layout.body.map { body in
      let part = SummaryPart(offset: offset, shell: shell, look: look)
      return Placed(part, in: part.frame(in: body))
    }
  }
}

/// The panel of the summary.
struct SummaryPart: ScreenPart {
  private let sentences: [String]
  private let offset: Int
  private let look: Look

  init(offset: Int, shell: Shell, look: Look) {
    sentences = shell.stage.summary(in: shell, look.format)
    self.offset = offset
    self.look = look
  }

  /// Wider lines are hard to read.
  private static let mostColumns = 88

  private func rows(width: Int) -> [String] {
    sentences.flatMap {
      $0.wrapped(columns: max(1, width - 4), rows: .max, mark: look.symbols.ellipsis)
    }
  }

  /// Where the panel stands in the room there is.
  func frame(in area: Rect) -> Rect {
    let width = min(area.width, Self.mostColumns)
    let height = min(area.height, rows(width: width).count + 2)
    return area.middle(width: width, height: height)
  }

  /// How many rows the window has no room for.
  func hiddenRows(in area: Rect) -> Int {
    let frame = frame(in: area)
    return max(0, rows(width: frame.width).count - (frame.height - 2))
  }

  func draw(into buffer: inout CellBuffer, in frame: Rect) {
    buffer.fill(frame, with: Cell(" ", look.style(.text)))
    let rows = rows(width: frame.width)
    let hidden = max(0, rows.count - (frame.height - 2))
    let inner = Panel(
      title: "in words", remark: hidden > 0 ? "Up Down for \(hidden) more" : "Esc back"
    ).draw(into: &buffer, in: frame, palette: look.palette, symbols: look.symbols)
    for (row, text) in rows.dropFirst(min(hidden, offset)).prefix(max(0, inner.height)).enumerated()
    {
      buffer.write(
        text.truncated(toColumns: inner.width - 2, mark: look.symbols.ellipsis), x: inner.x + 1,
        y: inner.y + row, style: look.style(.text))
    }
  }
}
