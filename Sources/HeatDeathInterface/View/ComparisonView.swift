import HeatDeath
import RealModule
import TerminalDrawing

/// Several runs side by side: one column each, with picture, probabilities and V of all categories.
struct ComparisonView {
  let contexts: [DrawingContext]

  /// The narrowest column that still shows a picture.
  private static let leastColumn = 18

  func draw(into buffer: inout CellBuffer, in bounds: Rect) {
    guard let first = contexts.first else { return }
    var rest = bounds
    if bounds.height >= 3 {
      header(first, into: &buffer, in: rest.takeTop(1))
      FooterView(context: first).draw(into: &buffer, in: rest.takeBottom(1))
    }
    if bounds.height >= 10 {
      NarrationView(context: first).draw(into: &buffer, in: rest.takeBottom(1))
    }
    guard rest.width >= Self.leastColumn * contexts.count, rest.height >= 8 else {
      lines(into: &buffer, in: rest)
      return
    }
    for (index, context) in contexts.enumerated() {
      let start = rest.width * index / contexts.count
      let end = rest.width * (index + 1) / contexts.count
      column(
        context, into: &buffer,
        in: Rect(x: rest.x + start, y: rest.y, width: end - start, height: rest.height))
    }
  }

  private func header(_ context: DrawingContext, into buffer: inout CellBuffer, in area: Rect) {
    var text = StyledText()
    text.append("heatdeath  ", context.style(.accent))
    text.append("compare", context.style(.strong))
    text.append("  one dataset, one seed, \(contexts.count) temperatures", context.style(.muted))
    let end = text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)
    let right = "\(HeaderView(context: context).paceText)  seed \(context.snapshot.seed)"
    let x = area.maxX - 1 - right.terminalColumns
    guard x > end + 1 else { return }
    buffer.write(right, x: x, y: area.y, style: context.style(.text))
  }

  private func column(_ context: DrawingContext, into buffer: inout CellBuffer, in area: Rect) {
    let snapshot = context.snapshot
    let samplerClass = snapshot.temperature.samplerClass
    let temperature = context.format.temperature(snapshot.temperature.value)
    var area = area
    // A triangle is no taller than its column is wide; the rest shows every V_I.
    let spare = area.height - (Int(Double(area.width) / 2.31) + snapshot.categoryCount + 6)
    let sets = LyapunovView.sets(ofCategories: snapshot.categoryCount).count
    if spare >= 5 {
      let rows = LyapunovView.neededRows(room: spare, width: area.width, sets: sets)
      LyapunovView(context: context).draw(into: &buffer, in: area.takeBottom(rows))
    }
    var inner = Panel(
      title: "T \(temperature) \(samplerClass.regime.words)",
      remark: "k \(context.format.count(context.figures.size))"
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: context.symbols)
    // The title in the colour of its regime.
    let color = context.palette.color(context.role(of: samplerClass))
    buffer.restyle(Rect(x: area.x + 2, y: area.y, width: area.width - 4, height: 1)) {
      if $0.attributes.contains(.bold) { $0.foreground = color }
    }
    let rows = snapshot.categoryCount + 1
    if inner.height >= rows + 6 {
      var bars = inner.takeBottom(rows)
      lyapunov(context, into: &buffer, in: bars.takeBottom(1))
      ProbabilityView(context: context, isFramed: false).draw(into: &buffer, in: bars)
    }
    PictureView(context: context, isFramed: false).draw(into: &buffer, in: inner)
  }

  private func lyapunov(_ context: DrawingContext, into buffer: inout CellBuffer, in area: Rect) {
    let snapshot = context.snapshot
    let all = CategorySet(0..<snapshot.categoryCount)
    var text = StyledText()
    text.append("V ", context.style(.muted))
    text.append(LyapunovView.text(of: all, in: context), context.style(.strong))
    switch snapshot.trend(of: all) {
    case .expanding: text.append(" \(context.symbols.up)", context.style(.expanding))
    case .contracting: text.append(" \(context.symbols.down)", context.style(.contracting))
    case .stationary: text.append(" =", context.style(.neutral))
    case nil: break
    }
    let entropy = context.format.nats(context.figures.theta.entropy)
    if text.columns + 10 + entropy.terminalColumns < area.width {
      text.append("  entropy ", context.style(.muted))
      text.append(entropy, context.style(.text))
    }
    text.write(
      into: &buffer, x: area.x + 1, y: area.y, limit: area.width - 1,
      ellipsis: context.symbols.ellipsis)
  }

  /// One line a run, where there is no room for pictures.
  private func lines(into buffer: inout CellBuffer, in area: Rect) {
    for (row, context) in contexts.enumerated() where row < area.height {
      let snapshot = context.snapshot
      let shares = snapshot.scenario.labels.enumerated().map { category, label in
        "\(label) \(context.format.share(of: category, in: snapshot.theta))"
      }
      let line =
        "T \(context.format.temperature(snapshot.temperature.value)) "
        + "k \(context.format.count(snapshot.size)) \(shares.joined(separator: " "))"
      buffer.write(
        line.truncated(toColumns: area.width, mark: context.symbols.ellipsis), x: area.x,
        y: area.y + row, style: context.style(.text))
    }
  }
}
