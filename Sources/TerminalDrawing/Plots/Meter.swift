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

  /// Draws the bar over `width` cells. Bar and mark have one scale: 1 is the end of the last cell.
  ///
  /// The bar ends at the eighth of a cell below its fraction, where the characters know only halves at
  /// the half below. What is shorter is not drawn, and what is not all does not fill the bar. The mark
  /// stands in the third of a cell that its fraction falls in, where there are characters for thirds: on
  /// the track, or inside the bar on its colour, so that the bar is seen whole.
  ///
  /// Where bar and mark are an eighth of a cell apart or less there is no mark: as wide as one is, it would be
  /// read as more or as less. Where bars are characters and not areas it stands behind the bar's end. Else,
  /// since a cell has two colours, bar, track and mark cannot meet in one:
  /// of a bar that ends in the mark's cell the nearer of two things is drawn, the mark at the edge of the
  /// cell or the bar to the edge of the cell, and neither is off by more than half a cell as long as the
  /// mark is not behind the bar's end; there it is off by less than a cell. Bar and mark always keep their
  /// order. There is no mark inside a bar of one cell or less, and none on a track of fewer than ``leastMarked`` cells, which has no place for it.
  ///
  /// - Returns: whether any of the bar can be seen.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, x: Int, y: Int, width: Int, color: Color, palette: Palette,
    symbols: Symbols
  ) -> Bool {
    guard width > 0 else { return false }
    let step = symbols.horizontalBarStep
    let exact = eighths(cells: width, step: step)
    // Where bars are characters and not areas, the mark would cut them in any colour.
    let isArea = symbols.glyphs != .ascii && palette.depth != .monochrome
    let track = palette.color(.tint, at: 0.35)
    let mark = place(cells: width, eighths: exact, isArea: isArea, symbols)
    let eighths = mark?.eighths ?? exact
    for column in 0..<width {
      let filled = max(0, min(8, eighths - column * 8))
      var style = Style(foreground: color, background: track)
      if palette.depth == .monochrome { style = Style(attributes: filled > 0 ? .bold : []) }
      buffer[x + column, y] = Cell(symbols.horizontalBar(eighths: filled), style)
    }
    guard let mark else { return exact > 0 }
    var style = Style(foreground: palette.color(.strong), background: track, attributes: .bold)
    switch mark.ground {
    case .track: break
    case .bar:
      style = Style(foreground: palette.background, background: color, attributes: .bold)
    }
    buffer[x + mark.column, y] = Cell(mark.glyph, style)
    return exact > 0
  }

  /// The fewest cells of a track on which a mark tells something: of fewer a third is an eighth of all and
  /// more.
  public static let leastMarked = 3

  /// The eighths of cells that are filled, a multiple of `step`.
  private func eighths(cells: Int, step: Int) -> Int {
    let total = cells * 8
    guard fraction > 0 else { return 0 }
    guard fraction < 1 else { return total }
    return max(0, min(total - 1, Int(fraction * Double(total)))) / step * step
  }

  /// A mark: its cell and character, what is behind it, and how much of the bar is drawn beside it.
  private struct Place {
    let column: Int
    let glyph: Unicode.Scalar
    var ground = Ground.track
    let eighths: Int
  }

  private enum Ground { case track, bar }

  private func place(cells: Int, eighths: Int, isArea: Bool, _ symbols: Symbols) -> Place? {
    guard let mark, mark >= 0, mark <= 1, cells >= Self.leastMarked else { return nil }
    let bar = max(0, min(1, fraction.isNaN ? 0 : fraction))
    if abs(mark - bar) * Double(cells) <= 0.125 {
      return isArea ? nil : placeOnEnd(cells: cells, eighths: eighths, symbols)
    }
    let place =
      isArea && symbols.uprights.count > 1
      ? part(of: mark, cells: cells, eighths: eighths)
      : cell(of: mark, cells: cells, eighths: eighths, isArea: isArea)
    guard let place else { return nil }
    let glyphs = symbols.uprights
    let part = isArea && glyphs.count > 1 ? place.part : 0.5
    return Place(
      column: place.column, glyph: glyphs[min(glyphs.count - 1, Int(part * Double(glyphs.count)))],
      ground: isArea && place.eighths >= (place.column + 1) * 8 ? .bar : .track,
      eighths: place.eighths)
  }

  /// The mark where it is where a bar of characters ends: the next cell, or the one that the bar would fill in
  /// part.
  private func placeOnEnd(cells: Int, eighths: Int, _ symbols: Symbols) -> Place? {
    let full = eighths / 8
    guard full > 0 else { return nil }
    let column = min(full, cells - 1)
    return Place(
      column: column, glyph: symbols.uprights[symbols.uprights.count / 2], eighths: column * 8)
  }

  /// Where a mark stands beside a bar: its cell, which part of the cell from 0 to 1, and how much of the
  /// bar is drawn beside it.
  private typealias Beside = (column: Int, part: Double, eighths: Int)

  /// The place of a mark that is a whole cell.
  private func cell(of mark: Double, cells: Int, eighths: Int, isArea: Bool) -> Beside? {
    // The first cell that the bar leaves free, and the last one for a mark inside: full, or with more of
    // the bar behind it.
    let (free, last) = ((eighths + 7) / 8, isArea ? eighths / 8 - 1 : (eighths + 7) / 8 - 2)
    let column = min(cells - 1, Int(mark * Double(cells)))
    guard mark < min(1, fraction), free > 0 else {
      let column = min(cells - 1, max(column, free))
      return (column, 0.5, min(eighths, column * 8))
    }
    return last >= 0 ? (min(column, last), 0.5, eighths) : nil
  }

  /// The place of a mark in thirds of cells.
  private func part(of mark: Double, cells: Int, eighths: Int) -> Beside? {
    let place = mark * Double(cells)
    let column = min(cells - 1, Int(place))
    let part = place - Double(column)
    // Cells that are full, and what is filled of the next.
    let (full, rest) = (eighths / 8, eighths % 8)
    let isInside = mark < min(1, fraction) && eighths > 0
    guard column == full, rest > 0 || isInside else { return (column, part, eighths) }
    if isInside {
      // At the right edge of the last full cell.
      return full > 0 ? (full - 1, 1, eighths) : nil
    }
    // Beyond the bar's end: at the edge of the next cell, or where it is, without the bar's last part.
    let isNextNearer = full == 0 || 1 - part <= Double(rest) / 8
    return isNextNearer && column + 1 < cells
      ? (column + 1, 0, eighths) : (column, part, full * 8)
  }
}
