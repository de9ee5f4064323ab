import TerminalDrawing

/// Numbers only, for windows below 20 × 5.
struct TinyView: ScreenPart {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let snapshot = context.snapshot
    var facts = [
      "T \(context.format.temperature(context.settings.temperature.value))",
      "k \(context.format.count(snapshot.size))",
    ]
    // No window so small has room for more.
    let most = area.width * area.height
    for category in context.inBarOrder(0..<snapshot.categoryCount).prefix(most) {
      let share = context.format.percent(of: category, in: snapshot.theta)
      facts.append("\(snapshot.scenario.labels[category]) \(share)")
    }
    for (row, line) in lines(of: facts, in: area).enumerated() {
      let text = line.truncated(toColumns: area.width, mark: context.symbols.ellipsis)
      buffer.write(text, x: area.x, y: area.y + row, style: context.style(.text))
    }
  }

  /// A line for each fact where there are rows enough, else as many on a line as fit.
  private func lines(of facts: [String], in area: Rect) -> [String] {
    guard area.height < facts.count else { return facts }
    var lines = [""]
    for fact in facts {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = fact
      } else if lines.count == area.height
        || last.terminalColumns + 1 + fact.terminalColumns <= area.width
      {
        lines[lines.count - 1] = last + " " + fact
      } else {
        lines.append(fact)
      }
    }
    return lines
  }
}
