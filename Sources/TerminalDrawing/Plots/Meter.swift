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

  /// Draws the bar over `width` cells, filled to an eighth of a cell.
  ///
  /// A fraction above zero shows at least an eighth, and a fraction below one leaves at least an
  /// eighth open: a live probability never looks dead or total. A cell has two colours, so the end
  /// of the bar and the mark cannot share one: the order of the two is kept, and the mark moves by
  /// part of a cell where it would hide the bar. A bar and a mark that both end in the first cell fill
  /// it.
  public func draw(
    into buffer: inout CellBuffer, x: Int, y: Int, width: Int, color: Color, palette: Palette,
    symbols: Symbols
  ) {
    guard width > 0 else { return }
    let eighths = filledEighths(width: width)
    let track = palette.color(.tint, at: 0.35)
    for column in 0..<width {
      let filled = max(0, min(8, eighths - column * 8))
      var style = Style(foreground: color, background: track)
      if palette.depth == .monochrome { style = Style(attributes: filled > 0 ? .bold : []) }
      buffer[x + column, y] = Cell(symbols.horizontalBar(eighths: filled), style)
    }
    guard let mark, mark >= 0, mark <= 1 else { return }
    let covered = eighths > 0 && Double(eighths) >= mark * Double(width) * 8 - 1
    guard
      let (column, offset) = place(of: mark, isCovered: covered, eighths: eighths, width: width)
    else { return }
    var cell = buffer[x + column, y]
    cell.glyph = symbols.mark(at: offset)
    cell.style.background = covered ? color : track
    cell.style.foreground = covered ? palette.background : palette.color(.strong)
    cell.style.attributes = .bold
    if palette.depth < .indexed {
      // The screen's background is not known as a colour here: reverse shows the mark on the fill.
      cell.style = Style(foreground: color, attributes: covered ? .reverse : .bold)
    }
    buffer[x + column, y] = cell
  }

  /// The cell of the mark and where in it the mark stands, from 0 to 1; `nil` where a bar of one
  /// cell leaves no room beside it.
  private func place(
    of mark: Double, isCovered: Bool, eighths: Int, width: Int
  ) -> (column: Int, offset: Double)? {
    let column = min(width - 1, Int(mark * Double(width)))
    let offset = mark * Double(width) - Double(column)
    let filled = max(0, min(8, eighths - column * 8))
    if isCovered {
      // A thin line at the very edge of the bar would look like a bar that starts later.
      if column == 0 { return (0, 0.5) }
      return filled < 8 && offset < 0.5 ? (column - 1, 1) : (column, offset)
    }
    guard filled > 0, offset >= 0.5 || column == 0 else { return (column, offset) }
    if column + 1 < width { return (column + 1, 0) }
    return column > 0 ? (column, offset) : nil
  }

  private func filledEighths(width: Int) -> Int {
    let total = width * 8
    guard fraction > 0 else { return 0 }
    guard fraction < 1 else { return total }
    return max(1, min(total - 1, Int((fraction * Double(total)).rounded())))
  }
}
