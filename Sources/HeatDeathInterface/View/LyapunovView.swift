import HeatDeath
import RealModule
import TerminalDrawing

/// V_I for every index set I: value, what the sampler does to it, and its history over ln k on a
/// log scale.
struct LyapunovView {
  let context: DrawingContext

  /// How many rows, frame included, a list of `sets` index sets can use well.
  static func usefulRows(sets: Int) -> Int { sets * 3 + 3 }

  /// How many rows, frame included, the list takes of `room`.
  static func neededRows(room: Int, sets: Int) -> Int {
    let rows = rows(in: Rect(x: 0, y: 0, width: 0, height: room), sets: sets)
    return min(room, rows.visible * rows.height + (rows.height >= 2 ? 3 : 2))
  }

  /// How tall a row is in a panel, and how many rows are in view: tall ones where there is room,
  /// with a last line for the axis of the curves.
  static func rows(in area: Rect, sets: Int) -> (height: Int, visible: Int) {
    let room = max(0, area.height - 2)
    let height = max(1, min(3, (room - 1) / max(1, sets)))
    return (height, min(sets, (height >= 2 ? room - 1 : room) / height))
  }

  /// The index sets of so many categories, listed once for all frames.
  static func sets(ofCategories count: Int) -> [CategorySet] { setLists[count] }

  private static let setLists = (0...8).map(CategorySet.all(ofCategories:))

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    let sets = Self.sets(ofCategories: context.snapshot.categoryCount)
    guard area.height > 2, area.width >= 20 else { return }
    let (rowHeight, visible) = Self.rows(in: area, sets: sets.count)
    let hasAxis = rowHeight >= 2
    let first = max(0, min(context.state.lyapunovOffset, sets.count - visible))
    let remark =
      visible < sets.count
      ? "\(first + 1)\(symbols.dash)\(first + visible) of \(sets.count), Up Down"
      : "\(symbols.up) expands \(symbols.down) contracts"
    let nameWidth = sets.map { name($0).columns }.max() ?? 5
    let curveX = area.x + 2 + nameWidth + 1 + Self.valueWidth + 3
    let curve = max(0, area.maxX - 2 - curveX)
    let history = History(context.snapshot, columns: curve)
    let shown = sets[first..<(first + visible)]
    let decades = history.decades(of: shown)
    let scale = "\(context.format.magnitude(-decades))\(symbols.dash)1"
    let inner = Panel(title: "V_I, log \(scale)", remark: remark).draw(
      into: &buffer, in: area, palette: context.palette, symbols: symbols)
    for (row, set) in shown.enumerated() {
      let area = Rect(
        x: inner.x, y: inner.y + row * rowHeight, width: inner.width, height: rowHeight)
      draw(
        set, decades: decades, history, nameWidth: nameWidth, curveX: curveX, into: &buffer,
        in: area)
    }
    if hasAxis, curve >= 16 {
      axis(
        decades: decades, into: &buffer, x: curveX, y: inner.y + visible * rowHeight, width: curve)
    }
  }

  private func draw(
    _ set: CategorySet, decades: Int, _ history: History, nameWidth: Int, curveX: Int,
    into buffer: inout CellBuffer, in area: Rect
  ) {
    let snapshot = context.snapshot
    // The text stands at the foot of the curve.
    let y = area.height == 3 ? area.y + 1 : area.maxY - 1
    name(set).write(
      into: &buffer, x: area.x + 1, y: y, limit: nameWidth, ellipsis: context.symbols.ellipsis)
    let text = Self.text(of: set, in: context)
    buffer.write(
      text, x: area.x + 1 + nameWidth + 1 + Self.valueWidth - text.terminalColumns, y: y,
      style: context.style(.strong))
    let trend = Lyapunov.trend(
      of: set, counts: snapshot.counts, temperature: snapshot.temperature)
    buffer[area.x + 1 + nameWidth + Self.valueWidth + 2, y] = sign(trend)

    let rows = area.height == 3 ? Rect(x: 0, y: area.y, width: 0, height: 2) : area
    Sparkline(values: history.heights(of: set, decades: decades, rows: rows.height)).draw(
      into: &buffer,
      in: Rect(x: curveX, y: rows.y, width: history.columns, height: rows.height), ramp: .age,
      palette: context.palette, symbols: context.symbols)
  }

  /// As wide as `1−7e-13`.
  private static let valueWidth = 7

  /// The value of V_I, never rounded to 0 or 1 unless it is; a dash where it is undefined.
  static func text(of set: CategorySet, in context: DrawingContext) -> String {
    let counts = context.snapshot.counts
    let members = set.members.map { counts[$0] }
    let sum = members.reduce(0, +)
    guard let largest = members.max(), let smallest = members.min(), sum > 0 else {
      return context.symbols.dash
    }
    // In integers, so that nothing is lost next to 1.
    let rest = sum - (largest - smallest)
    if rest > 0, rest < sum / 10_000 { return context.format.share(sum - rest, of: sum) }
    return context.format.lyapunov(Double(largest - smallest) / Double(sum))
  }

  private func sign(_ trend: LyapunovTrend?) -> Cell {
    switch trend {
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

  private func axis(decades: Int, into buffer: inout CellBuffer, x: Int, y: Int, width: Int) {
    let snapshot = context.snapshot
    let left = "k \(context.format.count(snapshot.initialSize))"
    let middle = "height \(context.format.magnitude(-decades))\(context.symbols.dash)1"
    let right = context.format.count(snapshot.size)
    let style = context.style(.muted)
    buffer.write(left, x: x, y: y, style: style, limit: width)
    let end = x + width - right.terminalColumns
    if end > x + left.terminalColumns + 1 { buffer.write(right, x: end, y: y, style: style) }
    let start = x + (width - middle.terminalColumns) / 2
    if start > x + left.terminalColumns + 1, start + middle.terminalColumns + 1 < end {
      buffer.write(middle, x: start, y: y, style: style)
    }
  }

  /// The trajectory looked up at evenly spaced moments of the clock ln k.
  private struct History {
    let columns: Int
    private let points: [ArraySlice<Int64>]

    init(_ snapshot: Snapshot, columns: Int) {
      self.columns = columns
      let trajectory = snapshot.trajectory
      let now = Double.log(Double(snapshot.size) / Double(snapshot.initialSize))
      var points: [ArraySlice<Int64>] = []
      points.reserveCapacity(columns)
      var index = 0
      for column in 0..<columns {
        let moment = now * Double(column + 1) / Double(columns)
        let size = Double(snapshot.initialSize) * Double.exp(moment) * (1 + 1e-12)
        while index + 1 < trajectory.count, Double(trajectory.sizes[index + 1]) <= size {
          index += 1
        }
        points.append(trajectory.counts(at: index))
      }
      if columns > 0 { points[columns - 1] = snapshot.counts[...] }
      self.points = points
    }

    /// How many decades below 1 the log scale needs for these sets: at least 1, at most 18.
    func decades(of sets: ArraySlice<CategorySet>) -> Int {
      var smallest = 1.0
      for point in points {
        for set in sets {
          if let value = Lyapunov.value(of: set, counts: point), value > 0 {
            smallest = min(smallest, value)
          }
        }
      }
      return max(1, min(18, Int((-Double.log10(smallest)).rounded(.up))))
    }

    /// log V_I from the bottom of the scale (0) to V_I = 1 (1).
    ///
    /// The top eighth of a cell stays free, or curves one above the other would run together.
    func heights(of set: CategorySet, decades: Int, rows: Int) -> [Double?] {
      let top = 1 - 0.125 / Double(max(1, rows))
      return points.map { point in
        guard let value = Lyapunov.value(of: set, counts: point) else { return nil }
        guard value > 0 else { return 0 }
        return max(0.001, top * (1 + Double.log10(value) / Double(decades)))
      }
    }
  }
}
