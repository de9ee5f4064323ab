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
  /// The bar is never longer than its fraction: it ends at the eighth of a cell below, where the
  /// characters know only halves at the half below. What is shorter is not drawn, and what is not all
  /// does not fill the bar. The mark has a cell of its own, with a character that no bar has: on the
  /// track, or inside the bar on its colour, so that the bar is seen whole. Bar and mark keep their
  /// order, for which the mark may move by a cell; inside a bar of one cell or less it is left out.
  ///
  /// - Returns: whether any of the bar can be seen.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, x: Int, y: Int, width: Int, color: Color, palette: Palette,
    symbols: Symbols
  ) -> Bool {
    guard width > 0 else { return false }
    let eighths = eighths(cells: width - 1, step: symbols.horizontalBarStep)
    let track = palette.color(.tint, at: 0.35)
    for column in 0..<width {
      let filled = max(0, min(8, eighths - column * 8))
      var style = Style(foreground: color, background: track)
      if palette.depth == .monochrome { style = Style(attributes: filled > 0 ? .bold : []) }
      buffer[x + column, y] = Cell(symbols.horizontalBar(eighths: filled), style)
    }
    // Where bars are characters and not areas, the mark would cut them in any colour.
    let isArea = symbols.glyphs != .ascii && palette.depth != .monochrome
    // The last cell that a mark inside may take: full, or with more of the bar behind it.
    let last = isArea ? eighths / 8 - 1 : (eighths + 7) / 8 - 2
    if let column = markColumn(cells: width - 1, free: (eighths + 7) / 8, last: last) {
      var style = Style(foreground: palette.color(.strong), background: track, attributes: .bold)
      if isArea, eighths >= (column + 1) * 8 {
        style = Style(foreground: palette.background, background: color, attributes: .bold)
      }
      buffer[x + column, y] = Cell(symbols.vertical, style)
    }
    return eighths > 0
  }

  /// The eighths of cells that are filled, a multiple of `step`.
  private func eighths(cells: Int, step: Int) -> Int {
    let total = cells * 8
    guard fraction > 0 else { return 0 }
    guard fraction < 1 else { return total }
    return max(0, min(total - 1, Int(fraction * Double(total)))) / step * step
  }

  /// - Parameters:
  ///   - free: the first cell that the bar leaves free; 0 where nothing of it is seen.
  ///   - last: the last cell for a mark inside; below 0 there is none.
  private func markColumn(cells: Int, free: Int, last: Int) -> Int? {
    guard let mark, mark >= 0, mark <= 1 else { return nil }
    let column = Int(mark * Double(cells))
    guard mark < min(1, fraction), free > 0 else { return max(column, free) }
    return last >= 0 ? min(column, last) : nil
  }
}
