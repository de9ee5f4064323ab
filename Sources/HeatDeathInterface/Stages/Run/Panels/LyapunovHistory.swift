import HeatDeath
import RealModule
import TerminalDrawing

/// V_I of some index sets over the clock ln k, on one log scale.
struct LyapunovHistory {
  let clock: ClockAxis
  let columns: Int
  /// How many decades below 1 the scale reaches, 1 to 18.
  let decades: Int
  private let points: [ArraySlice<Int64>]

  init(_ snapshot: Snapshot, sets: ArraySlice<CategorySet>, columns: Int) {
    self.columns = columns
    clock = ClockAxis(snapshot)
    points = clock.points(of: snapshot, columns: columns)
    decades = Self.decades(of: sets, at: points)
  }

  private static func decades(
    of sets: ArraySlice<CategorySet>, at points: [ArraySlice<Int64>]
  ) -> Int {
    var smallest = 1.0
    for point in points {
      for set in sets {
        if let value = Lyapunov.value(of: set, counts: point), value > 0 {
          smallest = min(smallest, value)
        }
      }
    }
    let needed = max(1, min(18, Int((-Double.log10(smallest)).rounded(.up))))
    // Each new scale draws every curve anew: coarser steps further down.
    return needed <= 3 ? needed : needed <= 6 ? 6 : (needed + 2) / 3 * 3
  }

  /// log V_I from the bottom of the scale (0) to V_I = 1 (1) in the columns up to now.
  ///
  /// The top eighth of a cell stays free, or curves one above the other would run together.
  func heights(of set: CategorySet, rows: Int) -> [Double?] {
    let top = 1 - 0.125 / Double(max(1, rows))
    return points.map { point in
      guard let value = Lyapunov.value(of: set, counts: point) else { return nil }
      return value > 0 ? max(0.001, top * height(value)) : 0
    }
  }

  /// Draws the curve of one set as a line of dots, along the floor where V_I = 0.
  ///
  /// - Returns: the cell of its end, or `nil` where V_I is undefined.
  func draw(
    _ set: CategorySet, into buffer: inout CellBuffer, in area: Rect, palette: Palette,
    symbols: Symbols
  ) -> (column: Int, row: Int)? {
    var canvas = DotCanvas(width: area.width, height: area.height, glyphs: symbols.glyphs)
    let levels = palette.levels(of: .age)
    var last: (x: Double, y: Double)?
    for (column, point) in points.enumerated() {
      guard let value = Lyapunov.value(of: set, counts: point) else {
        last = nil
        continue
      }
      let next = (
        x: Double(column) + 0.75,
        y: (1 - (value > 0 ? height(value) : 0)) * (Double(area.height) - 0.01)
      )
      canvas.line(
        from: last ?? next, to: next, ink: levels[column * levels.count / max(1, columns)],
        layer: 2)
      last = next
    }
    canvas.draw(into: &buffer, x: area.x, y: area.y)
    return last.map { (Int($0.x), min(area.height - 1, Int($0.y))) }
  }

  private func height(_ value: Double) -> Double {
    max(0, 1 + Double.log10(value) / Double(decades))
  }
}
