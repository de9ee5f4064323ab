import HeatDeath
import TerminalDrawing

/// The steps of the logs from the first to the newest, with the place of the row shown; what begins anew
/// is marked.
struct WatchTimeline: ScreenPart {
  let context: WatchContext

  private var lead: LogFeed { context.feeds[context.leader] }

  /// The line, and what stands at its ends.
  private struct Ends {
    let left: String
    let right: String
    let line: Rect

    init(_ context: WatchContext, in area: Rect) {
      let axis = context.axis.axis
      left = "\(context.axis.name) \(axis.format(axis.low)) "
      // Of one place there is no other end.
      let hasEnd = context.feeds.contains { $0.rows.count > 1 }
      right = hasEnd ? " \(axis.format(axis.high))" : ""
      line = Rect(
        x: area.x + 1 + left.terminalColumns, y: area.y,
        width: max(0, area.width - 2 - left.terminalColumns - right.terminalColumns), height: 1)
    }

    func column(_ position: Double) -> Int {
      line.x + Int((position * Double(line.width - 1)).rounded())
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    let line = Ends(context, in: area).line
    guard line.width > 1, !lead.rows.isEmpty, x >= line.x - 1, x <= line.maxX else {
      return .elsewhere
    }
    let position = Double(x - line.x) / Double(line.width - 1)
    guard position < 1 else { return .moment(.max) }
    // The row nearest to the column.
    let index = context.axis.index(at: position + 0.5 / Double(line.width - 1), in: lead)
    return .moment(lead.rows[index].number)
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let ends = Ends(context, in: area)
    let (line, symbols) = (ends.line, context.symbols)
    guard line.width >= 4, !lead.rows.isEmpty else { return }
    buffer.write(ends.left, x: area.x + 1, y: area.y, style: context.style(.muted))
    buffer.write(ends.right, x: line.maxX, y: area.y, style: context.style(.muted))
    let knob = ends.column(context.axis.position(of: lead.index, in: lead))
    let past = Style(
      foreground: context.palette.color(.accent), background: context.palette.background)
    for x in line.x..<line.maxX {
      buffer[x, area.y] = Cell(
        symbols.heavyHorizontal, x <= knob ? past : context.style(.muted))
    }
    for (index, row) in lead.rows.enumerated().dropFirst() where row.previous == nil {
      let column = ends.column(context.axis.position(of: index, in: lead))
      buffer[column, area.y] = Cell(symbols.cross, context.style(.strong))
    }
    buffer[knob, area.y] = Cell(symbols.knob, context.style(.accent))
    guard area.height >= 2 else { return }
    for tick in context.axis.axis.ticks(columns: line.width)
    where (1..<(line.width - 1)).contains(tick.cell) && !tick.label.isEmpty {
      let x = line.x + tick.cell - tick.label.terminalColumns / 2
      buffer.write(tick.label, x: x, y: area.y + 1, style: context.style(.muted))
    }
  }
}
