import HeatDeath
import RealModule
import TerminalDrawing

/// V_I for every index set I: value, what the sampler does to it, and its history over ln k on a
/// log scale, as a line of a list or where there is room as a plot.
struct LyapunovView: ScreenPart {
  let context: DrawingContext

  /// How many rows, frame included, a list of `sets` index sets can use well.
  static func usefulRows(sets: Int) -> Int { sets * 3 + 3 }

  /// How many rows, frame included, the list takes of `room` in a panel so wide.
  static func neededRows(room: Int, width: Int, sets: Int) -> Int {
    let rows = rows(in: Rect(x: 0, y: 0, width: width, height: room), sets: sets)
    return min(room, rows.visible * rows.height + (rows.height >= 2 ? 3 : 2))
  }

  /// How tall a row is in a panel, and how many rows are in view: tall ones where there is room,
  /// with a last line for the axis of the curves. Rows are curves of their own with a scale from
  /// ``plotRows`` on, and no taller than half as wide.
  static func rows(in area: Rect, sets: Int) -> (height: Int, visible: Int) {
    let room = max(0, area.height - 2)
    let tallest = area.width >= 50 ? max(8, area.width / 4) : 3
    let height = max(1, min(tallest, (room - 1) / max(1, sets)))
    return (height, min(sets, (height >= 2 ? room - 1 : room) / height))
  }

  /// The least height of a row that shows a curve with its scale.
  static let plotRows = 5

  /// The index sets of so many categories, listed once for all frames.
  static func sets(ofCategories count: Int) -> [CategorySet] { setLists[count] }

  private static let setLists = (0...Shell.categoryCounts.upperBound).map(
    CategorySet.all(ofCategories:))

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    let sets = Self.sets(ofCategories: context.snapshot.categoryCount)
    guard area.height > 2, area.width >= 20 else { return }
    let (rowHeight, visible) = Self.rows(in: area, sets: sets.count)
    let first = max(0, min(context.lyapunovOffset, sets.count - visible))
    let remark =
      visible < sets.count
      ? "\(first + 1)\(symbols.dash)\(first + visible) of \(sets.count), Up Down"
      : "\(symbols.up) expands \(symbols.down) contracts"
    let nameWidth = sets.map { name($0).columns }.max() ?? 5
    let curveX = area.x + 2 + nameWidth + 1 + Self.valueWidth + 3
    let isPlot = rowHeight >= Self.plotRows
    let plotX = area.x + 2 + nameWidth + 1 + Self.scaleWidth
    let columns = area.maxX - 2 - (isPlot ? plotX + Self.valueWidth + 3 : curveX)
    let shown = sets[first..<(first + visible)]
    let history = LyapunovHistory(context.figures, sets: shown, columns: max(0, columns))
    let scale = "\(context.format.magnitude(-history.decades))\(symbols.dash)1"
    let inner = Panel(title: "V_I, log \(scale)", remark: remark).draw(
      into: &buffer, in: area, palette: context.palette, symbols: symbols)
    for (row, set) in shown.enumerated() {
      let area = Rect(
        x: inner.x, y: inner.y + row * rowHeight, width: inner.width, height: rowHeight)
      if isPlot {
        plot(set, history, x: plotX, into: &buffer, in: area)
      } else {
        line(set, history, nameWidth: nameWidth, curveX: curveX, into: &buffer, in: area)
      }
    }
    if rowHeight >= 2, columns >= 16 {
      axis(
        history, namesHeight: !isPlot, into: &buffer, x: isPlot ? plotX : curveX,
        y: inner.y + visible * rowHeight, width: columns)
    }
  }

  /// A row of name, value, trend and a small filled curve.
  private func line(
    _ set: CategorySet, _ history: LyapunovHistory, nameWidth: Int, curveX: Int,
    into buffer: inout CellBuffer, in area: Rect
  ) {
    // The text stands at the foot of the curve.
    let y = area.height == 3 ? area.y + 1 : area.maxY - 1
    name(set).write(
      into: &buffer, x: area.x + 1, y: y, limit: nameWidth, ellipsis: context.symbols.ellipsis)
    let text = Self.text(of: set, in: context)
    buffer.write(
      text, x: area.x + 1 + nameWidth + 1 + Self.valueWidth - text.terminalColumns, y: y,
      style: context.style(.strong))
    buffer[area.x + 1 + nameWidth + Self.valueWidth + 2, y] = sign(of: set)

    let rows = min(max(2, area.height - 1), area.height)
    Sparkline(values: history.heights(of: set, rows: rows)).draw(
      into: &buffer,
      in: Rect(x: curveX, y: area.y, width: history.columns, height: rows), ramp: .age,
      palette: context.palette, symbols: context.symbols)
  }

  /// A row with a scale, a curve, and the value at its end.
  private func plot(
    _ set: CategorySet, _ history: LyapunovHistory, x: Int, into buffer: inout CellBuffer,
    in area: Rect
  ) {
    let symbols = context.symbols
    // A row stays free between two scales.
    let rows = area.height - 1
    let bottom = area.y + rows - 1
    name(set).write(
      into: &buffer, x: area.x + 1, y: area.y, limit: x - area.x - 2, ellipsis: symbols.ellipsis)
    let frame = context.style(.frame)
    for y in area.y...bottom {
      buffer[x - 1, y] = Cell(
        y == area.y || y == bottom ? symbols.axisTick : symbols.vertical, frame)
    }
    for (label, y) in [("1", area.y), (context.format.magnitude(-history.decades), bottom)] {
      buffer.write(
        label, x: x - 2 - label.terminalColumns, y: y, style: context.style(.muted))
    }
    let last = history.draw(
      set, into: &buffer, in: Rect(x: x, y: area.y, width: history.columns, height: rows),
      palette: context.palette, symbols: symbols)
    guard let last else { return }
    let end = buffer.write(
      Self.text(of: set, in: context), x: x + last.column + 2, y: area.y + last.row,
      style: context.style(.strong))
    buffer[end + 1, area.y + last.row] = sign(of: set)
  }

  /// As wide as `10⁻¹⁸ ` and the axis.
  private static let scaleWidth = 7

  /// As wide as `1−7e-13`.
  private static let valueWidth = 7

  /// The value of V_I, never rounded to 0 or 1 unless it is; a dash where it is undefined.
  static func text(of set: CategorySet, in context: DrawingContext) -> String {
    let theta = context.figures.theta
    guard let value = Lyapunov.value(of: set, at: theta),
      let complement = Lyapunov.complement(of: set, at: theta)
    else { return context.symbols.dash }
    return value > 0.5 && complement > 0 && complement < 1e-4
      ? context.format.share(value, complement: complement) : context.format.lyapunov(value)
  }

  /// What the sampler does to V_I.
  private func sign(of set: CategorySet) -> Cell {
    switch context.snapshot.trend(of: set) {
    case .expanding: Cell(context.symbols.up, context.style(.expanding))
    case .contracting: Cell(context.symbols.down, context.style(.contracting))
    case .stationary: Cell("=", context.style(.neutral))
    case nil: Cell(" ", context.style(.muted))
    }
  }

  /// {A,B,C} where names are short, else the marks of the categories: {▲■●}.
  private func name(_ set: CategorySet) -> StyledText {
    let labels = context.snapshot.scenario.labels
    let usesLabels =
      labels.allSatisfy { $0.terminalColumns <= 2 } && labels.count <= 4
    var text = StyledText()
    text.append("{", context.style(.muted))
    for (index, category) in set.members.enumerated() {
      if usesLabels {
        if index > 0 { text.append(",", context.style(.muted)) }
        text.append(labels[category], context.categoryStyle(category))
      } else {
        text.append(
          String(Character(context.symbols.categoryMark(category))),
          context.categoryStyle(category))
      }
    }
    text.append("}", context.style(.muted))
    return text
  }

  private func axis(
    _ history: LyapunovHistory, namesHeight: Bool, into buffer: inout CellBuffer, x: Int, y: Int,
    width: Int
  ) {
    let left = "k \(context.format.count(context.snapshot.initialSize))"
    let middle =
      namesHeight
      ? "height \(context.format.magnitude(-history.decades))\(context.symbols.dash)1" : ""
    let right = context.format.magnitude(history.clock.end)
    let style = context.style(.muted)
    buffer.write(
      left.truncated(toColumns: width, mark: context.symbols.ellipsis), x: x, y: y, style: style)
    let end = x + width - right.terminalColumns
    if end > x + left.terminalColumns + 1 { buffer.write(right, x: end, y: y, style: style) }
    let start = x + (width - middle.terminalColumns) / 2
    if start > x + left.terminalColumns + 1, start + middle.terminalColumns + 1 < end {
      buffer.write(middle, x: start, y: y, style: style)
    }
  }
}
