import HeatDeath
import TerminalDrawing

/// A ``PhaseMap`` as coloured cells, T to the right and λ up: how runs end, or what is kept.
struct PhaseMapChart: ScreenPart {
  let map: PhaseMap
  let look: Look
  /// Which grid is drawn.
  let stride: Int
  /// Whether colours say what is kept instead of how runs end.
  let showsKept: Bool
  /// Where the run stands.
  let run: (temperature: Temperature, fraction: Double)
  /// The place looked at.
  let cursor: (column: Int, row: Int)

  private var palette: Palette { look.palette }
  private var symbols: Symbols { look.symbols }

  private var temperatures: Axis {
    let title = "temperature T"
    let last = PhaseMap.temperature(PhaseMap.columns - 1).value
    return Axis(
      .linear, from: PhaseMap.temperature(0).value, to: last, title: title, shorter: ["T"]
    ) {
      look.format.fixed($0, digits: 1)
    }
  }

  private var fractions: Axis {
    Axis(
      .linear, from: 0, to: 1, title: "\(symbols.lambda), share of fresh data",
      shorter: ["\(symbols.lambda), fresh data", symbols.lambda]
    ) {
      look.format.fraction($0, isTight: true)
    }
  }

  // MARK: Where things stand

  private func parts(of area: Rect) -> (map: Rect, legend: Rect?) {
    var rest = area
    let rows = area.height >= 20 && showsKept ? 2 : 1
    let legend = area.height >= 9 ? rest.takeBottom(rows) : nil
    return (rest, legend)
  }

  private func cells(_ swatches: [Swatch?]) -> SwatchMap {
    SwatchMap(
      swatches: swatches, columns: (PhaseMap.columns - 1) / stride + 1, x: temperatures,
      y: fractions)
  }

  func target(x: Int, y: Int, in area: Rect) -> ScreenTarget {
    let count = PhaseMap.cellCount(stride: stride)
    let cells = cells(Array(repeating: nil, count: count))
    let plot = cells.frame.inner(of: parts(of: area).map)
    guard let place = cells.place(x: x, y: y, in: plot) else { return .elsewhere }
    return .cell(column: place.column * stride, row: place.row * stride)
  }

  // MARK: Drawing

  func draw(into buffer: inout CellBuffer, in area: Rect) {
    let (place, legend) = parts(of: area)
    let inks = FateInks(look: look, runs: map.diagram.runCount)
    let cells = cells(swatches(inks))
    let plot = cells.draw(into: &buffer, in: place, palette: palette, symbols: symbols)
    drawThresholds(cells, into: &buffer, in: plot)
    drawCursor(cells, into: &buffer, in: plot)
    drawRun(cells, into: &buffer, in: plot)
    guard let legend else { return }
    let room = legend.inset(dx: 1, dy: 0)
    if showsKept {
      var strip = room
      _ = strip.takeRight(room.width - 60)
      RampLegend(scale: keptScale).draw(
        into: &buffer, in: strip, palette: palette, symbols: symbols)
    } else {
      FateLegend(look: look, inks: inks).draw(into: &buffer, in: room)
    }
  }

  private var keptScale: Axis {
    Axis(.linear, from: 0, to: 1, title: "kept of the initial law") { look.format.tick($0) }
  }

  private func swatches(_ inks: FateInks) -> [Swatch?] {
    let scale = keptScale
    var swatches: [Swatch?] = []
    swatches.reserveCapacity(PhaseMap.cellCount(stride: stride))
    for row in Swift.stride(from: 0, to: PhaseMap.rows, by: stride) {
      for column in Swift.stride(from: 0, to: PhaseMap.columns, by: stride) {
        swatches.append(
          map.outcome(near: column, row).map { outcome in
            showsKept
              ? palette.swatch(
                ofHeat: scale.position(of: outcome.meanRetained) ?? 0, symbols: symbols)
              : inks.swatch(outcome)
          })
      }
    }
    return swatches
  }

  /// Solid above collapse, dashed above what is not even; one line where they are the same.
  private func drawThresholds(_ cells: SwatchMap, into buffer: inout CellBuffer, in plot: Rect) {
    guard let thresholds = map.thresholds, !plot.isEmpty else { return }
    // Blocks would look like cells of the map.
    let glyphs = symbols.glyphs == .braille ? GlyphSet.braille : .ascii
    var canvas = DotCanvas(width: plot.width, height: plot.height, glyphs: glyphs)
    func line(_ dash: Int, _ value: (Hysteresis) -> Double) {
      let points = thresholds.enumerated().map { column, threshold -> (x: Double, y: Double)? in
        let temperature = PhaseMap.temperature(column).value
        return place(temperature, value(threshold), cells, in: plot)
      }
      canvas.polyline(points, ink: Ink(palette.color(.strong)), layer: 2, dash: dash)
    }
    line(0, \.collapseThreshold)
    line(symbols.dashLength, \.uniformThreshold)
    var lines = CellBuffer(width: plot.width, height: plot.height)
    canvas.draw(into: &lines, x: 0, y: 0)
    for y in 0..<plot.height {
      for x in 0..<plot.width where lines[x, y].glyph != " " {
        put(lines[x, y].glyph, at: plot.x + x, plot.y + y, in: &buffer)
      }
    }
  }

  /// Brackets around the place looked at.
  private func drawCursor(_ cells: SwatchMap, into buffer: inout CellBuffer, in plot: Rect) {
    guard !plot.isEmpty else { return }
    let (x, y) = cells.cell(cursor.column / stride, cursor.row / stride, in: plot)
    if x > plot.x { put("[", at: x - 1, y, in: &buffer) }
    if x + 1 < plot.maxX { put("]", at: x + 1, y, in: &buffer) }
  }

  private func drawRun(_ cells: SwatchMap, into buffer: inout CellBuffer, in plot: Rect) {
    guard PhaseMapChart.covers(run.temperature), !plot.isEmpty,
      let place = place(run.temperature.value, run.fraction, cells, in: plot)
    else { return }
    put(symbols.head, at: plot.x + Int(place.x), plot.y + Int(place.y), in: &buffer)
  }

  /// Whether a temperature lies within the map.
  static func covers(_ temperature: Temperature) -> Bool {
    let last = PhaseMap.temperature(PhaseMap.columns - 1)
    return (PhaseMap.temperature(0).value...last.value).contains(temperature.value)
  }

  /// Where values stand, in cells from the upper left corner of the plot.
  private func place(
    _ temperature: Double, _ fraction: Double, _ cells: SwatchMap, in plot: Rect
  ) -> (x: Double, y: Double)? {
    guard let right = temperatures.position(of: temperature),
      let up = fractions.position(of: fraction)
    else { return nil }
    func middle(_ position: Double, _ values: Int, _ room: Int) -> Double {
      (0.5 + position * Double(values - 1)) * Double(room) / Double(values)
    }
    return (
      middle(right, cells.columns, plot.width),
      Double(plot.height) - middle(up, cells.rows, plot.height)
    )
  }

  /// Writes a sign over what is filled there.
  private func put(_ glyph: Unicode.Scalar, at x: Int, _ y: Int, in buffer: inout CellBuffer) {
    let below = buffer[x, y].style.background
    buffer[x, y] = Cell(
      glyph,
      Style(foreground: palette.color(on: below), background: below, attributes: .bold))
  }
}
