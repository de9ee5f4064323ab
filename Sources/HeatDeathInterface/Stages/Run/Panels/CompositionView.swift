import HeatDeath
import RealModule
import TerminalDrawing

/// Five categories or more: how the shares stacked up over the clock ln k, from ℓ on the left
/// towards a round power of ten.
struct CompositionView {
  let context: DrawingContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let margin = area.width >= 24 ? 1 : 0
    let axis = area.height >= 8 ? 1 : 0
    let names = area.width >= 24 ? min(8, longestTag) + 1 : 0
    let plot = Rect(
      x: area.x + margin, y: area.y, width: area.width - 2 * margin - names,
      height: area.height - axis)
    guard !plot.isEmpty else { return }
    // As expensive as figures, and as little followed by the eye.
    let snapshot = context.figures
    let clock = ClockAxis(snapshot, leap: 2)
    let points = clock.points(of: snapshot, columns: plot.width)
    for (column, counts) in points.enumerated() {
      stack(counts, into: &buffer, x: plot.x + column, top: plot.y, rows: plot.height)
    }
    if names > 0 {
      self.names(into: &buffer, x: plot.x + points.count + 1, top: plot.y, rows: plot.height)
    }
    guard axis > 0 else { return }
    let style = context.style(.muted)
    let right = context.format.magnitude(clock.end)
    buffer.write(
      "k \(context.format.count(snapshot.initialSize))", x: plot.x, y: plot.maxY, style: style)
    buffer.write(right, x: plot.maxX - right.terminalColumns, y: plot.maxY, style: style)
  }

  private var longestTag: Int {
    (0..<context.snapshot.categoryCount).map { context.tag($0).terminalColumns }.max() ?? 0
  }

  /// Fills one column from the top, category after category, to half a cell; without colours each
  /// category is drawn with its own mark.
  private func stack(
    _ counts: ArraySlice<Int64>, into buffer: inout CellBuffer, x: Int, top: Int, rows: Int
  ) {
    let size = Double(counts.reduce(0, +))
    let usesMarks = context.symbols.glyphs == .ascii || context.palette.depth == .monochrome
    let halves = usesMarks ? 1 : 2
    var owners = [Int](repeating: 0, count: rows * halves)
    var cumulative = 0.0
    var next = 0
    for (category, count) in counts.enumerated() {
      cumulative += Double(count)
      let end = min(owners.count, Int((cumulative / size * Double(owners.count)).rounded()))
      while next < end {
        owners[next] = category
        next += 1
      }
    }
    for row in 0..<rows {
      if usesMarks {
        let category = owners[row]
        buffer[x, top + row] = Cell(
          context.symbols.categoryMark(category), context.categoryStyle(category))
      } else {
        let upper = context.palette.category(owners[2 * row])
        let lower = context.palette.category(owners[2 * row + 1])
        buffer[x, top + row] = Cell(
          upper == lower ? "█" : "▀", Style(foreground: upper, background: lower))
      }
    }
  }

  /// Writes each category's name beside the middle of its present share, where a row is free.
  private func names(into buffer: inout CellBuffer, x: Int, top: Int, rows: Int) {
    let snapshot = context.snapshot
    var cumulative: Int64 = 0
    var free = top
    let shares = snapshot.theta.shares
    let total = Double(shares.reduce(0, +))
    for (category, count) in shares.enumerated() {
      let middle = (Double(cumulative) + Double(count) / 2) / total
      cumulative += count
      let wanted = top + Int(middle * Double(rows))
      // Names of thin shares move down, but leave a row to each that follows.
      let last = top + rows - (snapshot.categoryCount - category)
      let y = max(free, min(wanted, last))
      guard y < top + rows else { break }
      buffer.write(
        context.tag(category).truncated(toColumns: 8, mark: context.symbols.ellipsis), x: x, y: y,
        style: context.categoryStyle(category))
      free = y + 1
    }
  }
}
