/// Curves over two axes, with their names beside them, and bars for histograms.
///
/// For histories over ln k, branches over a parameter, and laws over the counts of many runs. Curves
/// go below one another in the order of their list, solid ones above dividing lines, these above
/// dashed ones, and all of them above bars. What lies outside the axes is cut off.
public struct LineChart {
  public struct Point: Hashable, Sendable {
    public var x: Double
    /// `nil`, or no number, is a gap.
    public var y: Double?

    public init(x: Double, y: Double?) {
      self.x = x
      self.y = y
    }
  }

  public enum Stroke: Hashable, Sendable, CaseIterable {
    case solid, dashed
    /// Dashes so close that they are read as one line, one dot wide always. A solid curve hides it
    /// where both fall into one cell.
    case dividing
    /// Columns from the foot of the plot, each up to half the way to its neighbours.
    case bars
  }

  /// Where a curve's name stands.
  public enum NamePlace: Hashable, Sendable {
    /// To the right of the last point inside the plot.
    case end
    /// To the left or to the right of a point, if there is room for the whole name.
    case left(of: Point)
    case right(of: Point)
    /// Right above a point, the middle over it.
    case above(Point)
  }

  public struct Series: Hashable, Sendable {
    /// Written beside the curve; the empty string for nothing.
    public var name: String
    public var points: [Point]
    public var ink: Ink
    public var stroke: Stroke
    /// Where the name may stand, the best first; it is left out where none of them is free.
    public var namePlaces: [NamePlace]

    public init(
      name: String = "", points: [Point], ink: Ink, stroke: Stroke = .solid,
      namePlaces: [NamePlace] = [.end]
    ) {
      self.namePlaces = namePlaces
      self.name = name
      self.points = points
      self.ink = ink
      self.stroke = stroke
    }
  }

  /// A sign at a point, over the curves.
  public struct Mark: Hashable, Sendable {
    public var point: Point
    public var cell: Cell

    public init(_ cell: Cell, at point: Point) {
      self.cell = cell
      self.point = point
    }
  }

  /// A line from the top of the plot to its foot, behind curves and marks.
  public struct Rule: Hashable, Sendable {
    /// Where it stands; outside the axis it is not drawn.
    public var x: Double
    public var style: Style
    /// Written beside its upper end where that is free; the empty string for nothing.
    public var name: String
    public var nameStyle: Style

    public init(at x: Double, style: Style, name: String = "", nameStyle: Style) {
      self.x = x
      self.style = style
      self.name = name
      self.nameStyle = nameStyle
    }
  }

  public var x: Axis
  public var y: Axis
  public var series: [Series]
  /// Names of curves keep clear of them.
  public var marks: [Mark] = []
  /// Names of curves keep clear of them as well.
  public var rules: [Rule] = []
  /// Whether curves are two dots wide, all but dividing lines.
  public var isThick = false
  /// Whether the axis below is drawn: of charts one above the other the last one's serves all.
  public var hasFoot: Bool
  /// The labels at the left, where they are known already: of charts one above the other on one
  /// scale they are found once, as ``Axis/ticks(rows:_:)`` of the rows of each. `nil` to find them.
  public var yTicks: [Axis.Tick]?

  public init(
    x: Axis, y: Axis, series: [Series], hasFoot: Bool = true, yTicks: [Axis.Tick]? = nil
  ) {
    self.x = x
    self.yTicks = yTicks
    self.y = y
    self.series = series
    self.hasFoot = hasFoot
  }

  /// Draws axes, curves and names; backgrounds already there stay behind curves.
  ///
  /// - Returns: the room inside the axes, for what is drawn on top.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, palette: Palette, symbols: Symbols
  ) -> Rect {
    let area = area.intersection(buffer.bounds)
    var rest = area
    let longest =
      series.filter { $0.namePlaces.first == .end }.map(\.name.terminalColumns).max() ?? 0
    if longest > 0, area.width >= 30 { _ = rest.takeRight(min(longest + 1, area.width / 4)) }
    var frame = PlotFrame(x: hasFoot ? x : nil, y: y, rows: rows, yTicks: yTicks)
    // Numbers of what is counted change from frame to frame, and now and then they are round.
    frame.hasEvenTicks = rows == .middles
    let plot = frame.draw(
      into: &buffer, in: rest, palette: palette, symbols: symbols)
    guard !plot.isEmpty else { return plot }
    drawCurves(into: &buffer, in: plot, symbols)
    for series in series where series.stroke == .bars {
      drawBars(series, into: &buffer, in: plot, palette: palette, symbols: symbols)
    }
    for mark in marks {
      // It may be far outside.
      guard let place = place(mark.point, in: plot), place.x >= 0, place.y >= 0,
        place.x < Double(plot.width),
        place.y < Double(plot.height)
      else { continue }
      buffer[plot.x + Int(place.x), plot.y + Int(place.y)] = mark.cell
    }
    for rule in rules { draw(rule, into: &buffer, in: plot, symbols) }
    let room = Rect(x: plot.x, y: plot.y, width: area.maxX - plot.x, height: plot.height)
    drawNames(into: &buffer, plot: plot, room: room, palette: palette, symbols: symbols)
    return plot
  }

  private func drawCurves(into buffer: inout CellBuffer, in plot: Rect, _ symbols: Symbols) {
    var canvas = DotCanvas(width: plot.width, height: plot.height, glyphs: symbols.glyphs)
    for series in series where series.stroke != .bars {
      let (layer, dash, gap) = pattern(series.stroke, symbols)
      let points = series.points.map { place($0, in: plot) }
      // A dot more to the right and below.
      let isThick = isThick && series.stroke != .dividing
      let moves: [(Double, Double)] = isThick ? [(0, 0), (0.5, 0), (0, 0.25)] : [(0, 0)]
      for (right, down) in moves {
        canvas.polyline(
          points.map { point in point.map { ($0.x + right, $0.y + down) } }, ink: series.ink,
          layer: layer, dash: dash, gap: gap)
      }
    }
    canvas.draw(into: &buffer, x: plot.x, y: plot.y)
  }

  /// The layer of a canvas that a stroke goes into, and how many dots it draws and leaves out by turns.
  private func pattern(
    _ stroke: Stroke, _ symbols: Symbols
  ) -> (layer: UInt8, dash: Int, gap: Int) {
    switch stroke {
    // In a cell of both it has its colour, and the others their dots.
    case .solid, .bars: (2, 0, 0)
    case .dashed: (1, symbols.dashLength, symbols.dashLength)
    // A gap of one dot is taken for the distance of two dots.
    case .dividing: (1, symbols.dashLength, symbols.dashLength / 2)
    }
  }

  private var rows: Axis.Spread {
    series.contains { $0.stroke == .bars } ? .edges : .middles
  }

  /// In cells from the upper left corner of the plot.
  private func place(_ point: Point, in plot: Rect) -> (x: Double, y: Double)? {
    guard let value = point.y, let x = x.place(of: point.x, among: plot.width, .middles),
      let y = y.place(of: value, among: plot.height, rows)
    else { return nil }
    return (x, Double(plot.height) - y)
  }

  /// Draws bars behind what stands there: a cell of a curve has the bar's colour from half a cell on,
  /// and the curve one that shows on it.
  private func drawBars(
    _ series: Series, into buffer: inout CellBuffer, in plot: Rect, palette: Palette,
    symbols: Symbols
  ) {
    let style = Style(
      foreground: series.ink.color, background: palette.background,
      attributes: series.ink.attributes)
    for (column, eighths) in barEighths(series, in: plot).enumerated() {
      for row in 0..<plot.height {
        let filled = max(0, min(8, eighths - (plot.height - 1 - row) * 8))
        let (x, y) = (plot.x + column, plot.y + row)
        if buffer[x, y].glyph == " " {
          guard filled > 0 else { continue }
          buffer[x, y] = Cell(symbols.verticalBar(eighths: filled), style)
        } else if filled >= 4, palette.depth >= .indexed {
          buffer[x, y].style.background = series.ink.color
          buffer[x, y].style.foreground = palette.color(on: series.ink.color)
        }
      }
    }
  }

  /// How high each column is filled, in eighths of a cell. Of several bars in one column the highest
  /// counts. A bar is never higher than its value: what is less than an eighth is not drawn.
  private func barEighths(_ series: Series, in plot: Rect) -> [Int] {
    let bars = series.points.compactMap { point -> (centre: Double, height: Double)? in
      guard let value = point.y, let height = y.position(of: value),
        let centre = x.place(of: point.x, among: plot.width, .middles)
      else { return nil }
      return (centre, max(0, min(1, height)))
    }
    var columns = [Int](repeating: 0, count: plot.width)
    for (index, bar) in bars.enumerated() where bar.height > 0 {
      let before = index > 0 ? bar.centre - bars[index - 1].centre : nil
      let after = index + 1 < bars.count ? bars[index + 1].centre - bar.centre : nil
      let start = bar.centre - (before ?? after ?? 1) / 2
      let end = bar.centre + (after ?? before ?? 1) / 2
      // The columns whose middle the bar covers, or else the one it stands in.
      let limit = Double(plot.width)
      var covered =
        (start - 0.5).rounded(.up)..<max((start - 0.5).rounded(.up), (end - 0.5).rounded(.up))
      if covered.isEmpty { covered = bar.centre.rounded(.down)..<(bar.centre.rounded(.down) + 1) }
      covered = covered.clamped(to: 0..<limit)
      let eighths = Int(bar.height * Double(plot.height * 8))
      for column in Int(covered.lowerBound)..<Int(covered.upperBound) {
        columns[column] = max(columns[column], eighths)
      }
    }
    return columns
  }

  private func draw(
    _ rule: Rule, into buffer: inout CellBuffer, in plot: Rect, _ symbols: Symbols
  ) {
    guard let place = x.place(of: rule.x, among: plot.width, .middles),
      place >= 0, place < Double(plot.width)
    else { return }
    let column = plot.x + Int(place)
    for row in plot.y..<plot.maxY where buffer[column, row].glyph == " " {
      buffer[column, row] = Cell(symbols.vertical, rule.style)
    }
    let width = rule.name.terminalColumns
    guard width > 0 else { return }
    // The line itself stands beside it, a curve does not.
    let sides = [
      (start: column + 1, x: column + 1), (start: column - width - 1, x: column - width),
    ]
    let places = (plot.y..<min(plot.maxY, plot.y + 3)).flatMap { row in
      sides.map { (start: $0.start, x: $0.x, y: row) }
    }
    let free = places.first { start, _, row in
      start >= plot.x && start + width + 1 <= plot.maxX
        && (start...(start + width)).allSatisfy { buffer[$0, row].glyph == " " }
    }
    if let free { buffer.write(rule.name, x: free.x, y: free.y, style: rule.nameStyle) }
  }

  /// Writes names, each in the first of its places that is free. No name takes the best place of another
  /// because its own is taken.
  private func drawNames(
    into buffer: inout CellBuffer, plot: Rect, room: Rect, palette: Palette, symbols: Symbols
  ) {
    var unnamed = series.filter { !$0.name.isEmpty }
    for choice in 0..<(unnamed.map(\.namePlaces.count).max() ?? 0) {
      unnamed.removeAll { series in
        guard choice < series.namePlaces.count,
          let spot = spot(
            for: series, series.namePlaces[choice], in: buffer, plot: plot, room: room, symbols)
        else { return false }
        buffer.write(
          spot.name, x: spot.x, y: spot.y,
          style: Style(
            foreground: series.ink.color, background: palette.background,
            attributes: series.ink.attributes))
        return true
      }
    }
  }

  /// Where a name has room at one of its places: the nearest row that is free there; one more than two
  /// rows away would be taken for another's.
  private func spot(
    for series: Series, _ namePlace: NamePlace, in buffer: CellBuffer, plot: Rect, room: Rect,
    _ symbols: Symbols
  ) -> (name: String, x: Int, y: Int)? {
    func inside(_ point: Point) -> (x: Double, y: Double)? {
      place(point, in: plot).flatMap { place in
        place.x >= 0 && place.x <= Double(plot.width) && place.y >= 0
          && place.y <= Double(plot.height) ? place : nil
      }
    }
    var name = series.name
    let at: (x: Double, y: Double)
    let start: Int
    switch namePlace {
    case .end:
      guard let end = series.points.reversed().lazy.compactMap(inside).first else { return nil }
      name = name.truncated(toColumns: max(1, room.width / 2), mark: symbols.ellipsis)
      at = end
      start = min(plot.x + Int(at.x) + 2, room.maxX - name.terminalColumns)
    case .right(let point):
      guard let point = inside(point) else { return nil }
      at = point
      start = plot.x + Int(at.x + (isThick ? 0.5 : 0)) + 2
    case .left(let point):
      guard let point = inside(point) else { return nil }
      at = point
      start = plot.x + Int(at.x) - 1 - name.terminalColumns
    case .above(let point):
      guard let point = inside(point) else { return nil }
      at = point
      start = plot.x + Int(at.x) - name.terminalColumns / 2
    }
    let end = start + name.terminalColumns
    guard start >= room.x, end <= room.maxX else { return nil }
    let row = plot.y + min(plot.height - 1, Int(at.y))
    let near = if case .above = namePlace { (row - 1)...(row - 1) } else { (row - 2)...(row + 2) }
    let rows = near.filter((room.y..<room.maxY).contains)
      .sorted { (abs($0 - row), $0) < (abs($1 - row), $1) }
    let free = rows.first { y in
      (max(room.x, start - 1)..<min(room.maxX, end + 1)).allSatisfy {
        buffer[$0, y].glyph == " "
      }
    }
    return free.map { (name, start, $0) }
  }
}
