import HeatDeath
import TerminalDrawing

/// The keys of the stage below, generated from its table, then what the stage says of the mouse and
/// of the signs on the screen.
struct Help: Overlay {
  /// The first line shown of a help too long for the window.
  private(set) var offset = 0

  static let opening = Binding(
    [
      KeyAction("help", .character("?"), .function(1)) { shell in
        if shell.display.isPlain { shell.recite(.help) } else { shell.push(Help()) }
        return []
      }
    ], footer: "help", help: "this list")

  var advice: String { "Esc goes back" }

  func keys(in shell: Shell) -> [Binding] { Self.keys }

  private static let keys: [Binding] = [
    Binding(
      [
        .character("?"), .function(1), .escape, .enter, .character(" "), .character("q"),
      ].map(KeyAction.closing), label: "?", footer: "back"),
    Binding(
      ListMove.keys.map { key, move in
        .on(Help.self, key) { $0.scroll(move, in: &$1) }
      }, label: "Up Down", footer: "scroll"),
    .interrupt,
  ]

  mutating func wheel(isUp: Bool, over target: ScreenTarget, in shell: inout Shell) -> [Effect] {
    scroll(.rows(isUp ? -3 : 3), in: &shell)
  }

  private mutating func scroll(_ move: ListMove, in shell: inout Shell) -> [Effect] {
    let look = Look(shell.display, colors: .direct)
    guard let body = shell.layout(colors: .direct).body else { return [] }
    let hidden = HelpPart(self, shell: shell, look: look).hiddenLines(in: body)
    let next = move.offset(from: offset, hidden: hidden)
    if next == offset { shell.notify("this is the \(offset == 0 ? "start" : "end") of the list") }
    offset = next
    return []
  }

  func place(over layout: ScreenLayout, in shell: Shell, look: Look) -> Placed? {
    layout.body.map { body in
      let part = HelpPart(self, shell: shell, look: look)
      return Placed(part, in: part.frame(in: body))
    }
  }
}

/// The panel of the help.
struct HelpPart: ScreenPart {
  private let lines: [HelpLine]
  private let offset: Int
  private let look: Look

  init(_ help: Help, shell: Shell, look: Look) {
    let own = shell.lesson?.keys(in: shell) ?? []
    let keys = (own + shell.stage.bindings(in: shell)).map { HelpLine($0.label, $0.helpLine) }
    lines = ([keys] + shell.stage.legend(look: look)).joined(separator: [HelpLine("", "")])
      .map { HelpLine($0.label, look.format.raised($0.text)) }
    offset = help.offset
    self.look = look
  }

  /// Where the panel stands in the room there is.
  func frame(in area: Rect) -> Rect {
    let width = min(area.width, labelWidth + (lines.map { $0.text.terminalColumns }.max() ?? 0) + 8)
    let height = min(area.height, lines.count + 4)
    return area.middle(width: width, height: height)
  }

  /// How many lines the window has no room for.
  func hiddenLines(in area: Rect) -> Int { max(0, lines.count - (frame(in: area).height - 2)) }

  private var labelWidth: Int { lines.map { $0.label.terminalColumns }.max() ?? 0 }

  func draw(into buffer: inout CellBuffer, in frame: Rect) {
    buffer.fill(frame, with: Cell(" ", look.style(.text)))
    let hidden = hiddenLines(in: frame)
    let inner = Panel(
      title: "keys, mouse, signs", remark: hidden > 0 ? "Up Down for \(hidden) more" : "? Esc back"
    ).draw(into: &buffer, in: frame, palette: look.palette, symbols: look.symbols)
    let top = inner.height > lines.count ? inner.y + 1 : inner.y
    for (row, line) in lines.dropFirst(min(hidden, offset)).enumerated() {
      let y = top + row
      guard y < inner.maxY else { break }
      buffer.write(
        line.label.truncated(toColumns: inner.width - 2, mark: look.symbols.ellipsis),
        x: inner.x + 2, y: y, style: look.style(.accent))
      let x = inner.x + 2 + labelWidth + 2
      buffer.write(
        line.text.truncated(toColumns: inner.maxX - x, mark: look.symbols.ellipsis), x: x, y: y,
        style: look.style(.text))
    }
  }
}
