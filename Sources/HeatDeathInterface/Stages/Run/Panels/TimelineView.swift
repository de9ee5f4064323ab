import HeatDeath
import RealModule
import TerminalDrawing

/// The axis of ln k from ℓ to a round power of ten, with the interventions of the run. These have the
/// labels; decades are named where room is left.
struct TimelineView: ScreenPart {
  let context: DrawingContext

  func appearance(in area: Rect) -> Appearance? {
    let scale = Scale(context, in: area)
    return context.appearance(
      of: Self.self,
      ["\(scale.column(context.snapshot.clock))\(scale.right)"]
        + context.ghosts.map { "\($0.fork) \($0.clock) \($0.marks.count)" })
  }

  /// The line, what stands at its ends, and its axis.
  private struct Scale {
    let left: String
    let right: String
    let line: Rect
    let axis: Axis

    init(_ context: DrawingContext, in area: Rect) {
      let first = context.format.restingCount(context.snapshot.initialSize)
      let end = TimelineView.horizon(context)
      let isBeyond = end > 18
      let last = isBeyond ? Double(Dataset.maximumSize) : .pow(10, Double(end))
      let name =
        isBeyond ? context.format.scientific(last, digits: 0) : context.format.magnitude(end)
      right = " \(name)"
      // Named where that leaves a line.
      let room = area.width - 2 - right.terminalColumns - TimelineView.leastWidth
      left = ["samples \(first) ", "\(first) "].first { $0.terminalColumns <= room } ?? ""
      line = Rect(
        x: area.x + 1 + left.terminalColumns, y: area.y,
        width: area.width - 2 - left.terminalColumns - right.terminalColumns, height: 1)
      axis = Axis(
        .logarithmic, from: Double(context.snapshot.initialSize), to: last,
        format: context.format.tick)
    }

    func column(_ size: Int64) -> Int {
      let position = axis.position(of: Double(size)) ?? 0
      return line.x + Int((max(0, min(1, position)) * Double(line.width - 1)).rounded())
    }

    /// The largest size whose column is that, or near enough; beside the line that of its end.
    func size(atColumn column: Int) -> Int64 {
      let position = (Double(column - line.x) + 0.499) / Double(max(1, line.width - 1))
      let value = axis.value(at: max(0, min(1, position)))
      return value < 0x1p62 ? Int64(value) : Dataset.maximumSize
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    let scale = Scale(context, in: area)
    guard area.width >= 30, x >= scale.line.x - 1, x <= scale.line.maxX else { return .elsewhere }
    // The end of the run is its present, whatever else its column holds.
    let end = context.report.future?.clock ?? context.snapshot.clock
    return .moment(
      x >= scale.column(end) ? Dataset.maximumSize : scale.size(atColumn: x))
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height >= 1, area.width >= 30 else { return }
    let symbols = context.symbols
    let scale = Scale(context, in: area)
    let (left, right, line, axis) = (scale.left, scale.right, scale.line, scale.axis)
    let column = scale.column
    buffer.write(left, x: area.x + 1, y: area.y, style: context.style(.muted))
    buffer.write(right, x: line.maxX, y: area.y, style: context.style(.muted))
    let knob = column(context.snapshot.clock)
    // What came after the moment shown is there still.
    let end = context.report.future.map { column($0.clock) } ?? knob
    let past = Style(
      foreground: context.palette.color(.accent), background: context.palette.background)
    for x in line.x..<line.maxX {
      buffer[x, area.y] =
        x <= end
        ? Cell(symbols.heavyHorizontal, x <= knob ? past : context.style(.muted))
        : Cell(symbols.horizontal, context.style(.axis))
    }
    let ticks = axis.ticks(columns: line.width).filter { (1..<line.width - 1).contains($0.cell) }
    for tick in ticks where line.x + tick.cell > end {
      buffer[line.x + tick.cell, area.y] = Cell(symbols.tick, context.style(.axis))
    }
    let marks = (context.report.future?.marks ?? context.snapshot.marks)
      .filter { !label($0.intervention).isEmpty }
    let gestures = TimelineGesture.gathered(
      marks.map { ($0.intervention, column($0.clock)) }, start: context.report.start.settings,
      reach: Self.reach)
    for column in gestures.flatMap(\.columns) {
      buffer[column, area.y] = Cell(symbols.cross, context.style(.strong))
    }
    for ghost in context.report.ghosts {
      buffer[column(ghost.fork), area.y] = Cell(symbols.fork, context.style(.strong))
    }
    buffer[knob, area.y] = Cell(symbols.knob, context.style(.accent))
    guard area.height >= 2 else { return }
    // The newest win where labels would run into each other.
    for gesture in gestures.reversed() {
      let label = gesture.change(context.format) ?? label(gesture.intervention)
      write(label, around: gesture.middle, .text, into: &buffer, in: area)
    }
    for ghost in context.report.ghosts {
      write("branch", around: column(ghost.fork), .muted, into: &buffer, in: area)
    }
    for tick in ticks {
      write(tick.label, around: line.x + tick.cell, .muted, into: &buffer, in: area)
    }
  }

  /// The shortest line that can be read.
  private static let leastWidth = 10

  /// As wide as `T→1.20` and a gap.
  private static let reach = 7

  /// Writes a label below its place, where the row is free with a gap at either side.
  private func write(
    _ label: String, around x: Int, _ role: Role, into buffer: inout CellBuffer, in area: Rect
  ) {
    let width = label.terminalColumns
    let from = max(area.x + 1, min(x - width / 2, area.maxX - 1 - width))
    let y = area.y + 1
    guard width > 0, from + width < area.maxX,
      ((from - 1)...(from + width)).allSatisfy({ buffer[$0, y].glyph == " " })
    else { return }
    buffer.write(label, x: from, y: y, style: context.style(role))
  }

  /// The decade at the right end: the next of 10⁶, 10⁹, 10¹², …, at least one above ℓ; beyond 10¹⁸ it is
  /// the largest dataset.
  private static func horizon(_ context: DrawingContext) -> Int {
    let start = Double.log10(Double(context.snapshot.initialSize))
    let latest = max(context.snapshot.clock, context.ghosts.map(\.clock).max() ?? 0)
    if latest > Shell.eternity { return 19 }
    let now = Double.log10(Double(latest))
    var end = 6
    while Double(end) < max(now, start + 1), end < 18 { end += 3 }
    return max(end, Int(start.rounded(.down)) + 1)
  }

  /// The few characters below a mark; none where nothing is to be marked.
  private func label(_ intervention: Intervention) -> String {
    // Which engine draws the samples changes nothing that a student sees.
    if case .setEngine = intervention, !context.isExpert { return "" }
    return InterventionText(context.format, context.snapshot.scenario.labels).label(intervention)
  }
}
