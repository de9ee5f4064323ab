import HeatDeath
import RealModule
import TerminalDrawing

/// The first row of a comparison.
struct ComparisonHeader: ScreenPart {
  let contexts: [DrawingContext]

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard let context = contexts.first else { return }
    var text = StyledText()
    text.append("heatdeath  ", context.style(.accent))
    text.append("compare", context.style(.strong))
    let snapshots = contexts.map(\.snapshot)
    let isOneSeed = snapshots.drawTogether
    text.append(
      "  one dataset, \(isOneSeed ? "one seed, " : "")\(Differences(snapshots).words)",
      context.style(.muted))
    let end = text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)
    let right = "\(HeaderView(context: context).paceText)  seed \(context.snapshot.seed)"
    let x = area.maxX - 1 - right.terminalColumns
    guard x > end + 1 else { return }
    buffer.write(right, x: x, y: area.y, style: context.style(.text))
  }
}

/// The runs of a comparison side by side: picture, probabilities and V of all categories, and every
/// V_I where there is room, on scales that all share.
struct ComparisonColumns: ScreenPart {
  let contexts: [DrawingContext]
  /// The run that keys act on; `nil` for all.
  let focus: Int?

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let hasPolicies = Differences(contexts.map(\.snapshot)).hasPolicies
    var lyapunov: [(view: LyapunovView, area: Rect)] = []
    // All as wide, so that pictures and bars beside each other have one scale; what is left stays blank.
    let width = area.width / max(1, contexts.count)
    for (index, context) in contexts.enumerated() {
      var column = Rect(x: area.x + index * width, y: area.y, width: width, height: area.height)
      // A triangle is no taller than its column is wide; the rest shows every V_I.
      let bars = ComparisonColumn.barRows(context)
      let spare = area.height - (Int(Double(width) / 2.31) + bars + 6)
      let sets = context.lyapunovSets.count
      if spare >= 5, sets > 0 {
        let rows = LyapunovView.neededRows(room: spare, width: width, sets: sets)
        lyapunov.append((LyapunovView(context: context), column.takeBottom(rows)))
      }
      ComparisonColumn(
        context: context, isInFocus: focus == index, hasPolicy: hasPolicies
      ).draw(into: &buffer, in: column)
    }
    LyapunovView.draw(lyapunov, into: &buffer)
  }
}

/// One run of a comparison: picture, probabilities and V of all categories.
struct ComparisonColumn: ScreenPart {
  let context: DrawingContext
  var isInFocus = false
  /// Whether its title says which data it keeps.
  var hasPolicy = false

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let title = HeaderView(context: context).title(isWide: false, isNamed: false)
    let policy = context.snapshot.loop.policy.title
    let mark = isInFocus ? "\(context.symbols.running) " : ""
    let words = Self.words(title)
    let titles =
      hasPolicy ? ["\(policy), \(words)", policy].map { mark + $0 } : [mark + words]
    let size = context.format.place(
      of: context.figures, isMoving: context.controls.isRunning)
    let panel = Panel(titles: titles, remarks: [size], width: area.width)
    var inner = panel.draw(
      into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    // In the colour of what is said last, the regime or what fresh data make of it.
    if let color = title.parts.last?.style.foreground {
      buffer.restyle(Rect(x: area.x + 2, y: area.y, width: area.width - 4, height: 1)) {
        if $0.attributes.contains(.bold) { $0.foreground = color }
      }
    }
    let view = ProbabilityView(context: context, isFramed: false)
    let rows = Self.barRows(context) + 1
    if inner.height >= rows + 6 {
      // One more for the name of the column of ends or, where that has no room, for the end in words.
      var bars = inner.takeBottom(inner.height >= rows + 7 ? rows + 1 : rows)
      unevenness(hasSize: panel.remark.isEmpty, into: &buffer, in: bars.takeBottom(1))
      if bars.height > Self.barRows(context), !view.showsEnds(in: bars) {
        end(into: &buffer, in: bars.takeBottom(1))
      }
      view.draw(into: &buffer, in: bars)
    }
    PictureView(context: context, isFramed: false).draw(into: &buffer, in: inner)
  }

  private func end(into buffer: inout CellBuffer, in area: Rect) {
    guard let text = endTexts.first(where: { $0.columns <= area.width - 2 }) ?? endTexts.last
    else { return }
    text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)
  }

  /// Where the run ends, from the longest wording to the shortest; none where that is not known.
  private var endTexts: [StyledText] {
    func text(_ words: String, _ start: String = "") -> StyledText {
      var text = StyledText()
      if !start.isEmpty { text.append(start, context.style(.muted)) }
      text.append(words, context.style(.strong))
      return text
    }
    // At T = 1 chance decides, about the share that the leader has.
    if case .randomPoint(let end)? = context.feed.forecast?.end, context.endInWords() == nil,
      let leader = end.means.indices.max(by: { end.means[$0] < end.means[$1] })
    {
      let (name, place) = (context.tag(leader), context.ends.text(of: leader).text)
      return ["\(name) settles at \(place)", "\(name) settles \(place)", "\(name) \(place)"]
        .map { text($0) }
    }
    guard let long = context.endInWords(isWide: true), let short = context.endInWords() else {
      return []
    }
    return [text(long, "in the end "), text(long), text(short)]
  }

  /// So many bars that a picture has room above them; of more the last row says what is out of view.
  static func barRows(_ context: DrawingContext) -> Int {
    min(context.barRowCount, Shell.categoryCountsByKey.upperBound)
  }

  /// What the header says of a run, with single blanks.
  static func words(_ title: StyledText) -> String {
    title.parts.map(\.text).joined().split(separator: " ").joined(separator: " ")
  }

  /// - Parameter hasSize: whether k stands here, since the title leaves no room for it.
  private func unevenness(hasSize: Bool, into buffer: inout CellBuffer, in area: Rect) {
    var text = StyledText()
    if hasSize { text.append("\(size(in: area))  ", context.style(.text)) }
    if let all = LyapunovView.sets(ofCategories: context.snapshot.categoryCount).first {
      text.append("V ", context.style(.muted))
      text.append("\(LyapunovView.text(of: all, in: context)) ", context.style(.strong))
      for part in LyapunovView.trend(of: all, in: context).parts {
        text.append(part.text, part.style)
      }
    }
    let diversity = context.format.effectiveCategories(context.figures.theta)
    if text.columns + 12 + diversity.terminalColumns < area.width {
      text.append("  diversity ", context.style(.muted))
      text.append(diversity, context.style(.text))
    }
    text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)
  }
}

extension ComparisonColumn {
  /// k in three figures, or in one where V has no room beside them.
  private func size(in area: Rect) -> String {
    // As wide as V, its arrow, and two blanks.
    let room = area.width - 8 - LyapunovPanel.valueWidth(context.symbols)
    let texts = [
      context.format.place(of: context.figures, isMoving: context.controls.isRunning),
      context.format.place(of: context.figures) {
        context.format.roundCount($0, isWritten: true)
      },
    ]
    return texts.first { $0.terminalColumns <= room } ?? texts[1]
  }
}

/// Two lines a run, or one, where there is no room for pictures.
struct ComparisonLines: ScreenPart {
  let contexts: [DrawingContext]

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let spacing = min(3, area.height / max(1, contexts.count))
    for (index, context) in contexts.enumerated() {
      let snapshot = context.snapshot
      // No line has room for more.
      let shown = context.inBarOrder(0..<snapshot.categoryCount).prefix(area.width / 4 + 1)
      let shares = shown.map { category in
        "\(snapshot.scenario.labels[category]) "
          + context.format.percent(of: category, in: snapshot.theta)
      }.joined(separator: "  ")
      let words = HeaderView(context: context).title(isWide: false, isNamed: false)
      let title =
        "\(ComparisonColumn.words(words))  "
        + context.format.place(of: snapshot, isMoving: context.controls.isRunning)
      let lines = spacing >= 2 ? [title, " " + shares] : ["\(title)  \(shares)"]
      let y = area.y + index * max(1, spacing)
      for (row, line) in lines.enumerated() where y + row < area.maxY {
        buffer.write(
          line.truncated(toColumns: area.width - 1, mark: context.symbols.ellipsis), x: area.x + 1,
          y: y + row, style: context.style(row == 0 ? .strong : .text))
      }
    }
  }
}
