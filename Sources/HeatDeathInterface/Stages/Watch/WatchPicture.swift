import HeatDeath
import RealModule
import TerminalDrawing

/// The main picture of logs: their ways through the segment, the triangle or the tetrahedron, or the shares
/// of the one in focus stacked up over its steps.
struct WatchPicture: ScreenPart {
  let context: WatchContext
  let isFramed: Bool

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    var inner = area
    if isFramed {
      inner = Panel(titles: titles, remarks: remarks(in: area), width: area.width).draw(
        into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    }
    guard inner.width >= 2, inner.height >= 2 else { return }
    if context.isOverlay, inner.height >= 8 {
      let rows = min(context.feeds.count, Self.mostNames)
      WatchNames(context: context).draw(into: &buffer, in: inner.takeTop(rows))
    }
    guard let run = context.run else {
      let text = WatchSentences.waiting(for: context.feed)
      for (row, line) in text.wrapped(
        columns: inner.width - 2, rows: inner.height, mark: context.symbols.ellipsis
      ).enumerated() {
        buffer.write(line, x: inner.x + 1, y: inner.y + row, style: context.style(.muted))
      }
      return
    }
    switch run.cornerCount {
    case 2: segment(run, into: &buffer, in: inner)
    case 3, 4: simplex(run, into: &buffer, in: inner)
    default: bands(run, into: &buffer, in: inner)
    }
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget { .picture(nil) }

  /// As many logs are named.
  private static let mostNames = 6

  private var titles: [String] {
    switch context.run?.cornerCount ?? 0 {
    case 0: ["the log"]
    case 2: ["segment: shares by \(context.axis.name)", "segment"]
    case 3:
      ["simplex: the \(context.isOverlay ? "ways of the logs" : "way of the log")", "simplex"]
    case 4: ["simplex (tetrahedron)", "simplex"]
    default: ["shares by \(context.axis.name)", "shares"]
    }
  }

  private func remarks(in area: Rect) -> [String] {
    guard let run = context.run else { return [""] }
    let symbols = context.symbols
    guard run.cornerCount <= 4 else {
      let plot = frame(run).inner(of: ShareBands(context: run).layout(area.inset(1)).plot)
      let thin = ShareBands(context: run).undrawn(of: run.snapshot.theta.shares, rows: plot.height)
      return thin.isEmpty ? ["n=\(run.cornerCount)"] : ["\(thin.count) too thin to draw"]
    }
    if run.controls.zoom.exponent > 0 {
      let factor = "\(symbols.times)\(run.format.magnitude(run.controls.zoom.exponent))"
      return ["zoom on the row shown \(factor)", factor]
    }
    return ["\(symbols.start) first  \(symbols.head) row shown", "\(symbols.head) row shown", ""]
  }

  // MARK: Triangle and tetrahedron

  private func simplex(_ run: DrawingContext, into buffer: inout CellBuffer, in area: Rect) {
    let view = SimplexView(context: run)
    let scene = SimplexScene(context: run, width: area.width, height: area.height)
    var canvas = DotCanvas(width: area.width, height: area.height, glyphs: context.symbols.glyphs)
    view.outline(scene, on: &canvas)
    trails(on: &canvas) { law, _, _ in scene.cell(scene.project(law[...])) }
    canvas.draw(into: &buffer, x: area.x, y: area.y)
    view.labels(scene, into: &buffer, in: area)
    if run.controls.zoom.exponent > 0 {
      view.scale(scene, into: &buffer, in: area)
    } else if scene.isTriangle {
      view.tickLabels(scene, into: &buffer, in: area)
    }
    if run.showsEnd, let end = scene.end, context.feed.estimate != nil {
      view.mark(
        end, Cell(context.symbols.endState, context.style(.strong)), scene, into: &buffer, in: area)
    }
    for (log, law, isHead) in marks {
      view.mark(
        scene.project(law[...]), cell(log, isHead: isHead, run), scene, into: &buffer, in: area)
    }
  }

  /// First rows and rows shown, the log in focus on top.
  private var marks: [(log: Int, law: [Int64], isHead: Bool)] {
    let order = context.feeds.indices.filter { $0 != context.focus } + [context.focus]
    return order.flatMap { log -> [(log: Int, law: [Int64], isHead: Bool)] in
      guard let order = context.order(of: log), let first = context.feeds[log].rows.first,
        let row = context.feeds[log].row
      else { return [] }
      func law(_ row: LogHistory.Row) -> [Int64] {
        let amounts = context.feeds[log].amounts(row)
        return order.map { amounts[$0] }
      }
      return [(log, law(first), false), (log, law(row), true)]
    }
  }

  private func cell(_ log: Int, isHead: Bool, _ run: DrawingContext) -> Cell {
    let glyph = isHead ? context.symbols.head : context.symbols.start
    guard context.isOverlay else {
      return Cell(glyph, isHead ? run.headStyle : context.style(.strong))
    }
    var style = Style(
      foreground: context.ink(of: log).color, background: context.palette.background,
      attributes: .bold)
    if isHead, log == context.focus { style.attributes = [.bold, .reverse] }
    return Cell(glyph, style)
  }

  /// The ways of all logs: what lies behind a row that is shown by its age, or among several by the log;
  /// what comes after it is dim.
  ///
  /// - Parameter place: where a law stands that is a row of a log.
  private func trails(
    on canvas: inout DotCanvas, _ place: ([Int64], LogFeed, Int) -> (x: Double, y: Double)
  ) {
    let ages = context.palette.levels(of: .age)
    for log in context.feeds.indices {
      guard let (laws, shown) = context.path(of: log) else { continue }
      let feed = context.feeds[log]
      var index = -1
      let cells = laws.map { law -> (x: Double, y: Double)? in
        guard let law else { return nil }
        index += 1
        return place(law, feed, index)
      }
      canvas.polyline(
        Array(cells[max(0, shown - 1)...]), ink: Ink(context.palette.color(.muted)), layer: 1)
      let isThick = context.run?.isThick == true || context.isOverlay && log == context.focus
      for step in 0..<shown {
        guard let end = cells[step] else { continue }
        let start = (step > 0 ? cells[step - 1] : nil) ?? end
        // The newest fifth has the last colour, as the path of a run has.
        let age = shown > 1 ? min(1, Double(step) / Double(shown - 1) / 0.8) : 1
        let ink =
          context.isOverlay
          ? context.ink(of: log) : ages[Int(age * Double(ages.count - 1))]
        let layer: UInt8 = log == context.focus ? 3 : 2
        canvas.line(from: start, to: end, ink: ink, layer: layer)
        guard isThick else { continue }
        for (x, y) in [(0.5, 0), (0, 0.25)] {
          canvas.line(
            from: (start.x + x, start.y + y), to: (end.x + x, end.y + y), ink: ink, layer: layer)
        }
      }
    }
  }

  // MARK: Segment

  /// The share of the second category along the foot, the steps upwards.
  private func segment(_ run: DrawingContext, into buffer: inout CellBuffer, in area: Rect) {
    let format = context.format
    let name = run.tag(1).truncated(toColumns: 12, mark: context.symbols.ellipsis)
    let steps = context.axis.axis
    let plot = PlotFrame(
      x: Axis(.linear, from: 0, to: 1, title: "share of \(name)", shorter: ["share"]) {
        format.fixed($0, digits: 2)
      },
      y: Axis(
        steps.scale, from: steps.low, to: steps.high, title: context.axis.name, format: steps.format
      ),
      columns: .edges, rows: .edges
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    guard plot.width >= 2, plot.height >= 1 else { return }
    let (width, height) = (Double(plot.width), Double(plot.height))
    func place(_ law: [Int64], _ feed: LogFeed, _ index: Int) -> (x: Double, y: Double) {
      let share = Double(law[1]) / (Double(law[0]) + Double(law[1]))
      let position = context.axis.position(of: index, in: feed)
      return (min(share * width, width - 0.01), (1 - position) * (height - 0.01))
    }
    var canvas = DotCanvas(width: plot.width, height: plot.height, glyphs: context.symbols.glyphs)
    canvas.line(
      from: (width / 2, 0), to: (width / 2, height), color: context.palette.color(.frame), layer: 0,
      period: 3)
    trails(on: &canvas, place)
    canvas.draw(into: &buffer, x: plot.x, y: plot.y)
    for (log, law, isHead) in marks {
      let feed = context.feeds[log]
      let place = place(law, feed, isHead ? feed.index : 0)
      buffer[plot.x + Int(place.x), plot.y + Int(place.y)] = cell(log, isHead: isHead, run)
    }
  }

  // MARK: Bands

  private func frame(_ run: DrawingContext) -> PlotFrame {
    let format = context.format
    return PlotFrame(
      x: context.axis.axis,
      y: Axis(.linear, from: 0, to: 1, title: "share, stacked", shorter: ["share"]) {
        format.fixed($0, digits: 1)
      },
      columns: .edges, rows: .edges)
  }

  private func bands(_ run: DrawingContext, into buffer: inout CellBuffer, in area: Rect) {
    let bands = ShareBands(context: run)
    let (outer, names) = bands.layout(area)
    let plot = frame(run).draw(
      into: &buffer, in: outer, palette: context.palette, symbols: context.symbols)
    guard !plot.isEmpty, !context.feed.rows.isEmpty else { return }
    let feed = context.feed
    func laws(through last: Int) -> [ArraySlice<Int64>] {
      context.axis.rows(of: feed, through: last, columns: plot.width)
        .map { feed.amounts(feed.rows[$0])[...] }
    }
    let shown = laws(through: feed.index)
    for (column, law) in laws(through: feed.rows.count - 1).enumerated().dropFirst(shown.count) {
      bands.stack(law, into: &buffer, x: plot.x + column, in: plot, shade: Self.shadeOfLater)
    }
    bands.draw(shown, into: &buffer, in: plot, limit: names > 0 ? area.maxX : nil)
  }

  /// What comes after the row shown is dim.
  private static let shadeOfLater = 0.35
}

/// The logs by name, each in its colour with the T of its loop.
struct WatchNames {
  let context: WatchContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let mark = context.symbols.ellipsis
    let shown = context.feeds.indices.prefix(area.height)
    for log in shown {
      let feed = context.feeds[log]
      let isFocus = log == context.focus
      var text = StyledText()
      let ink = context.ink(of: log)
      let own = Style(
        foreground: ink.color, background: context.palette.background, attributes: .bold)
      text.append(isFocus ? "\(context.symbols.running) " : "  ", context.style(.accent))
      text.append(
        "\(String(repeating: Character(context.symbols.heavyHorizontal), count: 2)) ", own)
      let name = feed.name.truncated(toColumns: max(6, area.width / 2 - 5), mark: mark)
      text.append(name, isFocus ? context.style(.strong) : context.style(.text))
      text.append("  \(words(of: feed, log))", context.style(.muted))
      text.write(
        into: &buffer, x: area.x + 1, y: area.y + log, limit: area.width - 2, ellipsis: mark)
    }
    let more = context.feeds.count - shown.count
    guard more > 0 else { return }
    let words = "and \(more) more"
    buffer.write(
      words, x: area.maxX - words.count - 1, y: area.maxY - 1, style: context.style(.muted))
  }

  private func words(of feed: LogFeed, _ log: Int) -> String {
    if case .failed = feed.report.activity { return "cannot be read" }
    guard feed.row != nil else { return "no rows yet" }
    let loop = feed.estimate.map { LoopWords($0, context.format).shortValue } ?? "T ?"
    return context.order(of: log) == nil ? "\(loop), other categories" : loop
  }
}
