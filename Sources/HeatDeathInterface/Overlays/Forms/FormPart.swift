import HeatDeath
import TerminalDrawing

/// The panel of a form.
struct FormPart: ScreenPart {
  let form: Form
  let context: DrawingContext
  /// Below a sentence; the frame has the rows for both.
  let picture: (words: String, part: any ScreenPart)?

  func draw(into buffer: inout CellBuffer, in frame: Rect) {
    let lines = form.content.lines(in: context)
    let symbols = context.symbols
    buffer.fill(frame, with: Cell(" ", context.style(.text)))
    var inner = Panel(title: form.content.title, remark: "Enter apply").draw(
      into: &buffer, in: frame, palette: context.palette, symbols: symbols)
    if inner.height > lines.count + 1 { _ = inner.takeTop(1) }
    // In a narrow panel the values stand closer to the names.
    let longest = lines.map { $0.name.terminalColumns }.max() ?? 0
    let indent = inner.width >= 40 ? 14 : longest + 4
    for (index, line) in lines.enumerated() {
      let row = inner.takeTop(1)
      guard !row.isEmpty else { return }
      buffer.write(line.name, x: row.x + 2, y: row.y, style: context.style(.muted))
      let isChosen = index == form.line
      let text =
        if isChosen, let typing = form.typing {
          "  \(typing.text)_"
        } else if isChosen {
          "\(symbols.lessOf) \(line.value) \(symbols.moreOf)"
        } else {
          "  \(line.value)"
        }
      buffer.write(
        text.truncated(toColumns: row.width - indent - 2, mark: symbols.ellipsis),
        x: row.x + indent, y: row.y, style: context.style(isChosen ? .accent : .text))
    }
    if let picture {
      var area = inner.takeBottom(Form.pictureRows - 1)
      for text in picture.words.wrapped(columns: area.width - 4, rows: 2, mark: symbols.ellipsis) {
        let row = area.takeTop(1)
        buffer.write(text, x: row.x + 2, y: row.y, style: context.style(.text))
      }
      picture.part.draw(into: &buffer, in: area.inset(dx: 1, dy: 0))
    }
    if inner.height > 1 { _ = inner.takeTop(1) }
    let error = form.typing?.error
    let remark = error ?? form.content.remark(in: context)
    for text in remark.wrapped(
      columns: inner.width - 4, rows: inner.height, mark: symbols.ellipsis)
    {
      let row = inner.takeTop(1)
      buffer.write(
        text, x: row.x + 2, y: row.y, style: context.style(error == nil ? .muted : .warning))
    }
  }
}

extension DrawingContext {
  /// How a form calls the law of external data, with the marks of categories.
  func name(of law: ExternalLaw) -> String {
    if case .category(let category) = law { return "\(tag(category)) only" }
    return InterventionText(format, snapshot.scenario.labels).law(law)
  }
}
