/// Curves over two axes, with their names where they end, and bars for histograms.
///
/// For histories over ln k, branches over a parameter, and laws over the counts of many runs. Curves
/// go below one another in the order of their list, solid ones above dashed ones, dividing lines above
/// both, and all of them above bars. What lies outside the axes is cut off.
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
    /// Dashes so close that they are read as one line.
    case dividing
    /// Columns from the foot of the plot, each up to half the way to its neighbours.
    case bars
  }

  public struct Series: Hashable, Sendable {
    /// Written beside the last point, or the first; the empty string for nothing.
    public var name: String
    public var points: [Point]
    public var ink: Ink
    public var stroke: Stroke
    /// Whether the name stands beside the first point.
    public var isNamedAtStart: Bool

    public init(
      name: String = "", points: [Point], ink: Ink, stroke: Stroke = .solid,
      isNamedAtStart: Bool = false
    ) {
      self.isNamedAtStart = isNamedAtStart
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

  public var x: Axis
  public var y: Axis
  public var series: [Series]
  /// Names of curves keep clear of them.
  public var marks: [Mark] = []
  /// Whether curves are two dots wide.
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
    let longest = series.map(\.name.terminalColumns).max() ?? 0
    if longest > 0, area.width >= 30 { _ = rest.takeRight(min(longest + 1, area.width / 4)) }
    var frame = PlotFrame(x: hasFoot ? x : nil, y: y, rows: rows, yTicks: yTicks)
    // Numbers of what is counted change from frame to frame, and now and then they are round.
    frame.hasEvenTicks = rows == .middles
    let plot = frame.draw(
      into: &buffer, in: rest, palette: palette, symbols: symbols)
    guard !plot.isEmpty else { return plot }
    var canvas = DotCanvas(width: plot.width, height: plot.height, glyphs: symbols.glyphs)
    for series in series where series.stroke != .bars {
      let (layer, dash, gap) = pattern(series.stroke, symbols)
      let points = series.points.map { place($0, in: plot) }
      // A dot more to the right and below.
      for (right, down) in isThick ? [(0, 0), (0.5, 0), (0, 0.25)] : [(0, 0)] as [(Double, Double)]
      {
        canvas.polyline(
          points.map { point in point.map { ($0.x + right, $0.y + down) } }, ink: series.ink,
          layer: layer, dash: dash, gap: gap)
      }
    }
    canvas.draw(into: &buffer, x: plot.x, y: plot.y)
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
    let room = Rect(x: plot.x, y: plot.y, width: area.maxX - plot.x, height: plot.height)
    for series in series where !series.name.isEmpty {
      name(series, into: &buffer, plot: plot, room: room, palette: palette, symbols: symbols)
    }
    return plot
  }

  /// The layer of a canvas that a stroke goes into, and how many dots it draws and leaves out by turns.
  private func pattern(
    _ stroke: Stroke, _ symbols: Symbols
  ) -> (layer: UInt8, dash: Int, gap: Int) {
    switch stroke {
    case .solid, .bars: (2, 0, 0)
    case .dashed: (1, symbols.dashLength, symbols.dashLength)
    // Two dots wide, a curve fills one of a gap.
    case .dividing: isThick ? (3, 6, 2) : (3, 3, 1)
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

  /// Writes a name beside the last point inside the plot, or the first, in the nearest row that is free
  /// there; one more than two rows away would be taken for another's.
  private func name(
    _ series: Series, into buffer: inout CellBuffer, plot: Rect, room: Rect, palette: Palette,
    symbols: Symbols
  ) {
    let points = series.points.compactMap { place($0, in: plot) }
    let ends = series.isNamedAtStart ? points : points.reversed()
    guard
      let end = ends.first(where: { end in
        end.x >= 0 && end.x <= Double(plot.width) && end.y >= 0 && end.y <= Double(plot.height)
      })
    else { return }
    let name = series.name.truncated(toColumns: max(1, room.width / 2), mark: symbols.ellipsis)
    let width = name.terminalColumns
    let row = plot.y + min(plot.height - 1, Int(end.y))
    let x = min(plot.x + Int(end.x) + 2, room.maxX - width)
    guard x >= room.x else { return }
    let rows = (max(room.y, row - 2)..<min(room.maxY, row + 3)).sorted {
      (abs($0 - row), $0) < (abs($1 - row), $1)
    }
    let free = rows.first { y in
      (max(room.x, x - 1)..<min(room.maxX, x + width + 1)).allSatisfy { buffer[$0, y].glyph == " " }
    }
    guard let free else { return }
    buffer.write(
      name, x: x, y: free,
      style: Style(
        foreground: series.ink.color, background: palette.background,
        attributes: series.ink.attributes))
  }
}
