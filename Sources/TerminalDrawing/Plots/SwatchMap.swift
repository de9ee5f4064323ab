/// How a place of a map is filled: with a colour, and where colours cannot tell with a sign.
public struct Swatch: Hashable, Sendable {
  public var color: Color
  public var sign: Unicode.Scalar
  /// The colour of the sign.
  public var ink: Color

  public init(_ color: Color, _ sign: Unicode.Scalar, ink: Color) {
    self.color = color
    self.sign = sign
    self.ink = ink
  }

  /// A whole cell of it.
  public func cell(_ palette: Palette) -> Cell {
    palette.depth >= .indexed
      ? Cell(" ", Style(foreground: color, background: color))
      : Cell(sign, Style(foreground: ink))
  }
}

/// Swatches on a grid, with axes.
///
/// From 256 colours up a cell is filled with colour, or each half of it where the glyphs have halves.
/// What has no swatch is left as it was.
public struct SwatchMap {
  /// Row after row from the lowest row on.
  public let swatches: [Swatch?]
  public let columns: Int
  public let rows: Int
  public var x: Axis?
  public var y: Axis?

  /// - Parameter columns: the swatches of a row; those beyond the last whole row are left out.
  public init(swatches: [Swatch?], columns: Int, x: Axis? = nil, y: Axis? = nil) {
    self.swatches = swatches
    self.columns = max(0, columns)
    rows = columns > 0 ? swatches.count / columns : 0
    self.x = x
    self.y = y
  }

  /// The axes around it, from the middle of the first column and row to the middle of the last.
  public var frame: PlotFrame {
    PlotFrame(x: x, y: y, columns: .values(columns), rows: .values(rows))
  }

  /// How many parts one above the other a cell has.
  public static func halves(_ palette: Palette, _ symbols: Symbols) -> Int {
    symbols.glyphs != .ascii && palette.depth >= .indexed ? 2 : 1
  }

  /// Draws the axes, and the swatches over all of the room inside. Where there are more of them than
  /// cells, each cell shows the one at its middle.
  ///
  /// - Returns: the room inside the axes, for what is drawn on top.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, palette: Palette, symbols: Symbols
  ) -> Rect {
    let plot = frame.draw(into: &buffer, in: area, palette: palette, symbols: symbols)
    guard !plot.isEmpty, columns > 0, rows > 0 else { return plot }
    let halves = Self.halves(palette, symbols)
    for row in 0..<plot.height {
      for column in 0..<plot.width {
        let (x, y) = (plot.x + column, plot.y + row)
        let top = (plot.height - row) * halves - 1
        let pair = (
          swatch(column, of: plot.width, row: top, of: plot.height * halves),
          swatch(column, of: plot.width, row: top - halves + 1, of: plot.height * halves)
        )
        switch pair {
        case (nil, nil): break
        case (let upper?, let lower?):
          var cell = upper.cell(palette)
          if halves == 2, lower.color != upper.color {
            cell.glyph = "▀"
            cell.style.background = lower.color
          }
          buffer[x, y] = cell
        case (let upper?, nil): buffer[x, y] = half("▀", upper, palette)
        case (nil, let lower?): buffer[x, y] = half("▄", lower, palette)
        }
      }
    }
    return plot
  }

  private func half(_ glyph: Unicode.Scalar, _ swatch: Swatch, _ palette: Palette) -> Cell {
    Cell(glyph, Style(foreground: swatch.color, background: palette.background))
  }

  /// What a pixel shows; rows count from below.
  private func swatch(_ column: Int, of width: Int, row: Int, of height: Int) -> Swatch? {
    swatches[
      (2 * row + 1) * rows / (2 * height) * columns + (2 * column + 1) * columns / (2 * width)]
  }

  /// The cell of a plot that the middle of a place stands in; rows count from above.
  public func cell(_ column: Int, _ row: Int, in plot: Rect) -> (x: Int, y: Int) {
    (
      plot.x + (2 * column + 1) * plot.width / (2 * max(1, columns)),
      plot.maxY - 1 - (2 * row + 1) * plot.height / (2 * max(1, rows))
    )
  }

  /// The place that a cell of a plot shows; of two halves the lower one.
  public func place(x: Int, y: Int, in plot: Rect) -> (column: Int, row: Int)? {
    guard plot.contains(x, y), columns > 0, rows > 0 else { return nil }
    return (
      (2 * (x - plot.x) + 1) * columns / (2 * plot.width),
      (2 * (plot.maxY - 1 - y) + 1) * rows / (2 * plot.height)
    )
  }
}
