import HeatDeath
import RealModule
import TerminalDrawing

/// The axis of ln k from ℓ to a round power of ten, with the interventions of the run.
struct TimelineView: ScreenPart {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.height >= 1, area.width >= 30 else { return }
    let snapshot = context.snapshot
    let symbols = context.symbols
    let start = Double.log10(Double(snapshot.initialSize))
    let now = Double.log10(Double(snapshot.clock))
    let end = horizon(start: start, now: now)
    let left = "k \(context.format.count(snapshot.initialSize)) "
    let right = " \(context.format.magnitude(end))"
    let x = area.x + 1 + left.terminalColumns
    let width = area.width - 2 - left.terminalColumns - right.terminalColumns
    guard width >= 10, Double(end) > start else { return }
    func column(_ exponent: Double) -> Int {
      x
        + max(
          0, min(width - 1, Int((exponent - start) / (Double(end) - start) * Double(width - 1))))
    }

    buffer.write(left, x: area.x + 1, y: area.y, style: context.style(.muted))
    buffer.write(right, x: x + width, y: area.y, style: context.style(.muted))
    let knob = column(now)
    for position in x..<(x + width) {
      let isPast = position <= knob
      buffer[position, area.y] = Cell(
        isPast ? symbols.heavyHorizontal : symbols.horizontal,
        isPast
          ? Style(
            foreground: context.palette.color(.accent), background: context.palette.background)
          : context.style(.frame))
    }
    buffer[knob, area.y] = Cell(symbols.knob, context.style(.accent))

    // The newest marks win where labels would run into each other.
    var free = area.maxX
    let words = InterventionText(context.format, snapshot.scenario.labels)
    for mark in snapshot.marks.reversed() {
      let position = column(Double.log10(Double(mark.clock)))
      if position != knob {
        buffer[position, area.y] = Cell(symbols.cross, context.style(.strong))
      }
      guard area.height >= 2 else { continue }
      let label = words.label(mark.intervention)
      let columns = label.terminalColumns
      let from = max(area.x, min(position - columns / 2, area.maxX - columns))
      guard from + columns < free else { continue }
      buffer.write(label, x: from, y: area.y + 1, style: context.style(.muted))
      free = from
    }
    drawDecades(from: start, to: end, column, after: knob, into: &buffer, in: area)
  }

  /// The decade at the right end: the next of 10⁶, 10⁹, 10¹², …, at least one above ℓ.
  private func horizon(start: Double, now: Double) -> Int {
    var end = 6
    while Double(end) < max(now, start + 1), end < 18 { end += 3 }
    return max(end, Int(start.rounded(.down)) + 1)
  }

  private func drawDecades(
    from start: Double, to end: Int, _ column: (Double) -> Int, after knob: Int,
    into buffer: inout CellBuffer, in area: Rect
  ) {
    for decade in Int(start.rounded(.up))..<end where Double(decade) > start {
      let position = column(Double(decade))
      if position > knob {
        buffer[position, area.y] = Cell(context.symbols.tick, context.style(.frame))
      }
      let name = context.format.magnitude(decade)
      let x = position - name.terminalColumns / 2
      // Interventions are named first, and need a gap around their names.
      let isFree = ((x - 1)...(x + name.terminalColumns)).allSatisfy {
        buffer[$0, area.y + 1].glyph == " "
      }
      guard area.height >= 2, isFree else { continue }
      buffer.write(name, x: x, y: area.y + 1, style: context.style(.frame))
    }
  }
}
