import HeatDeath
import TerminalDrawing

/// The panel of the groups: each with its members, their shares, the chances of these, and what a model
/// of groups would draw.
struct GroupsPart: ScreenPart {
  let overlay: GroupsOverlay
  let context: DrawingContext

  private var symbols: Symbols { context.symbols }

  /// As wide as `<0.01 %`.
  private static let number = 7

  func draw(into buffer: inout CellBuffer, in frame: Rect) {
    buffer.fill(frame, with: Cell(" ", context.style(.text)))
    let rows = context.barRows
    var panel = Panel(
      titles: ["groups of \(context.snapshot.categoryCount) categories", "groups"],
      remarks: ["Enter keep  Esc as before", "Enter Esc", ""], width: frame.width)
    let window = window(rows, in: frame)
    if window.count < rows.count {
      panel.foot =
        "\(window.lowerBound + 1)\(symbols.dash)\(window.upperBound) of \(rows.count) rows"
    }
    var inner = panel.draw(into: &buffer, in: frame, palette: context.palette, symbols: symbols)
    guard inner.width >= 12, inner.height >= 2 else { return }
    let columns = columns(in: inner)
    if hasHead(inner) { head(columns, into: &buffer, in: inner.takeTop(1)) }
    if hasRemark(inner) {
      var area = inner.takeBottom(2)
      let columns = area.width - 2
      let words = remark(columns: columns)
      for text in words.wrapped(columns: columns, rows: 2, mark: symbols.ellipsis) {
        let row = area.takeTop(1)
        buffer.write(
          text, x: row.x + 1, y: row.y,
          style: context.style(overlay.typing == nil ? .muted : .accent))
      }
    }
    let law = context.groupedLaw
    let next = context.figures.nextSampleLaw
    for row in rows[window] {
      draw(row, columns, law, next, into: &buffer, in: inner.takeTop(1))
    }
  }

  // MARK: Places

  private func hasHead(_ inner: Rect) -> Bool { inner.height >= 4 }
  private func hasRemark(_ inner: Rect) -> Bool { inner.height >= 7 || overlay.typing != nil }

  /// The rows in view, among them the cursor.
  private func window(_ rows: [BarRow], in frame: Rect) -> Range<Int> {
    var inner = frame.inset(1)
    if hasHead(inner) { _ = inner.takeTop(1) }
    if hasRemark(inner) { _ = inner.takeBottom(2) }
    let visible = max(0, min(rows.count, inner.height))
    let place = rows.firstIndex(of: overlay.cursor) ?? 0
    let first = max(0, min(place - visible / 2, rows.count - visible))
    return first..<(first + visible)
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    let rows = context.barRows
    var inner = area.inset(1)
    if hasHead(inner) { _ = inner.takeTop(1) }
    if hasRemark(inner) { _ = inner.takeBottom(2) }
    let window = window(rows, in: area)
    let index = window.lowerBound + y - inner.y
    guard inner.contains(x, y), window.contains(index) else { return .elsewhere }
    return switch rows[index] {
    case .group(let group): .group(group)
    case .category(let category): .bar(category)
    }
  }

  // MARK: Rows

  /// Where the name ends, and how many columns of numbers there are.
  private func columns(in inner: Rect) -> (name: Int, numbers: Int) {
    let numbers = max(0, min(3, (inner.width - 10) / (Self.number + 1)))
    return (inner.width - 2 - numbers * (Self.number + 1), numbers)
  }

  private static let heads = ["share", "chance", "grouped"]

  private func head(
    _ columns: (name: Int, numbers: Int), into buffer: inout CellBuffer, in row: Rect
  ) {
    for (index, head) in Self.heads.prefix(columns.numbers).enumerated() {
      let end = row.x + 1 + columns.name + (index + 1) * (Self.number + 1)
      buffer.write(head, x: end - head.terminalColumns, y: row.y, style: context.style(.muted))
    }
  }

  private func draw(
    _ item: BarRow, _ columns: (name: Int, numbers: Int), _ law: GroupedLaw?, _ next: SimplexPoint,
    into buffer: inout CellBuffer, in row: Rect
  ) {
    guard !row.isEmpty, let groups = context.groups else { return }
    let theta = context.figures.theta
    let name: String
    let ink: Int
    var numbers: [String] = []
    switch item {
    case .group(let group):
      let share = groups.grouping.merged(theta)
      name = context.cornerTag(group)
      ink = group
      numbers = [percent(group, share)]
      if let law { numbers += [percent(group, law.drawn), percent(group, law.ofGroups)] }
    case .category(let category):
      name = "  \(context.snapshot.scenario.labels[category])"
      ink = groups.grouping.groups[category]
      numbers = [percent(category, theta), percent(category, next)]
    }
    let isChosen = item == overlay.cursor
    if isChosen {
      buffer.write(symbols.moreOf, x: row.x, y: row.y, style: context.style(.accent))
    }
    var style = context.categoryStyle(ink)
    if case .category = item { style.attributes = [] }
    if isChosen { style.attributes.insert(.bold) }
    var text = name
    if isChosen, let typing = overlay.typing { text = "\(typing)_" }
    buffer.write(
      text.truncated(toColumns: columns.name, mark: symbols.ellipsis), x: row.x + 1, y: row.y,
      style: style)
    for (index, number) in numbers.prefix(columns.numbers).enumerated() {
      let end = row.x + 1 + columns.name + (index + 1) * (Self.number + 1)
      buffer.write(
        number, x: end - number.terminalColumns, y: row.y,
        style: context.style(index == 0 ? .text : item.isGroup ? .strong : .muted))
    }
  }

  /// A share in few characters, never rounded to none or all.
  private func percent(_ index: Int, _ law: SimplexPoint) -> String {
    let text = context.format.percent(law[index], complement: law.complement(of: index))
    if text.terminalColumns <= Self.number { return text }
    return law[index] > 0.5 ? ">99.9 %" : "<0.01 %"
  }

  /// What fits into two rows of so many columns.
  private func remark(columns: Int) -> String {
    if overlay.typing != nil { return "its name, then Enter; empty: as its members are called" }
    let all = context.remarkOnGroups
    // A break may leave a word's room free in the first row.
    return all.first { $0.terminalColumns <= 2 * columns - 12 } ?? all.last
      ?? "chance: of the next sample"
  }
}

extension BarRow {
  fileprivate var isGroup: Bool { if case .group = self { true } else { false } }
}
