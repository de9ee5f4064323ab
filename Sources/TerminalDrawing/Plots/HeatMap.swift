/// Values on a grid as cells of the ramp ``Ramp/heat``, with axes; a ``RampLegend`` says what its
/// colours mean.
///
/// From 256 colours up a cell is filled with the value's colour, or each half of it with one where
/// the glyphs have halves; below, it is filled with the more ink the higher the value is. What has no
/// value is left as it was, and every value can be told from that. For maps of two parameters, and
/// densities over them.
public struct HeatMap {
  /// The values, row after row from the lowest row on; `nil`, and what has no place on `scale`, is
  /// not drawn.
  public let values: [Double?]
  public let columns: Int
  public let rows: Int
  /// The ends of the ramp; values beyond have the colours of the ends.
  public var scale: Axis
  public var x: Axis?
  public var y: Axis?

  /// - Parameter columns: the values of a row; values beyond the last whole row are left out.
  public init(
    values: [Double?], columns: Int, scale: Axis, x: Axis? = nil, y: Axis? = nil
  ) {
    self.values = values
    self.columns = max(0, columns)
    rows = columns > 0 ? values.count / columns : 0
    self.scale = scale
    self.x = x
    self.y = y
  }

  /// Draws the axes, and the values over all of the room inside. Where there are more values than
  /// cells, each cell shows the one at its middle.
  ///
  /// - Returns: the room inside the axes, for what is drawn on top.
  @discardableResult
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, palette: Palette, symbols: Symbols
  ) -> Rect {
    let swatches = values.map { value in
      value.flatMap(scale.position(of:)).map { position in
        palette.swatch(ofHeat: max(0, min(1, position)), symbols: symbols)
      }
    }
    return SwatchMap(swatches: swatches, columns: columns, x: x, y: y).draw(
      into: &buffer, in: area, palette: palette, symbols: symbols)
  }
}

/// What the colours of the ramp ``Ramp/heat`` mean: a strip of them with numbers.
public struct RampLegend {
  public var scale: Axis

  public init(scale: Axis) { self.scale = scale }

  /// Draws the strip behind the scale's title, with round numbers below it; in one row with the
  /// numbers at its ends. Draws nothing where the strip would have fewer than four cells.
  public func draw(
    into buffer: inout CellBuffer, in area: Rect, palette: Palette, symbols: Symbols
  ) {
    let area = area.intersection(buffer.bounds)
    let text = palette.style(.muted)
    var (before, after) = (scale.title.isEmpty ? "" : scale.title + " ", "")
    let ticks = { scale.ticks(columns: area.width - before.terminalColumns) }
    let isTall = area.height >= 2 && !ticks().isEmpty
    if !isTall {
      before += scale.format(scale.low) + " "
      after = " " + scale.format(scale.high)
    }
    let width = area.width - before.terminalColumns - after.terminalColumns
    guard width >= 4, area.height >= 1 else { return }
    let x = buffer.write(before, x: area.x, y: area.y, style: text)
    for column in 0..<width {
      buffer[x + column, area.y] = palette.swatch(
        ofHeat: Double(column) / Double(width - 1), symbols: symbols
      ).cell(palette)
    }
    buffer.write(after, x: x + width, y: area.y, style: text)
    guard isTall else { return }
    for tick in ticks() {
      let start = Axis.labelStart(tick, columns: width)
      buffer.write(tick.label, x: x + start, y: area.y + 1, style: text)
    }
  }
}

extension Palette {
  /// What shows an amount from 0 to 1 on the ramp ``Ramp/heat``.
  public func swatch(ofHeat position: Double, symbols: Symbols) -> Swatch {
    Swatch(color(.heat, at: position), symbols.shade(at: position), ink: color(.text))
  }
}
