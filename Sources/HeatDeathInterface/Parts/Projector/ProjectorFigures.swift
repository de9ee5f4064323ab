import TerminalDrawing

/// A line of words at the usual size.
struct ProjectorCaption: ScreenPart {
  let look: Look
  let text: String
  var role = Role.muted

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let text = text.truncated(toColumns: max(0, area.width - 2), mark: look.symbols.ellipsis)
    buffer.write(text, x: area.x + 1, y: area.y, style: look.style(role))
  }
}

/// Figures three rows tall beside each other, each behind its name.
struct ProjectorFigures: ScreenPart {
  let look: Look
  let figures: [Figure]

  struct Figure {
    /// From the longest to the shortest.
    let names: [String]
    let figure: String
  }

  /// Its figures, and a row of air below them.
  static let rows = LargeDigits.height + 1

  private func columns(_ figure: Figure, _ name: String) -> Int {
    name.terminalColumns + 2 + LargeDigits(figure.figure, symbols: look.symbols).columns
  }

  /// The names that all have room, the longest of them.
  private func names(in width: Int) -> [String]? {
    let most = figures.map(\.names.count).max() ?? 0
    let lists = (0..<most).map { length in
      figures.map { $0.names[min(length, $0.names.count - 1)] }
    }
    return lists.first { names in
      zip(figures, names).reduce(0) { $0 + columns($1.0, $1.1) + 3 } <= width
    }
  }

  func fits(_ area: Rect) -> Bool { !figures.isEmpty && names(in: area.width) != nil }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height >= LargeDigits.height, let names = names(in: area.width) else { return }
    var x = area.x + 1
    for (figure, name) in zip(figures, names) {
      x = buffer.write(name, x: x, y: area.y + 1, style: look.style(.strong)) + 2
      let digits = LargeDigits(figure.figure, symbols: look.symbols)
      digits.draw(
        into: &buffer,
        in: Rect(x: x, y: area.y, width: digits.columns, height: LargeDigits.height),
        style: look.style(.accent), symbols: look.symbols)
      x += digits.columns + 3
    }
  }
}
