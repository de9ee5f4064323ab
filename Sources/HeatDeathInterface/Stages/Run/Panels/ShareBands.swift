import HeatDeath
import TerminalDrawing

/// Shares of many categories stacked up in columns, one a moment, with the names of the last one beside it.
///
/// A share too thin for half a cell is not drawn and not named: ``undrawn(of:rows:)``.
struct ShareBands {
  let context: DrawingContext

  private var snapshot: Snapshot { context.figures }

  /// The room for axes and bands, and the columns for names at its right.
  func layout(_ area: Rect) -> (plot: Rect, names: Int) {
    var plot = area
    guard area.width >= 24 else { return (plot, 0) }
    // Among very many names some are long.
    let longest =
      snapshot.categoryCount > 64
      ? Self.longestName
      : (0..<snapshot.categoryCount).map { context.tag($0).terminalColumns }.max() ?? 0
    let names = min(area.width / 4, max(8, min(Self.longestName, longest) + 1))
    _ = plot.takeRight(names)
    return (plot, names)
  }

  private static let longestName = 16

  private static let markOfOthers: Unicode.Scalar = "."

  /// Categories alive whose share is too thin for so many rows.
  func undrawn(of shares: [Int64], rows: Int) -> [Int] {
    let drawn = bands(of: shares[...], slots: slots(rows: rows))
    return shares.indices.filter { shares[$0] > 0 && drawn[$0].isEmpty }
  }

  /// Draws columns from the left of the plot.
  ///
  /// - Parameter limit: where names end; `nil` for none.
  func draw(
    _ points: [ArraySlice<Int64>], into buffer: inout CellBuffer, in plot: Rect, limit: Int?
  ) {
    for (column, counts) in points.enumerated() {
      let bands = bands(of: counts, slots: slots(rows: plot.height))
      stack(bands, into: &buffer, x: plot.x + column, in: plot)
      if column == points.count - 1, let limit {
        names(bands, into: &buffer, x: plot.x + points.count + 1, limit: limit, in: plot)
      }
    }
  }

  private var usesMarks: Bool {
    context.symbols.glyphs == .ascii || context.palette.depth == .monochrome
  }

  /// Half cells, or without colours cells, each with a category's mark.
  private func slots(rows: Int) -> Int { usesMarks ? rows : 2 * rows }

  /// The slots of each category in a column, from the top, and below those of all the others that would
  /// fill less than one each, if together they fill one.
  private func bands(of counts: ArraySlice<Int64>, slots: Int) -> [Range<Int>] {
    let size = counts.reduce(0) { $0 + Double($1) }
    var least = size / Double(max(1, slots))
    if counts.allSatisfy({ Double($0) < least }) { least = 0 }
    var shown = counts.reduce(0) { $0 + (Double($1) >= least ? Double($1) : 0) }
    let others = size - shown
    if others >= least { shown = size }
    var cumulative = 0.0
    var start = 0
    return (counts.map { Double($0) } + [others]).map { count in
      guard count >= least, count > 0 else { return start..<start }
      cumulative += count
      let end = max(start, min(slots, Int((cumulative / shown * Double(slots)).rounded())))
      defer { start = end }
      return start..<end
    }
  }

  /// The colour of a band: a category's, or that of all the others.
  private func color(of band: Int) -> Color {
    band < snapshot.categoryCount
      ? context.palette.category(band) : context.palette.color(.axis)
  }

  /// Draws one column.
  func stack(
    _ counts: ArraySlice<Int64>, into buffer: inout CellBuffer, x: Int, in plot: Rect,
    shade: Double = 1
  ) {
    stack(
      bands(of: counts, slots: slots(rows: plot.height)), into: &buffer, x: x, in: plot,
      shade: shade)
  }

  private func stack(
    _ bands: [Range<Int>], into buffer: inout CellBuffer, x: Int, in plot: Rect,
    shade: Double = 1
  ) {
    let palette = context.palette
    func ink(_ band: Int) -> Color {
      guard shade < 1 else { return color(of: band) }
      return palette.mixture([(color(of: band), shade), (palette.background, 1 - shade)])
    }
    var owners = [Int](repeating: 0, count: slots(rows: plot.height))
    for (category, band) in bands.enumerated() {
      for slot in band { owners[slot] = category }
    }
    for row in 0..<plot.height {
      if usesMarks {
        let isOfOthers = owners[row] == snapshot.categoryCount
        let style =
          shade < 1 || isOfOthers
          ? context.style(.muted) : context.categoryStyle(owners[row])
        let mark =
          isOfOthers
          ? Self.markOfOthers : context.symbols.categoryMark(owners[row])
        buffer[x, plot.y + row] = Cell(mark, style)
      } else {
        let upper = ink(owners[2 * row])
        let lower = ink(owners[2 * row + 1])
        buffer[x, plot.y + row] = Cell(
          upper == lower ? "█" : "▀", Style(foreground: upper, background: lower))
      }
    }
  }

  /// Writes each name in the row of the middle of its band. Two bands of half a cell may share a row;
  /// the upper one is named first.
  private func names(
    _ bands: [Range<Int>], into buffer: inout CellBuffer, x: Int, limit: Int, in plot: Rect
  ) {
    var last = (row: -1, x: x)
    for (category, band) in bands.enumerated() where !band.isEmpty {
      let middle = (band.lowerBound + band.upperBound - 1) / 2
      let row = plot.y + (usesMarks ? middle : middle / 2)
      let start = row == last.row ? last.x + 1 : x
      guard start < limit else { continue }
      let isOfOthers = category == snapshot.categoryCount
      let name = (isOfOthers ? "others" : context.tag(category)).truncated(
        toColumns: limit - start, mark: context.symbols.ellipsis)
      let style = isOfOthers ? context.style(.muted) : context.categoryStyle(category)
      last = (row, buffer.write(name, x: start, y: row, style: style))
    }
  }
}
