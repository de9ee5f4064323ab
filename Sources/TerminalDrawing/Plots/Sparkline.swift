/// A small filled curve: one value a column, drawn from below in eighths of a cell.
public struct Sparkline: Hashable, Sendable {
  /// Heights from 0 to 1, left to right, clamped; `nil` and NaN leave the column empty.
  public var values: [Double?]

  public init(values: [Double?]) { self.values = values }

  /// Draws the curve into `area`, one column a value.
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, ink: Ink, palette: Palette, symbols: Symbols
  ) {
    let columns = min(area.width, values.count)
    let style = Style(
      foreground: ink.color, background: palette.background, attributes: ink.attributes)
    for column in 0..<columns {
      guard let value = values[column], !value.isNaN else { continue }
      let total = area.height * 8
      let eighths = Int((min(1, max(0, value)) * Double(total)).rounded())
      for row in 0..<area.height {
        let filled = max(0, min(8, eighths - (area.height - 1 - row) * 8))
        guard filled > 0 else { continue }
        buffer[area.x + column, area.y + row] = Cell(symbols.verticalBar(eighths: filled), style)
      }
    }
  }
}
