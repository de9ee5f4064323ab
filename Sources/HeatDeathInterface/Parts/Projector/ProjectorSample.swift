import HeatDeath
import TerminalDrawing

/// One sample for a lecture room: of each category what the model believes and the chance that it draws
/// with, in figures three rows tall and as two thick bars, and below all chances in a row with the place
/// where the sample fell. After a draw figures are of the moments before and after it, as far as there is
/// room, and bars of the one after it.
struct ProjectorSample: ScreenPart {
  let context: DrawingContext

  private var view: SampleView { SampleView(context: context) }

  /// The widest figure, `51.3%`.
  private static let figure = 19
  private static let leastWidth = 60
  /// The narrowest column of bars beside three figures.
  private static let leastBars = 12
  private static let leastRows = LargeDigits.height + 1
  /// A row for the sample and at least one for the chances.
  private static let leastStrip = 2

  static func fits(_ area: Rect, categories: Int) -> Bool {
    area.width >= leastWidth && (area.height - 1 - leastStrip) / max(1, categories) >= leastRows
  }

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let view = view
    let shown = view.shown
    guard !shown.isEmpty else { return }
    var rest = Rect(x: area.x + 1, y: area.y, width: area.width - 2, height: area.height)
    let top = rest.takeTop(1)
    // While a prediction is asked for, the chances are what is to be predicted.
    if !context.isVeiled {
      let spare = rest.height - Self.leastStrip - (Self.leastRows + 1) * shown.count
      let strip = rest.takeBottom(Self.leastStrip + max(0, min(2, spare)))
      view.strip(isNumbered: true, into: &buffer, in: strip)
    }
    let rows = min(10, rest.height / shown.count)
    let name = min(shown.map { context.tag($0).terminalColumns }.max() ?? 3, max(3, rest.width / 6))
    let figures = figures(of: view)
    // The columns that there is room for, those that matter least left out.
    let step = Self.figure + 3
    let room = (rest.width - name - 2 + 3) / step
    let columns = figures.enumerated().filter { $0.element.rank < room }.map(\.element)
    let ends = columns.indices.map { rest.x + name + 2 + Self.figure + $0 * step }
    let last = ends.last ?? rest.x
    // Bars beside all of their figures alone.
    let hasBars = columns.count == figures.count && rest.maxX - last - 3 >= Self.leastBars
    let bars = Rect(
      x: last + 3, y: rest.y, width: hasBars ? max(0, rest.maxX - last - 3) : 0,
      height: rest.height)
    let headings = zip(columns, ends).map { ($0.heading, $1) }
    for (text, end) in headings {
      buffer.write(
        text, x: end - text.terminalColumns, y: top.y, style: context.style(.muted))
    }
    let later = context.isVeiled ? nil : view.after
    let mark = "\(context.symbols.vertical) before"
    let remarks = (later == nil ? [] : ["share, chance, \(mark)"]) + ["share above, chance below"]
    if let remark = remarks.first(where: { $0.terminalColumns <= bars.width }) {
      buffer.write(remark, x: bars.x, y: top.y, style: context.style(.muted))
    }
    let (theta, next) = (view.before.theta, view.before.nextSampleLaw)
    for (index, category) in shown.enumerated() {
      let y = rest.y + index * rows
      let isDrawn = view.sample?.category == category
      let tag = context.tag(category).truncated(toColumns: name, mark: context.symbols.ellipsis)
      buffer.write(tag, x: rest.x, y: y + 1, style: context.categoryStyle(category))
      if isDrawn {
        buffer.write(
          SampleView.drawnSign, x: rest.x, y: y, style: context.headStyle)
      }
      for (column, end) in zip(columns, ends) {
        guard let law = column.law else {
          buffer.write("?", x: end - 1, y: y + 1, style: context.style(.strong))
          continue
        }
        figure(
          law, category, context.style(column.isChance ? .strong : .text), endingAt: end, y: y,
          into: &buffer)
      }
      // A row between the two, and one of air below.
      let thick = max(1, (rows - 2) / 2)
      let laws = context.isVeiled ? [theta] : [theta, next]
      let laterLaws = later.map { [$0.theta, $0.nextSampleLaw] }
      for (place, law) in laws.enumerated() {
        for row in 0..<thick where bars.width > 1 {
          Meter(
            fraction: (laterLaws?[place] ?? law)[category],
            mark: laterLaws == nil ? nil : law[category]
          ).draw(
            into: &buffer, x: bars.x, y: y + place * (thick + 1) + row, width: bars.width,
            color: context.palette.category(category), palette: context.palette,
            symbols: context.symbols)
        }
      }
    }
  }

  /// A column of figures: what it is, of which law, and how soon it goes where there is no room.
  private struct Figures {
    let heading: String
    /// `nil` where it is to be predicted.
    let law: SimplexPoint?
    let isChance: Bool
    let rank: Int
  }

  private func figures(of view: SampleView) -> [Figures] {
    let before = view.before
    func place(_ snapshot: Snapshot) -> String { "k \(context.format.exactCount(snapshot.size))" }
    var figures = [
      Figures(
        heading: "share at \(place(before))", law: before.theta, isChance: false, rank: 2),
      Figures(
        heading: "chance at \(place(before))", law: context.isVeiled ? nil : before.nextSampleLaw,
        isChance: true, rank: 0),
    ]
    guard !context.isVeiled, let later = view.after else {
      figures[0] = Figures(
        heading: figures[0].heading, law: before.theta, isChance: false, rank: 1)
      return figures
    }
    figures.insert(
      Figures(heading: "share at \(place(later))", law: later.theta, isChance: false, rank: 3),
      at: 1)
    figures.append(
      Figures(
        heading: "chance at \(place(later))", law: later.nextSampleLaw, isChance: true, rank: 1))
    return figures
  }

  private func figure(
    _ law: SimplexPoint, _ category: Int, _ style: Style, endingAt end: Int, y: Int,
    into buffer: inout CellBuffer
  ) {
    let format = context.format
    let exact = format.tight(format.percent(of: category, in: law))
    let digits = [exact, format.wholePercent(law[category])].map {
      LargeDigits($0, symbols: context.symbols)
    }
    guard let digits = digits.first(where: { $0.columns <= Self.figure }) ?? digits.last else {
      return
    }
    let columns = min(Self.figure, digits.columns)
    digits.draw(
      into: &buffer, in: Rect(x: end - columns, y: y, width: columns, height: LargeDigits.height),
      style: style, symbols: context.symbols)
  }
}
