import HeatDeath
import TerminalDrawing

/// The share of each category: Θ as a bar, the chance of the next sample as a mark on it and where there
/// is room as a number, the share, the count, and what becomes of it in the end. Where the share is too
/// small for a bar the number alone tells it, and stands out.
///
/// Categories that are shown in groups stand below the bars of these. Of a list too long for the panel
/// the foot says which rows are in view.
struct ProbabilityView: ScreenPart {
  let context: DrawingContext
  let isFramed: Bool

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let symbols = context.symbols
    let ends = context.ends
    var inner = area
    if isFramed {
      let headings = context.hasCounts ? headings(ends, width: area.width) : []
      var panel = Panel(titles: titles, remarks: headings, width: area.width)
      let room = Panel.footRoom(width: area.width)
      panel.foot =
        remarks(on: window(inner.height - 2)).first { $0.terminalColumns <= room } ?? ""
      inner = panel.draw(into: &buffer, in: area, palette: context.palette, symbols: symbols)
    }
    guard inner.width >= 8, inner.height > 0 else { return }
    let list = context.barRows
    let columns = columns(of: list, in: inner.width - 2)
    if !isFramed { heading(ends, columns, into: &buffer, in: &inner) }
    var window = window(inner.height)
    // Without a frame the last row says what is out of view.
    if !isFramed, window.isCut, inner.height > 1 {
      let last = inner.takeBottom(1)
      window = self.window(inner.height)
      let remark = remarks(on: window).first { $0.terminalColumns <= last.width - 2 } ?? ""
      buffer.write(remark, x: last.x + 1, y: last.y, style: context.style(.muted))
    }
    let spacing = Self.spacing(of: list.count, in: &inner)
    // Below all bars or below none.
    let hasChances = spacing == 2 && inner.height >= 2 * list.count
    let next = context.isVeiled ? nil : context.snapshot.nextSampleLaw
    for (index, item) in list[window.rows].enumerated() {
      let y = inner.y + index * spacing
      guard y < inner.maxY else { break }
      row(item, next: next, columns, ends, into: &buffer, x: inner.x + 1, y: y)
      guard hasChances else { continue }
      writeChance(of: item, next: next, columns, into: &buffer, x: inner.x + 1, y: y + 1)
      if columns.count == 0, context.hasCounts, case .category(let category) = item {
        samples(category, columns, into: &buffer, x: inner.x + 1, y: y + 1)
      }
    }
  }

  /// What the bars are, and the mark on them: named beside the name of the panel, since what stands at
  /// the right end of the frame is read as the heading of a column.
  private var titles: [String] {
    let share = context.shareName
    guard !context.isVeiled else { return [share, "share"] }
    let mark = context.symbols.vertical
    let isOfData = context.snapshot.loop.learnsItsData
    let brief = isOfData ? "share" : share
    return [
      "\(share), \(mark) chance of the next", "\(brief), \(mark) chance of the next",
      "\(share), \(mark) chance", "\(brief), \(mark) chance",
    ] + (isOfData ? [] : [share])
  }

  /// What the columns at the right end are called: the counts where these are not what the bars are of.
  private func headings(_ ends: EndColumn, width: Int) -> [String] {
    guard !context.snapshot.loop.learnsItsData,
      columns(of: context.barRows, in: width - 4).count > 0
    else { return ends.headings }
    return ends.headings.map { "samples, \($0)" } + ends.headings
  }

  /// Whether there is room for the column of ends.
  func showsEnds(in area: Rect) -> Bool {
    columns(of: context.barRows, in: (isFramed ? area.width - 2 : area.width) - 2).end > 0
  }

  // MARK: Rows in view

  /// Which rows of the list are in view in so many rows of the panel.
  func window(_ height: Int) -> (rows: Range<Int>, isCut: Bool) {
    let count = context.barRowCount
    let visible = max(0, min(count, height))
    let first = max(0, min(context.controls.bars.offset, count - visible))
    return (first..<(first + visible), visible < count)
  }

  /// How many rows of the list a panel has no room for.
  func hiddenRows(in area: Rect) -> Int {
    let room = isFramed ? area.height - 2 : area.height
    return context.barRowCount - window(room).rows.count
  }

  /// Which rows are in view and how much of everything they are, or where all are, an order that was
  /// chosen; from the longest wording to the shortest.
  private func remarks(on window: (rows: Range<Int>, isCut: Bool)) -> [String] {
    let order = context.barOrder.words
    guard window.isCut else {
      return context.controls.bars.order == .share ? [order] : []
    }
    let list = context.barRows
    let dash = context.symbols.dash
    let (first, last) = (window.rows.lowerBound + 1, window.rows.upperBound)
    let place =
      first == last ? "\(first) of \(list.count)" : "\(first)\(dash)\(last) of \(list.count)"
    guard context.groups == nil else { return ["\(place) rows, \(order)", "\(place) rows", place] }
    // Of the figures, which the numbers beside the bars are of as well.
    let theta = context.figures.theta
    var (seen, hidden) = (0.0, 0.0)
    for (index, row) in list.enumerated() {
      guard case .category(let category) = row, category < theta.dimension else { continue }
      if window.rows.contains(index) { seen += theta[category] } else { hidden += theta[category] }
    }
    let share = context.format.percent(min(1, seen), complement: hidden)
    return [
      "\(place) \(order), \(share) of all", "\(place) \(order), \(share)", "\(place), \(share)",
      place,
    ]
  }

  /// Without a frame the column of ends has its name in a row of its own, where there is one.
  private func heading(
    _ ends: EndColumn, _ columns: Columns, into buffer: inout CellBuffer, in inner: inout Rect
  ) {
    guard columns.end > 0,
      inner.height > min(context.barRowCount, Shell.categoryCountsByKey.upperBound)
    else { return }
    let row = inner.takeTop(1)
    guard let text = ends.headings.first(where: { $0.terminalColumns <= row.width - 2 })
    else { return }
    buffer.write(
      text, x: row.maxX - 1 - text.terminalColumns, y: row.y, style: context.style(.muted))
  }

  /// Rows from one bar to the next, and the room for them.
  private static func spacing(of count: Int, in inner: inout Rect) -> Int {
    let isLoose = inner.height >= 2 * count - 1
    if isLoose, inner.height >= 2 * count + 1 { _ = inner.takeTop(1) }
    return isLoose ? 2 : 1
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    switch row(atRow: y, in: area) {
    case .category(let category): return .bar(category)
    case .group(let group):
      let members = context.groups?.grouping.members(of: group) ?? []
      return members.count == 1 ? .bar(members[0]) : .group(group)
    case nil: return hiddenRows(in: area) > 0 ? .bars : .elsewhere
    }
  }

  /// The bar that stands in a row of the screen.
  func row(atRow y: Int, in area: Rect) -> BarRow? {
    var inner = isFramed ? area.inset(1) : area
    let list = context.barRows
    let spacing = Self.spacing(of: list.count, in: &inner)
    guard y >= inner.y, y < inner.maxY, (y - inner.y) % spacing == 0 else { return nil }
    let shown = list[window(inner.height).rows]
    let index = shown.startIndex + (y - inner.y) / spacing
    return shown.indices.contains(index) ? shown[index] : nil
  }

  /// The count below the share, where it has no column.
  private func samples(
    _ category: Int, _ columns: Columns, into buffer: inout CellBuffer, x: Int, y: Int
  ) {
    let count = context.figures.counts[category]
    let text = "\(context.format.count(count)) sample\(count == 1 ? "" : "s")"
    // Left of the chance, which stands below the share.
    let end = x + columns.name + 1 + columns.bar - (context.isVeiled ? 0 : 2)
    guard count > 0, text.terminalColumns <= columns.bar - 2 else { return }
    buffer.write(text, x: end - text.terminalColumns, y: y, style: context.style(.muted))
  }

  /// The chance of the next sample as a number, below the share and behind the mark of the bar.
  private func writeChance(
    of item: BarRow, next: SimplexPoint?, _ columns: Columns, into buffer: inout CellBuffer, x: Int,
    y: Int
  ) {
    guard next != nil, columns.bar >= 12 else { return }
    // Of the figures, as the share above it is.
    let law = context.figures.nextSampleLaw
    let text: String
    switch item {
    case .category(let category): text = context.format.percent(of: category, in: law)
    case .group(let group):
      guard let merged = context.groups?.grouping.merged(law) else { return }
      text = context.format.percent(of: group, in: merged)
    }
    let end = x + columns.name + columns.bar + columns.share + 2
    let marked = "\(context.symbols.vertical) \(text)"
    buffer.write(marked, x: end - marked.terminalColumns, y: y, style: context.style(.muted))
  }

  private typealias Columns = (name: Int, bar: Int, share: Int, count: Int, end: Int)

  /// Widths of name, bar, share, count and end; the count goes first where room is short.
  private func columns(of list: [BarRow], in width: Int) -> Columns {
    let most = max(3, width / 4)
    // Of a long list some names are as long as there is room for.
    let longest =
      list.count > Self.mostMeasured ? most : list.map { self.name($0).terminalColumns }.max() ?? 3
    let name = min(longest, most)
    let share = NumberFormat.percentColumns
    let bar = width - name - share - 2
    guard context.hasCounts else { return (name, max(0, bar), share, 0, 0) }
    let end = bar - EndColumn.width - 1 >= 6 ? EndColumn.width : 0
    // Left of the end, where a bar of 12 is left; else in its place.
    let count = bar - (end > 0 ? end + 1 : 0) - 10 >= 12 ? 9 : 0
    let taken = [count, end].reduce(0) { $0 + ($1 > 0 ? $1 + 1 : 0) }
    return (name, max(0, bar - taken), share, count, end)
  }

  /// As many names as are measured at every frame.
  private static let mostMeasured = 64

  /// What a row is called: a member below its group by its label alone, in the group's colour.
  private func name(_ row: BarRow) -> String {
    switch row {
    case .group(let group): context.cornerTag(group)
    case .category(let category):
      context.groups == nil
        ? context.tag(category) : "  \(context.snapshot.scenario.labels[category])"
    }
  }

  /// What a row shows.
  private struct Content {
    /// The share, now and of the figures.
    let theta: Double
    let share: String
    let isZero: Bool
    let next: Double?
    let count: Int64
    let isDead: Bool
    let end: (text: String, isIdle: Bool)
    let ink: Int
  }

  private func content(_ row: BarRow, next: SimplexPoint?, _ ends: EndColumn) -> Content {
    let (snapshot, figures, format) = (context.snapshot, context.figures, context.format)
    switch row {
    case .category(let category):
      return Content(
        theta: snapshot.theta[category], share: format.percent(of: category, in: figures.theta),
        isZero: figures.theta[category] == 0, next: next?[category],
        count: figures.counts[category], isDead: snapshot.counts[category] == 0,
        end: ends.text(of: category), ink: context.inkNumber(of: category))
    case .group(let group):
      // Rows of groups come from the groups.
      let grouping = context.groups!.grouping
      let members = grouping.members(of: group)
      func sum(_ law: SimplexPoint) -> Double { members.reduce(0) { $0 + law[$1] } }
      let law = grouping.merged(figures.theta)
      return Content(
        theta: min(1, sum(snapshot.theta)), share: format.percent(of: group, in: law),
        isZero: law[group] == 0, next: next.map { min(1, sum($0)) },
        count: members.reduce(0) { $0 + figures.counts[$1] },
        isDead: members.allSatisfy { snapshot.counts[$0] == 0 }, end: ends.text(of: members),
        ink: group)
    }
  }

  private func row(
    _ row: BarRow, next: SimplexPoint?, _ columns: Columns, _ ends: EndColumn,
    into buffer: inout CellBuffer, x: Int, y: Int
  ) {
    let content = self.content(row, next: next, ends)
    let name = self.name(row).truncated(toColumns: columns.name, mark: context.symbols.ellipsis)
    var own = context.categoryStyle(content.ink)
    if context.groups != nil, case .category = row { own.attributes = [] }
    buffer.write(name, x: x, y: y, style: content.isDead ? context.style(.muted) : own)
    var column = x + columns.name + 1
    // What the model believes; for the exact learner trained on all data that is what these hold.
    let isBarSeen = Meter(fraction: content.theta, mark: content.next).draw(
      into: &buffer, x: column, y: y, width: columns.bar,
      color: context.palette.category(content.ink), palette: context.palette,
      symbols: context.symbols)
    column += columns.bar + 1
    let share = content.isDead && content.isZero && columns.count == 0 ? "extinct" : content.share
    let style =
      content.isZero
      ? context.style(.muted)
      : isBarSeen ? context.style(.text) : context.categoryStyle(content.ink)
    buffer.write(share, x: column + columns.share - share.terminalColumns, y: y, style: style)
    column += columns.share + 1
    if columns.count > 0 {
      let text = content.isDead ? "extinct" : context.format.count(content.count)
      buffer.write(
        text, x: column + columns.count - text.terminalColumns, y: y, style: context.style(.muted))
      column += columns.count + 1
    }
    guard columns.end > 0 else { return }
    let end = content.end
    buffer.write(
      end.text, x: column + columns.end - end.text.terminalColumns, y: y,
      style: context.style(end.isIdle ? .muted : .strong))
  }
}
