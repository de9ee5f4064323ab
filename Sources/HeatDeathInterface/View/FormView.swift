import HeatDeath
import TerminalDrawing

/// The forms that ask for external data: a few lines, each with a value that the arrow keys change.
struct FormView {
  let context: DrawingContext

  /// Where the form of a mode stands, if it has one.
  static func frame(for mode: Mode, in area: Rect) -> Rect? {
    switch mode {
    case .inject, .external: frame(lineCount: 2, in: area)
    case .explore, .compare, .help: nil
    }
  }

  private static func frame(lineCount: Int, in area: Rect) -> Rect {
    let width = min(area.width, 54)
    let height = min(area.height, lineCount + 6)
    return Rect(
      x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
      height: height)
  }

  func draw(_ form: InjectionForm, into buffer: inout CellBuffer, in area: Rect) {
    let isLarge = form.count > Dataset.maximumSize - context.snapshot.size
    draw(
      title: "inject external samples",
      lines: [
        ("from", form.law.isPoint ? "the point clicked at" : choice(form.law), !form.isOnSize),
        ("samples", size(form), form.isOnSize),
      ],
      remark: isLarge
        ? "no room for so many: the dataset holds at most 4e18"
        : effect(form), into: &buffer, in: area)
  }

  func draw(_ form: ExternalForm, into buffer: inout CellBuffer, in area: Rect) {
    let fraction = context.format.fraction(form.fraction)
    draw(
      title: "stream of external data",
      lines: [
        ("fraction", "\(context.symbols.lambda) = \(fraction)", !form.isOnLaw),
        ("drawn from", choice(form.law), form.isOnLaw),
      ],
      remark: form.fraction == 0
        ? "no external data: the loop is closed"
        : "a new sample is external with probability \(fraction)", into: &buffer, in: area)
  }

  /// A size in few digits: 500, 2×10⁶.
  private func size(_ form: InjectionForm) -> String {
    let exponent = form.rung / 3
    guard form.rung % 3 > 0, exponent >= 4 else {
      return form.rung % 3 == 0 ? context.format.magnitude(exponent) : String(form.count)
    }
    return context.format.scientific(Double(form.count), digits: 0)
  }

  private func choice(_ law: ExternalLaw) -> String {
    switch law {
    case .initial: "the initial law"
    case .point: "the law of the scenario"
    case .uniform: "the uniform law"
    case .category(let category): "\(context.tag(category)) only"
    }
  }

  private func effect(_ form: InjectionForm) -> String {
    let size = context.snapshot.size
    let share = Double(form.count) / (Double(form.count) + Double(size))
    return "\(context.format.fixed(100 * share, digits: 1)) % of the dataset afterwards"
  }

  private func draw(
    title: String, lines: [(name: String, value: String, isChosen: Bool)], remark: String,
    into buffer: inout CellBuffer, in area: Rect
  ) {
    let frame = Self.frame(lineCount: lines.count, in: area)
    buffer.fill(frame, with: Cell(" ", context.style(.text)))
    var inner = Panel(title: title, remark: "Enter apply").draw(
      into: &buffer, in: frame, palette: context.palette, symbols: context.symbols)
    if inner.height > lines.count + 1 { _ = inner.takeTop(1) }
    for line in lines {
      let row = inner.takeTop(1)
      guard !row.isEmpty else { return }
      buffer.write(line.name, x: row.x + 2, y: row.y, style: context.style(.muted))
      let symbols = context.symbols
      let text =
        line.isChosen
        ? "\(symbols.lessOf) \(line.value) \(symbols.moreOf)" : "  \(line.value)"
      buffer.write(
        text.truncated(toColumns: row.width - 16, mark: context.symbols.ellipsis), x: row.x + 14,
        y: row.y, style: context.style(line.isChosen ? .accent : .text))
    }
    _ = inner.takeTop(1)
    buffer.write(
      remark.truncated(toColumns: inner.width - 4, mark: context.symbols.ellipsis),
      x: inner.x + 2, y: inner.y, style: context.style(.muted))
  }
}

extension ExternalLaw {
  fileprivate var isPoint: Bool {
    if case .point = self { true } else { false }
  }
}
