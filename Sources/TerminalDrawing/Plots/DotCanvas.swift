/// A grid of dots finer than the cells it covers: 2 × 4 to a cell with Braille, 1 × 2 with half
/// blocks, one with ASCII.
///
/// Positions are in cells of the canvas as real numbers, x to the right and y downwards, so a plot
/// is written once for all glyph sets. A cell shows one colour: that of the highest layer drawn in
/// it, the latest within a layer.
public struct DotCanvas: Sendable {
  /// Columns and rows, in cells.
  public let width: Int
  public let height: Int
  public let glyphs: GlyphSet

  /// The dots of a cell, as powers of two: divisions would be most of the work of a dot.
  private let acrossShift: Int
  private let downShift: Int
  /// The same as numbers, and the last dots.
  private let across: Double
  private let down: Double
  private let lastX: Int
  private let lastY: Int
  /// The bit of each dot of a cell, a byte each, row by row.
  private let bits: UInt64
  private var cells: [DotCell]

  public init(width: Int, height: Int, glyphs: GlyphSet) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.glyphs = glyphs
    switch glyphs {
    case .braille: (acrossShift, downShift, bits) = (1, 2, 0x8040_2004_1002_0801)
    case .blocks: (acrossShift, downShift, bits) = (0, 1, 0x0201)
    case .ascii: (acrossShift, downShift, bits) = (0, 0, 0x01)
    }
    across = Double(1 << acrossShift)
    down = Double(1 << downShift)
    lastX = (self.width << acrossShift) - 1
    lastY = (self.height << downShift) - 1
    cells = Array(repeating: DotCell(), count: self.width * self.height)
  }

  /// Draws a straight line, clipped to the canvas. Ends that are no numbers, or too far apart for
  /// their difference to be one, draw nothing.
  ///
  /// - Parameter period: draws the first dot of every `period`; 1 and less is a solid line.
  /// - Complexity: O(width + height) however far away the ends are.
  public mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), color: Color, layer: UInt8,
    period: Int = 1
  ) {
    line(from: start, to: end, ink: Ink(color), layer: layer, period: period)
  }

  /// Draws a straight line as ``line(from:to:color:layer:period:)`` does, with attributes.
  public mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), ink: Ink, layer: UInt8,
    period: Int = 1
  ) {
    guard width > 0, height > 0,
      // Clipping leaves what is inside as it is.
      let (a, b) = contains(start) && contains(end) ? (start, end) : clipped(start, end)
    else { return }
    if period <= 1 {
      trace(dot(a), dot(b), ink, layer) { _ in true }
    } else {
      trace(dot(a), dot(b), ink, layer) { $0 % period == 0 }
    }
  }

  /// Draws a line through points, broken where one is `nil` and clipped as
  /// ``line(from:to:color:layer:period:)`` is; a point between two gaps is a dot.
  ///
  /// - Parameters:
  ///   - dash: how many dots are drawn by turns, counted on from segment to segment; 0 and less is a
  ///     solid line.
  ///   - gap: how many are left out behind each dash; `nil` for as many as are drawn.
  public mutating func polyline(
    _ points: [(x: Double, y: Double)?], ink: Ink, layer: UInt8, dash: Int = 0, gap: Int? = nil
  ) {
    guard width > 0, height > 0 else { return }
    var phase = 0
    let period = max(1, dash + max(0, gap ?? dash))
    var last: (x: Double, y: Double)?
    for point in points {
      defer { last = point }
      guard let point else { continue }
      if dash <= 0 {
        line(from: last ?? point, to: point, ink: ink, layer: layer)
      } else if let (a, b) = clipped(last ?? point, point) {
        let (start, end) = (dot(a), dot(b))
        trace(start, end, ink, layer) { (phase + $0) % period < dash }
        phase += max(abs(end.x - start.x), abs(end.y - start.y))
      }
    }
  }

  /// Copies the dots into a buffer at (`x`, `y`); backgrounds already there stay.
  public func draw(into buffer: inout CellBuffer, x: Int, y: Int) {
    for row in 0..<height {
      for column in 0..<width {
        let cell = cells[row * width + column]
        guard cell.dots != 0 else { continue }
        var target = buffer[x + column, y + row]
        target.glyph = glyph(cell)
        target.style.foreground = cell.ink.color
        target.style.attributes = cell.ink.attributes
        buffer[x + column, y + row] = target
      }
    }
  }

  private func glyph(_ cell: DotCell) -> Unicode.Scalar {
    switch glyphs {
    case .braille:
      // U+2800 plus one bit a dot: every value is a scalar.
      return Unicode.Scalar(0x2800 + UInt32(cell.dots)) ?? " "
    case .blocks: return cell.dots == 1 ? "▀" : cell.dots == 2 ? "▄" : "█"
    case .ascii: return cell.layer >= 3 ? ":" : cell.layer == 2 ? "*" : "."
    }
  }

  /// The dot that holds a position of the canvas; the far edges belong to the last dots.
  private func dot(_ position: (x: Double, y: Double)) -> (x: Int, y: Int) {
    (min(lastX, Int(position.x * across)), min(lastY, Int(position.y * down)))
  }

  /// Draws the dots nearest to a line between two that are on the canvas, halves to the right and
  /// down, as far as `isDrawn` says so of their numbers.
  @inline(__always)
  private mutating func trace(
    _ start: (x: Int, y: Int), _ end: (x: Int, y: Int), _ ink: Ink, _ layer: UInt8,
    isDrawn: (Int) -> Bool
  ) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let count = max(abs(dx), abs(dy))
    // Most steps of a long path are shorter than a dot.
    if count == 0 {
      if isDrawn(0) { setDot(start.x, start.y, ink, layer) }
      return
    }
    // Bresenham's: 2·d·i + count over 2·count, whole part and remainder.
    var (x, y) = start
    var (restX, restY) = (count, count)
    for index in 0...count {
      if isDrawn(index) { setDot(x, y, ink, layer) }
      restX &+= 2 &* dx
      restY &+= 2 &* dy
      if restX >= 2 &* count {
        restX &-= 2 &* count
        x &+= 1
      } else if restX < 0 {
        restX &+= 2 &* count
        x &-= 1
      }
      if restY >= 2 &* count {
        restY &-= 2 &* count
        y &+= 1
      } else if restY < 0 {
        restY &+= 2 &* count
        y &-= 1
      }
    }
  }

  @inline(__always)
  private mutating func setDot(_ dotX: Int, _ dotY: Int, _ ink: Ink, _ layer: UInt8) {
    let (column, row) = (dotX &>> acrossShift, dotY &>> downShift)
    let index = row &* width &+ column
    let place = (dotY &- row &<< downShift) &<< acrossShift &+ (dotX &- column &<< acrossShift)
    cells[index].dots |= UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: 8 &* place))
    if layer >= cells[index].layer {
      cells[index].layer = layer
      cells[index].ink = ink
    }
  }

  /// Whether a position is on the canvas or on its border.
  private func contains(_ position: (x: Double, y: Double)) -> Bool {
    position.x >= 0 && position.x <= Double(width)
      && position.y >= 0 && position.y <= Double(height)
  }

  /// Rounding moves the ends of a segment over the border where they were very far away: they count
  /// as on it.
  private func clamped(_ position: (x: Double, y: Double)) -> (x: Double, y: Double) {
    (max(0, min(Double(width), position.x)), max(0, min(Double(height), position.y)))
  }

  /// The part of a segment inside the canvas, by Liang and Barsky's method (ACM TOG 3, 1984).
  private func clipped(
    _ start: (x: Double, y: Double), _ end: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    let dx = end.x - start.x
    let dy = end.y - start.y
    guard dx.isFinite, dy.isFinite else { return nil }
    var low = 0.0
    var high = 1.0
    let limits = [
      (-dx, start.x), (dx, Double(width) - start.x), (-dy, start.y), (dy, Double(height) - start.y),
    ]
    for (slope, room) in limits {
      if slope == 0 {
        if room < 0 { return nil }
      } else if slope < 0 {
        low = max(low, room / slope)
      } else {
        high = min(high, room / slope)
      }
    }
    guard low <= high else { return nil }
    // Ends inside stay exactly where they are.
    return (
      clamped(low == 0 ? start : (start.x + dx * low, start.y + dy * low)),
      clamped(high == 1 ? end : (start.x + dx * high, start.y + dy * high))
    )
  }
}

/// The dots of one cell.
private struct DotCell: Sendable {
  var dots: UInt8 = 0
  var layer: UInt8 = 0
  var ink = Ink(.terminal)
}
