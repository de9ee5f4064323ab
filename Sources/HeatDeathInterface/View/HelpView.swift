import TerminalDrawing

/// The keys, generated from the key table, then the mouse and what the picture is made of.
struct HelpView {
  let context: DrawingContext

  private struct Line {
    var label = ""
    var text = ""
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let lines = lines
    let label = lines.map { $0.label.terminalColumns }.max() ?? 0
    let widest = lines.map { $0.text.terminalColumns }.max() ?? 0
    let width = min(area.width, label + widest + 8)
    let height = height(in: area)
    let frame = Rect(
      x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
      height: height)
    buffer.fill(frame, with: Cell(" ", context.style(.text)))
    let hidden = hiddenLines(in: area)
    let first = min(hidden, context.state.helpOffset)
    let inner = Panel(
      title: "keys, mouse, signs", remark: hidden > 0 ? "Up Down for \(hidden) more" : "? Esc back"
    ).draw(into: &buffer, in: frame, palette: context.palette, symbols: context.symbols)
    let top = inner.height > lines.count ? inner.y + 1 : inner.y
    for (row, line) in lines.dropFirst(first).enumerated() {
      let y = top + row
      guard y < inner.maxY else { break }
      buffer.write(
        line.label.truncated(toColumns: inner.width - 2, mark: context.symbols.ellipsis),
        x: inner.x + 2, y: y, style: context.style(.accent))
      let x = inner.x + 2 + label + 2
      buffer.write(
        line.text.truncated(toColumns: inner.maxX - x, mark: context.symbols.ellipsis), x: x, y: y,
        style: context.style(.text))
    }
  }

  /// How many lines the window has no room for.
  func hiddenLines(in area: Rect) -> Int { max(0, lines.count - (height(in: area) - 2)) }

  private var lines: [Line] {
    let bindings = Keymap.bindings(in: .explore).filter {
      $0.isUseful(context.snapshot.categoryCount)
    }
    return bindings.map { Line(label: $0.label, text: $0.help) } + [Line()] + mouse + [Line()]
      + signs
  }

  private var mouse: [Line] {
    let categories = context.snapshot.categoryCount
    var lines: [Line] = []
    if categories <= 4 {
      lines = [
        Line(label: "click", text: "start the run there, or with i open inject towards it"),
        Line(label: "pointer", text: "while paused: the shares at the place pointed at"),
      ]
    }
    if categories == 4 { lines.append(Line(label: "drag", text: "turn the tetrahedron")) }
    return lines + [
      Line(label: "wheel", text: "temperature over picture and header, else pace")
    ]
  }

  private var signs: [Line] {
    let symbols = context.symbols
    let categories = context.snapshot.categoryCount
    var lines: [Line] = []
    if categories <= 4 {
      lines.append(
        Line(
          label: "\(symbols.head) \(symbols.start)", text: "the model now, and where it started"))
      lines.append(Line(label: "dots", text: "the way between, from old and dim to new and bright"))
    }
    if categories == 3, context.palette.depth >= .indexed {
      lines.append(Line(label: "tint", text: "V of all categories: the stronger, the less even"))
    }
    return lines + [
      Line(label: "bar", text: "a category's share of the dataset, which the model learns"),
      Line(
        label: "\(symbols.vertical)",
        text: "\(symbols.tau), its probability in the next sample"),
      Line(label: "V_I", text: "largest minus smallest share within the set I"),
      Line(
        label: "\(symbols.up) \(symbols.down) =", text: "the sampler raises V_I, lowers or keeps it"
      ),
    ]
  }

  private func height(in area: Rect) -> Int { min(area.height, lines.count + 4) }
}
