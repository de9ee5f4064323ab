import HeatDeath
import RealModule
import TerminalDrawing

/// Two categories: the segment at the foot of the picture, and above it where the point stood, the
/// clock ln k running downwards from ℓ towards a round power of ten.
struct SegmentView {
  let context: DrawingContext

  /// Where the path and the segment stand, above their names.
  private func plot(in area: Rect) -> Rect {
    let margin = area.width >= 30 ? 3 : 1
    return Rect(
      x: area.x + margin, y: area.y, width: area.width - 2 * margin, height: area.height - 1)
  }

  /// The point of the segment above which a column stands.
  func point(atX x: Int, in area: Rect) -> SimplexPoint? {
    let plot = plot(in: area)
    guard x >= plot.x, x < plot.maxX else { return nil }
    let share = (Double(x - plot.x) + 0.5) / Double(plot.width)
    return SimplexPoint(weights: [1 - share, share])
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let plot = plot(in: area)
    let width = plot.width
    guard width >= 2, plot.height >= 2 else { return }
    let rows = plot.height - 1

    var canvas = DotCanvas(width: width, height: plot.height, glyphs: context.symbols.glyphs)
    let guides = context.palette.color(.frame)
    let foot = Double(rows) + 0.4
    for x in [0.0, Double(width) / 2, Double(width) - 0.01] {
      canvas.line(from: (x, 0), to: (x, foot), color: guides, layer: 0, period: 3)
    }
    canvas.line(
      from: (0, foot), to: (Double(width), foot), color: context.palette.color(.muted), layer: 1)

    let snapshot = context.snapshot
    let trajectory = snapshot.trajectory
    let clock = ClockAxis(snapshot)
    func position(_ counts: ArraySlice<Int64>, _ size: Int64) -> (x: Double, y: Double) {
      let share = Double(counts[counts.startIndex + 1]) / Double(counts.reduce(0, +))
      return (
        min(share * Double(width), Double(width) - 0.01),
        foot * clock.position(ofSize: size)
      )
    }
    var last = position(trajectory.counts(at: 0), snapshot.initialSize)
    let start = last
    var colors = PathColors(snapshot, palette: context.palette)
    for index in 1..<(trajectory.count + 1) {
      let isHead = index == trajectory.count
      let size = isHead ? snapshot.size : trajectory.sizes[index]
      let next = position(isHead ? snapshot.theta.shares[...] : trajectory.counts(at: index), size)
      let ink = colors.next(size: size)
      canvas.line(from: last, to: next, ink: ink, layer: 2)
      last = next
    }
    canvas.draw(into: &buffer, x: plot.x, y: plot.y)
    // The point on the segment itself.
    buffer[plot.x + Int(last.x), plot.y + rows] = Cell(
      context.symbols.tick, context.style(.accent))
    if snapshot.size > snapshot.initialSize {
      buffer[plot.x + Int(start.x), plot.y + Int(start.y)] = Cell(
        context.symbols.start, context.style(.strong))
    }
    buffer[plot.x + Int(last.x), plot.y + Int(last.y)] = Cell(
      context.symbols.head, context.headStyle)

    let right = context.tag(1).truncated(toColumns: width / 3, mark: context.symbols.ellipsis)
    buffer.write(
      context.tag(0).truncated(toColumns: width / 3, mark: context.symbols.ellipsis), x: plot.x,
      y: plot.maxY, style: context.categoryStyle(0))
    buffer.write(
      right, x: plot.maxX - right.terminalColumns, y: plot.maxY, style: context.categoryStyle(1))
    let middle = "even"
    buffer.write(
      middle, x: plot.x + (width - middle.count) / 2, y: plot.maxY, style: context.style(.muted))
  }
}
