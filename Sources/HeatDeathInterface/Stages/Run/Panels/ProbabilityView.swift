import HeatDeath
import TerminalDrawing

/// The probability of each category: Θ as a bar, the law of the next sample as a mark on it, the share
/// and the count. Where the share is too small for a bar the number alone tells it, and stands out.
struct ProbabilityView: ScreenPart {
  let context: DrawingContext
  let isFramed: Bool

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    var inner = area
    if isFramed {
      let mark = symbols.vertical
      inner = Panel(
        titles: ["probability"],
        remarks: [
          "\(mark) chance in the next sample", "\(mark) chance in next sample",
          "\(mark) in next sample", "\(mark) next",
        ],
        width: area.width
      ).draw(into: &buffer, in: area, palette: context.palette, symbols: symbols)
    }
    guard inner.width >= 8 else { return }
    let categories = context.snapshot.categoryCount
    let spacing = Self.spacing(of: categories, in: &inner)
    let columns = columns(in: inner.width - 2)
    let next = context.snapshot.nextSampleLaw
    for category in 0..<categories {
      let y = inner.y + category * spacing
      guard y < inner.maxY else { break }
      row(category, next: next[category], columns, into: &buffer, x: inner.x + 1, y: y)
    }
  }

  /// Rows from one category to the next, and the room for them.
  private static func spacing(of categories: Int, in inner: inout Rect) -> Int {
    let isLoose = inner.height >= 2 * categories - 1
    if isLoose, inner.height >= 2 * categories + 1 { _ = inner.takeTop(1) }
    return isLoose ? 2 : 1
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    category(atRow: y, in: area).map(ScreenTarget.bar) ?? .elsewhere
  }

  /// The category whose bar stands in a row of the screen.
  func category(atRow y: Int, in area: Rect) -> Int? {
    var inner = isFramed ? area.inset(1) : area
    let categories = context.snapshot.categoryCount
    let spacing = Self.spacing(of: categories, in: &inner)
    guard y >= inner.y, y < inner.maxY, (y - inner.y) % spacing == 0 else { return nil }
    let category = (y - inner.y) / spacing
    return category < categories ? category : nil
  }

  /// Widths of name, bar, share and count; the count goes first where room is short.
  private func columns(in width: Int) -> (name: Int, bar: Int, share: Int, count: Int) {
    let categories = 0..<context.snapshot.categoryCount
    let longest = categories.map { context.tag($0).terminalColumns }.max() ?? 3
    let name = min(longest, max(3, width / 4))
    // As wide as `1−7e-13`.
    let share = 7
    let count = width >= 32 ? 9 : 0
    let gaps = count > 0 ? 3 : 2
    return (name, max(0, width - name - share - count - gaps), share, count)
  }

  private func row(
    _ category: Int, next: Double, _ columns: (name: Int, bar: Int, share: Int, count: Int),
    into buffer: inout CellBuffer, x: Int, y: Int
  ) {
    let snapshot = context.snapshot
    let count = snapshot.counts[category]
    let isDead = count == 0
    let name = context.tag(category).truncated(
      toColumns: columns.name, mark: context.symbols.ellipsis)
    buffer.write(
      name, x: x, y: y,
      style: isDead ? context.style(.muted) : context.categoryStyle(category))
    var column = x + columns.name + 1
    // What the model believes; for the exact learner trained on all data that is what these hold.
    let isBarSeen = Meter(fraction: snapshot.theta[category], mark: next).draw(
      into: &buffer, x: column, y: y, width: columns.bar,
      color: context.palette.category(category), palette: context.palette,
      symbols: context.symbols)
    column += columns.bar + 1
    let figures = context.figures
    let isZero = figures.theta[category] == 0
    let share =
      isDead && isZero && columns.count == 0
      ? "extinct" : context.format.share(of: category, in: figures.theta)
    let style =
      isZero
      ? context.style(.muted)
      : isBarSeen ? context.style(.text) : context.categoryStyle(category)
    buffer.write(share, x: column + columns.share - share.terminalColumns, y: y, style: style)
    guard columns.count > 0 else { return }
    column += columns.share + 1
    let text = isDead ? "extinct" : context.format.count(figures.counts[category])
    buffer.write(
      text, x: column + columns.count - text.terminalColumns, y: y, style: context.style(.muted))
  }
}
