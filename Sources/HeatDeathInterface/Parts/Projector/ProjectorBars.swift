import HeatDeath
import TerminalDrawing

/// A share of each category for a lecture room: thick bars, and where there is room figures three rows
/// tall.
struct ProjectorBars: ScreenPart {
  /// With the names and colours of the categories.
  let context: DrawingContext
  /// From the top down.
  let categories: [Int]
  /// The share in words, and as the bar has it, with a mark on it.
  let share: (Int) -> (figure: String, value: Double, mark: Double?)

  /// Rows of a share with its figure and a bar below it.
  static let rows = LargeDigits.height + 2

  /// What the model believes.
  static func shares(_ context: DrawingContext) -> ProjectorBars {
    ProjectorBars(
      context: context, categories: context.inBarOrder(0..<context.snapshot.categoryCount)
    ) { category in
      (
        context.format.wholePercent(context.figures.theta[category]),
        context.snapshot.theta[category], nil
      )
    }
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard area.width >= 10, area.height > 0 else { return }
    let (shown, rows) = shown(in: area)
    for (index, category) in shown.enumerated() {
      let place = Rect(
        x: area.x + 1, y: area.y + index * rows, width: area.width - 2, height: rows)
      draw(category, into: &buffer, in: place)
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    let (shown, rows) = shown(in: area)
    let index = (y - area.y) / rows
    return shown.indices.contains(index) ? .bar(shown[index]) : .elsewhere
  }

  /// The categories that there is room for, and the rows of each.
  private func shown(in area: Rect) -> (categories: [Int], rows: Int) {
    let rows = min(7, max(1, area.height / max(1, categories.count)))
    return (Array(categories.prefix(max(0, area.height / rows))), rows)
  }

  private func draw(_ category: Int, into buffer: inout CellBuffer, in area: Rect) {
    let share = share(category)
    let percent = share.figure
    let digits = LargeDigits(percent, symbols: context.symbols)
    let name = context.tag(category).truncated(
      toColumns: max(3, area.width / 3), mark: context.symbols.ellipsis)
    let ink = context.inkNumber(of: category)
    let style = context.categoryStyle(ink)
    let isLarge = area.height >= 5 && digits.columns + name.terminalColumns + 2 <= area.width
    var bar = area
    if isLarge {
      let top = bar.takeTop(LargeDigits.height)
      buffer.write(name, x: top.x, y: top.y + 1, style: style)
      let place = Rect(
        x: top.maxX - digits.columns, y: top.y, width: digits.columns, height: top.height)
      digits.draw(into: &buffer, in: place, style: context.style(.strong), symbols: context.symbols)
      // One row of air below.
      _ = bar.takeBottom(bar.height > 2 ? 1 : 0)
    } else if area.height >= 2 {
      let top = bar.takeTop(1)
      buffer.write(name, x: top.x, y: top.y, style: style)
      buffer.write(
        percent, x: top.maxX - percent.terminalColumns, y: top.y, style: context.style(.strong))
      _ = bar.takeBottom(bar.height > 1 ? 1 : 0)
    } else {
      buffer.write(name, x: bar.x, y: bar.y, style: style)
      buffer.write(
        percent, x: bar.maxX - percent.terminalColumns, y: bar.y, style: context.style(.strong))
      let left = min(name.terminalColumns + 1, bar.width)
      bar = Rect(x: bar.x + left, y: bar.y, width: bar.width - left - 6, height: 1)
    }
    guard bar.width > 1 else { return }
    for y in bar.y..<bar.maxY {
      Meter(fraction: share.value, mark: share.mark).draw(
        into: &buffer, x: bar.x, y: y, width: bar.width, color: context.palette.category(ink),
        palette: context.palette, symbols: context.symbols)
    }
  }
}
