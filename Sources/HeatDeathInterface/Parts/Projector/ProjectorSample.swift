import HeatDeath
import TerminalDrawing

/// One sample for a lecture room: of each category what the model believes and the chance that it draws
/// with, in figures three rows tall and as two thick bars, and below all chances in a row with the place
/// where the sample fell. All of it is of the moment before the draw; beside it stands what the draw makes
/// of the chances.
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
    let belief = rest.x + name + 2 + Self.figure
    let chance = belief + 3 + Self.figure
    // If need be it stands in place of the bars.
    let later = context.isVeiled ? nil : view.after
    let last = later == nil ? chance : chance + 3 + Self.figure
    let hasBars = later == nil || rest.maxX - last - 3 >= Self.leastBars
    let bars = Rect(
      x: last + 3, y: rest.y, width: hasBars ? max(0, rest.maxX - last - 3) : 0,
      height: rest.height)
    let size = context.format.exactCount(view.before.size)
    var headings = [("share at k \(size)", belief), ("chance at k \(size)", chance)]
    if let later {
      headings.append(("chance at k \(context.format.exactCount(later.size))", last))
    }
    for (text, end) in headings {
      buffer.write(
        text, x: end - text.terminalColumns, y: top.y, style: context.style(.muted))
    }
    let isMixed = view.before.externalData.fraction > 0
    let remarks =
      (isMixed ? ["share, and chance with fresh data"] : [])
      + (later == nil ? [] : ["share and chance at k \(size)"]) + ["above share, below chance"]
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
          String(Character(context.symbols.down)), x: rest.x, y: y, style: context.headStyle)
      }
      figure(
        theta, category, context.style(.text), endingAt: belief, y: y, into: &buffer)
      if context.isVeiled {
        buffer.write("?", x: chance - 1, y: y + 1, style: context.style(.strong))
      } else {
        figure(
          next, category, isDrawn ? context.style(.accent) : context.style(.strong),
          endingAt: chance, y: y, into: &buffer)
      }
      if let later {
        figure(
          later.nextSampleLaw, category, context.style(.strong), endingAt: last, y: y,
          into: &buffer)
      }
      // A row between the two, and one of air below.
      let thick = max(1, (rows - 2) / 2)
      let laws = context.isVeiled ? [theta] : [theta, next]
      for (place, law) in laws.enumerated() {
        for row in 0..<thick where bars.width > 1 {
          Meter(fraction: law[category]).draw(
            into: &buffer, x: bars.x, y: y + place * (thick + 1) + row, width: bars.width,
            color: context.palette.category(category), palette: context.palette,
            symbols: context.symbols)
        }
      }
    }
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
