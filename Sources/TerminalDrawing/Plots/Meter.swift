/// A horizontal bar for a fraction, with a second fraction marked on it.
public struct Meter: Hashable, Sendable {
  /// The fraction filled, 0 to 1.
  public var fraction: Double
  /// Where the mark stands, 0 to 1; `nil` for none.
  public var mark: Double?

  public init(fraction: Double, mark: Double? = nil) {
    self.fraction = fraction
    self.mark = mark
  }

  /// Draws the bar over `width` cells, of which the last one is left to the mark.
  ///
  /// The bar ends at the eighth of a cell below its fraction, where the characters know only halves at
  /// the half below. What is shorter is not drawn, and what is not all does not fill the bar. The mark
  /// stands in the third of a cell that its fraction falls in, where there are characters for thirds: on
  /// the track, or inside the bar on its colour, so that the bar is seen whole. A cell has two colours, so
  /// bar, track and mark cannot meet in one: of a bar that ends in the mark's cell the nearer of two
  /// things is drawn, the mark at the edge of the cell or the bar to the edge of the cell, and neither is
  /// off by more than half a cell as long as the mark is not behind the bar's end; there it is off by less
  /// than a cell. Bar and mark always keep their order; inside a bar of one cell or less there is none.
  ///
  /// - Returns: whether any of the bar can be seen.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, x: Int, y: Int, width: Int, color: Color, palette: Palette,
    symbols: Symbols
  ) -> Bool {
    guard width > 0 else { return false }
    let exact = eighths(cells: width - 1, step: symbols.horizontalBarStep)
    // Where bars are characters and not areas, the mark would cut them in any colour.
    let isArea = symbols.glyphs != .ascii && palette.depth != .monochrome
    let place =
      isArea && symbols.uprights.count > 1
      ? part(cells: width - 1, eighths: exact)
      : cell(cells: width - 1, eighths: exact, isArea: isArea)
    let eighths = place?.eighths ?? exact
    let track = palette.color(.tint, at: 0.35)
    for column in 0..<width {
      let filled = max(0, min(8, eighths - column * 8))
      var style = Style(foreground: color, background: track)
      if palette.depth == .monochrome { style = Style(attributes: filled > 0 ? .bold : []) }
      buffer[x + column, y] = Cell(symbols.horizontalBar(eighths: filled), style)
    }
    if let place {
      let column = place.column
      var style = Style(foreground: palette.color(.strong), background: track, attributes: .bold)
      if isArea, eighths >= (column + 1) * 8 {
        style = Style(foreground: palette.background, background: color, attributes: .bold)
      }
      let glyphs = symbols.uprights
      let part = isArea && glyphs.count > 1 ? place.part : 0.5
      let index = min(glyphs.count - 1, Int(part * Double(glyphs.count)))
      buffer[x + column, y] = Cell(glyphs[index], style)
    }
    return exact > 0
  }

  /// The eighths of cells that are filled, a multiple of `step`.
  private func eighths(cells: Int, step: Int) -> Int {
    let total = cells * 8
    guard fraction > 0 else { return 0 }
    guard fraction < 1 else { return total }
    return max(0, min(total - 1, Int(fraction * Double(total)))) / step * step
  }

  /// Where a mark stands: its cell, which part of the cell from 0 to 1, and how much of the bar is drawn
  /// beside it.
  private typealias Place = (column: Int, part: Double, eighths: Int)

  /// The place of a mark that is a whole cell.
  private func cell(cells: Int, eighths: Int, isArea: Bool) -> Place? {
    guard let mark, mark >= 0, mark <= 1 else { return nil }
    // The first cell that the bar leaves free, and the last one for a mark inside: full, or with more of
    // the bar behind it.
    let (free, last) = ((eighths + 7) / 8, isArea ? eighths / 8 - 1 : (eighths + 7) / 8 - 2)
    let column = Int(mark * Double(cells))
    guard mark < min(1, fraction), free > 0 else { return (max(column, free), 0.5, eighths) }
    return last >= 0 ? (min(column, last), 0.5, eighths) : nil
  }

  /// The place of a mark in thirds of cells.
  private func part(cells: Int, eighths: Int) -> Place? {
    guard let mark, mark >= 0, mark <= 1 else { return nil }
    let place = mark * Double(cells)
    let column = Int(place)
    let part = place - Double(column)
    // Cells that are full, and what is filled of the next.
    let (full, rest) = (eighths / 8, eighths % 8)
    let isInside = mark < min(1, fraction) && eighths > 0
    guard column == full, rest > 0 || isInside else {
      // Alone at the start of the track a thin line would be read as a bar.
      return (column, eighths == 0 && column == 0 ? 0.5 : part, eighths)
    }
    if isInside {
      // At the right edge of the last full cell.
      return full > 0 ? (full - 1, 1, eighths) : nil
    }
    // Beyond the bar's end: at the edge of the next cell, or where it is, without the bar's last part.
    return full == 0 || 1 - part <= Double(rest) / 8
      ? (column + 1, 0, eighths) : (column, part, full * 8)
  }
}
