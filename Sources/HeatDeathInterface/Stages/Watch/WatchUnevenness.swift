import HeatDeath
import RealModule
import TerminalDrawing

/// V_I for every index set I of the row shown: value, what it has done of late, and its history over the
/// steps of the log, on a log scale.
struct WatchUnevenness: ScreenPart {
  let context: WatchContext

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    guard let run = context.run, area.height > 2, area.width >= 20 else { return }
    let all = LyapunovView.sets(ofCategories: run.snapshot.categoryCount)
    let rows = LyapunovRows(in: area, sets: all.count)
    let first = max(0, min(context.lyapunovOffset, all.count - rows.visible))
    let sets = all[first..<(first + rows.visible)]
    let symbols = context.symbols
    let inner = Panel(
      titles: rows.hasFoot ? ["unevenness V, log scale", "V, log scale"] : ["unevenness V", "V"],
      remarks: rows.visible < all.count
        ? ["\(first + 1)\(symbols.dash)\(first + rows.visible) of \(all.count), Up Down"]
        : ["has ", ""].map { "\(symbols.up) \($0)grown \(symbols.down) fallen" },
      width: area.width
    ).draw(into: &buffer, in: area, palette: context.palette, symbols: symbols)
    let nameWidth = all.map { LyapunovPanel.name($0, in: run).columns }.max() ?? 0
    let textWidth = nameWidth + LyapunovPanel.valueWidth(run.symbols) + 5
    var block = Rect(
      x: inner.x + textWidth, y: inner.y, width: max(0, inner.width - textWidth - 1),
      height: rows.count + (rows.hasFoot ? LyapunovView.footRows : 0))
    let curves = rows.hasFoot ? curves(sets, columns: block.width) : []
    let decades = decades(curves)
    if rows.hasFoot {
      PlotFrame(x: context.axis.plain, y: nil, columns: .edges).draw(
        into: &buffer, in: block, palette: context.palette, symbols: symbols)
      foot(decades, into: &buffer, in: inner, y: block.maxY - LyapunovView.footRows, textWidth)
    }
    let headed = rows.headed(from: first)
    for (index, set) in sets.enumerated() {
      if index == headed {
        LyapunovPanel.writeHeading(
          into: &buffer, x: inner.x + 1, y: block.takeTop(1).y, width: inner.width - 2,
          context.style(.muted))
      }
      let place = block.takeTop(rows.height)
      // The text stands at the foot of the curve.
      let y = place.maxY - 1
      LyapunovPanel.name(set, in: run).write(
        into: &buffer, x: inner.x + 1, y: y, limit: nameWidth, ellipsis: symbols.ellipsis)
      let text = LyapunovView.text(of: set, in: run)
      let end = inner.x + 1 + nameWidth + 1 + LyapunovPanel.valueWidth(run.symbols)
      buffer.write(text, x: end - text.terminalColumns, y: y, style: context.style(.strong))
      if let trend = context.trend(of: set) {
        buffer.write(
          LyapunovView.arrow(trend, in: run), x: end + 1, y: y,
          style: context.style(LyapunovView.role(of: trend)))
      }
      guard rows.hasFoot else { continue }
      let top = 1 - 0.125 / Double(rows.height)
      Sparkline(
        values: curves[index].map { value in
          value.flatMap { $0 > 0 ? max(0, 1 + Double.log10($0) / Double(decades)) * top : 0 }
        }
      ).draw(
        into: &buffer, in: place, ink: Ink(context.palette.color(.text)), palette: context.palette,
        symbols: symbols)
    }
  }

  /// V of each set at the ends of columns, up to the one of the row shown.
  private func curves(_ sets: ArraySlice<CategorySet>, columns: Int) -> [[Double?]] {
    let feed = context.feed
    let laws = context.axis.rows(of: feed, through: feed.index, columns: columns)
      .map { feed.amounts(feed.rows[$0]) }
    return sets.map { set in laws.map { Lyapunov.value(of: set, counts: $0) } }
  }

  /// How many decades below 1 the scale reaches, 1 to 18.
  private func decades(_ curves: [[Double?]]) -> Int {
    let smallest = curves.joined().lazy.compactMap(\.self).filter { $0 > 0 }.min() ?? 1
    return max(1, min(18, Int((-Double.log10(smallest)).rounded(.up))))
  }

  /// What the axes show, left of the numbers of the one below.
  private func foot(
    _ decades: Int, into buffer: inout CellBuffer, in inner: Rect, y: Int, _ width: Int
  ) {
    let style = context.style(.muted)
    let range = "\(context.format.tick(Double.pow(10, Double(-decades)))) to 1"
    let text = ["height \(range)", range].first { $0.terminalColumns <= width - 2 } ?? ""
    buffer.write(text, x: inner.x + 1, y: y, style: style)
    let name = context.axis.name.truncated(
      toColumns: max(1, width - 2), mark: context.symbols.ellipsis)
    buffer.write(name, x: inner.x + width - name.terminalColumns - 1, y: y + 1, style: style)
  }
}
