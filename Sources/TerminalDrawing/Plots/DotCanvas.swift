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
  private var cells: [DotCell]

  public init(width: Int, height: Int, glyphs: GlyphSet) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.glyphs = glyphs
    switch glyphs {
    case .braille: (acrossShift, downShift) = (1, 2)
    case .blocks: (acrossShift, downShift) = (0, 1)
    case .ascii: (acrossShift, downShift) = (0, 0)
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
    let (x, y) = dot(a)
    let (endX, endY) = dot(b)
    let (dx, dy) = (endX - x, endY - y)
    // Most steps of a long path are shorter than a dot.
    if dx == 0, dy == 0 { return setDot(x, y, ink, layer) }
    let count = max(abs(dx), abs(dy))
    for index in stride(from: 0, through: count, by: max(1, period)) {
      setDot(
        x + Self.rounded(dx * index, by: count), y + Self.rounded(dy * index, by: count), ink, layer
      )
    }
  }

  /// Draws a line through points, broken where one is `nil` and clipped as
  /// ``line(from:to:color:layer:period:)`` is; a point between two gaps is a dot.
  ///
  /// - Parameter dash: how many dots are drawn and left out by turns, counted on from segment to
  ///   segment; 0 and less is a solid line.
  public mutating func polyline(
    _ points: [(x: Double, y: Double)?], ink: Ink, layer: UInt8, dash: Int = 0
  ) {
    guard width > 0, height > 0 else { return }
    var phase = 0
    var last: (x: Double, y: Double)?
    for point in points {
      defer { last = point }
      guard let point else { continue }
      if dash <= 0 {
        line(from: last ?? point, to: point, ink: ink, layer: layer)
      } else if let (a, b) = clipped(last ?? point, point) {
        let (start, end) = (dot(a), dot(b))
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let count = max(abs(dx), abs(dy))
        for index in 0...count where (phase + index) / dash % 2 == 0 {
          let (x, y) = (Self.rounded(dx * index, by: count), Self.rounded(dy * index, by: count))
          setDot(start.x + x, start.y + y, ink, layer)
        }
        phase += count
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
    case .ascii: return cell.layer >= 2 ? "*" : "."
    }
  }

  /// The dot that holds a position of the canvas; the far edges belong to the last dots.
  private func dot(_ position: (x: Double, y: Double)) -> (x: Int, y: Int) {
    (min(lastX, Int(position.x * across)), min(lastY, Int(position.y * down)))
  }

  /// The integer nearest to `numerator`/`denominator`; halves go up, 0/0 is 0.
  private static func rounded(_ numerator: Int, by denominator: Int) -> Int {
    guard denominator > 0 else { return 0 }
    let doubled = 2 * numerator + denominator
    let quotient = doubled / (2 * denominator)
    return doubled % (2 * denominator) < 0 ? quotient - 1 : quotient
  }

  private mutating func setDot(_ dotX: Int, _ dotY: Int, _ ink: Ink, _ layer: UInt8) {
    let (column, row) = (dotX &>> acrossShift, dotY &>> downShift)
    let index = row * width + column
    guard cells.indices.contains(index) else { return }
    var cell = cells[index]
    cell.dots |= bit(dotX - (column &<< acrossShift), dotY - (row &<< downShift))
    if layer >= cell.layer {
      cell.layer = layer
      cell.ink = ink
    }
    cells[index] = cell
  }

  private func bit(_ column: Int, _ row: Int) -> UInt8 {
    switch glyphs {
    case .braille: row == 3 ? (column == 0 ? 0x40 : 0x80) : 1 << UInt8(column * 3 + row)
    case .blocks: 1 << UInt8(row)
    case .ascii: 1
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
