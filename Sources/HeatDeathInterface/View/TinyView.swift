import TerminalDrawing

/// Numbers only, for windows below 20 × 5.
struct TinyView {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let snapshot = context.snapshot
    var lines = [
      "T \(context.format.temperature(context.state.temperature.value))",
      "k \(context.format.count(snapshot.size))",
    ]
    for category in 0..<snapshot.categoryCount {
      let share = context.format.share(snapshot.counts[category], of: snapshot.size)
      lines.append("\(snapshot.scenario.labels[category]) \(share)")
    }
    // One line of everything where there are few rows, a line each where there are many.
    if area.height < lines.count { lines = [lines.joined(separator: " ")] }
    for (row, line) in lines.enumerated() {
      let text = line.truncated(toColumns: area.width, mark: context.symbols.ellipsis)
      buffer.write(text, x: area.x, y: area.y + row, style: context.style(.text))
    }
  }
}
