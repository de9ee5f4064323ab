import HeatDeath
import TerminalDrawing

/// The probability of each category: Θ as a bar, the law of the next sample as a mark on it, the
/// share, the count, and what becomes of it in the end. Where the share is too small for a bar the
/// number alone tells it, and stands out.
struct ProbabilityView: ScreenPart {
  let context: DrawingContext
  let isFramed: Bool

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    let ends = context.ends
    var inner = area
    if isFramed {
      inner = Panel(titles: titles, remarks: ends.headings, width: area.width).draw(
        into: &buffer, in: area, palette: context.palette, symbols: symbols)
    }
    guard inner.width >= 8 else { return }
    let categories = context.snapshot.categoryCount
    let columns = columns(in: inner.width - 2)
    if !isFramed { heading(ends, columns, into: &buffer, in: &inner) }
    let spacing = Self.spacing(of: categories, in: &inner)
    let next = context.isVeiled ? nil : context.snapshot.nextSampleLaw
    for category in 0..<categories {
      let y = inner.y + category * spacing
      guard y < inner.maxY else { break }
      row(
        category, next: next?[category], columns, ends, into: &buffer, x: inner.x + 1, y: y)
      if spacing == 2, columns.count == 0, y + 1 < inner.maxY {
        samples(category, columns, into: &buffer, x: inner.x + 1, y: y + 1)
      }
    }
  }

  /// What the bars are, and the mark on them: named beside the name of the panel, since what stands at
  /// the right end of the frame is read as the heading of a column.
  private var titles: [String] {
    guard !context.isVeiled else { return ["probability now", "probability"] }
    let mark = context.symbols.vertical
    return [
      "probability now, \(mark) in the next sample", "probability now, \(mark) next",
      "probability, \(mark) next",
    ]
  }

  /// Without a frame the column of ends has its name in a row of its own, where there is one.
  private func heading(
    _ ends: EndColumn, _ columns: Columns, into buffer: inout CellBuffer, in inner: inout Rect
  ) {
    guard columns.end > 0, inner.height > context.snapshot.categoryCount else { return }
    let row = inner.takeTop(1)
    guard let text = ends.headings.first(where: { $0.terminalColumns <= row.width - 2 })
    else { return }
    buffer.write(
      text, x: row.maxX - 1 - text.terminalColumns, y: row.y, style: context.style(.muted))
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

  /// The count below the share, where it has no column.
  private func samples(
    _ category: Int, _ columns: Columns, into buffer: inout CellBuffer, x: Int, y: Int
  ) {
    let count = context.figures.counts[category]
    let text = "\(context.format.count(count)) sample\(count == 1 ? "" : "s")"
    let end = x + columns.name + columns.bar + columns.share + 2
    guard count > 0, text.terminalColumns <= columns.bar else { return }
    buffer.write(text, x: end - text.terminalColumns, y: y, style: context.style(.muted))
  }

  private typealias Columns = (name: Int, bar: Int, share: Int, count: Int, end: Int)

  /// Widths of name, bar, share, count and end; the count goes first where room is short.
  private func columns(in width: Int) -> Columns {
    let categories = 0..<context.snapshot.categoryCount
    let longest = categories.map { context.tag($0).terminalColumns }.max() ?? 3
    let name = min(longest, max(3, width / 4))
    // As wide as `1−7e-13`.
    let share = 7
    let bar = width - name - share - 2
    let end = bar - EndColumn.width - 1 >= 6 ? EndColumn.width : 0
    // Left of the end, where a bar of 12 is left; else in its place.
    let count = bar - (end > 0 ? end + 1 : 0) - 10 >= 12 ? 9 : 0
    let taken = [count, end].reduce(0) { $0 + ($1 > 0 ? $1 + 1 : 0) }
    return (name, max(0, bar - taken), share, count, end)
  }

  private func row(
    _ category: Int, next: Double?, _ columns: Columns, _ ends: EndColumn,
    into buffer: inout CellBuffer, x: Int, y: Int
  ) {
    let snapshot = context.snapshot
    let isDead = snapshot.counts[category] == 0
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
    column += columns.share + 1
    if columns.count > 0 {
      let text = isDead ? "extinct" : context.format.count(figures.counts[category])
      buffer.write(
        text, x: column + columns.count - text.terminalColumns, y: y, style: context.style(.muted))
      column += columns.count + 1
    }
    guard columns.end > 0 else { return }
    let end = ends.text(of: category)
    buffer.write(
      end.text, x: column + columns.end - end.text.terminalColumns, y: y,
      style: context.style(end.isIdle ? .muted : .strong))
  }
}
