/// The axes of a plot: upwards at its left, rightwards below it, each with labels and a title.
///
/// Where room is short the axis below goes first, at less than five rows, then the one at the left.
public struct PlotFrame {
  public var x: Axis?
  public var y: Axis?
  /// Which part of the columns and of the rows the axes cover.
  public var columns: Axis.Spread
  public var rows: Axis.Spread
  /// The labels at the left, where they are known already; `nil` to find them.
  public var yTicks: [Axis.Tick]?
  /// Whether upper rows may stay free so that the labels of an axis between round bounds are evenly apart.
  public var hasEvenTicks = true

  public init(
    x: Axis?, y: Axis?, columns: Axis.Spread = .middles, rows: Axis.Spread = .middles,
    yTicks: [Axis.Tick]? = nil
  ) {
    self.x = x
    self.y = y
    self.yTicks = yTicks
    self.columns = columns
    self.rows = rows
  }

  /// The room inside the axes that are drawn in `area`, which is all in the buffer: where the mouse
  /// points at values.
  public func inner(of area: Rect) -> Rect { layout(area).plot }

  /// Draws the axes and returns the room inside.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, palette: Palette, symbols: Symbols
  ) -> Rect {
    let layout = layout(area.intersection(buffer.bounds))
    let plot = layout.plot
    let (line, text) = (palette.style(.axis), palette.style(.muted))
    if y != nil, layout.gutter > 0 {
      let column = plot.x - 1
      for row in plot.y..<plot.maxY { buffer[column, row] = Cell(symbols.vertical, line) }
      for tick in layout.yTicks {
        let row = plot.maxY - 1 - tick.cell
        buffer[column, row] = Cell(symbols.axisTick, line)
        buffer.write(tick.label, x: column - tick.label.terminalColumns, y: row, style: text)
      }
      if let heading = layout.heading {
        buffer.write(
          heading.truncated(toColumns: layout.area.width, mark: symbols.ellipsis), x: layout.area.x,
          y: layout.heading(above: plot), style: text)
      }
    }
    guard x != nil, layout.hasFoot else { return plot }
    if layout.gutter > 0 { buffer[plot.x - 1, plot.maxY] = Cell(symbols.bottomLeft, line) }
    for column in plot.x..<plot.maxX {
      buffer[column, plot.maxY] = Cell(symbols.horizontal, line)
    }
    for tick in layout.xTicks {
      buffer[plot.x + tick.cell, plot.maxY] = Cell(symbols.tick, line)
      buffer.write(
        tick.label, x: plot.x + Axis.labelStart(tick, columns: plot.width), y: plot.maxY + 1,
        style: text)
    }
    switch layout.title {
    case .onLine(let title, let column):
      buffer.write(" \(title) ", x: plot.x + column, y: plot.maxY, style: text)
    case .below(let name):
      let title = name.truncated(toColumns: plot.width, mark: symbols.ellipsis)
      buffer.write(title, x: plot.maxX - title.terminalColumns, y: plot.maxY + 2, style: text)
    case nil: break
    }
    return plot
  }

  private enum Title {
    /// In a gap of the axis' line that begins at this column.
    case onLine(String, Int)
    /// On a row of its own.
    case below(String)
  }

  private struct Layout {
    let area: Rect
    var plot: Rect
    /// Columns of the labels and the line at the left; 0 where they are left out.
    var gutter = 0
    /// The title of the axis at the left, above it.
    var heading: String?
    var hasFoot = false
    var xTicks: [Axis.Tick] = []
    var yTicks: [Axis.Tick] = []
    var title: Title?

    /// The row of the heading: the one above the plot.
    func heading(above plot: Rect) -> Int { max(area.y, plot.y - 1) }
  }

  private func layout(_ area: Rect) -> Layout {
    var layout = columnsAndFoot(area)
    if let y, layout.gutter > 0, yTicks == nil { placeTicks(y, &layout) }
    return layout
  }

  private func columnsAndFoot(_ area: Rect) -> Layout {
    var layout = Layout(area: area, plot: area)
    layout.hasFoot = x != nil && area.height >= 5
    _ = layout.plot.takeBottom(layout.hasFoot ? 2 : 0)
    if let y { layOut(y, &layout) }
    guard let x, layout.hasFoot else { return layout }
    layout.xTicks = x.ticks(columns: layout.plot.width, columns)
    guard !x.titles.isEmpty else { return layout }
    let columns = layout.plot.width
    if let gap = gap(for: x.title, between: layout.xTicks, columns: columns) {
      layout.title = .onLine(x.title, gap)
    } else if area.height >= 9, let title = Self.title(x, columns: columns) {
      layout.title = .below(title)
      _ = layout.plot.takeBottom(1)
    } else {
      // Without a row for it a shorter one may fit on the line.
      layout.title =
        x.titles.dropFirst().lazy.compactMap { title in
          gap(for: title, between: layout.xTicks, columns: columns).map { .onLine(title, $0) }
        }.first
    }
    return layout
  }

  /// The longest title that fits, or the beginning of the shortest; `nil` for none.
  private static func title(_ axis: Axis, columns: Int) -> String? {
    axis.titles.first { $0.terminalColumns <= columns } ?? axis.titles.last
  }

  private func layOut(_ y: Axis, _ layout: inout Layout) {
    var plot = layout.plot
    let heading =
      layout.area.height >= 7 ? Self.title(y, columns: layout.area.width) : nil
    _ = plot.takeTop(heading == nil ? 0 : 1)
    let ticks = yTicks ?? y.ticks(rows: plot.height, rows)
    let gutter = (ticks.map(\.label.terminalColumns).max() ?? 0) + 1
    guard plot.width - gutter >= max(8, plot.width / 2) else { return }
    layout.plot = Rect(
      x: plot.x + gutter, y: plot.y, width: plot.width - gutter, height: plot.height)
    (layout.gutter, layout.heading, layout.yTicks) = (gutter, heading, ticks)
  }

  /// Finds the labels at the left once the rows of the plot are known, of which the upper ones go that
  /// would put these unevenly.
  private func placeTicks(_ y: Axis, _ layout: inout Layout) {
    let height = layout.plot.height
    if hasEvenTicks, let even = y.evenTicks(rows: height, rows) {
      _ = layout.plot.takeTop(height - even.rows)
      layout.yTicks = even.ticks
    } else {
      layout.yTicks = y.ticks(rows: height, rows)
    }
    // Maybe others now, but the room for them is given away.
    layout.yTicks.removeAll { $0.label.terminalColumns >= layout.gutter }
  }

  /// The last column from which a title and the blanks around it cover no tick; `nil` for none.
  private func gap(for title: String, between ticks: [Axis.Tick], columns: Int) -> Int? {
    let width = title.terminalColumns + 2
    return stride(from: columns - width - 1, through: 0, by: -1).first { start in
      !ticks.contains { (start..<(start + width)).contains($0.cell) }
    }
  }
}
