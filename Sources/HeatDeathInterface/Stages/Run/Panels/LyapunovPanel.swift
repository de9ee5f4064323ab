import HeatDeath
import TerminalDrawing

/// One panel of V_I as it is about to be drawn.
struct LyapunovPanel {
  var history: LyapunovHistory
  private let context: DrawingContext
  /// What came after the moment shown, the same for every set.
  private let future: [(law: ArraySlice<Int64>, size: Int64)]?
  private let area: Rect
  private let rows: LyapunovRows
  private let sets: ArraySlice<CategorySet>
  /// How many sets there are, of which `sets` are in view.
  private let count: Int
  private let nameWidth: Int
  /// Columns left of the curves.
  private let textWidth: Int

  /// As wide as `1−7×10⁻¹³`, or `1-7e-13`.
  private var valueWidth: Int { Self.valueWidth(context.symbols) }

  static func valueWidth(_ symbols: Symbols) -> Int { symbols.hasSuperscripts ? 9 : 7 }

  init(_ context: DrawingContext, in area: Rect, clockEnd: Int) {
    self.context = context
    future = context.report.future?.places
    self.area = area
    let all = context.lyapunovSets
    count = all.count
    rows = LyapunovRows(in: area, sets: count)
    let first = max(0, min(context.lyapunovOffset, count - rows.visible))
    sets = all[first..<(first + rows.visible)]
    nameWidth = all.lazy.map { Self.name($0, in: context).columns }.max() ?? 0
    // With fresh data the sampler's own sign can be another.
    let sign = context.settings.externalData.fraction > 0 ? 4 : 1
    let valueWidth = Self.valueWidth(context.symbols)
    textWidth = rows.isChart ? max(nameWidth, valueWidth) + 2 : nameWidth + valueWidth + sign + 4
    history = LyapunovHistory(
      context.figures, sets: sets,
      clock: context.clock(of: context.figures).reaching(clockEnd),
      columns: rows.hasFoot ? max(0, area.width - 3 - textWidth) : 0,
      marksTenth: rows.isChart && count == 1 && !context.isVeiled
        && context.settings.externalData.fraction == 0
        && all.first.map(context.figures.trend) == .contracting)
  }

  func draw(into buffer: inout CellBuffer) {
    guard area.height > 2, area.width >= 20 else { return }
    let inner = frame.draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    let scale = history.axis(context.format)
    var block = Rect(
      x: inner.x + textWidth, y: inner.y, width: inner.width - textWidth - 1,
      height: rows.count + (rows.hasFoot ? LyapunovView.footRows : 0))
    let headed = rows.headed(from: sets.startIndex)
    func heading(above row: Int) {
      guard row == headed else { return }
      Self.writeHeading(
        into: &buffer, x: inner.x + 1, y: block.takeTop(1).y, width: inner.width - 2,
        context.style(.muted))
    }
    if rows.isChart {
      let ticks = scale.ticks(rows: rows.height)
      for row in 0..<rows.visible {
        heading(above: row)
        chart(
          row, scale, ticks, into: &buffer,
          in: row == rows.visible - 1 ? block : block.takeTop(rows.height))
      }
    } else {
      if rows.hasFoot {
        PlotFrame(x: history.clock.axis(title: "", format: context.format), y: nil, columns: .edges)
          .draw(
            into: &buffer, in: block, palette: context.palette, symbols: context.symbols)
      }
      for row in 0..<rows.visible {
        heading(above: row)
        line(row, scale, into: &buffer, in: block.takeTop(rows.height))
      }
    }
    if rows.hasFoot { foot(scale, into: &buffer, in: inner) }
  }

  private var frame: Panel {
    let symbols = context.symbols
    let first = sets.startIndex
    // Without a trend there is no arrow to be explained.
    let arrows =
      context.isVeiled || sets.allSatisfy { context.figures.trend(of: $0) == nil }
      ? []
      : [
        "\(symbols.up) V grows \(symbols.down) V falls",
        "\(symbols.up) grows \(symbols.down) falls",
      ]
    let dashes = "\(symbols.dash) \(symbols.dash) expected"
    var panel = Panel(
      titles: rows.hasFoot
        ? ["unevenness V, log scale", "V, log scale"] : ["unevenness V", "V"],
      remarks: rows.visible < count
        ? ["\(first + 1)\(symbols.dash)\(first + rows.visible) of \(count), Up Down"]
        : hasLines ? arrows.map { "\(dashes)  \($0)" } + [dashes] : arrows,
      width: area.width)
    let room = Panel.footRoom(width: area.width)
    panel.foot =
      (drift
      + (rows.hasHeading || sets.allSatisfy { $0.count == context.snapshot.categoryCount }
        ? [] : Self.footsOfSets(symbols)))
      .first { $0.terminalColumns <= room } ?? ""
    return panel
  }

  // MARK: What a set is

  /// What V of a set is that is not of all categories.
  private static let headings = ["V of the shares among these alone:", "among these alone:"]

  /// The same where no row is left for it.
  private static func footsOfSets(_ symbols: Symbols) -> [String] {
    [
      "{\(symbols.ellipsis)}: of the shares among these alone",
      "{\(symbols.ellipsis)}: among these alone",
    ]
  }

  static func writeHeading(
    into buffer: inout CellBuffer, x: Int, y: Int, width: Int, _ style: Style
  ) {
    guard let text = headings.first(where: { $0.terminalColumns <= width }) else { return }
    buffer.write(text, x: x, y: y, style: style)
  }

  // MARK: What was expected

  /// The line that V of a row is to follow, where the row is a chart.
  private func line(ofRow row: Int) -> LyapunovRate.Line? {
    let lines = context.isVeiled ? [] : context.feed.notes?.lines ?? []
    let index = sets.startIndex + row
    return rows.isChart && lines.indices.contains(index) ? lines[index] : nil
  }

  private var hasLines: Bool { (0..<rows.visible).contains { line(ofRow: $0) != nil } }

  /// What V of all categories was to do of late and did, from the longest wording to the shortest; none
  /// where it is not known.
  private var drift: [String] {
    guard rows.hasFoot, !context.isVeiled, let drift = context.feed.notes?.drift else { return [] }
    guard drift.before > 0 else { return [] }
    let format = context.format
    let isDecade = context.feed.notes?.isDriftOfDecade == true
    // The state that it is told from lies near a tenth of the data: of ten times exactly.
    let decades = isDecade ? Double.log10(Double(context.figures.size) / Double(drift.start)) : 1
    let expectedFactor = drift.expectedFactor ?? max(0, 1 + drift.expected / drift.before)
    let factors = [expectedFactor, drift.after / drift.before].map {
      Double.pow($0, 1 / decades)
    }
    let times = context.symbols.times
    // Beside an arrow ×1.00 would be read as no change: it takes more digits, as does the other one beside it,
    // and where these say no more, how much instead of how many times.
    let isFine = factors.contains { abs($0 - 1) < 0.005 && $0 != 1 }
    func factor(_ value: Double) -> String {
      let exact = format.fixed(value, digits: 4)
      return isFine && abs(value - 1) < 0.1 && exact != format.fixed(1, digits: 4)
        ? times + exact : format.factor(value)
    }
    let isByFactor = factors.allSatisfy { $0 == 1 || factor($0) != factor(1) }
    let expected = isByFactor ? factor(factors[0]) : format.change(drift.expected)
    let happened = isByFactor ? factor(factors[1]) : format.change(drift.happened)
    let start = context.format.restingCount(drift.start)
    let (long, short) =
      isDecade
      ? ("over 10\(times) the data", "10\(times) data")
      : ("since there were \(start) samples", "since \(start)")
    let what = isByFactor ? "" : "change "
    let plain = "\(what)expected \(expected), happened \(happened)"
    guard context.isExpert else {
      return [
        "V \(long): \(plain)", "V, \(short): \(plain)",
        "V \(what)\(happened) \(isDecade ? "over \(short)" : short), expected \(expected)",
      ]
        + (isDecade && isByFactor
          ? ["10\(times) data: V \(happened), expected \(expected)"] : [])
        + ["V \(what)\(happened), expected \(expected)"]
    }
    let noise = format.change(
      isByFactor ? drift.noise / drift.before : drift.noise, isSigned: false)
    let spread = "\(context.symbols.plusMinus)\(noise)"
    let exact = "\(what)expected \(expected)\(spread), happened \(happened)"
    return ["V \(long): \(exact)", "V, \(short): \(exact)", "V: \(exact)", "V: \(plain)"]
  }

  /// A row of name, value and trend, and a small filled curve where that has axes.
  private func line(_ row: Int, _ scale: Axis, into buffer: inout CellBuffer, in curve: Rect) {
    let set = sets[sets.startIndex + row]
    // The text stands at the foot of the curve.
    let y = curve.maxY - 1
    let x = area.x + 2
    name(set).write(into: &buffer, x: x, y: y, limit: nameWidth, ellipsis: context.symbols.ellipsis)
    let text = LyapunovView.text(of: set, in: context)
    let end = x + nameWidth + 1 + valueWidth
    buffer.write(text, x: end - text.terminalColumns, y: y, style: context.style(.strong))
    LyapunovView.trend(of: set, in: context).write(
      into: &buffer, x: end + 1, y: y, limit: 4, ellipsis: context.symbols.ellipsis)
    guard rows.hasFoot else { return }
    Sparkline(values: history.heights(row, on: scale, rows: curve.height)).draw(
      into: &buffer, in: curve, ink: ink, palette: context.palette, symbols: context.symbols)
  }

  /// A chart, with name, value and trend one below the other beside it.
  private func chart(
    _ row: Int, _ scale: Axis, _ ticks: [Axis.Tick], into buffer: inout CellBuffer, in area: Rect
  ) {
    let set = sets[sets.startIndex + row]
    let x = self.area.x + 2
    let trend = LyapunovView.trend(of: set, in: context, isNamed: true)
    var value = StyledText()
    value.append(LyapunovView.text(of: set, in: context), context.style(.strong))
    for (index, text) in [name(set), value, trend].enumerated() {
      text.write(
        into: &buffer, x: x, y: area.y + index, limit: textWidth - 2,
        ellipsis: context.symbols.ellipsis)
    }
    let isLast = row == rows.visible - 1
    LineChart(
      x: history.clock.axis(title: "", format: context.format), y: scale,
      // Where they meet the run itself is on top.
      series: (history.ruledLine(ink: Ink(context.palette.color(.axis))).map { [$0] } ?? [])
        + (line(ofRow: row).map { [history.series($0, ink: dim)] } ?? [])
        + (future.map { [history.series(set, along: $0, ink: dim)] } ?? [])
        + [history.series(row, ink: ink)],
      hasFoot: isLast, yTicks: ticks
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
  }

  /// What is not, or not yet, the path of the run.
  private var dim: Ink { Ink(context.palette.color(.muted)) }

  /// The colour of what the sampler does, as in the header: it says nothing of the past, and is no scale.
  private var ink: Ink {
    guard context.settings.externalData.fraction == 0,
      let samplerClass = context.figures.assumptionClass.samplerClass
    else { return Ink(context.palette.color(.text)) }
    return Ink(context.palette.color(context.role(of: samplerClass)))
  }

  /// What the axes show, left of the numbers of the one below.
  private func foot(_ scale: Axis, into buffer: inout CellBuffer, in inner: Rect) {
    let y = inner.y + rows.count
    let style = context.style(.muted)
    let samples = "samples"
    buffer.write(
      samples, x: inner.x + textWidth - samples.count - 1, y: y + 1, style: style)
    guard !rows.isChart else { return }
    let range = "\(scale.format(scale.low)) to 1"
    let text = ["height \(range)", range].first { $0.terminalColumns <= textWidth - 2 } ?? ""
    buffer.write(text, x: inner.x + 1, y: y, style: style)
  }

  private func name(_ set: CategorySet) -> StyledText { Self.name(set, in: context) }

  /// V where it is of all categories, which is what cards and sentences call V; of others {A,B} where names
  /// are short, else the marks of the categories: {▲■}.
  static func name(_ set: CategorySet, in context: DrawingContext) -> StyledText {
    let labels = context.snapshot.scenario.labels
    if set.count == labels.count { return context.look.text("V", .strong) }
    let usesLabels = labels.allSatisfy { $0.terminalColumns <= 2 } && labels.count <= 4
    var text = StyledText()
    text.append("{", context.style(.muted))
    for (index, category) in set.members.enumerated() {
      if usesLabels, index > 0 { text.append(",", context.style(.muted)) }
      text.append(
        usesLabels
          ? labels[category] : String(Character(context.symbols.categoryMark(category))),
        context.categoryStyle(category))
    }
    text.append("}", context.style(.muted))
    return text
  }
}
