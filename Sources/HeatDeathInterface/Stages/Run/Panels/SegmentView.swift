import HeatDeath
import RealModule
import TerminalDrawing

/// Two categories: the segment at the foot of the picture, and above it where the point stood, the
/// clock ln k running upwards from ℓ towards a round power of ten.
struct SegmentView {
  let context: DrawingContext

  private var clock: ClockAxis { context.clockOfGhosts }

  /// The share of the second category along the foot, the clock at the left.
  private func frame(_ clock: ClockAxis) -> PlotFrame {
    let format = context.format
    let name = context.tag(1).truncated(toColumns: 12, mark: context.symbols.ellipsis)
    return PlotFrame(
      x: Axis(.linear, from: 0, to: 1, title: "share of \(name)", shorter: ["share"]) {
        format.fixed($0, digits: 2)
      },
      y: clock.axis(
        title: context.clockTitle, shorter: context.shorterClockTitles, format: format),
      columns: .edges, rows: .edges)
  }

  /// Where plot and axes stand, above the names of the ends.
  private func plotArea(in area: Rect) -> Rect {
    let margin = area.width >= 30 ? 1 : 0
    return Rect(
      x: area.x + margin, y: area.y, width: area.width - 2 * margin, height: area.height - 1)
  }

  /// The point of the segment above which a column stands.
  func point(atX x: Int, in area: Rect) -> SimplexPoint? {
    let plot = frame(clock).inner(of: plotArea(in: area))
    guard x >= plot.x, x < plot.maxX else { return nil }
    let share = (Double(x - plot.x) + 0.5) / Double(plot.width)
    return SimplexPoint(weights: [1 - share, share])
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let clock = clock
    let outer = plotArea(in: area)
    let plot = frame(clock).draw(
      into: &buffer, in: outer, palette: context.palette, symbols: context.symbols)
    guard plot.width >= 2, plot.height >= 1 else { return }
    let (width, height) = (Double(plot.width), Double(plot.height))
    func place(_ share: Double, _ size: Int64) -> (x: Double, y: Double) {
      (min(share * width, width - 0.01), (1 - clock.position(ofSize: size)) * (height - 0.01))
    }

    var canvas = DotCanvas(
      width: plot.width, height: plot.height, glyphs: context.symbols.glyphs)
    canvas.line(
      from: (width / 2, 0), to: (width / 2, height), color: context.palette.color(.frame), layer: 0,
      period: 3)
    let snapshot = context.snapshot
    let layer = SegmentLayer(context: context, plot: plot)
    layer.drawGround(into: &buffer)
    layer.drawLines(on: &canvas) { share, exponent in
      (
        min(share * width, width - 0.01),
        (1 - clock.position(ofExponent: exponent)) * (height - 0.01)
      )
    }
    let start = place(
      snapshot.scenario.initialData.empiricalLaw[1], snapshot.initialSize)
    for ghost in context.ghosts {
      let cells = ghost.places.map { place(Self.share($0.law), $0.size) }
      canvas.polyline(cells, ink: Ink(context.palette.color(.muted)), layer: 1)
    }
    path(snapshot, from: start, on: &canvas, place)
    canvas.draw(into: &buffer, x: plot.x, y: plot.y)

    func mark(_ place: (x: Double, y: Double), _ glyph: Unicode.Scalar, _ style: Style) {
      buffer[plot.x + Int(place.x), plot.y + Int(place.y)] = Cell(glyph, style)
    }
    layer.drawMarks(into: &buffer)
    for run in context.formerRuns.ends {
      mark(place(run.theta[1], run.clock), context.symbols.formerRun, context.style(.text))
    }
    let strong = context.style(.strong)
    let head = place(snapshot.theta[1], snapshot.clock)
    if context.showsEnd, let end = context.end {
      mark((place(end.point[1], snapshot.clock).x, 0), context.symbols.endState, strong)
    }
    if snapshot.clock > snapshot.initialSize { mark(start, context.symbols.start, strong) }
    mark(head, context.symbols.head, context.headStyle)
    layer.drawLegend(into: &buffer)
    // The point on the segment itself, but where the axis has its title.
    let symbols = context.symbols
    let foot = (x: plot.x + Int(head.x), y: plot.maxY)
    if foot.y < outer.maxY,
      [symbols.horizontal, symbols.tick].contains(buffer[foot.x, foot.y].glyph)
    {
      buffer[foot.x, foot.y] = Cell(symbols.tick, context.style(.accent))
    }
    names(into: &buffer, below: plot, y: outer.maxY)
  }

  /// That of the second category.
  private static func share(_ law: ArraySlice<Int64>) -> Double {
    Double(law[law.startIndex + 1]) / Double(law.reduce(0, +))
  }

  private func path(
    _ snapshot: Snapshot, from start: (x: Double, y: Double), on canvas: inout DotCanvas,
    _ place: (Double, Int64) -> (x: Double, y: Double)
  ) {
    var path = PathColors(snapshot, palette: context.palette, last: start)
    path.follow(snapshot) { counts, size in
      place(Self.share(counts), size)
    }
    path.eachHop { hop, ink in canvas.line(from: hop.start, to: hop.end, ink: ink, layer: 2) }
  }

  /// Which category has everything at either end.
  private func names(into buffer: inout CellBuffer, below plot: Rect, y: Int) {
    let room = plot.width / 3
    func name(_ category: Int) -> String {
      let tag = context.tag(category)
      let whole = "all \(tag)"
      return (whole.terminalColumns <= room ? whole : tag).truncated(
        toColumns: room, mark: context.symbols.ellipsis)
    }
    let right = name(1)
    buffer.write(name(0), x: plot.x, y: y, style: context.categoryStyle(0))
    buffer.write(
      right, x: plot.maxX - right.terminalColumns, y: y, style: context.categoryStyle(1))
    let middle = "even"
    buffer.write(
      middle, x: plot.x + (plot.width - middle.count) / 2, y: y, style: context.style(.muted))
  }
}
